"""Whom on the mainland a system would deal with by its data, where no rule speaks of it."""

from collections.abc import Iterator, Mapping, Sequence

from isthmus.analysis.drafting import proposed
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.results import ProposedFlow
from isthmus.model.records import HoldingRole

Choice = tuple[tuple[int | bool, ...], ProposedFlow]
"""A flow with what speaks for it: the smaller the better."""


class Companions:
    """The mainland's systems by the data objects that they hold, or are of record for."""

    def __init__(self, live: LiveMap, mainland: Sequence[int]) -> None:
        """`mainland` are its systems, the most fit to be tied to first."""
        self._live = live
        self._place = {system: place for place, system in enumerate(mainland)}
        self._hub = mainland[0] if mainland and live.hub[mainland[0]] else None
        self._having = self._by_thing_and_head(mainland)

    def offered(self) -> Iterator[tuple[object, int]]:
        """Every system that is proposed to somebody, by what for."""
        yield from self._having.items()
        if self._hub is not None:
            yield None, self._hub

    def by_data(self, member: int) -> Iterator[Choice]:
        """Flows of what both have, or that the other is usually of record for."""
        head = self._head(member)
        for thing in self._has(member):
            for key in (head, ""):
                other = self._having.get((thing, key))
                if other is not None:
                    merits = (not key, not self._masters(other, thing), self._place[other])
                    yield (*merits, member, thing), self._flow(member, other, thing)

    def by_hub(self, member: int) -> Iterator[Choice]:
        """A flow of all that a system has to the mainland's hub."""
        things = sorted(self._has(member))
        if things and self._hub is not None:
            names = self._live.things.names(things)
            merits = (not self._live.record[member], -len(things), member)
            yield merits, proposed(self._live, member, self._hub, names)

    def _flow(self, member: int, other: int, thing: int) -> ProposedFlow:
        """From whoever masters the data object; from the member if that is not the other."""
        live, roles = self._live, self._live.held.get(other, {})
        both = [each for each in sorted(self._has(member)) if each in roles or each == thing]
        masters = {each for each in both if self._masters(other, each)}
        gives = thing not in masters
        names = live.things.names(each for each in both if (each not in masters) == gives)
        ends = (member, other) if gives else (other, member)
        return proposed(live, *ends, names)

    def _masters(self, system: int, thing: int) -> bool:
        return self._live.held.get(system, {}).get(thing) is HoldingRole.MASTER

    def _has(self, system: int) -> set[int]:
        """The data objects that a system holds, gives or gets."""
        live = self._live
        things = set(live.held.get(system, ()))
        for _, flow in (*live.leaving[system], *live.coming[system]):
            things.update(live.things.numbers(live.flows[flow].data_objects))
        return things

    def _by_thing_and_head(self, mainland: Sequence[int]) -> Mapping[tuple[int, str], int]:
        """Under '' of all heads: who masters each data object, else holds it, else usually would.

        Of each sort the most fit to be tied to.
        """
        found: dict[tuple[int, str], int] = {}
        held = [(system, self._live.held.get(system, {})) for system in mainland]
        usual = self._of_record()
        ranks: list[Iterator[tuple[int, int]]] = [
            ((t, s) for s, roles in held for t, r in roles.items() if r is HoldingRole.MASTER),
            ((t, s) for s, roles in held for t in roles),
            ((t, s) for s in mainland for t in usual.get(self._live.systems[s].category, ())),
        ]
        for rank in ranks:
            for thing, system in rank:
                for head in (self._head(system), ""):
                    found.setdefault((thing, head), system)
        return found

    def _of_record(self) -> dict[str, list[int]]:
        """By category: the map's data objects that such a system is usually of record for."""
        things = self._live.things
        bits = {
            key: things.bits(each.record_of)
            for key, each in self._live.catalogue.categories.items()
        }
        numbers = range(len(things.records))
        return {
            key: [i for i in numbers if things.bit_of[i] & kinds]
            for key, kinds in bits.items()
            if kinds
        }

    def _head(self, system: int) -> str:
        return self._live.catalogue.head_of(self._live.systems[system].category)
