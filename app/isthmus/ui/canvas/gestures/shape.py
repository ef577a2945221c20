"""Drag a handle of a territory, an area or a note: it grows or shrinks, as one step."""

from dataclasses import replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from isthmus.drawing.chart import Chart
from isthmus.drawing.plots import AreaShape, Grounds, Land, NoteShape, Plot
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import modifiers, plots
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.guides import paint_guides
from isthmus.ui.canvas.plotmarks import Grip
from isthmus.ui.canvas.snapping import REACH, Guide, Snapper, on_grid
from isthmus.ui.canvas.stage import Pointer, Stage

_AROUND = 600.0
"""Screen pixels: edges farther off than this do not attract."""


class ShapeGesture(Gesture):
    """The dragged side follows the pointer; the side opposite to it stays."""

    pans_at_edge = True

    def __init__(self, stage: Stage, start: Pointer, grip: Grip) -> None:
        """Drag that handle."""
        super().__init__(stage, start)
        self._grip = grip
        self.cursor = grip.cursor
        self._base = stage.board.chart
        self._plot = self._base.grounds.get(grip.key)
        self._box = self._plot.box if self._plot else None
        self._snapper = Snapper(self._base, ())
        self._guides: tuple[Guide, ...] = ()
        self._dragged = False

    def move(self, pointer: Pointer) -> Gesture:
        """Show it as large as it would be."""
        stage, plot = self.stage, self._plot
        self._dragged = self._dragged or self.far_enough(pointer)
        if self._dragged and plot is not None:
            self._box = plots.fitted(self._base, plot, self._wished(pointer, plot.box))
            stage.preview = _shown(stage.board.chart, plot, self._box)
        stage.dirty.emit()
        return self

    def release(self, pointer: Pointer) -> None:  # noqa: ARG002 - it was moved there
        """Write the size."""
        self.stage.preview = None
        if self._plot is not None and self._box is not None and self._box != self._plot.box:
            plots.shape(self.stage, {self._plot.key: self._box})
        self.stage.dirty.emit()

    def cancel(self) -> None:
        """It is as large as it was."""
        self.stage.preview = None
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """Snap lines."""
        paint_guides(painter, self.stage, self._guides)

    def _wished(self, pointer: Pointer, box: Box) -> Box:
        """The box with the dragged sides at the pointer, or where edges or the grid draw them."""
        way = pointer.scene - self.start.scene
        self._guides = ()
        if not modifiers.is_free(pointer):
            way = QPointF(self._drawn(way.x(), box, 0), self._drawn(way.y(), box, 1))
        left, top, right, bottom = box.x, box.y, box.right, box.bottom
        left += way.x() if self._grip.across < 0 else 0.0
        right += way.x() if self._grip.across > 0 else 0.0
        top += way.y() if self._grip.down < 0 else 0.0
        bottom += way.y() if self._grip.down > 0 else 0.0
        left, right = _apart(left, right, moves_low=self._grip.across < 0)
        top, bottom = _apart(top, bottom, moves_low=self._grip.down < 0)
        return Box(round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2))

    def _drawn(self, way: float, box: Box, axis: int) -> float:
        """How far the dragged side goes on an axis: 0 is across, 1 is down."""
        side = (self._grip.across, self._grip.down)[axis]
        if not side:
            return 0.0
        low, high = ((box.x, box.right), (box.y, box.bottom))[axis]
        at = (high if side > 0 else low) + way
        zoom = self.stage.camera.zoom
        if self.stage.snaps:
            snap = self._snapper.snap_edge(at, box, axis, REACH / zoom, _AROUND / zoom)
            shift = snap.dx if axis == 0 else snap.dy
            if shift is not None:
                self._guides += snap.guides
                return way + shift
        return way + (on_grid(at) - at if self.stage.grid else 0.0)


def _apart(low: float, high: float, *, moves_low: bool) -> tuple[float, float]:
    """The two sides in order, where a drag has led one beyond the other."""
    if low <= high:
        return low, high
    return (high, high) if moves_low else (low, low)


def _shown(chart: Chart, plot: Plot, box: Box) -> Chart:
    """The chart with the plot in that box."""
    lands, areas, notes = chart.grounds.lands, chart.grounds.areas, chart.grounds.notes
    if isinstance(plot, Land):
        lands = {**lands, plot.key: replace(plot, base=box, box=box)}
    elif isinstance(plot, AreaShape):
        areas = {**areas, plot.key: replace(plot, box=box)}
    elif isinstance(plot, NoteShape):
        notes = {**notes, plot.key: replace(plot, box=box)}
    return replace(chart, grounds=Grounds(lands, areas, notes))
