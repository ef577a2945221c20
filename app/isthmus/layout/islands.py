"""Islands beside one another: each laid out for itself, all packed, nothing overlapping."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import repeat
from math import ceil, dist

import numpy as np

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, COLUMN, GRID, ROW
from isthmus.layout.network import STANDARD, Floats, Ints, Network, Part, Point
from isthmus.layout.pack import Block, pack
from isthmus.layout.pulse import SILENT, Pulse

ASPECT = 1.6
SEA = 94.0
"""From the cards of an island to those of the one below: two coasts and a caption."""
_ISLETS = 6
"""From this many on, islets stand together as one block of rows."""
_TIED = 24
"""Up to so many systems tied to the first island, theirs stand before all others."""
_SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.76, 0.82, 0.88, 0.94, 1.0)
"""Shares of the width of the whole that a row of islets may take."""

Lay = Callable[[Part, Pulse], Floats]
"""Corners (n, 2) of the cards of an island, the leftmost at x = 0 and the topmost at y = 0."""


def stretched(cells: Ints, sizes: Floats) -> Floats:
    """Corners of cards in the cells of a grid, whose columns and rows are as wide as need be."""
    made = np.zeros((len(cells), 2))
    for axis, (card, pitch) in enumerate(((CARD_WIDTH, COLUMN), (CARD_HEIGHT, ROW))):
        room = np.full(int(cells[:, axis].max(initial=0)) + 1, card)
        np.maximum.at(room, cells[:, axis], sizes[:, axis])
        room = card + np.ceil((room - card) / GRID) * GRID
        start = np.concatenate([[0.0], np.cumsum(room + pitch - card)])
        spare = room[cells[:, axis]] - sizes[:, axis]
        # A card of standard size stands at the corner of its cell, any other in its middle.
        made[:, axis] = start[cells[:, axis]] + np.floor(spare / 2)
    return made


def placed_apart(network: Network, lay: Lay, pulse: Pulse = SILENT) -> dict[str, Point]:
    """Each island laid out by `lay`, all packed on a common grid; many islets stand in rows."""
    tied = _tied_to_first(network)
    islets = _islets_in_rows(network, tied)
    apart = [part for part in network.parts[1:] if part[0] not in islets]
    apart.sort(key=tied.isdisjoint)  # those that are tied stand nearest
    parts = network.divided([*network.parts[:1], *apart])
    corners = _each(parts, lay, pulse)
    wanted = _wanted(network, parts, corners, tied)
    blocks = [
        _block(at + part.sizes, near) for at, part, near in zip(corners, parts, wanted, strict=True)
    ]
    widest = max((network.size(key) for key in islets), default=STANDARD)
    slot = _columns(widest[0]), max(network.size(key)[1] for key in islets) if islets else 0.0
    places, across = _packed(blocks, len(islets), slot)
    result: dict[str, Point] = {}
    for part, at, (column, top) in zip(parts, corners, places, strict=False):
        here = at + np.array((column * COLUMN, top))
        result |= dict(zip(part.keys, map(_point, here.tolist()), strict=True))
    if islets:
        slots = _slots(places[-1], across, len(islets), slot)
        result |= _islets_placed(network, list(islets), slots, result)
    return result


def _tied_to_first(network: Network) -> set[str]:
    """Systems of other islands that flows (by hand, by file, planned) lead to and from the first.

    None where they are so many that they stand better in rows.
    """
    first = set(network.parts[0]) if network.parts else set()
    found = {b if a in first else a for a, b in network.flows if (a in first) != (b in first)}
    return found if len(found) <= _TIED else set()


def _wanted(
    network: Network, parts: Sequence[Part], corners: Sequence[Floats], tied: Collection[str]
) -> list[float | None]:
    """For each island the column of the first where those stand that flows tie it to."""
    if not parts:
        return []
    middles = (corners[0][:, 0] + parts[0].sizes[:, 0] / 2) / COLUMN
    where = dict(zip(parts[0].keys, middles.tolist(), strict=True))
    around = network.neighbours()
    found: list[float | None] = [None]
    for part in parts[1:]:
        near = [
            where[other]
            for key in part.keys
            if key in tied
            for other in around[key]
            if other in where
        ]
        found.append(sum(near) / len(near) if near else None)
    return found


def _islets_in_rows(network: Network, tied: Collection[str]) -> dict[str, None]:
    """The islets that stand in rows of their own: if they are many, those that nothing ties."""
    alone = (part[0] for part in network.parts[1:] if len(part) == 1)
    found = dict.fromkeys(key for key in alone if key not in tied)
    return found if len(found) >= _ISLETS else {}


def _each(parts: Sequence[Part], lay: Lay, pulse: Pulse) -> list[Floats]:
    total = sum(len(part.keys) for part in parts) or 1
    done, found = 0, []
    for part in parts:
        pulse.beat(done / total)
        found.append(lay(part, pulse.share(done / total, (done + len(part.keys)) / total)))
        done += len(part.keys)
    return found


def _point(at: Sequence[float]) -> Point:
    return at[0], at[1]


def _columns(width: float) -> int:
    """How many columns of the common grid something so wide takes."""
    return max(1, ceil((width + COLUMN - CARD_WIDTH) / COLUMN - 1e-9))


def _block(ends: Floats, near: float | None) -> Block:
    width, height = ends.max(axis=0).tolist()
    return Block(_columns(width), height + SEA, near)


def _slots(corner: tuple[int, float], across: int, count: int, slot: Point) -> list[Point]:
    """Places in rows, from the corner of their block."""
    column, top = corner
    wide, high = int(slot[0]), slot[1] + SEA
    return [((column + k % across * wide) * COLUMN, top + k // across * high) for k in range(count)]


def _islets_placed(
    network: Network, islets: Sequence[str], slots: Sequence[Point], placed: Mapping[str, Point]
) -> dict[str, Point]:
    """The islets in their order, but those that flows tie to something as near to it as may be."""
    around = network.neighbours()
    free, result = list(slots), {}
    for system in islets:
        near = [placed[other] for other in around[system] if other in placed]
        if near:
            result[system] = min(free, key=lambda slot: sum(map(dist, repeat(slot), near)))
            free.remove(result[system])
    rest = (system for system in islets if system not in result)
    return result | dict(zip(rest, free, strict=True))


def _packed(
    blocks: Sequence[Block], islets: int, slot: tuple[int, float]
) -> tuple[list[tuple[int, float]], int]:
    """Places of the blocks and, as the last, of the islets' block; and how many stand in a row."""
    if not islets:
        return pack(blocks, COLUMN, ASPECT).places, 0
    tries = []
    for across in _row_lengths(blocks, islets, slot):
        block = Block(across * slot[0], -(-islets // across) * (slot[1] + SEA))
        tries.append((pack([*blocks, block], COLUMN, ASPECT), across))
    best, across = min(tries, key=lambda each: each[0].misfit)
    return best.places, across


def _row_lengths(blocks: Sequence[Block], islets: int, slot: tuple[int, float]) -> list[int]:
    """How many islets in a row are worth a try: shares of the columns that the whole has."""
    area = sum(block.columns * COLUMN * block.height for block in blocks)
    area += islets * slot[0] * COLUMN * (slot[1] + SEA)
    most = round((area * ASPECT) ** 0.5 / COLUMN / slot[0]) + 3
    return sorted({max(1, min(islets, round(most * share))) for share in _SHARES})
