"""The map from far out: cards as plain boxes, flows as bundles, a few calls for thousands."""

from collections.abc import Collection, Mapping

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from isthmus.drawing.cardpaint import far_colours
from isthmus.drawing.chart import Card
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.sheet import Steps
from isthmus.ui.canvas.spread import Table

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

Tile = tuple[int, int]
Colours = tuple[str, str]
Boxes = dict[Colours, list[QRectF]]


class FarCards:
    """Draws cards as boxes in the colour of cards, with a strip in their own strong one."""

    def __init__(self, cards: Mapping[str, Card], theme: Theme) -> None:
        """The cards of one chart."""
        self._cards, self._theme = cards, theme
        self._tiles: dict[Tile, list[str]] = {}
        for key, card in cards.items():
            x, y = card.box.centre
            self._tiles.setdefault((int(x // _TILE), int(y // _TILE)), []).append(key)
        self._boxes: dict[Tile, Boxes] = {}

    def steps(
        self, painter: QPainter, seen: QRectF, zoom: float, without: Collection[str]
    ) -> Steps:
        """Draw what `seen` (scene units) shows, tile by tile; the painter is in scene units."""
        for tile in self._in_sight(seen):
            painter.setPen(inks.NO_PEN)
            for colours, rects in self._boxes_of(tile, without).items():
                _draw(painter, colours, rects, zoom)
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
                    boxes.setdefault(far_colours(card, self._theme), []).append(rect_of(card.box))
            if without:
                return boxes
            self._boxes[tile] = boxes
        return self._boxes[tile]


def _draw(painter: QPainter, colours: Colours, rects: list[QRectF], zoom: float) -> None:
    strong, pale = colours
    if zoom < _DOTS:
        painter.setBrush(inks.brush(strong))
        least = _LEAST / zoom
        if rects and rects[0].height() < least:
            rects = [_grown(rect, least) for rect in rects]
        whole = painter.opacity()
        painter.setOpacity(whole * _SOFT)
        painter.drawRects(rects)
        painter.setOpacity(whole)
        return
    painter.setBrush(inks.brush(pale))
    painter.drawRects(rects)
    painter.setBrush(inks.brush(strong))
    painter.drawRects([QRectF(r.x(), r.y(), r.width() / 6, r.height()) for r in rects])


def _grown(rect: QRectF, least: float) -> QRectF:
    more = max(0.0, least - rect.height()) / 2
    return rect.adjusted(0, -more, 0, more)


def frames_of(cards: Mapping[str, Card], zoom: float) -> Table:
    """The cards' edges in screen pixels from the scene's origin."""
    rows = [(c.box.x, c.box.y, c.box.right, c.box.bottom) for c in cards.values()]
    return np.array(rows, dtype=np.float64).reshape(-1, 4) * zoom
