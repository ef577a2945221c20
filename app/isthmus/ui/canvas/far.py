"""The map from far out: cards as plain boxes, flows as thin lines, a few calls for thousands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from isthmus.drawing import paint
from isthmus.drawing.chart import Card, FlowLook, FlowShape
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.extents import Shape

FAR = 0.32
"""Below this zoom many shapes are drawn so."""
MANY = 120
_FAINT = 0.4
"""Opacity of flows out there: a thousand lines are not to hide the land."""

FarDrawing = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class _Boxes:
    """Rectangles of one fill."""

    fill: str
    rects: list[QRectF]


def far_cards(shapes: Mapping[str, Shape], theme: Theme) -> FarDrawing:
    """Draws cards as boxes in the pale of their tint, with a strip in its strong colour."""
    faces: dict[str, list[QRectF]] = {}
    for shape in shapes.values():
        if isinstance(shape, Card):
            faces.setdefault(shape.tint, []).append(rect_of(shape.box))
    boxes = []
    for tint, rects in faces.items():
        strong, pale = theme.tint(tint)
        strips = [QRectF(r.x(), r.y(), r.width() / 6, r.height()) for r in rects]
        boxes += [_Boxes(pale, rects), _Boxes(strong, strips)]

    def draw(painter: QPainter) -> None:
        painter.setPen(inks.NO_PEN)
        for each in boxes:
            painter.setBrush(inks.brush(each.fill))
            painter.drawRects(each.rects)

    return draw


class FarFlows:
    """Draws flows as lines without heads, those of one look in one path."""

    def __init__(self, theme: Theme) -> None:
        """Paths are kept from one map to the next, by the keys of their flows."""
        self._theme = theme
        self._paths: dict[str, tuple[Shape, QPainterPath]] = {}

    def __call__(self, shapes: Mapping[str, Shape]) -> FarDrawing:
        """What draws these flows."""
        looks: dict[FlowLook, QPainterPath] = {}
        for key, shape in shapes.items():
            if isinstance(shape, FlowShape):
                looks.setdefault(shape.look, QPainterPath()).addPath(self._path(key, shape))
        theme = self._theme
        lines = [(_far_pen(look, theme), _opacity(look), path) for look, path in looks.items()]

        def draw(painter: QPainter) -> None:
            before = painter.opacity()
            painter.setBrush(inks.NO_BRUSH)
            for pen, opacity, path in lines:
                painter.setOpacity(before * opacity)
                painter.setPen(pen)
                painter.drawPath(path)
            painter.setOpacity(before)

        return draw

    def _path(self, key: str, shape: FlowShape) -> QPainterPath:
        held = self._paths.get(key)
        if held is None or held[0] is not shape:
            held = self._paths[key] = shape, inks.path(shape.steps)
        return held[1]


def _far_pen(look: FlowLook, theme: Theme) -> QPen:
    """A line one pixel wide, unbroken but where it is missing: dashes would be dust out there."""
    ink = paint.flow_pen(look, theme)
    missing = look is FlowLook.MISSING
    return inks.line(ink.colour, 2.0 if missing else 1.0, dash=(5.0, 3.0) if missing else ())


def _opacity(look: FlowLook) -> float:
    return 1.0 if look is FlowLook.MISSING else _FAINT
