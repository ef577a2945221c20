"""Lenses that read what is recorded of each system: department, lifecycle, hosting and so on."""

from collections.abc import Callable
from enum import StrEnum

from isthmus.analysis.ownership import Ownership
from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.kin import by_name, hues_of, marks_of
from isthmus.drawing.reading import (
    UNKNOWN,
    LensValue,
    Mark,
    Reading,
    counted,
    kind,
    level,
    unknown,
)
from isthmus.model.records import Criticality, Hosting, Lifecycle, System
from isthmus.model.snapshot import Snapshot

_LIFECYCLE = (
    LensValue(Lifecycle.PLANNED, "Planned", "sky", Mark.TRIANGLE),
    LensValue(Lifecycle.LIVE, "Live", "green", Mark.DISC),
    LensValue(Lifecycle.PHASING_OUT, "Phasing out", "orange", Mark.DOWN),
    LensValue(Lifecycle.RETIRED, "Retired", "slate", Mark.CROSS),
    unknown("Lifecycle not known"),
)
_CRITICALITY = (
    level(5, Criticality.CRITICAL, "Critical"),
    level(4, Criticality.HIGH, "High"),
    level(2, Criticality.MEDIUM, "Medium"),
    level(1, Criticality.LOW, "Low"),
    unknown("Criticality not known"),
)
_HOSTING = (
    LensValue(Hosting.SAAS, "SaaS", "orange", Mark.DISC),
    LensValue(Hosting.CLOUD, "Cloud", "blue", Mark.TRIANGLE),
    LensValue(Hosting.HYBRID, "Hybrid", "violet", Mark.DIAMOND),
    LensValue(Hosting.ON_PREMISES, "On premises", "teal", Mark.SQUARE),
    unknown("Hosting not known"),
)
_INVOLVEMENT = (
    LensValue("steward", "IT steward", "teal", Mark.DISC),
    LensValue("embedded", "Steward in the business", "blue", Mark.DIAMOND),
    LensValue("owner", "Owned by IT, no steward named", "green", Mark.SQUARE),
    LensValue("none", "No IT steward", "orange", Mark.CROSS),
    unknown("Nothing recorded"),
)


def lifecycle(snapshot: Snapshot, _analysis: Analysis, _catalogue: Catalogue) -> Reading:
    """At which stage of its life each system is."""
    return _of_field(snapshot, "lifecycle", "Lifecycle", _LIFECYCLE, lambda one: one.lifecycle)


def criticality(snapshot: Snapshot, _analysis: Analysis, _catalogue: Catalogue) -> Reading:
    """How much the business depends on each system."""
    return _of_field(
        snapshot, "criticality", "Criticality", _CRITICALITY, lambda one: one.criticality
    )


def hosting(snapshot: Snapshot, _analysis: Analysis, _catalogue: Catalogue) -> Reading:
    """Where each system runs."""
    return _of_field(snapshot, "hosting", "Hosting", _HOSTING, lambda one: one.hosting)


def _of_field(
    snapshot: Snapshot,
    lens: str,
    title: str,
    values: tuple[LensValue, ...],
    read: Callable[[System], StrEnum],
) -> Reading:
    of = {key: read(system).value for key, system in snapshot.systems.items()}
    return Reading(lens, title, counted(values, of), of)


def departments(snapshot: Snapshot, _analysis: Analysis, _catalogue: Catalogue) -> Reading:
    """Which department owns each system."""
    hues = hues_of(snapshot.departments)
    marks = marks_of(snapshot.departments, hues)
    named = by_name(snapshot.departments)
    values = [LensValue(one.id, one.name, hues[one.id], marks[one.id]) for one in named]
    of = {key: one.department or UNKNOWN for key, one in snapshot.systems.items()}
    values.append(unknown("No department known"))
    return Reading("department", "Department", counted(values, of), of)


def involvement(snapshot: Snapshot, _analysis: Analysis, _catalogue: Catalogue) -> Reading:
    """Whether somebody of IT looks after each system."""
    ownership = Ownership(snapshot)
    of = {key: _involved(one, ownership) for key, one in snapshot.systems.items()}
    return Reading("involvement", "IT's involvement", counted(_INVOLVEMENT, of), of)


def _involved(system: System, ownership: Ownership) -> str:
    """Nobody of IT is told of only where the map says who else has the system."""
    if system.steward_in_business:
        return "embedded"
    if system.it_steward.strip():
        return "steward"
    if ownership.is_it(system.department):
        return "owner"
    return "none" if ownership.outside(system) else UNKNOWN


def areas(snapshot: Snapshot, _analysis: Analysis, catalogue: Catalogue) -> Reading:
    """Into which technology area each system falls."""
    of = {key: catalogue.area_of(one) or UNKNOWN for key, one in snapshot.systems.items()}
    own = sorted(set(of.values()) - catalogue.areas.keys() - {UNKNOWN}, key=str.casefold)
    names = {key: area.name for key, area in catalogue.areas.items()} | {key: key for key in own}
    values = [kind(number, key, names[key]) for number, key in enumerate(names)]
    values.append(unknown("In none of the areas"))
    return Reading("area", "Technology area", counted(values, of), of)
