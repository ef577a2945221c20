"""What commands do with the selected flows: bend them, turn them, lead them elsewhere."""

from isthmus.layout.geometry import GRID
from isthmus.layout.paths import along, flattened
from isthmus.model.viewing import FlowLabel
from isthmus.ui.canvas import commands
from isthmus.ui.canvas.gestures.aim import Aim, AimGesture
from isthmus.ui.canvas.gestures.bend import place_on
from isthmus.ui.canvas.gestures.reach import plain
from isthmus.ui.canvas.hands import Hands
from isthmus.ui.canvas.reins import bends_in_hand, flow_in_hand
from isthmus.ui.canvas.stage import Stage
from isthmus.workspace import edits

LABELS = {
    FlowLabel.DATA: "Label flows with data objects",
    FlowLabel.METHOD: "Label flows with their method",
    FlowLabel.NONE: "No labels on flows",
}
_SAID = {
    FlowLabel.DATA: "Flows are labelled with their data objects",
    FlowLabel.METHOD: "Flows are labelled with their method",
    FlowLabel.NONE: "Flows are not labelled; the selected one is",
}


class Steering:
    """Acts on the flows of a stage; refusals are said in words."""

    def __init__(self, stage: Stage, hands: Hands) -> None:
        """The hands go on with what a command begins."""
        self._stage = stage
        self._hands = hands

    def flows(self) -> list[str]:
        """The selected flows."""
        return sorted(self._stage.selection & self._stage.board.snapshot.flows.keys())

    def bend(self) -> None:
        """Take the next bend of the flow in hand, for the arrow keys; adds one where none is."""
        stage, points = self._stage, bends_in_hand(self._stage)
        if not points:
            self.add_bend()
            return
        stage.bend = 0 if stage.bend is None else (stage.bend + 1) % len(points)
        stage.say(f"Bend {stage.bend + 1} of {len(points)}: arrows move it, Delete takes it away")
        stage.dirty.emit()

    def add_bend(self) -> None:
        """Bend the flow in hand in the middle of its longest stretch, and take that in hand."""
        stage, flow = self._stage, flow_in_hand(self._stage)
        if flow is None:
            stage.say("Select one flow to bend it")
            return
        points = bends_in_hand(stage)
        at = along(flattened(flow.steps), (0.5,))[0]
        number = place_on(flow, points, at)
        spot = (round(at[0] / GRID) * GRID, round(at[1] / GRID) * GRID)
        commands.bend(stage, flow.key, (*points[:number], spot, *points[number:]))
        stage.bend = number
        stage.say("Arrows move the bend, Delete takes it away")
        stage.dirty.emit()

    def nudge_bend(self, dx: float, dy: float) -> bool:
        """Move the bend in hand; whether there is one."""
        stage, flow, points = self._stage, flow_in_hand(self._stage), bends_in_hand(self._stage)
        number = stage.bend
        if flow is None or number is None or number >= len(points):
            return False
        x, y = points[number]
        moved = (*points[:number], (x + dx, y + dy), *points[number + 1 :])
        commands.bend(stage, flow.key, moved)
        stage.bend = number
        return True

    def let_go(self) -> bool:
        """Have no bend in hand any more; whether there was one."""
        had, self._stage.bend = self._stage.bend is not None, None
        self._stage.dirty.emit()
        return had

    def bent(self) -> list[str]:
        """The selected flows, and those between selected systems, that are bent by hand."""
        stage, snapshot = self._stage, self._stage.board.snapshot
        here = (one for one in snapshot.bends.values() if one.view == stage.board.view_id)
        found = []
        for flow in sorted(one.flow for one in here):
            known = snapshot.flows[flow]
            if stage.selection >= {known.source, known.target} or flow in stage.selection:
                found.append(flow)
        return found

    def straighten(self) -> None:
        """Lead them automatically again."""
        board, flows = self._stage.board, self.bent()
        if not flows:
            self._stage.say("No selected flow is bent by hand")
            return
        with commands.refusals_said(self._stage):
            edits.straighten(board.document, board.view_id, flows)

    def turn_two_way(self) -> None:
        """Let data move both ways along the selected flows, or one way where it does so in all."""
        flows, known = self.flows(), self._stage.board.snapshot.flows
        if flows:
            two_way = not all(known[key].two_way for key in flows)
            with commands.refusals_said(self._stage):
                edits.set_two_way(self._stage.board.document, flows, two_way=two_way)

    def reverse(self) -> None:
        """Let the selected flows lead the other way."""
        with commands.refusals_said(self._stage):
            edits.reverse(self._stage.board.document, self.flows())

    def lead_elsewhere(self, *, last: bool) -> None:
        """Lead the flow in hand from another system, or with `last` to another one."""
        stage, flow = self._stage, flow_in_hand(self._stage)
        if flow is None:
            stage.say("Select one flow to lead it elsewhere")
            return
        fixed = flow.source if last else flow.target
        name = plain(stage.board.snapshot.systems[fixed].name)
        words = f"The flow from {name} to {{}}" if last else f"The flow from {{}} to {name}"
        aim = Aim(
            fixed,
            words,
            lambda system: commands.lead(stage, flow.key, system, last=last),
            inwards=not last,
        )
        gesture = AimGesture(stage, self._hands.last, aim)
        self._hands.take_up(gesture)
        stage.say("Click the system, or choose it with the arrow keys and Enter")

    def label(self, labels: FlowLabel) -> None:
        """Say what stands on the flows of the view."""
        board = self._stage.board
        with commands.refusals_said(self._stage):
            edits.label_flows(board.document, board.view_id, labels)
            self._stage.say(_SAID[labels])

    @property
    def labels(self) -> FlowLabel:
        """What stands on the flows of the view."""
        return self._stage.board.options.labels

    def next_label(self) -> None:
        """Data objects, then the method, then nothing, and again."""
        order = list(LABELS)
        self.label(order[(order.index(self.labels) + 1) % len(order)])
