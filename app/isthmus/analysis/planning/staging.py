"""The flows of a plan in waves, with what the check says after each of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from isthmus.analysis.check import check
from isthmus.analysis.planning.candidates import POINTS, Table, charged_to
from isthmus.analysis.planning.choice import Choice
from isthmus.analysis.planning.results import PlannedFlow, Wave
from isthmus.analysis.planning.trial import with_flows
from isthmus.analysis.planning.watch import Phase, Watch
from isthmus.analysis.planning.waves import Yield, in_waves, order_of
from isthmus.analysis.planning.wishes import Wishes
from isthmus.analysis.results import Analysis
from isthmus.analysis.spend import Spend
from isthmus.catalogue.types import Severity
from isthmus.model.snapshot import Snapshot

_SCALE = 100
"""Worth is counted in hundredths of a point, so that shares of spend are whole numbers."""


def staged(
    base: Snapshot,
    as_of: date | None,
    table: Table,
    choice: Choice,
    wishes: Wishes,
    *,
    watch: Watch | None = None,
) -> tuple[tuple[Wave, ...], Analysis]:
    """The waves, and the check of the map with all of them in place.

    Raises:
        Stopped: nobody wants them any more.
    """
    live, watch = table.ground.live, watch or Watch()
    order = _ordered(table, choice)
    after = check(base, live.catalogue, as_of)
    waves: list[Wave] = []
    built: list[PlannedFlow] = []
    groups = in_waves(order, wishes.size(len(order)))
    for number, items in enumerate(watch.steps(Phase.STAGING, groups), 1):
        flows = [_flow(table, choice, i, number) for i in items]
        built += flows
        after = check(with_flows(base, live.catalogue, built), live.catalogue, as_of)
        closed = _closed(choice, order[: len(built)], items)
        waves.append(_wave(table, number, flows, closed, after))
    return tuple(waves), after


def _ordered(table: Table, choice: Choice) -> list[int]:
    spend = Spend(table.ground.live)
    brought = {goal: _outside(table, goal, spend) for goal in choice.support}
    total = sum(brought.values(), Decimal(0))
    goals = [
        Yield(support, _worth(table, goal, brought[goal], total))
        for goal, support in choice.support.items()
    ]
    goals += [Yield(frozenset({i}), 0) for i in choice.required if i not in choice.supporting]
    costs = {i: table.problem.items[i].cost for i in choice.items}
    return order_of(costs, goals)


def _worth(table: Table, goal: int, brought: Decimal, total: Decimal) -> int:
    """The points of its severity; all the spend outside that is brought in counts as a critical."""
    share = brought / total if total else Decimal(0)
    points = POINTS[table.demands[goal].finding.severity]
    return _SCALE * points + round(_SCALE * POINTS[Severity.CRITICAL] * share)


def _outside(table: Table, goal: int, spend: Spend) -> Decimal:
    """What is spent outside IT on the systems that a goal ties in."""
    return spend.outside(table.demands[goal].members)


def _closed(choice: Choice, built: Sequence[int], items: Sequence[int]) -> list[int]:
    """The goals that the last items of those built so far complete."""
    have, new = frozenset(built), frozenset(items)
    return [g for g, support in choice.support.items() if support <= have and support & new]


def _wave(
    table: Table,
    number: int,
    flows: Sequence[PlannedFlow],
    closed: Iterable[int],
    after: Analysis,
) -> Wave:
    closed = list(closed)
    spend = Spend(table.ground.live)
    members = sorted({i for goal in closed for i in table.demands[goal].members})
    return Wave(
        number=number,
        flows=tuple(flows),
        closes=tuple(table.demands[goal].finding.key for goal in closed),
        findings_left=sum(not finding.waived for finding in after.findings),
        islands_left=after.metrics.islands,
        cut_off_left=after.metrics.systems_cut_off,
        spend_brought_in=spend.outside(members),
    )


def _flow(table: Table, choice: Choice, item: int, wave: int) -> PlannedFlow:
    """A chosen item as a flow; it takes over what is carried by hand on its way."""
    ground, pair = table.ground, table.pairs[item]
    live, price = ground.live, ground.pricing.price(*pair)
    old = [live.flows[i] for i in ground.manual(pair) if live.flows[i].data_objects]
    things = live.things
    moved = things.names(things.numbers(ident for flow in old for ident in flow.data_objects))
    keys = [table.demands[g].finding.key for g, items in choice.support.items() if item in items]
    return PlannedFlow(
        source=live.systems[pair[0]].id,
        target=live.systems[pair[1]].id,
        data_objects=tuple(dict.fromkeys((*choice.cargo.get(item, ()), *moved))),
        method=price.method,
        effort=price.effort,
        department=charged_to(ground, pair),
        closes=tuple(keys),
        notes=price.notes,
        two_way=any(flow.two_way for flow in old),
        replaces=tuple(flow.id for flow in old),
        wave=wave,
    )
