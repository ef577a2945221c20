"""The plan that a careful person makes by hand: goal by goal, each as cheaply as may be.

What was chosen for one goal costs nothing for the next. It is where the solver starts from, what
is left when its time is up, and the baseline that it is measured against.
"""

from collections.abc import Iterable
from heapq import heappop, heappush

from isthmus.analysis.planning.problem import ROOT, Goal, Option, Problem


def greedy(problem: Problem, start: Iterable[int] = ()) -> tuple[int, ...]:
    """Items that reach the goals one after the other, the weightiest first; within the limits.

    What is in `start`, and what is required, is chosen already.
    """
    edges = _edges(problem)
    chosen = {*start, *problem.required}
    order = sorted(range(len(problem.goals)), key=lambda g: (-problem.goals[g].weight, g))
    for g in order:
        more = _serving(problem, problem.goals[g], chosen, edges)
        if more is not None and (not problem.is_limited or problem.keeps_limits(chosen | more)):
            chosen |= more
    return tuple(sorted(chosen))


_Edges = dict[int, list[tuple[int, int]]]
"""By node: the nodes beside it, and the items that tie them."""


def _edges(problem: Problem) -> _Edges:
    edges: _Edges = {}
    for i, item in enumerate(problem.items):
        a, b = item.ends
        if a != b:
            edges.setdefault(a, []).append((b, i))
            edges.setdefault(b, []).append((a, i))
    return edges


def _serving(problem: Problem, goal: Goal, chosen: set[int], edges: _Edges) -> set[int] | None:
    """What is to be chosen besides to reach a goal; None if nothing does."""
    more: set[int] = set()
    for need in goal.needs:
        if not need:
            return None
        have = chosen | more
        more.update(min(_extra(problem, option, have) for option in need)[-1])
    for node in goal.ties:
        way = _way(problem, node, chosen | more, edges)
        if way is None:
            return None
        more |= way
    return more - chosen


def _extra(problem: Problem, option: Option, have: set[int]) -> tuple[int, int, Option]:
    new = [i for i in option if i not in have]
    return problem.cost(new), problem.burden(new), option


def _way(problem: Problem, node: int, have: set[int], edges: _Edges) -> set[int] | None:
    """The cheapest items that tie a node to the root (Dijkstra)."""
    heap: list[tuple[int, int, int, tuple[int, ...]]] = [(0, 0, node, ())]
    done: set[int] = set()
    while heap:
        cost, burden, here, way = heappop(heap)
        if here == ROOT:
            return set(way)
        if here in done:
            continue
        done.add(here)
        for there, i in edges.get(here, ()):
            if there not in done:
                item = problem.items[i]
                free = i in have
                spent = cost if free else cost + item.cost
                heavy = burden if free else burden + item.burden
                heappush(heap, (spent, heavy, there, way if free else (*way, i)))
    return None


def apart(problem: Problem, goals: Iterable[int]) -> int:
    """What some goals cost if each is reached on its own, and nothing is built twice.

    What is required is there for each of them.
    """
    edges, required = _edges(problem), set(problem.required)
    chosen = set(required)
    for g in goals:
        chosen |= _serving(problem, problem.goals[g], required, edges) or set()
    return problem.cost(chosen)
