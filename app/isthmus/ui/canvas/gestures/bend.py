"""Bend a flow by hand: drag its line, or a point that it is bent at already."""

from math import hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from isthmus.drawing.chart import FlowShape
from isthmus.ui.canvas import commands, modifiers
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.gestures.leg import leg_at
from isthmus.ui.canvas.guides import paint_guides
from isthmus.ui.canvas.reins import ends_of, paint_bends
from isthmus.ui.canvas.snapping import REACH, Guide
from isthmus.ui.canvas.stage import Pointer, Stage
from isthmus.workspace.edits import points_of

Point = tuple[float, float]
Points = tuple[Point, ...]

_STRAIGHT = 3.0
"""Screen pixels: a point dropped so near the line between its neighbours is let go of."""


class BendGesture(Gesture):
    """The line follows the pointer; a point dropped back on the line is gone."""

    cursor = Qt.CursorShape.SizeAllCursor
    pans_at_edge = True

    def __init__(
        self, stage: Stage, start: Pointer, flow: FlowShape, bend: int | None = None
    ) -> None:
        """Drag the bend of that number, or add one where the line was pressed."""
        super().__init__(stage, start)
        self._flow = flow
        self._before = points_of(stage.board.snapshot, stage.board.view_id, flow.key)
        self._number = place_on(flow, self._before, _point(start.scene)) if bend is None else bend
        self._is_new = bend is None
        self._points = self._before
        at = _point(start.scene)
        self._leg = leg_at(flow, self._before, at) if self._is_new else None
        if self._leg is not None:
            self.cursor = self._leg.cursor
        self._guides: tuple[Guide, ...] = ()
        self._dragged = False

    def move(self, pointer: Pointer) -> Gesture:
        """Lead the line through the pointer, in line with its neighbours where it is near."""
        self._dragged = self._dragged or self.far_enough(pointer)
        if not self._dragged or self._flow.key not in self.stage.board.chart.flows:
            return self
        if self._leg is not None and not modifiers.is_free(pointer):
            self._points = self._leg.moved(_point(pointer.scene))
            return self._shown()
        at = self._snapped(pointer)
        rest = self._before[self._number :] if self._is_new else self._before[self._number + 1 :]
        self._points = (*self._before[: self._number], at, *rest)
        return self._shown()

    def _shown(self) -> Gesture:
        """With the line as it would be led."""
        self.stage.preview = self.stage.board.led(self._flow.key, self._points)
        self.stage.dirty.emit()
        return self

    def release(self, pointer: Pointer) -> None:  # noqa: ARG002 - it was moved there
        """Write the bend as one step; a click takes the point in hand for keys."""
        stage = self.stage
        stage.preview = None
        if not self._dragged:
            stage.bend = None if self._is_new else self._number
        elif self._leg is None and self._is_straight():
            stage.bend = None
            commands.bend(stage, self._flow.key, self._without())
        else:
            commands.bend(stage, self._flow.key, self._points)
            stage.bend = self._number if self._leg is None else self._leg.number
        stage.dirty.emit()

    def cancel(self) -> None:
        """The line runs as it did."""
        self.stage.preview = None
        self.stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """What the point lines up with, and all points."""
        paint_guides(painter, self.stage, self._guides)
        paint_bends(painter, self.stage, self._points, self._number)

    def _without(self) -> Points:
        return self._points[: self._number] + self._points[self._number + 1 :]

    def _neighbours(self) -> tuple[Point, Point]:
        """The points before and after: bends, or the middles of the cards at the ends."""
        cards = self.stage.chart.standing
        ends = (cards[self._flow.source].box.centre, cards[self._flow.target].box.centre)
        others = self._before if self._is_new else self._before[: self._number]
        before = others[self._number - 1] if self._number else ends[0]
        rest = self._before[self._number + (0 if self._is_new else 1) :]
        return before, rest[0] if rest else ends[1]

    def _snapped(self, pointer: Pointer) -> Point:
        """The pointer, or in line with a neighbour so that the line runs straight up or across."""
        at, self._guides = _point(pointer.scene), ()
        if modifiers.is_free(pointer):
            return at
        reach = REACH / self.stage.camera.zoom
        x, y = at
        for nx, ny in self._neighbours():
            if abs(nx - at[0]) <= reach:
                x = nx
                self._guides += (Guide(nx, ny, nx, y),)
            if abs(ny - at[1]) <= reach:
                y = ny
                self._guides += (Guide(nx, ny, x, ny),)
        return x, y

    def _is_straight(self) -> bool:
        """Whether the point makes no bend: it lies between others that say the same."""
        if len(self._points) < 2:
            return False
        start, end = self._neighbours()
        reach = _STRAIGHT / self.stage.camera.zoom
        return distance(self._points[self._number], start, end) <= reach


def place_on(flow: FlowShape, points: Points, at: Point) -> int:
    """Between which of the points of a flow a point of its line lies: the number of the next."""
    start, end = ends_of(flow)
    corners = (start, *points, end)
    legs = range(len(corners) - 1)
    return min(legs, key=lambda leg: (distance(at, corners[leg], corners[leg + 1]), leg))


def distance(at: Point, start: Point, end: Point) -> float:
    """From a point to a straight line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((at[0] - start[0]) * dx + (at[1] - start[1]) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, along))
    return hypot(start[0] + share * dx - at[0], start[1] + share * dy - at[1])


def _point(at: QPointF) -> Point:
    return at.x(), at.y()
