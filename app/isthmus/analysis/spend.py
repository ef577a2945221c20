"""Annual cost inside and outside IT, by department."""

from collections.abc import Iterable
from decimal import Decimal

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import folded
from isthmus.analysis.results import DepartmentSpend

_NOTHING = Decimal(0)


class Spend:
    """What the live systems cost a year, in the map's currency.

    Inside IT is what IT pays for: the funder decides, else the owner; where neither is recorded
    a cost is outside IT if a business owner is named, else inside.
    """

    def __init__(self, live: LiveMap) -> None:
        """Look up every system's cost once."""
        self._live = live
        own = live.snapshot.info.currency.upper()
        paid_outside = live.ownership.paid_outside
        self._costs = [
            s.annual_cost if s.currency.upper() in {"", own} else None for s in live.systems
        ]
        self._outside = [paid_outside(system) for system in live.systems]
        self.total = sum((cost or _NOTHING for cost in self._costs), _NOTHING)
        self.unknown = self._costs.count(None)
        """Systems whose cost is not recorded, or is in another currency (no rates are known)."""

    def cost(self, system: int) -> Decimal | None:
        """What a system costs a year, None where that is not known."""
        return self._costs[system]

    def outside(self, systems: Iterable[int]) -> Decimal:
        """What some systems cost that are paid for outside IT."""
        costs = (self._costs[i] or _NOTHING for i in systems if self._outside[i])
        return sum(costs, _NOTHING)

    def by_department(self) -> tuple[DepartmentSpend, ...]:
        """Costs under the department that owns the system (else funds it), by name, '' last."""
        sums: dict[str, list[Decimal]] = {}
        account = self._live.ownership.account
        for system, cost, outside in zip(
            self._live.systems, self._costs, self._outside, strict=True
        ):
            if cost is not None:
                sums.setdefault(account(system), [_NOTHING, _NOTHING])[outside] += cost
        rows = sorted(sums.items(), key=lambda row: (not row[0], folded(row[0]), row[0]))
        return tuple(DepartmentSpend(name, *pair) for name, pair in rows)
