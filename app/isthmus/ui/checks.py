"""The check as the window's workers call it: what it needs is loaded with the first one."""

from typing import TYPE_CHECKING

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.inlets import load
from isthmus.model.snapshot import Snapshot

if TYPE_CHECKING:
    from isthmus.analysis.check import Checks


def get_ready() -> None:
    """Load what the first check would wait for, so that its time is that of the check."""
    load()


class Examiner:
    """Checks a map as it is edited, on one worker's thread; after the first what edits touch."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._checks: Checks | None = None

    def check(self, snapshot: Snapshot) -> Analysis:
        """What is found on a map today."""
        from isthmus.analysis.check import Checks  # noqa: PLC0415 - slow to import

        self._checks = self._checks or Checks(self._catalogue)
        found = self._checks.check(snapshot)
        if snapshot.systems:
            load()  # else the first edit that a coast winds round waits for it
        return found


def check(snapshot: Snapshot, catalogue: Catalogue) -> Analysis:
    """What is found on a map today; on a worker's thread."""
    from isthmus.analysis.check import check as examine  # noqa: PLC0415 - slow to import

    found = examine(snapshot, catalogue)
    if snapshot.systems:
        load()  # else the first edit that a coast winds round waits for it
    return found
