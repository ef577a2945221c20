"""Questions to the map of which only the latest counts: one worker at a time, none stale."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from isthmus.ui.jobs import Job, JobRunner, Ticket

Work = Callable[[Ticket], Any]
Then = Callable[[Any], Any]


class Latest(QObject):
    """Runs the question asked last; one that is under way is ended first, and not answered."""

    stopped = Signal()
    """Somebody cancelled the work: there will be no answer."""

    def __init__(self, jobs: JobRunner, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._title = jobs, title
        self._job: Job | None = None
        self._next: tuple[Work, Then] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._next is not None or (
            self._job is not None and not self._job.ticket.cancelled()
        )

    def ask(self, work: Work, then: Then) -> None:
        """Work that out in a thread and tell it on the window's; what was asked before is void."""
        self.drop()
        self._next = work, then
        if self._job is None:
            self._begin()

    def drop(self) -> None:
        """Nobody waits for an answer any more."""
        self._next = None
        if self._job is not None:
            self._job.ticket.cancel()

    def _begin(self) -> None:
        if self._next is not None:
            (work, then), self._next = self._next, None
            self._job = self._jobs.run(self._title, work, then, _raise)
            self._job.finished.connect(self._over)
            self._job.cancelled.connect(self.stopped)

    def _over(self) -> None:
        self._job = None
        self._begin()


def _raise(error: Exception) -> None:
    """A fault of the work itself is told as any other."""
    raise error
