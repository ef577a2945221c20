"""The filter of the view on show, as the board applies it: also while it is being typed."""

from dataclasses import replace
from typing import Any

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.filtering import is_filtered, passing
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import View


class Sieve:
    """Which systems pass; worked out anew only where something that it reads is another."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Nothing is filtered."""
        self._catalogue = catalogue
        self._typed: dict[str, Any] = {}
        self._read: tuple[object, ...] = ()
        self._passing: frozenset[str] | None = None

    @property
    def is_trying(self) -> bool:
        """Whether a filter is tried out that the view does not hold yet."""
        return bool(self._typed)

    def try_out(self, values: dict[str, Any]) -> None:
        """Filter by these fields of the view until `forget`."""
        self._typed = values

    def forget(self) -> None:
        """Filter as the view's own record says."""
        self._typed = {}

    def view(self, view: View | None) -> View | None:
        """The view with the filter that is tried out."""
        return replace(view, **self._typed) if view is not None and self._typed else view

    def passing(
        self, snapshot: Snapshot, analysis: Analysis, view: View | None
    ) -> frozenset[str] | None:
        """Ids of the systems that pass; None where nothing is filtered."""
        view = self.view(view)
        if view is None or not is_filtered(view):
            self._read = ()
            return None
        reads = (snapshot, analysis, view)
        if (
            not self._read
            or any(a is not b for a, b in zip(reads[:2], self._read, strict=False))
            or view != self._read[2]
        ):
            self._passing = passing(snapshot, analysis, self._catalogue, view)
            self._read = reads
        return self._passing
