"""Outlines that wind round the cards of others: grown boxes, joined, with rounded corners."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from isthmus.drawing.outline import Point, rounded_loop
from isthmus.layout.geometry import Step
from isthmus.layout.sides import Sides

Steps = tuple[Step, ...]
Grid = NDArray[np.bool_]

_JOIN = (124.0, 76.0)
"""Cards no further apart than this, across and down, share their land."""
_CLEAR = 8.0
"""Room between land and the cards of others."""
_NECKS = (25.0, 6.0)
"""Half the width of a neck of land before the margin is added: as high as a card, else narrow."""


def tight_outlines(
    cards: Sides, others: Sides, margin: float, shallows: float
) -> tuple[Steps, Steps]:
    """Coast and shallows: one loop each where land can be joined, more where it cannot."""
    land = _joined(cards, others, margin)
    return _outline(land, others, margin), _outline(land, others, margin + shallows)


def _joined(cards: Sides, others: Sides, margin: float) -> Sides:
    """The cards, what lies between near ones, and necks of land to those that are far."""
    parts = list(range(len(cards)))
    land = list(cards)
    for a, b in _pairs_near(cards):
        both = _around(cards[a], cards[b])
        if _free(both, others, margin):
            land.append(both)
            _merge(parts, a, b)
    for a, b in _pairs_by_distance(cards):
        if parts[a] != parts[b]:
            neck = _neck(cards[a], cards[b], others, margin)
            if neck:
                land.extend(neck)
                _merge(parts, a, b)
    return np.array(land)


def _pairs_near(cards: Sides) -> Iterator[tuple[int, int]]:
    gaps = np.maximum(cards[:, None, :2], cards[None, :, :2]) - np.minimum(
        cards[:, None, 2:], cards[None, :, 2:]
    )
    near = np.argwhere((gaps <= _JOIN).all(axis=2))
    return ((a, b) for a, b in near.tolist() if a < b)


def _pairs_by_distance(cards: Sides) -> Iterator[tuple[int, int]]:
    middles = (cards[:, :2] + cards[:, 2:]) / 2
    first, second = np.triu_indices(len(cards), 1)
    far = np.abs(middles[first] - middles[second]).sum(axis=1)
    order = np.argsort(far, kind="stable")
    return zip(first[order].tolist(), second[order].tolist(), strict=True)


def _merge(parts: list[int], a: int, b: int) -> None:
    kept, gone = parts[a], parts[b]
    parts[:] = [kept if part == gone else part for part in parts]


def _around(a: Sides, b: Sides) -> Sides:
    return np.concatenate([np.minimum(a[:2], b[:2]), np.maximum(a[2:], b[2:])])


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
    grid = np.zeros((len(ys) + 1, len(xs) + 1), dtype=bool)
    for left, top, right, bottom in boxes:
        rows = slice(np.searchsorted(ys, top) + 1, np.searchsorted(ys, bottom) + 1)
        grid[rows, np.searchsorted(xs, left) + 1 : np.searchsorted(xs, right) + 1] = True
    _fill_ponds(grid, xs, ys, others)
    steps: list[Step] = []
    for loop in _loops(grid):
        steps.extend(rounded_loop([(float(xs[c]), float(ys[r])) for c, r in loop]))
    return tuple(steps)


def _fill_ponds(grid: Grid, xs: Sides, ys: Sides, others: Sides) -> None:
    """Makes land of water that is shut in, unless a card of others stands in it."""
    from scipy import ndimage  # noqa: PLC0415 - slow to import; only coasts with inlets need it

    ponds, count = ndimage.label(ndimage.binary_fill_holes(grid) & ~grid)
    for left, top, right, bottom in others:
        rows = slice(np.searchsorted(ys, top), np.searchsorted(ys, bottom) + 1)
        there = ponds[rows, np.searchsorted(xs, left) : np.searchsorted(xs, right) + 1]
        ponds[np.isin(ponds, there[there > 0])] = 0
    if count:
        grid[ponds > 0] = True


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
    for r, c in np.argwhere(padded).tolist():
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
