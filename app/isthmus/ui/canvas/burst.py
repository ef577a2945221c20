"""Nudges that follow each other closely: one step to undo, however often an arrow was pressed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from isthmus.model.records import new_id

if TYPE_CHECKING:
    from isthmus.ui.canvas.stage import Stage

_PAUSE = 1.0
"""Seconds without a nudge after which the next one is a step of its own."""


class Burst:
    """Ties small edits of the same selection together while no pause parts them."""

    def __init__(self, stage: "Stage", clock: Callable[[], float] = monotonic) -> None:
        """Edit the map of that stage; `clock` tells seconds."""
        self._stage = stage
        self._clock = clock
        self._about: object = None
        self._last = 0.0
        self._id = ""

    @contextmanager
    def going_on(self, what: str) -> Iterator[None]:
        """What is edited within goes on with the last edit, if that was such a one of the same."""
        stage = self._stage
        about = (what, stage.board.view_id, stage.selection, stage.bend)
        now = self._clock()
        if about != self._about or now - self._last > _PAUSE:
            self._about, self._id = about, new_id()
        self._last = now
        with stage.board.document.in_burst(self._id):
            yield
