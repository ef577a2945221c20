"""Drag the selected cards: seen live, written once at the end; with Ctrl or Alt, copies of them."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from isthmus.drawing.chart import Chart
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import commands, inks, modifiers, plots
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.cargo import Cargo
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.guides import paint_guides
from isthmus.ui.canvas.mooring import Mooring
from isthmus.ui.canvas.room import hull
from isthmus.ui.canvas.settling import Settling
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
        self._alone = False
        self._start_from(stage.board.chart)
        self._last = start
        self._guides: tuple[Guide, ...] = ()
        self._copying = False
        self._way = QPointF()

    def _start_from(self, chart: Chart) -> None:
        """Move from where the cards stand in that chart."""
        self._base = chart
        self._cargo = Cargo(self.stage.board, self.stage.selection, alone=self._alone)
        self._settling = Settling(self.stage, self._cargo)
        self._systems = self._cargo.standing()
        self._whole = self._cargo.whole()
        self._snapper = Snapper(chart, self._systems)

    def move(self, pointer: Pointer) -> Gesture:
        """Show the cards where they would be dropped."""
        stage = self.stage
        self._copying, self._last = modifiers.copies(pointer), pointer
        free, self._alone = self._alone, modifiers.is_free(pointer)
        if self._base is not stage.board.chart or free != self._alone:
            # A result or an edit came in meanwhile, or areas leave behind what stands on them.
            self._start_from(stage.board.chart)
            stage.preview = None
        self._way = self._snapped(pointer)
        if self._copying:
            stage.preview = None
        else:
            places, way = self._places(), self._way
            on = self._cargo.shifted(stage.preview or self._base, way.x(), way.y())
            stage.preview = stage.board.moved(places, on)
            self._settling.look(places, keep=self._alone)
        stage.dirty.emit()
        return self

    def release(self, pointer: Pointer) -> None:  # noqa: ARG002 - it was moved there
        """Write the move, or the copies, as one step."""
        stage, way = self.stage, self._way
        stage.preview = None
        self._start_from(stage.board.chart)
        if not self._alone and not self._copying:
            self._way = way = self._moored(way)
        if self._copying:
            commands.duplicate_by(stage, way.x(), way.y())
        elif not way.isNull():
            self._write(way)
        stage.dirty.emit()

    def _write(self, way: QPointF) -> None:
        """Write the move, and which departments it changes."""
        self._settling.look(self._places(), keep=self._alone)
        words, departments = self._settling.words(), self._settling.departments
        if self._cargo.is_plain and not departments:
            commands.move(self.stage, self._places())
        else:
            plots.carry(self.stage, self._cargo, way.x(), way.y(), departments)
        if words:
            self.stage.say(words)

    def _moored(self, way: QPointF) -> QPointF:
        """The way to a place where no territory comes to lie on another; a word where it is not."""
        dx, dy, name = Mooring(self.stage, self._cargo).beside(way.x(), way.y())
        if name:
            free = "with Ctrl+Shift it stays where it is dropped"
            self.stage.say(f"Set beside {name}, as territories do not overlap; {free}")
        return QPointF(dx, dy)

    def cancel(self) -> None:
        """Everything stands where it stood."""
        self.stage.preview = None
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """Snap lines, and the outlines of copies to be."""
        paint_guides(painter, self.stage, self._guides)
        if self._copying:
            self._paint_copies(painter, self.stage.colours["accent"])
        else:
            self._settling.paint(painter, self._last)

    def _paint_copies(self, painter: QPainter, accent: str) -> None:
        painter.setPen(inks.line(accent, 1.5, dash=(5.0, 3.0)))
        painter.setBrush(inks.brush(f"{accent}1f"))
        radius = 8 * self.stage.camera.zoom
        for system in self._systems:
            box = rect_of(self._base.standing[system].box).translated(self._way)
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
        return self._cargo.places(self._way.x(), self._way.y())


def around(chart: Chart, systems: Collection[str]) -> Box:
    """The box round the cards of some systems; empty round none."""
    return hull([chart.cards[system].box for system in systems if system in chart.cards])
