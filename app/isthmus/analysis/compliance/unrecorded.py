"""Regulations that personal data falls under, and systems that have it and record none."""

from dataclasses import dataclass

from isthmus.analysis.compliance.crossings import personal_of
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import folded


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A regulation, the personal data that names it, and the systems that record none."""

    regulation: str
    things: tuple[int, ...]
    """Numbers of the data objects that these systems have."""
    systems: tuple[int, ...]
    """Numbers of the live systems that hold, give or take them."""
    others: int
    """How many systems have such data and record some regulation."""


def unrecorded_of(live: LiveMap) -> list[Unrecorded]:
    """One for each regulation that data objects name and systems with that data do not record."""
    regulated = _regulated(live)
    if not regulated:
        return []
    has = _having(live, {thing for _, things in regulated.values() for thing in things})
    found = []
    for _, (name, things) in sorted(regulated.items()):
        systems = sorted({system for thing in things for system in has[thing]})
        bare = [i for i in systems if not live.systems[i].regulations]
        if bare:
            had = tuple(thing for thing in things if not has[thing].isdisjoint(bare))
            found.append(Unrecorded(name, had, tuple(bare), len(systems) - len(bare)))
    return found


def _regulated(live: LiveMap) -> dict[str, tuple[str, list[int]]]:
    """By folded name of a regulation: its name, and the personal data objects that name it."""
    names: dict[str, str] = {}
    things: dict[str, dict[int, None]] = {}
    for thing, record in enumerate(live.things.records):
        for name in record.regulations if record.personal else ():
            key = folded(name)
            names[key] = min(names.get(key, name), name)
            things.setdefault(key, {})[thing] = None
    return {key: (names[key], list(things[key])) for key in names}


def _having(live: LiveMap, things: set[int]) -> dict[int, set[int]]:
    """By data object: the systems that hold it or are at an end of a live flow that names it."""
    has: dict[int, set[int]] = {thing: set() for thing in things}
    for system, held in live.held.items():
        for thing in held.keys() & things:
            has[thing].add(system)
    for flow, ends in zip(live.flows, live.ends, strict=True):
        for thing in personal_of(live, flow.data_objects):
            if thing in has:
                has[thing].update(ends)
    return has
