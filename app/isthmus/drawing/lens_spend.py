"""The lens of spend: annual cost by colour in ranges, or by size."""

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from isthmus.analysis.premises import premises_of
from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.reading import UNKNOWN, LensValue, Mark, Reading, counted, level, unknown
from isthmus.model.money import money
from isthmus.model.records import System
from isthmus.model.snapshot import Snapshot

FOREIGN = "foreign"
"""Key of the value of costs in a currency other than the map's that has no rate."""
_LEVELS = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""By how many ranges there are, the levels that show them."""
_REST = (
    LensValue(FOREIGN, "In another currency", "olive", Mark.DIAMOND),
    unknown("Cost not known"),
)


def spend(snapshot: Snapshot, _analysis: Analysis, _catalogue: Catalogue) -> Reading:
    """What each system costs a year, in up to five ranges that hold as many systems each."""
    currency = snapshot.info.currency
    costs = _costs(snapshot)
    bounds = _bounds(sorted(costs.values()))
    ranges = _ranges(bounds, currency)
    of = {
        key: ranges[bisect_right(bounds, costs[key]) - 1].key if key in costs else _rest(one)
        for key, one in snapshot.systems.items()
    }
    return Reading(
        "spend", "Spend a year", counted([*reversed(ranges), *_REST], of), of, _amounts(snapshot)
    )


def spend_by_size(snapshot: Snapshot, _analysis: Analysis, _catalogue: Catalogue) -> Reading:
    """What each system costs a year as a coin, its area a share of the largest one's."""
    costs = _costs(snapshot)
    most = max(costs.values(), default=Decimal(0))
    sizes = {key: float(cost / most) if most > 0 else 0.0 for key, cost in costs.items()}
    of = {key: "known" if key in costs else _rest(one) for key, one in snapshot.systems.items()}
    words = f"Largest: {money(most, snapshot.info.currency)}"
    known = LensValue("known", words, "ramp3", Mark.DISC)
    shares = {key: max(0.0, size) for key, size in sizes.items()}
    values = counted([known, *_REST], of)
    return Reading("spend", "Spend a year", values, of, _amounts(snapshot), shares)


def amount(system: System, currency: str) -> str:
    """The cost of the system in its own currency as one reads it, '' where none is known."""
    if system.annual_cost is None:
        return ""
    return money(system.annual_cost, system.currency.upper() or currency)


def _costs(snapshot: Snapshot) -> dict[str, Decimal]:
    """By system what it costs a year in the map's currency, where that is known."""
    own, rates = snapshot.info.currency, premises_of(snapshot).rates
    found = (
        (key, rates.converted(one.annual_cost, one.currency, own))
        for key, one in snapshot.systems.items()
        if one.annual_cost is not None
    )
    return {key: cost for key, cost in found if cost is not None}


def _rest(system: System) -> str:
    return UNKNOWN if system.annual_cost is None else FOREIGN


def _amounts(snapshot: Snapshot) -> dict[str, str]:
    currency = snapshot.info.currency
    amounts = {key: amount(one, currency) for key, one in snapshot.systems.items()}
    return {key: f"{words} a year" for key, words in amounts.items() if words}


def _bounds(ordered: Sequence[Decimal]) -> list[Decimal]:
    """The least cost of each range: quantiles (nearest rank), equal ones joined."""
    if not ordered:
        return []
    found = {ordered[number * len(ordered) // 5] for number in range(5)}
    return sorted(found)


def _ranges(bounds: Sequence[Decimal], currency: str) -> list[LensValue]:
    """The ranges in rising order; a key is stable as long as there are as many ranges."""
    ends = [*bounds[1:], None][: len(bounds)]
    levels = _LEVELS.get(len(bounds), ())
    return [
        level(number, f"range-{number}", _range_words(low, high, currency))
        for number, low, high in zip(levels, bounds, ends, strict=True)
    ]


def _range_words(low: Decimal, high: Decimal | None, currency: str) -> str:
    least = money(low, currency)
    return f"{least} and more" if high is None else f"{least} to under {money(high, currency)}"
