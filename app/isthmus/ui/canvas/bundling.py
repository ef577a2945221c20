"""Flows from far out: bundles as wide as they are many, and short flows as thin lines."""

from collections.abc import Set as AbstractSet
from itertools import pairwise
from math import hypot, log2

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from isthmus.drawing import paint
from isthmus.drawing.chart import Chart, FlowLook, FlowShape
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.regions import (
    KINDS,
    Bundle,
    Numbers,
    Points,
    Survey,
    bundles,
    cell_size,
    survey,
)
from isthmus.ui.canvas.sheet import STEP, Steps

MANY_FLOWS = 300
"""Fewer flows than these are drawn by themselves at every distance."""
_SHORT = 620.0
"""Scene units that a short flow leads across and down at most."""
_SHORT_FROM = 0.14
"""The zoom from which short flows are drawn by themselves."""
_TILE = 1200.0
"""Short flows are held in tiles this wide, each made when it is first seen."""
_NEAR = 900.0
"""The same from a middle distance."""
_PER_WORK = 600
_LINES = 300
"""Faint lines drawn in one step."""
_FAINT, _BUNDLED, _GHOST = 0.42, 0.34, 0.2
_BEND = 0.07
"""How far a bundle swings out, as a share of its length: to and fro keep apart."""

Lines = dict[FlowLook, list[QLineF]]
_AS_DRAWN = {FlowLook.FILE: FlowLook.MANUAL, FlowLook.RETIRED: FlowLook.LIVE}
"""Dots and dashes are dust out there: looks that only these tell apart."""


class FarFlows:
    """Draws the flows of one chart from far out."""

    def __init__(self, chart: Chart, theme: Theme) -> None:
        """Nothing is counted before it is first seen."""
        self._chart, self._theme = chart, theme
        self._table: Survey | None = None
        self._levels: dict[tuple[float, bool], list[tuple[QRectF, Bundle]]] = {}
        self._tiles: dict[tuple[int, int], list[FlowShape]] | None = None
        self._lines: dict[tuple[int, int], Lines] = {}
        self._short_keys: frozenset[str] | None = None
        self._pieces: tuple[Points, Numbers] | None = None

    @property
    def table(self) -> Survey:
        """The chart as tables."""
        if self._table is None:
            self._table = survey(self._chart)
        return self._table

    def steps(
        self, painter: QPainter, seen: QRectF, zoom: float, without: AbstractSet[str]
    ) -> Steps:
        """Draw what `seen` (scene units) shows, a few strokes at a time."""
        whole = painter.opacity()
        yield len(self.table.flows) // _PER_WORK  # counting is a step of its own
        if zoom >= _SHORT_FROM:
            painter.setOpacity(whole * _FAINT)
            yield from self._short(painter, seen, without)
        yield len(self.level(zoom)) // 8
        for number, bundle in enumerate(self._in_sight(seen, zoom)):
            _draw_bundle(painter, bundle, zoom, whole, self._theme)
            if number % STEP == STEP - 1:
                yield STEP
        painter.setOpacity(whole)
        yield self._missing(painter, without)

    def _in_sight(self, seen: QRectF, zoom: float) -> list[Bundle]:
        return [bundle for bounds, bundle in self.level(zoom) if bounds.intersects(seen)]

    def level(self, zoom: float) -> list[tuple[QRectF, Bundle]]:
        """The bundles at that zoom with what they touch, the weakest first."""
        cell, alone = cell_size(zoom), zoom >= _SHORT_FROM
        if (cell, alone) not in self._levels:
            found = bundles(self.table, cell, _SHORT if alone else 0.0)
            self._levels[cell, alone] = [(_bounds(bundle), bundle) for bundle in found]
        return self._levels[cell, alone]

    def _missing(self, painter: QPainter, without: AbstractSet[str]) -> int:
        """What a finding misses is told at every distance; how many lines that took."""
        shapes = [f for f in self._chart.flows.values() if f.look is FlowLook.MISSING]
        painter.setBrush(inks.NO_BRUSH)
        painter.setPen(inks.line(self._theme.chart["missing"], 2.0, dash=(5.0, 3.0)))
        for shape in shapes:
            if shape.key not in without:
                painter.drawPath(inks.path(shape.steps))
        return len(shapes)

    def _short(self, painter: QPainter, seen: QRectF, without: AbstractSet[str]) -> Steps:
        """The lines of short flows in the tiles in sight."""
        tiles = self._tiles if self._tiles is not None else self._cut_tiles()
        for tile in _tiles_in(seen):
            shapes = tiles.get(tile)
            if shapes is None:
                continue
            for look, lines in self._lines_in(tile, shapes, without).items():
                painter.setPen(_thin(look, self._theme))
                painter.drawLines(lines)
            yield 1 + len(shapes) // 4

    def _lines_in(
        self, tile: tuple[int, int], shapes: list[FlowShape], without: AbstractSet[str]
    ) -> Lines:
        if without and not without.isdisjoint(shape.key for shape in shapes):
            return _lines_of([shape for shape in shapes if shape.key not in without])
        if tile not in self._lines:
            self._lines[tile] = _lines_of(shapes)
        return self._lines[tile]

    def _cut_tiles(self) -> dict[tuple[int, int], list[FlowShape]]:
        """The short flows by the tile that they start in."""
        table = self.table
        self._tiles = {}
        at = np.floor(table.middles[table.source] / _TILE).astype(int)
        for row in np.flatnonzero(table.ways() <= _SHORT).tolist():
            key = (int(at[row, 0]), int(at[row, 1]))
            self._tiles.setdefault(key, []).append(table.flows[row])
        return self._tiles

    # From a middle distance

    @property
    def short(self) -> frozenset[str]:
        """Keys of the flows that are drawn by themselves from a middle distance."""
        if self._short_keys is None:
            near = np.flatnonzero(self.table.ways() <= _NEAR).tolist()
            missing = (f.key for f in self._chart.flows.values() if f.look is FlowLook.MISSING)
            self._short_keys = frozenset(self.table.flows[row].key for row in near).union(missing)
        return self._short_keys

    def long_steps(self, painter: QPainter, seen: QRectF, without: AbstractSet[str]) -> Steps:
        """Draw flows that lead far as faint lines: hundreds in a channel would be a wall."""
        rows, owners = self._long_pieces()
        inside = (
            (np.minimum(rows[:, 0], rows[:, 2]) <= seen.right())
            & (np.maximum(rows[:, 0], rows[:, 2]) >= seen.left())
            & (np.minimum(rows[:, 1], rows[:, 3]) <= seen.bottom())
            & (np.maximum(rows[:, 1], rows[:, 3]) >= seen.top())
        )
        if without:
            inside &= ~np.isin(owners, self._numbers_of(without))
        whole, kinds = painter.opacity(), self.table.kind[owners]
        painter.setOpacity(whole * _GHOST)
        for kind, look in enumerate(KINDS):
            painter.setPen(_thin(look, self._theme))
            lines = rows[inside & (kinds == kind)].tolist()
            for start in range(0, len(lines), _LINES):
                painter.drawLines([QLineF(*row) for row in lines[start : start + _LINES]])
                yield STEP
        painter.setOpacity(whole)
        yield 0

    def _long_pieces(self) -> tuple[Points, Numbers]:
        """Far-leading flows as straight pieces from corner to corner, and whose they are."""
        if self._pieces is None:
            found: list[tuple[float, ...]] = []
            owners: list[int] = []
            for row in np.flatnonzero(self.table.ways() > _NEAR).tolist():
                points = [at[-2:] for _, at in self.table.flows[row].steps if at]
                found += [(*a, *b) for a, b in pairwise(points)]
                owners += [row] * (len(points) - 1)
            pieces = np.array(found, dtype=float).reshape(-1, 4)
            self._pieces = pieces, np.array(owners, dtype=np.intp)
        return self._pieces

    def _numbers_of(self, keys: AbstractSet[str]) -> list[int]:
        return [row for row, flow in enumerate(self.table.flows) if flow.key in keys]


