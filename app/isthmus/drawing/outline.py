"""Rounded outlines: a convex hull grown evenly, and polygons with rounded corners."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import atan2, cos, dist, pi, sin, tan

from isthmus.layout.geometry import Step, Verb

Point = tuple[float, float]


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """Corners of the hull, each once, clockwise on the screen (Andrew's monotone chain)."""
    ordered = sorted(_ends_of_rows(points))
    if len(ordered) < 3:
        return ordered
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _ends_of_rows(points: Sequence[Point]) -> set[Point]:
    """The points without those that lie between two others at the same height."""
    low: dict[float, float] = {}
    high: dict[float, float] = {}
    for x, y in points:
        if x < low.get(y, x + 1):
            low[y] = x
        if x > high.get(y, x - 1):
            high[y] = x
    return {(x, y) for row in (low, high) for y, x in row.items()}


def _chain(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for x, y in points:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain


def grown(hull: Sequence[Point], radius: float) -> tuple[Step, ...]:
    """The outline at that distance from a convex polygon, with arcs round its corners."""
    steps: list[Step] = []
    n = len(hull)
    normals = [_normal(hull[i], hull[(i + 1) % n]) for i in range(n)]
    for i, (x, y) in enumerate(hull):
        before, after = normals[i - 1], normals[i]
        start = (x + radius * cos(before), y + radius * sin(before))
        steps.append((Verb.LINE if steps else Verb.MOVE, start))
        steps.extend(_arc((x, y), radius, before, after))
    return (*steps, (Verb.CLOSE, ()))


def _normal(a: Point, b: Point) -> float:
    """Angle of the outward normal of an edge of a hull."""
    return atan2(b[1] - a[1], b[0] - a[0]) - pi / 2


def _arc(centre: Point, radius: float, start: float, end: float) -> Iterator[Step]:
    """Cubics along an arc of growing angle, one for each quarter turn or less."""
    sweep = (end - start) % (2 * pi)
    if sweep < 1e-9:
        return
    parts = int(sweep / (pi / 2) - 1e-9) + 1
    angles = [start + sweep * i / parts for i in range(parts + 1)]
    reach = radius * 4 / 3 * tan(sweep / parts / 4)
    x, y = centre
    for a, b in pairwise(angles):
        ax, ay = x + radius * cos(a), y + radius * sin(a)
        bx, by = x + radius * cos(b), y + radius * sin(b)
        yield (
            Verb.CUBIC,
            (ax - reach * sin(a), ay + reach * cos(a), bx + reach * sin(b), by - reach * cos(b),
             bx, by),
        )  # fmt: skip


def rounded_loop(corners: Sequence[Point], radius: float = 32.0) -> Iterator[Step]:
    """A closed polygon with its corners rounded, as far as its sides leave room."""
    n = len(corners)
    for k, corner in enumerate(corners):
        before, after = corners[k - 1], corners[(k + 1) % n]
        r = min(radius, dist(corner, before) / 2, dist(corner, after) / 2)
        start, end = _on_way(corner, before, r), _on_way(corner, after, r)
        bend = 1 - 4 / 3 * tan(pi / 8)
        near, far = _on_way(corner, before, r * bend), _on_way(corner, after, r * bend)
        yield (Verb.LINE if k else Verb.MOVE, start)
        yield (Verb.CUBIC, (*near, *far, *end))
    yield (Verb.CLOSE, ())


def _on_way(a: Point, b: Point, distance: float) -> Point:
    """The point that far from a on the way to b."""
    share = distance / (dist(a, b) or 1.0)
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
