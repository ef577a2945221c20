"""The problem of one map: the flows that may be built, and what each finding wants of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from isthmus.analysis.landing import Landing
from isthmus.analysis.naming import folded
from isthmus.analysis.planning.ground import Ground, Pair
from isthmus.analysis.planning.needs import Demand, members_of
from isthmus.analysis.planning.problem import ROOT, Goal, Item, Option, Problem, trimmed
from isthmus.analysis.planning.routes import Route
from isthmus.analysis.planning.watch import Phase, Watch
from isthmus.analysis.planning.wishes import Limits, Wishes
from isthmus.analysis.results import Finding, ProposedFlow
from isthmus.catalogue.types import Severity

POINTS = {Severity.LOW: 1, Severity.MEDIUM: 3, Severity.HIGH: 9, Severity.CRITICAL: 27}
"""What closing a finding is worth: each step of severity counts three of the one below."""

_BRIDGES = 4
"""So many bridges to the mainland are weighed for each piece of an island."""
_AT_HUBS = 2
"""So many hubs are weighed besides as the far end of such a bridge."""
_UNNAMED = 1
"""What makes a flow that no finding names come after one that some finding names."""
_FLOW = 10
"""What one flow more weighs where two plans cost the same."""


@dataclass(frozen=True, slots=True)
class Table:
    """The problem in numbers, and what its numbers stand for."""

    ground: Ground
    problem: Problem
    pairs: Sequence[Pair]
    """The flow that each item is; beyond them comes what is bought once."""
    demands: Sequence[Demand]
    """The demand that each goal is."""
    routes: Sequence[Sequence[Sequence[tuple[Option, Route]]]]
    """By goal and need: what each option stands for."""
    bridges: Mapping[Pair, tuple[str, ...]]
    """What flows that tie islands in, or are required, would carry."""


def table_of(
    ground: Ground,
    demands: Iterable[Demand],
    findings: Sequence[Finding],
    wishes: Wishes,
    watch: Watch | None = None,
    *,
    until: float | None = None,
) -> Table:
    """The problem of the demands that some flow may meet.

    From `until` (monotonic) on, only those bridges are weighed that findings name.

    Raises:
        Stopped: nobody wants it any more.
    """
    wanted = [d for d in demands if not (d.why_not or d.is_met)]
    return _Maker(ground, findings, watch or Watch(), until).table(wanted, wishes)


def charged_to(ground: Ground, pair: Pair) -> str:
    """The department whose budget a flow is charged to: that of the system that gets the data."""
    live = ground.live
    return live.ownership.account(live.systems[pair[1]])


class _Maker:
    """Numbers the flows as they come up."""

    def __init__(
        self, ground: Ground, findings: Sequence[Finding], watch: Watch, until: float | None
    ) -> None:
        self._ground, self._live = ground, ground.live
        self._watch, self._until = watch, until
        number = self._live.number
        self._named = {
            (number[flow.source], number[flow.target])
            for finding in findings
            for flow in finding.closes_with
        }
        self._landing = Landing(self._live, ground.parts, findings, None)

    def table(self, demands: Sequence[Demand], wishes: Wishes) -> Table:
        """Weigh every flow that any demand may want."""
        required = self._required(wishes.required)
        bridges = {**required, **self._bridges(demands)}
        routes = [demand.needs for demand in demands]
        used = {pair for needs in routes for need in needs for r in need for pair in r.pairs}
        pairs = sorted({*used, *bridges})
        place = {pair: i for i, pair in enumerate(pairs)}
        told = [
            [[(tuple(sorted(place[p] for p in r.pairs)), r) for r in need] for need in needs]
            for needs in routes
        ]
        goals = [
            self._goal(demand, [trimmed(option for option, _ in need) for need in needs])
            for demand, needs in zip(demands, told, strict=True)
        ]
        items = [self._item(pair) for pair in pairs]
        limits, fixed = wishes.limits(), tuple(sorted(place[pair] for pair in required))
        problem = Problem(items, goals, self._budgets(limits), limits.most, fixed)
        return Table(self._ground, problem, pairs, demands, told, bridges)

    def _goal(self, demand: Demand, needs: Sequence[tuple[Option, ...]]) -> Goal:
        nodes = sorted({self._ground.nodes[member] for member in demand.members} - {ROOT})
        return Goal(POINTS[demand.finding.severity], tuple(needs), tuple(nodes))

    def _item(self, pair: Pair) -> Item:
        price, nodes = self._ground.pricing.price(*pair), self._ground.nodes
        burden = _FLOW + _UNNAMED * (pair not in self._named)
        ends = nodes[pair[0]], nodes[pair[1]]
        return Item(price.effort, charged_to(self._ground, pair), ends, burden=burden)

    def _budgets(self, limits: Limits) -> dict[str, int]:
        """The budgets by the departments' names as the map has them."""
        names = {folded(d.name): d.name for d in self._live.snapshot.departments.values()}
        return {names.get(folded(n), n): most for n, most in sorted(limits.budgets.items())}

    def _required(self, flows: Sequence[ProposedFlow]) -> dict[Pair, tuple[str, ...]]:
        """The flows that are to be built, between systems that are there."""
        number, found = self._live.number, dict[Pair, tuple[str, ...]]()
        for flow in flows:
            pair = number.get(flow.source, -1), number.get(flow.target, -1)
            if min(pair) >= 0 and self._ground.admits(pair):
                found[pair] = flow.data_objects
        return found

    def _bridges(self, demands: Sequence[Demand]) -> dict[Pair, tuple[str, ...]]:
        """The flows that may tie in what is to be, and what they would carry."""
        members = members_of(demands)
        found: dict[Pair, tuple[str, ...]] = {}
        for pair, cargo in self._all_bridges(demands, members):
            if self._ground.admits(pair):
                found.setdefault(pair, cargo)
        return found

    def _all_bridges(
        self, demands: Sequence[Demand], members: Sequence[int]
    ) -> Iterator[tuple[Pair, tuple[str, ...]]]:
        for demand in demands:
            if demand.members:
                for flow in demand.finding.closes_with:
                    pair = self._live.number[flow.source], self._live.number[flow.target]
                    yield pair, flow.data_objects
        yield from self._made_automatic(members)
        pieces: dict[int, list[int]] = {}
        for member in members:
            pieces.setdefault(self._ground.nodes[member], []).append(member)
        for node in self._watch.steps(Phase.BRIDGING, sorted(pieces), self._until):
            yield from self._landings(pieces[node])

    def _made_automatic(self, members: Sequence[int]) -> Iterator[tuple[Pair, tuple[str, ...]]]:
        """What is carried by hand or by file between pieces, made automatic."""
        wanted, nodes, things = set(members), self._ground.nodes, self._live.things
        for pair, flows in self._ground.by_hand.items():
            if wanted.intersection(pair) and nodes[pair[0]] != nodes[pair[1]]:
                ids = [ident for i in flows for ident in self._live.flows[i].data_objects]
                yield pair, tuple(things.names(things.numbers(ids)))

    def _landings(self, members: Sequence[int]) -> Iterator[tuple[Pair, tuple[str, ...]]]:
        """Plausible bridges from one piece, and the same to the hubs that the mainland has."""
        number, nodes = self._live.number, self._ground.nodes
        for flow in self._landing.bridges(members, _BRIDGES):
            source, target = number[flow.source], number[flow.target]
            yield (source, target), flow.data_objects
            for hub in self._ground.hubs[:_AT_HUBS]:
                legs = ((source, hub), (hub, target))
                near, far = legs if nodes[target] == ROOT else legs[::-1]
                yield near, flow.data_objects
                if nodes[hub] != ROOT:
                    yield far, flow.data_objects
