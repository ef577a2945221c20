"""Walk the map by keyboard: Tab in reading order, Ctrl+arrow along flows."""

from collections.abc import Collection, Sequence
from enum import Enum

from PySide6.QtCore import Qt

from isthmus.drawing.chart import Chart
from isthmus.ui.canvas.hits import reading_order
from isthmus.ui.canvas.plots import walked
from isthmus.ui.canvas.stage import Stage

_SIDEWAYS = 2.0
"""How much more a step aside counts than a step ahead."""
_OPENING = 1.5
"""Aside by more than this share of ahead is another direction."""


class Direction(Enum):
    """The way an arrow key points, as a step in x and y."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}


def nearest_towards(
    chart: Chart, origin: str, direction: Direction, among: Collection[str]
) -> str | None:
    """Of some systems the one that lies nearest in that direction, None if none does."""
    standing = chart.standing
    x, y = standing[origin].box.centre
    step_x, step_y = direction.value
    found: list[tuple[float, str, str]] = []
    for system in among:
        if system == origin or system not in standing:
            continue
        card = standing[system]
        dx, dy = card.box.centre[0] - x, card.box.centre[1] - y
        ahead, aside = dx * step_x + dy * step_y, abs(dx * step_y) + abs(dy * step_x)
        if ahead > 0 and aside <= _OPENING * ahead:
            found.append((ahead + _SIDEWAYS * aside, card.title.casefold(), system))
    return min(found)[2] if found else None


class WalkGesture:
    """Moves the selection from system to system; what is kept stays selected beside it."""

    def __init__(self, stage: Stage) -> None:
        """Act on that stage."""
        self._stage = stage
        self._at = ""
        self._kept: frozenset[str] = frozenset()

    def step(self, *, back: bool = False) -> bool:
        """Select the next system in reading order; False past the last one."""
        order = self._order()
        if not order:
            return False
        at = self._standing(order, back=back)
        if at is None:
            return self._select(order[-1 if back else 0])
        place = order.index(at) + (-1 if back else 1)
        return 0 <= place < len(order) and self._select(order[place])

    def to_end(self, *, first: bool = False) -> bool:
        """Select the last system in reading order, or the first."""
        order = self._order()
        return bool(order) and self._select(order[0 if first else -1])

    def along(self, direction: Direction) -> bool:
        """Select the nearest system in that direction that a flow ties to the one walked to."""
        chart = self._stage.board.chart
        at = self._standing(list(chart.standing))
        several = len(chart.standing.keys() & self._stage.selection) != 1
        if at is None or at not in chart.standing or (several and not self._kept):
            return False
        tied = {
            end
            for flow in chart.flows.values()
            if at in (flow.source, flow.target)
            for end in (flow.source, flow.target)
        }
        found = nearest_towards(chart, at, direction, tied)
        return found is not None and self._select(found)

    def keep(self) -> None:
        """Keep what is selected while walking on; pressed again where one stands, let go of it."""
        stage = self._stage
        if not stage.selection:
            stage.say("Walk to a system with Tab to keep it selected")
            return
        self._forget_other()
        at = self._at
        if at in self._kept:
            self._kept -= {at}
            stage.say("Let go: walk on, this one is selected no longer")
        else:
            self._kept = stage.selection
            stage.say(f"{len(self._kept):,} kept selected: walk on with Tab")

    def _order(self) -> list[str]:
        chart = self._stage.board.chart
        return [*reading_order(chart), *walked(chart)]

    def _standing(self, order: Sequence[str], *, back: bool = False) -> str | None:
        """Where the walk stands: at the last one walked to, else at an end of the selection."""
        self._forget_other()
        if self._at in order and self._at in self._stage.selection:
            return self._at
        chosen = [one for one in order if one in self._stage.selection]
        return chosen[0 if back else -1] if chosen else None

    def _forget_other(self) -> None:
        """Nothing is kept of a selection that a hand has changed."""
        if self._stage.selection not in (self._kept | {self._at}, self._kept):
            self._kept, self._at = frozenset(), ""

    def _select(self, system: str) -> bool:
        self._forget_other()
        self._at = system
        self._stage.selection = self._kept | {system}
        self._stage.reveal_wanted.emit(frozenset((system,)))
        return True
