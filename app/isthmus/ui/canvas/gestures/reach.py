"""Draw a flow by keyboard: Alt+Shift+arrow aims at a system that way, letting go draws."""

from isthmus.ui.canvas import commands
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.gestures.aim import Aim, AimGesture
from isthmus.ui.canvas.gestures.walk import Direction
from isthmus.ui.canvas.hands import Hands
from isthmus.ui.canvas.stage import Pointer, Stage


class ReachGesture:
    """Draws a flow from the selected system."""

    def __init__(self, stage: Stage, hands: Hands) -> None:
        """Act on that stage; the hands go on with the aiming."""
        self._stage = stage
        self._hands = hands

    def towards(self, direction: Direction) -> bool:
        """Aim at the nearest system that way; says so where no system lies there."""
        chosen = self._stage.selected_systems()
        if len(chosen) != 1:
            self._stage.say("Select one system to draw a flow from")
            return False
        gesture = self._aim(chosen[0], while_held=True)
        if not gesture.towards(direction):
            return False
        self._hands.take_up(gesture)
        return True

    def start_from(self, system: str) -> None:
        """Aim from that system, at nothing yet."""
        self._hands.take_up(self._aim(system, while_held=False))
        self._stage.say("Click the system that the flow leads to, or choose it with the arrow keys")

    def _aim(self, origin: str, *, while_held: bool) -> AimGesture:
        stage = self._stage
        name = stage.board.snapshot.systems[origin].name

        def draw(target: str) -> None:
            if commands.draw_flow(stage, origin, target):
                stage.selection = (origin,)
                if commands.flows_from(stage, origin, target) == 1:
                    ends = stage.board.snapshot.systems
                    stage.say(f"Drew a flow from {name} to {ends[target].name}")

        def name_new(pointer: Pointer) -> None:
            at = pointer.scene
            stage.draft_wanted.emit(Draft(at.x(), at.y(), source=origin))

        aim = Aim(origin, f"A flow from {plain(name)} to {{}}", draw, name_new)
        return AimGesture(stage, self._hands.last, aim, while_held=while_held)


def plain(name: str) -> str:
    """A name that a format leaves alone."""
    return name.replace("{", "{{").replace("}", "}}")
