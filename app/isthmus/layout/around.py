"""Free places round a point for cards that come in together, covering none that is there."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, COLUMN, ROW, Box

Point = tuple[float, float]

_CARD = np.array((CARD_WIDTH, CARD_HEIGHT))
_GAP = 28.0
"""Least room between a new card and one that is there."""
_WRONG_SIDE = 2.5
"""Columns that a place on the other side counts as farther away."""


def place_around(
    corner: Point, new: Sequence[str], taken: Iterable[Box], sides: Mapping[str, int] | None = None
) -> dict[str, Point]:
    """Top left corners for new cards on the grid of a corner, the nearest free ones.

    `sides` says which systems belong left (-1) or right (1) of it; others go where there is room.
    They take their places in the order given.
    """
    boxes = list(taken)
    rings = ceil(sqrt(len(new))) + 2
    places = _free(corner, rings, boxes)
    while len(places) < len(new):
        rings *= 2
        places = _free(corner, rings, boxes)
    open_to = np.ones(len(places), dtype=bool)
    steps = (places - np.array(corner)) / (COLUMN, ROW)
    result: dict[str, Point] = {}
    for system in new:
        cost = _cost(steps, (sides or {}).get(system, 0))
        best = int(np.argmin(np.where(open_to, cost, np.inf)))
        open_to[best] = False
        result[system] = (float(places[best, 0]), float(places[best, 1]))
    return result


def _cost(steps: NDArray[np.float64], side: int) -> NDArray[np.float64]:
    """How far each place is, in columns and rows, and what it costs to be on the wrong side."""
    far = np.abs(steps[:, 0]) + 0.6 * np.abs(steps[:, 1])
    wrong = steps[:, 0] * side <= 0 if side else np.zeros(len(steps), dtype=bool)
    cost: NDArray[np.float64] = far + _WRONG_SIDE * wrong + 0.001 * (steps[:, 1] < 0)
    return cost


def _free(corner: Point, rings: int, boxes: Sequence[Box]) -> NDArray[np.float64]:
    """The places within so many columns and rows that no box comes near; row by row."""
    steps = range(-rings, rings + 1)
    grid = [(corner[0] + c * COLUMN, corner[1] + r * ROW) for r in steps for c in steps]
    places = np.array(grid, dtype=np.float64)
    sides = np.array([(b.x, b.y, b.right, b.bottom) for b in boxes], dtype=np.float64)
    sides = sides.reshape(-1, 4)
    low, high = places.min(axis=0) - _GAP, places.max(axis=0) + _CARD + _GAP
    near = (sides[:, :2] < high).all(axis=1) & (sides[:, 2:] > low).all(axis=1)
    sides = sides[near]
    clash = (
        (places[:, None, 0] < sides[None, :, 2] + _GAP)
        & (places[:, None, 0] + CARD_WIDTH + _GAP > sides[None, :, 0])
        & (places[:, None, 1] < sides[None, :, 3] + _GAP)
        & (places[:, None, 1] + CARD_HEIGHT + _GAP > sides[None, :, 1])
    )
    free: NDArray[np.float64] = places[~clash.any(axis=1)]
    return free
