"""The handles of the selected flow: round where a hand has bent it, square at its ends."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from isthmus.drawing.chart import FlowShape
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.tools import Tool
from isthmus.workspace.edits import points_of

REACH = 8.0
"""Screen pixels round a handle's middle that belong to it."""
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


def rein_at(stage: Stage, screen: QPointF) -> Rein | None:
    """The handle at that place of the widget."""
    flow = flow_in_hand(stage)
    if flow is None or stage.preview is not None:
        return None
    for number, (x, y) in enumerate(bends_in_hand(stage)):
        if _near(screen, stage.camera.to_screen(x, y)):
            return Rein(flow.key, number)
    for last, (x, y) in zip((True, False), reversed(ends_of(flow)), strict=True):
        if _near(screen, stage.camera.to_screen(x, y)):
            return Rein(flow.key, last=last)
    return None


def _near(one: QPointF, other: QPointF) -> bool:
    way = one - other
    return way.x() ** 2 + way.y() ** 2 <= REACH**2


def paint_reins(painter: QPainter, stage: Stage) -> None:
    """The handles of the flow in hand; the bend that keys act on is filled."""
    flow = flow_in_hand(stage)
    if flow is None or stage.preview is not None:
        return
    for x, y in ends_of(flow):
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
