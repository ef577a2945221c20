"""Primitives made ready for QPainter: converted once, drawn many times."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log2
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGlyphRun,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
)

from isthmus.drawing.primitives import (
    HALO,
    Anchor,
    Circle,
    Image,
    Path,
    Pen,
    Primitive,
    Rect,
    Text,
)
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.lettering import inter
from isthmus.ui.canvas.pieces import Cut, dashes, pieces

READABLE = 6.0
"""Screen pixels: a smaller text is not drawn, it would only be grey."""
_TELLING = 3.0
"""Screen pixels: a smaller shape tells nothing."""
_CLOSE = 2.0
"""Device pixels per scene unit from which on a line is drawn as the path that it is."""


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

    def draw(self, painter: QPainter, seen: QRectF) -> None:
        """Draw what `seen` shows of it, or more; the painter is in scene units."""
        ...


@dataclass(frozen=True, slots=True)
class ShapeStroke:
    """A path of lines and curves."""

    path: QPainterPath
    brush: QBrush
    pen: QPen
    bounds: QRectF
    from_zoom: float

    def draw(self, painter: QPainter, seen: QRectF) -> None:  # noqa: ARG002 - small enough
        """Draw it; the painter is in scene units."""
        painter.setPen(self.pen)
        painter.setBrush(self.brush)
        painter.drawPath(self.path)


@dataclass(slots=True)
class LineStroke:
    """A line, drawn in straight pieces: Qt paints these many times as fast as a path.

    A dashed line is cut into its dashes here, once: Qt cuts it anew at every painting, all of it.
    """

    path: QPainterPath
    ink: Pen
    bounds: QRectF
    from_zoom: float
    _cuts: dict[int, Cut] = field(default_factory=dict, init=False)
    """By how many times the dashes are twice as long."""

    def draw(self, painter: QPainter, seen: QRectF) -> None:
        """Draw what is in sight; the painter is in scene units."""
        scale = painter.transform().m11()
        if scale > _CLOSE:  # there, pieces would show their corners
            painter.setPen(inks.pen(self.ink))
            painter.setBrush(inks.NO_BRUSH)
            painter.drawPath(self.path)
            return
        painter.setPen(inks.piece_pen(self.ink))
        painter.drawLines(self._cut_for(scale).lines_in(seen))

    def _cut_for(self, scale: float) -> Cut:
        """The pieces; farther out, dashes are longer in the scene and so the same on screen."""
        doublings = max(0, round(-log2(scale))) if self.ink.dash else 0
        if doublings not in self._cuts:
            pattern = tuple(length * 2**doublings for length in self.ink.dash)
            self._cuts[doublings] = Cut(dashes(pieces(self.path), pattern))
        return self._cuts[doublings]


@dataclass(frozen=True, slots=True)
class RectStroke:
    """A rectangle, rounded or not."""

    rect: QRectF
    radius: float
    brush: QBrush
    pen: QPen
    bounds: QRectF
    from_zoom: float

    def draw(self, painter: QPainter, seen: QRectF) -> None:  # noqa: ARG002 - small enough
        """Draw it; the painter is in scene units."""
        painter.setPen(self.pen)
        painter.setBrush(self.brush)
        painter.drawRoundedRect(self.rect, self.radius, self.radius)


@dataclass(frozen=True, slots=True)
class ImageStroke:
    """A picture of pixels."""

    rect: QRectF
    picture: QImage
    bounds: QRectF
    from_zoom: float

    def draw(self, painter: QPainter, seen: QRectF) -> None:  # noqa: ARG002 - small enough
        """Draw it; the painter is in scene units."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect, self.picture)


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
    halo: str = ""
    _runs: list[QGlyphRun] | None = field(default=None, init=False)
    _edge: QPainterPath = field(default_factory=QPainterPath, init=False)

    def draw(self, painter: QPainter, seen: QRectF) -> None:  # noqa: ARG002 - small enough
        """Draw it; the painter is in scene units."""
        if self._runs is None:
            self._runs = self._shape()
        if self.halo:
            painter.strokePath(self._edge, inks.pen(Pen(self.halo, HALO)))
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
        if self.halo:
            self._edge.addText(self.at.x() - shift, self.at.y(), self.font, self.text)
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
    if isinstance(primitive, Image):
        return _image(primitive)
    if isinstance(primitive, Circle):
        radius = primitive.radius
        rect = QRectF(primitive.x - radius, primitive.y - radius, 2 * radius, 2 * radius)
        return _rect(primitive, rect, radius)
    return _shape(primitive)


def _image(primitive: Image) -> ImageStroke:
    rect = QRectF(primitive.x, primitive.y, primitive.width, primitive.height)
    size = max(rect.width(), rect.height(), 0.1)
    return ImageStroke(rect, inks.picture(primitive.png), rect, _TELLING / size)


def _rect(primitive: Rect | Circle, rect: QRectF, radius: float) -> RectStroke:
    pen = inks.pen(primitive.pen)
    brush = inks.brush(primitive.fill)
    return RectStroke(rect, radius, brush, pen, *_extent(rect, primitive.pen is not None, pen))


def _shape(primitive: Path) -> ShapeStroke | LineStroke:
    path = inks.path(primitive.steps)
    pen = inks.pen(primitive.pen)
    bounds, from_zoom = _extent(path.controlPointRect(), primitive.pen is not None, pen)
    if primitive.even_odd:
        path.setFillRule(Qt.FillRule.OddEvenFill)
    if not primitive.fill and primitive.pen is not None and not primitive.pen.round:
        return LineStroke(path, primitive.pen, bounds, from_zoom)
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
        primitive.halo,
    )
