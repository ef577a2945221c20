"""Move by keyboard: arrows move the selection by the grid, with Shift by single units."""

from isthmus.layout.geometry import GRID
from isthmus.ui.canvas import commands, plots
from isthmus.ui.canvas.gestures.walk import Direction
from isthmus.ui.canvas.stage import Stage

_PAN = 48.0
"""Screen pixels that the view moves where nothing is selected."""


class NudgeGesture:
    """Moves the selected cards; with none selected, the view."""

    def __init__(self, stage: Stage) -> None:
        """Act on that stage."""
        self._stage = stage

    def by(self, direction: Direction, *, fine: bool = False) -> None:
        """Nudge that way."""
        dx, dy = direction.value
        step = 1.0 if fine else GRID
        if self._stage.selection and plots.nudge(self._stage, dx * step, dy * step):
            return
        if self._stage.selected_systems():
            commands.nudge(self._stage, dx * step, dy * step)
        else:
            self.look(direction)

    def look(self, direction: Direction) -> None:
        """Move the view that way."""
        dx, dy = direction.value
        self._stage.camera = self._stage.camera.panned(-dx * _PAN, -dy * _PAN)
