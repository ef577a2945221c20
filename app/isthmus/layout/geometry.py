"""Boxes and paths in scene units: 1 unit is 1 pixel at 100%, x to the right, y down."""

from dataclasses import dataclass
from enum import StrEnum

CARD_WIDTH = 172.0
CARD_HEIGHT = 50.0
GRID = 8.0
"""The rhythm of everything on the map."""
COLUMN = 280.0
"""From one column of cards to the next where they are arranged: room for a flow's label."""
ROW = 96.0
"""From one row of cards to the next where they are arranged."""


class Verb(StrEnum):
    """A step of a path; the letter is SVG's."""

    MOVE = "M"
    LINE = "L"
    CUBIC = "C"
    CLOSE = "Z"


Step = tuple[Verb, tuple[float, ...]]
"""A verb with its numbers: 2 for MOVE and LINE, 6 for CUBIC, none for CLOSE."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in scene units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def grown(self, margin: float) -> "Box":
        """The box with a margin on all sides."""
        return Box(
            self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin
        )
