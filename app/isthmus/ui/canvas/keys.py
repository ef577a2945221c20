"""From keys to gestures and commands."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from isthmus.layout.geometry import GRID
from isthmus.ui.canvas import commands, neighbours, plots, selecting
from isthmus.ui.canvas.gestures.nudge import NudgeGesture
from isthmus.ui.canvas.gestures.reach import ReachGesture
from isthmus.ui.canvas.gestures.walk import ARROWS, Direction, WalkGesture
from isthmus.ui.canvas.hands import Hands
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.steering import Steering
from isthmus.ui.canvas.tools import Tool

if TYPE_CHECKING:
    from isthmus.ui.canvas.entries import Action

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ONLY_LOOK = {
    (Qt.Key.Key_Escape, _NONE),
    (Qt.Key.Key_Home, _NONE),
    (Qt.Key.Key_End, _NONE),
    (Qt.Key.Key_F10, _SHIFT),
}
"""Keys that mean the same in a stress test."""


class Keys:
    """What each key does on the canvas."""

    def __init__(self, stage: Stage, hands: Hands) -> None:
        """Act on that stage; Esc gives up what the hands are about."""
        self._stage = stage
        self._hands = hands
        self.walk = WalkGesture(stage)
        self.reach = ReachGesture(stage, hands)
        self.steering = Steering(stage, hands)
        self.nudge = NudgeGesture(stage)
        self._actions: dict[tuple[Qt.Key, Qt.KeyboardModifier], Action] = {
            (Qt.Key.Key_Escape, _NONE): self._escape,
            (Qt.Key.Key_Delete, _NONE): lambda: commands.delete(stage),
            (Qt.Key.Key_Backspace, _NONE): lambda: commands.delete(stage),
            (Qt.Key.Key_Delete, _SHIFT): lambda: neighbours.remove(stage),
            (Qt.Key.Key_D, _CTRL): lambda: commands.duplicate(stage),
            (Qt.Key.Key_A, _CTRL): lambda: selecting.everything(stage),
            (Qt.Key.Key_Home, _NONE): lambda: self.walk.to_end(first=True),
            (Qt.Key.Key_End, _NONE): self.walk.to_end,
            (Qt.Key.Key_K, _NONE): self.walk.keep,
            (Qt.Key.Key_F10, _SHIFT): stage.menu_wanted.emit,
            (Qt.Key.Key_F2, _NONE): self._rename,
            (Qt.Key.Key_B, _NONE): self.steering.bend,
            (Qt.Key.Key_B, _SHIFT): self.steering.add_bend,
            (Qt.Key.Key_T, _NONE): self.steering.turn_two_way,
            (Qt.Key.Key_T, _SHIFT): self.steering.reverse,
            (Qt.Key.Key_Return, _NONE): self._activate,
            (Qt.Key.Key_Enter, _NONE): self._activate,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key means; whether it means anything."""
        if self._stage.testing:
            return self._in_test(Qt.Key(event.key()), event.modifiers() & ~_KEYPAD)
        if event.text() == "/" and not event.modifiers() & (_CTRL | _ALT):
            self._stage.quick_add_wanted.emit()  # whichever keys write it on this keyboard
            return True
        key = Qt.Key(event.key())
        held = event.modifiers() & ~_KEYPAD
        if key in ARROWS:
            return self._arrow(ARROWS[key], held)
        action = self._actions.get((key, held))
        if action is not None:
            action()
        return action is not None

    def _in_test(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """In a stress test keys walk, look about and say what fails; none changes the map."""
        stage = self._stage
        if key in _ENTER and not held:
            stage.fail_wanted.emit(tuple(sorted(stage.selection)))
        elif key in ARROWS and held == _CTRL:
            self.walk.along(ARROWS[key])
        elif key in ARROWS and held == _NONE:
            self.nudge.look(ARROWS[key])
        elif (key, held) in _ONLY_LOOK:
            self._actions[key, held]()
        else:
            return False
        return True

    def _arrow(self, direction: Direction, held: Qt.KeyboardModifier) -> bool:
        if held == _CTRL:
            self.walk.along(direction)
        elif held == _ALT | _SHIFT:
            self.reach.towards(direction)
        elif held in (_NONE, _SHIFT):
            self._nudge(direction, fine=held == _SHIFT)
        else:
            return False
        return True

    def _nudge(self, direction: Direction, *, fine: bool) -> None:
        """Move the bend in hand, else what is selected, else the view."""
        dx, dy = direction.value
        step = 1.0 if fine else GRID
        with self._stage.burst.going_on("nudge"):
            if not self.steering.nudge_bend(dx * step, dy * step):
                self.nudge.by(direction, fine=fine)

    def _escape(self) -> None:
        """Give up the gesture, else the bend in hand, the test, the tool, finding or selection."""
        if self._hands.cancel() or self.steering.let_go():
            return
        if self._stage.testing:
            self._stage.test_left.emit()
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
        elif len(self._stage.selection) == 1:
            self._stage.wording_wanted.emit(next(iter(self._stage.selection)))

    def _activate(self) -> None:
        chosen, chart = next(iter(self._stage.selection), ""), self._stage.board.chart
        if not chosen:
            return
        if len(self._stage.selection) > 1:
            self._stage.activated.emit(chosen)
        elif chosen in chart.boxes:
            plots.toggle(self._stage, chosen)
        elif chart.grounds.get(chosen):
            self._stage.wording_wanted.emit(chosen)
        else:
            self._stage.activated.emit(chosen)
