"""The check as the window's workers call it: what it needs is loaded with the first one."""

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.inlets import load
from isthmus.model.snapshot import Snapshot


def get_ready() -> None:
    """Load what the first check would wait for, so that its time is that of the check."""
    load()


def check(snapshot: Snapshot, catalogue: Catalogue) -> Analysis:
    """What is found on a map today; on a worker's thread."""
    from isthmus.analysis.check import check as examine  # noqa: PLC0415 - slow to import

    found = examine(snapshot, catalogue)
    if snapshot.systems:
        load()  # else the first edit that a coast winds round waits for it
    return found
