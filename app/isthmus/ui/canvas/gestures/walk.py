"""Walk the map by keyboard: Tab in reading order, Ctrl+arrow along flows."""

from collections.abc import Collection
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
    x, y = chart.cards[origin].box.centre
    step_x, step_y = direction.value
    found: list[tuple[float, str, str]] = []
    for system in among:
        if system == origin or system not in chart.cards:
            continue
        card = chart.cards[system]
        dx, dy = card.box.centre[0] - x, card.box.centre[1] - y
        ahead, aside = dx * step_x + dy * step_y, abs(dx * step_y) + abs(dy * step_x)
        if ahead > 0 and aside <= _OPENING * ahead:
            found.append((ahead + _SIDEWAYS * aside, card.title.casefold(), system))
    return min(found)[2] if found else None


class WalkGesture:
    """Moves the selection from system to system."""

    def __init__(self, stage: Stage) -> None:
        """Act on that stage."""
        self._stage = stage

    def step(self, *, back: bool = False) -> bool:
        """Select the next system in reading order; False past the last one."""
        chart = self._stage.board.chart
        order = [*reading_order(chart), *walked(chart)]
        chosen = [system for system in order if system in self._stage.selection]
        if not order:
            return False
        if not chosen:
            return self._select(order[-1 if back else 0])
        place = order.index(chosen[0 if back else -1]) + (-1 if back else 1)
        return 0 <= place < len(order) and self._select(order[place])

    def along(self, direction: Direction) -> bool:
        """Select the nearest system in that direction that a flow ties to the selected one."""
        chosen = self._stage.selected_systems()
        if len(chosen) != 1:
            return False
        chart = self._stage.board.chart
        tied = {
            end
            for flow in chart.flows.values()
            if chosen[0] in (flow.source, flow.target)
            for end in (flow.source, flow.target)
        }
        found = nearest_towards(chart, chosen[0], direction, tied)
        return found is not None and self._select(found)

    def _select(self, system: str) -> bool:
        self._stage.selection = (system,)
        self._stage.reveal_wanted.emit(frozenset((system,)))
        return True
