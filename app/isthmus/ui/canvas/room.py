"""Free room on the map for what is added to it."""

from collections.abc import Collection, Iterable, Iterator
from itertools import count

import numpy as np

from isthmus.drawing.chart import Chart
from isthmus.layout.geometry import GRID, Box
from isthmus.ui.canvas.gaps import Edges

GAP = 24.0
"""Scene units that stay free between what is there and what is added."""
_RINGS = 40
"""Steps away from the wished place within which room is looked for."""

_MANY = 40
"""From more boxes on, the room is looked for that holds them all with what lies between them."""

Way = tuple[float, float]


def hull(boxes: Collection[Box]) -> Box:
    """The box round some boxes; empty round none."""
    if not boxes:
        return Box(0, 0, 0, 0)
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
    return Box(left, top, right - left, bottom - top)


def way_beside(chart: Chart, systems: Collection[str]) -> Way:
    """How far to move copies of some cards so that they cover nothing: below, right, or nearest."""
    boxes = [chart.cards[one].box for one in systems if one in chart.cards]
    whole = hull(boxes)
    across, down = _up(whole.width + GAP), _up(whole.height + GAP)
    taken = _table(card.box for card in chart.cards.values())
    for dx, dy in ((0.0, down), (across, 0.0), (0.0, -down), (-across, 0.0)):
        if _is_free([_moved(box, dx, dy) for box in boxes], taken):
            return dx, dy
    return way_to_room(boxes, chart, (0.0, down))


def way_to_room(boxes: Collection[Box], chart: Chart, first: Way = (0.0, 0.0)) -> Way:
    """The least way, from `first` on, by which the boxes cover no card of the chart."""
    taken = _table(card.box for card in chart.cards.values())
    boxes = boxes if len(boxes) <= _MANY else [hull(boxes)]
    for across, down in rings(_RINGS):
        dx, dy = first[0] + across * 4 * GRID, first[1] + down * 4 * GRID
        if _is_free([_moved(box, dx, dy) for box in boxes], taken):
            return dx, dy
    lowest = max((card.box.bottom for card in chart.cards.values()), default=0.0)
    return first[0], _up(lowest + GAP - min(box.y for box in boxes))


def rings(most: int) -> Iterator[tuple[int, int]]:
    """Steps across and down in ever wider rings, the nearest of each first, below before above."""
    for ring in count(0):
        if ring > most:
            return
        side = range(-ring, ring + 1)
        on_ring = [(x, y) for x in side for y in side if max(abs(x), abs(y)) == ring]
        yield from sorted(on_ring, key=lambda at: (abs(at[0]) + abs(at[1]), at[1] < 0, at))


def _up(length: float) -> float:
    return float(np.ceil(length / GRID) * GRID)


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(box.x + dx, box.y + dy, box.width, box.height)


def _table(boxes: Iterable[Box]) -> Edges:
    rows = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _is_free(boxes: Collection[Box], taken: Edges) -> bool:
    """Whether none of the boxes, with a little room round it, covers one that is there."""
    for box in boxes:
        wide = box.grown(GRID)
        covers = (
            (taken[:, 0] < wide.right)
            & (taken[:, 2] > wide.x)
            & (taken[:, 1] < wide.bottom)
            & (taken[:, 3] > wide.y)
        )
        if covers.any():
            return False
    return True
