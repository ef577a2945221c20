"""The stress test: what breaks where systems and flows fail, or are retired at a date."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from isthmus.analysis.check import check
from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.parts import Parts, parts_of
from isthmus.analysis.resilience.losses import (
    CUSTODY,
    ISLANDS,
    BrokenIntegration,
    Stopped,
    broken_integrations,
    new_findings,
    stopped_objects,
    with_former_ways,
)
from isthmus.analysis.resilience.outage import Outage, standing_still, without
from isthmus.analysis.resilience.severed import severed_by
from isthmus.analysis.resilience.ways import FormerWay, Gone, broken_ways
from isthmus.analysis.results import Analysis, Finding, IslandKind
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.collector import collector_at_rest
from isthmus.model.snapshot import Snapshot

WAYS_SHOWN = 20
"""How many broken paths are shown with their former way; all of them are counted."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How many integrations the rules expect, and how many of them the map has."""

    expected: int
    in_place: int


@dataclass(frozen=True, slots=True)
class StressTest:
    """What breaks; all records by id, in the canonical order of the live map."""

    systems: tuple[str, ...]
    """Those that fail or are retired, and that live until then."""
    flows: tuple[str, ...]
    idle: tuple[str, ...]
    """Systems and flows that were named but do not live then: nothing changes by them."""
    retired_on: date | None
    as_of: date | None
    """The day that is looked at; None for the map as it is recorded."""
    has_mainland: bool
    lost: tuple[str, ...]
    """Systems that lose the mainland."""
    apart: tuple[str, ...]
    """Systems on an island that lose the largest rest of it."""
    by_hand: tuple[str, ...]
    """Systems that were on the mainland proper and are tied to it by files and hands alone."""
    before: Expected
    after: Expected
    broken: tuple[BrokenIntegration, ...]
    paths: int
    """Pairs of systems that are left of which one no longer gives to the other."""
    ways: tuple[FormerWay, ...]
    """The former ways of some of those pairs, the shortest first."""
    stopped: tuple[Stopped, ...]
    flagged: tuple[Finding, ...]
    """Findings that come up besides, on islands and on data objects."""


def stress(
    snapshot: Snapshot,
    catalogue: Catalogue,
    failed_systems: Collection[str],
    failed_flows: Collection[str],
    *,
    retired_on: date | None = None,
    as_of: date | None = None,
) -> StressTest:
    """Let systems and flows fail, or retire them at a date, and see what breaks.

    What fails is still expected to work: its integrations count as broken. What is retired is
    gone with all that was expected of it. Where it is retired, the map is looked at as it is
    live on `as_of`, else on the day of the retirement.
    """
    with collector_at_rest():
        live = live_map(snapshot, catalogue, as_of or retired_on)
        case = _case(live, _outage(live, failed_systems, failed_flows, retired_on), retired_on)
        return _told(case, [*failed_systems, *failed_flows])


def _outage(
    live: LiveMap, systems: Collection[str], flows: Collection[str], retired_on: date | None
) -> Outage:
    """What is gone on the day that is looked at: of what lives then, and is retired by then."""
    if retired_on and live.as_of and live.as_of < retired_on:
        return Outage(frozenset(), frozenset())
    running = {flow.id for flow in live.flows}
    return Outage(frozenset(systems) & live.number.keys(), frozenset(flows) & running)


@dataclass(frozen=True, slots=True)
class _Case:
    """The map before, without what fails, and where that stands still."""

    live: LiveMap
    left: LiveMap
    outage: Outage
    retired_on: date | None
    gone: Gone
    before: Analysis
    after: Analysis
    still: Analysis

    @property
    def expected(self) -> Analysis:
        """In which integrations are looked for afterwards."""
        return self.still if self.retired_on is None else self.after

    def ids(self, systems: Iterable[int]) -> tuple[str, ...]:
        """Ids of systems by number."""
        return tuple(self.live.systems[i].id for i in systems)


def _case(live: LiveMap, outage: Outage, retired_on: date | None) -> _Case:
    snapshot, catalogue, day = live.snapshot, live.catalogue, live.as_of
    left = without(snapshot, outage)
    left_live = live_map(left, catalogue, day)
    return _Case(
        live=live,
        left=left_live,
        outage=outage,
        retired_on=retired_on,
        gone=_gone(live, left_live),
        before=check(snapshot, catalogue, day),
        after=check(left, catalogue, day),
        still=check(standing_still(snapshot, outage), catalogue, day),
    )


def _gone(live: LiveMap, left: LiveMap) -> Gone:
    flows = {flow.id for flow in left.flows}
    return Gone(
        frozenset(i for i, system in enumerate(live.systems) if system.id not in left.number),
        frozenset(i for i, flow in enumerate(live.flows) if flow.id not in flows),
    )


def _told(case: _Case, named: Collection[str]) -> StressTest:
    live, failed = case.live, case.ids(sorted(case.gone.systems))
    parts, flows = parts_of(live), _failed_flows(case)
    severed = severed_by(live, parts, case.gone)
    ways = broken_ways(live, case.gone, WAYS_SHOWN)
    kinds = ISLANDS if case.retired_on is None else ISLANDS | CUSTODY
    return StressTest(
        systems=failed,
        flows=flows,
        idle=_idle(live.snapshot, named, {*failed, *flows}),
        retired_on=case.retired_on,
        as_of=live.as_of,
        has_mainland=severed.has_mainland,
        lost=case.ids(severed.lost),
        apart=case.ids(severed.apart),
        by_hand=case.ids(_by_hand(case, parts)),
        before=_expected(case.before),
        after=_expected(case.expected),
        broken=_broken(case, parts),
        paths=ways.count,
        ways=ways.shown,
        stopped=stopped_objects(live, case.before, case.still, failed),
        flagged=new_findings(case.before, case.after, kinds, failed),
    )


def _broken(case: _Case, parts: Parts) -> tuple[BrokenIntegration, ...]:
    failed = case.ids(case.gone.systems)
    rules = {rule.key: rule for rule in case.live.catalogue.rules}
    broken = broken_integrations(case.before, case.expected, rules, failed)
    return with_former_ways(case.live, parts, case.gone, broken)


def _failed_flows(case: _Case) -> tuple[str, ...]:
    """The flows that fail of themselves, not with a system."""
    flows = (case.live.flows[i].id for i in sorted(case.gone.flows))
    return tuple(ident for ident in flows if ident in case.outage.flows)


def _idle(snapshot: Snapshot, named: Collection[str], gone: Collection[str]) -> tuple[str, ...]:
    """Those named that live on, or did not live before, by the names of the systems."""

    def names(ident: str) -> tuple[str, ...]:
        flow = snapshot.flows.get(ident)
        ends = (flow.source, flow.target) if flow else (ident,)
        return tuple(snapshot.systems[end].name for end in ends)

    return tuple(sorted((i for i in dict.fromkeys(named) if i not in gone), key=names))


def _by_hand(case: _Case, parts: Parts) -> list[int]:
    """Systems of the mainland proper that afterwards are a tidal island, or part of one."""
    left, after = case.left, parts_of(case.left)
    tidal = {
        left.systems[i].id
        for part in after.parts
        if part.kind is IslandKind.TIDAL
        for i in part.members
    }
    systems = enumerate(case.live.systems)
    return [i for i, system in systems if system.id in tidal and parts.on_mainland(i)]


def _expected(analysis: Analysis) -> Expected:
    return Expected(analysis.metrics.expected, analysis.metrics.in_place)
