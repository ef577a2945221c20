"""The grid that drags keep to, as dots over sea and land."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import GRID
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import Camera

_LEAST = 14.0
"""Screen pixels between dots, below which they thin out."""


def draw_grid(painter: QPainter, camera: Camera, seen: QRectF, theme: Theme) -> None:
    """Dots on lines of the grid in `seen` (scene units); the painter is in screen units."""
    step = GRID
    while step * camera.zoom < _LEAST:
        step *= 2
    columns = range(ceil(seen.left() / step), int(seen.right() // step) + 1)
    rows = range(ceil(seen.top() / step), int(seen.bottom() // step) + 1)
    across = [(column * step - camera.x) * camera.zoom for column in columns]
    down = [(row * step - camera.y) * camera.zoom for row in rows]
    painter.setPen(QPen(inks.colour(theme.chart["label_line"]), 1.5))
    painter.drawPoints([QPointF(x, y) for y in down for x in across])
