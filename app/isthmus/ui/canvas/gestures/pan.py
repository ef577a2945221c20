"""Move about: drag with the middle button, or with the space bar held."""

from PySide6.QtCore import Qt

from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.stage import Pointer, Stage


class PanGesture(Gesture):
    """The scene sticks to the pointer."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, stage: Stage, start: Pointer) -> None:
        """Remember where the camera was."""
        super().__init__(stage, start)
        self._before = stage.camera

    def move(self, pointer: Pointer) -> Gesture:
        """Keep the grabbed point under the pointer."""
        way = pointer.screen - self.start.screen
        self.stage.camera = self._before.panned(way.x(), way.y())
        return self

    def cancel(self) -> None:
        """Go back to where it began."""
        self.stage.camera = self._before
