"""The lineage of each data object: who masters, holds and carries it, and how old it gets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from isthmus.analysis.custody import Custody, custody_of_each, lost_of
from isthmus.analysis.lineage.loops import Cycle, Leg, cycles_of
from isthmus.analysis.lineage.ways import HOUR, Carriage, longest, seconds_of
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.moves import Moves
from isthmus.model.records import HoldingRole


@dataclass(frozen=True, slots=True)
class Loop:
    """Systems that feed a data object to each other in a ring; ids, with a flow for each step."""

    systems: tuple[str, ...]
    flows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Age:
    """How old a data object may be at one of its holders; ids.

    Each flow on the way may just have run when a change comes to it, so that the times between
    two runs add up. Of all ways the quickest counts that is known: one with fewer flows of
    unknown frequency goes before one that seems quicker.
    """

    system: str
    hours: float | None
    """None where a flow on the way does not say how often it runs."""
    way: tuple[str, ...]
    """The systems from the master on."""
    flows: tuple[str, ...]
    slowest: str | None
    """The flow on the way that takes longest, None where all run in real time or none is known."""
    unknown: tuple[str, ...]
    """The flows on the way of which no time follows."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """What is known of one data object on a live map; ids in the order of names."""

    data_object: str
    name: str
    masters: tuple[str, ...] = ()
    replicas: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    """Those of the holders where it comes into being, whoever masters it."""
    flows: tuple[str, ...] = ()
    """The live flows that name it."""
    out_of_reach: tuple[str, ...] = ()
    """Holders to which it gets from no master: what a check says of them, too."""
    loops: tuple[Loop, ...] = ()
    chain: tuple[str, ...] = ()
    """The longest of the shortest ways from a master to a system that holds it, or takes it by a
    flow that names it."""
    ages: tuple[Age, ...] = ()
    """Of the replicas and readers that it gets to from a master."""

    @property
    def conflict(self) -> tuple[str, ...]:
        """The masters, where there are several that each claim to be right."""
        return self.masters if len(self.masters) > 1 else ()

    @property
    def holders(self) -> tuple[str, ...]:
        """Those who hold it, but not as its master."""
        return (*self.replicas, *self.readers)

    @property
    def hops(self) -> int:
        """Flows of the longest chain."""
        return max(0, len(self.chain) - 1)


def lineages(live: LiveMap) -> tuple[Lineage, ...]:
    """The lineage of each data object of a map, by name."""
    tracer = Tracer(live)
    return tuple(tracer.lineage(thing) for thing in range(len(live.things.records)))


class Tracer:
    """Traces data objects on a live map; what all of them share is worked out once."""

    def __init__(self, live: LiveMap) -> None:
        """Spread the data objects from their masters, and see who holds what."""
        self.live, self.moves = live, Moves(live)
        each = custody_of_each(live, self.moves) if live.held else ()
        self._custody = {custody.thing: custody for custody in each}
        self._hubs = frozenset(i for i, hub in enumerate(live.hub) if hub)
        self._legs = _legs_by_thing(live)

    def custody(self, thing: int) -> Custody:
        """Who has a data object."""
        return self._custody.get(thing) or Custody(thing, (), ())

    def carriage(self, thing: int) -> Carriage:
        """The data object on its way."""
        return Carriage(self.live, self.moves, thing)

    def lineage(self, thing: int) -> Lineage:
        """What is known of a data object, by number."""
        custody, legs, live = self.custody(thing), self._legs[thing], self.live
        record = live.things.records[thing]
        return Lineage(
            data_object=record.id,
            name=record.name,
            masters=self._ids(custody.masters),
            replicas=self._ids(self._of_role(custody, HoldingRole.REPLICA)),
            readers=self._ids(self._of_role(custody, HoldingRole.READER)),
            begins=self._ids(i for i in custody.others if self.moves.begins(thing, i)),
            flows=self._flow_ids(sorted({leg.flow for leg in legs})),
            out_of_reach=self._ids(lost_of(self.moves, custody)),
            loops=tuple(self._loop(cycle) for cycle in cycles_of(legs, self._hubs)),
            chain=self._chain(custody, legs),
            ages=tuple(self._ages(custody)),
        )

    def _of_role(self, custody: Custody, role: HoldingRole) -> Iterator[int]:
        return (i for i in custody.others if self.live.held[i][custody.thing] is role)

    def _loop(self, cycle: Cycle) -> Loop:
        return Loop(self._ids(cycle.systems), self._flow_ids(cycle.flows))

    def _chain(self, custody: Custody, legs: Sequence[Leg]) -> tuple[str, ...]:
        ways = self.carriage(custody.thing).shortest(custody.masters)
        return self._ids(longest(ways, (*custody.others, *(leg.taker for leg in legs))))

    def _ages(self, custody: Custody) -> Iterator[Age]:
        if not custody.masters or not custody.others:
            return
        carriage = self.carriage(custody.thing)
        ways = carriage.quickest(custody.masters)
        for system in custody.others:
            if system in ways.before:
                way = ways.to(system)
                yield self._age(carriage, way.systems, way.flows)

    def _age(self, carriage: Carriage, systems: Sequence[int], flows: Sequence[int]) -> Age:
        times = [seconds_of(carriage.frequency(flow)) for flow in flows]
        unknown = [flow for flow, time in zip(flows, times, strict=True) if time is None]
        known = {flow: time for flow, time in zip(flows, times, strict=True) if time}
        slowest = [max(known, key=lambda flow: known[flow])] if known else []
        return Age(
            system=self.live.systems[systems[-1]].id,
            hours=None if unknown else sum(known.values()) / HOUR,
            way=self._ids(systems),
            flows=self._flow_ids(flows),
            slowest=next(iter(self._flow_ids(slowest)), None),
            unknown=self._flow_ids(unknown),
        )

    def _ids(self, systems: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.live.systems[i].id for i in systems)

    def _flow_ids(self, flows: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.live.flows[i].id for i in flows)


def _legs_by_thing(live: LiveMap) -> list[list[Leg]]:
    """By data object: the legs of the flows that name it, in canonical order."""
    legs: list[list[Leg]] = [[] for _ in live.things.records]
    for i, (flow, (source, target)) in enumerate(zip(live.flows, live.ends, strict=True)):
        for thing in live.things.numbers(flow.data_objects):
            legs[thing].append(Leg(source, target, i))
            if flow.two_way:
                legs[thing].append(Leg(target, source, i))
    return legs
