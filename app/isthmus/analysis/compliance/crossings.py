"""Personal data across regions: along live flows, and where it may not be at all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from isthmus.analysis.compliance.regions import Regions
from isthmus.analysis.livemap import LiveMap


@dataclass(frozen=True, slots=True)
class Crossing:
    """Personal data that goes along a live flow between regions that are apart; by number."""

    flow: int
    ends: tuple[int, int]
    things: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Abroad:
    """Personal data that a system has, which runs where that data may not be; by number."""

    system: int
    things: tuple[int, ...]
    flows: tuple[int, ...]
    """The live flows that name some of it and take it there."""


def personal_of(live: LiveMap, objects: Iterable[str]) -> list[int]:
    """The numbers of those data objects, by id, that are personal."""
    return [i for i in live.things.numbers(objects) if live.things.records[i].personal]


def crossings_of(live: LiveMap, regions: Regions) -> list[Crossing]:
    """The live flows that take personal data from one region to another, in canonical order."""
    where = [system.regions for system in live.systems]
    found: list[Crossing] = []
    if not any(where):
        return found
    for i, (flow, (source, target)) in enumerate(zip(live.flows, live.ends, strict=True)):
        if regions.apart(where[source], where[target]) and (
            things := personal_of(live, flow.data_objects)
        ):
            found.append(Crossing(i, (source, target), tuple(things)))
    return found


def abroad_of(live: LiveMap, regions: Regions) -> list[Abroad]:
    """The systems that have personal data whose regions are apart from theirs."""
    bound = {
        i: record.regions
        for i, record in enumerate(live.things.records)
        if record.personal and record.regions
    }
    return list(_abroad(live, regions, bound)) if bound else []


def _abroad(
    live: LiveMap, regions: Regions, bound: Mapping[int, tuple[str, ...]]
) -> Iterator[Abroad]:
    coming = _coming(live, bound)
    for i, system in enumerate(live.systems):
        if not system.regions:
            continue
        has = {thing for thing in live.held.get(i, ()) if thing in bound}
        has |= {thing for thing, _ in coming.get(i, ())}
        wrong = [thing for thing in sorted(has) if regions.apart(bound[thing], system.regions)]
        if wrong:
            flows = sorted({flow for thing, flow in coming.get(i, ()) if thing in wrong})
            yield Abroad(i, tuple(wrong), tuple(flows))


def _coming(
    live: LiveMap, bound: Mapping[int, tuple[str, ...]]
) -> dict[int, list[tuple[int, int]]]:
    """By system: data objects that have regions and come to it, each with the flow."""
    found: dict[int, list[tuple[int, int]]] = {}
    for i, (flow, (source, target)) in enumerate(zip(live.flows, live.ends, strict=True)):
        for thing in live.things.numbers(flow.data_objects):
            if thing in bound:
                for taker in (target, source) if flow.two_way else (target,):
                    found.setdefault(taker, []).append((thing, i))
    return found


def grouped(crossings: Iterable[Crossing]) -> list[tuple[int, list[Crossing]]]:
    """The crossings by the system that most of them have in common, so that each is told once.

    The one with the most other ends goes first; of equal ones the first by name.
    """
    left = list(crossings)
    found = []
    while left:
        partners: dict[int, set[int]] = {}
        for crossing in left:
            for here, there in (crossing.ends, crossing.ends[::-1]):
                partners.setdefault(here, set()).add(there)
        system = min(partners, key=lambda i: (-len(partners[i]), i))
        found.append((system, [one for one in left if system in one.ends]))
        left = [one for one in left if system not in one.ends]
    return found
