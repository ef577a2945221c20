"""Many level and upright lines, so that it is quick to ask how many of them a line crosses."""

import numpy as np

from isthmus.layout.candidates import Bools, Floats, Ints


class Weft:
    """Lines of level and upright parts, counted by tables over the places where they begin."""

    def __init__(self, low: Floats, high: Floats, weights: Ints) -> None:
        """Lower and upper ends of the parts, (axes, parts, lines); how much each line counts."""
        counts = np.broadcast_to(weights, low.shape[1:])
        self._upright = _Rank(low, high, counts, across=0)
        self._level = _Rank(low, high, counts, across=1)

    def crossed(self, low: Floats, high: Floats) -> Ints:
        """How much lies across each of some lines, given by their parts: (axes, parts, n)."""
        found: Ints = (self._upright.met(low, high) + self._level.met(low, high)).sum(axis=0)
        return found


class _Rank:
    """Parts that run one way: all that have one place on the axis `across`."""

    def __init__(self, low: Floats, high: Floats, counts: Ints, across: int) -> None:
        self._across, along = across, 1 - across
        runs = _runs(low, high, along)
        at, start, end = _middle(low, high, across)[runs], low[along][runs], high[along][runs]
        self._places = np.unique(at)
        self._stops = np.unique(np.concatenate([start, end]))
        # Between two stops and at each stop, parts are the same: rows in turn for both.
        table = np.zeros((2 * len(self._stops) + 2, len(self._places) + 1), dtype=np.int64)
        column = np.searchsorted(self._places, at) + 1
        first = 2 * np.searchsorted(self._stops, start) + 2
        last = 2 * np.searchsorted(self._stops, end) + 1
        np.add.at(table, (first, column), counts[runs])
        np.add.at(table, (last, column), -counts[runs])
        self._table = table.cumsum(axis=0).cumsum(axis=1)

    def met(self, low: Floats, high: Floats) -> Ints:
        """How many of these run across each part between its ends."""
        along = self._across
        place = _middle(low, high, 1 - along)
        row = np.searchsorted(self._stops, place) + np.searchsorted(self._stops, place, "right")
        first = np.searchsorted(self._places, low[along], "right")
        last = np.searchsorted(self._places, high[along], "left")
        found: Ints = self._table[row, np.maximum(last, first)] - self._table[row, first]
        return np.where(_runs(low, high, along), found, 0)


def _runs(low: Floats, high: Floats, along: int) -> Bools:
    """Which parts run along that axis: those that turn back may be drawn a little aslant."""
    size = high - low
    found: Bools = size[along] > size[1 - along]
    return found


def _middle(low: Floats, high: Floats, axis: int) -> Floats:
    middle: Floats = (low[axis] + high[axis]) / 2
    return middle


def crossings(low: Floats, high: Floats, below: Floats, above: Floats) -> Ints:
    """How often lines cross others: all given by their parts, (axes, parts, ...), that fit."""
    met = (low[0][:, None] < above[0]) & (below[0] < high[0][:, None])
    met &= low[1][:, None] < above[1]
    met &= below[1] < high[1][:, None]
    # No two lines have so many parts that a byte would not do.
    found: Ints = met.view(np.int8).sum(axis=(0, 1), dtype=np.int8).astype(np.int64)
    return found
