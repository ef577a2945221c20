"""Annual cost inside and outside IT, by department and by technology area."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import folded
from isthmus.analysis.results import AreaSpend, DepartmentSpend
from isthmus.model.rates import NO_RATES, Rates
from isthmus.model.records import System

_NOTHING = Decimal(0)


class Spend:
    """What the live systems cost a year, in the map's currency.

    Inside IT is what IT pays for: the funder decides, else the owner; where neither is recorded
    a cost is outside IT if a business owner is named, else inside.
    """

    def __init__(self, live: LiveMap, rates: Rates = NO_RATES) -> None:
        """Look up every system's cost once."""
        self._live = live
        own = live.snapshot.info.currency
        paid_outside = live.ownership.paid_outside
        self.costs = [_cost(system, rates, own) for system in live.systems]
        """By system, None where it is not recorded or its currency has no rate."""
        self.paid_outside = [paid_outside(system) for system in live.systems]
        self.total = sum((cost or _NOTHING for cost in self.costs), _NOTHING)
        self.unknown = self.costs.count(None)
        """Systems whose cost is not recorded, or is in a currency without a rate."""

    def cost(self, system: int) -> Decimal | None:
        """What a system costs a year, None where that is not known."""
        return self.costs[system]

    def outside(self, systems: Iterable[int]) -> Decimal:
        """What some systems cost that are paid for outside IT."""
        costs = (self.costs[i] or _NOTHING for i in systems if self.paid_outside[i])
        return sum(costs, _NOTHING)

    def unrecorded(self) -> tuple[str, ...]:
        """Ids of the systems whose cost nobody recorded."""
        return tuple(s.id for s in self._live.systems if s.annual_cost is None)

    def without_rate(self) -> tuple[str, ...]:
        """Ids of the systems whose cost is in a currency that has no rate."""
        pairs = zip(self._live.systems, self.costs, strict=True)
        return tuple(s.id for s, cost in pairs if cost is None and s.annual_cost is not None)

    def by_department(self) -> tuple[DepartmentSpend, ...]:
        """Costs under the department that owns the system (else funds it), by name, '' last."""
        sums = self._summed(self._live.ownership.account)
        rows = sorted(sums.items(), key=lambda row: _place(row[0]))
        return tuple(DepartmentSpend(name, *pair) for name, pair in rows)

    def by_area(self) -> tuple[AreaSpend, ...]:
        """Costs under the technology area, the system's own or its category's, by name, '' last."""
        catalogue = self._live.catalogue
        sums = self._summed(catalogue.area_of)
        rows = [AreaSpend(key, catalogue.area_name(key), *pair) for key, pair in sums.items()]
        return tuple(sorted(rows, key=lambda row: (*_place(row.name), row.area)))

    def _summed(self, account: Callable[[System], str]) -> dict[str, list[Decimal]]:
        """What is paid inside and outside IT, by what each system counts under."""
        sums: dict[str, list[Decimal]] = {}
        rows = zip(self._live.systems, self.costs, self.paid_outside, strict=True)
        for system, cost, outside in rows:
            if cost is not None:
                sums.setdefault(account(system), [_NOTHING, _NOTHING])[outside] += cost
        return sums


def _cost(system: System, rates: Rates, own: str) -> Decimal | None:
    if system.annual_cost is None:
        return None
    return rates.converted(system.annual_cost, system.currency, own)


def _place(name: str) -> tuple[bool, str, str]:
    return not name, folded(name), name
