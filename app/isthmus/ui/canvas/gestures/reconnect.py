"""Lead an end of a flow to another system: drag the square handle at the end of its line."""

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from isthmus.drawing.chart import Chart, FlowShape
from isthmus.layout.geometry import Verb
from isthmus.ui.canvas import commands
from isthmus.ui.canvas.gestures.connect import nearest, sides
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.reins import paint_end
from isthmus.ui.canvas.stage import Pointer, Stage


class ReconnectGesture(Gesture):
    """The line follows the pointer, a card under it lights up; on open sea nothing changes."""

    cursor = Qt.CursorShape.CrossCursor
    pans_at_edge = True

    def __init__(self, stage: Stage, start: Pointer, flow: FlowShape, *, last: bool) -> None:
        """Lead the flow from elsewhere, or with `last` to elsewhere."""
        super().__init__(stage, start)
        self._flow = flow
        self._last = last
        self._fixed = flow.source if last else flow.target
        self._dragged = False

    def move(self, pointer: Pointer) -> Gesture:
        """Show the line as it would run."""
        stage = self.stage
        self._dragged = self._dragged or self.far_enough(pointer)
        if self._dragged and self._flow.key in stage.board.chart.flows:
            found = stage.card_at(pointer)
            stage.target = found if found != self._fixed else None
            stage.preview = self._led_to(pointer)
        stage.dirty.emit()
        return self

    def _led_to(self, pointer: Pointer) -> Chart:
        stage, chart = self.stage, self.stage.board.chart
        if stage.target is not None:
            ends = {"target" if self._last else "source": stage.target}
            return stage.board.redirected(self._flow.key, **ends)
        card = chart.standing[self._fixed].box
        middle = QPointF(*card.centre)
        start = nearest(pointer.scene, sides(middle, card.width, card.height))
        way = (start, pointer.scene) if self._last else (pointer.scene, start)
        (ax, ay), (bx, by) = ((at.x(), at.y()) for at in way)
        line = ((Verb.MOVE, (ax, ay)), (Verb.LINE, (bx, by)))
        shape = replace(self._flow, steps=line, label="", label_box=None)
        return replace(chart, flows={**chart.flows, self._flow.key: shape})

    def release(self, pointer: Pointer) -> None:
        """Lead the flow to the card here; say why not where it cannot be."""
        self._let_go()
        if not self._dragged:
            return
        system = self.stage.card_at(pointer)
        if system is None:
            self.stage.say("Drop the end of the flow on a system")
        else:
            commands.lead(self.stage, self._flow.key, system, last=self._last)

    def cancel(self) -> None:
        """The flow leads where it did."""
        self._let_go()

    def _let_go(self) -> None:
        self.stage.target = None
        self.stage.preview = None
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """The handle that is dragged."""
        shape = self.stage.chart.flows.get(self._flow.key)
        if shape is not None:
            x, y = shape.steps[-1][1][-2:] if self._last else shape.steps[0][1][:2]
            paint_end(painter, self.stage, self.stage.camera.to_screen(x, y))
