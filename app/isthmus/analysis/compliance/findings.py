"""What of compliance is a finding: each cause is told once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from isthmus.analysis.compliance.crossings import (
    Abroad,
    Crossing,
    abroad_of,
    crossings_of,
    grouped,
)
from isthmus.analysis.compliance.deadlines import Deadline, deadlines_of
from isthmus.analysis.compliance.ends import ends_of
from isthmus.analysis.compliance.regions import Regions
from isthmus.analysis.compliance.unrecorded import Unrecorded, unrecorded_of
from isthmus.analysis.drafting import cells_of, cells_of_flows, cells_of_systems, draft
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import folded
from isthmus.analysis.results import Finding, FindingKind
from isthmus.analysis.wording import counted, listed
from isthmus.catalogue.types import Severity
from isthmus.model.records import CellRef

OUTSIDE, CROSSING, UNRECORDED = "REG-01", "REG-02", "REG-03"


@dataclass(frozen=True, slots=True)
class Compliance:
    """All that a map says of compliance on a day; the findings are about the worst of it."""

    abroad: tuple[Abroad, ...]
    crossings: tuple[Crossing, ...]
    unrecorded: tuple[Unrecorded, ...]
    deadlines: tuple[Deadline, ...]
    strange_regions: tuple[str, ...]
    """Regions that the catalogue does not know, so that nothing can be told of them."""


def compliance_of(live: LiveMap, day: date) -> Compliance:
    """What a map says of compliance, with the ends of contracts and lives as of a day."""
    regions = Regions(live.catalogue)
    return Compliance(
        abroad=tuple(abroad_of(live, regions)),
        crossings=tuple(crossings_of(live, regions)),
        unrecorded=tuple(unrecorded_of(live)),
        deadlines=tuple(deadlines_of(live, day)),
        strange_regions=_strange(live, regions),
    )


def _strange(live: LiveMap, regions: Regions) -> tuple[str, ...]:
    said = {name for system in live.systems for name in system.regions}
    said |= {name for record in live.things.records for name in record.regions}
    return tuple(sorted(name for name in said if not regions.is_known(name)))


def compliance_findings(live: LiveMap, compliance: Compliance) -> Iterator[Finding]:
    """The findings: of regions, of regulations, of what has ended."""
    yield from (_outside(live, abroad) for abroad in compliance.abroad)
    untold = _untold(compliance)
    yield from (_crossing(live, system, some) for system, some in grouped(untold))
    yield from (_unrecorded(live, one) for one in compliance.unrecorded)
    yield from ends_of(live, compliance.deadlines)


def _untold(compliance: Compliance) -> list[Crossing]:
    """The crossings but for those that are told of as data that is where it may not be."""
    told = {
        (flow, thing) for one in compliance.abroad for flow in one.flows for thing in one.things
    }
    return [
        one
        for one in compliance.crossings
        if any((one.flow, thing) not in told for thing in one.things)
    ]


def _outside(live: LiveMap, abroad: Abroad) -> Finding:
    names = live.things.names(abroad.things)
    system = live.systems[abroad.system]
    bound = listed([_bound(live, thing) for thing in abroad.things])
    said = f"{live.name(abroad.system)} runs in {listed(system.regions)} and has {listed(names)}"
    from_whom = _others(live, abroad)
    brought = f" It comes there from {listed(from_whom)}." if from_whom else ""
    return draft(
        live,
        kind=FindingKind.OUTSIDE_REGIONS,
        rule=OUTSIDE,
        severity=Severity.HIGH,
        title="Outside its regions",
        about=(live.tokens[abroad.system],),
        systems=(abroad.system,),
        objects=names,
        evidence=f"{said}, personal data that may be only elsewhere: {bound}.{brought}",
        cells=_cells(live, (abroad.system,), abroad.flows, abroad.things),
    )


def _bound(live: LiveMap, thing: int) -> str:
    record = live.things.records[thing]
    return f"{record.name} in {listed(record.regions)}"


def _others(live: LiveMap, abroad: Abroad) -> list[str]:
    ends = sorted({end for flow in abroad.flows for end in live.ends[flow]} - {abroad.system})
    return [live.name(i) for i in ends]


def _crossing(live: LiveMap, system: int, crossings: Sequence[Crossing]) -> Finding:
    partners = sorted({end for one in crossings for end in one.ends} - {system})
    things = sorted({thing for one in crossings for thing in one.things})
    names = live.things.names(things)
    flows = [one.flow for one in crossings]
    evidence = (
        f"{listed(names)}, personal data, {'goes' if len(names) == 1 else 'go'} between "
        f"{_placed(live, system)} and {listed([_placed(live, i) for i in partners])}: "
        f"{counted(len(flows), 'live flow')} from one region to another, which data protection law "
        "ties to conditions."
    )
    return draft(
        live,
        kind=FindingKind.CROSSING_REGIONS,
        rule=CROSSING,
        severity=Severity.MEDIUM,
        title="Crossing regions",
        about=(live.tokens[system],),
        systems=(system, *partners),
        objects=names,
        evidence=evidence,
        cells=_cells(live, (system, *partners), flows, things),
    )


def _placed(live: LiveMap, system: int) -> str:
    return f"{live.name(system)} ({', '.join(live.systems[system].regions)})"


def _unrecorded(live: LiveMap, one: Unrecorded) -> Finding:
    names = live.things.names(one.things)
    bare = len(one.systems)
    who = listed([live.name(i) for i in one.systems])
    record = "has such data and records" if bare == 1 else "have such data and record"
    beside = f"; {counted(one.others, 'other')} that have it do" if one.others else ""
    if one.others == 1:
        beside = "; 1 other that has it does"
    evidence = (
        f"{listed(names)} {'falls' if len(names) == 1 else 'fall'} under {one.regulation}, but "
        f"{who} {record} no regulation at all{beside}: nobody can tell whether it is kept to there."
    )
    return draft(
        live,
        kind=FindingKind.REGULATION_UNRECORDED,
        rule=UNRECORDED,
        severity=Severity.LOW,
        title=f"{one.regulation} not recorded",
        about=(folded(one.regulation),),
        systems=one.systems,
        objects=names,
        evidence=evidence,
        cells=_cells(live, one.systems, (), one.things),
    )


def _cells(
    live: LiveMap, systems: Iterable[int], flows: Iterable[int], things: Iterable[int]
) -> Iterator[CellRef]:
    yield from cells_of_systems(live, systems, ("name", "regions", "regulations"))
    yield from cells_of_flows(live.flows[i] for i in flows)
    for thing in things:
        yield from cells_of(live.things.records[thing], ("name", "regions", "regulations"))
