"""Draw a flow: drag from a handle, or with the flow tool from a card, to the card it leads to."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from isthmus.ui.canvas import commands, inks
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.stage import Pointer, Stage

_HEAD = 9.0


class ConnectGesture(Gesture):
    """A line from the source follows the pointer; a card under it lights up."""

    cursor = Qt.CursorShape.CrossCursor
    pans_at_edge = True

    def __init__(
        self, stage: Stage, start: Pointer, source: str, *, by_clicks: bool = False
    ) -> None:
        """Lead a flow from `source`; `by_clicks`, a press without a drag waits for a second."""
        super().__init__(stage, start)
        self._source = source
        self._by_clicks = by_clicks
        self._end = start.screen
        self._dragged = False

    def move(self, pointer: Pointer) -> Gesture:
        """Lead the line there."""
        stage = self.stage
        self._end = pointer.screen
        self._dragged = self._dragged or self.far_enough(pointer)
        found = stage.card_at(pointer)
        stage.target = found if found != self._source else None
        stage.dirty.emit()
        return self

    def release(self, pointer: Pointer) -> Gesture | None:
        """Draw the flow to the card here, or on empty sea to a system to be named."""
        if not self._dragged and self._by_clicks:
            self._by_clicks = False
            return self
        self._let_go()
        if not self._dragged and not self.far_enough(pointer):
            return None
        target = self.stage.card_at(pointer)
        if target is not None:
            commands.draw_flow(self.stage, self._source, target)
            return None
        at = pointer.scene
        self.stage.draft_wanted.emit(Draft(at.x(), at.y(), source=self._source))
        return None

    def cancel(self) -> None:
        """No flow."""
        self._let_go()

    def _let_go(self) -> None:
        self.stage.target = None
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """A line in the accent with an arrow head, from the source's nearest side."""
        card = self.stage.card_on_screen(self._source)
        if card is None or card.contains(self._end):
            return
        end = self._dock()
        start = nearest(end, sides(card.center(), card.width(), card.height()))
        paint_lead(painter, start, end, self.stage.colours["accent"])

    def _dock(self) -> QPointF:
        """Where the line ends: at the pointer, or at the nearest side of the card under it."""
        target = self.stage.target
        card = self.stage.card_on_screen(target) if target is not None else None
        source = self.stage.card_on_screen(self._source)
        if card is None or source is None:
            return self._end
        return nearest(source.center(), sides(card.center(), card.width(), card.height()))


def sides(centre: QPointF, width: float, height: float) -> list[QPointF]:
    """The middles of a card's top, right, bottom and left edge."""
    across, down = QPointF(width / 2, 0.0), QPointF(0.0, height / 2)
    return [centre - down, centre + across, centre + down, centre - across]


def nearest(point: QPointF, some: list[QPointF]) -> QPointF:
    """Of some points the one nearest to that one."""
    return min(some, key=lambda one: (one - point).manhattanLength())


def paint_lead(painter: QPainter, start: QPointF, end: QPointF, colour: str) -> None:
    """A straight line with an arrow head at its end."""
    painter.setBrush(inks.NO_BRUSH)
    painter.setPen(inks.line(colour, 2.0))
    painter.drawLine(start, end)
    painter.setPen(inks.NO_PEN)
    painter.setBrush(inks.brush(colour))
    painter.drawPath(_head(start, end))


def _head(start: QPointF, end: QPointF) -> QPainterPath:
    """An arrow head whose tip is `end`."""
    way = end - start
    length = max(1.0, (way.x() ** 2 + way.y() ** 2) ** 0.5)
    along = way / length * _HEAD
    aside = QPointF(-along.y(), along.x()) * 0.45
    path = QPainterPath(end)
    path.lineTo(end - along + aside)
    path.lineTo(end - along - aside)
    path.closeSubpath()
    return path
