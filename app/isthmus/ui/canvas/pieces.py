"""Lines cut into straight pieces and dashes, and the pieces that are in sight."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

Pieces = npt.NDArray[np.float64]
"""A row for each straight piece: x and y of its start, x and y of its end."""

_FINE = 2.0
"""Curves are cut so fine that no corner shows at this many times their size."""
_FEW = 64
_MARGIN = 2.0


def pieces(path: QPainterPath) -> Pieces:
    """The path as straight pieces."""
    found = [np.empty((0, 4))]
    for polygon in path.toSubpathPolygons(QTransform.fromScale(_FINE, _FINE)):
        points = np.array([(p.x(), p.y()) for p in polygon.toList()], dtype=np.float64) / _FINE
        found.append(np.hstack((points[:-1], points[1:])))
    return np.concatenate(found)


def dashes(whole: Pieces, pattern: tuple[float, ...]) -> Pieces:
    """The strokes of a dashed line; lengths of strokes and gaps in scene units, in turn."""
    if not pattern or not len(whole):
        return whole
    lengths = np.hypot(whole[:, 2] - whole[:, 0], whole[:, 3] - whole[:, 1])
    ends = np.cumsum(lengths)
    marks = np.cumsum(pattern)
    turns = np.arange(0.0, ends[-1], marks[-1])
    changes = (turns[:, None] + np.append(0.0, marks[:-1])).ravel()
    # A dash round a corner is cut there.
    cuts = np.unique(np.minimum(np.concatenate((changes, ends)), ends[-1]))
    cuts = cuts[np.concatenate(((True,), np.diff(cuts) > 1e-6))]
    middles = (cuts[:-1] + cuts[1:]) / 2
    inked = np.searchsorted(marks, middles % marks[-1], side="right") % 2 == 0
    return np.hstack((_at(whole, ends, cuts[:-1][inked]), _at(whole, ends, cuts[1:][inked])))


def _at(whole: Pieces, ends: npt.NDArray[np.float64], way: npt.NDArray[np.float64]) -> Pieces:
    """The points that far along the line."""
    nodes = np.concatenate(((0.0,), ends))
    across = np.interp(way, nodes, np.append(whole[:1, 0], whole[:, 2]))
    down = np.interp(way, nodes, np.append(whole[:1, 1], whole[:, 3]))
    return np.stack((across, down), axis=1)


class Cut:
    """A line cut into pieces."""

    def __init__(self, some: Pieces) -> None:
        """Few pieces are turned into Qt's lines at once, of many only those in sight."""
        self._pieces = some
        self._all = _lines(some) if len(some) <= _FEW else None
        if self._all is None:
            self._low = np.minimum(some[:, :2], some[:, 2:]) - _MARGIN
            self._high = np.maximum(some[:, :2], some[:, 2:]) + _MARGIN

    def lines_in(self, seen: QRectF) -> list[QLineF]:
        """The pieces that touch the rectangle, or more."""
        if self._all is not None:
            return self._all
        low, high = (seen.left(), seen.top()), (seen.right(), seen.bottom())
        inside = ((self._low <= high) & (self._high >= low)).all(axis=1)
        return _lines(self._pieces[inside])


def _lines(some: Pieces) -> list[QLineF]:
    return [QLineF(*row) for row in some.tolist()]
