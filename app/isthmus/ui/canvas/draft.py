"""A system about to be drawn: on screen alone, until it has a name."""

from dataclasses import dataclass

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, GRID, Box


@dataclass(frozen=True, slots=True)
class Draft:
    """Where the middle of its card is to be, in the scene, and what is known of it."""

    x: float
    y: float
    name: str = ""
    category: str = ""
    source: str = ""
    """The system that a flow is to lead from to it, '' for none."""

    @property
    def box(self) -> Box:
        """Its card, on the grid."""
        left, top = self.x - CARD_WIDTH / 2, self.y - CARD_HEIGHT / 2
        return Box(round(left / GRID) * GRID, round(top / GRID) * GRID, CARD_WIDTH, CARD_HEIGHT)
