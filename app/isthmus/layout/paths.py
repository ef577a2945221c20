"""Corners as paths: rounded, or as one cubic; and points along them."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import hypot

from isthmus.layout.geometry import Step, Verb

Point = tuple[float, float]

_RADIUS = 18.0
_ROUND = 0.45
"""How near its corner the controls of a bend come, as a share of the radius."""
_AT_END = 14.0
"""Left straight at the end of a path, for the arrow head."""
_SAMPLES = 12


def rounded(points: Sequence[Point]) -> tuple[Step, ...]:
    """The corners as lines with rounded bends."""
    legs = [_leg(a, b) for a, b in pairwise(points)]
    last = len(legs) - 1
    steps: list[Step] = [(Verb.MOVE, points[0])]
    at = points[0]
    for k in range(last):
        (x, y), (length, ax, ay), (onward, bx, by) = points[k + 1], legs[k], legs[k + 1]
        # Half of a part between two bends, nearly all of it at an end.
        room = length / 2 if k else max(length / 2, length - _AT_END)
        room_on = onward / 2 if k + 1 < last else max(onward / 2, onward - _AT_END)
        radius = min(_RADIUS, room, room_on)
        if radius < 0.5:
            at = _go(steps, at, (x, y))
            continue
        near = radius * _ROUND
        _go(steps, at, (x - ax * radius, y - ay * radius))
        at = (x + bx * radius, y + by * radius)
        curve = (x - ax * near, y - ay * near, x + bx * near, y + by * near, *at)
        steps.append((Verb.CUBIC, curve))
    _go(steps, at, points[-1])
    return tuple(steps)


def corners_of(steps: Sequence[Step]) -> list[Point]:
    """The points that `rounded` made these lines of."""
    points: list[Point] = []
    part = _ROUND / (1 - _ROUND)
    for k, (verb, n) in enumerate(steps):
        last = k + 1 == len(steps)
        if verb is Verb.CUBIC:
            points.append((n[2] - (n[4] - n[2]) * part, n[3] - (n[5] - n[3]) * part))
        if last or (verb is not Verb.CUBIC and (k == 0 or steps[k + 1][0] is not Verb.CUBIC)):
            points.append((n[-2], n[-1]))
    return points


def _leg(a: Point, b: Point) -> tuple[float, float, float]:
    """Length and direction of the way from one point to another."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = abs(dx + dy) if not dx or not dy else hypot(dx, dy)
    return (length, dx / length, dy / length) if length else (0.0, 0.0, 0.0)


def _go(steps: list[Step], at: Point, to: Point) -> Point:
    """Add a line, unless it would have no length."""
    if abs(to[0] - at[0]) + abs(to[1] - at[1]) >= 0.01 or len(steps) == 0:
        steps.append((Verb.LINE, to))
    return to


def cubic(points: Sequence[Point]) -> tuple[Step, ...]:
    """Four points as one cubic curve."""
    return ((Verb.MOVE, points[0]), (Verb.CUBIC, (*points[1], *points[2], *points[3])))


def flattened(steps: Sequence[Step]) -> list[Point]:
    """Points along a path, near enough to draw it with lines."""
    points: list[Point] = []
    for verb, n in steps:
        if verb is Verb.CUBIC:
            points.extend(_sampled(points[-1], n))
        elif n:
            points.append((n[0], n[1]))
    return points


def _sampled(start: Point, n: Sequence[float]) -> list[Point]:
    x, y = start
    found = []
    for k in range(1, _SAMPLES + 1):
        t = k / _SAMPLES
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        found.append(
            (a * x + b * n[0] + c * n[2] + d * n[4], a * y + b * n[1] + c * n[3] + d * n[5])
        )
    return found


def along(points: Sequence[Point], shares: Sequence[float]) -> list[Point]:
    """The points at those shares (0 to 1, each) of the length of a polyline."""
    ends = list(accumulate(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)))
    found = []
    for share in shares:
        distance = share * ends[-1]
        k = min(bisect_left(ends, distance), len(ends) - 1)
        (x, y), (_, dx, dy) = points[k + 1], _leg(points[k], points[k + 1])
        back = ends[k] - distance
        found.append((x - dx * back, y - dy * back))
    return found
