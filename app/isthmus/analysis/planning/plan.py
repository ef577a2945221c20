"""The cheapest plan of a map: from the findings that are to be closed to flows in waves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic

from isthmus.analysis.check import check
from isthmus.analysis.planning.candidates import Table, table_of
from isthmus.analysis.planning.choice import choice_of
from isthmus.analysis.planning.greedy import apart
from isthmus.analysis.planning.ground import Ground, ground_of
from isthmus.analysis.planning.needs import NOTHING, Demand, demands_of
from isthmus.analysis.planning.program import Cancelled
from isthmus.analysis.planning.proving import still_open
from isthmus.analysis.planning.results import Left, Plan, Shortfall
from isthmus.analysis.planning.solve import Solution, solve
from isthmus.analysis.planning.staging import staged
from isthmus.analysis.planning.trial import as_planned
from isthmus.analysis.planning.watch import Phase, Standing, Watch
from isthmus.analysis.planning.wishes import Wishes, check_budgets, check_required, chosen_of
from isthmus.analysis.results import Analysis, Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot

_BEYOND = "a budget or the number of flows does not allow for it"
_NOT_PROVEN = "the check still tells of it with the plan in place"


def plan_bridges(
    snapshot: Snapshot,
    catalogue: Catalogue,
    wishes: Wishes | None = None,
    as_of: date | None = None,
    watch: Watch | None = None,
) -> Plan:
    """The flows that close the chosen findings at least effort, in waves.

    What the map has planned already is taken as given. Which findings the plan closes is asked
    of a check of the map with the plan in place.

    Raises:
        PlanError: a finding or a department that is asked for is not there, or what is required
            goes beyond a limit.
        Stopped: the watch says that nobody wants it any more.
    """
    stage = stage_of(snapshot, catalogue, wishes or Wishes(), as_of, watch)
    return plan_on(stage, stage.ground, watch)


@dataclass(frozen=True, slots=True)
class Stage:
    """A map on which plans are made, and what is wished for."""

    base: Snapshot
    catalogue: Catalogue
    wishes: Wishes
    as_of: date | None
    analysis: Analysis
    """Of the map as it was given."""
    chosen: Sequence[Finding]
    ground: Ground


def stage_of(
    snapshot: Snapshot,
    catalogue: Catalogue,
    wishes: Wishes,
    as_of: date | None,
    watch: Watch | None = None,
) -> Stage:
    """Check the map, and lay out what plans are made on.

    Raises:
        PlanError: a finding or a department that is asked for is not there.
        Stopped: the watch says that nobody wants it any more.
    """
    names = [department.name for department in snapshot.departments.values()]
    check_budgets(list(wishes.budgets), names)
    watch = watch or Watch()
    watch.tell(Standing(Phase.CHECKING))
    analysis, base = check(snapshot, catalogue, as_of), as_planned(snapshot, as_of)
    watch.check()
    ground = laid_out(base, catalogue, wishes, as_of)
    chosen = chosen_of(analysis, wishes)
    return Stage(base, catalogue, wishes, as_of, analysis, chosen, ground)


def laid_out(
    base: Snapshot,
    catalogue: Catalogue,
    wishes: Wishes,
    as_of: date | None,
    extra: Iterable[str] = (),
) -> Ground:
    """A map to plan on, without the flows that are not to be built; `extra`: see ground_of."""
    ground = ground_of(base, catalogue, wishes.efforts, as_of, extra)
    number = ground.live.number
    out = {(number.get(source), number.get(target)) for source, target in wishes.forbidden}
    return ground.only(lambda pair: pair not in out) if out else ground


def plan_on(stage: Stage, ground: Ground, watch: Watch | None = None) -> Plan:
    """The plan for what a stage is about, on a ground that may weigh other flows than its own.

    Raises:
        PlanError: what is required goes beyond a limit.
        Stopped: the watch says that nobody wants it any more.
    """
    started, wishes, watch = monotonic(), stage.wishes, watch or Watch()
    until = None if wishes.weighing is None else started + wishes.weighing
    demands = demands_of(ground, stage.chosen, watch, until)
    table = table_of(ground, demands, stage.analysis.findings, wishes, watch, until=until)
    check_required(table.problem)
    solution = solve(table.problem, wishes.seconds, watch.is_enough, watch.chosen)
    watch.check()
    left = None if wishes.seconds is None else wishes.seconds - (monotonic() - started)
    without = _unlimited(table, solution, left, watch.is_enough)
    return _plan(stage, table, demands, solution, without=without, watch=watch)


def _plan(
    stage: Stage,
    table: Table,
    demands: Sequence[Demand],
    solution: Solution,
    *,
    without: Solution | None,
    watch: Watch,
) -> Plan:
    """The plan of a solution: in waves, and held against a check of the map with it in place."""
    choice = choice_of(table, solution)
    waves, after = staged(stage.base, stage.as_of, table, choice, stage.wishes, watch=watch)
    reached = [table.demands[goal].finding for goal in solution.closed]
    failed = still_open(reached, after, table.ground.live.catalogue)
    return Plan(
        waves=waves,
        closes=tuple(finding for finding in reached if finding.key not in failed),
        leaves=tuple(_left(table, solution, demands, failed)),
        planned=tuple(demand.finding for demand in demands if demand.is_met),
        least=solution.least,
        points=solution.weight,
        most_points=solution.most,
        by_hand=apart(table.problem, solution.closed),
        weighed=len(table.problem.items),
        shortfalls=tuple(_shortfalls(table, without)),
        needed=len(without.chosen) if without else 0,
    )


def _unlimited(
    table: Table, solution: Solution, seconds: float | None, cancelled: Cancelled | None
) -> Solution | None:
    """The plan that limits did not allow; None where they did not stand in the way."""
    if solution.weight == table.problem.weight(range(len(table.problem.goals))):
        return None
    if not table.problem.is_limited:
        return None
    return solve(replace(table.problem, budgets={}, most=None), seconds, cancelled)


def _shortfalls(table: Table, without: Solution | None) -> list[Shortfall]:
    """The budgets that the plan without limits goes beyond."""
    if without is None:
        return []
    needed = table.problem.charged(without.chosen)
    return [
        Shortfall(name, budget, needed[name])
        for name, budget in table.problem.budgets.items()
        if needed.get(name, 0) > budget
    ]


def _left(
    table: Table, solution: Solution, demands: Sequence[Demand], failed: set[str]
) -> list[Left]:
    """What is not closed, and why not, in the order of the findings."""
    why = {table.demands[g].finding.key: _BEYOND for g in range(len(table.demands))}
    why |= {table.demands[g].finding.key: NOTHING for g in solution.unreachable}
    for goal in solution.closed:
        del why[table.demands[goal].finding.key]
    why |= dict.fromkeys(failed, _NOT_PROVEN)
    why |= {demand.finding.key: demand.why_not for demand in demands if demand.why_not}
    findings = (demand.finding for demand in demands)
    return [Left(finding, why[finding.key]) for finding in findings if finding.key in why]
