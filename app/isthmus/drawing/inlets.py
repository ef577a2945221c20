"""Outlines that wind round the cards of others: grown boxes, joined, with rounded corners."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from isthmus.drawing.outline import Point, rounded_loop
from isthmus.layout.geometry import Step
from isthmus.layout.sides import Sides

Steps = tuple[Step, ...]
Grid = NDArray[np.bool_]
Pairs = NDArray[np.intp]

_JOIN = (124.0, 76.0)
"""Cards no further apart than this, across and down, share their land."""
_CLEAR = 8.0
"""Room between land and the cards of others."""
_MANY = 400
"""Of more cards than these, necks start only from those of small parts and next to them."""
_TRIES = 100
"""So many necks of land may fail for an island: the next ones lead farther through others' land,
and on a map of thousands looking for them took a minute."""
_NECKS = (25.0, 6.0)
"""Half the width of a neck of land before the margin is added: as high as a card, else narrow."""


def load() -> None:
    """Load what winding coasts need and is slow to import; on any thread."""
    import scipy.ndimage  # noqa: PLC0415 - slow to import; only coasts with inlets need it
    import scipy.sparse.csgraph  # noqa: PLC0415 - the same
    import scipy.spatial  # noqa: F401, PLC0415 - the same


def tight_outlines(
    cards: Sides, others: Sides, margin: float, shallows: float
) -> tuple[Steps, Steps]:
    """Coast and shallows: one loop each where land can be joined, more where it cannot.

    The same for the same cards in any order: a new name must not move a neck of land.
    """
    cards = cards[np.lexsort(cards.T)]
    land = _joined(cards, others, margin)
    return _outline(land, others, margin), _outline(land, others, margin + shallows)


def _joined(cards: Sides, others: Sides, margin: float) -> Sides:
    """The cards, what lies between near ones, and necks of land to those that are far."""
    near = _pairs_near(cards)
    both = _around(cards[near[:, 0]], cards[near[:, 1]])
    free = _all_free(both, others, margin)
    land = [cards, both[free]]
    parts = Parts(len(cards), near[free])
    if parts.count > 1:
        left = _TRIES
        for a, b in _pairs_by_distance(cards, parts):
            if parts.of(a) != parts.of(b):
                neck = _neck(cards[a], cards[b], others, margin)
                left -= not neck
                if neck:
                    land.append(np.array(neck))
                    parts.join(a, b)
            if parts.count == 1 or not left:
                break
    return np.concatenate(land)


class Parts:
    """What is joined to what: a forest of numbers."""

    def __init__(self, count: int, pairs: Pairs | None = None) -> None:
        """Each number is a part of its own, but for those that pairs join from the beginning."""
        self._above = list(range(count)) if pairs is None else _standing_for(count, pairs)
        self.count = len(set(self._above))
        """How many parts there are."""

    def of(self, number: int) -> int:
        """The number that stands for the part."""
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one part of both."""
        first, second = self.of(one), self.of(other)
        if first != second:
            self._above[second] = first
            self.count -= 1


