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
_SHORTEST = 1e-6
"""Scene units: what is shorter is no stroke."""
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
    nodes = np.zeros(len(whole) + 1)
    np.cumsum(lengths, out=nodes[1:])
    ends, marks = nodes[1:], np.cumsum(pattern)
    turns = np.arange(0.0, ends[-1], marks[-1])
    changes = (turns[:, None] + np.append(0.0, marks[:-1])).ravel()
    # A dash round a corner is cut there.
    cuts = np.minimum(np.concatenate((changes, ends)), ends[-1])
    cuts.sort()
    cuts = cuts[np.append(True, cuts[1:] - cuts[:-1] > _SHORTEST)]
    middles = (cuts[:-1] + cuts[1:]) / 2
    inked = np.searchsorted(marks, middles % marks[-1], side="right") % 2 == 0
    found = np.empty((np.count_nonzero(inked), 4))
    for axis in (0, 1):
        at = np.interp(cuts, nodes, np.append(whole[0, axis], whole[:, axis + 2]))
        found[:, axis], found[:, axis + 2] = at[:-1][inked], at[1:][inked]
    return found


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
