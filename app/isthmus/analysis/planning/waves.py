"""In which order a plan is built: what closes most for the least work first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush


@dataclass(frozen=True, slots=True)
class Yield:
    """What closing one goal takes and brings."""

    support: frozenset[int]
    """The items that it rests on."""
    worth: int


def order_of(costs: Mapping[int, int], goals: Sequence[Yield]) -> list[int]:
    """The items in the order in which they are best built.

    Again and again the goal is taken whose missing items bring most worth for their cost, of all
    goals that they close; ties by the number of the goal.
    """
    return list(_Order(costs, goals).items())


class _Order:
    """What is built so far, and what each goal still lacks."""

    def __init__(self, costs: Mapping[int, int], goals: Sequence[Yield]) -> None:
        self._costs, self._goals = costs, goals
        self._lacking = [set(goal.support) for goal in goals]
        self._wanting: dict[int, list[int]] = {}
        for g, goal in enumerate(goals):
            for i in goal.support:
                self._wanting.setdefault(i, []).append(g)

    def items(self) -> Iterator[int]:
        """The next items, goal by goal; a merit that is out of date is looked up again."""
        heap = [(self._merit(g), g) for g, lacking in enumerate(self._lacking) if lacking]
        heapify(heap)
        while heap:
            merit, g = heappop(heap)
            if not self._lacking[g]:
                continue
            if merit != (now := self._merit(g)):
                heappush(heap, (now, g))
                continue
            built = sorted(self._lacking[g], key=lambda i: (self._costs[i], i))
            yield from built
            for touched in self._build(built):
                heappush(heap, (self._merit(touched), touched))

    def _build(self, items: Collection[int]) -> list[int]:
        """Note what is built; the goals that lack less now."""
        touched: set[int] = set()
        for i in items:
            for g in self._wanting[i]:
                self._lacking[g].discard(i)
                touched.add(g)
        return sorted(g for g in touched if self._lacking[g])

    def _merit(self, goal: int) -> float:
        """Worth for cost, with its sign turned: the smaller the better."""
        lacking = self._lacking[goal]
        near = {g for i in lacking for g in self._wanting[i]}
        worth = sum(self._goals[g].worth for g in near if self._lacking[g] <= lacking)
        return -worth / max(1, sum(self._costs[i] for i in lacking))


def in_waves(items: Sequence[int], size: int) -> list[Sequence[int]]:
    """The items in groups of at most so many."""
    return [items[start : start + size] for start in range(0, len(items), size)]
