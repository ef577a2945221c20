"""Departments as blocks inside one another: what stands in each, and how large it comes out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from isthmus.layout.blocks import Choice, Room, set_down
from isthmus.layout.geometry import CARD_WIDTH, COLUMN, Box
from isthmus.layout.islands import stretched
from isthmus.layout.network import Ints, Part, Point, Size

PAD = 28.0
"""From the border of a territory to the cards in it."""
HEAD = 44.0
"""The same at the top, where its name stands."""
ROOM = Room(across=COLUMN - CARD_WIDTH - 2 * PAD, down=70.0, aspect=1.6)
"""So that columns and rows of cards go through from one territory to the next."""


@dataclass(slots=True)
class Land:
    """A block: a department's, one of systems without a box of their own, or the whole map."""

    key: str = ""
    """The department; '' where it has no box."""
    children: list["Land"] = field(default_factory=list)
    part: Part | None = None
    """The systems that stand in a grid in it."""
    cells: Ints | None = None
    """Where they stand."""
    choice: Choice | None = None
    """How the children are set down."""
    stands: dict[str, Point] = field(default_factory=dict)
    """Corners of what stands in it itself, from its own corner without the margins."""
    size: Size = (0.0, 0.0)
    """Without the margins."""
    corners: list[Point] = field(default_factory=list)
    """Of the children."""

    def outer(self, inner: Size | None = None) -> Size:
        """Its size with the margins."""
        width, height = inner or self.size
        return (width + 2 * PAD, height + HEAD + PAD) if self.key else (width, height)

    def nodes(self) -> list[str]:
        """All that stands in it, and in what lies in it."""
        own = list(self.part.keys) if self.part else list(self.stands)
        return own + [key for child in self.children for key in child.nodes()]

    def all(self) -> Iterable["Land"]:
        """It and all blocks in it."""
        yield self
        for child in self.children:
            yield from child.all()

    def settle(self) -> None:
        """Find out the sizes, from the inmost blocks outwards."""
        for child in self.children:
            child.settle()
        if self.part is not None and self.cells is not None:
            at = stretched(self.cells, self.part.sizes)
            self.stands = {k: (x, y) for k, (x, y) in zip(self.part.keys, at.tolist(), strict=True)}
            width, height = (at + self.part.sizes).max(axis=0).tolist()
            self.size = width, height
        elif self.choice is not None:
            sizes = [child.outer() for child in self.children]
            self.corners = set_down(self.choice, sizes, ROOM)
            ends = [(x + w, y + h) for (x, y), (w, h) in zip(self.corners, sizes, strict=True)]
            self.size = max(x for x, _ in ends), max(y for _, y in ends)

    def spread(self, at: Point, points: dict[str, Point], boxes: dict[str, Box]) -> None:
        """Write down where all in it stands and lies, its own corner being there."""
        if self.key:
            boxes[self.key] = Box(*at, *self.outer())
            at = at[0] + PAD, at[1] + HEAD
        points.update({k: (at[0] + x, at[1] + y) for k, (x, y) in self.stands.items()})
        for child, (x, y) in zip(self.children, self.corners, strict=True):
            child.spread((at[0] + x, at[1] + y), points, boxes)
