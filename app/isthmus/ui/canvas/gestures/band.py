"""Rubber band: drag over open sea to select what the band touches, with Alt what it encloses."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from isthmus.ui.canvas import inks, modifiers, plots
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.stage import Pointer, Stage


class BandGesture(Gesture):
    """Selects live; with Shift or Ctrl, adds to what was selected."""

    cursor = Qt.CursorShape.CrossCursor
    pans_at_edge = True

    def __init__(self, stage: Stage, start: Pointer) -> None:
        """Remember what was selected."""
        super().__init__(stage, start)
        self._before = stage.selection
        self._adding = modifiers.adds(start)
        self._band: QRectF | None = None

    def move(self, pointer: Pointer) -> Gesture:
        """Stretch the band."""
        if self._band is None and not self.far_enough(pointer):
            return self
        self._band = QRectF(self.start.scene, pointer.scene).normalized()
        hits = self.stage.board.hits
        inside = hits.cards_in(self._band, whole=modifiers.encloses(pointer))
        self.stage.selection = inside | (self._before if self._adding else frozenset())
        self.stage.dirty.emit()
        return self

    def release(self, pointer: Pointer) -> None:  # noqa: ARG002 - it was moved there
        """A click without a drag lets go of the selection."""
        if self._band is None and not self._adding:
            inside = plots.inside_at(self.stage, self.start)
            self.stage.selection = (inside,) if inside else ()
        self.stage.dirty.emit()

    def cancel(self) -> None:
        """Select again what was selected before."""
        self.stage.selection = self._before
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """A tint with a thin line."""
        if self._band is None:
            return
        accent = self.stage.colours["accent"]
        painter.setPen(inks.line(accent, 1.0))
        painter.setBrush(inks.brush(f"{accent}1f"))
        painter.drawRect(self.stage.camera.rect_to_screen(self._band))
