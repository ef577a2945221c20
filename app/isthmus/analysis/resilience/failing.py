"""Single systems and flows that hold others to the mainland: articulation points and bridges."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts, parts_of
from isthmus.analysis.resilience.heirs import Lands, Rest, heir, lands_of
from isthmus.analysis.resilience.tree import NOBODY, SearchTree, Span, search_tree


@dataclass(frozen=True, slots=True)
class Cut:
    """What happens where one system or one flow fails: others are cut off."""

    what: int
    """The number of the system, or of the flow."""
    count: int
    """How many systems are cut off."""
    rests: int
    """Into how many connected parts what is left falls."""
    main: bool
    """They lose the mainland; else the largest rest of their island."""
    kept: bool
    """There is such a rest; else none of those that are left keep together."""
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Failing:
    """All single points of failure of a live map.

    Those that cut off most from the mainland come first, then those on islands.
    """

    live: LiveMap
    systems: tuple[Cut, ...]
    """The articulation points of the live map, direction ignored."""
    flows: tuple[Cut, ...]
    """Its bridges: flows that are the only tie between what they tie."""
    tree: SearchTree

    def cut_off(self, cut: Cut) -> list[int]:
        """The numbers of the systems that a failure cuts off, by name."""
        return self.tree.members(cut.spans)


def failing(live: LiveMap, parts: Parts | None = None) -> Failing:
    """Find every system and every flow whose failure cuts others off."""
    tree = search_tree(live)
    land = _Land(tree, lands_of(live, parts or parts_of(live), tree))
    systems = sorted(land.systems(), key=_most_first)
    return Failing(live, tuple(systems), tuple(sorted(land.flows(), key=_most_first)), tree)


def _most_first(cut: Cut) -> tuple[bool, int, int]:
    return not cut.main, -cut.count, cut.what


class _Land:
    """Takes the search tree apart at its systems and flows."""

    def __init__(self, tree: SearchTree, lands: Lands) -> None:
        self._tree, self._lands = tree, lands
        self._children = tree.children()
        self._weight = self._gathered(lands.weights, lambda a, b: a + b)
        self._first = self._gathered(range(len(tree.order)), min)
        self._root = tree.root_of()

    def _gathered(self, values: Sequence[int], together: Callable[[int, int], int]) -> list[int]:
        """By system what a value comes to with all those that hang below it."""
        found = list(values)
        for system in reversed(self._tree.order):
            parent = self._tree.parent[system]
            if parent != NOBODY:
                found[parent] = together(found[parent], found[system])
        return found

    def systems(self) -> Iterator[Cut]:
        """The articulation points."""
        for system in self._tree.order:
            rests = self._without(system)
            if len(rests) > 1:
                yield self._cut(system, system, rests)

    def _without(self, system: int) -> list[Rest]:
        """What is left of a connected part without one of its systems."""
        tree, here = self._tree, self._tree.place[system]
        children = self._children[system]
        hanging = [child for child in children if tree.low[child] >= here]
        rests = [self._below(child) for child in hanging]
        if self._root[system] != system and rests:
            joined = [self._below(child) for child in children if tree.low[child] < here]
            gone = self._lands.weights[system] + sum(rest.weight for rest in rests)
            rests.append(self._above(system, gone, joined))
        return rests

    def _below(self, system: int) -> Rest:
        return Rest(self._weight[system], self._first[system], (self._tree.below(system),))

    def _above(self, system: int, gone: int, joined: Sequence[Rest]) -> Rest:
        """What does not hang below a system, with what of that is joined to it otherwise.

        The walk begins each part at its first system by name, which is in this rest then.
        """
        root = self._root[system]
        first, last = self._tree.below(root)
        start, end = self._tree.below(system)
        spans = [(first, start), (end, last), *(span for rest in joined for span in rest.spans)]
        return Rest(self._weight[root] - gone, root, tuple(spans))

    def flows(self) -> Iterator[Cut]:
        """The bridges."""
        tree = self._tree
        for system in tree.order:
            if tree.parent[system] != NOBODY and tree.low[system] == tree.place[system]:
                rests = [self._below(system), self._above(system, self._weight[system], ())]
                yield self._cut(tree.tie[system], system, rests)

    def _cut(self, what: int, system: int, rests: Sequence[Rest]) -> Cut:
        kept = heir(rests)
        spans = tuple(span for rest in rests if rest is not kept for span in rest.spans)
        count = _length(spans)
        main = system in self._lands.main
        return Cut(what, count, len(rests), main, kept is not None, spans)


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)
