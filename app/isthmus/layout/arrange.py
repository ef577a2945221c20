"""Positions for all systems: islands unmixed, packed beside the mainland, nothing overlapping."""

from collections.abc import Collection, Mapping

from isthmus.analysis.results import Analysis
from isthmus.layout.pack import Block, pack
from isthmus.model.snapshot import Snapshot

COLUMN = 280.0
"""From one column of cards to the next: a card and room for the label of a flow."""
ROW = 96.0
_SEA = 88.0
"""From the cards of an island to those of the one below: two coasts and a caption."""
ASPECT = 1.6

Point = tuple[float, float]
Cells = dict[str, tuple[int, int]]


def arrange(
    snapshot: Snapshot,
    analysis: Analysis,
    only: Collection[str] | None = None,
    fixed: Mapping[str, Point] | None = None,
) -> dict[str, Point]:
    """Top left corners of the cards by system id; the same for the same map.

    With `only`, those systems alone are placed, beside the ones that `fixed` says the places of.
    """
    islands = [island.systems for island in analysis.islands]
    cells = [_cells(systems) for systems in islands]
    blocks = [_block(each) for each in cells]
    places = pack(blocks, COLUMN, ASPECT)
    result: dict[str, Point] = {}
    for each, (column, top) in zip(cells, places, strict=True):
        for system, (c, r) in each.items():
            result[system] = ((column + c) * COLUMN, top + r * ROW)
    if fixed:
        result.update(fixed)
    if only is not None:
        result = {system: at for system, at in result.items() if system in set(only)}
    return result


def _cells(systems: tuple[str, ...]) -> Cells:
    columns = max(1, round((len(systems) * 0.55) ** 0.5))
    return {system: (i % columns, i // columns) for i, system in enumerate(systems)}


def _block(cells: Cells) -> Block:
    columns = max(c for c, _ in cells.values()) + 1
    rows = max(r for _, r in cells.values()) + 1
    return Block(columns, (rows - 1) * ROW + 50 + _SEA)
