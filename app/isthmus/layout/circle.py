"""The layout around one system: rings by hops round it, those beyond its reach packed beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from isthmus.layout.islands import placed_apart
from isthmus.layout.network import Floats, Ints, Network, Part, Point
from isthmus.layout.organic import in_grid
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.layout.rating import lines_crossed
from isthmus.layout.redrawn import Berths, redrawn
from isthmus.layout.rings import ring_of, seats

_SWEEPS = 10
_EXACT = 1500
"""Up to so many systems each ring is drawn by the others as they stand at that moment."""
_COUNTED = 500
"""Up to so many flows their crossings decide between several orders, else their lengths."""


def around(
    network: Network, centre: str, groups: Mapping[str, str], pulse: Pulse = SILENT
) -> dict[str, Point]:
    """Corners of the cards: `centre` in the middle, nearer ones round it by hops.

    Nodes of a group begin beside one another; they go where their flows are shorter.
    """
    hops = _hops(network, centre)
    reached = tuple(key for key in network.nodes() if key in hops)
    rest = (tuple(key for key in part if key not in hops) for part in network.parts)
    parts = (reached, *(part for part in rest if part))

    def lay(part: Part, pulse: Pulse) -> Floats:
        return _circle(part, hops, groups, pulse) if part.keys == reached else in_grid(part, pulse)

    return placed_apart(Network(parts, network.flows, network.sizes), lay, pulse)


def _hops(network: Network, centre: str) -> dict[str, int]:
    """How many flows, in either direction, lie between each node in reach and the centre."""
    around_each = network.neighbours()
    hops = {centre: 0}
    shore = [centre]
    while shore:
        found = dict.fromkeys(n for key in shore for n in around_each[key] if n not in hops)
        hops.update(dict.fromkeys(found, hops[shore[0]] + 1))
        shore = list(found)
    return hops


def _circle(part: Part, hops: Mapping[str, int], groups: Mapping[str, str], pulse: Pulse) -> Floats:
    """Corners of the cards, the best of several orders round the centre."""
    level = np.array([hops[key] for key in part.keys], dtype=np.int64)
    rings = _Rings(part, level)
    found = []
    for number, first in enumerate(_starts(part, level, groups)):
        share = pulse.share(number / 3, (number + 1) / 3)
        turns = rings.turns(first, share)
        middles = rings.middles(turns, share)
        found.append((_disorder(part, middles), number, middles))
    _, _, best = min(found, key=lambda each: each[:2])
    corners: Floats = np.round((best - part.sizes / 2) / 2) * 2
    corners -= corners.min(axis=0)
    if not part.thorough:
        return corners
    alike = (np.flatnonzero(level == number) for number in range(1, int(level.max()) + 1))
    berths = [Berths(tuple(ring.tolist()), corners[ring]) for ring in alike]
    return redrawn(part, corners, berths, pulse)


def _starts(part: Part, level: Ints, groups: Mapping[str, str]) -> list[list[int]]:
    """Orders to begin with: by group, by name, by how many each is tied to."""
    count = len(part.keys)
    degree = np.bincount(np.concatenate([part.sources, part.targets]), minlength=count)
    first: dict[str, int] = {}
    for key in part.keys:
        first.setdefault(groups.get(key, ""), len(first))
    group = [first[groups.get(key, "")] for key in part.keys]
    by_group = sorted(range(count), key=lambda k: (group[k], level[k], k))
    by_ties = sorted(range(count), key=lambda k: (-int(degree[k]), k))
    return [by_group, list(range(count)), by_ties]


def _disorder(part: Part, middles: Floats) -> float:
    """What is to be low: crossings, or where the flows are many their lengths."""
    lines: Floats = np.hstack([middles[part.sources], middles[part.targets]])
    if len(lines) <= _COUNTED:
        return float(lines_crossed(lines, np.arange(len(lines))))
    return float(np.abs(lines[:, :2] - lines[:, 2:]).sum())


@dataclass(slots=True)
class _Rings:
    """Nodes in rings round the one of level 0."""

    part: Part
    level: Ints
    _room: Floats = field(init=False)

    def __post_init__(self) -> None:
        self._room = self._subtree()

    def turns(self, order: list[int], pulse: Pulse) -> Floats:
        """Angles of all nodes, in whole turns: each near those that flows tie it to."""
        members = self._members(order)
        turns = np.zeros(len(self.level))
        for ring in members:
            turns[ring] = (np.arange(len(ring)) + 0.5) / len(ring)
        for sweep in range(_SWEEPS):
            pulse.beat(0.5 * sweep / _SWEEPS)
            inwards = sweep % 2 == 1
            drawn = self._drawn_to(turns)
            for ring in reversed(members) if inwards else members:
                if len(turns) <= _EXACT:
                    drawn = self._drawn_to(turns)
                ring[:] = ring[np.argsort(_unrolled(drawn[ring]), kind="stable")]
                turns[ring] = self._spread(ring, drawn[ring])
        return turns

    def _members(self, order: list[int]) -> list[Ints]:
        listed = np.array(order, dtype=np.int64)
        last = int(self.level.max(initial=0))
        return [listed[self.level[listed] == number] for number in range(1, last + 1)]

    def _drawn_to(self, turns: Floats) -> Floats:
        """The mean direction of those that each is tied to, in turns; its own where there is none.

        The centre lies in no direction.
        """
        ends = np.concatenate([self.part.sources, self.part.targets])
        others = np.concatenate([self.part.targets, self.part.sources])
        ends, others = ends[self.level[others] > 0], others[self.level[others] > 0]
        angle = 2 * np.pi * turns
        # Those further in say more than those further out.
        weight = np.where(self.level[others] < self.level[ends], 3.0, 1.0)
        count = len(turns)
        x = np.bincount(ends, weights=weight * np.cos(angle[others]), minlength=count)
        y = np.bincount(ends, weights=weight * np.sin(angle[others]), minlength=count)
        found = np.arctan2(y + 0.3 * np.sin(angle), x + 0.3 * np.cos(angle)) / (2 * np.pi)
        in_turns: Floats = found % 1.0
        return in_turns

    def _spread(self, ring: Ints, drawn: Floats) -> Floats:
        """The angles of a ring in this order: the first one all round, others where they belong."""
        if self.level[ring[0]] == 1:
            share = self._room[ring]
            turns: Floats = (np.cumsum(share) - share / 2) / share.sum()
        else:
            turns = _unrolled(drawn) % 1.0
        return turns

    def _subtree(self) -> Floats:
        """How much room round the centre a node needs, by how many hang on it further out."""
        a, b = self.part.sources, self.part.targets
        inner = np.where(self.level[a] < self.level[b], a, b)
        outer = np.where(self.level[a] < self.level[b], b, a)
        down = self.level[inner] < self.level[outer]
        inner, outer = inner[down], outer[down]
        parents = np.maximum(1, np.bincount(outer, minlength=len(self.level)))
        held = np.ones(len(self.level))
        for number in range(int(self.level.max(initial=0)) - 1, 0, -1):
            here = self.level[inner] == number
            share = held[outer[here]] / parents[outer[here]]
            held += np.bincount(inner[here], weights=share, minlength=len(held))
        room: Floats = held**0.5
        return room

    def middles(self, turns: Floats, pulse: Pulse) -> Floats:
        """The middles of the cards, ring by ring outwards, none on another."""
        middles = np.zeros((len(turns), 2))
        sizes = self.part.sizes
        taken = np.flatnonzero(self.level == 0)
        radius, last_row = 0.0, 1
        last = int(self.level.max(initial=0))
        for number in range(1, last + 1):
            pulse.beat(0.5 + 0.5 * number / (last + 1))
            found = np.flatnonzero(self.level == number)
            ring = found[np.argsort(turns[found], kind="stable")]
            for row in seats(ring, sizes, radius):
                radius, at = ring_of(turns[row], sizes[row], radius, middles[taken], sizes[taken])
                middles[row] = at
                # Cards further in than the last two rows are too far away to be met.
                taken = np.concatenate([taken[-last_row:], row]) if last_row else row
                last_row = len(row)
        return middles


def _unrolled(turns: Floats) -> Floats:
    """The same angles, the circle cut open where the gap between two is widest."""
    order = np.argsort(turns, kind="stable")
    if len(order) < 2:
        return turns
    gaps = np.diff(np.append(turns[order], turns[order[0]] + 1.0))
    start = turns[order[(int(np.argmax(gaps)) + 1) % len(order)]]
    cut: Floats = (turns - start) % 1.0 + start
    return cut
