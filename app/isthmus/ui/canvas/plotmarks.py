"""What is drawn over territories, areas, notes and boxes: outlines, handles, buttons."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from isthmus.drawing.groundpaint import LAND_RADIUS
from isthmus.drawing.lands import button_box
from isthmus.drawing.plots import Land, Plot
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.captions import BUTTONS_FROM
from isthmus.ui.canvas.plates import shown_box
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.tools import Tool

_HALF = 4.0
_REACH = 8.0
"""Screen pixels round a handle's middle that belong to it."""
_ROOM = 44.0
"""Screen pixels: a shorter side has no handle in its middle."""
_RADIUS = 6.0


@dataclass(frozen=True, slots=True)
class Grip:
    """A handle of a plot: -1 is left or top, 1 right or bottom, 0 the middle of a side."""

    key: str
    across: int
    down: int

    @property
    def cursor(self) -> Qt.CursorShape:
        """The ways in which it can be dragged."""
        if not self.down:
            return Qt.CursorShape.SizeHorCursor
        if not self.across:
            return Qt.CursorShape.SizeVerCursor
        falls = self.across == self.down
        return Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor


def grip_at(stage: Stage, point: QPointF) -> Grip | None:
    """The handle that belongs to that place of the widget."""
    plot = _in_hand(stage)
    if plot is None:
        return None
    rect = stage.camera.rect_to_screen(rect_of(plot.box))
    for across, down in _sides(rect):
        way = point - _place(rect, across, down)
        if max(abs(way.x()), abs(way.y())) <= _REACH:
            return Grip(plot.key, across, down)
    return None


def paint_plots(painter: QPainter, stage: Stage) -> None:
    """Buttons, outlines and handles; the painter is in screen units."""
    if stage.pending is not None:
        _paint_pending(painter, stage, stage.pending)
    grounds = stage.chart.grounds
    if not grounds and not stage.chart.boxes:
        return
    _paint_buttons(painter, stage)
    accent = stage.colours["accent"]
    painter.setBrush(inks.NO_BRUSH)
    for key in sorted(stage.selection):
        plot = grounds.get(key)
        box = plot.box if plot else None
        if key in stage.chart.boxes:
            box = shown_box(stage.chart.boxes[key], stage.camera.zoom)
        if box is not None:
            painter.setPen(inks.line(accent, 2.0))
            radius = (LAND_RADIUS if isinstance(plot, Land) else _RADIUS) * stage.camera.zoom
            painter.drawRoundedRect(stage.camera.rect_to_screen(rect_of(box)), radius, radius)
    if (plot := _in_hand(stage)) is not None:
        _paint_grips(painter, stage, plot)


def _paint_pending(painter: QPainter, stage: Stage, box: Box) -> None:
    accent = stage.colours["accent"]
    painter.setPen(inks.line(accent, 1.5, dash=(5.0, 3.0)))
    painter.setBrush(inks.brush(f"{accent}1f"))
    painter.drawRoundedRect(stage.camera.rect_to_screen(rect_of(box)), _RADIUS, _RADIUS)


def _in_hand(stage: Stage) -> Plot | None:
    """The plot that is selected alone, with the tool to select in hand."""
    resting = stage.preview is None and not stage.editing and stage.draft is None
    if len(stage.selection) != 1 or stage.tool is not Tool.SELECT or not resting:
        return None
    return stage.chart.grounds.get(next(iter(stage.selection)))


def _sides(rect: QRectF) -> list[tuple[int, int]]:
    found = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    if rect.width() >= _ROOM:
        found += [(0, -1), (0, 1)]
    if rect.height() >= _ROOM:
        found += [(-1, 0), (1, 0)]
    return found


def _place(rect: QRectF, across: int, down: int) -> QPointF:
    middle = rect.center()
    return QPointF(middle.x() + across * rect.width() / 2, middle.y() + down * rect.height() / 2)


def _paint_grips(painter: QPainter, stage: Stage, plot: Plot) -> None:
    rect = stage.camera.rect_to_screen(rect_of(plot.box))
    painter.setPen(inks.line(stage.colours["accent"], 1.5))
    painter.setBrush(inks.brush(stage.theme.chart["card"]))
    for across, down in _sides(rect):
        at = _place(rect, across, down)
        painter.drawRect(QRectF(at.x() - _HALF, at.y() - _HALF, 2 * _HALF, 2 * _HALF))


def _paint_buttons(painter: QPainter, stage: Stage) -> None:
    """A minus at the top right of each territory, to collapse it."""
    if stage.camera.zoom < BUTTONS_FROM or stage.preview is not None:
        return
    for land in stage.chart.grounds.lands.values():
        ink, pale = stage.theme.tint(land.tint)
        rect = stage.camera.rect_to_screen(rect_of(button_box(land)))
        painter.setPen(inks.line(f"{ink}8c", 1.0))
        painter.setBrush(inks.brush(pale))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(inks.line(ink, 1.5))
        reach = rect.width() * 0.22
        middle = rect.center()
        painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
