"""What two checks of a map, before and after, differ in: integrations, data objects, findings."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from isthmus.analysis.gaps import ways_in_place
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts
from isthmus.analysis.resilience.ways import FormerWay, Gone, former_way
from isthmus.analysis.results import Analysis, Finding, FindingKind
from isthmus.catalogue.types import Rule, Subject

ISLANDS = frozenset(
    {
        FindingKind.NO_FLOWS,
        FindingKind.ROGUE_ISLAND,
        FindingKind.ISLAND,
        FindingKind.TIDAL_ISLAND,
    }
)
CUSTODY = frozenset({FindingKind.NO_MASTER, FindingKind.TWO_MASTERS, FindingKind.OUT_OF_REACH})


@dataclass(frozen=True, slots=True)
class BrokenIntegration:
    """A gap that opens: the finding, and for which systems what its rule expects breaks."""

    finding: Finding
    systems: tuple[str, ...]
    """Ids; a finding on many systems may have been there for others of them."""
    ways: tuple[FormerWay, ...] = ()
    """By which they had what breaks, from who gives to who takes."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """A data object that some holders got from a master, and get no more; ids."""

    data_object: str
    systems: tuple[str, ...]


def broken_integrations(
    before: Analysis, after: Analysis, rules: Mapping[str, Rule], failed: Collection[str]
) -> tuple[BrokenIntegration, ...]:
    """The gaps that open; not those between systems all of which fail.

    A gap is the same one if it is of the same kind and rule and about the same system. Findings'
    keys are made of just that where a finding is about one system; one about many is named after
    their counterpart, which may change, so it is looked into system by system.
    """
    gaps = _gaps(before, rules)
    known = {(gap.kind, gap.rule, i) for gap in gaps for i in _subjects(gap, rules)}
    found = []
    for gap in _gaps(after, rules):
        new = [i for i in _subjects(gap, rules) if (gap.kind, gap.rule, i) not in known]
        if new and not set(gap.systems) <= set(failed):
            found.append(BrokenIntegration(gap, tuple(new)))
    return tuple(found)


def _gaps(analysis: Analysis, rules: Mapping[str, Rule]) -> list[Finding]:
    """The findings that the catalogue's rules make."""
    return [finding for finding in analysis.findings if finding.rule in rules]


def _subjects(gap: Finding, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The systems of a gap that its rule is about, their counterpart left out."""
    if len(gap.systems) > 2:
        return gap.systems[1:]
    by_source = rules[gap.rule].subject is Subject.SOURCE
    return gap.systems[:1] if by_source else gap.systems[1:]


def with_former_ways(
    live: LiveMap, parts: Parts, gone: Gone, broken: Iterable[BrokenIntegration]
) -> tuple[BrokenIntegration, ...]:
    """The broken integrations with the paths over what is gone by which they were in place."""
    broken = list(broken)
    wanted: dict[str, list[int]] = {}
    for gap in broken:
        wanted.setdefault(gap.finding.rule, []).extend(live.number[i] for i in gap.systems)
    trails = ways_in_place(live, parts, wanted)
    found = []
    for gap in broken:
        own = [t for i in gap.systems for t in trails[gap.finding.rule, live.number[i]]]
        over = [t for t in dict.fromkeys(own) if not gone.flows.isdisjoint(t.flows)]
        found.append(replace(gap, ways=tuple(former_way(live, trail) for trail in over)))
    return tuple(found)


def stopped_objects(
    live: LiveMap, before: Analysis, after: Analysis, failed: Collection[str]
) -> tuple[Stopped, ...]:
    """The data objects that no longer get from a master to some who hold them and still stand."""
    found = []
    for record in live.things.records:
        lost = {*after.out_of_reach.get(record.id, ())} - {*failed}
        lost -= {*before.out_of_reach.get(record.id, ())}
        if lost:
            found.append(Stopped(record.id, tuple(sorted(lost, key=live.number.__getitem__))))
    return tuple(found)


def new_findings(
    before: Analysis, after: Analysis, kinds: Collection[FindingKind], failed: Collection[str]
) -> tuple[Finding, ...]:
    """The findings of some kinds that come up, by key.

    A key may change where the name of what fails was there twice; so a finding that says the same
    of the same systems is not new either.
    """
    keys = {finding.key for finding in before.findings}
    known = {(finding.rule, finding.systems, finding.evidence) for finding in before.findings}
    return tuple(
        finding
        for finding in after.findings
        if finding.kind in kinds
        and finding.key not in keys
        and (finding.rule, finding.systems, finding.evidence) not in known
        and not set(finding.systems) <= set(failed)
    )
