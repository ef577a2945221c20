"""Places for new systems beside those that stand already."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from isthmus.analysis.results import Analysis
from isthmus.layout.geometry import COLUMN, GRID, ROW, Box
from isthmus.layout.network import STANDARD, Floats, Point, Size
from isthmus.model.snapshot import Snapshot

_RINGS = 7
"""How many columns and rows away from its neighbours a place is looked for."""
GAP = 28.0
"""Least room between a new card and one of its own island."""
STRAIT = 84.0
"""The same for a card of another island: two coasts and a caption."""

Sizes = Mapping[str, Size]


def place_near(
    snapshot: Snapshot,
    analysis: Analysis,
    new: Sequence[str],
    fixed: Mapping[str, Point],
    sizes: Sizes | None = None,
) -> dict[str, Point]:
    """Fixed and new systems that flows tie together, each new one at a free place near its own."""
    placed = dict(fixed)
    around = neighbours(snapshot, new)
    waiting = list(new)
    standing = Standing(placed, sizes or {}, analysis)
    while waiting:
        ready = [system for system in waiting if any(n in placed for n in around[system])]
        if not ready:
            break
        for system in ready:
            near = [placed[n] for n in around[system] if n in placed]
            placed[system] = standing.nearest_free(system, near)
            standing.add(system, placed[system])
        waiting = [system for system in waiting if system not in placed]
    return placed


def neighbours(snapshot: Snapshot, new: Collection[str]) -> dict[str, list[str]]:
    """For each of these systems, those that a flow of any kind ties it to."""
    around: dict[str, list[str]] = {system: [] for system in new}
    for flow in snapshot.flows.values():
        for one, other in ((flow.source, flow.target), (flow.target, flow.source)):
            if one in around and one != other:
                around[one].append(other)
    return around


class Standing:
    """The cards that stand already, to find room among them."""

    def __init__(self, placed: Mapping[str, Point], sizes: Sizes, analysis: Analysis) -> None:
        """Cards with these corners."""
        self._sizes, self._analysis = sizes, analysis
        self._keys = list(placed)
        self.boxes: Floats = _boxes(placed, sizes)
        """Left, top, width, height: (n, 4)."""
        of = analysis.island_of
        self._islands = np.array([_island(of.get(key)) for key in self._keys], dtype=np.int64)

    def add(self, system: str, at: Point) -> None:
        """A card has been set down."""
        self.boxes = np.vstack([self.boxes, _boxes({system: at}, self._sizes)])
        island = _island(self._analysis.island_of.get(system))
        self._islands = np.append(self._islands, island)

    def room_beside(self, system: str) -> Floats:
        """How far from each card that stands the system's card must keep."""
        own = _island(self._analysis.island_of.get(system))
        return np.where(self._islands == own, GAP, STRAIT)

    def free(self, system: str, places: Floats) -> NDArray[np.bool_]:
        """At which of the places (n, 2) the system's card has room."""
        return self.free_for(system, places, self._sizes.get(system, STANDARD))

    def free_for(self, system: str, places: Floats, size: Size) -> NDArray[np.bool_]:
        """The same for a card of that size, on the system's island."""
        return ~_clash(places, size, self.boxes, self.room_beside(system))

    def free_within(self, places: Floats, size: Size, room: float) -> NDArray[np.bool_]:
        """At which of the places a card keeps that far from all others, whatever their islands."""
        return ~_clash(places, size, self.boxes, np.full(len(self.boxes), room))

    def first_in(self, box: Box) -> Point | None:
        """The corner of the topmost card in a box, of several the leftmost."""
        inside = self.boxes[self._in(box)]
        if not len(inside):
            return None
        first = inside[np.lexsort((inside[:, 0], inside[:, 1]))[0]]
        return float(first[0]), float(first[1])

    def count_in(self, box: Box) -> int:
        """How many cards lie in a box, if only by a part."""
        return int(self._in(box).sum())

    def _in(self, box: Box) -> NDArray[np.bool_]:
        left, top, width, height = self.boxes.T
        across: NDArray[np.bool_] = (left < box.right) & (left + width > box.x)
        down: NDArray[np.bool_] = (top < box.bottom) & (top + height > box.y)
        return np.logical_and(across, down)

    def nearest_free(self, system: str, near: Sequence[Point]) -> Point:
        """The place on the grid of its first neighbour that is free and nearest to all of them."""
        places = _lattice(min(near), self._sizes.get(system, STANDARD))
        places = places[self.free(system, places)]
        if not len(places):
            return self.outside(system)
        far = np.abs(places[:, None, :] - np.array(near)[None, :, :]) / (COLUMN, ROW)
        x, y = places[int(np.argmin(far.sum(axis=(1, 2))))].tolist()
        return x, y

    def outside(self, system: str) -> Point:
        """A place below or right of all that stands."""
        return _free_corner(self.boxes, _boxes({system: (0.0, 0.0)}, self._sizes), STRAIT)


def _island(number: int | None) -> int:
    """The number, or that of what no analysis knows yet."""
    return -1 if number is None else number


def _boxes(placed: Mapping[str, Point], sizes: Sizes) -> Floats:
    rows = [(*at, *sizes.get(key, STANDARD)) for key, at in placed.items()]
    return np.array(rows, dtype=float).reshape(-1, 4)


def _lattice(origin: Point, size: Size) -> Floats:
    """Places by columns and rows around one, those to the right and below first."""
    steps = sorted(range(-_RINGS, _RINGS + 1), key=lambda k: (abs(k), k < 0))
    across = max(COLUMN, COLUMN - STANDARD[0] + size[0])
    down = max(ROW, ROW - STANDARD[1] + size[1])
    return np.array(
        [(origin[0] + c * across, origin[1] + r * down) for c in steps for r in steps], dtype=float
    )


def _clash(places: Floats, size: Size, taken: Floats, room: Floats) -> NDArray[np.bool_]:
    """Whether a card at each place comes nearer than `room` to any card that is there."""
    low, high = places.min(axis=0) - STRAIT, places.max(axis=0) + size + STRAIT
    near = (taken[:, :2] + taken[:, 2:] > low).all(axis=1) & (taken[:, :2] < high).all(axis=1)
    left, top, width, height = taken[near].T
    room = room[near]
    x, y = places[:, 0][:, None], places[:, 1][:, None]
    clash: NDArray[np.bool_] = (
        (x < left + width + room)
        & (left < x + size[0] + room)
        & (y < top + height + room)
        & (top < y + size[1] + room)
    ).any(axis=1)
    return clash


def free_place(
    taken: Mapping[str, Point], cards: Mapping[str, Point], sea: float, sizes: Sizes
) -> Point:
    """Where to put the corner of a group of cards: below those taken, or right of them."""
    if not cards:
        return 0.0, 0.0
    return _free_corner(_boxes(taken, sizes), _boxes(cards, sizes), sea)


def _free_corner(there: Floats, group: Floats, sea: float) -> Point:
    low, high = there[:, :2].min(axis=0), (there[:, :2] + there[:, 2:]).max(axis=0)
    start_of_group = group[:, :2].min(axis=0)
    size = (group[:, :2] + group[:, 2:]).max(axis=0) - start_of_group
    below = max(high[0] - low[0], size[0]) / 1.6, high[1] - low[1] + sea + size[1]
    right = (high[0] - low[0] + sea + size[0]) / 1.6, max(high[1] - low[1], size[1])
    start = (low[0], high[1] + sea) if max(below) <= max(right) else (high[0] + sea + 24, low[1])
    x, y = np.ceil((np.array(start) - start_of_group) / GRID) * GRID
    return float(x), float(y)
