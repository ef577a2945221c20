"""Paints the marks of a stress test over the map: crosses, dashed coasts, struck lines, words."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from isthmus.ui.canvas import inks
from isthmus.ui.canvas.far import FAR
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.struck import Marks
from isthmus.ui.widgets.painting import filled, pill

_RADIUS = 7.0
_CROSS = 4.0
"""Screen pixels that a cross reaches from the middle of a line."""
_MOST_CROSSES = 160
"""With more lines in sight, crosses would hide the map; the lines are dashed all the same."""
_WORDED = 84.0
"""Screen pixels: a narrower card shows its mark without a word."""
_SMALL = 14.0
"""Screen pixels: a narrower card is filled where it is cut off: no dash shows there."""
_LEAST = 6.0
"""Screen pixels across which a cross over a card reaches at least."""


def paint_strikes(painter: QPainter, stage: Stage) -> None:
    """What the test on show marks; the painter is in screen units."""
    struck = stage.board.struck
    if not struck:
        return
    marks = stage.strikes.on(stage.chart, struck, stage.theme.chart["missing"])
    painter.save()
    painter.setTransform(stage.camera.transform(), combine=True)
    _paint_coast(painter, stage, marks)
    _paint_lines(painter, stage, marks)
    painter.restore()
    _paint_crosses(painter, stage, marks)
    _paint_hung(painter, stage, marks.by_hand)
    _paint_cut(painter, stage, marks)
    for card in _in_sight(stage, marks.failed):
        _paint_failed(painter, stage, card, "Retired" if struck.retired else "Fails")


def named_by(stage: Stage) -> list[str]:
    """The cards that the test on show marks, what fails first."""
    struck = stage.board.struck
    if not struck:
        return []
    marks = stage.strikes.on(stage.chart, struck, stage.theme.chart["missing"])
    return [*marks.failed, *marks.cut, *marks.by_hand]


def _paint_coast(painter: QPainter, stage: Stage, marks: Marks) -> None:
    danger = stage.theme.chart["missing"]
    painter.setBrush(inks.brush(f"{danger}14"))
    painter.setPen(inks.line(danger, 1.5, dash=(7.0, 5.0)))
    painter.drawPath(marks.coast)


def _paint_lines(painter: QPainter, stage: Stage, marks: Marks) -> None:
    """Dashed along their ways; very many of them, from afar, as a pale fan."""
    if marks.straight and stage.camera.zoom < FAR:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(inks.line(f"{stage.theme.chart['missing']}22", 1.0))
        painter.drawLines(list(marks.straight))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return
    seen = stage.camera.seen(stage.size)
    for stroke in marks.lines:
        if stroke.bounds.intersects(seen.adjusted(-1, -1, 1, 1)) or stroke.bounds.isEmpty():
            stroke.draw(painter, seen)


def _paint_crosses(painter: QPainter, stage: Stage, marks: Marks) -> None:
    """A cross amid each line that stops."""
    screen = QRectF(QPointF(0, 0), stage.size)
    places = [stage.camera.to_screen(at.x(), at.y()) for at in marks.crosses]
    shown = [at for at in places if screen.contains(at)]
    if len(shown) > _MOST_CROSSES:
        return
    danger, ground = stage.theme.chart["missing"], stage.colours["panel"]
    for at in shown:
        filled(painter, _around(at, _CROSS + 3.5), ground, _CROSS + 3.5)
        painter.setPen(inks.line(danger, 1.75))
        _cross(painter, _around(at, _CROSS))


def _paint_cut(painter: QPainter, stage: Stage, marks: Marks) -> None:
    danger = stage.theme.chart["missing"]
    for card in _in_sight(stage, marks.cut):
        if card.width() < _SMALL:
            filled(painter, card, danger)
        elif marks.coast.isEmpty():
            painter.setBrush(inks.NO_BRUSH)
            painter.setPen(inks.line(danger, 1.75, dash=(4.0, 3.0)))
            radius = _RADIUS * stage.camera.zoom
            painter.drawRoundedRect(card, radius, radius)
        _word(painter, stage, card, "Cut off")


def _paint_hung(painter: QPainter, stage: Stage, systems: Iterable[str]) -> None:
    amber = stage.colours["warning"]
    for card in _in_sight(stage, systems):
        if card.width() < _SMALL:
            filled(painter, card, amber)
            continue
        painter.setBrush(inks.NO_BRUSH)
        painter.setPen(inks.line(amber, 2.0, dash=(1.0, 3.0)))
        radius = _RADIUS * stage.camera.zoom
        painter.drawRoundedRect(card.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
        _word(painter, stage, card, "By hand", "warning")


def _paint_failed(painter: QPainter, stage: Stage, card: QRectF, word: str) -> None:
    """The card crossed out."""
    danger = stage.theme.chart["missing"]
    radius = _RADIUS * stage.camera.zoom
    painter.setBrush(inks.brush(f"{danger}22"))
    painter.setPen(inks.line(danger, 2.0))
    painter.drawRoundedRect(card, radius, radius)
    inset = min(card.width(), card.height()) * 0.08
    box = card.adjusted(inset, inset, -inset, -inset)
    painter.setPen(inks.line(f"{danger}b0", 1.75))  # the name under it can still be read
    _cross(painter, box if box.width() >= 2 * _LEAST else _around(card.center(), _LEAST))
    _word(painter, stage, card, word)


def _word(painter: QPainter, stage: Stage, card: QRectF, word: str, colour: str = "danger") -> None:
    """A word in an oval on the upper edge of a card."""
    if card.width() >= _WORDED:
        look = (stage.colours["panel"], stage.colours[colour])
        pill(painter, card.right() - 6, card.top(), word, look)


def _cross(painter: QPainter, box: QRectF) -> None:
    painter.drawLine(box.topLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomLeft())


def _around(at: QPointF, reach: float) -> QRectF:
    return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)


def _in_sight(stage: Stage, systems: Iterable[str]) -> list[QRectF]:
    screen = QRectF(QPointF(0, 0), stage.size)
    cards = (stage.card_on_screen(system) for system in systems)
    return [card for card in cards if card is not None and card.intersects(screen)]
