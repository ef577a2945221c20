"""Paths over hubs: which systems reach one of many others, in one sweep for all of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from isthmus.analysis.livemap import Leg, LiveMap

Label = tuple[int, int, int]
"""How a system reaches an origin: the origin, the next system on the way, the flow to it."""


@dataclass(frozen=True, slots=True)
class Trail:
    """A path of live flows between a system and its counterpart, from the system on."""

    counterpart: int
    systems: tuple[int, ...]
    flows: tuple[int, ...]

    @property
    def hubs(self) -> tuple[int, ...]:
        """The systems between the two ends."""
        return self.systems[1:-1]


class Sweep:
    """For every system the nearest of `origins`, over hubs only.

    `legs` are the legs by which data *comes* where it is asked who can send to the origins, and
    those by which it *leaves* where it is asked whom they can send to. A system may be an origin
    itself, so each remembers two different origins where that can matter, the nearer first.
    """

    def __init__(self, live: LiveMap, origins: Collection[int], legs: Sequence[Sequence[Leg]],
                 carried: int, hops: int, *, by_hand: bool, distinct: bool) -> None:  # fmt: skip
        """Sweep out from the origins, over legs that may carry one of the kinds in `carried`."""
        self._labels: dict[int, list[Label]] = {i: [(i, -1, -1)] for i in origins}
        self._by_hand = by_hand
        self._room = 2 if distinct else 1
        frontier = [(i, i) for i in sorted(origins)]
        for _ in range(hops):
            frontier = self._step(frontier, legs, carried, live.hub)
            if not frontier:
                break

    def _step(
        self,
        frontier: Sequence[tuple[int, int]],
        legs: Sequence[Sequence[Leg]],
        carried: int,
        hub: Sequence[bool],
    ) -> list[tuple[int, int]]:
        """One hop further; what was reached newly and is a hub, so that data passes through it."""
        labels, room, by_hand = self._labels, self._room, self._by_hand
        beyond: list[tuple[int, int]] = []
        for here, origin in frontier:
            for there, may_carry, manual, flow in legs[here]:
                if not may_carry & carried or (manual and not by_hand):
                    continue
                known = labels.get(there)
                if known is None:
                    labels[there] = [(origin, here, flow)]
                elif len(known) < room and known[0][0] != origin:
                    known.append((origin, here, flow))
                else:
                    continue
                if hub[there]:
                    beyond.append((there, origin))
        return beyond

    def reaches(self, system: int) -> bool:
        """Whether a system reaches an origin other than itself."""
        return self._label(system) is not None

    def trail(self, system: int) -> Trail | None:
        """The way from a system to the nearest origin other than itself."""
        label = self._label(system)
        if label is None:
            return None
        systems, flows = [system], []
        origin, step, flow = label
        while step >= 0:
            systems.append(step)
            flows.append(flow)
            _, step, flow = next(way for way in self._labels[step] if way[0] == origin)
        return Trail(origin, tuple(systems), tuple(flows))

    def _label(self, system: int) -> Label | None:
        for label in self._labels.get(system, ()):
            if label[0] != system:
                return label
        return None


def reachable(start: Collection[int], *steps: Mapping[int, Collection[int]]) -> set[int]:
    """All systems that can be reached from `start`, however far along any of the steps."""
    seen = set(start)
    stack = list(start)
    while stack:
        here = stack.pop()
        for ways in steps:
            fresh = [there for there in ways.get(here, ()) if there not in seen]
            seen.update(fresh)
            stack += fresh
    return seen
