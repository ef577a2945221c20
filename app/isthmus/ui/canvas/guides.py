"""Snap lines and equal gaps, drawn over the map during a drag."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from isthmus.ui.canvas import inks
from isthmus.ui.canvas.snapping import Guide
from isthmus.ui.canvas.stage import Stage

_TICK = 4.0
"""Screen pixels of half a stroke at the end of a gap."""


def paint_guides(painter: QPainter, stage: Stage, guides: Iterable[Guide]) -> None:
    """Dashed lines where edges line up, measures where gaps are equal; in screen units."""
    accent = stage.colours["accent"]
    for guide in guides:
        start = stage.camera.to_screen(guide.x1, guide.y1)
        end = stage.camera.to_screen(guide.x2, guide.y2)
        if guide.is_gap:
            painter.setPen(inks.line(accent, 1.5))
            _paint_measure(painter, start, end)
        else:
            painter.setPen(inks.line(accent, 1.0, dash=(4.0, 3.0)))
            painter.drawLine(start, end)


def _paint_measure(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """A line with a stroke across each end."""
    across = QPointF(0.0, _TICK) if start.y() == end.y() else QPointF(_TICK, 0.0)
    painter.drawLine(start, end)
    for at in (start, end):
        painter.drawLine(at - across, at + across)
