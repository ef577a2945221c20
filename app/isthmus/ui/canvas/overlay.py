"""What is drawn over the map: selection, handles, the card under the pointer, a finding's cards."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from isthmus.ui.canvas import inks
from isthmus.ui.canvas.gestures.connect import sides
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.tools import Tool

HANDLE_RADIUS = 4.5
HANDLE_REACH = 8.0
"""Screen pixels round a handle's middle that belong to it."""
_RADIUS = 7.0
_LEAST_FOR_HANDLES = 40.0
"""Screen pixels: on a narrower card, handles would cover it."""


def handle_at(stage: Stage, point: QPointF) -> str | None:
    """The system on whose card a handle stands at that place of the widget."""
    for system in _with_handles(stage):
        card = stage.card_on_screen(system)
        if card is not None and any(_near(point, at) for at in _handles(card)):
            return system
    return None


def paint_overlay(painter: QPainter, stage: Stage, *, focused: bool) -> None:
    """Everything over the map but what a gesture shows; the painter is in screen units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_finding(painter, stage)
    _paint_flows(painter, stage)
    for system in stage.selected_systems():
        _outline(painter, stage, system, inks.line(stage.colours["accent"], 2.0))
    for pointed in {stage.hover, stage.target} - stage.selection:
        if pointed is not None:
            _outline(painter, stage, pointed, inks.line(stage.colours["accent"], 1.5))
    if stage.target is not None:
        _halo(painter, stage, stage.target)
    if focused and stage.by_keyboard and len(stage.selection) == 1:
        _paint_focus(painter, stage)
    for system in _with_handles(stage):
        _paint_handles(painter, stage, system)


def _with_handles(stage: Stage) -> Iterator[str]:
    """The hovered card, and the selected one where it is alone."""
    if stage.tool is Tool.SYSTEM or stage.preview is not None or stage.editing:
        return
    chosen = stage.selected_systems() if len(stage.selection) == 1 else []
    for system in dict.fromkeys((*([stage.hover] if stage.hover else []), *chosen)):
        card = stage.card_on_screen(system)
        if card is not None and card.width() >= _LEAST_FOR_HANDLES:
            yield system


def _handles(card: QRectF) -> list[QPointF]:
    return sides(card.center(), card.width(), card.height())


def _near(point: QPointF, at: QPointF) -> bool:
    way = point - at
    return way.x() ** 2 + way.y() ** 2 <= HANDLE_REACH**2


def _outline(painter: QPainter, stage: Stage, system: str, pen: QPen, margin: float = 0.0) -> None:
    card = stage.card_on_screen(system)
    if card is None:
        return
    radius = _RADIUS * stage.camera.zoom + margin
    painter.setPen(pen)
    painter.setBrush(inks.NO_BRUSH)
    painter.drawRoundedRect(card.adjusted(-margin, -margin, margin, margin), radius, radius)


def _halo(painter: QPainter, stage: Stage, system: str) -> None:
    """A wide soft line: a flow would end here."""
    pen = inks.line(f"{stage.colours['accent']}40", 6.0)
    _outline(painter, stage, system, pen, 3.0)


def _paint_focus(painter: QPainter, stage: Stage) -> None:
    """A dotted line outside the outline, where the keyboard acts on this card."""
    pen = inks.line(stage.colours["accent"], 1.0, dash=(2.0, 2.0))
    for system in stage.selected_systems():
        _outline(painter, stage, system, pen, 4.0)


def _paint_finding(painter: QPainter, stage: Stage) -> None:
    """A soft ring in coral round each card that the finding on show names."""
    finding = stage.board.finding
    if finding is None:
        return
    danger = stage.theme.chart["missing"]
    for system in finding.systems:
        _outline(painter, stage, system, inks.line(f"{danger}38", 7.0), 3.5)
        _outline(painter, stage, system, inks.line(danger, 1.5))


def _paint_flows(painter: QPainter, stage: Stage) -> None:
    """Selected flows in the accent, over their own line, with a dot at both ends."""
    shapes = [stage.chart.flows[key] for key in stage.selection if key in stage.chart.flows]
    if not shapes:
        return
    accent = stage.colours["accent"]
    painter.save()
    painter.setTransform(stage.camera.transform(), combine=True)
    for shape in shapes:
        path = inks.path(shape.steps)
        painter.setBrush(inks.NO_BRUSH)
        painter.setPen(inks.line(f"{accent}33", 7.0))
        painter.drawPath(path)
        painter.setPen(inks.line(accent, 2.0))
        painter.drawPath(path)
        if shape.label_box is not None:
            box = shape.label_box
            rect = QRectF(box.x, box.y, box.width, box.height)
            painter.setBrush(inks.NO_BRUSH)
            painter.drawRoundedRect(rect, box.height / 2, box.height / 2)
    painter.restore()


def _paint_handles(painter: QPainter, stage: Stage, system: str) -> None:
    card = stage.card_on_screen(system)
    if card is None:
        return
    painter.setPen(inks.line(stage.colours["accent"], 1.75))
    painter.setBrush(inks.brush(stage.theme.chart["card"]))
    for at in _handles(card):
        painter.drawEllipse(at, HANDLE_RADIUS, HANDLE_RADIUS)


CURSOR_AT_REST = {
    Tool.SELECT: Qt.CursorShape.ArrowCursor,
    Tool.SYSTEM: Qt.CursorShape.CrossCursor,
    Tool.FLOW: Qt.CursorShape.CrossCursor,
}
