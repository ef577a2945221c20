"""The currencies in which the costs of a map are recorded, and how many have no rate."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from isthmus.analysis.livemap import system_lives
from isthmus.model.rates import Rates
from isthmus.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency other than the map's own."""

    code: str
    systems: int
    """Live systems with a cost in it; 0 where only a rate speaks of it."""
    rate: Decimal | None
    """What one unit is in the map's own; None where nobody says, so that its costs are left out."""


def currencies_of(
    snapshot: Snapshot, rates: Rates, as_of: date | None = None
) -> tuple[Currency, ...]:
    """The currencies on a map besides its own, and those with a rate, by code."""
    own = snapshot.info.currency.strip().upper()
    used: Counter[str] = Counter()
    for system in snapshot.systems.values():
        if system.annual_cost is not None and system_lives(system, as_of):
            used[system.currency.strip().upper()] += 1
    codes = sorted({*used, *rates.of} - {"", own})
    return tuple(Currency(code, used[code], rates.of.get(code)) for code in codes)
