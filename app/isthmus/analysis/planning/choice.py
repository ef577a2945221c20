"""What the chosen items are for: which finding each flow serves, and what it has to carry."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from isthmus.analysis.planning.candidates import Table
from isthmus.analysis.planning.problem import ROOT
from isthmus.analysis.planning.solve import Solution


@dataclass(frozen=True, slots=True)
class Choice:
    """The goals that are reached, by the items that each of them rests on."""

    support: Mapping[int, frozenset[int]]
    """By goal."""
    cargo: Mapping[int, tuple[str, ...]]
    """By item: names of data objects."""
    required: tuple[int, ...] = ()
    """Items that are chosen whatever rests on them."""

    @property
    def supporting(self) -> frozenset[int]:
        """The items that any goal rests on."""
        return frozenset(i for items in self.support.values() for i in items)

    @property
    def items(self) -> list[int]:
        """The items that any goal rests on, and those that are required."""
        return sorted(self.supporting.union(self.required))


def choice_of(table: Table, solution: Solution) -> Choice:
    """Which of the chosen items each goal rests on: of each need the first route that is built."""
    have, ways = frozenset(solution.chosen), _ways_to_root(table, solution.chosen)
    support: dict[int, frozenset[int]] = {}
    cargo: dict[int, dict[str, None]] = {}
    for goal in solution.closed:
        items: set[int] = set()
        for option, names in _built(table, goal, have):
            items.update(option)
            for i in option:
                cargo.setdefault(i, {}).update(dict.fromkeys(names))
        for node in table.problem.goals[goal].ties:
            items.update(ways[node])
        support[goal] = frozenset(items)
    chosen = Choice(support, {}, table.problem.required)
    for i in {*chosen.items} - cargo.keys():
        cargo[i] = dict.fromkeys(table.bridges.get(table.pairs[i], ()))
    return replace(chosen, cargo={i: tuple(names) for i, names in cargo.items()})


def _built(
    table: Table, goal: int, have: frozenset[int]
) -> Iterator[tuple[Sequence[int], tuple[str, ...]]]:
    """Of each need the first route all of whose flows are chosen."""
    for need in table.routes[goal]:
        option, route = next((o, r) for o, r in need if have.issuperset(o))
        yield option, route.cargo


def _ways_to_root(table: Table, chosen: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """By node that some items tie in: those on its way to the root, the fewest."""
    beside: dict[int, list[tuple[int, int]]] = {}
    for i in chosen:
        a, b = table.problem.items[i].ends
        beside.setdefault(a, []).append((b, i))
        beside.setdefault(b, []).append((a, i))
    ways: dict[int, tuple[int, ...]] = {ROOT: ()}
    queue = deque([ROOT])
    while queue:
        here = queue.popleft()
        for there, i in beside.get(here, ()):
            if there not in ways:
                ways[there] = (*ways[here], i)
                queue.append(there)
    return ways
