"""Moves systems among the cells of a grid, and exchanges them, to make their flows cheaper."""

from collections.abc import Callable, Collection

import numpy as np
from numpy.typing import NDArray

from isthmus.layout.crossings import Crossings
from isthmus.layout.network import Floats, Ints
from isthmus.layout.pulse import SILENT, Pulse

Cells = NDArray[np.int64]
"""Column and row per node: (n, 2)."""

CROSSING_PRICE = 0.6
"""What a crossing may cost; a flow between neighbours costs about 1."""
_CELLS_TRIED = 7

Price = Callable[[Ints, Ints], Floats]
"""Cost of a flow whose target is so many columns right of and rows below its source."""


def cost(columns: Ints, rows: Ints) -> Floats:
    """Cost of a flow whose target is so many columns right of and rows below its source."""
    across, down = np.abs(columns), np.abs(rows)
    length = across + 0.9 * down + 0.05 * across**2 + 0.03 * down**2
    # Neighbours get a straight line; in line but not neighbours, a card stands in the way.
    straight = -0.25 * (across + down == 1)
    blocked = 1.1 * ((across == 0) & (down > 1)) + 1.3 * ((down == 0) & (across > 1))
    backward = 0.3 * (columns < 0) + 0.12 * (rows < 0)
    total: Floats = length + straight + blocked + backward
    return total


