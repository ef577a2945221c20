"""Drag the selected cards: seen live, written once at the end; with Ctrl or Alt, copies of them."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from isthmus.drawing.chart import Chart
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import commands, inks, modifiers
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.guides import paint_guides
from isthmus.ui.canvas.room import hull
from isthmus.ui.canvas.snapping import REACH, Guide, Snap, Snapper, on_grid
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
            commands.duplicate_by(stage, way.x(), way.y())
        elif not way.isNull():
            commands.move(stage, self._places())
        stage.dirty.emit()

    def cancel(self) -> None:
        """Everything stands where it stood."""
        self.stage.preview = None
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """Snap lines, and the outlines of copies to be."""
        paint_guides(painter, self.stage, self._guides)
        if self._copying:
            self._paint_copies(painter, self.stage.colours["accent"])

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
        axes: tuple[int, ...] = (0, 1)
        if modifiers.keeps_straight(pointer):
            sideways = abs(way.x()) >= abs(way.y())
            way = QPointF(way.x(), 0.0) if sideways else QPointF(0.0, way.y())
            axes = (0,) if sideways else (1,)
        self._guides = ()
        if modifiers.is_free(pointer):
            return way
        snap = self._snap(way, axes)
        self._guides = snap.guides
        return QPointF(way.x() + (snap.dx or 0.0), way.y() + (snap.dy or 0.0))

    def _snap(self, way: QPointF, axes: tuple[int, ...]) -> Snap:
        """Line up with other cards; where none is near enough, with the grid."""
        stage, box = self.stage, self._whole
        zoom = stage.camera.zoom
        there = Box(box.x + way.x(), box.y + way.y(), box.width, box.height)
        snap = Snap()
        if stage.snaps:
            snap = self._snapper.snap(there, REACH / zoom, _AROUND / zoom, axes)
        if not stage.grid:
            return snap
        dx, dy = snap.dx, snap.dy
        if dx is None and 0 in axes:
            dx = on_grid(there.x) - there.x
        if dy is None and 1 in axes:
            dy = on_grid(there.y) - there.y
        return Snap(dx, dy, snap.guides)

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
    return hull([chart.cards[system].box for system in systems if system in chart.cards])
