"""How tangled an arrangement would be once its flows are routed."""

from itertools import pairwise

import numpy as np

from isthmus.layout.candidates import Floats, Ints
from isthmus.layout.geometry import Box
from isthmus.layout.links import Link
from isthmus.layout.routes import route


def routed_crossings(corners: Floats, sizes: Floats, ends: tuple[Ints, Ints]) -> int:
    """How often flows between cards cross, routed as they would be drawn.

    `ends` are the sources and the targets of the flows.
    """
    table = np.hstack([corners, sizes]).tolist()
    boxes = {str(node): Box(*row) for node, row in enumerate(table)}
    pairs = zip(*(each.tolist() for each in ends), strict=True)
    links = [Link(str(k), str(source), str(target)) for k, (source, target) in enumerate(pairs)]
    parts, owners = [], []
    for number, way in enumerate(route(links, boxes).values()):
        for (_, a), (_, b) in pairwise(way.steps):
            parts.append((*a[-2:], *b[-2:]))
            owners.append(number)
    return lines_crossed(np.array(parts, dtype=float).reshape(-1, 4), np.array(owners))


def lines_crossed(parts: Floats, owners: Ints) -> int:
    """Pairs of straight parts (x, y, x, y) of different lines that cross."""
    ax, ay, bx, by = parts.T
    ux, uy = bx - ax, by - ay
    # Which side of each part the ends of every other lie on.
    start = ux[:, None] * (ay - ay[:, None]) - uy[:, None] * (ax - ax[:, None])
    end = ux[:, None] * (by - ay[:, None]) - uy[:, None] * (bx - ax[:, None])
    parted = start * end < 0
    return int((parted & parted.T & (owners != owners[:, None])).sum()) // 2
