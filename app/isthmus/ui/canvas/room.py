"""Free room on the map for what is added to it."""

from collections.abc import Collection, Iterable

import numpy as np
import numpy.typing as npt

from isthmus.drawing.chart import Chart
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, GRID, Box
from isthmus.ui.canvas.gaps import Edges

GAP = 24.0
"""Scene units that stay free between what is there and what is added."""
APART = (CARD_WIDTH + 84.0, CARD_HEIGHT + 86.0)
"""From a card to the next across and down, in a block: two coasts and a caption lie between."""
_REACHES = (6, 16, 40)
"""Steps away from the wished place within which room is looked for, first near, then farther."""
_MANY = 12
"""From more boxes on, the room is looked for that holds them all with what lies between them."""

Way = tuple[float, float]


def hull(boxes: Collection[Box]) -> Box:
    """The box round some boxes; empty round none."""
    if not boxes:
        return Box(0, 0, 0, 0)
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
    return Box(left, top, right - left, bottom - top)


def free_spot(middle: Way, chart: Chart) -> Way:
    """The middle of a standard card that covers none of the chart's, nearest to `middle`."""
    box = Box(middle[0] - CARD_WIDTH / 2, middle[1] - CARD_HEIGHT / 2, CARD_WIDTH, CARD_HEIGHT)
    dx, dy = way_to_room([box.grown(GRID)], chart)
    return middle[0] + dx, middle[1] + dy


def way_beside(chart: Chart, systems: Collection[str]) -> Way:
    """How far to move copies of some cards so that they cover nothing: below, right, or nearest."""
    boxes = [chart.cards[one].box for one in systems if one in chart.cards]
    whole = hull(boxes)
    across, down = _up(whole.width + GAP), _up(whole.height + GAP)
    taken = _table(card.box for card in chart.cards.values())
    ways = [(0.0, down), (across, 0.0), (0.0, -down), (-across, 0.0)]
    free = ~_covers(_table(boxes), taken, np.array(ways))
    if free.any():
        return ways[int(free.argmax())]
    return way_to_room(boxes, chart, (0.0, down))


def way_to_room(boxes: Collection[Box], chart: Chart, first: Way = (0.0, 0.0)) -> Way:
    """The least way, from `first` on, by which the boxes cover no card of the chart."""
    taken = _table(card.box for card in chart.cards.values())
    moving = _table(boxes if len(boxes) <= _MANY else [hull(boxes)])
    near, begun = np.array(first), 0
    for reach in _REACHES:
        ways = near + _rings(begun, reach) * (4 * GRID)
        free = ~_covers(moving, taken, ways)
        if free.any():
            x, y = ways[int(free.argmax())].tolist()
            return x, y
        begun = reach + 1
    lowest = max((card.box.bottom for card in chart.cards.values()), default=0.0)
    return first[0], _up(lowest + GAP - min(box.y for box in boxes))


def _rings(begun: int, end: int) -> Edges:
    """Steps across and down in rings ever farther out, the nearest first, below before above."""
    side = range(-end, end + 1)
    steps = [(x, y) for x in side for y in side if max(abs(x), abs(y)) >= begun]
    steps.sort(key=lambda at: (max(abs(at[0]), abs(at[1])), abs(at[0]) + abs(at[1]), -at[1], at[0]))
    return np.array(steps, dtype=np.float64)


def _covers(moving: Edges, taken: Edges, ways: Edges) -> npt.NDArray[np.bool_]:
    """Whether, moved each of these ways, some box comes too near to one that is there."""
    low, high = ways.min(axis=0) - GRID, ways.max(axis=0) + GRID
    found = np.zeros(len(ways), dtype=np.bool_)
    for left, top, right, bottom in moving:
        near = taken[
            (taken[:, 0] < right + high[0])
            & (taken[:, 2] > left + low[0])
            & (taken[:, 1] < bottom + high[1])
            & (taken[:, 3] > top + low[1])
        ]
        x, y = ways[:, :1], ways[:, 1:]
        clash = (near[:, 0] < right + x + GRID) & (near[:, 2] > left + x - GRID)
        clash &= (near[:, 1] < bottom + y + GRID) & (near[:, 3] > top + y - GRID)
        found |= clash.any(axis=1)
    return found


def _up(length: float) -> float:
    return float(np.ceil(length / GRID) * GRID)


def _table(boxes: Iterable[Box]) -> Edges:
    rows = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)
