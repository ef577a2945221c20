"""A map's spend beside the figures of studies: each named with its source and year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.spend import Spend
from isthmus.catalogue.benchmarks import Benchmark, Benchmarks
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.rates import Rates
from isthmus.model.snapshot import Snapshot

MARKETING = "marketing"
"""Key of the head whose categories are marketing technology."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure of a study, and what the map says of the same."""

    benchmark: Benchmark
    share: float | None
    """The map's own (0 to 1); None where the map cannot tell."""
    measured: str
    """What the map's figure is a share of, or why there is none."""


def standings(
    snapshot: Snapshot,
    catalogue: Catalogue,
    benchmarks: Benchmarks,
    rates: Rates | None = None,
    as_of: date | None = None,
) -> tuple[Standing, ...]:
    """The map's figures beside those of the studies, in the order of the benchmarks' file."""
    live = live_map(snapshot, catalogue, as_of)
    ledger = _Ledger(live, Spend(live, rates or live.premises.rates))
    found = []
    for key, benchmark in benchmarks.figures.items():
        if key in _MEASURES:
            share, measured = _MEASURES[key](ledger)
            found.append(Standing(benchmark, share, measured))
    return tuple(found)


_Measured = tuple[float | None, str]


class _Ledger:
    """Sums over the costs of a map."""

    def __init__(self, live: LiveMap, spend: Spend) -> None:
        self._live, self._spend = live, spend
        self.systems = range(len(live.systems))
        head_of = live.catalogue.head_of
        self.marketing = [i for i in self.systems if head_of(live.systems[i].category) == MARKETING]

    def cost(self, wanted: Callable[[int], bool], systems: list[int] | range) -> Decimal:
        """What those systems cost together of which something holds."""
        costs = (self._spend.costs[i] or Decimal(0) for i in systems if wanted(i))
        return sum(costs, Decimal(0))

    def outside(self, system: int) -> bool:
        """Whether it is paid for outside IT."""
        return self._spend.paid_outside[system]

    def inside(self, system: int) -> bool:
        """Whether it is paid for by IT."""
        return not self._spend.paid_outside[system]

    def concerns_business(self, system: int) -> bool:
        """Whether a department other than IT owns it or pays for it."""
        return self._live.ownership.outside(self._live.systems[system])


def _anything(_system: int) -> bool:
    return True


def _share(part: Decimal, whole: Decimal) -> float | None:
    return float(part / whole) if whole > 0 else None


def _on_top(ledger: _Ledger) -> _Measured:
    outside = ledger.cost(ledger.outside, ledger.systems)
    inside = ledger.cost(ledger.inside, ledger.systems)
    return _share(outside, inside), "what is paid for outside IT, over what IT pays for"


def _bought(ledger: _Ledger) -> _Measured:
    part = ledger.cost(ledger.outside, ledger.marketing)
    whole = ledger.cost(_anything, ledger.marketing)
    told = "marketing systems paid for outside IT, over the cost of all marketing systems"
    return _share(part, whole), told


def _influenced(ledger: _Ledger) -> _Measured:
    part = ledger.cost(ledger.concerns_business, ledger.marketing)
    whole = ledger.cost(_anything, ledger.marketing)
    told = (
        "marketing systems that a department other than IT owns or pays for, over the cost of "
        "all marketing systems"
    )
    return _share(part, whole), told


def _of_cmo(_ledger: _Ledger) -> _Measured:
    return None, "the map records what systems cost, not the CMO's whole budget"


def _of_cio(ledger: _Ledger) -> _Measured:
    part = ledger.cost(ledger.inside, ledger.marketing)
    whole = ledger.cost(ledger.inside, ledger.systems)
    told = (
        "marketing systems that IT pays for, over all systems that IT pays for; IT's budget "
        "holds more than systems, so this is at most what the study would count"
    )
    return _share(part, whole), told


_MEASURES: dict[str, Callable[[_Ledger], _Measured]] = {
    "outside-on-top": _on_top,
    "marketing-bought-by-marketing": _bought,
    "marketing-influenced-by-marketing": _influenced,
    "marketing-of-cmo-budget": _of_cmo,
    "marketing-of-cio-budget": _of_cio,
}
