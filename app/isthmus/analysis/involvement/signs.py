"""Which signs of the rules of thumb a system shows, each with what it rests on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from isthmus.analysis.compliance.crossings import personal_of
from isthmus.analysis.compliance.regions import Regions
from isthmus.analysis.livemap import Leg, LiveMap
from isthmus.analysis.naming import folded
from isthmus.analysis.spend import Spend
from isthmus.analysis.wording import counted, day_named, listed
from isthmus.catalogue.thumbs import Asks, Sign
from isthmus.model.records import Criticality, DataObject, System

_LEVELS = {level: place for place, level in enumerate(Criticality)}


@dataclass(frozen=True, slots=True)
class Facts:
    """What signs ask of one system."""

    system: System
    legs: tuple[Leg, ...]
    objects: tuple[DataObject, ...]
    """The data objects that it holds, gives or takes, by name."""
    personal: tuple[str, ...]
    """Names of those that are personal."""
    cost: Decimal | None
    others: int
    """How many other systems live flows tie it to."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """What would count and is not recorded of the system."""
        lacking = {
            "the data that it has": not self.objects,
            "its criticality": self.system.criticality is Criticality.UNKNOWN,
            "its cost": self.cost is None,
        }
        return tuple(name for name, lacks in lacking.items() if lacks)


_Test = Callable[[Sign, Facts], str]


class Signs:
    """The signs that systems of one live map show on a day."""

    def __init__(self, live: LiveMap, spend: Spend, day: date) -> None:
        """Ask of a live map, what its systems cost and a day."""
        self._live, self._spend_of, self._day = live, spend, day
        self._regions = Regions(live.catalogue)
        self._numbers: dict[tuple[str, ...], list[int]] = {}
        tests: dict[Asks, _Test] = {
            Asks.PERSONAL_DATA: self._personal_data,
            Asks.SHARED_PASSWORDS: self._shared_passwords,
            Asks.REGULATION: self._regulation,
            Asks.REGION: self._region,
            Asks.LICENCE_END: self._licence_end,
            Asks.CRITICALITY: self._criticality,
            Asks.SPEND: self._spend,
            Asks.INTEGRATIONS: self._integrations,
        }
        heaviest = sorted(live.catalogue.thumbs.signs, key=lambda sign: -sign.points)
        self._asked = [(sign, tests[sign.asks]) for sign in heaviest]

    def shown(self, facts: Facts) -> list[tuple[Sign, str]]:
        """The signs that a system shows, of each test the heaviest; each as what 'it' does.

        Most points first, then in the order of the rules.
        """
        shown: dict[Asks, tuple[Sign, str]] = {}
        for sign, test in self._asked:
            if sign.asks not in shown and (told := test(sign, facts)):
                shown[sign.asks] = sign, told
        return list(shown.values())

    def facts(self, system: int) -> Facts:
        """What signs ask of a system."""
        live = self._live
        legs = (*live.leaving[system], *live.coming[system])
        numbers = {i for _, flow in legs for i in self._moved(live.flows[flow].data_objects)}
        numbers.update(live.held.get(system, ()))
        objects = tuple(live.things.records[i] for i in sorted(numbers))
        return Facts(
            system=live.systems[system],
            legs=legs,
            objects=objects,
            personal=tuple(record.name for record in objects if record.personal),
            cost=self._spend_of.cost(system),
            others=len({there for there, _ in legs} - {system}),
        )

    def _moved(self, objects: tuple[str, ...]) -> list[int]:
        """The numbers of what a flow moves, looked up once for all flows that move the same."""
        if objects not in self._numbers:
            self._numbers[objects] = self._live.things.numbers(objects)
        return self._numbers[objects]

    def _personal_data(self, sign: Sign, facts: Facts) -> str:
        if len(facts.personal) < sign.at_least:
            return ""
        return f"has {listed(facts.personal)}, personal data"

    def _shared_passwords(self, sign: Sign, facts: Facts) -> str:
        for name, value in facts.system.custom:
            if _is_among(name, sign.fields) and _is_among(value, sign.yes):
                return f"has shared passwords ({name}: {value})"
        return ""

    def _regulation(self, sign: Sign, facts: Facts) -> str:
        every = [facts.system.regulations, *(record.regulations for record in facts.objects)]
        if not any(every):
            return ""
        said: dict[str, str] = {}
        for name in chain.from_iterable(every):
            said.setdefault(folded(name), name)
        names = [said[key] for key in sorted(said)]
        return f"falls under {listed(names)}" if len(names) >= sign.at_least else ""

    def _region(self, sign: Sign, facts: Facts) -> str:
        where = facts.system.regions
        if not where:
            return ""
        if self._regions.apart(where, sign.home):
            return f"runs in {listed(where)}"
        return "has personal data crossing regions" if self._crosses(facts) else ""

    def _crosses(self, facts: Facts) -> bool:
        live = self._live
        return any(
            self._regions.apart(facts.system.regions, live.systems[there].regions)
            and personal_of(live, live.flows[flow].data_objects)
            for there, flow in facts.legs
        )

    def _licence_end(self, sign: Sign, facts: Facts) -> str:
        on = facts.system.contract_end
        if on is None or (on - self._day).days > sign.at_least:
            return ""
        return f"has a contract that {'ended' if on < self._day else 'ends'} on {day_named(on)}"

    def _criticality(self, sign: Sign, facts: Facts) -> str:
        level = facts.system.criticality
        is_so = _LEVELS[level] >= _LEVELS[sign.level]
        return f"is of {level} criticality" if is_so else ""

    def _spend(self, sign: Sign, facts: Facts) -> str:
        if facts.cost is None or facts.cost < sign.at_least:
            return ""
        return f"costs {facts.cost:,.0f} {self._live.snapshot.info.currency} a year"

    def _integrations(self, sign: Sign, facts: Facts) -> str:
        if facts.others < sign.at_least:
            return ""
        return f"is tied to {counted(facts.others, 'other system')}"


@lru_cache(maxsize=4096)
def _is_among(text: str, names: tuple[str, ...]) -> bool:
    return folded(text) in {folded(name) for name in names}
