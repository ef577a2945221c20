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
_SAMPLES = 12


def rounded(points: Sequence[Point]) -> tuple[Step, ...]:
    """The corners as lines with rounded bends."""
    steps: list[Step] = [(Verb.MOVE, points[0])]
    for k in range(1, len(points) - 1):
        corner = points[k]
        room = min(_half(points, k - 1), _half(points, k))
        radius = min(_RADIUS, room)
        if radius < 0.5:
            steps.append((Verb.LINE, corner))
            continue
        start, end = (
            _towards(corner, points[k - 1], radius),
            _towards(corner, points[k + 1], radius),
        )
        near, far = (_towards(corner, points[j], radius * _ROUND) for j in (k - 1, k + 1))
        steps.append((Verb.LINE, start))
        steps.append((Verb.CUBIC, (*near, *far, *end)))
    steps.append((Verb.LINE, points[-1]))
    return tuple(_without_gaps(steps))


def _half(points: Sequence[Point], k: int) -> float:
    """Room for a bend on a part: half of it between two bends, nearly all of it at an end."""
    (ax, ay), (bx, by) = points[k], points[k + 1]
    length = hypot(bx - ax, by - ay)
    at_end = k in (0, len(points) - 2)
    return max(length / 2, length - 14) if at_end else length / 2


def _towards(a: Point, b: Point, distance: float) -> Point:
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    return (
        a[0] + (b[0] - a[0]) * distance / length,
        a[1] + (b[1] - a[1]) * distance / length,
    )


def _without_gaps(steps: Sequence[Step]) -> list[Step]:
    """Leaves out lines of no length."""
    kept = [steps[0]]
    for step in steps[1:]:
        x, y = kept[-1][1][-2:]
        if step[0] is Verb.LINE and hypot(step[1][0] - x, step[1][1] - y) < 0.01:
            continue
        kept.append(step)
    return kept


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
        found.append(_towards(points[k + 1], points[k], ends[k] - distance))
    return found
