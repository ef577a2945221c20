"""Drag out an area, a note, a heading or a territory; a click gives it its usual size."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from isthmus.layout.geometry import GRID, Box
from isthmus.ui.canvas import inks, modifiers
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.stage import Pointer, Stage
from isthmus.ui.canvas.tools import Tool

USUAL = {
    Tool.AREA: (320.0, 200.0),
    Tool.NOTE: (208.0, 80.0),
    Tool.HEADING: (360.0, 40.0),
    Tool.TERRITORY: (424.0, 248.0),
}
"""Widths and heights in scene units."""
_LEAST = 24.0
"""Scene units: who drags out less has clicked."""


class DrawOutGesture(Gesture):
    """The rectangle from the press to the pointer, on the grid."""

    cursor = Qt.CursorShape.CrossCursor
    pans_at_edge = True

    def __init__(self, stage: Stage, start: Pointer, tool: Tool) -> None:
        """Draw what that tool draws."""
        super().__init__(stage, start)
        self._tool = tool
        self._box: Box | None = None

    def move(self, pointer: Pointer) -> Gesture:
        """Stretch the rectangle."""
        if self._box is not None or self.far_enough(pointer):
            self._box = self._between(pointer)
            self.stage.dirty.emit()
        return self

    def release(self, pointer: Pointer) -> None:
        """Draw it there, and go back to selecting."""
        box = self._between(pointer) if self._box is not None else None
        if box is None or box.width < _LEAST or box.height < _LEAST:
            width, height = USUAL[self._tool]
            at = self.start.scene
            box = Box(_on(at.x()), _on(at.y()), width, height)
        tool, stage = self._tool, self.stage
        stage.set_tool(Tool.SELECT)
        stage.plot_wanted.emit(tool, box)

    def cancel(self) -> None:
        """Nothing is drawn."""
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """The outline of what will be drawn."""
        if self._box is None:
            return
        accent = self.stage.colours["accent"]
        painter.setPen(inks.line(accent, 1.5, dash=(5.0, 3.0)))
        painter.setBrush(inks.brush(f"{accent}1f"))
        painter.drawRoundedRect(self.stage.camera.rect_to_screen(rect_of(self._box)), 6, 6)

    def _between(self, pointer: Pointer) -> Box:
        """From the press to the pointer, on the grid; with Ctrl and Shift just so."""
        one, other = self.start.scene, pointer.scene
        left, right = sorted((one.x(), other.x()))
        top, bottom = sorted((one.y(), other.y()))
        if not modifiers.is_free(pointer):
            left, top, right, bottom = _on(left), _on(top), _on(right), _on(bottom)
        return Box(left, top, right - left, bottom - top)


def _on(at: float) -> float:
    return round(at / GRID) * GRID
