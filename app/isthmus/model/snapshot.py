"""The map at one moment: immutable, so that workers read it without locks."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from isthmus.model.records import (
    Capability,
    DataObject,
    Department,
    Flow,
    Holding,
    Icon,
    MapInfo,
    PerceptionAnswer,
    Record,
    Scenario,
    Setting,
    System,
    Waiver,
)
from isthmus.model.viewing import Area, Bend, Note, Placement, Territory, View


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All tables of a map, each a read-only mapping from id to record."""

    tables: Mapping[str, Mapping[str, Record]]
    revision: int = 0

    @property
    def info(self) -> MapInfo:
        """What is said once of the whole map."""
        return cast("MapInfo", self.tables["info"]["map"])

    @property
    def systems(self) -> Mapping[str, System]:
        """The systems by id."""
        return cast("Mapping[str, System]", self.tables["systems"])

    @property
    def flows(self) -> Mapping[str, Flow]:
        """The data flows by id."""
        return cast("Mapping[str, Flow]", self.tables["flows"])

    @property
    def data_objects(self) -> Mapping[str, DataObject]:
        """The data objects by id."""
        return cast("Mapping[str, DataObject]", self.tables["data_objects"])

    @property
    def holdings(self) -> Mapping[str, Holding]:
        """Who holds which data object, by id."""
        return cast("Mapping[str, Holding]", self.tables["holdings"])

    @property
    def departments(self) -> Mapping[str, Department]:
        """The departments by id."""
        return cast("Mapping[str, Department]", self.tables["departments"])

    @property
    def capabilities(self) -> Mapping[str, Capability]:
        """The business capabilities by id."""
        return cast("Mapping[str, Capability]", self.tables["capabilities"])

    @property
    def views(self) -> Mapping[str, View]:
        """The views by id."""
        return cast("Mapping[str, View]", self.tables["views"])

    @property
    def placements(self) -> Mapping[str, Placement]:
        """Where systems stand in views, by id."""
        return cast("Mapping[str, Placement]", self.tables["placements"])

    @property
    def bends(self) -> Mapping[str, Bend]:
        """How flows are led by hand on views, by id."""
        return cast("Mapping[str, Bend]", self.tables["bends"])

    @property
    def territories(self) -> Mapping[str, Territory]:
        """The territories of departments on views, by id."""
        return cast("Mapping[str, Territory]", self.tables["territories"])

    @property
    def icons(self) -> Mapping[str, Icon]:
        """The user's own icons, by id."""
        return cast("Mapping[str, Icon]", self.tables["icons"])

    @property
    def areas(self) -> Mapping[str, Area]:
        """Free areas on views, by id."""
        return cast("Mapping[str, Area]", self.tables["areas"])

    @property
    def notes(self) -> Mapping[str, Note]:
        """Notes and headings on views, by id."""
        return cast("Mapping[str, Note]", self.tables["notes"])

    @property
    def waivers(self) -> Mapping[str, Waiver]:
        """Accepted risks, by id."""
        return cast("Mapping[str, Waiver]", self.tables["waivers"])

    @property
    def answers(self) -> Mapping[str, PerceptionAnswer]:
        """Who drives what in the eyes of IT and of the business, by id."""
        return cast("Mapping[str, PerceptionAnswer]", self.tables["answers"])

    @property
    def settings(self) -> Mapping[str, Setting]:
        """Settings that the findings depend on, by name."""
        return cast("Mapping[str, Setting]", self.tables["settings"])

    @property
    def scenarios(self) -> Mapping[str, Scenario]:
        """Named what-ifs, by id."""
        return cast("Mapping[str, Scenario]", self.tables["scenarios"])

    def same_content(self, other: "Snapshot") -> bool:
        """Whether both hold the same records, whatever their revision."""
        return {k: dict(v) for k, v in self.tables.items()} == {
            k: dict(v) for k, v in other.tables.items()
        }


def freeze(tables: Mapping[str, dict[str, Record]], revision: int) -> Snapshot:
    """A snapshot over the given tables, which must not be written to afterwards."""
    frozen = {name: MappingProxyType(rows) for name, rows in tables.items()}
    return Snapshot(MappingProxyType(frozen), revision)
