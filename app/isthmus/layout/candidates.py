"""The ways a flow could run between two cards, for many flows at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from isthmus.layout.obstacles import Obstacles

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

POINTS = 6
_ACROSS, _DOWN = 54.0, 23.0
"""From a card to the middle of the channel beside it, and of the one below it."""
_LEAST_ACROSS, _LEAST_DOWN = 24.0, 18.0
_TRIM = 16.0
"""The length at each end of a route that lies beside its own card."""
_BEND = 36.0
_UNDER = 30.0
_CROSSING = 90.0
_NEVER = 1e9


class Side(IntEnum):
    """The side of a card at which a flow ends."""

    LEFT = 0
    TOP = 1
    RIGHT = 2
    BOTTOM = 3


class Style(IntEnum):
    """How the corners of a route are drawn."""

    STRAIGHT = 0
    CURVE = 1
    CORNERS = 2
    BENT = 3
    """Led by hand."""


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of route, worked out for all flows: corners, sides, and for which it will do."""

    style: Style
    points: Floats
    """(flows, POINTS, 2); after the last corner it is repeated."""
    leaves: Ints
    enters: Ints
    valid: Bools
    extra: Floats | float = 0.0
    """What makes it less welcome than its length says."""


class Pairs:
    """The boxes at both ends of many flows, (flows, 4) as left, top, right, bottom."""

    def __init__(self, a: Floats, b: Floats) -> None:
        self.a, self.b = a, b
        self.ac, self.bc = (a[:, :2] + a[:, 2:]) / 2, (b[:, :2] + b[:, 2:]) / 2
        right, down = self.bc[:, 0] >= self.ac[:, 0], self.bc[:, 1] >= self.ac[:, 1]
        self.right, self.down = right, down
        self.sx, self.sy = np.where(right, 1.0, -1.0), np.where(down, 1.0, -1.0)
        self.ax, self.bx = np.where(right, a[:, 2], a[:, 0]), np.where(right, b[:, 0], b[:, 2])
        self.ay, self.by = np.where(down, a[:, 3], a[:, 1]), np.where(down, b[:, 1], b[:, 3])
        self.gap_x, self.gap_y = (self.bx - self.ax) * self.sx, (self.by - self.ay) * self.sy
        reach_x = np.where(self.gap_x > 0, np.minimum(_ACROSS, self.gap_x / 2), _ACROSS)
        reach_y = np.where(self.gap_y > 0, np.minimum(_DOWN, self.gap_y / 2), _DOWN)
        self.xa, self.xb = self.ax + self.sx * reach_x, self.bx - self.sx * reach_x
        self.ya, self.yb = self.ay + self.sy * reach_y, self.by - self.sy * reach_y
        self.left, self.far_right = self._beyond(0, _ACROSS)
        self.top, self.far_down = self._beyond(1, _DOWN)
        self.beside, self.below = self.gap_x >= _LEAST_ACROSS, self.gap_y >= _LEAST_DOWN
        self.out_x = np.where(right, Side.RIGHT, Side.LEFT)
        self.in_x = np.where(right, Side.LEFT, Side.RIGHT)
        self.out_y = np.where(down, Side.BOTTOM, Side.TOP)
        self.in_y = np.where(down, Side.TOP, Side.BOTTOM)

    def _beyond(self, axis: int, reach: float) -> tuple[Floats, Floats]:
        low = np.minimum(self.a[:, axis], self.b[:, axis]) - reach
        return low, np.maximum(self.a[:, axis + 2], self.b[:, axis + 2]) + reach

    def side(self, side: Side) -> Ints:
        """That side, for every flow."""
        return np.full(len(self.a), side)


def ways(p: Pairs) -> Iterator[Way]:
    """Every kind of route, the simplest first."""
    yield from _straight(p)
    yield from _curves(p)
    yield from _few_corners(p)
    yield from _round(p)
    yield from _many_corners(p)


