"""Equal gaps: a card that is dragged keeps the distance that its neighbours keep."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isthmus.layout.geometry import Box

Edges = npt.NDArray[np.float64]
"""Left, top, right and bottom of cards, a row each."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gap:
    """A shift along an axis that makes gaps equal, and the gaps between cards at rest."""

    shift: float
    resting: tuple[Span, ...]
    before: bool
    """The moved box has such a gap before it."""
    after: bool


def gaps(near: Edges, box: Box, axis: int, reach: float) -> list[Gap]:
    """The shifts that set the box as far from its neighbours on an axis as they are apart."""
    low, high = _span(box, axis)
    row = _beside(near, box, axis)
    left, right = row[row[:, axis + 2] <= low + reach], row[row[:, axis] >= high - reach]
    before, after = _last(left, axis), _first(right, axis)
    found = []
    if before is not None:
        found += _as_before(left, before, low, axis)
    if after is not None:
        found += _as_after(right, after, high, axis)
    if before is not None and after is not None and after[axis] - before[axis + 2] >= high - low:
        middle = float(before[axis + 2] + after[axis]) / 2
        found.append(Gap(middle - (low + high) / 2, (), before=True, after=True))
    return found


def _as_before(left: Edges, before: Edges, low: float, axis: int) -> list[Gap]:
    """As far after the last card before the box as that one is after the one before it."""
    beyond = _last(left[left[:, axis + 2] <= before[axis]], axis)
    if beyond is None:
        return []
    rest = float(beyond[axis + 2]), float(before[axis])
    shift = float(before[axis + 2]) + rest[1] - rest[0] - low
    return [Gap(shift, (rest,), before=True, after=False)]


def _as_after(right: Edges, after: Edges, high: float, axis: int) -> list[Gap]:
    """The same on the other side."""
    beyond = _first(right[right[:, axis] >= after[axis + 2]], axis)
    if beyond is None:
        return []
    rest = float(after[axis + 2]), float(beyond[axis])
    shift = float(after[axis]) - rest[1] + rest[0] - high
    return [Gap(shift, (rest,), before=False, after=True)]


def spans(near: Edges, box: Box, axis: int, gap: Gap) -> list[Span]:
    """All the gaps that are equal once the box stands there."""
    low, high = _span(box, axis)
    row = _beside(near, box, axis)
    found = list(gap.resting)
    before = _last(row[row[:, axis + 2] <= low + 1e-6], axis)
    after = _first(row[row[:, axis] >= high - 1e-6], axis)
    if gap.before and before is not None:
        found.append((float(before[axis + 2]), low))
    if gap.after and after is not None:
        found.append((high, float(after[axis])))
    return sorted(found)


def _span(box: Box, axis: int) -> Span:
    return (box.x, box.right) if axis == 0 else (box.y, box.bottom)


def _beside(near: Edges, box: Box, axis: int) -> Edges:
    """The cards that the box would meet if it went straight on along the axis."""
    low, high = _span(box, 1 - axis)
    other = 1 - axis
    found: Edges = near[(near[:, other] < high) & (near[:, other + 2] > low)]
    return found


def _last(row: Edges, axis: int) -> Edges | None:
    return row[int(row[:, axis + 2].argmax())] if len(row) else None


def _first(row: Edges, axis: int) -> Edges | None:
    return row[int(row[:, axis].argmin())] if len(row) else None
