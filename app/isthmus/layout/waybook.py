"""The ways between places on the map, each worked out once however often it is asked for."""

import numpy as np

from isthmus.layout.candidates import Floats, Ints, Pairs, Prices, ways
from isthmus.layout.obstacles import Obstacles
from isthmus.layout.sides import Sides
from isthmus.layout.untangle import Choices, choices_of

_MARGIN = 200.0
"""Ways lead round the outermost cards by no more than this."""


class WayBook:
    """All that was worked out since the cards that ways go round stand where they stand."""

    def __init__(self, places: Sides) -> None:
        """The places, as boxes."""
        self._places = places
        low, high = places[:, :2].min(axis=0) - _MARGIN, places[:, 2:].max(axis=0) + _MARGIN
        self._frame = low, high - low

    def look(self, cards: Sides) -> None:
        """See where cards stand; what was known of ways round others is forgotten."""
        self._obstacles = Obstacles(cards)
        count = len(self._places)
        self._first, self._number = np.full((2, count * count), -1, dtype=np.int64)
        self._price: Floats = np.zeros(0)
        self._ends: Floats = np.zeros((2, 2, 0, 0))

    def between(self, starts: Ints, ends: Ints) -> Choices:
        """All ways worth a thought between pairs of places; those back are the same."""
        pairs = np.minimum(starts, ends) * len(self._places) + np.maximum(starts, ends)
        self._work_out(np.unique(pairs[self._first[pairs] < 0]))
        number = self._number[pairs]
        flow = np.repeat(np.arange(len(pairs)), number)
        within = np.arange(len(flow)) - np.repeat(np.cumsum(number) - number, number)
        rows = self._first[pairs][flow] + within
        low, high = self._ends[..., rows]
        return Choices(flow, self._price[rows], low, high)

    def _work_out(self, pairs: Ints) -> None:
        """Write down the ways between places that are asked for the first time."""
        if not len(pairs):
            return
        a, b = (self._places[end] for end in divmod(pairs, len(self._places)))
        choices = list(ways(Pairs(a, b)))
        prices = Prices(choices, self._obstacles).alone()
        found, _ = choices_of(choices, prices, self._frame)
        number = np.bincount(found.flow, minlength=len(pairs))
        self._first[pairs] = len(self._price) + np.cumsum(number) - number
        self._number[pairs] = number
        self._price = np.concatenate([self._price, found.price])
        both = np.stack([found.low, found.high])
        self._ends = np.concatenate([self._ends, both], axis=3) if self._ends.size else both
