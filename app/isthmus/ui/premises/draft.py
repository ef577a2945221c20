"""What is being set, before it is applied."""

from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from isthmus.analysis.premises import Premises
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot


class Draft(QObject):
    """The premises as the pages leave them so far; the pages follow it, and it the pages."""

    changed = Signal()
    moved = Signal()
    """The map itself changed meanwhile."""

    def __init__(
        self, premises: Premises, snapshot: Snapshot, catalogue: Catalogue, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.premises = self.base = premises
        """`base` is what the map says."""
        self.snapshot = snapshot
        self.catalogue = catalogue

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to apply."""
        return self.premises != self.base

    def take(self, premises: Premises) -> None:
        """Go on with other premises."""
        if premises != self.premises:
            self.premises = premises
            self.changed.emit()

    def put(self, **values: Any) -> None:  # noqa: ANN401 - any field's value
        """Set some of the premises."""
        self.take(replace(self.premises, **values))

    def rebase(self, theirs: Premises, snapshot: Snapshot) -> bool:
        """Go on from a map that has changed; whether somebody set something in it meanwhile.

        What was set here stays, what was not follows the map.
        """
        self.snapshot = snapshot
        self.moved.emit()
        if theirs == self.base:
            return False
        names = [one.name for one in fields(Premises)]
        mine = {name: getattr(self.premises, name) for name in names}
        kept = {n: v for n, v in mine.items() if v != getattr(self.base, n)}
        self.base = theirs
        self.take(replace(theirs, **kept))
        return True
