"""Places for new systems beside those that stand already."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from isthmus.analysis.results import Analysis
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, COLUMN, GRID, ROW
from isthmus.model.snapshot import Snapshot

Point = tuple[float, float]
Floats = NDArray[np.float64]

_RINGS = 7
"""How many columns and rows away from its neighbours a place is looked for."""
_GAP = 28.0
"""Least room between a new card and one of its own island."""
_STRAIT = 84.0
"""The same for a card of another island: two coasts and a caption."""


def place_near(
    snapshot: Snapshot, analysis: Analysis, new: Sequence[str], fixed: Mapping[str, Point]
) -> dict[str, Point]:
    """Fixed and new systems that flows tie together, each new one at a free place near its own."""
    placed = dict(fixed)
    around = neighbours(snapshot, new)
    waiting = list(new)
    while waiting:
        ready = [system for system in waiting if any(n in placed for n in around[system])]
        if not ready:
            break
        for system in ready:
            near = [placed[n] for n in around[system] if n in placed]
            placed[system] = _nearest_free(system, near, placed, analysis)
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


def _nearest_free(
    system: str, near: Sequence[Point], placed: Mapping[str, Point], analysis: Analysis
) -> Point:
    """The place on the grid of its first neighbour that is free and nearest to all of them."""
    own = analysis.island_of.get(system)
    taken = np.array(list(placed.values()))
    room = np.array([_GAP if analysis.island_of.get(other) == own else _STRAIT for other in placed])
    places = _lattice(min(near))
    free = ~_overlaps(places, taken, room).any(axis=1)
    if not free.any():
        return free_place(placed.values(), [(0.0, 0.0)], _STRAIT)
    places = places[free]
    far = np.abs(places[:, None, :] - np.array(near)[None, :, :]) / (COLUMN, ROW)
    x, y = places[int(np.argmin(far.sum(axis=(1, 2))))].tolist()
    return x, y


def _lattice(origin: Point) -> Floats:
    """Places by columns and rows around one, those to the right and below first."""
    steps = sorted(range(-_RINGS, _RINGS + 1), key=lambda k: (abs(k), k < 0))
    return np.array(
        [(origin[0] + c * COLUMN, origin[1] + r * ROW) for c in steps for r in steps], dtype=float
    )


def _overlaps(places: Floats, taken: Floats, room: Floats) -> NDArray[np.bool_]:
    """Whether a card at each place comes nearer than `room` to each card that is there."""
    apart = np.abs(places[:, None, :] - taken[None, :, :])
    clash: NDArray[np.bool_] = (apart[:, :, 0] < CARD_WIDTH + room) & (
        apart[:, :, 1] < CARD_HEIGHT + room
    )
    return clash


def free_place(taken: Iterable[Point], cards: Iterable[Point], sea: float) -> Point:
    """Where to put the corner of a group of cards: below those taken, or right of them."""
    there, group = np.array(list(taken)), np.array(list(cards) or [(0.0, 0.0)])
    card = np.array((CARD_WIDTH, CARD_HEIGHT))
    low, high = there.min(axis=0), there.max(axis=0) + card
    size = np.ptp(group, axis=0) + card
    below = max(high[0] - low[0], size[0]) / 1.6, high[1] - low[1] + sea + size[1]
    right = (high[0] - low[0] + sea + size[0]) / 1.6, max(high[1] - low[1], size[1])
    start = (low[0], high[1] + sea) if max(below) <= max(right) else (high[0] + sea + 24, low[1])
    x, y = np.ceil((np.array(start) - group.min(axis=0)) / GRID) * GRID
    return float(x), float(y)
