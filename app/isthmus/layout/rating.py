"""How tangled an arrangement would be once its flows are routed."""

from itertools import pairwise

import numpy as np

from isthmus.layout.candidates import Floats, Ints
from isthmus.layout.geometry import Box
from isthmus.layout.links import Link
from isthmus.layout.routes import route

_EDGE = 2.0
"""A line so near to the edge of a card does not run over it."""


def disorder(corners: Floats, sizes: Floats, ends: tuple[Ints, Ints]) -> int:
    """How often flows cross, and run over cards, once they are routed as they would be drawn.

    `ends` are the sources and the targets of the flows.
    """
    boxes = np.hstack([corners, sizes])
    named = {str(node): Box(*row) for node, row in enumerate(boxes.tolist())}
    pairs = zip(*(each.tolist() for each in ends), strict=True)
    links = [Link(str(k), str(source), str(target)) for k, (source, target) in enumerate(pairs)]
    parts, owners = [], []
    for number, way in enumerate(route(links, named).values()):
        for (_, a), (_, b) in pairwise(way.steps):
            parts.append((*a[-2:], *b[-2:]))
            owners.append(number)
    lines, flows = np.array(parts, dtype=float).reshape(-1, 4), np.array(owners, dtype=np.int64)
    return lines_crossed(lines, flows) + _over_cards(lines, flows, boxes, ends)


def _over_cards(lines: Floats, flows: Ints, boxes: Floats, ends: tuple[Ints, Ints]) -> int:
    """How many cards flows run over, their own left out: straight parts (x, y, x, y) of each."""
    low, high = np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])
    start, stop = boxes[:, :2] + _EDGE, boxes[:, :2] + boxes[:, 2:] - _EDGE
    met = np.logical_and.reduce((low[:, None] < stop) & (high[:, None] > start), axis=2)
    over = np.zeros((len(ends[0]), len(boxes)), dtype=np.bool_)
    np.logical_or.at(over, flows, met)
    every = np.arange(len(over))
    over[every, ends[0]] = over[every, ends[1]] = False
    return int(over.sum())


def lines_crossed(parts: Floats, owners: Ints) -> int:
    """Pairs of straight parts (x, y, x, y) of different lines that cross."""
    ax, ay, bx, by = parts.T
    ux, uy = bx - ax, by - ay
    # Which side of each part the ends of every other lie on.
    start = ux[:, None] * (ay - ay[:, None]) - uy[:, None] * (ax - ax[:, None])
    end = ux[:, None] * (by - ay[:, None]) - uy[:, None] * (bx - ax[:, None])
    parted = start * end < 0
    return int((parted & parted.T & (owners != owners[:, None])).sum()) // 2
