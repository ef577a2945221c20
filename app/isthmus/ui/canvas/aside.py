"""A whole map composed beside the window, where an undo or a redo changes nearly all of it."""

from collections.abc import Callable
from typing import Any

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.ui.canvas.prepared import Prepared, prepare_chart

Run = Callable[[str, Callable[[Any], Prepared], Callable[[Prepared], None]], object]
"""Takes a title, what to do in a thread, and what to do on the window's with the result."""
Reads = tuple[Snapshot, Analysis, str, Catalogue]


class Aside:
    """At most one such composing is under way, of the map as it was last asked for."""

    def __init__(self) -> None:
        """Nothing is under way, and nothing can be before there is somebody to `run` it."""
        self.run: Run | None = None
        self._reads: Reads | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a chart is on its way."""
        return self._reads is not None

    def begin(self, reads: Reads, take: Callable[[Prepared], None]) -> None:
        """Compose this instead of what is under way; `take` is called with it, unless dropped."""
        self._reads = reads

        def done(ready: Prepared) -> None:
            if self._reads is reads:
                self._reads = None
                take(ready)

        if self.run is not None:
            self.run("Drawing the map", lambda _: prepare_chart(*reads), done)

    def drop(self) -> None:
        """Use the result no more."""
        self._reads = None
