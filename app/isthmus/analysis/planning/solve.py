"""The best choice of items, proven to be the best or bounded: a mixed-integer program.

What is asked for, in this order: goals of the most weight within the limits, at least cost, at
least burden. An item is a column that is 0 or 1. An option that needs several items is a column
of its own, no greater than each of them; the options of a need must add up to 1, or to the column
of the goal where limits may forbid it. That nodes hang together with the root is asked for by
cuts: as long as an answer leaves a set of nodes apart, a row asks for an item that leads out of
it (Dantzig, Fulkerson and Johnson's way with subtours, 1954). An answer that needs no more cuts
is the best of the whole problem, since every row holds for each answer that there is.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic

from isthmus.analysis.planning.greedy import greedy
from isthmus.analysis.planning.problem import ROOT, Problem, grown
from isthmus.analysis.planning.program import Cancelled, Listener, Program

_ROUNDING = 1e-6
"""A bound this much above a whole number is that number."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The items chosen, the goals reached, and what is proven of them."""

    chosen: tuple[int, ...]
    closed: tuple[int, ...]
    cost: int
    least: int
    """No set of items that reaches goals of this weight within the limits costs less."""
    weight: int
    most: int
    """No set of items within the limits reaches goals of more weight."""
    unreachable: tuple[int, ...] = ()
    """Goals that all items together do not reach."""

    @property
    def is_best(self) -> bool:
        """Whether it is proven that nothing is better."""
        return self.cost == self.least and self.weight == self.most

    @property
    def gap(self) -> float:
        """At most this share (0 to 1) of the cost could be saved; 0 where it is the best."""
        return (self.cost - self.least) / self.cost if self.cost else 0.0


Tell = Callable[[int, int], None]
"""Takes the least cost so far, and the cost below which there is nothing."""


def solve(
    problem: Problem,
    seconds: float | None = None,
    cancelled: Cancelled | None = None,
    tell: Tell | None = None,
) -> Solution:
    """The cheapest items that reach all goals, or the weightiest goals within the limits.

    Without an end of time the answer is exact. When time is up, or the user cancels, it is the
    best that was found, with its bound.
    """
    return _Solver(problem, seconds, cancelled, tell).solution()


@dataclass(frozen=True, slots=True)
class _Found:
    """The best items of one aim, and the bound on its value."""

    chosen: tuple[int, ...]
    bound: int


_Value = Callable[[tuple[int, ...]], int]
"""What a set of items is worth in one aim: the smaller the better."""


@dataclass(slots=True)
class _Aim:
    """What is being made as small as can be: the best so far, and the bound."""

    value: _Value
    best: tuple[int, ...]
    bound: int

    def raise_to(self, least: float) -> None:
        """Raise the bound to the next whole number, never lower it."""
        if math.isfinite(least):
            self.bound = max(self.bound, math.ceil(least - _ROUNDING))


