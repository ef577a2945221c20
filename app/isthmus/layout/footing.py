"""The cards that stay during a drag, on a raster that is kept from one frame to the next."""

import numpy as np
from numpy.typing import NDArray

from isthmus.layout.obstacles import Floats, Obstacles
from isthmus.layout.sides import Sides, meeting

_AHEAD = 400.0
"""Scene units: the raster reaches so much farther than it has to, as the drag goes on."""
_FEW = 4
"""More moving cards than that are put on a raster of their own in each frame."""


class Footing:
    """What flows go round while a few cards are dragged."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._stay = np.empty((0, 4))
        self._low, self._high = np.full(2, np.inf), np.full(2, -np.inf)
        self._raster: Obstacles | None = None
        self.made = 0
        """How many rasters were made."""

    def obstacles(
        self, cards: Sides, moving: NDArray[np.intp], low: Floats, high: Floats
    ) -> Obstacles:
        """The cards between two corners; `moving` are the rows of those that are dragged."""
        if len(moving) > _FEW:
            return Obstacles(cards[meeting(cards, low, high)])
        stay = np.delete(cards, moving, axis=0)
        known = self._raster is not None and np.array_equal(stay, self._stay)
        inside = (low >= self._low).all() and (high <= self._high).all()
        if self._raster is None or not (known and inside):
            self._low, self._high = low - _AHEAD, high + _AHEAD
            self._stay = stay
            here = stay[meeting(stay, self._low, self._high)]
            self._raster = Obstacles(here, np.array([[*self._low, *self._high]]))
            self.made += 1
        return self._raster.beside(cards[moving], low, high)
