"""Loops of a data object: where what a system gives comes back to it along other flows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import networkx as nx


class Leg(NamedTuple):
    """One direction in which a flow takes a data object, by number."""

    giver: int
    taker: int
    flow: int


class Cycle(NamedTuple):
    """Systems that feed each other in a ring, the first by name first, and a flow for each step."""

    systems: tuple[int, ...]
    flows: tuple[int, ...]


_Onward = dict[int, dict[int, list[int]]]
"""By giver and taker: the flows, in canonical order."""


def cycles_of(legs: Iterable[Leg], hubs: Collection[int] = ()) -> list[Cycle]:
    """The shortest cycle in each strongly connected component; of equally short the first by name.

    No flow is used twice: a two-way flow is one integration that keeps its two ends alike and knows
    which change came last, so by itself it is no loop. Two flows that do the same without knowing
    of each other are. Between a hub and one system they are none either: what the hub gives it has
    from others, and takes on to others.
    """
    onward: _Onward = {}
    for giver, taker, flow in sorted(legs):
        if giver != taker:
            onward.setdefault(giver, {}).setdefault(taker, []).append(flow)
    graph = nx.DiGraph((giver, taker) for giver, takers in onward.items() for taker in takers)
    parts = [sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1]
    found = (_shortest(onward, part, hubs) for part in sorted(parts))
    return [cycle for cycle in found if cycle]


def _shortest(onward: _Onward, part: Sequence[int], hubs: Collection[int]) -> Cycle | None:
    if pair := _pair(onward, [i for i in part if i not in hubs]):
        return pair
    best: tuple[int, ...] = ()
    inside = set(part)
    back: dict[int, set[int]] = {i: set() for i in part}
    for here in part:
        for there in onward[here].keys() & inside:
            back[there].add(here)
    for start in part:
        for taker in sorted(inside & onward[start].keys()) if start in inside else ():
            limit = len(best) - 1 if best else len(part)
            best = _ring(onward, inside, (start, taker), limit) or best
        _take_out(onward, back, inside, start)
    return _cycle(onward, best) if best else None


def _take_out(onward: _Onward, back: Mapping[int, set[int]], inside: set[int], start: int) -> None:
    """Take out a system, and those that are on no ring of three or more without it."""
    left = [start]
    while left:
        here = left.pop()
        inside.discard(here)
        around = back[here] | onward[here].keys()
        left += [
            i for i in around & inside if _is_dead_end(onward[i].keys() & inside, back[i] & inside)
        ]


def _is_dead_end(takers: set[int], givers: set[int]) -> bool:
    """Whether nothing leads on, or only back to the one from whom all comes."""
    return not takers or (len(takers) == 1 and takers >= givers)


def _pair(onward: _Onward, part: Sequence[int]) -> Cycle | None:
    """Two systems that feed each other by different flows."""
    among = set(part)
    for here in part:
        for there in sorted(among & onward[here].keys()):
            there_flows, back = onward[here][there], onward.get(there, {}).get(here, [])
            pairs = ((a, b) for a in there_flows for b in back if a != b)
            if here < there and (flows := next(pairs, None)):
                return Cycle((here, there), flows)
    return None


def _ring(
    onward: _Onward, inside: set[int], step: tuple[int, int], limit: int
) -> tuple[int, ...] | None:
    """The shortest way round by a first step, of three to `limit` systems.

    It goes back breadth first in the order of names, so the way found is the first by name.
    """
    start, first = step
    came_from: dict[int, int] = {first: start}
    frontier, length = [first], 2
    while frontier and length <= limit:
        closing = (i for i in frontier if i != first and start in onward.get(i, ()))
        if (last := next(closing, None)) is not None:
            return _back(came_from, last, start)
        fresh = []
        for here in frontier:
            for there in sorted(onward.get(here, ())):
                if there in inside and there != start and there not in came_from:
                    came_from[there] = here
                    fresh.append(there)
        frontier, length = fresh, length + 1
    return None


def _back(came_from: dict[int, int], here: int, start: int) -> tuple[int, ...]:
    ring = [here]
    while ring[-1] != start:
        ring.append(came_from[ring[-1]])
    return tuple(reversed(ring))


def _cycle(onward: _Onward, ring: tuple[int, ...]) -> Cycle:
    steps = zip(ring, (*ring[1:], ring[0]), strict=True)
    return Cycle(ring, tuple(onward[here][there][0] for here, there in steps))
