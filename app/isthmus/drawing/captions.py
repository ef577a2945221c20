"""What is written beside a coast."""

from isthmus.analysis.results import Island, IslandKind
from isthmus.model.money import money


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
