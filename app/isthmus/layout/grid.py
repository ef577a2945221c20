"""Puts the systems of one island into the cells of a grid, so that its flows are short and clear.

A quadratic assignment: the cost of a flow depends on how far apart, and in which direction, the
cells of its ends are. It starts from an embedding and is improved by the best exchanges.
"""

from functools import lru_cache

import numpy as np

from isthmus.layout.crossings import Crossings
from isthmus.layout.embed import Floats, Ints, embed
from isthmus.layout.exchange import Cells, Exchange, Price, cost, settle
from isthmus.layout.geometry import COLUMN, ROW
from isthmus.layout.network import STANDARD
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.layout.rating import disorder

_SMALL = 8
_EXACT = 400
"""Up to this many systems the first assignment is the best one, which takes cubic time."""
_LARGE = 1200
"""Islands above this are improved tile by tile."""
_TRIES = 150_000
"""An island of n systems gets at most this many / n² further descents."""
_UNTANGLED = 220
"""Up to this many systems the crossings are looked at too."""
_CROSSING_PRICE = 2.0
"""What a crossing may cost on a small map; a flow between neighbours costs about 1."""
_RATED = 8_000
"""Up to this many systems times flows, several arrangements are routed to find the clearest."""
_ROUTED = 5
"""So many of them, those whose straight lines cross least."""
_SHUFFLES = 3
_FEW = 4
"""Further descents where it is to be quick."""
_TILE = 26
"""Columns and rows of a tile."""


