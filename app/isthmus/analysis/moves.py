"""Where data objects may move on a live map: along flows that name them or that say nothing."""

from collections.abc import Collection, Iterable, Sequence

from isthmus.analysis.livemap import ANYTHING, LiveMap
from isthmus.model.records import HoldingRole


class Moves:
    """Where the data objects of a map get to from their masters."""

    def __init__(self, live: LiveMap, some: Iterable[int] | None = None) -> None:
        """Spread all data objects, or some, from their masters at once, each of them one bit."""
        self._live = live
        self._wanted = ANYTHING if some is None else sum(1 << thing for thing in some)
        said = {flow.data_objects for flow in live.flows}
        bits = {objects: self._bits_of(objects) for objects in said}
        self._bits = [bits[flow.data_objects] for flow in live.flows]
        self.reached = self._spread()
        categories = live.catalogue.categories.items()
        self._begun = {key: live.things.bits(each.collects) for key, each in categories}

    def may_carry(self, flow: int, thing: int) -> bool:
        """Whether a flow names a data object, or says nothing of what it carries."""
        return bool(self._bits[flow] >> thing & 1)

    def gets_there(self, thing: int, system: int) -> bool:
        """Whether a data object gets to a system from one of its masters, or is mastered there."""
        return bool(self.reached[system] >> thing & 1)

    def begins(self, thing: int, system: int) -> bool:
        """Whether a data object comes into being in a system, by its category."""
        begun = self._begun.get(self._live.systems[system].category, 0)
        return bool(begun & self._live.things.bit_of[thing])

    def _bits_of(self, objects: Sequence[str]) -> int:
        bits = 0 if objects else ANYTHING
        for ident in objects:
            bits |= 1 << self._live.things.number[ident]
        return bits & self._wanted

    def _spread(self) -> list[int]:
        """By system: the data objects that get there from a master, as bits."""
        live, reached = self._live, [0] * len(self._live.systems)
        for system, roles in live.held.items():
            for thing, role in roles.items():
                reached[system] |= (role is HoldingRole.MASTER) << thing & self._wanted
        frontier = [i for i, bits in enumerate(reached) if bits]
        while frontier:
            fresh: dict[int, None] = {}
            for here in frontier:
                for there, flow in live.leaving[here]:
                    gets = reached[there] | reached[here] & self._bits[flow]
                    if gets != reached[there]:
                        reached[there] = gets
                        fresh[there] = None
            frontier = list(fresh)
        return reached

    def legs(self, things: Collection[int]) -> dict[int, list[tuple[int, int]]]:
        """By data object, of some: from where to where flows that name it take it."""
        found: dict[int, list[tuple[int, int]]] = {thing: [] for thing in things}
        number = self._live.things.number
        for flow, ends in zip(self._live.flows, self._live.ends, strict=True):
            for ident in flow.data_objects:
                if (legs := found.get(number[ident])) is not None:
                    legs += (ends, ends[::-1]) if flow.two_way else (ends,)
        return found

    def sources(self, thing: int, systems: Sequence[int]) -> list[int]:
        """Those of the systems that a data object does not get to from one listed before."""
        kept: list[int] = []
        seen: set[int] = set()
        for system in systems:
            if system not in seen:
                kept.append(system)
                self._reach_on(thing, system, seen)
        return kept

    def _reach_on(self, thing: int, start: int, seen: set[int]) -> None:
        """Add to `seen` what a data object would newly get to from a system, that included."""
        seen.add(start)
        stack = [start]
        while stack:
            for there, flow in self._live.leaving[stack.pop()]:
                new = there not in seen and not self.reached[there] >> thing & 1
                if new and self._bits[flow] >> thing & 1:
                    seen.add(there)
                    stack.append(there)
