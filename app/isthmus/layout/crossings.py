"""Counts where straight flows between cells would cross, quickly enough to choose by it."""

from collections.abc import Collection

import numpy as np

from isthmus.layout.candidates import Bools, Floats, Ints

_CELL = (280.0, 96.0)


class Crossings:
    """The flows of an island as straight lines between the cells of their ends."""

    def __init__(self, sources: Ints, targets: Ints, cell: tuple[float, float] = _CELL) -> None:
        self._cell = np.array(cell)
        self._sources, self._targets = sources, targets
        ends = np.column_stack([sources, targets])
        meet = ends[:, None, :, None] == ends[None, :, None, :]
        self._apart: Bools = ~meet.any(axis=(2, 3))
        """Pairs of flows that share no end."""
        self._of: dict[int, list[int]] = {}
        for flow, pair in enumerate(ends.tolist()):
            for node in pair:
                self._of.setdefault(node, []).append(flow)

    def total(self, at: Ints | Floats) -> int:
        """All crossings when the nodes stand in these cells."""
        return self._count(at, np.arange(len(self._sources)))

    def at_nodes(self, at: Ints | Floats, nodes: Collection[int]) -> int:
        """Crossings in which the flows of some nodes take part."""
        flows = sorted({flow for node in nodes for flow in self._of.get(node, ())})
        return self._count(at, np.array(flows, dtype=np.int64)) if flows else 0

    def _count(self, at: Ints | Floats, flows: Ints) -> int:
        x, y = (at * self._cell).T
        ax, ay, bx, by = x[self._sources], y[self._sources], x[self._targets], y[self._targets]
        px, py, qx, qy = (ends[flows][:, None] for ends in (ax, ay, bx, by))
        ux, uy, vx, vy = qx - px, qy - py, bx - ax, by - ay
        dx, dy = ax - px, ay - py
        # By which side of each line the ends of the other lie on.
        start = ux * dy - uy * dx
        end = start + ux * vy - uy * vx
        first = vy * dx - vx * dy
        last = first + vx * uy - vy * ux
        crossed = (start * end < 0) & (first * last < 0) & self._apart[flows]
        # Crossings among these flows themselves are found from both sides.
        return int(np.count_nonzero(crossed) - np.count_nonzero(crossed[:, flows]) // 2)
