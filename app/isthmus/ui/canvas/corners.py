"""The corners of selected cards, by which they are made larger or smaller."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from isthmus.ui.canvas import inks
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.tools import Tool

_HALF = 4.0
"""Screen pixels from the middle of a corner's square to its side."""
_REACH = 8.0
"""Screen pixels round the middle of a corner that belong to it."""
_LEAST_HEIGHT = 30.0
"""Screen pixels: on a lower card the corners would lie among the handles of its flows."""
_MOST = 12
"""Selected cards from which on corners are in the way rather than at hand."""


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner of a system's card: -1 is left or top, 1 is right or bottom."""

    system: str
    across: int
    down: int

    @property
    def cursor(self) -> Qt.CursorShape:
        """The two ways in which it can be dragged."""
        falls = self.across == self.down
        return Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor


def corner_at(stage: Stage, point: QPointF) -> Corner | None:
    """The corner that belongs to that place of the widget."""
    for system, card in _cards(stage):
        for across, down in _CORNERS:
            way = point - _place(card, across, down)
            if max(abs(way.x()), abs(way.y())) <= _REACH:
                return Corner(system, across, down)
    return None


def paint_corners(painter: QPainter, stage: Stage) -> None:
    """A small square at each corner; the painter is in screen units."""
    painter.setPen(inks.line(stage.colours["accent"], 1.5))
    painter.setBrush(inks.brush(stage.theme.chart["card"]))
    for _, card in _cards(stage):
        for across, down in _CORNERS:
            at = _place(card, across, down)
            painter.drawRect(QRectF(at.x() - _HALF, at.y() - _HALF, 2 * _HALF, 2 * _HALF))


def _cards(stage: Stage) -> list[tuple[str, QRectF]]:
    """The selected cards whose corners are at hand, as they stand in the widget."""
    resting = stage.preview is None and not stage.editing and stage.draft is None
    chosen = stage.selected_systems()
    if stage.tool is not Tool.SELECT or not resting or len(chosen) > _MOST:
        return []
    found = [(system, stage.card_on_screen(system)) for system in chosen]
    return [(key, card) for key, card in found if card and card.height() >= _LEAST_HEIGHT]


def _place(card: QRectF, across: int, down: int) -> QPointF:
    middle = card.center()
    return QPointF(middle.x() + across * card.width() / 2, middle.y() + down * card.height() / 2)


_CORNERS = ((-1, -1), (1, -1), (1, 1), (-1, 1))
