"""Lenses that read what the analysis found: islands, and the worst finding of each system."""

from isthmus.analysis.results import Analysis, IslandKind
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Severity
from isthmus.drawing.reading import UNKNOWN, LensValue, Mark, Reading, counted, level, unknown
from isthmus.model.snapshot import Snapshot

_ISLANDS = (
    LensValue(IslandKind.MAINLAND, "Mainland", "land", Mark.HEXAGON),
    LensValue(IslandKind.ISLAND, "Island", "cut_off", Mark.DISC),
    LensValue(IslandKind.ROGUE, "Rogue island", "cut_off", Mark.CROSS),
    LensValue(IslandKind.TIDAL, "Tidal island", "tidal", Mark.DOWN),
    unknown("Not live, or not checked yet"),
)
_RISK = (
    level(5, Severity.CRITICAL, "Critical finding"),
    level(4, Severity.HIGH, "High finding"),
    level(3, Severity.MEDIUM, "Medium finding"),
    level(1, Severity.LOW, "Low finding"),
    LensValue("none", "No open finding", "green", Mark.DISC),
    unknown("Not checked"),
)


def islands(snapshot: Snapshot, analysis: Analysis, _catalogue: Catalogue) -> Reading:
    """On what kind of land each system stands; the land itself shows it."""
    kinds = [island.kind.value for island in analysis.islands]
    where = analysis.island_of
    of = {key: kinds[where[key]] if key in where else UNKNOWN for key in snapshot.systems}
    return Reading("islands", "Islands", counted(_ISLANDS, of), of, dresses=False)


def risk(snapshot: Snapshot, analysis: Analysis, _catalogue: Catalogue) -> Reading:
    """The severity of the worst open finding of each system; of those of the whole map, none."""
    worst: dict[str, Severity] = {}
    for finding in analysis.findings:
        if finding.waived or finding.kind.is_of_map:
            continue
        for system in finding.systems:
            known = worst.get(system)
            if known is None or finding.severity.rank > known.rank:
                worst[system] = finding.severity
    blank = UNKNOWN if analysis.revision < 0 else "none"
    of = {key: worst[key].value if key in worst else blank for key in snapshot.systems}
    return Reading("risk", "Risk", counted(_RISK, of), of)
