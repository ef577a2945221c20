"""Click selects; a drag from there moves."""

from isthmus.ui.canvas import modifiers
from isthmus.ui.canvas.gestures.bend import BendGesture
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.gestures.move import MoveGesture
from isthmus.ui.canvas.reins import flow_in_hand
from isthmus.ui.canvas.stage import Pointer, Stage


class PickGesture(Gesture):
    """A press on a card or a flow."""

    def __init__(self, stage: Stage, start: Pointer, picked: str) -> None:
        """Select what was pressed, unless it belongs to a selection that may be dragged.

        With a key that adds, a click takes out what is selected, and a drag carries it along.
        """
        super().__init__(stage, start)
        self._picked = picked
        self._was_selected = picked in stage.selection
        self._adds = modifiers.adds(start)
        if self._was_selected:
            return
        along = stage.selection if self._adds else frozenset()
        stage.selection = along | {picked}

    def move(self, pointer: Pointer) -> Gesture:
        """Become a move once the pointer has gone far enough with a card."""
        if not self.far_enough(pointer):
            return self
        chart = self.stage.board.chart
        if self._picked not in chart.standing and not chart.grounds.get(self._picked):
            return self._bend(pointer)
        if modifiers.copies(self.start) and not self._was_selected:
            self.stage.selection = (self._picked,)
        return MoveGesture(self.stage, self.start).move(pointer)

    def _bend(self, pointer: Pointer) -> Gesture:
        """Bend the flow, where it was selected alone: a drag along others bends none by chance."""
        flow = flow_in_hand(self.stage)
        if not self._was_selected or flow is None or flow.key != self._picked:
            return self
        return BendGesture(self.stage, self.start, flow).move(pointer)

    def release(self, pointer: Pointer) -> None:  # noqa: ARG002 - it was pressed there
        """A click on one of several selected means this one alone, or takes it out."""
        if self._was_selected and self._adds:
            self.stage.selection = self.stage.selection - {self._picked}
        elif self._was_selected:
            self.stage.selection = (self._picked,)
