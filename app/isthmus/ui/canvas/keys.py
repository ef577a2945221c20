"""From keys to gestures and commands."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from isthmus.ui.canvas import commands, selecting
from isthmus.ui.canvas.gestures.nudge import NudgeGesture
from isthmus.ui.canvas.gestures.reach import ReachGesture
from isthmus.ui.canvas.gestures.walk import Direction, WalkGesture
from isthmus.ui.canvas.hands import Hands
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.tools import Tool

if TYPE_CHECKING:
    from isthmus.ui.canvas.menu import Action

_ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Keys:
    """What each key does on the canvas."""

    def __init__(self, stage: Stage, hands: Hands) -> None:
        """Act on that stage; Esc gives up what the hands are about."""
        self._stage = stage
        self._hands = hands
        self.walk = WalkGesture(stage)
        self.reach = ReachGesture(stage)
        self.nudge = NudgeGesture(stage)
        self._actions: dict[tuple[Qt.Key, Qt.KeyboardModifier], Action] = {
            (Qt.Key.Key_Escape, _NONE): self._escape,
            (Qt.Key.Key_Delete, _NONE): lambda: commands.delete(stage),
            (Qt.Key.Key_Backspace, _NONE): lambda: commands.delete(stage),
            (Qt.Key.Key_D, _CTRL): lambda: commands.duplicate(stage),
            (Qt.Key.Key_A, _CTRL): lambda: selecting.everything(stage),
            (Qt.Key.Key_F2, _NONE): self._rename,
            (Qt.Key.Key_Return, _NONE): self._activate,
            (Qt.Key.Key_Enter, _NONE): self._activate,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key means; whether it means anything."""
        if event.text() == "/" and not event.modifiers() & (_CTRL | _ALT):
            self._stage.quick_add_wanted.emit()  # whichever keys write it on this keyboard
            return True
        key = Qt.Key(event.key())
        held = event.modifiers() & ~_KEYPAD
        if key in _ARROWS:
            return self._arrow(_ARROWS[key], held)
        action = self._actions.get((key, held))
        if action is not None:
            action()
        return action is not None

    def _arrow(self, direction: Direction, held: Qt.KeyboardModifier) -> bool:
        if held == _CTRL:
            self.walk.along(direction)
        elif held == _ALT | _SHIFT:
            self.reach.towards(direction)
        elif held in (_NONE, _SHIFT):
            self.nudge.by(direction, fine=held == _SHIFT)
        else:
            return False
        return True

    def _escape(self) -> None:
        """Give up the gesture, else the tool, else the finding on show, else the selection."""
        if self._hands.cancel():
            return
        if self._stage.tool is not Tool.SELECT:
            self._stage.set_tool(Tool.SELECT)
        elif self._stage.board.finding is not None:
            self._stage.finding_left.emit()
        else:
            self._stage.selection = ()

    def _rename(self) -> None:
        chosen = self._stage.selected_systems()
        if len(chosen) == 1:
            self._stage.rename_wanted.emit(chosen[0])

    def _activate(self) -> None:
        if len(self._stage.selection) == 1:
            self._stage.activated.emit(next(iter(self._stage.selection)))