def _tiles_in(seen: QRectF) -> list[tuple[int, int]]:
    """The tiles in which flows may start that are in sight."""
    grown = seen.adjusted(-_SHORT, -_SHORT, _SHORT, _SHORT)
    across = range(int(grown.left() // _TILE), int(grown.right() // _TILE) + 1)
    down = range(int(grown.top() // _TILE), int(grown.bottom() // _TILE) + 1)
    return [(x, y) for x in across for y in down]


def _lines_of(shapes: list[FlowShape]) -> Lines:
    """The flows as straight lines from corner to corner, by look."""
    found: Lines = {}
    for shape in shapes:
        points = [QPointF(*at[-2:]) for _, at in shape.steps if at]
        lines = (QLineF(a, b) for a, b in pairwise(points))
        found.setdefault(_AS_DRAWN.get(shape.look, shape.look), []).extend(lines)
    return found


def _thin(look: FlowLook, theme: Theme) -> QPen:
    return inks.line(paint.flow_pen(look, theme).colour, 1.0)


def _bounds(bundle: Bundle) -> QRectF:
    (ax, ay), (bx, by) = bundle.start, bundle.end
    rect = QRectF(QPointF(ax, ay), QPointF(bx, by)).normalized()
    out = _BEND * hypot(bx - ax, by - ay) + 40.0
    return rect.adjusted(-out, -out, out, out)


def width_of(count: int) -> float:
    """Screen pixels that a bundle of so many flows is wide."""
    return min(14.0, 1.0 + 1.25 * log2(max(1, count)))


def _draw_bundle(
    painter: QPainter, bundle: Bundle, zoom: float, opacity: float, theme: Theme
) -> None:
    """The bundle as a bowed line; an arrow in its middle where nearly all lead one way."""
    (ax, ay), (bx, by) = bundle.start, bundle.end
    dx, dy = bx - ax, by - ay
    bow = QPointF((ax + bx) / 2 - dy * 2 * _BEND, (ay + by) / 2 + dx * 2 * _BEND)
    path = QPainterPath(QPointF(ax, ay))
    path.quadTo(bow, QPointF(bx, by))
    wide, colour = width_of(bundle.count), paint.flow_pen(bundle.look, theme).colour
    painter.setOpacity(opacity * _BUNDLED)
    painter.setBrush(inks.NO_BRUSH)
    dashed = (10.0, 6.0) if bundle.look is FlowLook.PLANNED else ()
    painter.setPen(inks.line(colour, wide, dash=dashed))
    painter.drawPath(path)
    if bundle.directed and hypot(dx, dy) * zoom > 6 * wide + 24:
        painter.setOpacity(opacity * 0.85)
        painter.setPen(inks.NO_PEN)
        painter.setBrush(inks.brush(colour))
        painter.drawPolygon(_arrow(path.pointAtPercent(0.5), dx, dy, (wide / 2 + 3.5) / zoom))


def _arrow(at: QPointF, dx: float, dy: float, size: float) -> QPolygonF:
    """A triangle that points along (dx, dy)."""
    whole = hypot(dx, dy) or 1.0
    ux, uy = dx / whole * size, dy / whole * size
    return QPolygonF(
        [
            QPointF(at.x() + 1.3 * ux, at.y() + 1.3 * uy),
            QPointF(at.x() - ux - uy, at.y() - uy + ux),
            QPointF(at.x() - ux + uy, at.y() - uy - ux),
        ]
    )
