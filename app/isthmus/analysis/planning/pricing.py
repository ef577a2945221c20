"""What each flow between the systems of a map takes, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts
from isthmus.analysis.planning.efforts import READY, Efforts, tenths
from isthmus.model.records import FlowMethod

_PLATFORM = "integration-platform"
_LOADED = frozenset({"data-warehouse", "data-lake", "data-pipelines"})
"""Categories of systems that are filled in bulk."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a flow between two systems takes, and why."""

    effort: int
    """Tenths of a day."""
    method: FlowMethod
    notes: tuple[str, ...] = ()


class Pricing:
    """Prices flows between the systems of one live map."""

    def __init__(self, live: LiveMap, parts: Parts, efforts: Efforts) -> None:
        """Look up once which systems are tied already, and which have ready connectors."""
        self._live, self._parts, self._efforts = live, parts, efforts
        self._known: dict[tuple[int, int], Price] = {}
        self._tied = _automatic_pairs(live)
        products = live.catalogue.products
        self._connectors = [
            frozenset(products[s.product].connectors) if s.product in products else frozenset[str]()
            for s in live.systems
        ]

    def price(self, source: int, target: int) -> Price:
        """What a new flow from one system to another takes."""
        pair = source, target
        if pair not in self._known:
            self._known[pair] = self._price(source, target)
        return self._known[pair]

    def total(self, pairs: Sequence[tuple[int, int]]) -> int:
        """What several new flows take together."""
        return sum(self.price(*pair).effort for pair in pairs)

    def _price(self, source: int, target: int) -> Price:
        efforts, method = self._efforts, self._method(source, target)
        days, notes = self._days(method, ready=self._has_connector(source, target))
        if any(self._live.hub[end] and self._parts.on_mainland(end) for end in (source, target)):
            days *= efforts.hub
            notes.append("hub in place")
        if (source, target) in self._tied:
            days *= efforts.extending
            notes.append("extends a flow")
        return Price(tenths(days), method, tuple(notes))

    def _days(self, method: FlowMethod, *, ready: bool) -> tuple[Decimal, list[str]]:
        efforts = self._efforts
        if not ready:
            return efforts.of(FlowMethod.API if method is FlowMethod.IPAAS else method), []
        factor = Decimal(1) if method is FlowMethod.IPAAS else efforts.connector
        return efforts.of(method) * factor, [READY]

    def _method(self, source: int, target: int) -> FlowMethod:
        """By the integration platform where one is an end, in bulk to a warehouse, else by API."""
        ends = {self._live.systems[end].category for end in (source, target)}
        if _PLATFORM in ends:
            return FlowMethod.IPAAS
        filled = self._live.systems[target].category in _LOADED
        return FlowMethod.ETL if filled else FlowMethod.API

    def _has_connector(self, source: int, target: int) -> bool:
        """Whether one source of connectors lists both ends, or one end and the other is a hub."""
        here, there = self._connectors[source], self._connectors[target]
        if here & there:
            return True
        hub = self._live.hub
        return bool((hub[target] and here) or (hub[source] and there))


def _automatic_pairs(live: LiveMap) -> frozenset[tuple[int, int]]:
    """The pairs of systems between which data moves by itself, in that direction."""
    pairs: set[tuple[int, int]] = set()
    for here, legs in enumerate(live.leaving):
        pairs.update((here, there) for there, flow in legs if not live.manual[flow])
    return frozenset(pairs)
