"""Long work beside the window: in a thread, with progress, cancelled at will."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

T = TypeVar("T")

SHOW_AFTER = 300
"""Milliseconds after which a job shows that it is at work."""
CANCEL_AFTER = 2000
"""Milliseconds after which it can be cancelled from the status bar."""


class Cancelled(Exception):  # noqa: N818 - not an error
    """The user does not want the result any more."""


class Ticket:
    """What a job is given: where to tell how far it is, and whether to stop."""

    def __init__(self, tell: Callable[[float, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def progress(self, part: float, text: str = "") -> None:
        """Say how far the work is (0 to 1). Raises Cancelled where it is to stop."""
        self.check()
        self.tell(part, text)

    def tell(self, part: float, text: str = "") -> None:
        """Say how far the work is, whether it is to stop or not."""
        self._tell(part, text)

    def check(self) -> None:
        """Go on, or raise Cancelled where the work is to stop."""
        if self.cancelled():
            raise Cancelled

    def cancelled(self) -> bool:
        """Whether the work is to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; its result will be thrown away."""
        self._stop.set()


class Job(QObject):
    """One piece of work in its own thread; its signals arrive on the window's thread."""

    progressed = Signal(float, str)
    cancelled = Signal()
    """Nobody wants its result any more; it may be at work a little longer."""
    slow = Signal()
    """It has been at work for SHOW_AFTER."""
    finished = Signal()
    """Over, whether done, failed or cancelled."""
    _ended = Signal(object, object)

    def __init__(
        self,
        title: str,
        work: Callable[[Ticket], Any],
        then: Callable[[Any], Any],
        failed: Callable[[Exception], Any],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.cancellable = True
        self._work = work
        self._then = then
        self._failed = failed
        self.ticket = Ticket(self.progressed.emit)
        self._ended.connect(self._end)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.slow)

    def start(self) -> None:
        """Begin."""
        self._timer.start(SHOW_AFTER)
        threading.Thread(target=self._run, name=self.title, daemon=True).start()

    def cancel(self) -> None:
        """Stop as soon as the work looks; the result is not used."""
        if not self.ticket.cancelled():
            self.ticket.cancel()
            self.cancelled.emit()

    def _run(self) -> None:
        result, error = None, None
        try:
            result = self._work(self.ticket)
        except Exception as caught:  # noqa: BLE001 - carried over to the window's thread
            error = caught
        try:
            self._ended.emit(result, error)
        except RuntimeError:
            return  # the window is gone, and nobody waits for the result

    def _end(self, result: object, error: Exception | None) -> None:
        self._timer.stop()
        self.finished.emit()
        self.deleteLater()
        if self.ticket.cancelled() or isinstance(error, Cancelled):
            return
        if error is None:
            self._then(result)
        else:
            self._failed(error)


class JobRunner(QObject):
    """Starts jobs and knows which are at work."""

    started = Signal(object)
    """The Job."""
    idle = Signal()
    """The last one is over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []

    @property
    def is_busy(self) -> bool:
        """Whether any job is at work."""
        return bool(self._jobs)

    def run(
        self,
        title: str,
        work: Callable[[Ticket], T],
        then: Callable[[T], Any],
        failed: Callable[[Exception], Any],
    ) -> Job:
        """Do `work` in a thread, then call `then` (or `failed`) on the window's thread."""
        job = Job(title, work, then, failed, self)
        self._jobs.append(job)
        job.finished.connect(lambda: self._over(job))
        self.started.emit(job)
        # at the next turn, so that whoever asked for it can connect to its signals first
        QTimer.singleShot(0, job, job.start)
        return job

    def abandon_all(self) -> None:
        """Ask every job to stop, as the window closes: nobody is told that they were cancelled."""
        for job in self._jobs:
            job.ticket.cancel()

    def _over(self, job: Job) -> None:
        self._jobs.remove(job)
        if not self._jobs:
            self.idle.emit()
