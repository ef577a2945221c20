"""A whole map composed beside the window, where an undo or a redo changes nearly all of it."""

from collections.abc import Callable
from functools import partial

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.layout.pulse import Pulse
from isthmus.model.snapshot import Snapshot
from isthmus.ui.canvas.prepared import Prepared, prepare_chart

Take = Callable[[Prepared], None]
Run = Callable[[str, Callable[[Pulse], Prepared], Take, Callable[[], None]], object]
"""Takes a title, what to do in a thread, and what to do on the window's: with the result, or where
it was cancelled."""
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

    def begin(self, reads: Reads, take: Take, give_up: Callable[[], None]) -> None:
        """Compose this instead of what is under way; `take` is called with it, unless dropped.

        Where the user cancels it, `give_up` is called in its stead.
        """
        self._reads = reads

        def done(ready: Prepared) -> None:
            if self._reads is reads:
                self._reads = None
                take(ready)

        def cancelled() -> None:
            if self._reads is reads:
                self._reads = None
                give_up()

        if self.run is not None:
            work = partial(prepare_chart, *reads)
            self.run("Drawing the map", work, done, cancelled)

    def drop(self) -> None:
        """Use the result no more."""
        self._reads = None
