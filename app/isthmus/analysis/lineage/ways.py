"""The ways by which a data object gets to systems from its masters, and how long they take."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from isthmus.analysis.lineage.frequency import Frequency, frequency_of
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.moves import Moves

HOUR = 3600
"""Seconds: ages are added up in whole ones, so that no order of adding changes a sum."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a master on, by numbers."""

    systems: tuple[int, ...]
    flows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Who has a data object from whom."""

    before: Mapping[int, tuple[int, int]]
    """By system: the one before it on its way, and the flow from there; (-1, -1) at a master."""

    def to(self, system: int) -> Way:
        """The way to a system that it gets to."""
        systems, flows = [system], []
        while (step := self.before[systems[-1]])[0] >= 0:
            systems.append(step[0])
            flows.append(step[1])
        return Way(tuple(reversed(systems)), tuple(reversed(flows)))


class Carriage:
    """One data object on its way from its masters, along flows that may carry it."""

    def __init__(self, live: LiveMap, moves: Moves, thing: int) -> None:
        """Look at one data object, by number."""
        self._live, self._moves, self._thing = live, moves, thing

    def quickest(self, masters: Iterable[int]) -> Ways:
        """To each system the way that is surest known to be quick: Dijkstra's.

        Fewest flows of unknown frequency count first, then the sum of the hours between runs, then
        the number of flows, then names.
        """
        before: dict[int, tuple[int, int]] = {}
        queue = [(0, 0, 0, system, -1, -1) for system in sorted(masters)]
        while queue:
            unknown, seconds, hops, here, *step = heapq.heappop(queue)
            if here in before:
                continue
            before[here] = (step[0], step[1])
            for there, flow in self._onward(here):
                if there not in before:
                    takes = seconds_of(self.frequency(flow))
                    cost = unknown + (takes is None), seconds + (takes or 0), hops + 1
                    heapq.heappush(queue, (*cost, there, here, flow))
        return Ways(before)

    def shortest(self, masters: Iterable[int], *, by_hand: bool = True) -> Ways:
        """To each system a way of the fewest flows, with or without those by hand."""
        before = dict.fromkeys(sorted(masters), (-1, -1))
        frontier = list(before)
        while frontier:
            fresh = []
            for here in frontier:
                for there, flow in self._onward(here):
                    if there not in before and (by_hand or not self._live.manual[flow]):
                        before[there] = (here, flow)
                        fresh.append(there)
            frontier = fresh
        return Ways(before)

    def frequency(self, flow: int) -> Frequency:
        """How often a flow runs."""
        return frequency_of(self._live.flows[flow].frequency)

    def _onward(self, here: int) -> Iterable[tuple[int, int]]:
        legs = self._live.leaving[here]
        return (leg for leg in legs if self._moves.may_carry(leg[1], self._thing))


def seconds_of(frequency: Frequency) -> int | None:
    """The time between two runs, None where it is not known."""
    return None if frequency.hours is None else round(frequency.hours * HOUR)


def longest(ways: Ways, systems: Iterable[int]) -> Sequence[int]:
    """The way of most flows to one of some systems; of equally long the first by name."""
    found = [ways.to(system).systems for system in sorted(set(systems)) if system in ways.before]
    return max(found, key=len, default=())
