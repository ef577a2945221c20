"""Packs the blocks of islands beside one another, in whole columns of one common grid."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle to pack: `columns` wide, `height` scene units high with the sea around it."""

    columns: int
    height: float


def pack(blocks: Sequence[Block], column: float, aspect: float) -> list[tuple[int, float]]:
    """Column and y of each block: none overlap, and the whole is near `aspect` (width/height).

    Blocks are taken in the order given, each to the highest place that is free, then leftmost.
    """
    if not blocks:
        return []
    best: tuple[float, list[tuple[int, float]]] | None = None
    for columns in _widths(blocks, column, aspect):
        places, height = _fill(blocks, columns)
        misfit = _misfit(columns * column, height, aspect)
        if best is None or misfit < best[0]:
            best = misfit, places
    assert best is not None
    return best[1]


def _widths(blocks: Sequence[Block], column: float, aspect: float) -> range:
    """The numbers of columns that are worth a try."""
    widest = max(block.columns for block in blocks)
    area = sum(block.columns * column * block.height for block in blocks)
    ideal = round((area * aspect) ** 0.5 / column)
    low = max(widest, round(ideal * 0.75))
    return range(low, max(low, round(ideal * 1.5) + 2) + 1)


def _misfit(width: float, height: float, aspect: float) -> float:
    """How far from the aspect, and how large: the scale at which all fits, inverted."""
    return max(width / aspect, height)


def _fill(blocks: Sequence[Block], columns: int) -> tuple[list[tuple[int, float]], float]:
    """Places over a skyline of that many columns, and the height of the whole."""
    sky = [0.0] * columns
    places = []
    for block in blocks:
        starts = range(columns - block.columns + 1)
        at = min(starts, key=lambda c: (max(sky[c : c + block.columns]), c))
        top = max(sky[at : at + block.columns])
        sky[at : at + block.columns] = [top + block.height] * block.columns
        places.append((at, top))
    return places, max(sky)
