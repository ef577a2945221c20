"""What is written beside a coast."""

from decimal import Decimal

from isthmus.analysis.results import Island, IslandKind

_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


def caption(island: Island, currency: str) -> str:
    """The island's caption, such as 'ROGUE ISLAND · 3 SYSTEMS · €84k outside IT'."""
    count = len(island.systems)
    if island.kind is not IslandKind.MAINLAND and count == 1:
        return _PREFIX[island.kind] + "ISLET"
    name = "MAINLAND" if island.kind is IslandKind.MAINLAND else _PREFIX[island.kind] + "ISLAND"
    parts = [name, f"{count} SYSTEM" + ("" if count == 1 else "S")]
    if island.kind is IslandKind.ROGUE and island.spend_outside > 0:
        parts.append(f"{money(island.spend_outside, currency)} outside IT")
    return " · ".join(parts)


_PREFIX = {
    IslandKind.MAINLAND: "",
    IslandKind.ISLAND: "",
    IslandKind.ROGUE: "ROGUE ",
    IslandKind.TIDAL: "TIDAL ",
}


def money(amount: Decimal, currency: str) -> str:
    """An amount in two or three figures: '€840', '€84k', '€1.2m'."""
    sign = _SIGNS.get(currency, f"{currency} ")
    if amount < 1000:
        return f"{sign}{amount:.0f}"
    if amount < 999_500:
        return f"{sign}{amount / 1000:.0f}k"
    return f"{sign}{amount / 1_000_000:.1f}m"
