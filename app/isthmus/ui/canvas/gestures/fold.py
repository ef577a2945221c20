"""Press the button of a territory: it collapses to one box, or expands again."""

from isthmus.ui.canvas import plots
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.gestures.move import MoveGesture
from isthmus.ui.canvas.stage import Pointer, Stage


class FoldGesture(Gesture):
    """A press on the button; a drag from there moves the territory."""

    def __init__(self, stage: Stage, start: Pointer, territory: str) -> None:
        """Select the territory."""
        super().__init__(stage, start)
        self._territory = territory
        stage.selection = (territory,)

    def move(self, pointer: Pointer) -> Gesture:
        """Become a move once the pointer has gone far enough."""
        if not self.far_enough(pointer):
            return self
        return MoveGesture(self.stage, self.start).move(pointer)

    def release(self, pointer: Pointer) -> None:  # noqa: ARG002 - it was pressed there
        """Collapse it or expand it."""
        plots.toggle(self.stage, self._territory)
