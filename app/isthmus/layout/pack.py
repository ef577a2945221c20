"""Packs the blocks of islands beside one another, in whole columns of one common grid."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_PULL = 200.0
"""A block stands lower by as much as this, in scene units, to be a column nearer to its place."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle to pack: `columns` wide, `height` scene units high with the sea around it."""

    columns: int
    height: float
    near: float | None = None
    """The column that its middle had better be at."""


@dataclass(frozen=True, slots=True)
class Packing:
    """Column and y of each block, and how far the whole is from ideal."""

    places: list[tuple[int, float]]
    misfit: float
    """Height of the smallest picture of the wanted aspect that holds all, in scene units."""


def pack(blocks: Sequence[Block], column: float, aspect: float) -> Packing:
    """Places that do not overlap, the whole near `aspect` (width to height) and compact.

    Blocks are taken in the order given, each to the highest place that is free, then leftmost; or
    nearer to where it had better be, if that is not much lower.
    """
    if not blocks:
        return Packing([], 0.0)
    tries = []
    for columns in _widths(blocks, column, aspect):
        places, height = fill(blocks, columns)
        used = max(c + block.columns for (c, _), block in zip(places, blocks, strict=True))
        tries.append(Packing(places, max(used * column / aspect, height)))
    return min(tries, key=lambda packing: packing.misfit)


def _widths(blocks: Sequence[Block], column: float, aspect: float) -> range:
    """The numbers of columns that are worth a try."""
    widest = max(block.columns for block in blocks)
    area = sum(block.columns * column * block.height for block in blocks)
    ideal = round((area * aspect) ** 0.5 / column)
    low = max(widest, round(ideal * 0.8))
    high = max(low, round(ideal * 1.4) + 2)
    return range(low, high + 1, max(1, (high - low) // (8 if len(blocks) < 100 else 4)))


def fill(blocks: Sequence[Block], columns: int) -> tuple[list[tuple[int, float]], float]:
    """Column and y of each block on a sheet of that many columns, and the height of the whole."""
    sky = np.zeros(columns)
    places = []
    for block in blocks:
        tops = _highest(sky, block.columns)
        at = int(_worst_first(tops, block).argmin())
        top = float(tops[at])
        sky[at : at + block.columns] = top + block.height
        places.append((at, top))
    return places, float(sky.max())


def _worst_first(tops: Floats, block: Block) -> Floats:
    """How bad each place for a block is: how low, and how far from where it had better be."""
    if block.near is None:
        return tops
    away: Floats = np.abs(np.arange(len(tops)) + block.columns / 2 - block.near)
    return tops + _PULL * away


def _highest(sky: Floats, width: int) -> Floats:
    """The highest of so many columns from each on, found by windows twice as wide every time."""
    tops, done = sky, 1
    while done < width:
        step = min(done, width - done)
        tops = np.maximum(tops[:-step], tops[step:])
        done += step
    return tops
