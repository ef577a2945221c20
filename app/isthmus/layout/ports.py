"""Spreads the ends of flows along the sides of cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2

from isthmus.layout.candidates import Side, Style
from isthmus.layout.geometry import Box

Point = tuple[float, float]


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
    inset, widest = (9.0, 13.0) if _upright(side) else (22.0, 34.0)
    straight = [k for k, end in enumerate(ends) if end.straight]
    if straight:
        middle = sum(straight) / len(straight)
        at = _along(ends[straight[0]], side)
    else:
        middle, at = (len(ends) - 1) / 2, start + length / 2
    before, after = at - start - inset, start + length - inset - at
    step_before = min(widest, before / middle if middle else widest)
    behind = len(ends) - 1 - middle
    step_after = min(widest, after / behind if behind else widest)
    for k, end in enumerate(ends):
        offset = k - middle
        step = step_before if offset < 0 else step_after
        if not end.straight or len(straight) > 1:
            _shift(end, side, at + offset * step)


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
