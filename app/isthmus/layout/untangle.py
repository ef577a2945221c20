"""Lets flows take other ways where fewer of them cross then, counted as they will be drawn.

Ways that share a channel or a side of a card are told apart by a little, in the order that they
will be drawn in (see `ports` and `tracks`): then two ways cross just where their lines do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isthmus.layout.candidates import Bools, Floats, Ints, Way
from isthmus.layout.weft import crossings

CROSSING = 250.0
"""What a crossing may cost in length."""
_DEAR = 600.0
"""Ways that cost so much more than the cheapest are none: they lie under cards."""
_ASIDE = 8.0
"""At most so far are ways told apart."""
_FAR = 500.0
"""A distance that counts half of what the longest does."""
_LITTLE = 0.02

Frame = tuple[Floats, Floats]
"""Where the map begins, and how large it is: (2,) each."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The ways that some flows may take, those of a flow one after the other."""

    flow: Ints
    price: Floats
    """If no other flow were there, in length."""
    low: Floats
    """Lower ends of their parts, told apart: (axes, parts, ways)."""
    high: Floats

    @property
    def first(self) -> Ints:
        """The first way of each flow."""
        found: Ints = np.flatnonzero(np.diff(self.flow, prepend=-1))
        return found

    def cheapest(self) -> Ints:
        """The way of each flow that costs least."""
        first = self.first
        least = np.repeat(np.minimum.reduceat(self.price, first), np.diff([*first, len(self.flow)]))
        cheap = np.flatnonzero(self.price <= least)
        found: Ints = cheap[np.searchsorted(cheap, first)]
        return found


def choices_of(choices: Sequence[Way], prices: Floats, frame: Frame) -> tuple[Choices, Ints]:
    """The ways worth a thought, and which of all those that are offered each is.

    `prices` are (ways, flows).
    """
    flow, way = np.nonzero((prices <= prices.min(axis=0) + _DEAR).T)
    points = np.stack([each.points for each in choices])[way, flow]
    return Choices(flow, prices[way, flow], *_segments(_told_apart(points, frame))), way


def untangled(choices: Sequence[Way], prices: Floats, weights: Ints) -> Ints:
    """The way of each flow, at first the cheapest one, then with regard to the others.

    `prices` are those of the ways if no other flow were there, (ways, flows); `weights` say how
    many lines run along each.
    """
    points = np.stack([way.points for way in choices])
    low, high = points.min(axis=(0, 1, 2)), points.max(axis=(0, 1, 2))
    found, way = choices_of(choices, prices, (low, high - low))
    taken: Ints = way[Tangle(found, found.cheapest(), weights).settled()]
    return taken


class Tangle:
    """All ways that flows could take, and how often each crosses the ways taken."""

    def __init__(self, choices: Choices, taken: Ints, weights: Ints) -> None:
        """`taken` is the way that each flow takes to begin with."""
        self._choices, self._weights = choices, weights
        self._first = choices.first
        self._last = np.append(self._first[1:], len(choices.flow))
        self.taken = taken
        self._crossed = np.array([self._with(flow) for flow in range(len(taken))])
        self._times: Ints = self._crossed.sum(axis=0)

    def _with(self, flow: int) -> Ints:
        """How many lines along the way that a flow takes each way crosses; none its own."""
        low, high = self._choices.low, self._choices.high
        row = self.taken[flow]
        found = crossings(low, high, low[:, :, row, None], high[:, :, row, None])
        found[self._first[flow] : self._last[flow]] = 0
        found *= self._weights[flow]
        return found

    def settled(self) -> Ints:
        """The way of each flow once none gains by another, or it has gone on for long."""
        for _ in range(4 * len(self.taken)):
            if not self._step():
                break
        return self.taken

    def total(self) -> float:
        """What the ways taken cost."""
        price, times = self._choices.price[self.taken], self._times[self.taken]
        return float(self._weights @ (price + CROSSING * times / 2))

    def _step(self) -> bool:
        """Let the flow that gains most by it take another way; whether any does."""
        costs = self._choices.price + CROSSING * self._times
        least = np.minimum.reduceat(costs, self._first)
        gains = (costs[self.taken] - least) * self._weights
        flow = int(np.argmax(gains))
        if gains[flow] < 1e-6:
            return False
        first = self._first[flow]
        self.taken[flow] = first + np.argmin(costs[first : self._last[flow]])
        now = self._with(flow)
        self._times += now - self._crossed[flow]
        self._crossed[flow] = now
        return True


