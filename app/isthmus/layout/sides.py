"""Many boxes as one table of numbers."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from isthmus.layout.geometry import Box

Sides = NDArray[np.float64]
"""Boxes as left, top, right, bottom: (n, 4)."""

NO_SIDES: Sides = np.zeros((0, 4))


def sides_of(boxes: Iterable[Box]) -> Sides:
    """The boxes as a table, in their order."""
    rows = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    return np.array(rows, dtype=float).reshape(-1, 4)


def boxes_of(sides: Sides) -> Iterator[Box]:
    """The rows of the table as boxes."""
    return (Box(x, y, right - x, bottom - y) for x, y, right, bottom in sides.tolist())


def meeting(sides: Sides, low: Sides, high: Sides) -> NDArray[np.bool_]:
    """Which of the boxes have a part in the rectangle between two corners."""
    met: NDArray[np.bool_] = (
        (sides[:, 0] < high[0])
        & (sides[:, 1] < high[1])
        & (sides[:, 2] > low[0])
        & (sides[:, 3] > low[1])
    )
    return met
