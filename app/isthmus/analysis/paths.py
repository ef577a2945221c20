"""Paths over hubs: for all rules at once, which systems reach which others, and by which way.

A sweep per rule over the hubs' many flows would look at each of them dozens of times. So every
question is a bit (or a few), and one sweep in so many hops spreads all bits together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from isthmus.analysis.livemap import Leg, LiveMap


@dataclass(frozen=True, slots=True)
class Trail:
    """A path of live flows between a system and its counterpart, from the system on."""

    systems: tuple[int, ...]
    flows: tuple[int, ...]

    @property
    def counterpart(self) -> int:
        """The system at the far end."""
        return self.systems[-1]

    @property
    def hubs(self) -> tuple[int, ...]:
        """The systems between the two ends."""
        return self.systems[1:-1]

    def turned(self) -> "Trail":
        """The same path from its far end."""
        return Trail(self.systems[::-1], self.flows[::-1])


@dataclass(frozen=True, slots=True)
class Question:
    """Who reaches one of some systems, other than itself, and how."""

    origins: Sequence[int]
    carried: int
    """Bits of the kinds of data objects of which each leg must carry one."""
    hops: int
    """Flows that a path may have at most."""
    by_hand: bool
    """Manual legs count."""
    among: bool
    """Some who ask are origins themselves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The bits of a question."""

    everyone: int
    """The bits that count for whoever is not an origin."""
    origins: Mapping[int, int] = field(default_factory=dict)
    """For an origin: the bits that start only from others than itself."""

    def bits(self, system: int) -> int:
        """The bits that tell of a system whether it reaches another that is an origin."""
        return self.origins.get(system, self.everyone)


class Sweep:
    """All questions of one direction of data."""

    def __init__(self, live: LiveMap, *, gives: bool) -> None:
        """Ask whom systems can give to (`gives`), or whom they can take from."""
        self._live = live
        self._outward = live.coming if gives else live.leaving
        self._homeward = live.leaving if gives else live.coming
        self._next = 0
        self._starts: dict[int, int] = {}
        self._by_kind: dict[int, int] = {}
        self._by_hand = 0
        self._within: dict[int, int] = {}
        self._passes: list[int] = []
        self._reached: list[int] = []
        self._hops: list[Mapping[int, int]] = []

    def ask(self, question: Question) -> Asked:
        """Add a question, before the sweep is run.

        Where some who ask are origins, the origins are numbered and each binary digit of the
        number gets two bits, one that starts from the origins with a 0 there and one from those
        with a 1: what reaches an origin from another shows in a digit in which they differ.
        """
        digits = (len(question.origins) - 1).bit_length() if question.among else 0
        first, count = self._next, max(1, 2 * digits)
        self._next += count
        everyone = ((1 << count) - 1) << first
        self._admit(question, everyone)
        if not digits:
            self._start(question.origins, everyone)
            return Asked(everyone, dict.fromkeys(question.origins, 0) if question.among else {})
        others = {}
        for number, origin in enumerate(question.origins):
            own = sum(1 << 2 * digit + (number >> digit & 1) for digit in range(digits)) << first
            self._start((origin,), own)
            others[origin] = everyone & ~own
        return Asked(everyone, others)

    def _start(self, origins: Sequence[int], bits: int) -> None:
        starts = self._starts
        for origin in origins:
            starts[origin] = starts.get(origin, 0) | bits

    def _admit(self, question: Question, bits: int) -> None:
        """Note which legs let the bits pass, and how far."""
        rest = question.carried
        while rest:
            kind = rest & -rest
            self._by_kind[kind] = self._by_kind.get(kind, 0) | bits
            rest ^= kind
        self._by_hand |= bits if question.by_hand else 0
        for hop in range(1, question.hops + 1):
            self._within[hop] = self._within.get(hop, 0) | bits

    def run(self) -> None:
        """Spread the bits from the origins, over hubs only."""
        live = self._live
        self._passes = self._passing()
        self._reached = [self._starts.get(i, 0) for i in range(len(live.systems))]
        self._hops = [self._starts]
        frontier: Mapping[int, int] = self._starts
        for hop in sorted(self._within):
            fresh = self._step(frontier, self._within[hop])
            self._hops.append(fresh)
            for system, bits in fresh.items():
                self._reached[system] |= bits
            frontier = {system: bits for system, bits in fresh.items() if live.hub[system]}

    def _passing(self) -> list[int]:
        """By flow: the bits that it lets pass."""
        known: dict[tuple[int, bool], int] = {}
        passing = []
        for carried, manual in zip(self._live.carries, self._live.manual, strict=True):
            if (carried, manual) not in known:
                bits = 0
                for kind, some in self._by_kind.items():
                    if carried & kind:
                        bits |= some
                known[carried, manual] = bits & self._by_hand if manual else bits
            passing.append(known[carried, manual])
        return passing

    def _step(self, frontier: Mapping[int, int], within: int) -> dict[int, int]:
        """One hop further: the bits that each system newly gets."""
        reached, passes, outward = self._reached, self._passes, self._outward
        fresh: dict[int, int] = {}
        for here, all_bits in frontier.items():
            bits = all_bits & within
            if not bits:
                continue
            for there, flow in outward[here]:
                new = bits & passes[flow] & ~reached[there]
                if new:
                    fresh[there] = fresh.get(there, 0) | new
        return fresh

    def reaches(self, asked: Asked, system: int) -> bool:
        """Whether a system reaches an origin other than itself."""
        return bool(self._reached[system] & asked.bits(system))

    def trail(self, asked: Asked, system: int) -> Trail | None:
        """The shortest way from a system to an origin other than itself, the first by name."""
        wanted = asked.bits(system)
        if not self._reached[system] & wanted:
            return None
        for hop, fresh in enumerate(self._hops):
            if found := fresh.get(system, 0) & wanted:
                return self._walk(system, hop, found & -found)
        return None

    def _walk(self, system: int, hop: int, bit: int) -> Trail:
        systems, flows = [system], []
        for left in range(hop - 1, -1, -1):
            system, flow = self._closer(system, self._hops[left], bit)
            systems.append(system)
            flows.append(flow)
        return Trail(tuple(systems), tuple(flows))

    def _closer(self, system: int, nearer: Mapping[int, int], bit: int) -> Leg:
        """The first leg to a system that got the bit one hop earlier, and passes it on."""
        start = nearer is self._starts
        for there, flow in self._homeward[system]:
            passes_on = start or self._live.hub[there]
            if passes_on and self._passes[flow] & bit and nearer.get(there, 0) & bit:
                return there, flow
        raise LookupError("a bit that nobody passed on")
