"""Drag the selected cards: seen live, written once at the end; with Ctrl or Alt, copies of them."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from isthmus.drawing.chart import Chart
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import commands, inks, modifiers
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.snapping import REACH, Guide, Snapper
from isthmus.ui.canvas.stage import Pointer, Stage

_AROUND = 600.0
"""Screen pixels: cards farther off than this do not attract."""


class MoveGesture(Gesture):
    """The cards follow the pointer, the coastline follows the cards."""

    cursor = Qt.CursorShape.SizeAllCursor
    pans_at_edge = True

    def __init__(self, stage: Stage, start: Pointer) -> None:
        """Move the selected cards."""
        super().__init__(stage, start)
        self._systems = stage.selected_systems()
        self._start_from(stage.board.chart)
        self._guides: tuple[Guide, ...] = ()
        self._copying = False
        self._way = QPointF()

    def _start_from(self, chart: Chart) -> None:
        """Move from where the cards stand in that chart."""
        self._base = chart
        self._systems = [system for system in self._systems if system in chart.cards]
        self._whole = around(chart, self._systems)
        self._snapper = Snapper(chart, self._systems)

    def move(self, pointer: Pointer) -> Gesture:
        """Show the cards where they would be dropped."""
        stage = self.stage
        self._copying = modifiers.copies(pointer)
        if self._base is not stage.board.chart:  # a result or an edit came in meanwhile
            self._start_from(stage.board.chart)
            stage.preview = None
        self._way = self._snapped(pointer)
        if self._copying:
            stage.preview = None
        else:
            stage.preview = stage.board.moved(self._places(), stage.preview)
        stage.dirty.emit()
        return self

    def release(self, pointer: Pointer) -> None:  # noqa: ARG002 - it was moved there
        """Write the move, or the copies, as one step."""
        stage, way = self.stage, self._way
        stage.preview = None
        self._start_from(stage.board.chart)
        if self._copying:
            commands.duplicate(stage, way.x(), way.y())
        elif not way.isNull():
            commands.move(stage, self._places())
        stage.dirty.emit()

    def cancel(self) -> None:
        """Everything stands where it stood."""
        self.stage.preview = None
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """Snap lines, and the outlines of copies to be."""
        accent = self.stage.colours["accent"]
        camera = self.stage.camera
        painter.setPen(inks.line(accent, 1.0, dash=(4.0, 3.0)))
        for guide in self._guides:
            start, end = camera.to_screen(guide.x1, guide.y1), camera.to_screen(guide.x2, guide.y2)
            painter.drawLine(start, end)
        if self._copying:
            self._paint_copies(painter, accent)

    def _paint_copies(self, painter: QPainter, accent: str) -> None:
        painter.setPen(inks.line(accent, 1.5, dash=(5.0, 3.0)))
        painter.setBrush(inks.brush(f"{accent}1f"))
        radius = 8 * self.stage.camera.zoom
        for system in self._systems:
            box = rect_of(self._base.cards[system].box).translated(self._way)
            painter.drawRoundedRect(self.stage.camera.rect_to_screen(box), radius, radius)

    def _snapped(self, pointer: Pointer) -> QPointF:
        """How far to move, in scene units."""
        way = pointer.scene - self.start.scene
        if modifiers.keeps_straight(pointer):
            sideways = abs(way.x()) >= abs(way.y())
            way = QPointF(way.x(), 0.0) if sideways else QPointF(0.0, way.y())
        self._guides = ()
        if modifiers.is_free(pointer):
            return way
        zoom, box = self.stage.camera.zoom, self._whole
        there = Box(box.x + way.x(), box.y + way.y(), box.width, box.height)
        snap = self._snapper.snap(there, REACH / zoom, _AROUND / zoom)
        self._guides = snap.guides
        return QPointF(way.x() + snap.dx, way.y() + snap.dy)

    def _places(self) -> dict[str, tuple[float, float]]:
        way, cards = self._way, self._base.cards
        return {
            system: (
                round(cards[system].box.x + way.x(), 2),
                round(cards[system].box.y + way.y(), 2),
            )
            for system in self._systems
        }


def around(chart: Chart, systems: Collection[str]) -> Box:
    """The box round the cards of some systems; empty round none."""
    boxes = [chart.cards[system].box for system in systems if system in chart.cards]
    if not boxes:
        return Box(0, 0, 0, 0)
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
    return Box(left, top, right - left, bottom - top)
