"""The stress test: what breaks where systems and flows fail, or are retired at a date."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from isthmus.analysis.check import today, told_of
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts
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
from isthmus.analysis.run import Question, Run, run
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
    tests = StressTests(catalogue)
    return tests.test(snapshot, failed_systems, failed_flows, retired_on=retired_on, as_of=as_of)


def _in_silence(_part: float) -> None:
    """Nobody waits."""


class StressTests:
    """Tests one map again and again: what fails touches little of it, and all else holds.

    What is found equals what `stress` finds. Not for two threads at a time.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._before: Run | None = None

    def test(
        self,
        snapshot: Snapshot,
        failed_systems: Collection[str],
        failed_flows: Collection[str],
        *,
        retired_on: date | None = None,
        as_of: date | None = None,
        progress: Callable[[float], None] = _in_silence,
    ) -> StressTest:
        """As `stress`; `progress` is told how far it is (0 to 1), and may raise to end it."""
        with collector_at_rest():
            day = as_of or retired_on
            question = Question(self._catalogue, day, day or today())
            before = self._before = run(snapshot, question, self._before)
            progress(0.3)
            outage = _outage(before.live, failed_systems, failed_flows, retired_on)
            case = _case(before, outage, retired_on, progress)
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
    parts: Parts
    parts_left: Parts
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


def _case(
    before: Run, outage: Outage, retired_on: date | None, progress: Callable[[float], None]
) -> _Case:
    """Check the map without what is gone, and where that stands still."""
    snapshot, question = before.live.snapshot, before.question
    after = run(without(snapshot, outage), question, before)
    progress(0.55)
    still = run(standing_still(snapshot, outage), question, before)
    progress(0.8)
    return _Case(
        live=before.live,
        left=after.live,
        parts=before.parts,
        parts_left=after.parts,
        outage=outage,
        retired_on=retired_on,
        gone=_gone(before.live, after.live),
        before=told_of(before),
        after=told_of(after),
        still=told_of(still),
    )


def _gone(live: LiveMap, left: LiveMap) -> Gone:
    flows = {flow.id for flow in left.flows}
    return Gone(
        frozenset(i for i, system in enumerate(live.systems) if system.id not in left.number),
        frozenset(i for i, flow in enumerate(live.flows) if flow.id not in flows),
    )


def _told(case: _Case, named: Collection[str]) -> StressTest:
    live, failed = case.live, case.ids(sorted(case.gone.systems))
    parts, flows = case.parts, _failed_flows(case)
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
        by_hand=case.ids(_by_hand(case)),
        before=_expected(case.before),
        after=_expected(case.expected),
        broken=_broken(case),
        paths=ways.count,
        ways=ways.shown,
        stopped=stopped_objects(live, case.before, case.still, failed),
        flagged=new_findings(case.before, case.after, kinds, failed),
    )


def _broken(case: _Case) -> tuple[BrokenIntegration, ...]:
    failed = case.ids(case.gone.systems)
    rules = {rule.key: rule for rule in case.live.catalogue.rules}
    broken = broken_integrations(case.before, case.expected, rules, failed)
    return with_former_ways(case.live, case.parts, case.gone, broken)


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


def _by_hand(case: _Case) -> list[int]:
    """Systems of the mainland proper that afterwards are a tidal island, or part of one."""
    left, after = case.left, case.parts_left
    tidal = {
        left.systems[i].id
        for part in after.parts
        if part.kind is IslandKind.TIDAL
        for i in part.members
    }
    systems = enumerate(case.live.systems)
    return [i for i, system in systems if system.id in tidal and case.parts.on_mainland(i)]


def _expected(analysis: Analysis) -> Expected:
    return Expected(analysis.metrics.expected, analysis.metrics.in_place)
