"""Snap lines: cards that are dragged line up with the edges, centres and gaps of those at rest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from isthmus.drawing.chart import Chart
from isthmus.layout.geometry import GRID, Box
from isthmus.ui.canvas.gaps import Edges, gaps, spans

REACH = 6.0
"""Screen pixels within which a card snaps."""
_OVERSHOOT = 12.0
_SAME = 1e-6
"""Scene units within which two places are the same."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A snap line from (x1, y1) to (x2, y2), in scene units."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_gap: bool = False
    """It measures one of several gaps that are equal."""


@dataclass(frozen=True, slots=True)
class Snap:
    """How far to correct a drag (None where nothing draws it), and the lines that say why."""

    dx: float | None = None
    dy: float | None = None
    guides: tuple[Guide, ...] = ()


def on_grid(value: float) -> float:
    """The nearest line of the grid."""
    return round(value / GRID) * GRID


class Snapper:
    """Snaps a moving box to the cards that stay."""

    def __init__(self, chart: Chart, moving: Collection[str]) -> None:
        """Line up with all cards but those moving."""
        boxes = [card.box for key, card in chart.cards.items() if key not in moving]
        rows = [(b.x, b.y, b.right, b.bottom) for b in boxes]
        self._edges: Edges = np.array(rows, dtype=np.float64).reshape(-1, 4)

    def snap(self, box: Box, reach: float, around: float, axes: Collection[int] = (0, 1)) -> Snap:
        """The correction within `reach`; only cards nearer than `around` count (scene units).

        `axes` along which the box may be corrected: 0 across, 1 down.
        """
        near = self._near(box, around)
        if not len(near):
            return Snap()
        shifts = {axis: _correction(near, box, axis, reach) for axis in axes}
        for _ in range(2):  # a shift down may leave the row whose gaps a shift across made equal
            guides = {axis: _reasons(near, box, shifts, axis, reach) for axis in axes}
            shifts = {axis: shift if guides[axis] else None for axis, shift in shifts.items()}
        shown = [guide for axis in axes if shifts[axis] is not None for guide in guides[axis]]
        return Snap(shifts.get(0), shifts.get(1), tuple(shown))

    def snap_edge(self, at: float, beside: Box, axis: int, reach: float, around: float) -> Snap:
        """The same for one edge, at `at`, of a box whose size changes."""
        near = self._near(beside, around)
        if not len(near):
            return Snap()
        shift = _least(near[:, [axis, axis + 2]] - at, reach)
        if shift is None:
            return Snap()
        low, high = (beside.y, beside.bottom) if axis == 0 else (beside.x, beside.right)
        there = at + shift
        other = 1 - axis
        rows = near[(np.abs(near[:, [axis, axis + 2]] - there) < _SAME).any(axis=1)]
        start, end = _reach(rows[:, [other, other + 2]], low, high)
        if axis == 0:
            return Snap(shift, None, (Guide(there, start, there, end),))
        return Snap(None, shift, (Guide(start, there, end, there),))

    def _near(self, box: Box, around: float) -> Edges:
        wide = box.grown(around)
        edges = self._edges
        return edges[
            (edges[:, 0] <= wide.right)
            & (edges[:, 2] >= wide.x)
            & (edges[:, 1] <= wide.bottom)
            & (edges[:, 3] >= wide.y)
        ]


def _lines(edges: Edges, axis: int) -> Edges:
    """Near edge, centre and far edge of each card on an axis, a column each."""
    low, high = edges[:, axis], edges[:, axis + 2]
    return np.stack((low, (low + high) / 2, high), axis=1)


def _correction(near: Edges, box: Box, axis: int, reach: float) -> float | None:
    """The least shift that lines an edge up with another's of its kind, or makes gaps equal."""
    low, high = (box.x, box.right) if axis == 0 else (box.y, box.bottom)
    own = np.array((low, (low + high) / 2, high))
    edge = _least(_lines(near, axis) - own, reach)
    between = [gap.shift for gap in gaps(near, box, axis, reach)]
    gap = _least(np.array(between), reach) if between else None
    if edge is None or (gap is not None and abs(gap) < abs(edge) - _SAME):
        return gap
    return edge


def _reasons(
    near: Edges, box: Box, shifts: Mapping[int, float | None], axis: int, reach: float
) -> list[Guide]:
    """The lines that say why the box is shifted along an axis; none where it is not."""
    if shifts[axis] is None:
        return []
    dx, dy = shifts.get(0) or 0.0, shifts.get(1) or 0.0
    moved = Box(box.x + dx, box.y + dy, box.width, box.height)
    return [*_guides(near, moved, axis), *_measures(near, moved, axis, reach)]


def _least(shifts: Edges, reach: float) -> float | None:
    """The smallest of some shifts, if it is within reach."""
    best = float(shifts.flat[int(np.abs(shifts).argmin())])
    return best if abs(best) <= reach else None


def _measures(near: Edges, moved: Box, axis: int, reach: float) -> list[Guide]:
    """Lines over the gaps that are equal now."""
    for gap in gaps(near, moved, axis, reach):
        if abs(gap.shift) < _SAME:
            across = moved.centre[1 - axis]
            found = spans(near, moved, axis, gap)
            return [
                Guide(a, across, b, across, is_gap=True)
                if axis == 0
                else Guide(across, a, across, b, is_gap=True)
                for a, b in found
            ]
    return []


def _guides(near: Edges, moved: Box, axis: int) -> list[Guide]:
    """The lines on which the moved box now lies with another, each once."""
    own = (moved.x, moved.centre[0], moved.right) if axis == 0 else (
        moved.y, moved.centre[1], moved.bottom
    )  # fmt: skip
    other = 1 - axis
    low, high = (moved.y, moved.bottom) if axis == 0 else (moved.x, moved.right)
    same = np.abs(_lines(near, axis) - np.array(own)) < _SAME
    outer = same[:, 0] | same[:, 2]
    guides = []
    for kind in (0, 2) if outer.any() else (1,):  # the middle line says nothing more then
        rows = near[same[:, kind]]
        if len(rows):
            start, end = _reach(rows[:, [other, other + 2]], low, high)
            at = own[kind]
            guides.append(Guide(at, start, at, end) if axis == 0 else Guide(start, at, end, at))
    return guides


def _reach(rows: Edges, low: float, high: float) -> tuple[float, float]:
    """From the moved box, or the nearest card before it, to the nearest after it."""
    before, after = rows[rows[:, 1] <= low], rows[rows[:, 0] >= high]
    start = float(before[before[:, 1].argmax(), 0]) if len(before) else low
    end = float(after[after[:, 0].argmin(), 1]) if len(after) else high
    return start - _OVERSHOOT, end + _OVERSHOOT
