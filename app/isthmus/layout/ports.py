"""Spreads the ends of flows along the sides of cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from isthmus.layout.candidates import Side, Style
from isthmus.layout.geometry import Box
from isthmus.layout.links import Point

# For the level sides of a card, then for the upright ones:
_INSET = (22.0, 9.0)
"""From the corners of a card to the first and last end."""
_APART = (34.0, 13.0)
_STEP = 2.0
"""From one place that is tried to the next."""
_BESIDE = (84.0, 22.0)
"""The same for straight lines side by side, each of which has its label."""


@dataclass(slots=True)
class Course:
    """A route in the making: its corners, and the sides where it ends."""

    key: str
    rank: int
    """Its number among all courses, which are in the order of names."""
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
    turn: tuple[int, float, float]
    """Its order along the side: see `_turn`."""

    @property
    def fixed(self) -> bool:
        """Whether it must stand where it does: the line would not be straight elsewhere."""
        if self.course.style is not Style.BENT:
            return self.course.style is Style.STRAIGHT
        (x, y), (bx, by) = self.course.points[:: -1 if self.last else 1][:2]
        return x == bx or y == by


Place = tuple[str, Side]
"""A system, and a side of its card."""

Taken = Mapping[Place, Sequence[float]]
"""By system and side, where along the side the ends of flows stand that stay."""


def spread(
    courses: Sequence[Course], boxes: Mapping[str, Box], taken: Taken = MappingProxyType({})
) -> None:
    """Give each end a place of its own on its side, in the order in which they turn away.

    They keep off those that are `taken` already.
    """
    straight = [course for course in courses if course.style is Style.STRAIGHT]
    _fan_out(straight, boxes, taken, _turning(courses))
    sides: dict[Place, list[_End]] = {}
    for course in courses:
        for last, place in _places(course):
            sides.setdefault(place, []).append(_end(course, place[1], last=last))
    for (system, side), ends in sides.items():
        if kept := taken.get((system, side)):
            _place_beside(ends, boxes[system], side, kept)
        elif len(ends) > 1:
            _place(ends, boxes[system], side)


def _places(course: Course) -> tuple[tuple[bool, Place], tuple[bool, Place]]:
    """Where a course leaves, and where it enters: the latter is its last end."""
    return (False, (course.source, course.leaves)), (True, (course.target, course.enters))


def _turning(courses: Sequence[Course]) -> dict[Place, tuple[int, int]]:
    """How many ends turn up (left) from each side of a card, and how many down (right)."""
    found: dict[Place, tuple[int, int]] = {}
    for course in courses:
        if course.style is not Style.STRAIGHT:
            for last, place in _places(course):
                up, down = found.get(place, (0, 0))
                is_up = _end(course, place[1], last=last).turn[0] < 0
                found[place] = (up + is_up, down + (not is_up))
    return found


def _fan_out(
    straight: Sequence[Course],
    boxes: Mapping[str, Box],
    taken: Taken,
    turning: Mapping[Place, tuple[int, int]],
) -> None:
    """Draw straight lines between the same two cards apart, where they face each other.

    Several leave room for the ends that turn away beside them.
    """
    pairs: dict[tuple[str, ...], list[Course]] = {}
    for course in straight:
        pairs.setdefault(tuple(sorted((course.source, course.target))), []).append(course)
    for (one, other), group in pairs.items():
        upright = _upright(group[0].leaves)
        (a, b), (c, d) = (_span(boxes[system], upright=upright) for system in (one, other))
        low, high = max(a, c), min(b, d)
        inset = min(_INSET[upright], (high - low) / 4)
        beside = [turning.get(place, (0, 0)) for _, place in _places(group[0])]
        up, down = (max(counts) for counts in zip(*beside, strict=True))
        if len(group) == 1:  # the others find room on either side of one
            up = down = 0
        step = min(_BESIDE[upright], (high - low - 2 * inset) / max(1, len(group) + up + down - 1))
        first = (low + high) / 2 - (len(group) - 1) / 2 * step
        first = max(first, low + inset + up * step)
        first = min(first, high - inset - (len(group) - 1 + down) * step)
        kept = _kept_at(group[0], taken)
        for k, course in enumerate(group):
            at = first + k * step
            if kept:
                at = _free_place(at, (low, high), _APART[upright], kept)
                kept.append(at)
            course.points = [(x, at) if upright else (at, y) for x, y in course.points]


def _kept_at(course: Course, taken: Taken) -> list[float]:
    """The places that are taken at both ends of a straight line."""
    ends = ((course.source, course.leaves), (course.target, course.enters))
    return [place for end in ends for place in taken.get(end, ())]


def _place_beside(ends: list[_End], box: Box, side: Side, kept: Sequence[float]) -> None:
    """Places for ends beside those that stay where they are."""
    upright = _upright(side)
    start, stop = _span(box, upright=upright)
    taken = [*kept, *(_along(end, side) for end in ends if end.fixed)]
    free = [end for end in ends if not end.fixed]
    for end in sorted(free, key=lambda end: (*end.turn, end.course.rank)):
        wanted = (start + stop) / 2 + end.turn[0] * _APART[upright] / 4
        place = _free_place(wanted, (start, stop), _APART[upright], taken)
        taken.append(place)
        _shift(end, side, place)


def _free_place(
    wanted: float, span: tuple[float, float], apart: float, taken: Sequence[float]
) -> float:
    """The place nearest to the one wanted that is far enough from others, else the freest one."""
    start, stop = span
    inset = min(_INSET[1], (stop - start) / 4)
    count = max(2, round((stop - start - 2 * inset) / _STEP) + 1)
    tries = np.linspace(start + inset, stop - inset, count)
    tries = np.append(tries, min(max(wanted, start + inset), stop - inset))
    clear = np.abs(tries[:, None] - np.array(taken)).min(axis=1)
    best = np.lexsort((np.abs(tries - wanted), -np.minimum(clear, apart)))[0]
    return float(tries[best])


def _span(box: Box, *, upright: bool) -> tuple[float, float]:
    return (box.y, box.bottom) if upright else (box.x, box.right)


def _upright(side: Side) -> bool:
    """Whether the side runs up and down."""
    return side in (Side.LEFT, Side.RIGHT)


def _end(course: Course, side: Side, *, last: bool) -> _End:
    points = course.points[::-1] if last else course.points
    if course.style is Style.BENT:  # turns away at once, towards its first bend
        points = [points[0], *points[:2]]
    return _End(course, last, _turn(points, side))


def _turn(points: Sequence[Point], side: Side) -> tuple[int, float, float]:
    """Sorts ends along an upright side from the top: those that turn up, the nearest turn first.

    Then those that turn down, the nearest turn last: so no line crosses its neighbour. The same
    holds from left to right along a level side.
    """
    (x, y), (bx, by), (tx, ty) = points[0], points[1], points[min(2, len(points) - 1)]
    along, away = (ty - y, abs(bx - x)) if _upright(side) else (tx - x, abs(by - y))
    hand = 1 if along > 0 else -1
    return hand, -hand * away, along


def _place(ends: list[_End], box: Box, side: Side) -> None:
    """Places for the ends that bend: about the middle, or on either side of the straight ones."""
    upright = _upright(side)
    start, stop = _span(box, upright=upright)
    low, high = start + _INSET[upright], stop - _INSET[upright]
    free = sorted(
        (end for end in ends if not end.fixed), key=lambda end: (*end.turn, end.course.rank)
    )
    taken = [_along(end, side) for end in ends if end.fixed]
    if not taken:
        step = min(_APART[upright], (high - low) / max(1, len(free) - 1))
        first = (start + stop - step * (len(free) - 1)) / 2
        _row(free, side, first, step)
        return
    before = [end for end in reversed(free) if end.turn[0] < 0]
    after = [end for end in free if end.turn[0] > 0]
    step = _step(side, min(taken) - low, len(before))
    _row(before, side, min(taken) - step, -step)
    step = _step(side, high - max(taken), len(after))
    _row(after, side, max(taken) + step, step)


def _step(side: Side, room: float, count: int) -> float:
    return min(_APART[_upright(side)], max(room, 0.0) / max(1, count))


def _row(ends: Sequence[_End], side: Side, first: float, step: float) -> None:
    for k, end in enumerate(ends):
        _shift(end, side, first + k * step)


def _along(end: _End, side: Side) -> float:
    point = end.course.points[-1 if end.last else 0]
    return point[1] if _upright(side) else point[0]


def _shift(end: _End, side: Side, to: float) -> None:
    """Move the end along its side, and with it the corners up to the first turn."""
    points = end.course.points
    moved = 1 if end.course.style is Style.BENT else 2
    for k in ((-1, -2) if end.last else (0, 1))[:moved]:
        x, y = points[k]
        points[k] = (x, to) if _upright(side) else (to, y)
