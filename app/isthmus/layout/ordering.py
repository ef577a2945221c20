"""The order of the nodes in each layer, so that few flows cross."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from isthmus.layout.network import Floats, Ints
from isthmus.layout.pulse import Pulse

_SWEEPS = 14
_RESTARTS = 6
_COUNTED = 4_000
"""Up to so many pieces of flows, crossings are counted and several starts are tried."""
_SWITCHED = 90
"""Up to so many nodes in a layer, neighbours change places where that takes crossings away."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Nodes in layers; flows between layers that are not neighbours pass through dummies."""

    layer: Ints
    """Of each node, the dummies after the others."""
    sources: Ints
    """Ends of the pieces of the flows: the target's layer is the next one."""
    targets: Ints
    real: int
    """So many nodes are cards, the others dummies."""

    @property
    def count(self) -> int:
        """Of all nodes."""
        return len(self.layer)


def with_dummies(layer: Ints, sources: Ints, targets: Ints, most: int) -> Layers:
    """The layers with a dummy wherever flows pass one; flows longer than `most` have none.

    Flows of one system pass a layer together: of that end which has more of them.
    """
    degree = np.bincount(np.concatenate([sources, targets]), minlength=len(layer))
    dummies: dict[tuple[int, bool, int], int] = {}
    pieces: set[tuple[int, int]] = set()
    for a, b in zip(sources.tolist(), targets.tolist(), strict=True):
        span = int(layer[b] - layer[a])
        if not 1 <= span <= most:
            continue
        by_start = bool(degree[a] >= degree[b])
        hub, before = a if by_start else b, a
        for at in range(int(layer[a]) + 1, int(layer[b])):
            key = hub, by_start, at
            dummy = dummies.setdefault(key, len(layer) + len(dummies))
            pieces.add((before, dummy))
            before = dummy
        pieces.add((before, b))
    table = np.array(sorted(pieces), dtype=np.int64).reshape(-1, 2)
    made = np.array([at for _, _, at in dummies], dtype=np.int64)
    return Layers(np.concatenate([layer, made]), table[:, 0], table[:, 1], len(layer))


def ordered(layers: Layers, pulse: Pulse) -> list[Ints]:
    """The nodes of each layer from top to bottom."""
    work = _Ordering(layers)
    small = len(layers.sources) <= _COUNTED
    random = np.random.default_rng(5)
    best: list[Ints] = []
    lowest = np.inf
    for start in range(_RESTARTS if small else 1):
        work.begin(random if start else None)
        for sweep in range(_SWEEPS if small else _SWEEPS // 2):
            pulse.beat((start + sweep / _SWEEPS) / _RESTARTS)
            work.sweep(down=sweep % 2 == 0, median=sweep % 4 > 1)
            if not small:
                continue
            if sweep > 3:
                work.switch()
            crossed = work.crossings()
            if crossed < lowest:
                lowest, best = crossed, [each.copy() for each in work.rows]
        if lowest == 0:
            break
    return best or work.rows


class _Ordering:
    """Layers being put in order."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self._number = int(layers.layer.max(initial=-1)) + 1
        by_layer = np.argsort(layers.layer, kind="stable")
        bounds = np.searchsorted(layers.layer[by_layer], np.arange(self._number + 1))
        self._members = [by_layer[a:b] for a, b in pairwise(bounds.tolist())]
        order = np.argsort(layers.layer[layers.sources], kind="stable")
        self._sources, self._targets = layers.sources[order], layers.targets[order]
        at = np.searchsorted(layers.layer[self._sources], np.arange(self._number + 1))
        self._pieces = [slice(a, b) for a, b in pairwise(at.tolist())]
        self._place = np.zeros(layers.count)
        self.rows: list[Ints] = []

    def begin(self, random: np.random.Generator | None) -> None:
        """In the order of their names, or in any."""
        self.rows = [
            members if random is None else random.permutation(members) for members in self._members
        ]
        for row in self.rows:
            self._place[row] = np.arange(len(row))

    def sweep(self, *, down: bool, median: bool) -> None:
        """Order each layer by where the nodes of the layer before it stand."""
        numbers = range(1, self._number) if down else range(self._number - 2, -1, -1)
        for number in numbers:
            piece = self._pieces[number - 1 if down else number]
            near, here = self._sources[piece], self._targets[piece]
            if not down:
                near, here = here, near
            self._sort(number, here, self._place[near], median=median)

    def _sort(self, number: int, nodes: Ints, pulls: Floats, *, median: bool) -> None:
        row = self.rows[number]
        wanted = self._place[row].astype(float)
        index = np.searchsorted(self._members[number], nodes)
        spots = np.searchsorted(self._members[number], row)
        found = _medians(index, pulls, len(row)) if median else _means(index, pulls, len(row))
        found = found[spots]
        scale = max(1.0, float(pulls.max(initial=0.0)) + 1) / max(1, len(row))
        wanted = np.where(np.isnan(found), (wanted + 0.5) * scale, found)
        self.rows[number] = row[np.argsort(wanted, kind="stable")]
        self._place[self.rows[number]] = np.arange(len(row))

    def crossings(self) -> int:
        """How often pieces of flows cross."""
        return sum(self._crossed(piece) for piece in self._pieces)

    def _crossed(self, piece: slice) -> int:
        a, b = self._place[self._sources[piece]], self._place[self._targets[piece]]
        if len(a) < 2:
            return 0
        above = a[:, None] < a[None, :]
        return int((above & (b[:, None] > b[None, :])).sum())

    def switch(self) -> None:
        """Let neighbours in a layer change places where fewer flows cross then."""
        for number, row in enumerate(self.rows):
            if 1 < len(row) <= _SWITCHED:
                self._switch(number)

    def _switch(self, number: int) -> None:
        row = self.rows[number]
        price = np.zeros((len(row), len(row)))
        where = {int(node): k for k, node in enumerate(row)}
        for piece, here, near in (
            (self._pieces[number - 1] if number else slice(0, 0), self._targets, self._sources),
            (self._pieces[number], self._sources, self._targets),
        ):
            own = np.array([where[int(n)] for n in here[piece]], dtype=np.int64)
            at = self._place[near[piece]]
            after = (at[:, None] > at[None, :]).astype(float)
            # How often flows of one cross those of another that stands below it.
            np.add.at(
                price, (own[:, None].repeat(len(own), 1), own[None, :].repeat(len(own), 0)), after
            )
        order = list(range(len(row)))
        for _ in range(len(row)):
            changed = False
            for k in range(len(row) - 1):
                a, b = order[k], order[k + 1]
                if price[a, b] > price[b, a]:
                    order[k], order[k + 1] = b, a
                    changed = True
            if not changed:
                break
        self.rows[number] = row[order]
        self._place[self.rows[number]] = np.arange(len(row))


def _means(index: Ints, pulls: Floats, count: int) -> Floats:
    """The mean pull at each of so many places; not a number where nothing pulls."""
    number = np.bincount(index, minlength=count).astype(float)
    number[number == 0] = np.nan
    means: Floats = np.bincount(index, weights=pulls, minlength=count) / number
    return means


def _medians(index: Ints, pulls: Floats, count: int) -> Floats:
    """The median pull at each of so many places; not a number where nothing pulls."""
    order = np.lexsort((pulls, index))
    index, pulls = index[order], pulls[order]
    start = np.searchsorted(index, np.arange(count + 1))
    number = np.diff(start)
    result = np.full(count, np.nan)
    some = number > 0
    low = (start[:-1] + (number - 1) // 2)[some]
    high = (start[:-1] + number // 2)[some]
    result[some] = (pulls[low] + pulls[high]) / 2
    return result
