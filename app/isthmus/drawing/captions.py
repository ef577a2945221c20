"""What is written beside a coast."""

from isthmus.analysis.results import Island, IslandKind
from isthmus.model.money import money


def captions(island: Island, currency: str, drawn: int) -> list[str]:
    """Captions for an island with so many systems drawn, each shorter than the one before."""
    parts = _parts(island, currency, drawn)
    return [" · ".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _parts(island: Island, currency: str, drawn: int) -> list[str]:
    """What there is to say, such as 'ROGUE ISLAND', '3 SYSTEMS' and '€84k outside IT'.

    Of an island that the view holds in part: '3 OF 48 SYSTEMS'; its spend is that of the whole,
    and so is not said.
    """
    count = len(island.systems)
    if island.kind is not IslandKind.MAINLAND and count == 1:
        return [_PREFIX[island.kind] + "ISLET"]
    name = "MAINLAND" if island.kind is IslandKind.MAINLAND else _PREFIX[island.kind] + "ISLAND"
    if drawn < count:
        return [name, f"{drawn:,} OF {count:,} SYSTEMS"]
    parts = [name, f"{count:,} SYSTEM" + ("" if count == 1 else "S")]
    if island.kind is IslandKind.ROGUE and island.spend_outside > 0:
        parts.append(f"{money(island.spend_outside, currency)} outside IT")
    return parts


_PREFIX = {
    IslandKind.MAINLAND: "",
    IslandKind.ISLAND: "",
    IslandKind.ROGUE: "ROGUE ",
    IslandKind.TIDAL: "TIDAL ",
}