def _segments(points: Floats) -> tuple[Floats, Floats]:
    """Lower and upper ends of the parts of ways: (axes, parts, ways)."""
    starts, ends = points[:, :-1].T, points[:, 1:].T
    return np.minimum(starts, ends), np.maximum(starts, ends)


def _told_apart(points: Floats, frame: Frame) -> Floats:
    """The ways with each part moved aside by a little, by where it would be drawn."""
    points, number = _distinct(points)
    every = np.arange(points.shape[1] - 1)
    steps = np.diff(points, axis=1)
    upright = np.abs(steps[:, :, 1]) > np.abs(steps[:, :, 0])
    aside = np.zeros(upright.shape)
    inner = (every > 0) & (every < number[:, None] - 1)
    rows, parts = np.nonzero(inner)
    aside[rows, parts] = _of_runs(points, rows, parts, upright[rows, parts], frame)
    rows = np.flatnonzero(number > 1)
    aside[rows, 0] += _of_ends(points[rows[:, None], np.arange(3)])
    last = number[rows]
    aside[rows, last - 1] += _of_ends(points[rows[:, None], last[:, None] - np.arange(3)])
    moved = points.copy()
    for axis in (0, 1):
        move = np.where(upright == (axis == 0), aside, 0.0)
        moved[:, :-1, axis] += move
        moved[:, 1:, axis] += move
    behind = np.arange(points.shape[1]) > number[:, None]
    final = moved[np.arange(len(moved)), number]
    return np.where(behind[:, :, None], final[:, None, :], moved)


def _distinct(points: Floats) -> tuple[Floats, Ints]:
    """The corners without those that repeat the one before, which come last; how many parts."""
    new = np.abs(np.diff(points, axis=1)).sum(axis=2) > 0
    kept = np.concatenate([np.ones((len(points), 1), dtype=bool), new], axis=1)
    number = new.sum(axis=1)
    order = np.argsort(~kept, axis=1, kind="stable")
    order = np.take_along_axis(
        order, np.minimum(np.arange(new.shape[1] + 1), number[:, None]), axis=1
    )
    return np.take_along_axis(points, order[:, :, None], axis=1), number


def _of_runs(points: Floats, rows: Ints, parts: Ints, upright: Bools, frame: Frame) -> Floats:
    """How far aside a part between two corners is drawn: as `tracks` orders them."""
    axis = np.where(upright, 0, 1)
    at = points[rows, parts, axis]
    first, second = points[rows, parts, 1 - axis], points[rows, parts + 1, 1 - axis]
    before = np.where(points[rows, parts - 1, axis] > at, 1, -1)
    after = np.where(points[rows, parts + 2, axis] > at, 1, -1)
    back = before * (1.0 - 0.25 * _share(np.abs(second - first)))
    upper = np.where(first <= second, before, after)
    low, high = np.minimum(first, second), np.maximum(first, second)
    start, reach = frame
    place = (low - start[1 - axis]) + _LITTLE * (high - start[1 - axis])
    through = upper * 0.5 * place / (1.0 + _LITTLE) / (reach[1 - axis] + 1.0)
    aside: Floats = _ASIDE * np.where(before == after, back, through)
    return aside


def _of_ends(points: Floats) -> Floats:
    """How far aside a part at a card is drawn, by its first three corners: as `ports` does."""
    first, turn = points[:, 1] - points[:, 0], points[:, 2] - points[:, 0]
    level = np.abs(first[:, 0]) > np.abs(first[:, 1])
    away = np.abs(np.where(level, first[:, 0], first[:, 1]))
    along = np.where(level, turn[:, 1], turn[:, 0])
    hand = np.where(along > 0, 1.0, -1.0)
    little = _LITTLE * np.sign(along) * _share(np.abs(along))
    aside: Floats = _ASIDE * (hand * (1.0 - 0.5 * _share(away)) + little)
    return aside


def _share(lengths: Floats) -> Floats:
    """From 0 to 1, the longer the more."""
    share: Floats = lengths / (lengths + _FAR)
    return share
