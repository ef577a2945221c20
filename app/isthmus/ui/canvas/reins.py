"""The handles of the selected flow: round where a hand has bent it, square near its ends."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from isthmus.drawing.chart import FlowShape
from isthmus.layout.paths import along, flattened
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.tools import Tool
from isthmus.workspace.edits import points_of

REACH = 8.0
"""Screen pixels round a handle's middle that belong to it."""
_FROM_END = 20.0
"""Screen pixels from the end of a flow to its handle: beside its arrow."""
_FARTHEST = 0.3
"""Of a short flow, the share of its length."""
_RADIUS = 4.5
_HALF = 4.0
"""Half the side of a square handle."""


@dataclass(frozen=True, slots=True)
class Rein:
    """A handle of a flow: a bend by its number, or an end."""

    flow: str
    bend: int = -1
    """-1 for an end."""
    last: bool = False
    """The end at the target."""

    @property
    def cursor(self) -> Qt.CursorShape:
        """What the pointer looks like on it."""
        shapes = Qt.CursorShape
        return shapes.SizeAllCursor if self.bend >= 0 else shapes.CrossCursor


def flow_in_hand(stage: Stage) -> FlowShape | None:
    """The flow that is selected alone, with the tool to select in hand."""
    if len(stage.selection) != 1 or stage.tool is not Tool.SELECT or stage.draft:
        return None
    key = next(iter(stage.selection))
    return stage.chart.flows.get(key) if key in stage.board.snapshot.flows else None


def bends_in_hand(stage: Stage) -> tuple[tuple[float, float], ...]:
    """The points, in the scene, that the flow in hand is led through."""
    flow = flow_in_hand(stage)
    return points_of(stage.board.snapshot, stage.board.view_id, flow.key) if flow else ()


def ends_of(flow: FlowShape) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the flow leaves its source and enters its target, in the scene."""
    (ax, ay), (bx, by) = flow.steps[0][1][:2], flow.steps[-1][1][-2:]
    return (ax, ay), (bx, by)


def holds_of(flow: FlowShape, zoom: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where its ends are taken hold of, in the scene: on its line, off the handles of the cards."""
    points = flattened(flow.steps)
    length = sum(hypot(x - a, y - b) for (a, b), (x, y) in pairwise(points))
    share = min(_FROM_END / max(length * zoom, 1.0), _FARTHEST)
    first, last = along(points, (share, 1.0 - share))
    return first, last


def rein_at(stage: Stage, screen: QPointF, within: float = REACH) -> Rein | None:
    """The handle at that place of the widget, no farther than that from it (screen pixels)."""
    flow = flow_in_hand(stage)
    if flow is None or stage.preview is not None:
        return None
    for number, (x, y) in enumerate(bends_in_hand(stage)):
        if _far(screen, stage.camera.to_screen(x, y)) <= within:
            return Rein(flow.key, number)
    holds = reversed(holds_of(flow, stage.camera.zoom))
    for last, (x, y) in zip((True, False), holds, strict=True):
        if _far(screen, stage.camera.to_screen(x, y)) <= within:
            return Rein(flow.key, last=last)
    return None


def _far(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())


def paint_reins(painter: QPainter, stage: Stage) -> None:
    """The handles of the flow in hand; the bend that keys act on is filled."""
    flow = flow_in_hand(stage)
    if flow is None or stage.preview is not None:
        return
    for x, y in holds_of(flow, stage.camera.zoom):
        paint_end(painter, stage, stage.camera.to_screen(x, y))
    paint_bends(painter, stage, bends_in_hand(stage), stage.bend)


def paint_end(painter: QPainter, stage: Stage, at: QPointF) -> None:
    """A square handle, by which an end is led to another system."""
    _pens(painter, stage, filled=False)
    painter.drawRect(QRectF(at.x() - _HALF, at.y() - _HALF, 2 * _HALF, 2 * _HALF))


def paint_bends(
    painter: QPainter, stage: Stage, points: tuple[tuple[float, float], ...], held: int | None
) -> None:
    """Round handles at points of the scene; the one that is held is filled."""
    for number, (x, y) in enumerate(points):
        _pens(painter, stage, filled=number == held)
        painter.drawEllipse(stage.camera.to_screen(x, y), _RADIUS, _RADIUS)


def _pens(painter: QPainter, stage: Stage, *, filled: bool) -> None:
    accent = stage.colours["accent"]
    painter.setPen(inks.line(accent, 1.75))
    painter.setBrush(inks.brush(accent if filled else stage.theme.chart["card"]))
