"""Draw a flow by keyboard: Alt+Shift+arrow, to the nearest system in that direction."""

from isthmus.ui.canvas import commands
from isthmus.ui.canvas.gestures.walk import Direction, nearest_towards
from isthmus.ui.canvas.stage import Stage


class ReachGesture:
    """Draws a flow from the selected system."""

    def __init__(self, stage: Stage) -> None:
        """Act on that stage."""
        self._stage = stage

    def towards(self, direction: Direction) -> bool:
        """Draw the flow; says so where no system lies that way."""
        stage, chart = self._stage, self._stage.board.chart
        chosen = stage.selected_systems()
        if len(chosen) != 1:
            stage.say("Select one system to draw a flow from")
            return False
        target = nearest_towards(chart, chosen[0], direction, chart.cards)
        if target is None:
            stage.say(f"No system lies {_WORDS[direction]} here")
            return False
        drawn = commands.draw_flow(stage, chosen[0], target)
        stage.selection = (chosen[0],)
        if drawn:
            ends = stage.board.snapshot.systems
            stage.say(f"Drew a flow from {ends[chosen[0]].name} to {ends[target].name}")
        return drawn


_WORDS = {
    Direction.LEFT: "to the left of",
    Direction.RIGHT: "to the right of",
    Direction.UP: "above",
    Direction.DOWN: "below",
}
