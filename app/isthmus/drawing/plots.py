"""What lies under the cards of a chart, or stands beside them: territories, areas and notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from isthmus.layout.geometry import Box
from isthmus.model.viewing import NoteKind


@dataclass(frozen=True, slots=True)
class Land:
    """The territory of a department, with the cards that stand on it inside."""

    key: str
    """Id of the territory."""
    department: str
    base: Box
    """As it was drawn by hand or by a layout."""
    box: Box
    """As it is drawn: the base, grown round what stands on it."""
    tint: str
    """Name of the theme's tint."""
    caption: str
    depth: int = 0
    """How many territories it lies in."""
    parent: str = ""
    """The territory that it lies in, '' for none."""
    members: tuple[str, ...] = ()
    """The cards of the department, wherever they stand; none that a land in it has."""


@dataclass(frozen=True, slots=True)
class AreaShape:
    """A free area."""

    key: str
    box: Box
    name: str
    """Already shortened to fit."""
    tint: str


@dataclass(frozen=True, slots=True)
class NoteShape:
    """A note or a heading, its text broken into lines."""

    key: str
    kind: NoteKind
    box: Box
    """As high as its text, if that is higher than it was drawn."""
    lines: tuple[str, ...]


Plot = Land | AreaShape | NoteShape


@dataclass(frozen=True, slots=True)
class Grounds:
    """All territories, areas and notes of a chart, by id and in painting order."""

    lands: Mapping[str, Land] = field(default_factory=dict)
    areas: Mapping[str, AreaShape] = field(default_factory=dict)
    notes: Mapping[str, NoteShape] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Plot]:
        """Every one of them, lowest first."""
        yield from self.lands.values()
        yield from self.areas.values()
        yield from self.notes.values()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.lands or self.areas or self.notes)

    def get(self, key: str) -> Plot | None:
        """The one of that id."""
        return self.lands.get(key) or self.areas.get(key) or self.notes.get(key)


BARE = Grounds()
"""Nothing lies under the cards."""
