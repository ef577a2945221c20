"""Where cards stand, so that it is quick to ask whether a line or a label would cover one."""

from copy import copy
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from isthmus.layout.sides import Sides

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Sums = NDArray[np.int32]
Spans = tuple[tuple[Ints, Ints], tuple[Ints, Ints]]
"""Columns and rows of first cells, and of last ones."""

Rectangle = tuple[int, int, int, int]
"""First column and row of cells, and the first column and row after them."""

_CELL = 8.0
_MOST_CELLS = 2_000_000
_CLEAR = 6.0
"""Lines keep at least about this far from cards."""


class Obstacles:
    """Cards on a raster, with its sums over rectangles (a summed-area table)."""

    def __init__(self, sides: Sides, reach: Sides | None = None) -> None:
        """Cards as a table of at least one row; with a `reach` (1, 4), what lies in that too."""
        whole = sides if reach is None else np.concatenate([sides, reach])
        low, high = whole[:, :2].min(axis=0), whole[:, 2:].max(axis=0)
        self._cell = max(_CELL, float(np.prod((high - low) / _MOST_CELLS**0.5)) ** 0.5)
        self._origin = low - 4 * self._cell
        columns, rows = np.ceil((high - self._origin) / self._cell).astype(int) + 4
        self._taken = self._raster(sides, int(columns), int(rows))
        self._more: list[Rectangle] = []
        self._part = 0
        self._sums = _summed(self._taken)
        self._line_sums = np.zeros(0, dtype=np.int32)

    @cached_property
    def _lines(self) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
        """By how much the number of level lines grows from one cell to the next, and of upright.

        Made when the first are added: drags on large maps add none.
        """
        level, upright = np.zeros((2, *self._sums.shape), dtype=np.int16)
        return level, upright

    @property
    def cells(self) -> int:
        """How many cells the raster has, or the part of it that is asked about."""
        return self._part or self._taken.size

    def beside(self, more: Sides, low: Floats, high: Floats) -> "Obstacles":
        """These and a few more cards, which stand apart: the raster is not made again.

        What is asked about lies between two corners. Lines that are added to the one are not
        added to the other.
        """
        found = copy(self)
        found.take_in(more, int(np.prod((high - low) / self._cell)))
        return found

    def take_in(self, more: Sides, cells: int) -> None:
        """Add cards beside those on the raster, forget lines; so many cells are asked about."""
        self.__dict__.pop("_lines", None)
        self._line_sums = np.zeros(0, dtype=np.int32)
        self._part = cells
        rows, columns = self._taken.shape
        self._more = [
            (max(left, 0), max(top, 0), min(right, columns), min(bottom, rows))
            for left, top, right, bottom in self._rectangles(more)
        ]

    def _rectangles(self, sides: Sides) -> list[Rectangle]:
        """The cells whose middle is in a card or a little beside it, for each card."""
        # No less than half a cell, or a card between the middles of cells would not be seen.
        clear = max(_CLEAR, self._cell / 2)
        start = (sides[:, :2] - clear - self._origin) / self._cell - 0.5
        end = (sides[:, 2:] + clear - self._origin) / self._cell - 0.5
        x0, y0 = np.ceil(start).astype(int).T
        x1, y1 = (np.floor(end).astype(int) + 1).T
        return list(map(tuple, np.stack((x0, y0, x1, y1), axis=1).tolist()))

    def _raster(self, sides: Floats, columns: int, rows: int) -> NDArray[np.bool_]:
        """The cells that are taken by cards."""
        taken = np.zeros((rows, columns), dtype=np.bool_)
        for left, top, right, bottom in self._rectangles(sides):
            taken[top:bottom, left:right] = True
        return taken

    def add_lines(self, starts: Floats, ends: Floats) -> None:
        """Upright or level lines (n, 2) that others had better not cross."""
        upright = starts[:, 0] == ends[:, 0]
        (x0, y0), (x1, y1) = self._spans(starts, ends)
        # Marked where they begin and after they end: summed up along, that gives the lines.
        level = ~upright
        np.add.at(self._lines[0], (y0[level], x0[level]), 1)
        np.add.at(self._lines[0], (y0[level], x1[level] + 1), -1)
        np.add.at(self._lines[1], (y0[upright], x0[upright]), 1)
        np.add.at(self._lines[1], (y1[upright] + 1, x0[upright]), -1)
        across = np.cumsum(self._lines[0], axis=1, dtype=np.int16)[:-1, :-1]
        down = _summed_down(self._lines[1])[:-1, :-1]
        self._line_sums = np.concatenate([_summed(across).ravel(), _summed(down).ravel()])

    def lines_crossed(self, starts: Floats, ends: Floats) -> Ints:
        """How many of the lines upright or level segments (..., 2) cross, about."""
        if not self._line_sums.size:
            return np.zeros(starts.shape[:-1], dtype=np.int64)
        # An upright segment crosses level lines, which stand first in the table of both.
        table = np.where(starts[..., 0] == ends[..., 0], 0, self._sums.size)
        return self._count(self._spans(starts, ends), self._line_sums, table)

    def under(self, starts: Floats, ends: Floats) -> Floats:
        """Length of upright or level segments (..., 2) that lies under cards."""
        cells = self._cards_in(self._spans(starts, ends))
        length: Floats = cells * self._cell
        return length

    def covered(self, low: Floats, high: Floats) -> NDArray[np.bool_]:
        """Whether rectangles, by their corners (..., 2), touch a card."""
        touched: NDArray[np.bool_] = self._cards_in((self._cells(low), self._cells(high))) > 0
        return touched

    def hit(self, points: Floats) -> NDArray[np.bool_]:
        """Whether points (..., 2) lie in a card or close by."""
        columns, rows = self._cells(points)
        found: NDArray[np.bool_] = self._taken[rows, columns]
        for left, top, right, bottom in self._more:
            found |= (columns >= left) & (columns < right) & (rows >= top) & (rows < bottom)
        return found

    def _cards_in(self, cells: Spans) -> Ints:
        """How many cells in rectangles are taken, by their first and last cells."""
        counted = self._count(cells, self._sums.ravel())
        (x0, y0), (x1, y1) = cells
        for left, top, right, bottom in self._more:
            first = np.maximum(x0, left), np.maximum(y0, top)
            last = np.minimum(x1, right - 1), np.minimum(y1, bottom - 1)
            wide, high = last[0] - first[0] + 1, last[1] - first[1] + 1
            met = (wide > 0) & (high > 0)
            both = (first[0][met], first[1][met]), (last[0][met], last[1][met])
            # What the raster holds there was counted already.
            counted[met] += (wide * high)[met] - self._count(both, self._sums.ravel())
        return counted

    def _count(self, cells: Spans, sums: Sums, table: Ints | int = 0) -> Ints:
        """What the sums count in rectangles, given by their first and last cells."""
        wide = self._taken.shape[1] + 1
        (x0, y0), (x1, y1) = cells
        top, below, x1 = y0 * wide + table, (y1 + 1) * wide + table, x1 + 1
        counted: Ints = sums.take(below + x1)
        counted -= sums.take(top + x1)
        counted -= sums.take(below + x0)
        counted += sums.take(top + x0)
        return counted

    def _spans(self, starts: Floats, ends: Floats) -> Spans:
        """The first and last cells of segments."""
        return self._cells(np.minimum(starts, ends)), self._cells(np.maximum(starts, ends))

    def _cells(self, points: Floats) -> tuple[Ints, Ints]:
        """Columns and rows of points; those beyond the raster are in its free border."""
        rows, columns = self._taken.shape
        return self._lines_of(points, 0, columns), self._lines_of(points, 1, rows)

    def _lines_of(self, points: Floats, axis: int, count: int) -> Ints:
        at = (points[..., axis] - self._origin[axis]) * (1.0 / self._cell)
        np.floor(at, out=at)
        np.minimum(at, count - 1, out=at)
        np.maximum(at, 0, out=at)
        inside: Ints = at.astype(np.int64)
        return inside


def _summed(marks: NDArray[np.bool_] | NDArray[np.int16]) -> Sums:
    """How many marks lie above and left of each corner of a cell."""
    rows, columns = marks.shape
    sums = np.zeros((rows + 1, columns + 1), dtype=np.int32)
    np.cumsum(marks, axis=1, out=sums[1:, 1:], dtype=np.int32)
    for above, row in pairwise(sums):  # many times as quick as summing down the columns
        np.add(row, above, out=row)
    return sums


def _summed_down(marks: NDArray[np.int16]) -> NDArray[np.int16]:
    """Each cell with all above it."""
    sums = marks.copy()
    for above, row in pairwise(sums):
        np.add(row, above, out=row)
    return sums
