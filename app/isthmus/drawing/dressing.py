"""What a view puts on a card beside the system's name: lens, badges, face, stage of life."""

from dataclasses import dataclass

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.art import Art, category_art, own_art
from isthmus.drawing.badges import Badge, Facts, badges_of, facts_of
from isthmus.drawing.kin import hues_of
from isthmus.drawing.lenses import ISLANDS, read
from isthmus.drawing.reading import LensValue, Mark
from isthmus.model.records import Lifecycle, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Face, View

NO_DEPARTMENT = "none"
"""Tint of the systems of no known department."""

_STAGES = {
    Lifecycle.PLANNED: "Planned",
    Lifecycle.PHASING_OUT: "Phasing out",
    Lifecycle.RETIRED: "Retired",
}
_UNTOLD = (Lifecycle.LIVE, Lifecycle.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Dress:
    """All that a view puts on the card of one system."""

    tint: str = NO_DEPARTMENT
    """Name of the theme's hue for the tile: that of the department."""
    hue: str = ""
    """Name of the hue that the lens gives the card, '' where it gives none."""
    mark: Mark | None = None
    """The lens's shape, before its words."""
    words: str = ""
    """What the lens says of the system."""
    coin: float | None = None
    """Share (0 to 1) of the largest coin's area, where size tells of cost."""
    stage: Lifecycle = Lifecycle.LIVE
    badges: tuple[Badge, ...] = ()
    art: Art | None = None
    """What stands in the tile instead of a letter."""

    @property
    def stage_words(self) -> str:
        """The stage of life where a map must tell of it: '' for what is live or not known."""
        return "" if self.stage is Lifecycle.LIVE else _STAGES.get(self.stage, "")


PLAIN = Dress()


class Dresser:
    """Knows how a view dresses the cards of a map."""

    def __init__(
        self, snapshot: Snapshot, analysis: Analysis, catalogue: Catalogue, view: View | None
    ) -> None:
        """Read the map once for all of its cards."""
        self._catalogue = catalogue
        self._icons = snapshot.icons
        self._hues = hues_of(snapshot.departments)
        self._by_category = view is not None and view.face is Face.CATEGORY
        self._chosen = view.badges if view else ()
        self._facts = facts_of(snapshot, self._chosen) if self._chosen else Facts()
        lens = view.lens if view else ISLANDS
        sizes = bool(view and view.sizes)
        self.reading = read(snapshot, analysis, catalogue, lens, sizes=sizes)
        self._values = {value.key: value for value in self.reading.values}

    @property
    def is_plain(self) -> bool:
        """Whether a card depends on nothing but its system's own record and on departments."""
        return not (self.reading.dresses or self._chosen or self._icons)

    def dress(self, system: System) -> Dress:
        """How the card of a system is dressed."""
        value = self._value(system.id)
        return Dress(
            tint=self._hues.get(system.department or "", NO_DEPARTMENT),
            hue=value.hue if value else "",
            mark=value.mark if value else None,
            words=self.reading.words.get(system.id, value.words) if value else "",
            coin=self.reading.sizes.get(system.id),
            stage=Lifecycle.LIVE if system.lifecycle in _UNTOLD else system.lifecycle,
            badges=badges_of(system, self._chosen, self._facts) if self._chosen else (),
            art=self._art(system),
        )

    def _value(self, system: str) -> LensValue | None:
        if not self.reading.dresses:
            return None
        return self._values.get(self.reading.of.get(system, ""))

    def _art(self, system: System) -> Art | None:
        """The system's own icon, else that of its category if the view shows these."""
        icon = self._icons.get(system.icon or "")
        if icon is not None and (art := own_art(icon, self._catalogue)):
            return art
        return category_art(system.category, self._catalogue) if self._by_category else None
