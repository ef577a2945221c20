"""What a lens reads in a map: its values, and which of them each system has."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from isthmus.drawing.theme import HUES

UNKNOWN = "unknown"
"""Key of the value of those of whom the map says nothing."""
OTHER = "other"
"""Key of the value of all that have none of the commonest ones."""


class Mark(StrEnum):
    """A small shape that says what a colour says."""

    DISC = "disc"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    CROSS = "cross"
    DOWN = "down"
    HEXAGON = "hexagon"
    STAR = "star"
    RING = "ring"
    """For what is unknown."""
    BARS_1 = "bars-1"
    BARS_2 = "bars-2"
    BARS_3 = "bars-3"
    BARS_4 = "bars-4"
    BARS_5 = "bars-5"

    @classmethod
    def bars(cls, level: int) -> "Mark":
        """So many of five bars."""
        return cls(f"bars-{level}")


KINDS = (
    Mark.DISC, Mark.SQUARE, Mark.TRIANGLE, Mark.DIAMOND, Mark.CROSS, Mark.DOWN, Mark.HEXAGON,
)  # fmt: skip
"""Shapes that tell kinds apart: as many as have no divisor in common with the hues."""


@dataclass(frozen=True, slots=True)
class LensValue:
    """One value of a lens, as its legend tells of it."""

    key: str
    words: str
    hue: str
    """Name of a hue of the themes."""
    mark: Mark
    count: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a lens sees: a value for each system."""

    lens: str
    title: str
    values: tuple[LensValue, ...] = ()
    """In the order of the legend; those that no system has are left out."""
    of: Mapping[str, str] = field(default_factory=dict)
    """Key of the value by system id."""
    words: Mapping[str, str] = field(default_factory=dict)
    """By system, what its card says instead of the value's own words."""
    sizes: Mapping[str, float] = field(default_factory=dict)
    """By system, a size as a share (0 to 1) of the largest, where size tells instead of colour."""
    lit: frozenset[str] | None = None
    """Systems and flows that stand out while all others fade; None where none fades."""
    dresses: bool = True
    """Whether cards take the colours; else they look as without a lens."""

    def among(self, systems: Collection[str]) -> "Reading":
        """What of it is about some of the systems, counted anew."""
        of = {key: value for key, value in self.of.items() if key in systems}
        if len(of) == len(self.of):
            return self
        return replace(self, of=of, values=counted(self.values, of))


NO_READING = Reading("islands", "", dresses=False)
"""What is seen where nothing is looked at."""


def counted(values: Iterable[LensValue], of: Mapping[str, str]) -> tuple[LensValue, ...]:
    """Those of the values that some system has, with how many have them."""
    counts: dict[str, int] = {}
    for key in of.values():
        counts[key] = counts.get(key, 0) + 1
    return tuple(replace(one, count=counts[one.key]) for one in values if one.key in counts)


def kind(number: int, key: str, words: str) -> LensValue:
    """The value of that number among kinds that have no order: its hue and its shape."""
    return LensValue(key, words, HUES[number % len(HUES)], KINDS[number % len(KINDS)])


def unknown(words: str) -> LensValue:
    """The value of those of whom nothing is known."""
    return LensValue(UNKNOWN, words, "unknown", Mark.RING)


def level(number: int, key: str, words: str) -> LensValue:
    """A value of a scale, 1 for little to 5 for much."""
    return LensValue(key, words, f"ramp{number}", Mark.bars(number))
