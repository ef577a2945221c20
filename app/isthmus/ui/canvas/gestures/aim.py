"""Choose the system that a flow leads to, or comes from: with the arrow keys or a click."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from isthmus.ui.canvas.gestures.connect import nearest, paint_lead, sides
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.gestures.walk import ARROWS, Direction, nearest_towards
from isthmus.ui.canvas.stage import Pointer, Stage

_CHOOSE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_WORDS = {
    Direction.LEFT: "to the left of",
    Direction.RIGHT: "to the right of",
    Direction.UP: "above",
    Direction.DOWN: "below",
}


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed at."""

    origin: str
    """The system at the other end."""
    words: str
    """What will come of it, with {} for the name of the system: 'Draws a flow to {}'."""
    choose: Callable[[str], object]
    """Called with the system."""
    at_sea: Callable[[Pointer], object] | None = None
    """Called for a click on open sea; None where that means nothing."""
    inwards: bool = False
    """The flow leads to the origin."""


class AimGesture(Gesture):
    """Shows the line before anything is drawn; Enter or a click chooses, Esc leaves it."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage, start: Pointer, aim: Aim, *, while_held: bool = False) -> None:
        """Aim at nothing yet; `while_held`, letting go of Alt and Shift chooses too."""
        super().__init__(stage, start)
        self._aim = aim
        self._while_held = while_held
        self._pointed = start.screen
        self._end: QPointF | None = None

    def towards(self, direction: Direction) -> bool:
        """Aim at the next system that way from the one aimed at; says so where there is none."""
        stage, chart = self.stage, self.stage.board.chart
        here = stage.target or self._aim.origin
        among = chart.cards.keys() - {self._aim.origin}
        found = nearest_towards(chart, here, direction, among)
        if found is None:
            name = stage.board.snapshot.systems[here].name
            stage.say(f"No system lies {_WORDS[direction]} {name}")
            return False
        self._end = None
        self._take(found)
        stage.reveal_wanted.emit(frozenset((found,)))
        return True

    def _take(self, system: str | None) -> None:
        if system is not None and system != self.stage.target:
            name = self.stage.board.snapshot.systems[system].name
            self.stage.say(f"{self._aim.words.format(name)}: Enter draws it, Esc leaves it")
        self.stage.target = system
        self.stage.dirty.emit()

    def key(self, key: Qt.Key) -> bool:
        """Arrows aim elsewhere, Enter chooses."""
        if key in ARROWS:
            self.towards(ARROWS[key])
        elif key in _CHOOSE:
            self._choose(self.stage.target)
        else:
            return False
        return True

    def key_up(self, held: Qt.KeyboardModifier) -> None:
        """Alt and Shift let go of choose."""
        both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if self._while_held and not held & both and not self.done:
            self._choose(self.stage.target)

    def move(self, pointer: Pointer) -> Gesture:
        """Aim with the pointer, once it moves."""
        if pointer.screen == self._pointed:
            return self
        self._pointed = self._end = pointer.screen
        found = self.stage.card_at(pointer)
        self._take(found if found != self._aim.origin else None)
        return self

    def release(self, pointer: Pointer) -> Gesture | None:
        """Choose the system that was clicked."""
        found = self.stage.card_at(pointer)
        if found is not None:
            self._choose(found)
        elif self._aim.at_sea is not None:
            self._let_go()
            self._aim.at_sea(pointer)
        else:
            self.cancel()
        return None

    def _choose(self, system: str | None) -> None:
        self._let_go()
        if system is not None:
            self._aim.choose(system)

    def cancel(self) -> None:
        """Nothing was aimed at."""
        self._let_go()
        self.stage.say("")

    def _let_go(self) -> None:
        self.done = True
        self.stage.target = None
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """The line to be, as an arrow."""
        stage, target = self.stage, self.stage.target
        origin = stage.card_on_screen(self._aim.origin)
        card = stage.card_on_screen(target) if target else None
        if origin is None or (card is None and self._end is None):
            return
        end = self._end or origin.center()
        if card is not None:
            end = nearest(origin.center(), sides(card.center(), card.width(), card.height()))
        if origin.contains(end):
            return
        start = nearest(end, sides(origin.center(), origin.width(), origin.height()))
        way = (end, start) if self._aim.inwards else (start, end)
        paint_lead(painter, *way, stage.colours["accent"])
