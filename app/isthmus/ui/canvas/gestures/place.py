"""The system tool: a click places a new system, ready to be named."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.stage import Pointer, Stage
from isthmus.ui.canvas.tools import Tool


class PlaceGesture(Gesture):
    """The outline of a card sticks to the pointer until the button is let go."""

    cursor = Qt.CursorShape.CrossCursor
    pans_at_edge = True

    def __init__(self, stage: Stage, start: Pointer) -> None:
        """Place a system where the pointer will be let go."""
        super().__init__(stage, start)
        self._at = start

    def move(self, pointer: Pointer) -> Gesture:
        """Carry the outline."""
        self._at = pointer
        self.stage.dirty.emit()
        return self

    def release(self, pointer: Pointer) -> None:
        """Name the system there, and go back to selecting."""
        self.stage.draft_wanted.emit(Draft(pointer.scene.x(), pointer.scene.y()))
        self.stage.set_tool(Tool.SELECT)

    def cancel(self) -> None:
        """No system."""
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """The outline of the card to be."""
        paint_outline(self.stage, painter, self._at)


def paint_outline(stage: Stage, painter: QPainter, at: Pointer) -> None:
    """The outline of a card with its middle at the pointer."""
    zoom, accent = stage.camera.zoom, stage.colours["accent"]
    width, height = CARD_WIDTH * zoom, CARD_HEIGHT * zoom
    left, top = at.screen.x() - width / 2, at.screen.y() - height / 2
    painter.setPen(inks.line(accent, 1.5, dash=(5.0, 3.0)))
    painter.setBrush(inks.brush(f"{accent}1f"))
    painter.drawRoundedRect(QRectF(left, top, width, height), 8 * zoom, 8 * zoom)
