"""Places for the labels of flows: on their own line, off the cards, off each other."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import dist, floor

import numpy as np
from numpy.typing import NDArray

from isthmus.layout.candidates import Style
from isthmus.layout.geometry import Box
from isthmus.layout.links import LABEL_HEIGHT, Link, Point
from isthmus.layout.obstacles import Floats, Obstacles
from isthmus.layout.ports import Course
from isthmus.layout.sides import Sides

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_SHARES = (
    0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82,
    0.46, 0.54, 0.38, 0.62, 0.3, 0.7, 0.22, 0.78, 0.14, 0.86, 0.1, 0.9,
)  # fmt: skip
"""Where on its line a label is tried, the best first."""
_HEAD = 12.0
"""Room between a label and the end of its line, for the arrow head."""
_BUCKET = 160.0
_MARGIN = 3.0
_SAMPLES = 12
"""Parts that a curve is measured in."""


class Room:
    """Boxes that labels must not touch, found quickly by where they are."""

    def __init__(self, sides: Sides) -> None:
        """Those of a table at first; in a drag these are many, and few of them are near."""
        self._sides = sides[np.isfinite(sides[:, 0])]
        self._buckets: dict[tuple[int, int], list[Edges]] = {}

    def add(self, edges: Edges) -> None:
        """Take the room between these edges."""
        for key in _buckets(edges):
            self._in(key).append(edges)

    def free(self, edges: Edges) -> bool:
        """Whether a box with these edges touches none of those taken."""
        left, top, right, bottom = edges
        left, top, right, bottom = left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN
        return not any(
            left < there[2] and there[0] < right and top < there[3] and there[1] < bottom
            for key in _buckets(edges)
            for there in self._in(key)
        )

    def _in(self, key: tuple[int, int]) -> list[Edges]:
        """The boxes in a square of the scene; those of the table are looked up once."""
        found = self._buckets.get(key)
        if found is None:
            found = self._buckets[key] = []
            if len(self._sides):
                strip, low = self._strip(key[0]), key[1] * _BUCKET - _MARGIN
                near = (strip[:, 1] < low + _BUCKET + 2 * _MARGIN) & (strip[:, 3] > low)
                found.extend(map(tuple, strip[near].tolist()))
        return found

    @cached_property
    def _columns(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Numbers of columns of squares, in order, each with a row of the table that is in it."""
        edges = self._sides[:, ::2] + (-_MARGIN, _MARGIN)
        first, last = np.floor(edges / _BUCKET).astype(np.int64).T
        counts = last - first + 1
        rows = np.repeat(np.arange(len(first)), counts)
        columns = first[rows] + np.arange(len(rows)) - np.repeat(counts.cumsum() - counts, counts)
        order = np.argsort(columns, kind="stable")
        return columns[order], rows[order]

    def _strip(self, column: int) -> Sides:
        """What of the table is in a column of squares."""
        columns, rows = self._columns
        start, stop = np.searchsorted(columns, (column, column + 1))
        found: Sides = self._sides[rows[start:stop]]
        return found


def _buckets(edges: Edges) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (floor(edge / _BUCKET) for edge in edges)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def place_labels(
    links: Sequence[Link],
    courses: Mapping[str, Course],
    obstacles: Obstacles,
    taken: Room,
) -> dict[str, tuple[int, Box]]:
    """For each link that has room: which of its labels, and where; adds them to those taken."""
    named = [link for link in links if link.labels]
    if not named:
        return {}
    lines = [courses[link.key] for link in named]
    spots = _spots(lines)
    open_spots = _open(named, spots, lines, obstacles)
    placed = {}
    # Those with the fewest places to choose from come first.
    order = np.argsort(open_spots.sum(axis=(1, 2)), kind="stable").tolist()
    for k in order:
        found = _choose(named[k], spots[k], open_spots[k], taken)
        if found:
            label, edges = found
            left, top, right, bottom = edges
            placed[named[k].key] = label, Box(left, top, right - left, bottom - top)
            taken.add(edges)
    return placed


