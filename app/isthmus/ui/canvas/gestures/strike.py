"""In a stress test: a click says what fails, a drag moves about; nothing of the map changes."""

from PySide6.QtCore import Qt

from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.gestures.pan import PanGesture
from isthmus.ui.canvas.stage import Pointer, Stage


class StrikeGesture(Gesture):
    """A press on a card, a flow or the sea."""

    cursor = Qt.CursorShape.PointingHandCursor

    def __init__(self, stage: Stage, start: Pointer, picked: str | None) -> None:
        """`picked` is the system or the flow that was pressed."""
        super().__init__(stage, start)
        self._picked = picked

    def move(self, pointer: Pointer) -> Gesture:
        """Become a walk over the map once the pointer has gone far enough."""
        if not self.far_enough(pointer):
            return self
        return PanGesture(self.stage, self.start).move(pointer)

    def release(self, pointer: Pointer) -> None:  # noqa: ARG002 - it was pressed there
        """What was pressed fails too, or stands again."""
        if self._picked:
            self.stage.fail_wanted.emit((self._picked,))
        else:
            self.stage.selection = ()
