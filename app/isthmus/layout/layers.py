"""Layers from left to right, so that flows point right and few of them are long."""

from collections import deque
from math import ceil

import numpy as np

from isthmus.layout.network import Ints
from isthmus.layout.pulse import Pulse

_PASSES = 12
_FULLNESS = 3.0
"""A layer holds at most the square root of so many times the number of systems."""
_LEAST = 5
"""Cards that any layer may hold."""

Adjacency = list[list[int]]


def layered(count: int, sources: Ints, targets: Ints, pulse: Pulse) -> tuple[Ints, Ints]:
    """The layer of each node, from 0, and the flows that lead from each to a later one.

    The latter as pairs (n, 2); those that would close a circle are turned round in them.
    """
    forth, back = _acyclic(count, sources, targets)
    pulse.beat(0.3)
    layers = _longest(count, forth, back)
    _tighten(layers, forth, back, pulse)
    pairs = [(node, other) for node, others in enumerate(forth) for other in others]
    return _split(layers, forth, back), np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _adjacent(count: int, ends: list[tuple[int, int]]) -> tuple[Adjacency, Adjacency]:
    forth: Adjacency = [[] for _ in range(count)]
    back: Adjacency = [[] for _ in range(count)]
    for a, b in ends:
        forth[a].append(b)
        back[b].append(a)
    return forth, back


def _acyclic(count: int, sources: Ints, targets: Ints) -> tuple[Adjacency, Adjacency]:
    """Who leads where, and from where, once flows against the order are turned round."""
    pairs = list(zip(sources.tolist(), targets.tolist(), strict=True))
    rank = _ranks(count, pairs)
    turned = {(a, b) if rank[a] < rank[b] else (b, a) for a, b in pairs}
    return _adjacent(count, sorted(turned))


def _ranks(count: int, pairs: list[tuple[int, int]]) -> list[int]:
    """A place in a row for each node, with few flows against it (Eades, Lin and Smyth, 1993).

    Sinks go to the end and sources to the start, as long as there are any; then the node that
    gives most more than it takes goes to the start.
    """
    work = _Row(count, pairs)
    start: list[int] = []
    end: list[int] = []
    while work.left:
        if (sink := work.sink()) is not None:
            end.append(sink)
            work.take(sink)
        else:
            node = work.source()
            start.append(node)
            work.take(node)
    rank = [0] * count
    for place, node in enumerate([*start, *reversed(end)]):
        rank[node] = place
    return rank


class _Row:
    """The nodes that have no place in the row yet."""

    def __init__(self, count: int, pairs: list[tuple[int, int]]) -> None:
        self._forth, self._back = _adjacent(count, pairs)
        self._out = [len(each) for each in self._forth]
        self._into = [len(each) for each in self._back]
        self.left = dict.fromkeys(range(count))
        self._by_surplus: dict[int, dict[int, None]] = {}
        for node in self.left:
            self._by_surplus.setdefault(self._surplus(node), {})[node] = None
        self._sinks = deque(node for node in self.left if not self._out[node])
        self._springs = deque(node for node in self.left if not self._into[node])

    def sink(self) -> int | None:
        """One that leads nowhere."""
        return self._next(self._sinks)

    def source(self) -> int:
        """One that nothing leads to, else the one that gives most more than it takes."""
        found = self._next(self._springs)
        if found is not None:
            return found
        most = max(key for key, nodes in self._by_surplus.items() if nodes)
        return min(self._by_surplus[most])

    def take(self, node: int) -> None:
        """The node has its place; its flows count no more."""
        del self.left[node]
        del self._by_surplus[self._surplus(node)][node]
        for other in self._forth[node]:
            if other in self.left:
                self._count(other, self._into)
                if not self._into[other]:
                    self._springs.append(other)
        for other in self._back[node]:
            if other in self.left:
                self._count(other, self._out)
                if not self._out[other]:
                    self._sinks.append(other)

    def _surplus(self, node: int) -> int:
        return self._out[node] - self._into[node]

    def _count(self, node: int, flows: list[int]) -> None:
        """One of its flows less."""
        del self._by_surplus[self._surplus(node)][node]
        flows[node] -= 1
        self._by_surplus.setdefault(self._surplus(node), {})[node] = None

    def _next(self, waiting: deque[int]) -> int | None:
        while waiting:
            node = waiting.popleft()
            if node in self.left:
                return node
        return None


def _longest(count: int, forth: Adjacency, back: Adjacency) -> list[int]:
    """The layer of each node by the longest way that leads to it."""
    missing = [len(each) for each in back]
    ready = deque(node for node in range(count) if not missing[node])
    layers = [0] * count
    while ready:
        node = ready.popleft()
        for other in forth[node]:
            layers[other] = max(layers[other], layers[node] + 1)
            missing[other] -= 1
            if not missing[other]:
                ready.append(other)
    return layers


def _tighten(layers: list[int], forth: Adjacency, back: Adjacency, pulse: Pulse) -> None:
    """Move nodes to the layers that make their flows shortest, until none gains by it."""
    last = max(layers, default=0)
    for _ in range(_PASSES):
        pulse.beat(0.6)
        moved = False
        for node in sorted(range(len(layers)), key=lambda node: -layers[node]):
            low = max((layers[other] + 1 for other in back[node]), default=0)
            high = min((layers[other] - 1 for other in forth[node]), default=last)
            pull = len(forth[node]) - len(back[node])
            # As many to the left as to the right: any layer between will do, the middle is kept.
            wanted = high if pull > 0 else low if pull < 0 else min(max(layers[node], low), high)
            moved |= wanted != layers[node]
            layers[node] = wanted
        if not moved:
            break
    least = min(layers, default=0)
    layers[:] = [layer - least for layer in layers]


def _split(layers: list[int], forth: Adjacency, back: Adjacency) -> Ints:
    """Layers with too many nodes become several: those that are tied to the left come first."""
    most = max(_LEAST, ceil((len(layers) * _FULLNESS) ** 0.5))
    result = np.zeros(len(layers), dtype=np.int64)
    members: dict[int, list[int]] = {}
    for node, layer in enumerate(layers):
        members.setdefault(layer, []).append(node)
    at = 0
    for layer in sorted(members):
        nodes = sorted(members[layer], key=lambda node: len(forth[node]) - len(back[node]))
        pieces = ceil(len(nodes) / most)
        for number, piece in enumerate(np.array_split(np.array(nodes), pieces)):
            result[piece] = at + number
        at += pieces
    return result