def _spots(courses: Sequence[Course]) -> Floats:
    """Where labels are tried, (courses, spots, 2); corners count as if they were not rounded."""
    curved = np.array([course.style is Style.CURVE for course in courses])
    spots = np.empty((len(courses), len(_SHARES), 2))
    if curved.any():
        controls = np.array([course.points for course in courses if course.style is Style.CURVE])
        spots[curved] = _along(_sampled(controls))
    if not curved.all():
        corners = [course.points for course in courses if course.style is not Style.CURVE]
        most = max(map(len, corners))
        spots[~curved] = _along(
            np.array([some + some[-1:] * (most - len(some)) for some in corners])
        )
    for k, course in enumerate(courses):
        if course.style is Style.BENT:
            legs = _middles(course.points)[: len(_SHARES)]
            spots[k, : len(legs)] = legs
    return spots


def _middles(points: Sequence[Point]) -> list[Point]:
    """The middles of the legs between points, that of the longest leg first."""
    legs = sorted(pairwise(points), key=lambda leg: -dist(*leg))
    return [((ax + bx) / 2, (ay + by) / 2) for (ax, ay), (bx, by) in legs]


def _sampled(controls: Floats) -> Floats:
    """Points along cubics, (curves, points, 2)."""
    a, b, c, d = (controls[:, None, k] for k in range(4))
    t = np.linspace(0, 1, _SAMPLES + 1)[None, :, None]
    s = 1 - t
    points: Floats = s**3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t**3 * d
    return points


def _along(lines: Floats) -> Floats:
    """The points at the shares of the lengths of polylines, (lines, shares, 2)."""
    steps = np.diff(lines, axis=1)
    lengths = np.hypot(steps[..., 0], steps[..., 1])
    ends = lengths.cumsum(axis=1)
    wanted = ends[:, -1:] * np.array(_SHARES)
    leg = (ends[:, None, :] < wanted[..., None]).sum(axis=2).clip(max=lengths.shape[1] - 1)
    rows = np.arange(len(lines))[:, None]
    left = ends[rows, leg] - wanted
    share = left / np.maximum(lengths[rows, leg], 1e-9)
    points: Floats = lines[rows, leg + 1] - steps[rows, leg] * share[..., None]
    return points


def _open(
    links: Sequence[Link], spots: Floats, courses: Sequence[Course], obstacles: Obstacles
) -> NDArray[np.bool_]:
    """Whether a label fits off the cards and arrow heads: (links, labels, spots)."""
    most = max(len(link.labels) for link in links)
    widths = np.array([(*link.labels, *[np.inf] * (most - len(link.labels))) for link in links])
    known = np.isfinite(widths)
    half = np.empty((len(links), most, 1, 2))
    half[..., 0, 0], half[..., 0, 1] = np.where(known, widths, 0) / 2, LABEL_HEIGHT / 2
    centres = spots[:, None, :, :]
    tip_room = np.array((_HEAD, 10.0))
    free: NDArray[np.bool_] = ~obstacles.covered(centres - half, centres + half) & known[:, :, None]
    for end in (0, -1):
        tips = np.array([course.points[end] for course in courses])[:, None, None, :]
        free &= (np.abs(tips - centres) > half + tip_room).any(axis=-1)
    return free


def _choose(
    link: Link, spots: Floats, free: NDArray[np.bool_], taken: Room
) -> tuple[int, Edges] | None:
    """The first label and spot that are free, the most telling label first."""
    for number in np.flatnonzero(free).tolist():
        label, spot = divmod(number, len(_SHARES))
        x, y = spots[spot].tolist()
        half = link.labels[label] / 2
        edges = (x - half, y - LABEL_HEIGHT / 2, x + half, y + LABEL_HEIGHT / 2)
        if taken.free(edges):
            return label, edges
    return None