def shape(count: int) -> tuple[int, int]:
    """Columns and rows for that many systems, with a few cells to spare."""
    if count <= 2:
        return count, 1
    cells = count if count <= 4 else count * 1.18
    columns = max(2, round((cells * 0.55) ** 0.5))
    return columns, max(-(-count // columns), round(cells / columns))


def assign(
    count: int, sources: Ints, targets: Ints, pulse: Pulse = SILENT, *, thorough: bool = True
) -> Cells:
    """A cell of its own for each node of a connected graph, in rows and columns from 0.

    Not `thorough` is quicker: for one of the many islands of a large map.
    """
    if count <= _SMALL:
        ends = zip(sources.tolist(), targets.tolist(), strict=True)
        return _assign_small(count, tuple(ends)).copy()
    at = embedded(count, sources, targets, shape(count))
    return improved(at, shape(count), (sources, targets), pulse, thorough=thorough)


@lru_cache(maxsize=4096)
def _assign_small(count: int, ends: tuple[tuple[int, int], ...]) -> Cells:
    """The same, once for each shape: many maps have hundreds of islands of two or three."""
    table = np.array(ends, dtype=np.int64).reshape(-1, 2)
    return improved(
        embedded(count, table[:, 0], table[:, 1], shape(count)),
        shape(count),
        (table[:, 0], table[:, 1]),
        SILENT,
    )


def improved(
    at: Cells,
    shaped: tuple[int, int],
    ends: tuple[Ints, Ints],
    pulse: Pulse,
    *,
    price: Price = cost,
    thorough: bool = True,
) -> Cells:
    """The nodes exchanged among the cells of the grid, until their flows cost little."""
    if len(at) > _LARGE:
        _improve_tiles(at, shaped, ends, pulse, price)
        return closed(at)
    work = Exchange(at, cells_of(shaped), *ends, pulse, price=price)
    if not thorough:
        settle(work, len(at), _FEW if len(at) <= _UNTANGLED else 0)
        return closed(work.at)
    return closed(_best_of_several(work, ends))


def closed(at: Cells) -> Cells:
    """The same without columns and rows that are empty."""
    _, columns = np.unique(at[:, 0], return_inverse=True)
    _, rows = np.unique(at[:, 1], return_inverse=True)
    return np.column_stack([columns, rows])


def embedded(count: int, sources: Ints, targets: Ints, shaped: tuple[int, int]) -> Cells:
    """A cell for each node by an embedding alone: a start for exchanges."""
    columns, rows = shaped
    points = embed(count, sources, targets)
    if count <= _EXACT:
        return _nearest(points, cells_of(shaped), columns, rows)
    return _bisected(points, columns, rows)


def cells_of(shaped: tuple[int, int]) -> Cells:
    """All cells of a grid of so many columns and rows."""
    columns, rows = shaped
    return np.array([(c, r) for c in range(columns) for r in range(rows)], dtype=np.int64)


def _nearest(points: Floats, cells: Cells, columns: int, rows: int) -> Cells:
    """Each point to a cell of its own, with the least sum of squared moves."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - slow to import

    scaled = points * (columns - 1, rows - 1)
    moves = ((scaled[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(moves)
    nearest: Cells = cells[chosen].copy()
    return nearest


def _bisected(points: Floats, columns: int, rows: int) -> Cells:
    """Each point to a cell of its own: columns by x, then rows by y within each column."""
    count = len(points)
    at = np.zeros((count, 2), dtype=np.int64)
    order = np.argsort(points[:, 0], kind="stable")
    for column, members in enumerate(np.array_split(order, columns)):
        inside = members[np.argsort(points[members, 1], kind="stable")]
        # Spread over the rows, so that the spare cells lie among the cards.
        at[inside, 0] = column
        at[inside, 1] = np.arange(len(inside)) * rows // len(inside)
    return at


def _improve_tiles(
    at: Cells, shaped: tuple[int, int], ends: tuple[Ints, Ints], pulse: Pulse, price: Price
) -> None:
    """Improves a large island tile by tile, then once more with the tiles' borders moved."""
    columns, rows = shaped
    tiles = [
        (left, top)
        for shift in (0, _TILE // 2)
        for left in range(-shift, columns, _TILE)
        for top in range(-shift, rows, _TILE)
    ]
    for number, (left, top) in enumerate(tiles):
        low = np.array((max(0, left), max(0, top)))
        high = np.array((min(columns, left + _TILE), min(rows, top + _TILE)))
        share = pulse.share(number / len(tiles), (number + 1) / len(tiles))
        share.beat()
        _improve_tile(at, (low, high), ends, share, price)


def _improve_tile(
    at: Cells, tile: tuple[Ints, Ints], ends: tuple[Ints, Ints], pulse: Pulse, price: Price
) -> None:
    """Improves what stands in a tile, those outside that flows tie to it staying."""
    low, high = tile
    column, row = at.T
    inside = (column >= low[0]) & (column < high[0]) & (row >= low[1]) & (row < high[1])
    touching = inside[ends[0]] | inside[ends[1]]
    sources, targets = ends[0][touching], ends[1][touching]
    if not len(sources):
        return
    alone = np.setdiff1d(np.flatnonzero(inside), np.concatenate([sources, targets]))
    nodes = np.concatenate([np.unique(np.concatenate([sources, targets])), alone])
    index = np.zeros(len(at), dtype=np.int64)
    index[nodes] = np.arange(len(nodes))
    size = high - low
    cells = cells_of((int(size[0]), int(size[1]))) + low
    work = Exchange(at[nodes], cells, index[sources], index[targets], pulse, price=price)
    work.descend(sweeps=3)
    at[nodes] = work.at


def _best_of_several(work: Exchange, ends: tuple[Ints, Ints]) -> Cells:
    """The least costly of some descents, each from the best so far with a few cards shuffled."""
    random = np.random.default_rng(7)
    at = work.at
    work.descend(sweeps=12)
    best, lowest = work.held(), work.total()
    for _ in range(min(30, _TRIES // len(at) ** 2) if len(at) > 2 else 0):
        touched = work.shuffle(random, max(2, min(len(at) // 8, 12)))
        work.descend(sweeps=8, start=touched)
        total = work.total()
        if total < lowest - 1e-9:
            best, lowest = work.held(), total
        else:
            work.restore(best)
    work.restore(best)
    if not 3 < len(at) <= _UNTANGLED:
        return work.at
    tries = [work.at.copy()]
    crossings = Crossings(*ends)
    small = len(at) * len(ends[0]) <= _RATED
    price = _CROSSING_PRICE if small else _CROSSING_PRICE / 8
    tries += _untangled(work, crossings, random, price)
    if not small:
        return tries[-1]
    tries.sort(key=crossings.total)
    return min(tries[:_ROUTED], key=lambda each: _disorder(each, ends))


def _disorder(at: Cells, ends: tuple[Ints, Ints]) -> int:
    """How often flows cross, and run over cards, once they are led round cards in these cells."""
    corners: Floats = at * np.array((COLUMN, ROW))
    return disorder(corners, np.tile(STANDARD, (len(at), 1)), ends)


def _untangled(
    work: Exchange, crossings: Crossings, random: np.random.Generator, price: float
) -> list[Cells]:
    """Trades a little length for fewer crossings, now and then from a shuffled start."""
    work.crossing_price = price
    work.untangle(crossings, sweeps=4)
    best, lowest = work.held(), work.tangle(crossings)
    found = [work.at.copy()]
    for _ in range(min(_SHUFFLES, _TRIES // 8 // len(work.at) ** 2)):
        touched = work.shuffle(random, max(2, min(len(work.at) // 10, 6)))
        work.descend(sweeps=4, start=touched)
        work.untangle(crossings, sweeps=3)
        tangle = work.tangle(crossings)
        if tangle < lowest - 1e-9:
            best, lowest = work.held(), tangle
            found.append(work.at.copy())
        else:
            work.restore(best)
    return found
