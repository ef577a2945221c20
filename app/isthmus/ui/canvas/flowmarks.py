"""Flows that are selected or pointed at, over the map: in the accent, always with their labels."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtGui import QPainter

from isthmus.drawing import paint
from isthmus.drawing.arrows import arrow_head, shaft
from isthmus.drawing.chart import FlowShape
from isthmus.drawing.primitives import Path, Pen, Primitive, Rect
from isthmus.drawing.wires import LABEL_SIZE, telling_label
from isthmus.layout.geometry import Box
from isthmus.layout.links import LABEL_HEIGHT
from isthmus.layout.paths import along, flattened
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.strokes import READABLE, strokes_of

_BAND = 8.0
"""Width of the soft band under a selected flow, in screen pixels up to 100%."""


def paint_flows(painter: QPainter, stage: Stage) -> None:
    """Selected flows and the one under the pointer, with their labels over them."""
    flows = stage.chart.flows
    chosen = stage.chart.lines_of(stage.selection)
    pointed = stage.hover_flow if stage.hover_flow in flows else None
    if not chosen and pointed is None:
        return
    painter.save()
    painter.setTransform(stage.camera.transform(), combine=True)
    for key in chosen:
        _paint(painter, stage, flows[key], selected=True)
    if pointed is not None and pointed not in chosen:
        _paint(painter, stage, flows[pointed], selected=False)
    painter.restore()


def _paint(painter: QPainter, stage: Stage, shape: FlowShape, *, selected: bool) -> None:
    least = 1.0 / min(1.0, stage.camera.zoom)
    if selected:
        painter.setBrush(inks.NO_BRUSH)
        painter.setPen(inks.pen(Pen(f"{stage.colours['accent']}33", _BAND * least)))
        painter.drawPath(inks.path(shaft(shape.steps, two_way=shape.two_way)))
    seen = stage.camera.seen(stage.size)
    for stroke in strokes_of(_line(shape, stage, least)):
        stroke.draw(painter, seen)
    _paint_label(painter, stage, shape)


def _line(shape: FlowShape, stage: Stage, least: float) -> Iterator[Primitive]:
    """The flow in the accent; `least` is a screen pixel in scene units, 1 from 100% on."""
    accent = stage.colours["accent"]
    line = shaft(shape.steps, two_way=shape.two_way)
    yield Path(line, pen=Pen(accent, 2.0 * least))
    for at_start in (False, True) if shape.two_way else (False,):
        yield Path(arrow_head(shape.steps, at_start=at_start), fill=accent)


def _paint_label(painter: QPainter, stage: Stage, shape: FlowShape) -> None:
    """The label in its place or, where it has none, amid its line; never too small to read."""
    shown = labelled(stage, shape)
    box = shown.label_box
    if not shown.label or box is None:
        return
    painter.save()
    size = stage.camera.zoom * LABEL_SIZE
    if size < READABLE:
        x, y = box.centre
        grown = LABEL_SIZE / size
        painter.translate(x, y)
        painter.scale(grown, grown)
        painter.translate(-x, -y)
    around = Rect(box.x, box.y, box.width, box.height, box.height / 2)
    ring = replace(around, pen=Pen(stage.colours["accent"], 1.75))
    for stroke in strokes_of((*paint.label(shown, stage.theme), ring)):
        stroke.draw(painter, stroke.bounds)
    painter.restore()


def labelled(stage: Stage, shape: FlowShape) -> FlowShape:
    """The flow with a label, in the middle of its line where it found no room for one."""
    flow = stage.board.snapshot.flows.get(shape.key)
    if shape.label or flow is None:
        return shape
    words, width = telling_label(flow, stage.board.snapshot)
    if not words:
        return shape
    x, y = along(flattened(shape.steps), (0.5,))[0]
    box = Box(x - width / 2, y - LABEL_HEIGHT / 2, width, LABEL_HEIGHT)
    return replace(shape, label=words, label_box=box)
