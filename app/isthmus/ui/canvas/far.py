"""The map from far out: cards as plain boxes, flows as bundles, a few calls for thousands."""

from collections.abc import Collection, Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from isthmus.drawing.cardpaint import far_colours
from isthmus.drawing.chart import Card
from isthmus.drawing.marks import mark
from isthmus.drawing.reading import Mark
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.sheet import Steps
from isthmus.ui.canvas.spread import Table
from isthmus.ui.canvas.strokes import strokes_of

FAR = 0.32
"""Below this zoom many shapes are drawn so."""
MANY = 120
_DOTS = 0.14
"""Below this zoom a card is one box in its strong colour: a strip would be dust."""
_SOFT = 0.72
_TILE = 2400.0
"""Scene units: cards are held in tiles this wide, and those in sight are drawn."""
_LEAST = 2.2
"""Screen pixels: no card is drawn smaller."""

_MARK, _LEAST_MARK = 11.0, 5.0
"""Screen pixels of a lens's mark at most, and below which it is none."""
_MARK_SHARE = 0.7
"""Of the height of a card."""

Tile = tuple[int, int]
Look = tuple[str, str, Mark | None]
"""The strong colour, the ground, and the mark of the lens."""
Boxes = dict[Look, list[QRectF]]


class FarCards:
    """Draws cards as pale boxes with a strip in their strong colour, and on it a lens's mark."""

    def __init__(self, cards: Mapping[str, Card], theme: Theme) -> None:
        """The cards of one chart."""
        self._cards, self._theme = cards, theme
        self._tiles: dict[Tile, list[str]] = {}
        for key, card in cards.items():
            x, y = card.box.centre
            self._tiles.setdefault((int(x // _TILE), int(y // _TILE)), []).append(key)
        self._boxes: dict[Tile, Boxes] = {}
        self._pictures: dict[tuple[Mark, int, float], QPixmap] = {}

    def steps(
        self, painter: QPainter, seen: QRectF, zoom: float, without: Collection[str]
    ) -> Steps:
        """Draw what `seen` (scene units) shows, tile by tile; the painter is in scene units."""
        for tile in self._in_sight(seen):
            painter.setPen(inks.NO_PEN)
            for look, rects in self._boxes_of(tile, without).items():
                self._draw(painter, look, rects, zoom)
            yield 1 + len(self._tiles[tile]) // 16

    def _in_sight(self, seen: QRectF) -> list[Tile]:
        across = range(int(seen.left() // _TILE) - 1, int(seen.right() // _TILE) + 2)
        down = range(int(seen.top() // _TILE) - 1, int(seen.bottom() // _TILE) + 2)
        return [tile for tile in self._tiles if tile[0] in across and tile[1] in down]

    def _boxes_of(self, tile: Tile, without: Collection[str]) -> Boxes:
        if tile not in self._boxes or without:
            boxes: Boxes = {}
            for key in self._tiles[tile]:
                if key not in without:
                    card = self._cards[key]
                    look = (*far_colours(card, self._theme), card.dress.mark)
                    boxes.setdefault(look, []).append(rect_of(card.box))
            if without:
                return boxes
            self._boxes[tile] = boxes
        return self._boxes[tile]

    def _draw(self, painter: QPainter, look: Look, rects: list[QRectF], zoom: float) -> None:
        strong, pale, shape = look
        if zoom < _DOTS:
            _dots(painter, strong, rects, zoom)
            return
        size = min(_MARK, _MARK_SHARE * rects[0].height() * zoom)
        marked = shape is not None and size >= _LEAST_MARK
        least = (size + 3) / zoom if marked else 0.0
        strips = [QRectF(r.x(), r.y(), max(r.width() / 6, least), r.height()) for r in rects]
        painter.setBrush(inks.brush(pale))
        if shape is not None:  # the pale of some hues is that of the sea
            painter.setPen(inks.line(strong, 1.0 / zoom))
        painter.drawRects(rects)
        painter.setPen(inks.NO_PEN)
        painter.setBrush(inks.brush(strong))
        painter.drawRects(strips)
        if marked and shape is not None:
            ratio = painter.device().devicePixelRatioF()
            _stamp(painter, self._picture(shape, round(size), ratio), strips)

    def _picture(self, shape: Mark, size: int, ratio: float) -> QPixmap:
        """A mark in the colour of cards, drawn once for each size."""
        key = shape, size, ratio
        if key not in self._pictures:
            picture = QPixmap(QSize(size, size) * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                for stroke in strokes_of(mark(shape, 0, 0, self._theme.chart["card"], size)):
                    stroke.draw(painter, QRectF(0, 0, size, size))
            self._pictures[key] = picture
        return self._pictures[key]


def _dots(painter: QPainter, strong: str, rects: list[QRectF], zoom: float) -> None:
    """Cards from very far, none so low that it could not be seen."""
    painter.setBrush(inks.brush(strong))
    least = _LEAST / zoom
    if rects and rects[0].height() < least:
        rects = [_grown(rect, least) for rect in rects]
    whole = painter.opacity()
    painter.setOpacity(whole * _SOFT)
    painter.drawRects(rects)
    painter.setOpacity(whole)


def _stamp(painter: QPainter, picture: QPixmap, strips: list[QRectF]) -> None:
    """Put the same picture, of so many pixels, amid each strip."""
    at, ratio = painter.transform(), picture.devicePixelRatio()
    half = QPointF(picture.width(), picture.height()) / ratio / 2
    painter.save()
    painter.resetTransform()
    for strip in strips:
        corner = at.map(strip.center()) - half
        painter.drawPixmap(QPointF(round(corner.x()), round(corner.y())), picture)
    painter.restore()


def _grown(rect: QRectF, least: float) -> QRectF:
    more = max(0.0, least - rect.height()) / 2
    return rect.adjusted(0, -more, 0, more)


def frames_of(cards: Mapping[str, Card], zoom: float) -> Table:
    """The cards' edges in screen pixels from the scene's origin."""
    rows = [(c.box.x, c.box.y, c.box.right, c.box.bottom) for c in cards.values()]
    return np.array(rows, dtype=np.float64).reshape(-1, 4) * zoom
