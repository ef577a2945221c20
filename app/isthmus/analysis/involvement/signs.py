"""Which signs of the rules of thumb a system shows, each with what it rests on."""

from collections.abc import Iterable
from datetime import date

from isthmus.analysis.compliance.crossings import crossings_of
from isthmus.analysis.compliance.regions import Regions
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import folded
from isthmus.analysis.spend import Spend
from isthmus.analysis.wording import counted, day_of, listed
from isthmus.catalogue.thumbs import Asks, Sign
from isthmus.model.records import Criticality

_LEVELS = list(Criticality)


class Signs:
    """The signs that systems of one live map show on a day."""

    def __init__(self, live: LiveMap, day: date) -> None:
        """Look up once what signs of several systems ask."""
        self._live, self._day = live, day
        self._regions = Regions(live.catalogue)
        crossings = crossings_of(live, self._regions)
        self._crossed = {end for crossing in crossings for end in crossing.ends}
        self._things = _things(live)
        self._costs = Spend(live)
        self._tests = {
            Asks.PERSONAL_DATA: self._personal_data,
            Asks.SHARED_PASSWORDS: self._shared_passwords,
            Asks.REGULATION: self._regulation,
            Asks.REGION: self._region,
            Asks.LICENCE_END: self._licence_end,
            Asks.CRITICALITY: self._criticality,
            Asks.SPEND: self._spend,
            Asks.INTEGRATIONS: self._integrations,
        }

    def told(self, sign: Sign, system: int) -> str:
        """What a system shows of a sign, '' if nothing."""
        return self._tests[sign.asks](sign, system)

    def unknown(self, system: int) -> tuple[str, ...]:
        """What would count and is not recorded of a system."""
        record = self._live.systems[system]
        lacking = {
            "the data that it has": not self._things[system],
            "its criticality": record.criticality is Criticality.UNKNOWN,
            "its cost": self._costs.cost(system) is None,
        }
        return tuple(name for name, lacks in lacking.items() if lacks)

    def _personal_data(self, sign: Sign, system: int) -> str:
        records = self._live.things.records
        names = [records[i].name for i in self._things[system] if records[i].personal]
        return f"has {listed(names)}, personal data" if len(names) >= sign.at_least else ""

    def _shared_passwords(self, sign: Sign, system: int) -> str:
        fields, yes = {folded(name) for name in sign.fields}, {folded(word) for word in sign.yes}
        for name, value in self._live.systems[system].custom:
            if folded(name) in fields and folded(value) in yes:
                return f"passwords are shared ({name}: {value})"
        return ""

    def _regulation(self, sign: Sign, system: int) -> str:
        said = {folded(name): name for name in self._live.systems[system].regulations}
        for thing in self._things[system]:
            for name in self._live.things.records[thing].regulations:
                said.setdefault(folded(name), name)
        names = [said[key] for key in sorted(said)]
        return f"falls under {listed(names)}" if len(names) >= sign.at_least else ""

    def _region(self, sign: Sign, system: int) -> str:
        where = self._live.systems[system].regions
        if self._regions.apart(where, sign.home):
            return f"runs in {listed(where)}"
        return "personal data crosses regions on its flows" if system in self._crossed else ""

    def _licence_end(self, sign: Sign, system: int) -> str:
        on = self._live.systems[system].contract_end
        if on is None or (on - self._day).days > sign.at_least:
            return ""
        return f"contract {'ended' if on < self._day else 'ends'} on {day_of(on)}"

    def _criticality(self, sign: Sign, system: int) -> str:
        level = self._live.systems[system].criticality
        is_so = _LEVELS.index(level) >= _LEVELS.index(sign.level)
        return f"criticality is {level}" if is_so else ""

    def _spend(self, sign: Sign, system: int) -> str:
        cost = self._costs.cost(system)
        if cost is None or cost < sign.at_least:
            return ""
        return f"costs {cost:,.0f} {self._live.snapshot.info.currency} a year"

    def _integrations(self, sign: Sign, system: int) -> str:
        legs = (*self._live.leaving[system], *self._live.coming[system])
        others = {there for there, _ in legs} - {system}
        tied = f"is tied to {counted(len(others), 'other system')}"
        return tied if len(others) >= sign.at_least else ""


def _things(live: LiveMap) -> list[list[int]]:
    """By system: the data objects that it holds, gives or takes, by name."""
    found = [set(live.held.get(i, ())) for i in range(len(live.systems))]
    for flow, ends in zip(live.flows, live.ends, strict=True):
        _add(found, ends, live.things.numbers(flow.data_objects))
    return [sorted(things) for things in found]


def _add(found: list[set[int]], ends: Iterable[int], things: Iterable[int]) -> None:
    for end in ends:
        found[end].update(things)
