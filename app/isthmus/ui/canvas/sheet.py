"""One layer of the map on screen: its items ready to draw, culled by what is seen."""

from collections.abc import Collection, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen

from isthmus.ui.canvas.strokes import RectStroke, ShapeStroke, Stroke, TextStroke

_FAR = 0.3
"""Below this zoom many items are drawn as few paths, one per pen and fill."""
_MANY = 150


@dataclass(frozen=True, slots=True)
class Item:
    """What belongs together: the strokes of one card, one flow, one label or one coast."""

    shape: object
    """What it was made from; as long as that stays, so does the item."""
    strokes: tuple[Stroke, ...]
    bounds: QRectF


def item(shape: object, strokes: Sequence[Stroke]) -> Item:
    """An item with its bounds."""
    bounds = QRectF()
    for stroke in strokes:
        bounds = bounds.united(stroke.bounds)
    return Item(shape, tuple(strokes), bounds)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Everything of one pen and fill, drawn in one call."""

    brush: QBrush
    pen: QPen
    path: QPainterPath
    from_zoom: float


class Sheet:
    """The items of a layer by key, in painting order."""

    def __init__(self, *, words: bool = False) -> None:
        """An empty layer; in one of `words`, shapes only frame texts and go where these go."""
        self._words = words
        self._items: dict[str, Item] = {}
        self._keys: list[str] = []
        self._bounds: npt.NDArray[np.float64] = np.empty((0, 4))
        self._batches: list[_Batch] | None = None

    def __len__(self) -> int:
        return len(self._items)

    def keys(self) -> KeysView[str]:
        """The keys of its items."""
        return self._items.keys()

    def get(self, key: str) -> Item | None:
        """The item of that key."""
        return self._items.get(key)

    def replace(self, items: Mapping[str, Item]) -> None:
        """Hold these items instead, in their order."""
        self._items = dict(items)
        self._keys = list(self._items)
        rects = (i.bounds for i in self._items.values())
        rows = [(r.left(), r.top(), r.right(), r.bottom()) for r in rects]
        self._bounds = np.array(rows, dtype=np.float64).reshape(-1, 4)
        self._batches = None

    def draw(
        self,
        painter: QPainter,
        seen: QRectF,
        zoom: float,
        without: Collection[str] = frozenset(),
    ) -> None:
        """Draw what `seen` (scene units) shows of the layer; the painter is in scene units."""
        visible = self._visible(seen)
        if zoom < _FAR and len(visible) > _MANY and not self._words and not without:
            self._draw_far(painter, zoom)
            return
        for number in visible:
            key = self._keys[number]
            if key not in without:
                self.draw_item(painter, self._items[key], zoom)

    def draw_item(self, painter: QPainter, one: Item, zoom: float) -> None:
        """Draw one item, which need not be of this layer's own."""
        if self._words and any(zoom < stroke.from_zoom for stroke in one.strokes):
            return
        for stroke in one.strokes:
            if zoom >= stroke.from_zoom:
                stroke.draw(painter)

    def _visible(self, seen: QRectF) -> list[int]:
        edges = self._bounds
        inside = (
            (edges[:, 0] <= seen.right())
            & (edges[:, 2] >= seen.left())
            & (edges[:, 1] <= seen.bottom())
            & (edges[:, 3] >= seen.top())
        )
        return [int(number) for number in np.flatnonzero(inside)]

    def _draw_far(self, painter: QPainter, zoom: float) -> None:
        if self._batches is None:
            self._batches = list(_batches(self._items.values()))
        for batch in self._batches:
            if zoom >= batch.from_zoom:
                painter.setPen(batch.pen)
                painter.setBrush(batch.brush)
                painter.drawPath(batch.path)


def _batches(items: Collection[Item]) -> Iterator[_Batch]:
    """The shapes of all items, texts left out, one path per look, in order of first use."""
    looks: dict[tuple[int, int], list[RectStroke | ShapeStroke]] = {}
    for one in items:
        for stroke in one.strokes:
            if not isinstance(stroke, TextStroke) and isinstance(stroke, RectStroke | ShapeStroke):
                looks.setdefault((id(stroke.brush), id(stroke.pen)), []).append(stroke)
    for strokes in looks.values():
        path = QPainterPath()
        for stroke in strokes:
            _add(path, stroke)
        first = strokes[0]
        yield _Batch(first.brush, first.pen, path, min(s.from_zoom for s in strokes))


def _add(path: QPainterPath, stroke: RectStroke | ShapeStroke) -> None:
    if isinstance(stroke, RectStroke):
        path.addRect(stroke.rect)  # its rounding is less than a pixel out there
    else:
        path.addPath(stroke.path)
