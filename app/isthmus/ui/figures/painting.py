"""Segments of bars and their swatches in the legend, painted alike on screen and as vectors."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from isthmus.drawing.theme import Theme
from isthmus.ui.figures.parts import Fill, Look
from isthmus.ui.theme.keeper import qcolour

STEP = 6.0
"""Pixels between the lines of a fill."""


def paint_segment(painter: QPainter, box: QRectF, look: Look, theme: Theme) -> None:
    """Fill a box, in pixels, in a look; lines are cut out of the colour."""
    ink, ground = qcolour(theme.window[look.ink]), qcolour(theme.window["panel"])
    painter.save()
    if look.fill is Fill.OPEN:
        soft = qcolour(theme.window[f"{look.ink}_soft"])
        painter.setPen(QPen(ink, 1))
        painter.setBrush(soft)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(box, ink)
        painter.setPen(QPen(ground, 1.2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawLines(_lines(box, look.fill))
    painter.restore()


def _lines(box: QRectF, fill: Fill) -> list[QLineF]:
    """The lines of a fill, ended at the edges of the box: clips bloat a vector file."""
    if fill is Fill.STRIPES:
        count = int(box.width() / STEP)
        xs = (box.left() + STEP * (n + 0.6) for n in range(count))
        return [QLineF(x, box.top(), x, box.bottom()) for x in xs]
    if fill is Fill.HATCH:
        count = int((box.width() + box.height()) / STEP)
        return [_slanting(box, STEP * (n + 0.6)) for n in range(count + 1)]
    return []


def _slanting(box: QRectF, along: float) -> QLineF:
    """From the bottom edge, `along` from the left, up to the left at 45°, inside the box."""
    right, height = min(along, box.width()), box.height()
    left = max(0.0, along - height)
    start = (box.left() + right, box.bottom() - (along - right))
    end = (box.left() + left, box.bottom() - (along - left))
    return QLineF(*start, *end) if right > left else QLineF()


def swatch(painter: QPainter, x: float, middle: float, look: Look, theme: Theme) -> None:
    """A small piece of a look, for a legend."""
    painter.setPen(Qt.PenStyle.NoPen)
    paint_segment(painter, QRectF(x, middle - 5, 14, 10), look, theme)
