"""Paths between systems that break, each with its former way."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from isthmus.analysis.livemap import Leg, LiveMap
from isthmus.analysis.paths import Trail
from isthmus.analysis.resilience.graph import numbers_in, onward, reach_of


@dataclass(frozen=True, slots=True)
class Gone:
    """What of a live map is gone; numbers."""

    systems: frozenset[int]
    flows: frozenset[int]
    """Those of the systems included."""


@dataclass(frozen=True, slots=True)
class FormerWay:
    """The way that data had from the first system to the last; ids."""

    systems: tuple[str, ...]
    flows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BrokenWays:
    """Pairs of systems of which one no longer gives to the other, directly or not."""

    count: int
    shown: tuple[FormerWay, ...]
    """The former ways of those that are nearest to what is gone, the shortest first."""


def former_way(live: LiveMap, trail: Trail) -> FormerWay:
    """A path of a live map by ids."""
    systems = tuple(live.systems[i].id for i in trail.systems)
    return FormerWay(systems, tuple(live.flows[i].id for i in trail.flows))


def broken_ways(live: LiveMap, gone: Gone, limit: int) -> BrokenWays:
    """The paths that break between systems that are left, whatever data they carry."""
    lost = _lost(live, gone)
    count = sum(map(int.bit_count, lost))
    pairs = islice(_nearest(live, gone, lost), min(limit, count))
    shown = [_way(live, source, target) for source, target in pairs]
    shown.sort(key=lambda way: (len(way.flows), way.systems))
    return BrokenWays(count, tuple(former_way(live, way) for way in shown))


def _lost(live: LiveMap, gone: Gone) -> list[int]:
    """By system: those that are left and that it reached, and does not any more, as bits."""
    before, after = reach_of(onward(live)).bits, reach_of(onward(live, gone.flows)).bits
    left = (1 << len(live.systems)) - 1
    for system in gone.systems:
        left &= ~(1 << system)
    return [
        0 if system in gone.systems else before[system] & left & ~after[system]
        for system in range(len(live.systems))
    ]


def _nearest(live: LiveMap, gone: Gone, lost: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs by how many hops lie between them and the flows that are gone, then by name.

    Every former way led over a flow that is gone, so where one system or one flow is, these are
    the shortest ways.
    """
    to_it, from_it = _hops_around(live, gone)
    bits = [sum(1 << i for i in ring) for ring in from_it]
    for total in range(len(to_it) + len(from_it) - 1):
        for hops in range(max(0, total - len(from_it) + 1), min(total + 1, len(to_it))):
            for source in to_it[hops]:
                for target in numbers_in(lost[source] & bits[total - hops]):
                    yield source, target


def _hops_around(live: LiveMap, gone: Gone) -> tuple[list[list[int]], list[list[int]]]:
    """How many hops lie between each system and the flows that are gone, before and behind."""
    ends = [live.ends[i] for i in gone.flows]
    back = [live.ends[i][::-1] for i in gone.flows if live.flows[i].two_way]
    legs = [*ends, *back]
    to_it = _rings(live.coming, {source for source, _ in legs})
    return to_it, _rings(live.leaving, {target for _, target in legs})


def _rings(legs: Sequence[Sequence[Leg]], starts: Collection[int]) -> list[list[int]]:
    """Systems by their distance from the nearest start, each ring by name."""
    seen, ring, rings = set(starts), sorted(starts), []
    while ring:
        rings.append(ring)
        ring = sorted({there for here in ring for there, _ in legs[here]} - seen)
        seen.update(ring)
    return rings


def _way(live: LiveMap, source: int, target: int) -> Trail:
    """The shortest way, the first by name of equals."""
    came: dict[int, Leg] = {}
    ring = [source]
    while target not in came:
        ring = _step(live, ring, came, source)
    systems, flows = [target], []
    while systems[-1] != source:
        here, flow = came[systems[-1]]
        systems.append(here)
        flows.append(flow)
    return Trail(tuple(reversed(systems)), tuple(reversed(flows)))


def _step(live: LiveMap, ring: Sequence[int], came: dict[int, Leg], source: int) -> list[int]:
    """One hop on: notes for each new system from where and by which flow it was come to."""
    found = []
    for here in ring:
        for there, flow in live.leaving[here]:
            if there != source and there not in came:
                came[there] = here, flow
                found.append(there)
    return found
