"""Annual cost inside and outside IT, by department."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import folded
from isthmus.analysis.results import DepartmentSpend


@dataclass(frozen=True, slots=True)
class Spend:
    """What the live systems cost, in the map's currency."""

    inside: Decimal
    outside: Decimal
    unknown: int
    """Systems whose cost is not recorded, or is in another currency (no rates are known)."""
    departments: tuple[DepartmentSpend, ...]


def cost_of(live: LiveMap, system: int) -> Decimal | None:
    """The annual cost of a system in the map's currency, None if it is not known there."""
    record = live.systems[system]
    own = live.snapshot.info.currency.upper()
    return record.annual_cost if record.currency.upper() in {"", own} else None


def outside_cost(live: LiveMap, systems: Iterable[int]) -> Decimal:
    """What systems cost that are paid for outside IT (see Ownership.paid_outside)."""
    outside = (i for i in systems if live.ownership.paid_outside(live.systems[i]))
    return sum((cost_of(live, i) or Decimal(0) for i in outside), Decimal(0))


def spend_of(live: LiveMap) -> Spend:
    """Add up the cost of live systems under the department that owns them (else funds them).

    Inside IT is what IT pays for: the funder decides, else the owner; where neither is recorded
    a cost is outside IT if a business owner is named, else inside.
    """
    sums: dict[str, list[Decimal]] = {}
    unknown = 0
    for i, system in enumerate(live.systems):
        cost = cost_of(live, i)
        if cost is None:
            unknown += 1
            continue
        pair = sums.setdefault(live.ownership.account(system), [Decimal(0), Decimal(0)])
        pair[live.ownership.paid_outside(system)] += cost
    rows = sorted(sums.items(), key=lambda row: (not row[0], folded(row[0]), row[0]))
    departments = tuple(DepartmentSpend(name, *pair) for name, pair in rows)
    inside = sum((row.inside_it for row in departments), Decimal(0))
    outside = sum((row.outside_it for row in departments), Decimal(0))
    return Spend(inside, outside, unknown, departments)
