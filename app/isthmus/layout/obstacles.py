"""Where cards stand, so that it is quick to ask whether a line or a label would cover one."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from isthmus.layout.sides import Sides

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Sums = NDArray[np.int32]

_CELL = 8.0
_MOST_CELLS = 2_000_000
_CLEAR = 6.0
"""Lines keep at least about this far from cards."""


class Obstacles:
    """Cards on a raster, with its sums over rectangles (a summed-area table)."""

    def __init__(self, sides: Sides) -> None:
        """Cards as a table of at least one row."""
        low, high = sides[:, :2].min(axis=0), sides[:, 2:].max(axis=0)
        self._cell = max(_CELL, float(np.prod((high - low) / _MOST_CELLS**0.5)) ** 0.5)
        self._origin = low - 4 * self._cell
        columns, rows = np.ceil((high - self._origin) / self._cell).astype(int) + 4
        self._taken = self._raster(sides, int(columns), int(rows))
        self._sums = _summed(self._taken)
        shape = self._taken.shape
        self._lines = (np.zeros(shape, dtype=np.int16), np.zeros(shape, dtype=np.int16))
        """How many level and how many upright lines run through each cell."""
        self._line_sums = (self._sums, self._sums)

    @property
    def cells(self) -> int:
        """How many cells the raster has."""
        return self._taken.size

    def _raster(self, sides: Floats, columns: int, rows: int) -> NDArray[np.bool_]:
        """The cells whose middle is in a card or a little beside it."""
        # No less than half a cell, or a card between the middles of cells would not be seen.
        clear = max(_CLEAR, self._cell / 2)
        start = (sides[:, :2] - clear - self._origin) / self._cell - 0.5
        end = (sides[:, 2:] + clear - self._origin) / self._cell - 0.5
        x0, y0 = np.ceil(start).astype(int).T
        x1, y1 = (np.floor(end).astype(int) + 1).T
        taken = np.zeros((rows, columns), dtype=np.bool_)
        corners = np.stack((x0, y0, x1, y1), axis=1).tolist()
        for left, top, right, bottom in corners:
            taken[top:bottom, left:right] = True
        return taken

    def add_lines(self, starts: Floats, ends: Floats) -> None:
        """Upright or level lines (n, 2) that others had better not cross."""
        low, high = self._cells(np.minimum(starts, ends)), self._cells(np.maximum(starts, ends))
        upright = (starts[:, 0] == ends[:, 0]).tolist()
        for (x0, y0), (x1, y1), kind in zip(low.tolist(), high.tolist(), upright, strict=True):
            self._lines[kind][y0 : y1 + 1, x0 : x1 + 1] += 1
        self._line_sums = (_summed(self._lines[0]), _summed(self._lines[1]))

    def lines_crossed(self, starts: Floats, ends: Floats) -> Floats:
        """How many of the lines upright or level segments (..., 2) cross, about."""
        low, high = np.minimum(starts, ends), np.maximum(starts, ends)
        level, upright = (self._count(low, high, sums) for sums in self._line_sums)
        return np.where(starts[..., 0] == ends[..., 0], level, upright)

    def under(self, starts: Floats, ends: Floats) -> Floats:
        """Length of upright or level segments (..., 2) that lies under cards."""
        cells = self._count(np.minimum(starts, ends), np.maximum(starts, ends), self._sums)
        length: Floats = cells * self._cell
        return length

    def covered(self, low: Floats, high: Floats) -> NDArray[np.bool_]:
        """Whether rectangles, by their corners (..., 2), touch a card."""
        touched: NDArray[np.bool_] = self._count(low, high, self._sums) > 0
        return touched

    def hit(self, points: Floats) -> NDArray[np.bool_]:
        """Whether points (..., 2) lie in a card or close by."""
        cells = self._cells(points)
        found: NDArray[np.bool_] = self._taken[cells[..., 1], cells[..., 0]]
        return found

    def _count(self, low: Floats, high: Floats, sums: Sums) -> Floats:
        a, b = self._cells(low), self._cells(high) + 1
        x0, y0, x1, y1 = a[..., 0], a[..., 1], b[..., 0], b[..., 1]
        counted: Floats = (sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]).astype(float)
        return counted

    def _cells(self, points: Floats) -> Ints:
        """Column and row of points; those beyond the raster are in its free border."""
        cells = np.floor((points - self._origin) / self._cell).astype(np.int64)
        rows, columns = self._taken.shape
        inside: Ints = np.clip(cells, 0, (columns - 1, rows - 1))
        return inside


def _summed(marks: NDArray[np.bool_] | NDArray[np.int16]) -> Sums:
    """How many marks lie above and left of each corner of a cell."""
    rows, columns = marks.shape
    sums = np.zeros((rows + 1, columns + 1), dtype=np.int32)
    np.cumsum(marks, axis=1, out=sums[1:, 1:], dtype=np.int32)
    for above, row in pairwise(sums):  # many times as quick as summing down the columns
        np.add(row, above, out=row)
    return sums
