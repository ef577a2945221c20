"""What is copied of a map: the chosen systems with all that belongs to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from isthmus.model.records import (
    Capability,
    DataObject,
    Department,
    Flow,
    Holding,
    Icon,
    System,
)
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Area, Bend, Note, Placement

V = TypeVar("V", Placement, Bend, Area, Note)


@dataclass(frozen=True, slots=True)
class Clip:
    """Records by table; what systems refer to comes along, so that a clip stands alone."""

    departments: tuple[Department, ...] = ()
    """Those named by the systems, with the ones over them, parents first."""
    capabilities: tuple[Capability, ...] = ()
    data_objects: tuple[DataObject, ...] = ()
    icons: tuple[Icon, ...] = ()
    systems: tuple[System, ...] = ()
    flows: tuple[Flow, ...] = ()
    """The flows between two of the systems."""
    holdings: tuple[Holding, ...] = ()
    placements: tuple[Placement, ...] = ()
    bends: tuple[Bend, ...] = ()
    areas: tuple[Area, ...] = ()
    notes: tuple[Note, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to set down."""
        return bool(self.systems or self.areas or self.notes)


TABLES_OF = {field.name for field in fields(Clip)}


def clip_of(snapshot: Snapshot, view_id: str, ids: Collection[str]) -> Clip:
    """What of a view is copied where these records are chosen; in the order of names."""
    chosen = frozenset(ids)
    systems = [one for key, one in snapshot.systems.items() if key in chosen]
    systems.sort(key=lambda one: (one.name.casefold(), one.id))
    standing = _standing(snapshot, view_id, chosen)
    return replace(
        _tied(standing, snapshot, view_id, {one.id for one in systems}),
        departments=_departments(snapshot, systems),
        capabilities=_capabilities(snapshot, systems),
        icons=_icons(snapshot, systems),
        systems=tuple(systems),
    )


def _standing(snapshot: Snapshot, view_id: str, chosen: Collection[str]) -> Clip:
    """What stands on the view of the records chosen."""
    places = _of_view(snapshot.placements, view_id)
    return Clip(
        placements=tuple(one for one in places if one.system in chosen),
        areas=tuple(one for one in _of_view(snapshot.areas, view_id) if one.id in chosen),
        notes=tuple(one for one in _of_view(snapshot.notes, view_id) if one.id in chosen),
    )


def _tied(clip: Clip, snapshot: Snapshot, view_id: str, inside: Collection[str]) -> Clip:
    """The clip with what the systems hold, and what moves between two of them."""
    every = (flow for _, flow in sorted(snapshot.flows.items()))
    flows = tuple(flow for flow in every if flow.source in inside and flow.target in inside)
    holdings = tuple(one for _, one in sorted(snapshot.holdings.items()) if one.system in inside)
    data = {key for flow in flows for key in flow.data_objects}
    data |= {one.data_object for one in holdings}
    ids = {flow.id for flow in flows}
    return replace(
        clip,
        data_objects=tuple(snapshot.data_objects[key] for key in sorted(data)),
        flows=flows,
        holdings=holdings,
        bends=tuple(one for one in _of_view(snapshot.bends, view_id) if one.flow in ids),
    )


def _of_view(rows: Mapping[str, V], view_id: str) -> list[V]:
    """The records that stand on a view, in the order of their ids."""
    return [one for _, one in sorted(rows.items()) if one.view == view_id]


def _departments(snapshot: Snapshot, systems: Collection[System]) -> tuple[Department, ...]:
    named = {key for one in systems for key in (one.department, one.funder) if key}
    return _with_parents(snapshot.departments, named)


def _capabilities(snapshot: Snapshot, systems: Collection[System]) -> tuple[Capability, ...]:
    named = {key for one in systems for key in one.capabilities}
    return _with_parents(snapshot.capabilities, named)


T = TypeVar("T", Department, Capability)


def _with_parents(known: Mapping[str, T], named: Collection[str]) -> tuple[T, ...]:
    """The records named and those over them, parents first."""
    found: dict[str, T] = {}
    for key in sorted(named):
        line: list[T] = []
        at: str | None = key
        while at and at in known and at not in found and known[at] not in line:
            line.append(known[at])
            at = known[at].parent
        found |= {one.id: one for one in reversed(line)}
    return tuple(found.values())


def _icons(snapshot: Snapshot, systems: Collection[System]) -> tuple[Icon, ...]:
    named = {one.icon for one in systems if one.icon}
    return tuple(snapshot.icons[key] for key in sorted(named) if key in snapshot.icons)