class Exchange:
    """Moves nodes among cells, and exchanges them, as long as that makes the flows cheaper.

    `at` is changed in place for the nodes that stand in `cells`; all others stay. So do those
    from the number `movable` on, if that is given.
    """

    def __init__(
        self,
        at: Cells,
        cells: Cells,
        sources: Ints,
        targets: Ints,
        pulse: Pulse = SILENT,
        *,
        movable: int | None = None,
        price: Price = cost,
    ) -> None:
        self.at, self._cells = at, cells
        self.pulse = pulse
        self.crossing_price = CROSSING_PRICE
        self._ends = sources, targets
        everything = np.concatenate([at, cells])
        self._reach = np.ptp(everything, axis=0)
        across, down = (np.arange(-reach, reach + 1) for reach in self._reach)
        self._known = price(across[:, None], down[None, :])
        # One number for column and row: the table of all pairs of cells is large.
        wide = int(self._known.shape[1])
        flat = cells[:, 0] * wide + cells[:, 1]
        middle = int(self._reach[0]) * wide + int(self._reach[1])
        self._from: Floats = self._known.ravel().take(flat[None, :] - flat[:, None] + middle)
        index = {cell: k for k, cell in enumerate(map(tuple, cells.tolist()))}
        places = [index.get((c, r), -1) for c, r in at.tolist()]
        self._place = np.array(places, dtype=np.int64)
        if movable is not None:
            self._place[movable:] = -1
        self._node = np.full(len(cells), -1, dtype=np.int64)
        inside = np.flatnonzero(self._place >= 0)
        self._node[self._place[inside]] = inside
        self._movable: list[int] = inside.tolist()
        self._inside = set(self._movable)
        self._costs = self._all_costs()

    def held(self) -> tuple[Cells, Ints, Ints, Floats]:
        """All that moves, as it stands, to come back to."""
        return self.at.copy(), self._place.copy(), self._node.copy(), self._costs.copy()

    def restore(self, held: tuple[Cells, Ints, Ints, Floats]) -> None:
        """Come back to what was held."""
        own = self.at, self._place, self._node, self._costs
        for mine, theirs in zip(own, held, strict=True):
            mine[:] = theirs

    def _between(self, starts: Cells, ends: Cells) -> Floats:
        """Cost of a flow from each start to its end."""
        moves = ends - starts + self._reach
        prices: Floats = self._known[moves[..., 0], moves[..., 1]]
        return prices

    def _all_costs(self) -> Floats:
        """Cost of each node's flows if it stood in each cell: (nodes, cells)."""
        count = len(self.at)
        costs = np.zeros((count, len(self._cells)))
        self._around: list[list[tuple[int, bool]]] = [[] for _ in range(count)]
        for s, t in zip(*(ends.tolist() for ends in self._ends), strict=True):
            self.pulse.beat()
            if self._place[s] >= 0:
                costs[s] += self._towards(t)
                self._around[s].append((t, True))
            if self._place[t] >= 0:
                costs[t] += self._away(s)
                self._around[t].append((s, False))
        return costs

    def _towards(self, target: int) -> Floats:
        """Cost of a flow to the node from each cell."""
        return self._between(self._cells, self.at[target])

    def _away(self, source: int) -> Floats:
        """Cost of a flow from the node to each cell."""
        return self._between(self.at[source], self._cells)

    def total(self) -> float:
        """Cost of all flows, those within the cells counted at both ends."""
        movable = self._movable
        return float(self._costs[movable, self._place[movable]].sum())

    def descend(self, sweeps: int, start: Collection[int] | None = None) -> None:
        """Give each node (or those to start with) its best cell, then all that this touches."""
        active = self._movable if start is None else sorted(start)
        for _ in range(sweeps):
            touched: set[int] = set()
            for node in active:
                self.pulse.beat()
                touched.update(self._settle(node))
            if not touched:
                break
            active = sorted(touched)

    def tangle(self, crossings: Crossings) -> float:
        """What is to be low: the cost of the flows, and of their crossings."""
        return self.total() / 2 + self.crossing_price * crossings.total(self.at)

    def untangle(self, crossings: Crossings, sweeps: int) -> None:
        """Move nodes whose flows cross others to where that is worth the length."""
        for _ in range(sweeps):
            self.pulse.beat()
            moved = [node for node in self._movable if self._evade(node, crossings)]
            if not moved:
                break

    def _evade(self, node: int, crossings: Crossings) -> bool:
        """Move the node to the best of a few cells, if its flows cross others now."""
        if not crossings.at_nodes(self.at, (node,)):
            return False
        gain = self._gain(node)
        for there in np.argsort(gain, kind="stable")[:_CELLS_TRIED].tolist():
            if self._fewer(node, there, crossings) * self.crossing_price > gain[there] + 1e-9:
                self._exchange(node, there)
                return True
        return False

    def _fewer(self, node: int, there: int, crossings: Crossings) -> int:
        """How many crossings an exchange would take away."""
        other = int(self._node[there])
        if other == node:
            return 0
        pair = (node,) if other < 0 else (node, other)
        after = self.at.copy()
        after[node] = self._cells[there]
        if other >= 0:
            after[other] = self.at[node]
        return crossings.at_nodes(self.at, pair) - crossings.at_nodes(after, pair)

    def shuffle(self, random: np.random.Generator, moves: int) -> set[int]:
        """Exchange some nodes with what stands in random cells; the nodes that this touches."""
        touched: set[int] = set()
        for node in random.choice(self._movable, size=moves).tolist():
            touched.update(self._exchange(node, int(random.integers(len(self._cells)))))
        return touched

    def _settle(self, node: int) -> Collection[int]:
        """Move the node to its best cell, exchanging it with who stands there.

        Returns the nodes that this touches.
        """
        gain = self._gain(node)
        best = int(np.argmin(gain))
        return self._exchange(node, best) if gain[best] < -1e-9 else ()

    def _gain(self, node: int) -> Floats:
        """By how much all flows would cost more if the node went to each cell."""
        here = int(self._place[node])
        own = self._costs[node]
        gain: Floats = own - own[here]
        taken = np.flatnonzero(self._node >= 0)
        others = self._node[taken]
        gain[taken] += self._costs[others, here] - self._costs[others, taken]
        for other, out in self._around[node]:
            place = int(self._place[other])
            if place >= 0 and other != node:
                gain[place] += self._mutual(here, place, out=out)
        gain[here] = 0.0
        return gain

    def _mutual(self, here: int, there: int, *, out: bool) -> float:
        """What the sums over each end's own flows get wrong about the flow between the two."""
        table = self._from
        forth, back = (here, there) if out else (there, here)
        still = table[forth, back] + table[back, forth]
        same = table[here, here] + table[there, there]
        return float(still - same)

    def _exchange(self, node: int, there: int) -> Collection[int]:
        """Put the node into the cell, and who stands there into the node's; whom it touches."""
        here, other = int(self._place[node]), int(self._node[there])
        if here == there:
            return ()
        self._put(node, there)
        self._node[here] = -1
        touched = {node, *(near for near, _ in self._around[node])}
        if other >= 0:
            self._put(other, here)
            touched.update((other, *(near for near, _ in self._around[other])))
        return touched & self._inside

    def _put(self, node: int, place: int) -> None:
        """Stand the node in the cell and tell its neighbours."""
        before = int(self._place[node])
        for other, out in self._around[node]:
            if self._place[other] < 0:
                continue
            change = (
                self._from[place] - self._from[before]
                if out
                else self._from[:, place] - self._from[:, before]
            )
            self._costs[other] += change
        self._place[node] = place
        self._node[place] = node
        self.at[node] = self._cells[place]


def settle(work: Exchange, count: int, tries: int) -> None:
    """The least costly of some descents, each from the best so far with a few nodes shuffled."""
    work.descend(sweeps=8)
    if count <= 2:
        return
    random = np.random.default_rng(count)
    best, lowest = work.held(), work.total()
    for _ in range(tries):
        touched = work.shuffle(random, max(2, count // 6))
        work.descend(sweeps=6, start=touched)
        total = work.total()
        if total < lowest - 1e-9:
            best, lowest = work.held(), total
        else:
            work.restore(best)
    work.restore(best)
