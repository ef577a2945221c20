"""A walk of the live map, direction ignored, that shows what hangs on one system or one flow."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from isthmus.analysis.livemap import Leg, LiveMap

NOBODY = -1

Span = tuple[int, int]
"""A run of the walk: from a place up to another, that one not included."""


@dataclass(frozen=True, slots=True)
class SearchTree:
    """A depth-first search with low points.

    Source: Hopcroft and Tarjan 1973, "Algorithm 447: efficient algorithms for graph
    manipulation", Communications of the ACM 16(6). A way back is told from the way there by its
    flow, not by its system: of two flows between the same systems the second is such a way.
    """

    order: Sequence[int]
    """The systems as they were come upon."""
    place: Sequence[int]
    """Where in `order` each system stands."""
    parent: Sequence[int]
    """From where each system was come upon, NOBODY for the first of a connected part."""
    tie: Sequence[int]
    """By which flow."""
    low: Sequence[int]
    """The first place that a system, or one that hangs below it, has a flow to; that by which
    the system was come upon does not count."""
    size: Sequence[int]
    """How many hang below each system, itself included."""

    def below(self, system: int) -> Span:
        """The run of those that hang below a system, itself included."""
        start = self.place[system]
        return start, start + self.size[system]

    def children(self) -> list[list[int]]:
        """By system those that were come upon from it."""
        found: list[list[int]] = [[] for _ in self.order]
        for system in self.order:
            if self.parent[system] != NOBODY:
                found[self.parent[system]].append(system)
        return found

    def roots(self) -> Iterator[int]:
        """The first system of each connected part."""
        return (system for system in self.order if self.parent[system] == NOBODY)

    def root_of(self) -> list[int]:
        """By system the first of its connected part."""
        found = list(range(len(self.order)))
        for system in self.order:
            if self.parent[system] != NOBODY:
                found[system] = found[self.parent[system]]
        return found

    def members(self, spans: Iterable[Span]) -> list[int]:
        """The systems of some runs, ascending."""
        return sorted(system for start, end in spans for system in self.order[start:end])


def search_tree(live: LiveMap, without: Collection[int] = ()) -> SearchTree:
    """Walk every connected part of a live map from its first system, some flows left out."""
    walk = _Walk(_legs(live, without))
    for system in range(len(live.systems)):
        if walk.place[system] == NOBODY:
            walk.explore(system)
    return SearchTree(walk.order, walk.place, walk.parent, walk.tie, walk.low, walk.size)


def _legs(live: LiveMap, without: Collection[int]) -> list[list[Leg]]:
    both = [[*on, *off] for on, off in zip(live.leaving, live.coming, strict=True)]
    if without:
        both = [[leg for leg in legs if leg[1] not in without] for legs in both]
    for here, there in live.bonds:
        both[here] += [(there, bond) for bond in _BOND]
        both[there] += [(here, bond) for bond in _BOND]
    return both


_BOND = (-2, -3)
"""Stand for the flow where no flow ties: two, so that none of them is the only tie."""


@dataclass(slots=True)
class _Walk:
    """The search while it goes on; without recursion, since a chain may be long."""

    legs: Sequence[Sequence[Leg]]
    order: list[int] = field(default_factory=list)
    place: list[int] = field(init=False)
    parent: list[int] = field(init=False)
    tie: list[int] = field(init=False)
    low: list[int] = field(init=False)
    size: list[int] = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.legs)
        self.place, self.parent, self.tie = ([NOBODY] * count for _ in range(3))
        self.low, self.size = [0] * count, [1] * count

    def explore(self, root: int) -> None:
        """Walk the connected part of a system."""
        stack = [(root, self._enter(root, NOBODY, NOBODY))]
        while stack:
            here, legs = stack[-1]
            deeper = self._next(here, legs)
            if deeper is None:
                stack.pop()
                self._leave(here)
            else:
                there, flow = deeper
                stack.append((there, self._enter(there, here, flow)))

    def _enter(self, system: int, parent: int, tie: int) -> Iterator[Leg]:
        self.place[system] = self.low[system] = len(self.order)
        self.parent[system], self.tie[system] = parent, tie
        self.order.append(system)
        return iter(self.legs[system])

    def _next(self, here: int, legs: Iterator[Leg]) -> Leg | None:
        """The next leg to a system that is new."""
        place, low, tie = self.place, self.low, self.tie[here]
        for there, flow in legs:
            known = place[there]
            if known == NOBODY:
                return there, flow
            if flow != tie and known < low[here]:
                low[here] = known
        return None

    def _leave(self, system: int) -> None:
        parent = self.parent[system]
        if parent != NOBODY:
            self.low[parent] = min(self.low[parent], self.low[system])
            self.size[parent] += self.size[system]