def _path(*corners: tuple[Floats, Floats]) -> Floats:
    """Corners given as x and y, as (flows, POINTS, 2)."""
    made = np.empty((len(corners[0][0]), POINTS, 2))
    for k, (x, y) in enumerate(corners):
        made[:, k, 0], made[:, k, 1] = x, y
    made[:, len(corners) :] = made[:, len(corners) - 1 : len(corners)]
    return made


def _straight(p: Pairs) -> Iterator[Way]:
    low, high = np.maximum(p.a, p.b), np.minimum(p.a, p.b)
    (x, y), overlap = ((low[:, :2] + high[:, 2:]) / 2).T, (high[:, 2:] - low[:, :2]).T
    level = p.beside & (overlap[1] >= 16)
    yield Way(Style.STRAIGHT, _path((p.ax, y), (p.bx, y)), p.out_x, p.in_x, level, -60.0)
    upright = p.below & (overlap[0] >= 30)
    yield Way(Style.STRAIGHT, _path((x, p.ay), (x, p.by)), p.out_y, p.in_y, upright, -60.0)


def _curves(p: Pairs) -> Iterator[Way]:
    (acx, acy), (bcx, bcy) = p.ac.T, p.bc.T
    dx, dy = np.abs(bcx - acx), np.abs(bcy - acy)
    mid_x, mid_y = (p.ax + p.bx) / 2, (p.ay + p.by) / 2
    long = np.maximum(0, dx + dy - 420)
    flat = p.beside & (dy > 1)
    steep = np.maximum(0, dy - 1.6 * np.maximum(p.gap_x, 0)) * 0.6
    level = _path((p.ax, acy), (mid_x, acy), (mid_x, bcy), (p.bx, bcy))
    yield Way(Style.CURVE, level, p.out_x, p.in_x, flat, long + steep - 8)
    steep = np.maximum(0, dx - 2.2 * np.maximum(p.gap_y, 0)) * 0.9
    upright = _path((acx, p.ay), (acx, mid_y), (bcx, mid_y), (bcx, p.by))
    yield Way(Style.CURVE, upright, p.out_y, p.in_y, p.below & (dx > 1), long + steep)
    turn = ((bcx - p.ax) * p.sx > 40) & ((p.by - acy) * p.sy > 30)
    path = _path((p.ax, acy), (bcx, acy), (bcx, acy), (bcx, p.by))
    yield Way(Style.CURVE, path, p.out_x, p.in_y, turn, long + 12)
    turn = ((bcy - p.ay) * p.sy > 30) & ((p.bx - acx) * p.sx > 40)
    path = _path((acx, p.ay), (acx, bcy), (acx, bcy), (p.bx, bcy))
    yield Way(Style.CURVE, path, p.out_y, p.in_x, turn, long + 12)


def _few_corners(p: Pairs) -> Iterator[Way]:
    """One or two corners."""
    (acx, acy), (bcx, bcy) = p.ac.T, p.bc.T
    for x in (p.xa, p.xb):
        path = _path((p.ax, acy), (x, acy), (x, bcy), (p.bx, bcy))
        yield Way(Style.CORNERS, path, p.out_x, p.in_x, p.beside)
    for y in (p.ya, p.yb):
        path = _path((acx, p.ay), (acx, y), (bcx, y), (bcx, p.by))
        yield Way(Style.CORNERS, path, p.out_y, p.in_y, p.below)
    turn = ((bcx - p.ax) * p.sx > 40) & ((p.by - acy) * p.sy > 30)
    path = _path((p.ax, acy), (bcx, acy), (bcx, p.by))
    yield Way(Style.CORNERS, path, p.out_x, p.in_y, turn)
    turn = ((bcy - p.ay) * p.sy > 30) & ((p.bx - acx) * p.sx > 40)
    path = _path((acx, p.ay), (acx, bcy), (p.bx, bcy))
    yield Way(Style.CORNERS, path, p.out_y, p.in_x, turn)