def _standing_for(count: int, pairs: Pairs) -> list[int]:
    """For each of so many numbers, the least that pairs join it to, directly or by others."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - slow to import; few coasts need it
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - the same

    ties = (np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1]))
    groups = connected_components(coo_array(ties, (count, count)))[1]
    _, first, of = np.unique(groups, return_index=True, return_inverse=True)
    least: list[int] = first[of].tolist()
    return least


def _pairs_near(cards: Sides) -> Pairs:
    """Rows of two numbers each, the smaller first, in order."""
    from scipy.spatial import cKDTree  # noqa: PLC0415 - slow to import; few coasts need it

    reach = (cards[:, 2:] - cards[:, :2]).max(axis=0) + _JOIN
    tree = cKDTree((cards[:, :2] + cards[:, 2:]) / 2 / reach)
    pairs = tree.query_pairs(1.0 + 1e-9, p=np.inf, output_type="ndarray")
    pairs = np.sort(pairs.reshape(-1, 2), axis=1)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    one, other = cards[pairs[:, 0]], cards[pairs[:, 1]]
    gaps = np.maximum(one[:, :2], other[:, :2]) - np.minimum(one[:, 2:], other[:, 2:])
    near: Pairs = pairs[(gaps <= _JOIN).all(axis=1)]
    return near


def _pairs_by_distance(cards: Sides, parts: Parts) -> Iterator[tuple[int, int]]:
    """Pairs of cards of different parts, the closest first; of large parts only the outer cards."""
    of = np.array([parts.of(number) for number in range(len(cards))])
    kept = _worth_a_neck(cards, of)
    middles = ((cards[:, :2] + cards[:, 2:]) / 2)[kept]
    first, second = np.triu_indices(len(kept), 1)
    apart = of[kept][first] != of[kept][second]
    first, second = first[apart], second[apart]
    far = np.abs(middles[first] - middles[second]).sum(axis=1)
    order = np.argsort(far, kind="stable")
    return zip(kept[first[order]].tolist(), kept[second[order]].tolist(), strict=True)


def _worth_a_neck(cards: Sides, of: NDArray[np.intp]) -> NDArray[np.intp]:
    """Numbers of the cards that necks may start from: of many, those next to another part."""
    if len(cards) <= _MANY:
        return np.arange(len(cards))
    from scipy.spatial import cKDTree  # noqa: PLC0415 - slow to import; few coasts need it

    middles = (cards[:, :2] + cards[:, 2:]) / 2
    tree, small = cKDTree(middles), _MANY // 4
    sizes = np.bincount(of, minlength=len(cards))
    found: list[NDArray[np.intp]] = []
    for part in np.flatnonzero((sizes > 0) & (sizes <= small)):
        mine = np.flatnonzero(of == part)
        near = tree.query(middles[mine], k=len(mine) + 1, p=1)[1]  # one of them is another's
        theirs = of[near] != part
        found += [mine, near[np.arange(len(mine)), theirs.argmax(axis=1)]]
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.intp)


def _around(one: Sides, other: Sides) -> Sides:
    """The boxes round pairs of cards, row by row."""
    low = np.minimum(one[:, :2], other[:, :2])
    return np.concatenate([low, np.maximum(one[:, 2:], other[:, 2:])], axis=1)


def _all_free(boxes: Sides, others: Sides, margin: float) -> NDArray[np.bool_]:
    """Of each box, whether land there would leave all cards of others alone."""
    reach = margin + _CLEAR
    free = np.ones(len(boxes), dtype=bool)
    if not len(boxes):
        return free
    order = np.argsort(boxes[:, 1], kind="stable")
    tops, highest = boxes[order, 1], (boxes[:, 3] - boxes[:, 1]).max()
    for box in others:  # only boxes whose top lies near enough are looked at
        first = np.searchsorted(tops, box[1] - reach - highest)
        near = order[first : np.searchsorted(tops, box[3] + reach, side="right")]
        over = (box[:2] < boxes[near, 2:] + reach) & (box[2:] > boxes[near, :2] - reach)
        free[near[over.all(axis=1)]] = False
    return free


def _free(box: Sides, others: Sides, margin: float) -> bool:
    """Whether land there would leave all cards of others alone."""
    reach = margin + _CLEAR
    over = (others[:, :2] < box[2:] + reach) & (others[:, 2:] > box[:2] - reach)
    return not bool(over.all(axis=1).any())


def _neck(a: Sides, b: Sides, others: Sides, margin: float) -> list[Sides]:
    """Two strips of land, at right angles, that join two cards; none if others are in the way."""
    (ax, ay), (bx, by) = (a[:2] + a[2:]) / 2, (b[:2] + b[2:]) / 2
    for half in _NECKS:
        for x, y in ((bx, ay), (ax, by)):
            strips = [_strip((ax, ay), (x, y), half), _strip((x, y), (bx, by), half)]
            if all(_free(strip, others, margin) for strip in strips):
                return strips
    return []


def _strip(a: Point, b: Point, half: float) -> Sides:
    low = min(a[0], b[0]) - half, min(a[1], b[1]) - half
    high = max(a[0], b[0]) + half, max(a[1], b[1]) + half
    return np.array((*low, *high))


def _outline(land: Sides, others: Sides, margin: float) -> Steps:
    """The edge of all land, grown by the margin."""
    boxes = land + np.array((-margin, -margin, margin, margin))
    xs, ys = np.unique(boxes[:, [0, 2]]), np.unique(boxes[:, [1, 3]])
    grid = _covered(boxes, xs, ys)
    _fill_ponds(grid, xs, ys, others)
    steps: list[Step] = []
    for loop in _loops(grid):
        steps.extend(rounded_loop([(float(xs[c]), float(ys[r])) for c, r in loop]))
    return tuple(steps)


def _covered(boxes: Sides, xs: Sides, ys: Sides) -> Grid:
    """The cells that some box covers: each box adds one from its first corner on, and so on."""
    left, right = (np.searchsorted(xs, boxes[:, n]) + 1 for n in (0, 2))
    top, bottom = (np.searchsorted(ys, boxes[:, n]) + 1 for n in (1, 3))
    counts = np.zeros((len(ys) + 1, len(xs) + 1), dtype=np.int64)
    np.add.at(counts, (top, left), 1)
    np.add.at(counts, (bottom, right), 1)
    np.add.at(counts, (top, right), -1)
    np.add.at(counts, (bottom, left), -1)
    covered: Grid = counts.cumsum(axis=0).cumsum(axis=1) > 0
    return covered


def _fill_ponds(grid: Grid, xs: Sides, ys: Sides, others: Sides) -> None:
    """Makes land of water that is shut in, unless a card of others stands in it."""
    from scipy import ndimage  # noqa: PLC0415 - slow to import; only coasts with inlets need it

    ponds, count = ndimage.label(ndimage.binary_fill_holes(grid) & ~grid)
    if not count:
        return
    fill = np.arange(count + 1) > 0
    left, right = np.searchsorted(xs, others[:, 0]), np.searchsorted(xs, others[:, 2]) + 1
    top, bottom = np.searchsorted(ys, others[:, 1]), np.searchsorted(ys, others[:, 3]) + 1
    for c, r, c_end, r_end in np.column_stack([left, top, right, bottom]).tolist():
        fill[ponds[r:r_end, c:c_end]] = False
    grid[fill[ponds]] = True


def _loops(grid: Grid) -> Iterator[list[tuple[int, int]]]:
    """The borders of the marked cells as corners (column and row of lines), land on the right.

    Cell (r, c) of the grid lies between lines r - 1 and r, and c - 1 and c.
    """
    nexts = _borders(grid)
    while nexts:
        start = min(nexts)
        corner, loop = start, []
        heading = (0, 0)
        while corner in nexts:
            ways = nexts[corner]
            # Where two borders meet at a corner, stay with the land that we go round.
            way = min(ways, key=lambda w: (w[0] * heading[1] - w[1] * heading[0], w))
            ways.remove(way)
            if not ways:
                del nexts[corner]
            if way != heading:
                loop.append(corner)
            corner, heading = (corner[0] + way[0], corner[1] + way[1]), way
            if corner == start:
                break
        yield loop


def _borders(grid: Grid) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """From each corner, the unit steps along a border that has land on its right."""
    padded = np.pad(grid, 1)
    nexts: dict[tuple[int, int], list[tuple[int, int]]] = {}
    inner = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    for r, c in (np.argwhere(grid & ~inner) + 1).tolist():
        top, left = r - 2, c - 2
        edges = (
            ((-1, 0), (left, top), (1, 0)),
            ((0, 1), (left + 1, top), (0, 1)),
            ((1, 0), (left + 1, top + 1), (-1, 0)),
            ((0, -1), (left, top + 1), (0, -1)),
        )
        for (dr, dc), corner, way in edges:
            if not padded[r + dr, c + dc]:
                nexts.setdefault(corner, []).append(way)
    return nexts
