"""Courses that a hand has led through points: where they leave and enter, and how they turn."""

from collections.abc import Mapping

from isthmus.layout.candidates import Side, Style
from isthmus.layout.geometry import Box
from isthmus.layout.links import Link, Point
from isthmus.layout.ports import Course

_CORNER = 9.0
"""No flow ends nearer than this to the corner of a card, on a card large enough."""


def bent_course(link: Link, boxes: Mapping[str, Box]) -> Course:
    """The course through the link's bends, from the side that faces the first to the last's."""
    first, last = link.bends[0], link.bends[-1]
    leaves, start = docked(boxes[link.source], first)
    enters, end = docked(boxes[link.target], last)
    points = [start, *link.bends, end]
    return Course(link.key, 0, link.source, link.target, Style.BENT, points, leaves, enters)


def docked(box: Box, towards: Point) -> tuple[Side, Point]:
    """The side of a card that faces a point, and where a line to there leaves it.

    Straight out where the point lies beside the card or above or below it, else from the middle
    of the side that it lies further beyond.
    """
    x, y = towards
    across, down = _beyond(box.x, box.right, x), _beyond(box.y, box.bottom, y)
    if across and (not down or abs(across) >= abs(down)):
        side, edge = (Side.RIGHT, box.right) if across > 0 else (Side.LEFT, box.x)
        return side, (edge, box.centre[1] if down else _along(box.y, box.bottom, y))
    below = down > 0 or (not down and y >= box.centre[1])
    side, edge = (Side.BOTTOM, box.bottom) if below else (Side.TOP, box.y)
    return side, (box.centre[0] if across else _along(box.x, box.right, x), edge)


def _beyond(low: float, high: float, at: float) -> float:
    """How far a point lies beyond a span, negative before it, 0 within."""
    return min(0.0, at - low) + max(0.0, at - high)


def _along(low: float, high: float, at: float) -> float:
    """The place nearest to a point on a side, clear of its corners."""
    inset = min(_CORNER, (high - low) / 2)
    return min(max(at, low + inset), high - inset)
