"""The map from far out as regions and what flows between them: counted, never drawn one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, log2

import numpy as np
from numpy.typing import NDArray

from isthmus.drawing.chart import Card, Chart, FlowLook, FlowShape

Points = NDArray[np.float64]
Numbers = NDArray[np.intp]

CELL = 150.0
"""Screen pixels that a region is wide at least, and less than twice as wide."""
PARTNERS = 4
"""Bundles that each region keeps: those with most flows."""
_FEW = 0.05
"""Share of the strongest bundle's flows, and two, below which a bundle is left out."""
CLEAR = 0.75
"""Share of a bundle's flows from which on it has a direction, or a look."""

_BY_HAND = {FlowLook.FILE, FlowLook.MANUAL}
_KINDS = {FlowLook.PLANNED: 2, **dict.fromkeys(_BY_HAND, 1)}
KINDS = (FlowLook.LIVE, FlowLook.MANUAL, FlowLook.PLANNED)
"""The looks that a bundle can have."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Cards and flows of a chart as tables."""

    rows: Mapping[str, int]
    """Row of each card, by its id."""
    flows: tuple[FlowShape, ...]
    middles: Points
    region: Numbers
    """What each card lies in, whatever the distance: a territory, an island; -1 for neither."""
    source: Numbers
    target: Numbers
    """Rows of the cards at each flow's ends."""
    kind: Numbers
    """Place in KINDS of each flow."""

    def ways(self) -> Points:
        """How far each flow leads, across and down, from the middle of a card to another's."""
        ways: Points = np.abs(self.middles[self.source] - self.middles[self.target]).sum(axis=1)
        return ways

    def degrees(self) -> Numbers:
        """How many flows each card has."""
        size = len(self.middles)
        return np.bincount(self.source, minlength=size) + np.bincount(self.target, minlength=size)


def survey(chart: Chart) -> Survey:
    """The tables of a chart; flows that are missing are not on the map."""
    cards = chart.standing
    rows = {key: row for row, key in enumerate(cards)}
    flows = tuple(
        flow
        for flow in chart.flows.values()
        if flow.look is not FlowLook.MISSING and flow.source in rows and flow.target in rows
    )
    return Survey(
        rows,
        flows,
        _middles_of(cards),
        _grounds(chart, cards, rows),
        _ints([rows[flow.source] for flow in flows]),
        _ints([rows[flow.target] for flow in flows]),
        _ints([_KINDS.get(flow.look, 0) for flow in flows]),
    )


def _middles_of(cards: Mapping[str, Card]) -> Points:
    boxes = [card.box for card in cards.values()]
    sides = np.array([(box.x, box.y, box.width, box.height) for box in boxes], dtype=float)
    middles: Points = sides.reshape(-1, 4)[:, :2] + sides.reshape(-1, 4)[:, 2:] / 2
    return middles


def _ints(numbers: list[int]) -> Numbers:
    return np.array(numbers, dtype=np.intp)


def _grounds(chart: Chart, cards: Mapping[str, Card], rows: Mapping[str, int]) -> Numbers:
    """The islands of the cards, and where they stand on a territory, that."""
    index = chart.index
    owner = {key: int(index.owner[row]) for key, row in index.rows.items()} if index else {}
    found = _ints([owner.get(key, -1) for key in cards])
    first = int(found.max(initial=-1)) + 1
    for number, land in enumerate(chart.grounds.lands.values()):
        found[[rows[key] for key in land.members if key in rows]] = first + number
    return found


@dataclass(frozen=True, slots=True)
class Bundle:
    """The flows between two regions."""

    start: tuple[float, float]
    end: tuple[float, float]
    """The middles of the cards at its ends, in scene units."""
    count: int
    directed: bool
    """Nearly all lead from start to end."""
    look: FlowLook


def cell_size(zoom: float) -> float:
    """How wide regions are at that zoom, in scene units: doubled whenever they got too small."""
    return float(2.0 ** ceil(log2(CELL / zoom)))


def bundles(table: Survey, cell: float, least: float = 0.0) -> list[Bundle]:
    """The strongest bundles between regions, the weakest first.

    Flows over less than `least` scene units are left out: they are drawn by themselves.
    """
    if not len(table.source):
        return []
    regions = _regions(table, cell)
    one, other = regions[table.source], regions[table.target]
    counted = (one != other) & (table.ways() > least)
    return _bundled(table, regions, np.flatnonzero(counted))


def _regions(table: Survey, cell: float) -> Numbers:
    """The number of each card's region: cells of a grid, apart for each island and territory."""
    at = np.floor(table.middles / cell).astype(np.int64)
    _, found = np.unique(np.column_stack([at, table.region]), axis=0, return_inverse=True)
    numbers: Numbers = found.reshape(-1)
    return numbers


def _bundled(table: Survey, regions: Numbers, flows: Numbers) -> list[Bundle]:
    """The flows of these rows by the two regions at their ends."""
    if not len(flows):
        return []
    one, other = regions[table.source[flows]], regions[table.target[flows]]
    low, high = np.minimum(one, other), np.maximum(one, other)
    pairs, group = np.unique(np.column_stack([low, high]), axis=0, return_inverse=True)
    group = group.reshape(-1)
    counts = np.bincount(group)
    forth = np.bincount(group, weights=one == low)
    kinds = np.stack(
        [np.bincount(group, weights=table.kind[flows] == n) for n in range(len(KINDS))]
    ).astype(np.float64)
    kept = _strongest(pairs, counts)
    kept = kept[counts[kept] >= max(2.0, _FEW * counts.max())]
    middles = _middles(table, regions)
    return [
        _bundle(middles, pairs[row], int(counts[row]), float(forth[row]), kinds[:, row])
        for row in kept[np.argsort(counts[kept], kind="stable")].tolist()
    ]


def _middles(table: Survey, regions: Numbers) -> Points:
    """The middle of the cards of each region."""
    sizes = np.maximum(np.bincount(regions), 1)
    across = np.bincount(regions, weights=table.middles[:, 0]) / sizes
    down = np.bincount(regions, weights=table.middles[:, 1]) / sizes
    return np.column_stack([across, down])


def _strongest(pairs: Numbers, counts: Numbers) -> Numbers:
    """The rows of pairs that are among the strongest of one of their regions."""
    order = np.argsort(-counts, kind="stable")
    ends = np.concatenate([pairs[order, 0], pairs[order, 1]])
    whose = np.concatenate([order, order])
    by_rank = np.argsort(np.tile(np.arange(len(order)), 2), kind="stable")
    ends, whose = ends[by_rank], whose[by_rank]
    by_end = np.argsort(ends, kind="stable")
    starts = np.searchsorted(ends[by_end], ends[by_end])
    ranks = np.arange(len(ends)) - starts
    found: Numbers = np.unique(whose[by_end[ranks < PARTNERS]])
    return found


def _bundle(middles: Points, pair: Numbers, count: int, forth: float, kinds: Points) -> Bundle:
    first, second = (tuple(middles[end].tolist()) for end in pair)
    back = forth < count / 2
    clear = max(forth, count - forth) >= CLEAR * count
    main = int(kinds.argmax())
    look = KINDS[main] if kinds[main] >= CLEAR * count else FlowLook.LIVE
    start, end = (second, first) if back else (first, second)
    return Bundle(start, end, count, clear, look)
