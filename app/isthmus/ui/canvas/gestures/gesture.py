"""What all gestures of the pointer have in common."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from isthmus.ui.canvas.stage import Pointer, Stage

START = 4.0
"""Screen pixels that the pointer moves before a press becomes a drag."""


class Gesture:
    """From press to release; visual until then, so that Esc leaves no trace."""

    cursor = Qt.CursorShape.ArrowCursor
    pans_at_edge = False
    """Whether the view moves along where the drag reaches its edge."""
    done = False
    """Whether a key has ended it."""

    def __init__(self, stage: Stage, start: Pointer) -> None:
        """The pointer was pressed at `start`."""
        self.stage = stage
        self.start = start

    def move(self, pointer: Pointer) -> "Gesture":  # noqa: ARG002 - for those who care
        """The pointer moved; the gesture to go on with, which may be another."""
        return self

    def release(self, pointer: Pointer) -> "Gesture | None":  # noqa: ARG002 - as above
        """The button was let go; a gesture that goes on without it, None as a rule."""
        return None

    def cancel(self) -> None:
        """Esc: leave everything as it was."""

    def key(self, key: Qt.Key) -> bool:  # noqa: ARG002 - for those who care
        """A key went down; whether it means anything to the gesture."""
        return False

    def key_up(self, held: Qt.KeyboardModifier) -> None:
        """A key was let go; keys like Alt and Shift that are `held` still."""

    def paint(self, painter: QPainter) -> None:
        """Draw what the gesture shows over the map; the painter is in screen units."""

    def far_enough(self, pointer: Pointer) -> bool:
        """Whether the press has become a drag."""
        way = pointer.screen - self.start.screen
        return max(abs(way.x()), abs(way.y())) >= START