class _Solver:
    """The program of one problem, with the cuts that were found so far."""

    def __init__(
        self,
        problem: Problem,
        seconds: float | None,
        cancelled: Cancelled | None,
        tell: Tell | None,
    ) -> None:
        self._problem = problem
        self._end = None if seconds is None else monotonic() + seconds
        self._stopped = cancelled or (lambda: False)
        self._tell = tell or (lambda *_: None)
        self._reachable = problem.closed(range(len(problem.items)))
        self._floor = greedy(problem)
        self._optional = problem.is_limited
        self._beside = _items_by_node(problem)
        self._layout()

    def solution(self) -> Solution:
        """Weight first where limits are set, then cost, then burden."""
        problem, everything = self._problem, self._problem.weight(self._reachable)
        best, most = self._floor, everything
        if self._optional:
            best, most = self._weightiest(best, everything)
        weight = problem.weight(problem.closed(best))
        if self._optional:
            row = {self._goal_column[g]: float(problem.goals[g].weight) for g in self._reachable}
            self._program.at_least(weight, row)
        cheapest = self._least(self._costs(), best, problem.cost)
        best = cheapest.chosen
        cost = problem.cost(best)
        if cost == cheapest.bound and weight == most:
            best = self._lightest(best, cost)
        closed = problem.closed(best)
        apart = sorted(set(range(len(problem.goals))) - set(self._reachable))
        return Solution(best, tuple(closed), cost, cheapest.bound, weight, most, tuple(apart))

    def _weightiest(self, start: tuple[int, ...], everything: int) -> tuple[tuple[int, ...], int]:
        """The items that reach most within the limits, and a bound on what can be reached."""
        problem = self._problem
        worth = {self._goal_column[g]: -float(problem.goals[g].weight) for g in self._reachable}
        found = self._least(
            worth, start, lambda chosen: -problem.weight(problem.closed(chosen)), -everything
        )
        return found.chosen, -found.bound

    def _lightest(self, best: tuple[int, ...], cost: int) -> tuple[int, ...]:
        """Of the sets of items of that cost the one of least burden."""
        problem = self._problem
        self._program.at_most(cost, self._costs())
        burdens = {i: float(item.burden) for i, item in enumerate(problem.items)}
        worst = 1 + problem.burden(range(len(problem.items)))
        return self._least(
            burdens,
            best,
            lambda some: problem.burden(some) if problem.cost(some) <= cost else worst,
        ).chosen

    def _costs(self) -> dict[int, float]:
        return {i: float(item.cost) for i, item in enumerate(self._problem.items)}

    def _layout(self) -> None:
        """Number the columns (items, goals, options) and write the rows down."""
        problem, items = self._problem, len(self._problem.items)
        goals = [problem.goals[g] for g in self._reachable]
        needs = dict.fromkeys(need for goal in goals for need in goal.needs)
        wide = dict.fromkeys(o for need in needs for o in need if len(o) > 1)
        optional = self._reachable if self._optional else ()
        self._goal_column = {g: items + n for n, g in enumerate(optional)}
        whole = items + len(self._goal_column)
        self._option_column = {option: whole + n for n, option in enumerate(wide)}
        self._program = Program(whole, whole + len(wide))
        for option, column in self._option_column.items():
            for i in option:
                self._program.at_least(0, {i: 1.0, column: -1.0})
        for g in self._reachable:
            for need in problem.goals[g].needs:
                self._ask(g, {self._column(option) for option in need if option}, () in need)
        for i in problem.required:
            self._program.at_least(1, {i: 1.0})
        self._limit()
        self._nodes = self._nodes_by_goal()
        for node in self._nodes:
            self._cut({node})

    def _column(self, option: tuple[int, ...]) -> int:
        return option[0] if len(option) == 1 else self._option_column[option]

    def _ask(self, goal: int, columns: Iterable[int], is_met: bool) -> None:  # noqa: FBT001
        """One of the columns must be 1 for the goal to be reached."""
        if is_met:
            return
        row = dict.fromkeys(sorted(columns), 1.0)
        if self._optional:
            self._program.at_least(0, {**row, self._goal_column[goal]: -1.0})
        else:
            self._program.at_least(1, row)

    def _limit(self) -> None:
        """The rows of the budgets and of the number of items."""
        items = self._problem.items
        for account, most in sorted(self._problem.budgets.items()):
            row = {i: float(item.cost) for i, item in enumerate(items) if item.account == account}
            self._program.at_most(most, row)
        if self._problem.most is not None:
            counted = {i: float(item.counts) for i, item in enumerate(items) if item.counts}
            self._program.at_most(self._problem.most, counted)

    def _nodes_by_goal(self) -> dict[int, list[int]]:
        """By node to be tied: the goals that want it."""
        nodes: dict[int, list[int]] = {}
        for g in self._reachable:
            for node in dict.fromkeys(self._problem.goals[g].ties):
                if node != ROOT:
                    nodes.setdefault(node, []).append(g)
        return nodes

    def _cut(self, nodes: Collection[int]) -> None:
        """Ask for an item that leads out of some nodes, the root not among them."""
        items = self._problem.items
        out = {
            i
            for node in nodes
            for i in self._beside.get(node, ())
            if sum(end in nodes for end in items[i].ends) == 1
        }
        wanted = sorted({g for node in nodes for g in self._nodes.get(node, ())})
        for g in wanted if self._optional else wanted[:1]:
            self._ask(g, out, is_met=False)

    def _least(
        self, costs: Mapping[int, float], start: tuple[int, ...], value: _Value, low: int = 0
    ) -> _Found:
        """The items of least value of one aim; cuts are added until none is missing."""
        aim = _Aim(value, start, low)
        while value(aim.best) > aim.bound and not self._stopped():
            outcome = self._program.minimise(
                costs, self._left(), self._stopped, self._listener(aim)
            )
            aim.raise_to(outcome.bound)
            if outcome.ones is None:
                break
            self._take(aim, outcome.ones)
            if not (self._add_cuts(outcome.ones) and outcome.is_proven):
                break
        return _Found(aim.best, min(aim.bound, value(aim.best)))

    def _take(self, aim: _Aim, ones: frozenset[int]) -> None:
        """Note the items of an answer, completed, if they are the best so far."""
        chosen = self._completed(ones)
        if aim.value(chosen) < aim.value(aim.best) and self._is_whole(ones, chosen):
            aim.best = chosen

    def _listener(self, aim: _Aim) -> Listener:
        """Hears of better answers; tells of the cost alone, other aims are no news."""
        problem = self._problem
        is_cost = aim.value == problem.cost

        def tell() -> None:
            if is_cost:
                self._tell(problem.cost(aim.best), min(aim.bound, problem.cost(aim.best)))

        def raised(least: float) -> None:
            aim.raise_to(least)
            tell()

        def better(ones: frozenset[int]) -> None:
            self._take(aim, ones)
            tell()

        tell()
        return Listener(raised, better)

    def _left(self) -> float | None:
        return None if self._end is None else self._end - monotonic()

    def _answer(self, ones: frozenset[int]) -> tuple[int, ...]:
        return tuple(i for i in sorted(ones) if i < len(self._problem.items))

    def _wanted(self, ones: frozenset[int]) -> Iterator[int]:
        """The nodes that an answer says are tied."""
        for node, goals in self._nodes.items():
            if not self._optional or any(self._goal_column[g] in ones for g in goals):
                yield node

    def _completed(self, ones: frozenset[int]) -> tuple[int, ...]:
        """The items of an answer, with what ties in the nodes that it leaves apart.

        Where limits are set the answer stays as it is: what is added might break them.
        """
        chosen = self._answer(ones)
        return chosen if self._optional else greedy(self._problem, chosen)

    def _is_whole(self, ones: frozenset[int], chosen: tuple[int, ...]) -> bool:
        return self._problem.tied(chosen).issuperset(self._wanted(ones))

    def _add_cuts(self, ones: frozenset[int]) -> bool:
        """A cut for each set of nodes that an answer leaves apart; whether there is any."""
        chosen = self._answer(ones)
        beside: dict[int, list[int]] = {}
        for i in chosen:
            a, b = self._problem.items[i].ends
            beside.setdefault(a, []).append(b)
            beside.setdefault(b, []).append(a)
        tied, seen = grown({ROOT}, beside), set[int]()
        for node in [n for n in self._wanted(ones) if n not in tied]:
            if node not in seen:
                island = grown({node}, beside)
                seen |= island
                self._cut(island)
        return bool(seen)


def _items_by_node(problem: Problem) -> dict[int, list[int]]:
    """By node: the items that tie it to another."""
    found: dict[int, list[int]] = {}
    for i, item in enumerate(problem.items):
        a, b = item.ends
        if a != b:
            found.setdefault(a, []).append(i)
            found.setdefault(b, []).append(i)
    return found
