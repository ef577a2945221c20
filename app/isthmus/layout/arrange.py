"""Positions for all systems: islands unmixed, packed beside the mainland, nothing overlapping."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, repeat
from math import dist

import numpy as np

from isthmus.analysis.results import Analysis, Island, IslandKind
from isthmus.layout.beside import free_place, neighbours, place_near
from isthmus.layout.geometry import CARD_HEIGHT, COLUMN, ROW
from isthmus.layout.grid import assign
from isthmus.layout.pack import Block, pack
from isthmus.model.snapshot import Snapshot

ASPECT = 1.6
_SEA = 94.0
"""From the cards of an island to those of the one below: two coasts and a caption."""
_ISLETS = 6
"""From this many on, islets stand together as one block of rows."""

_SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.76, 0.82, 0.88, 0.94, 1.0)
"""Shares of the width of the whole that a row of islets may take."""

Point = tuple[float, float]


def arrange(
    snapshot: Snapshot,
    analysis: Analysis,
    only: Collection[str] | None = None,
    fixed: Mapping[str, Point] | None = None,
) -> dict[str, Point]:
    """Top left corners of the cards by system id; the same for the same map.

    With `fixed`, the systems that it places stay where they are and the others are put beside
    them; with `only`, no others than those and the fixed ones are placed.
    """
    stay = {system: at for system, at in (fixed or {}).items() if system in snapshot.systems}
    wanted = set(snapshot.systems if only is None else only) & snapshot.systems.keys()
    parts = _parts(snapshot, analysis, wanted - stay.keys())
    if not stay:
        return _arranged(snapshot, parts)
    order = [system for part in parts for system in part]
    placed = place_near(snapshot, analysis, order, stay)
    rest = [[system for system in part if system not in placed] for part in parts]
    apart = _arranged(snapshot, [part for part in rest if part])
    left, top = free_place(placed.values(), apart.values(), _SEA)
    return placed | {system: (left + x, top + y) for system, (x, y) in apart.items()}


def _parts(snapshot: Snapshot, analysis: Analysis, wanted: Collection[str]) -> list[list[str]]:
    """The systems to place by island: the mainland, then the larger ones, then rogue islets."""
    islands = sorted(analysis.islands, key=_importance)
    parts = [[system for system in island.systems if system in wanted] for island in islands]
    known = set(chain.from_iterable(parts))
    # Those that came after the analysis was made are islets until it is made again.
    new = sorted(set(wanted) - known, key=lambda key: (snapshot.systems[key].name.casefold(), key))
    return [part for part in parts if part] + [[system] for system in new]


def _importance(island: Island) -> tuple[bool, int, bool]:
    return (
        island.kind is not IslandKind.MAINLAND,
        -len(island.systems),
        island.kind is not IslandKind.ROGUE,
    )


def _arranged(snapshot: Snapshot, parts: Sequence[Sequence[str]]) -> dict[str, Point]:
    """The parts packed on a common grid, islets as rows of their own where they are many."""
    islets = [part[0] for part in parts[1:] if len(part) == 1]
    if len(islets) < _ISLETS:
        islets = []
    lands = [part for number, part in enumerate(parts) if number == 0 or part[0] not in set(islets)]
    flows = _flows(snapshot, lands)
    blocks, cells = [], []
    for number, part in enumerate(lands):
        at = assign(len(part), *flows[number])
        cells.append(zip(part, at.tolist(), strict=True))
        blocks.append(_block(int(at[:, 0].max()) + 1, int(at[:, 1].max()) + 1))
    places, rows = _packed(blocks, len(islets))
    result: dict[str, Point] = {}
    for inside, (column, top) in zip(cells, places, strict=False):
        result |= {s: ((column + c) * COLUMN, top + r * ROW) for s, (c, r) in inside}
    if islets:
        result |= _islets_placed(snapshot, islets, _slots(places[-1], rows, len(islets)), result)
    return result


def _slots(corner: tuple[int, float], across: int, count: int) -> list[Point]:
    """Places in rows, from the corner of their block."""
    column, top = corner
    pitch = CARD_HEIGHT + _SEA
    return [((column + k % across) * COLUMN, top + k // across * pitch) for k in range(count)]


def _islets_placed(
    snapshot: Snapshot, islets: Sequence[str], slots: Sequence[Point], placed: Mapping[str, Point]
) -> dict[str, Point]:
    """The islets in their order, but those that flows tie to something as near to it as may be."""
    around = neighbours(snapshot, islets)
    free, result = list(slots), {}
    for system in islets:
        near = [placed[other] for other in around[system] if other in placed]
        if near:
            result[system] = min(free, key=lambda slot: sum(map(dist, repeat(slot), near)))
            free.remove(result[system])
    rest = (system for system in islets if system not in result)
    return result | dict(zip(rest, free, strict=True))


def _block(columns: int, rows: int) -> Block:
    return Block(columns, (rows - 1) * ROW + CARD_HEIGHT + _SEA)


def _packed(blocks: Sequence[Block], islets: int) -> tuple[list[tuple[int, float]], int]:
    """Places of the blocks and, as the last, of the islets' block; and how many stand in a row."""
    if not islets:
        return pack(blocks, COLUMN, ASPECT).places, 0
    tries = []
    for across in _row_lengths(blocks, islets):
        block = Block(across, -(-islets // across) * (CARD_HEIGHT + _SEA))
        tries.append((pack([*blocks, block], COLUMN, ASPECT), across))
    best, across = min(tries, key=lambda each: each[0].misfit)
    return best.places, across


def _row_lengths(blocks: Sequence[Block], islets: int) -> list[int]:
    """How many islets in a row are worth a try: shares of the columns that the whole has."""
    area = sum(block.columns * COLUMN * block.height for block in blocks)
    area += islets * COLUMN * (CARD_HEIGHT + _SEA)
    most = round((area * ASPECT) ** 0.5 / COLUMN) + 3
    return sorted({max(1, min(islets, round(most * share))) for share in _SHARES})


def _flows(
    snapshot: Snapshot, parts: Sequence[Sequence[str]]
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Ends of the flows inside each part, as indexes into it, one for all between a pair."""
    where = {s: (number, k) for number, part in enumerate(parts) for k, s in enumerate(part)}
    ends: list[set[tuple[int, int]]] = [set() for _ in parts]
    for flow in snapshot.flows.values():
        source, target = where.get(flow.source), where.get(flow.target)
        if source and target and source[0] == target[0] and source != target:
            ends[source[0]].add((source[1], target[1]))
    return [_columns(sorted(pairs)) for pairs in ends]


def _columns(pairs: Iterable[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]
