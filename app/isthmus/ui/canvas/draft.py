"""A system about to be drawn: on screen alone, until it has a name."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, GRID, Box

_STEP = (CARD_WIDTH / 2, CARD_HEIGHT)
"""From one spot that is tried to the next, in scene units."""
_ROOM = 16.0
"""Scene units that stay free between cards."""

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Draft:
    """Where the middle of its card is to be, in the scene, and what is known of it."""

    x: float
    y: float
    name: str = ""
    category: str = ""
    source: str = ""
    """The system that a flow is to lead from to it, '' for none."""

    @property
    def box(self) -> Box:
        """Its card, on the grid."""
        left, top = self.x - CARD_WIDTH / 2, self.y - CARD_HEIGHT / 2
        return Box(round(left / GRID) * GRID, round(top / GRID) * GRID, CARD_WIDTH, CARD_HEIGHT)


def free_spot(middle: Spot, taken: Collection[Spot]) -> Spot:
    """The middle of a card near `middle` that covers none of those whose middles are `taken`."""
    for across, down in _rings():
        spot = (middle[0] + across * _STEP[0], middle[1] + down * _STEP[1])
        if not any(_cover(spot, other) for other in taken):
            return spot
    raise AssertionError("the scene has no end")


def _cover(one: Spot, other: Spot) -> bool:
    near_x = abs(one[0] - other[0]) < CARD_WIDTH + _ROOM
    return near_x and abs(one[1] - other[1]) < CARD_HEIGHT + _ROOM


def _rings() -> Iterator[tuple[int, int]]:
    """Steps across and down in ever wider rings, the nearest of each first."""
    yield 0, 0
    for ring in count(1):
        side = range(-ring, ring + 1)
        on_ring = [(x, y) for x in side for y in side if max(abs(x), abs(y)) == ring]
        yield from sorted(on_ring, key=lambda at: (abs(at[0]) + abs(at[1]), at[1] < 0, at))
