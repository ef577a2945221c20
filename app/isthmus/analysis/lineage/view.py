"""The shared view of a data object: how near a company is to one picture of its customer.

The score is Isthmus's own measure, not one of the studies that the product cites. Of 100 points
25 are for exactly one master, 25 for the share of holders that a master reaches, 20 for the share
that it reaches without a transfer by hand, 20 for the share whose copy is known to be no older than
a day, 10 for there being no loop. Holders are the systems that hold the object, but not as its
master; where it comes into being in one of them, nothing has to renew it there. Without holders
their shares count in full where there is a master, and not at all where there is none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from isthmus.analysis.lineage.objects import Lineage, Tracer
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.wording import counted, listed

FRESH_HOURS = 24.0


class Aspect(StrEnum):
    """What a part of the score is for."""

    MASTER = "one master"
    REACH = "holders in reach"
    AUTOMATIC = "reached without hands"
    FRESH = "no older than a day"
    LOOPS = "no loop"


WEIGHTS = {
    Aspect.MASTER: 25,
    Aspect.REACH: 25,
    Aspect.AUTOMATIC: 20,
    Aspect.FRESH: 20,
    Aspect.LOOPS: 10,
}
"""Points of each part; they add up to 100."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score, with the systems that cost its points."""

    aspect: Aspect
    weight: int
    share: float
    """Of its weight, 0 to 1."""
    systems: tuple[str, ...]
    """Ids; the masters where there are too many of them."""
    told: str

    @property
    def points(self) -> float:
        """What it adds to the score."""
        return self.weight * self.share


@dataclass(frozen=True, slots=True)
class CustomerView:
    """How well a company sees one data object as one."""

    lineage: Lineage
    parts: tuple[Part, ...]

    @property
    def score(self) -> int | None:
        """0 to 100, None where the map does not say of any system that it holds the object."""
        if not (self.lineage.masters or self.lineage.holders):
            return None
        return round(sum(part.points for part in self.parts))


def customer_view(live: LiveMap, data_object: str) -> CustomerView:
    """How well the company sees a data object, by its id, as one."""
    return view_of(Tracer(live), live.things.number[data_object])


def view_of(tracer: Tracer, thing: int) -> CustomerView:
    """The same of a data object by number, on a map that is traced already."""
    lineage = tracer.lineage(thing)
    teller = _Teller(tracer, lineage, _without_hands(tracer, thing))
    tells: dict[Aspect, Callable[[], Part]] = {
        Aspect.MASTER: teller.master,
        Aspect.REACH: teller.reach,
        Aspect.AUTOMATIC: teller.automatic,
        Aspect.FRESH: teller.fresh,
        Aspect.LOOPS: teller.loops,
    }
    return CustomerView(lineage, tuple(tells[aspect]() for aspect in WEIGHTS))


def _without_hands(tracer: Tracer, thing: int) -> frozenset[str]:
    """Ids of the systems that the object gets to from a master with no leg by hand."""
    ways = tracer.carriage(thing).shortest(tracer.custody(thing).masters, by_hand=False)
    return frozenset(tracer.live.systems[i].id for i in ways.before)


class _Teller:
    """Tells the parts of the score of one data object."""

    def __init__(self, tracer: Tracer, lineage: Lineage, automatic: frozenset[str]) -> None:
        self._live, self._lineage, self._automatic = tracer.live, lineage, automatic

    def master(self) -> Part:
        masters = self._lineage.masters
        if len(masters) == 1:
            return self._part(Aspect.MASTER, 1.0, (), f"{self._names(masters)} is its one master")
        if not masters:
            return self._part(Aspect.MASTER, 0.0, (), "no system is its master")
        told = f"{counted(len(masters), 'master')}: {self._names(masters)}"
        return self._part(Aspect.MASTER, 0.0, masters, told)

    def reach(self) -> Part:
        lineage = self._lineage
        lost = lineage.out_of_reach if lineage.masters else self._but_begins(frozenset())
        return self._shared(Aspect.REACH, lost, "has it from no master", "have it from no master")

    def automatic(self) -> Part:
        lost = self._but_begins(self._automatic)
        one, many = "does not get it without hands", "do not get it without hands"
        return self._shared(Aspect.AUTOMATIC, lost, one, many)

    def fresh(self) -> Part:
        ages = {age.system: age.hours for age in self._lineage.ages}
        young = {i for i, hours in ages.items() if hours is not None and hours <= FRESH_HOURS}
        lost = self._but_begins(frozenset(young))
        one, many = "may be older, as far as is known", "may be older, as far as is known"
        return self._shared(Aspect.FRESH, lost, one, many)

    def loops(self) -> Part:
        loops = self._lineage.loops
        if not loops:
            return self._part(Aspect.LOOPS, 1.0, (), "no loop")
        systems = tuple(dict.fromkeys(i for loop in loops for i in loop.systems))
        rings = [self._ring(loop.systems) for loop in loops]
        return self._part(Aspect.LOOPS, 0.0, systems, listed(rings))

    def _ring(self, systems: Sequence[str]) -> str:
        names = [self._live.snapshot.systems[i].name for i in systems]
        return " feeds ".join((*names, names[0]))

    def _but_begins(self, fine: frozenset[str]) -> tuple[str, ...]:
        """The holders that are not among those, nor where the object comes into being."""
        well = fine.union(self._lineage.begins)
        return tuple(i for i in self._lineage.holders if i not in well)

    def _shared(self, aspect: Aspect, lost: tuple[str, ...], one: str, many: str) -> Part:
        holders = self._lineage.holders
        if not holders:
            share = 1.0 if self._lineage.masters else 0.0
            return self._part(aspect, share, (), "no other system holds it")
        share = 1 - len(lost) / len(holders)
        told = f"{len(holders) - len(lost)} of {counted(len(holders), 'holder')}"
        if lost:
            told = f"{told}; {self._names(lost)} {one if len(lost) == 1 else many}"
        return self._part(aspect, share, lost, told)

    def _part(self, aspect: Aspect, share: float, systems: tuple[str, ...], told: str) -> Part:
        return Part(aspect, WEIGHTS[aspect], share, systems, told)

    def _names(self, ids: Sequence[str]) -> str:
        return listed([self._live.snapshot.systems[i].name for i in ids])
