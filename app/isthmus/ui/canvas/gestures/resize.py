"""Drag a corner of a selected card: all selected cards grow or shrink alike, as one step."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from isthmus.layout.geometry import Box
from isthmus.ui.canvas import modifiers, shaping
from isthmus.ui.canvas.corners import Corner
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.guides import paint_guides
from isthmus.ui.canvas.snapping import REACH, Guide, Snapper, on_grid
from isthmus.ui.canvas.stage import Pointer, Stage
from isthmus.workspace.edits.sizing import allowed

_AROUND = 600.0
"""Screen pixels: edges farther off than this do not attract."""


class ResizeGesture(Gesture):
    """The dragged corner follows the pointer; the corner opposite to it stays."""

    pans_at_edge = True

    def __init__(self, stage: Stage, start: Pointer, corner: Corner) -> None:
        """Drag that corner."""
        super().__init__(stage, start)
        self._corner = corner
        self.cursor = corner.cursor
        self._begin()
        self._dragged = False
        self._guides: tuple[Guide, ...] = ()

    def _begin(self) -> None:
        """Start from how the selected cards stand."""
        self._base = self.stage.board.chart
        self._before = shaping.cards(self.stage)
        self._boxes = dict(self._before)
        self._snapper = Snapper(self._base, self._before)

    def move(self, pointer: Pointer) -> Gesture:
        """Show the cards as large as they would be."""
        stage = self.stage
        self._dragged = self._dragged or self.far_enough(pointer)
        if self._base is not stage.board.chart:  # a result or an edit came in meanwhile
            self._begin()
            stage.preview = None
        own = self._before.get(self._corner.system)
        if self._dragged and own is not None:
            by = self._growth(pointer, own)
            self._boxes = {key: self._grown(box, by) for key, box in self._before.items()}
            places = {key: (box.x, box.y) for key, box in self._boxes.items()}
            sizes = {key: (box.width, box.height) for key, box in self._boxes.items()}
            stage.preview = stage.board.moved(places, stage.preview, sizes=sizes)
        stage.dirty.emit()
        return self

    def release(self, pointer: Pointer) -> None:  # noqa: ARG002 - it was moved there
        """Write the sizes as one step."""
        self.stage.preview = None
        if self._boxes != self._before:
            shaping.resize(self.stage, self._boxes)
        self.stage.dirty.emit()

    def cancel(self) -> None:
        """Everything is as large as it was."""
        self.stage.preview = None
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """Snap lines."""
        paint_guides(painter, self.stage, self._guides)

    def _growth(self, pointer: Pointer, own: Box) -> tuple[float, float]:
        """How much wider and higher the dragged card becomes; with Shift both in proportion."""
        way = pointer.scene - self.start.scene
        across, down = self._corner.across, self._corner.down
        self._guides = ()
        if not modifiers.is_free(pointer):
            way = self._drawn(way, own)
        width, height = own.width + across * way.x(), own.height + down * way.y()
        if modifiers.keeps_straight(pointer):
            factor = max(width / own.width, height / own.height)
            width, height = own.width * factor, own.height * factor
            self._guides = ()
        width, height = allowed(round(width, 2), round(height, 2))
        return width - own.width, height - own.height

    def _drawn(self, way: QPointF, own: Box) -> QPointF:
        """The way that the corner goes where edges of other cards, or the grid, draw it."""
        corner = self._corner
        x = (own.right if corner.across > 0 else own.x) + way.x()
        y = (own.bottom if corner.down > 0 else own.y) + way.y()
        dx, dy = self._shift(x, own, 0), self._shift(y, own, 1)
        return QPointF(way.x() + dx, way.y() + dy)

    def _shift(self, at: float, own: Box, axis: int) -> float:
        zoom = self.stage.camera.zoom
        if self.stage.snaps:
            snap = self._snapper.snap_edge(at, own, axis, REACH / zoom, _AROUND / zoom)
            shift = snap.dx if axis == 0 else snap.dy
            if shift is not None:
                self._guides += snap.guides
                return shift
        return on_grid(at) - at if self.stage.grid else 0.0

    def _grown(self, box: Box, by: tuple[float, float]) -> Box:
        """The box larger by so much, its corner opposite to the dragged one where it was."""
        width, height = allowed(box.width + by[0], box.height + by[1])
        x = box.x if self._corner.across > 0 else box.right - width
        y = box.y if self._corner.down > 0 else box.bottom - height
        return Box(round(x, 2), round(y, 2), width, height)
