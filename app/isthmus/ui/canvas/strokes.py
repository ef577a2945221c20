"""Primitives made ready for QPainter: converted once, drawn many times."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGlyphRun,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
)

from isthmus.drawing.primitives import Anchor, Circle, Path, Primitive, Rect, Text
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.lettering import inter

READABLE = 6.0
"""Screen pixels: a smaller text is not drawn, it would only be grey."""
_TELLING = 3.0
"""Screen pixels: a smaller shape tells nothing."""


class Stroke(Protocol):
    """One thing to draw."""

    @property
    def bounds(self) -> QRectF:
        """Everything it may touch, in scene units."""
        ...

    @property
    def from_zoom(self) -> float:
        """The zoom below which it is left out."""
        ...

    def draw(self, painter: QPainter) -> None:
        """Draw it; the painter is in scene units."""
        ...


@dataclass(frozen=True, slots=True)
class ShapeStroke:
    """A path of lines and curves."""

    path: QPainterPath
    brush: QBrush
    pen: QPen
    bounds: QRectF
    from_zoom: float

    def draw(self, painter: QPainter) -> None:
        """Draw it; the painter is in scene units."""
        painter.setPen(self.pen)
        painter.setBrush(self.brush)
        painter.drawPath(self.path)


@dataclass(frozen=True, slots=True)
class RectStroke:
    """A rectangle, rounded or not."""

    rect: QRectF
    radius: float
    brush: QBrush
    pen: QPen
    bounds: QRectF
    from_zoom: float

    def draw(self, painter: QPainter) -> None:
        """Draw it; the painter is in scene units."""
        painter.setPen(self.pen)
        painter.setBrush(self.brush)
        painter.drawRoundedRect(self.rect, self.radius, self.radius)


@dataclass(slots=True)
class TextStroke:
    """A line of text, shaped when it is first seen (most of a large map never is)."""

    at: QPointF
    text: str
    font: QFont
    colour: QColor
    anchor: Anchor
    bounds: QRectF
    from_zoom: float
    _runs: list[QGlyphRun] | None = field(default=None, init=False)

    def draw(self, painter: QPainter) -> None:
        """Draw it; the painter is in scene units."""
        if self._runs is None:
            self._runs = self._shape()
        painter.setPen(self.colour)
        for run in self._runs:
            painter.drawGlyphRun(self.at, run)

    def _shape(self) -> list[QGlyphRun]:
        """Shape the text, and move `at` from the baseline to the layout's top left corner."""
        layout = QTextLayout(self.text, self.font)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        width = line.naturalTextWidth()
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[self.anchor]
        self.at = QPointF(self.at.x() - shift, self.at.y() - line.ascent())
        return list(layout.glyphRuns())


def strokes_of(primitives: Iterable[Primitive]) -> tuple[Stroke, ...]:
    """The primitives, ready to be drawn, in their order."""
    return tuple(_stroke(primitive) for primitive in primitives)


def _stroke(primitive: Primitive) -> Stroke:
    if isinstance(primitive, Text):
        return _text(primitive)
    if isinstance(primitive, Rect):
        rect = QRectF(primitive.x, primitive.y, primitive.width, primitive.height)
        return _rect(primitive, rect, primitive.radius)
    if isinstance(primitive, Circle):
        radius = primitive.radius
        rect = QRectF(primitive.x - radius, primitive.y - radius, 2 * radius, 2 * radius)
        return _rect(primitive, rect, radius)
    return _shape(primitive)


def _rect(primitive: Rect | Circle, rect: QRectF, radius: float) -> RectStroke:
    pen = inks.pen(primitive.pen)
    brush = inks.brush(primitive.fill)
    return RectStroke(rect, radius, brush, pen, *_extent(rect, primitive.pen is not None, pen))


def _shape(primitive: Path) -> ShapeStroke:
    path = inks.path(primitive.steps)
    pen = inks.pen(primitive.pen)
    bounds, from_zoom = _extent(path.controlPointRect(), primitive.pen is not None, pen)
    return ShapeStroke(path, inks.brush(primitive.fill), pen, bounds, from_zoom)


def _extent(rect: QRectF, penned: bool, pen: QPen) -> tuple[QRectF, float]:  # noqa: FBT001
    """What the shape may touch, and the zoom from which it tells something."""
    margin = pen.widthF() if penned else 0.5
    size = max(rect.width(), rect.height(), 0.1)
    return rect.adjusted(-margin, -margin, margin, margin), _TELLING / size


def _text(primitive: Text) -> TextStroke:
    font = inter(primitive.size, primitive.weight, primitive.spacing)
    width = (primitive.size + primitive.spacing) * len(primitive.text)  # more than Inter ever takes
    left = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[primitive.anchor]
    bounds = QRectF(
        primitive.x - left, primitive.y - 1.2 * primitive.size, width, 1.6 * primitive.size
    )
    return TextStroke(
        QPointF(primitive.x, primitive.y),
        primitive.text,
        font,
        inks.colour(primitive.colour),
        primitive.anchor,
        bounds,
        READABLE / primitive.size,
    )
