"""Spreads the ends of flows along the sides of cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2

from isthmus.layout.candidates import Side, Style
from isthmus.layout.geometry import Box

Point = tuple[float, float]

# For the level sides of a card, then for the upright ones:
_INSET = (22.0, 9.0)
"""From the corners of a card to the first and last end."""
_APART = (34.0, 13.0)
_BESIDE = (84.0, 22.0)
"""The same for straight lines side by side, each of which has its label."""


@dataclass(slots=True)
class Course:
    """A route in the making: its corners, and the sides where it ends."""

    key: str
    source: str
    target: str
    style: Style
    points: list[Point]
    leaves: Side
    enters: Side


@dataclass(slots=True)
class _End:
    """One end of a course at a side of a card."""

    course: Course
    last: bool
    """The end at the target."""
    slope: float
    """Where it turns to: from first to last along the side."""

    @property
    def straight(self) -> bool:
        """Whether it must stand where the other end does."""
        return self.course.style is Style.STRAIGHT


def spread(courses: Sequence[Course], boxes: Mapping[str, Box]) -> None:
    """Give each end a place of its own on its side, in the order in which they turn away."""
    sides: dict[tuple[str, Side], list[_End]] = {}
    for course in courses:
        for last in (False, True):
            system = course.target if last else course.source
            side = course.enters if last else course.leaves
            sides.setdefault((system, side), []).append(_end(course, side, last=last))
    for (system, side), ends in sides.items():
        if len(ends) > 1:
            _place(ends, boxes[system], side)


def _upright(side: Side) -> bool:
    """Whether the side runs up and down."""
    return side in (Side.LEFT, Side.RIGHT)


def _end(course: Course, side: Side, *, last: bool) -> _End:
    points = course.points[::-1] if last else course.points
    x, y = points[0]
    tx, ty = points[min(2, len(points) - 1)] if course.style is Style.CORNERS else points[-1]
    along, away = (ty - y, abs(tx - x)) if _upright(side) else (tx - x, abs(ty - y))
    return _End(course, last, 0.0 if course.style is Style.STRAIGHT else atan2(along, away))


def _place(ends: list[_End], box: Box, side: Side) -> None:
    ends.sort(key=lambda end: end.slope)
    start, length = (box.y, box.height) if _upright(side) else (box.x, box.width)
    inset = _INSET[_upright(side)]
    straight = [k for k, end in enumerate(ends) if end.straight]
    at = _along(ends[straight[0]], side) if straight else start + length / 2
    wanted = _wanted(ends, straight, upright=_upright(side))
    before, after = max(at - start - inset, 0.0), max(start + length - inset - at, 0.0)
    tight_before = min(1.0, before / -wanted[0]) if wanted[0] < 0 else 1.0
    tight_after = min(1.0, after / wanted[-1]) if wanted[-1] > 0 else 1.0
    for end, offset in zip(ends, wanted, strict=True):
        if not end.straight or len(straight) > 1:
            _shift(end, side, at + offset * (tight_before if offset < 0 else tight_after))


def _wanted(ends: list[_End], straight: list[int], *, upright: bool) -> list[float]:
    """Where the ends would stand with room enough, from the middle of the straight ones."""
    found = [0.0]
    for one, other in pairwise(ends):
        step = _BESIDE[upright] if one.straight and other.straight else _APART[upright]
        found.append(found[-1] + step)
    anchors = straight or range(len(ends))
    middle = sum(found[k] for k in anchors) / len(anchors)
    return [offset - middle for offset in found]


def _along(end: _End, side: Side) -> float:
    point = end.course.points[-1 if end.last else 0]
    return point[1] if _upright(side) else point[0]


def _shift(end: _End, side: Side, to: float) -> None:
    """Move the end along its side, and with it the corners up to the first turn."""
    points = end.course.points
    moved = range(len(points)) if end.straight else ((-1, -2) if end.last else (0, 1))
    for k in moved:
        x, y = points[k]
        points[k] = (x, to) if _upright(side) else (to, y)
