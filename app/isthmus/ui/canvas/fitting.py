"""Fitting the map: as large as may be with no card under what floats over the canvas."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF

from isthmus.drawing.chart import Chart
from isthmus.layout.geometry import Box
from isthmus.layout.sides import sides_of
from isthmus.ui.canvas.camera import ZOOM_MIN, Camera, clamp_zoom, rect_of
from isthmus.ui.canvas.plates import shown_box

_EDGE = 8.0
"""Screen pixels that stay free round the map, which has an edge of sea of its own."""
_CLEAR = 6.0
_CAPTION = 14.0
"""Screen pixels that stay free round what floats, and the room that words over a coast take."""
_COAST = 26.0
"""Scene units of land round a card."""
_CELLS = 128
"""Cells that the longer side of the map is divided in, to find quickly what is free."""
_SMALLER, _STEPS = 0.97, 24
"""A zoom is tried that many times smaller than the one before, so often."""
_PLACES = 13
"""How many places across and down are tried at each zoom."""


class Ground:
    """Which parts of a chart something stands on."""

    def __init__(self, whole: QRectF, boxes: Iterable[Box]) -> None:
        """`boxes` are what must be seen; all of them stand within `whole`."""
        self._cell = max(whole.width(), whole.height(), 1.0) / _CELLS
        self._corner = whole.topLeft()
        self._sums = _sums(self._cells(sides_of(boxes)))

    def is_free(self, rect: QRectF) -> bool:
        """Whether nothing stands in that part of the scene."""
        edges = np.array([(rect.left(), rect.top(), rect.right(), rect.bottom())])
        left, top, right, bottom = self._cells(edges)[0].tolist()
        if right < 0 or bottom < 0 or left > _CELLS or top > _CELLS:
            return True
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, _CELLS) + 1, min(bottom, _CELLS) + 1
        sums = self._sums
        count = sums[right, bottom] - sums[left, bottom] - sums[right, top] + sums[left, top]
        return bool(count == 0)

    def _cells(self, sides: NDArray[np.float64]) -> NDArray[np.int64]:
        """First and last cell, across and down, of what lies between these sides."""
        corner = (self._corner.x(), self._corner.y()) * 2
        return np.floor((sides - corner) / self._cell).astype(np.int64)


def _sums(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of an array that tells which cells are taken: the sums over all above and left of each."""
    edges = np.zeros((_CELLS + 2, _CELLS + 2), dtype=np.int64)
    left, top, right, bottom = np.clip(cells, 0, _CELLS).T
    for across, down, sign in (
        (left, top, 1), (right + 1, top, -1), (left, bottom + 1, -1), (right + 1, bottom + 1, 1),
    ):  # fmt: skip
        np.add.at(edges, (across, down), sign)
    taken = edges.cumsum(axis=0).cumsum(axis=1) > 0
    sums = np.zeros((_CELLS + 3, _CELLS + 3), dtype=np.int64)
    sums[1:, 1:] = taken.cumsum(axis=0).cumsum(axis=1)
    return sums


def fit_beside(
    chart: Chart, size: QSizeF, floating: Sequence[QRectF], largest: float = 1.0
) -> Camera:
    """The whole chart on a canvas of that size, as large as may be, and no larger than `largest`.

    Cards and territories keep clear of what is `floating` over the canvas if the map need not
    be shown at less than half the size for it; on a canvas too small for that, they do not.
    """
    whole = _with_plates(chart, size, largest)
    ground = Ground(whole, _standing(chart))
    zoom = _largest(whole, size, largest)
    kept = [rect.adjusted(-_CLEAR, -_CLEAR, _CLEAR, _CLEAR + _CAPTION) for rect in floating]
    for _ in range(_STEPS):
        if zoom < ZOOM_MIN:
            break
        for camera in _cameras(whole, size, zoom):
            if all(ground.is_free(_in_scene(camera, rect)) for rect in kept):
                return camera
        zoom *= _SMALLER
    return Camera().fitted(whole, size, largest)


def _with_plates(chart: Chart, size: QSizeF, largest: float) -> QRectF:
    """All of the chart, with the plates by which collapsed territories are seen from so far out."""
    whole = rect_of(chart.bounds)
    for _ in range(2 if chart.boxes else 0):  # the plates make it smaller, and so themselves larger
        zoom = _largest(whole, size, largest)
        for card in chart.boxes.values():
            whole = whole.united(rect_of(shown_box(card, zoom)))
    return whole


def _standing(chart: Chart) -> Iterator[Box]:
    """What must be seen, with the land round it."""
    for card in chart.standing.values():
        box = card.box
        wide, high = box.width + 2 * _COAST, box.height + 2 * _COAST
        yield Box(box.x - _COAST, box.y - _COAST, wide, high)
    yield from (plot.box for plot in chart.grounds)


def _largest(whole: QRectF, size: QSizeF, largest: float) -> float:
    across = (size.width() - 2 * _EDGE) / max(1.0, whole.width())
    down = (size.height() - 2 * _EDGE) / max(1.0, whole.height())
    return clamp_zoom(min(largest, across, down))


def _cameras(whole: QRectF, size: QSizeF, zoom: float) -> list[Camera]:
    """Cameras that show all of it so large, the one with the map in the middle first."""
    slack = QPointF(
        max(0.0, size.width() - 2 * _EDGE - whole.width() * zoom),
        max(0.0, size.height() - 2 * _EDGE - whole.height() * zoom),
    )
    middle = Camera(0, 0, zoom).centred(whole.center().x(), whole.center().y(), size)
    shares = [place / (_PLACES - 1) - 0.5 for place in range(_PLACES)]
    moves = [(slack.x() * across, slack.y() * down) for across, down in product(shares, shares)]
    moves.sort(key=lambda move: (move[0] ** 2 + move[1] ** 2, move))
    return [middle.panned(*move) for move in dict.fromkeys(moves)]


def _in_scene(camera: Camera, rect: QRectF) -> QRectF:
    return QRectF(camera.to_scene(rect.topLeft()), camera.to_scene(rect.bottomRight()))