def _round(p: Pairs) -> Iterator[Way]:
    """Out and in at the same side of both cards."""
    (acx, acy), (bcx, bcy) = p.ac.T, p.bc.T
    always = np.ones(len(p.a), dtype=bool)
    for side, x, at in ((Side.RIGHT, p.far_right, 2), (Side.LEFT, p.left, 0)):
        path = _path((p.a[:, at], acy), (x, acy), (x, bcy), (p.b[:, at], bcy))
        yield Way(Style.CORNERS, path, p.side(side), p.side(side), always, 20.0)
    for side, y, at in ((Side.BOTTOM, p.far_down, 3), (Side.TOP, p.top, 1)):
        path = _path((acx, p.a[:, at]), (acx, y), (bcx, y), (bcx, p.b[:, at]))
        yield Way(Style.CORNERS, path, p.side(side), p.side(side), always, 20.0)


def _many_corners(p: Pairs) -> Iterator[Way]:
    """Three or four corners, along the channels between columns and rows."""
    (acx, acy), (bcx, bcy) = p.ac.T, p.bc.T
    for y in (p.ya, p.yb, p.top, p.far_down):
        path = _path((p.ax, acy), (p.xa, acy), (p.xa, y), (p.xb, y), (p.xb, bcy), (p.bx, bcy))
        yield Way(Style.CORNERS, path, p.out_x, p.in_x, p.beside)
    both = p.beside & p.below
    path = _path((p.ax, acy), (p.xa, acy), (p.xa, p.yb), (bcx, p.yb), (bcx, p.by))
    yield Way(Style.CORNERS, path, p.out_x, p.in_y, both)
    path = _path((acx, p.ay), (acx, p.ya), (p.xb, p.ya), (p.xb, bcy), (p.bx, bcy))
    yield Way(Style.CORNERS, path, p.out_y, p.in_x, both)
    for x in (p.xa, p.xb, p.left, p.far_right):
        path = _path((acx, p.ay), (acx, p.ya), (x, p.ya), (x, p.yb), (bcx, p.yb), (bcx, p.by))
        yield Way(Style.CORNERS, path, p.out_y, p.in_y, p.below)


