"""The lens of the view on show: what it reads, worked out anew only where the map is another."""

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.lenses import ISLANDS, read
from isthmus.drawing.reading import Reading
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import View


class Glass:
    """Holds the last reading."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Nothing is read yet."""
        self._catalogue = catalogue
        self._read: tuple[Snapshot, Analysis, str, bool] | None = None
        self._reading = Reading(ISLANDS, "", dresses=False)

    def reading(self, snapshot: Snapshot, analysis: Analysis, view: View | None) -> Reading:
        """What the view's lens sees."""
        lens, sizes = (view.lens, view.sizes) if view else (ISLANDS, False)
        if not self._holds(snapshot, analysis, lens, sizes=sizes):
            self._read = (snapshot, analysis, lens, sizes)
            self._reading = read(snapshot, analysis, self._catalogue, lens, sizes=sizes)
        return self._reading

    def _holds(self, snapshot: Snapshot, analysis: Analysis, lens: str, *, sizes: bool) -> bool:
        known = self._read
        return known is not None and (
            known[0] is snapshot and known[1] is analysis and known[2:] == (lens, sizes)
        )
