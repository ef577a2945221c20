"""The map as shapes that have a meaning: cards, flows, coasts. What a painter and a hand need."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from isthmus.analysis.results import IslandKind
from isthmus.drawing.dressing import PLAIN, Dress
from isthmus.drawing.index import ChartIndex
from isthmus.drawing.plots import BARE, Grounds
from isthmus.drawing.reading import NO_READING, Reading
from isthmus.layout.geometry import Box, Step

if TYPE_CHECKING:
    from isthmus.drawing.folding import Fold


class FlowLook(StrEnum):
    """How a flow is drawn: never by colour alone."""

    LIVE = "live"
    """Solid."""
    FILE = "file"
    """Dash-dot, amber: by file, so only as often as somebody carries it."""
    MANUAL = "manual"
    """Dotted, amber."""
    PLANNED = "planned"
    """Dashed, accent."""
    RETIRED = "retired"
    """Fine dots, faint."""
    MISSING = "missing"
    """Long-dashed, coral: not there, but expected by a finding."""


@dataclass(frozen=True, slots=True)
class Card:
    """A system's card."""

    system: str
    box: Box
    title: str
    """Already shortened to fit; the first line of it where it takes two."""
    subtitle: str
    glyph: str
    """One or two letters in the tile on the left."""
    tint: str
    """Name of the theme's hue for the tile: that of the department, or 'none'."""
    flagged: bool = False
    """A finding names the system."""
    second: str = ""
    """The second line of a long title, '' for most."""
    dress: Dress = PLAIN
    """What the view puts on it: lens, badges, icon, stage of life."""
    collapsed: bool = False
    """It is the box of a collapsed territory, and `system` the id of that."""


@dataclass(frozen=True, slots=True)
class FlowShape:
    """A flow as a curve with arrow heads and a label."""

    key: str
    """Id of the flow; for a missing one, the key of its finding and its number."""
    source: str
    target: str
    look: FlowLook
    steps: tuple[Step, ...]
    """One MOVE, then CUBIC or LINE steps, from edge to edge of the two cards."""
    label: str = ""
    label_box: Box | None = None
    two_way: bool = False


@dataclass(frozen=True, slots=True)
class Coast:
    """The coastline of an island: a closed, rounded outline round its cards."""

    island: str
    kind: IslandKind
    steps: tuple[Step, ...]
    """The coast, at an even margin from the cards."""
    shallows: tuple[Step, ...]
    """The fainter line outside the coast."""
    caption: str
    """'' for none."""
    caption_at: tuple[float, float]
    part: int = 0
    """Number of the part of the island that it is round, where each has a coast of its own."""

    @property
    def key(self) -> str:
        """What tells it from other coasts."""
        return f"{self.island}/{self.part}" if self.part else self.island


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole drawn map."""

    bounds: Box
    cards: Mapping[str, Card] = field(default_factory=dict)
    """By system id."""
    flows: Mapping[str, FlowShape] = field(default_factory=dict)
    """By key."""
    coasts: tuple[Coast, ...] = ()
    grounds: Grounds = BARE
    """Territories, areas and notes."""
    boxes: Mapping[str, Card] = field(default_factory=dict)
    """The boxes of collapsed territories, by territory id."""
    fold: "Fold | None" = field(default=None, compare=False, repr=False)
    """What the boxes and the rolled-up flows stand for."""
    reading: Reading = field(default=NO_READING, compare=False, repr=False)
    """What the view's lens sees in the cards."""
    index: ChartIndex | None = field(default=None, compare=False, repr=False)
    """For recompose alone."""
    focus: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    """Keys of systems and flows beside which all others fade in pictures; none do if empty."""

    @property
    def standing(self) -> Mapping[str, Card]:
        """The cards, and the boxes of collapsed territories."""
        return {**self.cards, **self.boxes} if self.boxes else self.cards

    def lines_of(self, keys: Collection[str]) -> list[str]:
        """The keys of the lines that are drawn for these flows, among ids of other things."""
        found = {key for key in keys if key in self.flows}
        if self.fold is not None:
            wanted = frozenset(keys)
            rolled = self.fold.rolled.items()
            found.update(line for line, flows in rolled if not wanted.isdisjoint(flows))
        return sorted(found & self.flows.keys())

    def rolled(self, key: str) -> tuple[str, ...]:
        """The flows that a line stands for; none for a flow that is drawn itself."""
        return self.fold.rolled.get(key, ()) if self.fold else ()
