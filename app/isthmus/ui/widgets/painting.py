"""What the delegates of several lists draw alike."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from isthmus.drawing.theme import Theme
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import qcolour

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

SEVERITY_COLOURS = {
    "critical": ("danger", "danger_soft"),
    "high": ("danger", "danger_soft"),
    "medium": ("warning", "warning_soft"),
    "low": ("accent", "accent_soft"),
}
"""The window's colours for the word and its ground, by severity."""


def line(
    painter: QPainter, box: QRectF, text: str, colour: str, *, size: float = 12, weight: int = 400
) -> None:
    """One line of plain text in a box, cut with an ellipsis where it does not fit."""
    face = font(size, weight)
    fits = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(face)
    painter.setPen(qcolour(colour))
    painter.drawText(box, _LEFT, fits)


def filled(painter: QPainter, box: QRectF, colour: str, radius: float = 0) -> None:
    """A flat box."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolour(colour))
    painter.drawRoundedRect(box, radius, radius)


def tile(painter: QPainter, box: QRectF, letter: str, colours: tuple[str, str]) -> None:
    """A letter on a tinted tile."""
    filled(painter, box, colours[1], 4)
    painter.setFont(font(11, 600))
    painter.setPen(qcolour(colours[0]))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def dot(painter: QPainter, x: float, y: float, colour: str, radius: float = 4) -> None:
    """A dot about a point."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolour(colour))
    painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))


def severity_pill(
    painter: QPainter, right: float, middle: float, severity: str, theme: Theme
) -> float:
    """The severity's word in its soft oval, ending at `right`; where it begins."""
    ink, ground = (theme.window[name] for name in SEVERITY_COLOURS[severity])
    return pill(painter, right, middle, severity.capitalize(), (ink, ground))


def pill(
    painter: QPainter, right: float, middle: float, text: str, colours: tuple[str, str]
) -> float:
    """A word in a soft oval, ending at `right`; where it begins."""
    face = font(11, 500)
    width = QFontMetricsF(face).horizontalAdvance(text) + 14
    box = QRectF(right - width, middle - 8, width, 16)
    filled(painter, box, colours[1], 8)
    painter.setFont(face)
    painter.setPen(qcolour(colours[0]))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return right - width


def chevron(painter: QPainter, x: float, y: float, *, is_open: bool, colour: QColor) -> None:
    """A small arrow about a point: down when open, right when closed."""
    pen = painter.pen()
    pen.setColor(colour)
    pen.setWidthF(1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setStyle(Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    points = ((-3, -1.5), (0, 1.5), (3, -1.5)) if is_open else ((-1.5, -3), (1.5, 0), (-1.5, 3))
    moved = [(x + dx, y + dy) for dx, dy in points]
    for (ax, ay), (bx, by) in pairwise(moved):
        painter.drawLine(QPointF(ax, ay), QPointF(bx, by))
