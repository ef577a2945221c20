"""The whole map as a small picture, for the minimap: quick enough for ten thousand systems."""

from collections.abc import Iterable, Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from isthmus.analysis.results import IslandKind
from isthmus.drawing.cardpaint import far_colours
from isthmus.drawing.chart import Card, Chart, Coast
from isthmus.drawing.plots import NoteShape
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import extents, inks
from isthmus.ui.canvas.camera import Camera, rect_of
from isthmus.ui.canvas.extents import LAND

_DOT = 2.0
"""Screen pixels: neither a card nor an island is smaller."""
_TINY = 6.0
"""Screen pixels: an island that small is a spot in the colour of its coast."""
_MANY = 1500
"""Cards, of which more are painted as points."""


def thumbnail(chart: Chart, theme: Theme, camera: Camera, size: QSize, ratio: float) -> QPixmap:
    """Territories, land, cards and islands, on a clear ground."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(camera.transform())
        _paint_grounds(painter, chart, theme)
        tiny = _paint_coasts(painter, chart.coasts, theme, camera.zoom)
        _paint_cards(painter, chart.standing, theme, camera.zoom)
        _paint_spots(painter, tiny, theme, camera.zoom)
        painter.setPen(inks.NO_PEN)
        painter.setBrush(inks.brush(theme.chart["note_line"]))
        painter.drawRects([rect_of(note.box) for note in chart.grounds.notes.values()])
    return picture


def _paint_grounds(painter: QPainter, chart: Chart, theme: Theme) -> None:
    painter.setPen(inks.NO_PEN)
    for plot in chart.grounds:
        if not isinstance(plot, NoteShape):
            painter.setBrush(inks.brush(theme.tint(plot.tint)[1]))
            painter.drawRect(rect_of(plot.box))


def _paint_coasts(
    painter: QPainter, coasts: Iterable[Coast], theme: Theme, zoom: float
) -> list[tuple[Coast, QRectF]]:
    """Land with its coast; the islands that are too small for one, with where they are."""
    tiny = []
    for coast in coasts:
        left, top, right, bottom = extents.coast_parts(coast)[0]
        rect = QRectF(left, top, right - left, bottom - top)
        if coast.kind is not IslandKind.MAINLAND and rect.width() * zoom < _TINY:
            tiny.append((coast, rect))
            continue
        name = LAND[coast.kind]
        painter.setPen(inks.line(theme.chart[f"{name}_coast"], 1.0))
        painter.setBrush(inks.brush(theme.chart[name]))
        painter.drawPath(inks.path(coast.steps))
    return tiny


def _paint_spots(
    painter: QPainter, tiny: Iterable[tuple[Coast, QRectF]], theme: Theme, zoom: float
) -> None:
    painter.setPen(inks.NO_PEN)
    spots: dict[str, list[QRectF]] = {}
    for coast, rect in tiny:
        spots.setdefault(theme.chart[f"{LAND[coast.kind]}_coast"], []).append(_at_least(rect, zoom))
    for colour, rects in spots.items():
        painter.setBrush(inks.brush(colour))
        painter.drawRects(rects)


def _at_least(rect: QRectF, zoom: float) -> QRectF:
    wide, high = max(_DOT / zoom, rect.width()), max(_DOT / zoom, rect.height())
    middle = rect.center()
    return QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)


def _paint_cards(painter: QPainter, cards: Mapping[str, Card], theme: Theme, zoom: float) -> None:
    """The cards by their strong colour, none so low that it cannot be seen."""
    colours: dict[str, list[Card]] = {}
    for card in cards.values():
        colours.setdefault(far_colours(card, theme)[0], []).append(card)
    for colour, some in colours.items():
        if len(cards) > _MANY:
            painter.setPen(inks.line(colour, _DOT))
            painter.drawPoints(_points(some, zoom))
        else:
            painter.setPen(inks.NO_PEN)
            painter.setBrush(inks.brush(colour))
            painter.drawRects([_low(card, zoom) for card in some])


def _points(cards: Iterable[Card], zoom: float) -> list[QPointF]:
    """Their middles, those that fall on one pixel only once."""
    boxes = [card.box for card in cards]
    sides = np.array([(box.x, box.y, box.width, box.height) for box in boxes], dtype=np.float64)
    middles = sides[:, :2] + sides[:, 2:] / 2
    once = np.unique(np.floor(middles * zoom / _DOT), axis=0) * _DOT / zoom
    return [QPointF(x, y) for x, y in once.tolist()]


def _low(card: Card, zoom: float) -> QRectF:
    """Half as high as the card, so that rows keep apart."""
    box = card.box
    high, wide = max(_DOT / zoom, box.height * 0.5), max(_DOT / zoom, box.width)
    return QRectF(box.x, box.centre[1] - high / 2, wide, high)
