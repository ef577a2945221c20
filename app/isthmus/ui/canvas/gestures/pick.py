"""Click selects; a drag from there moves."""

from PySide6.QtCore import Qt

from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.gestures.move import MoveGesture
from isthmus.ui.canvas.stage import Pointer, Stage


class PickGesture(Gesture):
    """A press on a card or a flow."""

    def __init__(self, stage: Stage, start: Pointer, picked: str) -> None:
        """Select what was pressed, unless it belongs to a selection that may be dragged."""
        super().__init__(stage, start)
        self._picked = picked
        self._was_selected = picked in stage.selection
        if start.holds(Qt.KeyboardModifier.ShiftModifier):
            stage.selection = stage.selection ^ {picked}
        elif not self._was_selected:
            stage.selection = (picked,)

    def move(self, pointer: Pointer) -> Gesture:
        """Become a move once the pointer has gone far enough with a card."""
        is_card = self._picked in self.stage.board.chart.cards
        if not is_card or not self.far_enough(pointer):
            return self
        if self._picked not in self.stage.selection:
            self.stage.selection = self.stage.selection | {self._picked}
        return MoveGesture(self.stage, self.start).move(pointer)

    def release(self, pointer: Pointer) -> None:
        """A click on one of several selected means this one alone."""
        if self._was_selected and not pointer.holds(Qt.KeyboardModifier.ShiftModifier):
            self.stage.selection = (self._picked,)