class Prices:
    """What each way costs each flow: length, bends, and dearly what lies under cards."""

    def __init__(self, choices: Sequence[Way], obstacles: Obstacles) -> None:
        self._count = len(choices[0].valid)
        self._obstacles = obstacles
        valid = np.stack([way.valid for way in choices])
        plain = valid & ~_needless(np.stack([way.points for way in choices]))
        valid = np.where(plain.any(axis=0), plain, valid)
        will_do = np.flatnonzero(valid)
        self._rows = np.zeros(valid.size, dtype=np.int64)
        """Where among those that will do a way of a flow is, by way and flow."""
        self._rows[will_do] = np.arange(len(will_do))
        points = np.concatenate([way.points for way in choices])[will_do]
        self.parts = _parts(points)
        costs = np.full(valid.size, _NEVER)
        costs[will_do] = self._length(choices, points, will_do)
        self._fixed: Floats = costs.reshape(valid.shape)

    def _length(self, choices: Sequence[Way], points: Floats, will_do: Ints) -> Floats:
        curved = np.array([way.style is Style.CURVE for way in choices])[will_do // self._count]
        lengths = np.abs(np.diff(points, axis=1)).sum(axis=2)
        total = lengths.sum(axis=1)
        bends = np.maximum(0, (lengths > 1).sum(axis=1) - 1) * ~curved
        extra = np.concatenate([np.broadcast_to(way.extra, self._count) for way in choices])
        starts, ends, real = self.parts
        under = (self._obstacles.under(starts, ends) * real).sum(axis=1)
        hit = self._obstacles.hit(_along_curves(points[curved])).mean(axis=1)
        # A curve gets corners where it leaves beside others: neither may run over a card.
        under[curved] = np.maximum(hit * total[curved], under[curved])
        cost: Floats = total + _BEND * bends + extra[will_do]
        cost += _UNDER * (under + 100 * (under > 0))
        return cost

    def alone(self) -> Floats:
        """(ways, flows), as if no other flow were there."""
        return self._fixed

    def among_lines(self) -> Floats:
        """(ways, flows), each crossing of a line that the obstacles have by now paid."""
        total = self._fixed.copy()
        will_do = np.nonzero(total < _NEVER)
        total[will_do] += self._crossings(*will_do)
        return total

    def best_among_lines(self, flows: Ints) -> Ints:
        """The cheapest way of some flows, each crossing of a line added to the obstacles paid."""
        fixed = self._fixed[:, flows]
        total = np.full_like(fixed, np.inf)
        first, each = fixed.argmin(axis=0), np.arange(len(flows))
        bound = fixed[first, each] + self._crossings(first, flows)
        total[first, each] = bound
        # A way that costs more alone than the first one among the lines cannot be the cheapest.
        ways, which = np.nonzero((fixed <= bound) & np.isinf(total))
        total[ways, which] = fixed[ways, which] + self._crossings(ways, flows[which])
        best: Ints = total.argmin(axis=0)
        return best

    def _crossings(self, ways: Ints, flows: Ints) -> Floats:
        """What the lines cost that these ways of these flows cross."""
        starts, ends, real = self._parts_of(ways, flows)
        crossed = (self._obstacles.lines_crossed(starts, ends) * real).sum(axis=1)
        cost: Floats = _CROSSING * crossed
        return cost

    def _parts_of(self, ways: Ints, flows: Ints) -> tuple[Floats, Floats, Bools]:
        rows = self._rows[ways * self._count + flows]
        starts, ends, real = self.parts
        return starts[rows], ends[rows], real[rows]

    def lines(self, chosen: Ints, flows: Ints) -> tuple[Floats, Floats]:
        """Starts and ends of the parts of the chosen ways of some flows."""
        starts, ends, real = self._parts_of(chosen, flows)
        return starts[real], ends[real]


def _needless(points: Floats) -> Bools:
    """Which ways (..., POINTS, 2) have a corner at which they do not turn: another has none."""
    steps = np.abs(np.diff(points, axis=-2))
    before = np.zeros(points.shape[:-2], dtype=np.int64)
    found = np.zeros(points.shape[:-2], dtype=np.bool_)
    for step in np.moveaxis(steps, -2, 0):
        runs = np.where(step[..., 0] > 0, 1, np.where(step[..., 1] > 0, 2, 0))
        found |= (runs == before) & (runs > 0)
        before = np.where(runs > 0, runs, before)
    return found


def _parts(points: Floats) -> tuple[Floats, Floats, Bools]:
    """Starts and ends of the parts, less what lies beside the own cards; which have a length."""
    starts, ends = points[:, :-1].copy(), points[:, 1:].copy()
    steps = ends - starts
    real = np.abs(steps).sum(axis=2) > 0
    last = real.cumsum(axis=1).argmax(axis=1)
    rows = np.arange(len(points))
    starts[:, 0] += _trimmed(steps[:, 0])
    ends[rows, last] -= _trimmed(steps[rows, last])
    return starts, ends, real


def _trimmed(steps: Floats) -> Floats:
    """The part of each step that is near its own card."""
    return np.clip(steps, -_TRIM, _TRIM)


_T = np.linspace(0.14, 0.86, 15)[None, :, None]


def _along_curves(points: Floats) -> Floats:
    """Points along each curve, (curves, points, 2)."""
    a, b, c, d = (points[:, None, k, :] for k in range(4))
    t, s = _T, 1 - _T
    curve: Floats = s**3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t**3 * d
    return curve
