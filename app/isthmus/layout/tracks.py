"""Draws apart the parts of routes that share a channel between columns or rows of cards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from isthmus.layout.candidates import Style
from isthmus.layout.obstacles import Obstacles
from isthmus.layout.ports import Course
from isthmus.layout.sides import NO_SIDES, Sides

_SAME_CHANNEL = 12.0
_APART = 9.0
_ROOM = (64.0, 24.0)
"""Width of an upright channel and of a level one that lines may use."""
_PAD = 8.0
_CLEAR = 6.0
"""From a card to the run next to it, at least."""
_WIDEST = 240.0
"""Lines beside one another take no more than this, however many they are."""
_MANY = 80
"""Above this many runs in one stretch of a channel their order counts no more."""


@dataclass(slots=True)
class _Run:
    """The part of a course between two corners, upright (axis 0) or level (axis 1)."""

    course: Course
    index: int
    axis: int
    at: float
    """Where the channel is: its x if upright."""
    low: float
    high: float
    order: tuple[float, float, float, int]
    """From first to last track, so that few lines cross."""
    track: int = 0


def draw_apart(
    courses: Iterable[Course], cards: Sides = NO_SIDES, obstacles: Obstacles | None = None
) -> None:
    """Move shared parts of the courses to tracks of their own.

    Where these are many they take all the room that `cards` (n, 4) leave beside their channel, and
    where that is narrow no more; `obstacles` tell quickly where it may be.
    """
    runs = [run for course in courses for run in _runs(course)]
    runs.sort(key=lambda run: (run.axis, run.at, run.low, run.course.rank))
    for _, same_axis in groupby(runs, key=lambda run: run.axis):
        for channel in _channels(list(same_axis)):
            for cluster in _clusters(channel):
                _settle(cluster, cards, obstacles)


def _runs(course: Course) -> Iterator[_Run]:
    points = course.points
    if course.style is not Style.CORNERS:
        return
    for k in range(1, len(points) - 2):
        axis = 0 if abs(points[k][0] - points[k + 1][0]) < 1e-6 else 1
        low, high = sorted((points[k][1 - axis], points[k + 1][1 - axis]))
        yield _Run(course, k, axis, points[k][axis], low, high, _order(course, k, axis))


def _order(course: Course, k: int, axis: int) -> tuple[float, float, float, int]:
    """Sorts the runs of a channel, as if upright from left to right, so that few lines cross.

    First those that come from the left and go back there, the shorter within the longer; last
    those of the right; in between those that pass over, so that no leg crosses another's run.
    """
    points = course.points
    at, first, second = points[k][axis], points[k][1 - axis], points[k + 1][1 - axis]
    before = 1 if points[k - 1][axis] > at else -1
    after = 1 if points[k + 2][axis] > at else -1
    # Lines that run alongside keep to the same hand all their way.
    onward = (second > first) != (points[0] > points[-1])
    hand = course.rank if onward == (axis == 1) else -course.rank
    if before == after:
        return 2.0 * before, -before * abs(second - first), 0.0, hand
    upper = before if first <= second else after
    return 0.0, upper * min(first, second), upper * max(first, second), hand


def _channels(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """Runs, sorted by where they are, in groups that lie side by side."""
    group: list[_Run] = []
    for run in runs:
        if group and run.at - group[-1].at > _SAME_CHANNEL:
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _clusters(channel: Sequence[_Run]) -> Iterator[list[_Run]]:
    """The runs of a channel in groups whose spans overlap."""
    group: list[_Run] = []
    reach = 0.0
    for run in sorted(channel, key=lambda run: (run.low, run.high)):
        if group and run.low > reach + _PAD:
            yield group
            group = []
        reach = max(reach, run.high) if group else run.high
        group.append(run)
    if group:
        yield group


def _settle(cluster: list[_Run], cards: Sides, obstacles: Obstacles | None) -> None:
    """A track for each run, after those of the runs before it that it would touch."""
    if len(cluster) < 2:
        return
    cluster.sort(key=lambda run: run.order)
    if len(cluster) > _MANY:
        _any_track(cluster)
    else:
        for k, run in enumerate(cluster):
            touching = (other.track + 1 for other in cluster[:k] if _touch(run, other))
            run.track = max(touching, default=0)
    last = max(run.track for run in cluster)
    middle = sum(run.at for run in cluster) / len(cluster)
    wanted = min(last * _APART, _WIDEST)
    room = min(wanted, _ROOM[cluster[0].axis])
    if wanted > room or _is_narrow(cluster, middle, room, obstacles):
        middle, room = _opened(cluster, middle, wanted, cards)
    step = min(_APART, room / max(1, last))
    for run in cluster:
        _move(run, middle + (run.track - last / 2) * step)


def _is_narrow(
    cluster: Sequence[_Run], middle: float, room: float, obstacles: Obstacles | None
) -> bool:
    """Whether a card stands in the room that the runs would take."""
    if obstacles is None:
        return False
    low, high = min(run.low for run in cluster), max(run.high for run in cluster)
    start, end = (middle - room / 2, low), (middle + room / 2, high)
    if cluster[0].axis:
        start, end = start[::-1], end[::-1]
    return bool(obstacles.covered(np.array([start]), np.array([end])).any())


def _opened(
    cluster: Sequence[_Run], middle: float, wanted: float, cards: Sides
) -> tuple[float, float]:
    """The middle and the width of what runs may use of the sea between the cards beside them."""
    axis = cluster[0].axis
    low, high = min(run.low for run in cluster), max(run.high for run in cluster)
    beside = cards[(cards[:, 1 - axis] < high) & (cards[:, 3 - axis] > low)]
    before = beside[beside[:, axis] < middle, axis + 2].max(initial=middle - wanted)
    after = beside[beside[:, axis + 2] > middle, axis].min(initial=middle + wanted)
    first, last = before + _CLEAR, after - _CLEAR
    if not first < middle < last:  # a card stands in the channel itself
        return middle, min(wanted, _ROOM[axis])
    width = min(wanted, last - first)
    return min(max(middle, first + width / 2), last - width / 2), width


def _any_track(cluster: Sequence[_Run]) -> None:
    """The first track that is free again for each run: quick, in channels that are full anyway."""
    ends: list[float] = []
    for run in sorted(cluster, key=lambda run: run.low):
        free = (track for track, end in enumerate(ends) if end + _PAD < run.low)
        run.track = next(free, len(ends))
        ends[run.track : run.track + 1] = [run.high]


def _touch(a: _Run, b: _Run) -> bool:
    return b.low < a.high + _PAD and a.low < b.high + _PAD


def _move(run: _Run, to: float) -> None:
    points = run.course.points
    for k in (run.index, run.index + 1):
        x, y = points[k]
        points[k] = (to, y) if run.axis == 0 else (x, to)
