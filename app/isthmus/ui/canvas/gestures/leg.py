"""A level or upright leg of a flow, dragged: it moves across, and all corners stay right angles."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt

from isthmus.drawing.chart import FlowShape
from isthmus.layout.geometry import Verb
from isthmus.layout.paths import corners_of

Point = tuple[float, float]
Points = tuple[Point, ...]

_LEVEL = 0.5
"""Scene units: of a leg no more askew than this."""
_REACH = 12.0
"""Scene units from a leg within which it is pressed."""


@dataclass(frozen=True, slots=True)
class Leg:
    """The part of a line between two of its bends."""

    bends: Points
    """Those of the whole line; where it was led automatically, its corners."""
    number: int
    """Of the first of the two bends."""
    axis: int
    """In which it moves: 0 for an upright leg, which moves across."""

    @property
    def cursor(self) -> Qt.CursorShape:
        """Which way it can be moved."""
        return (Qt.CursorShape.SizeHorCursor, Qt.CursorShape.SizeVerCursor)[self.axis]

    def moved(self, to: Point) -> Points:
        """The bends with the leg through that point."""
        found = list(self.bends)
        for k in (self.number, self.number + 1):
            x, y = found[k]
            found[k] = (to[0], y) if self.axis == 0 else (x, to[1])
        return tuple(found)


def leg_at(flow: FlowShape, bends: Points, at: Point) -> Leg | None:
    """The leg of a flow that is pressed there, if it runs level or upright between two bends.

    The corners of a line that is led automatically are its bends as soon as one is moved.
    """
    inner = bends or _corners(flow)
    for number, (first, second) in enumerate(pairwise(inner)):
        for axis in (0, 1):
            along = 1 - axis
            low, high = sorted((first[along], second[along]))
            is_straight = abs(first[axis] - second[axis]) <= _LEVEL and high - low > _LEVEL
            is_near = abs(at[axis] - first[axis]) <= _REACH and low <= at[along] <= high
            if is_straight and is_near:
                return Leg(inner, number, axis)
    return None


def _corners(flow: FlowShape) -> Points:
    """Where a line turns; nowhere where it is one curve."""
    turns = [step for step in flow.steps if step[0] is Verb.CUBIC]
    if len(turns) < 2:
        return ()
    return tuple(corners_of(flow.steps)[1:-1])
