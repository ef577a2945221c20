"""Findings while one draws: the check runs on a worker thread, the latest map wins."""

from collections.abc import Callable
from functools import partial
from threading import Condition, RLock, Thread, current_thread
from time import perf_counter

from isthmus.analysis.results import Analysis
from isthmus.model.snapshot import Snapshot

Deliver = Callable[[Analysis, float], None]
"""Takes what was found, and in how many milliseconds."""


class Checker:
    """Checks snapshots on one worker thread; what a newer snapshot overtook is never delivered.

    Both callbacks run on the worker thread, must return soon, and may submit again.
    """

    def __init__(
        self,
        examine: Callable[[Snapshot], Analysis],
        deliver: Deliver,
        failed: Callable[[Exception], None],
    ) -> None:
        """`examine` is the check with its catalogue; `failed` is told of what it raised."""
        self._examine = examine
        self._deliver = deliver
        self._failed = failed
        self._changed = Condition(RLock())
        self._wanted: Snapshot | None = None
        self._is_running = False
        self._is_closed = False
        self._thread = Thread(target=self._work, name="isthmus-checker", daemon=True)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether a result is still to come."""
        with self._changed:
            return self._wanted is not None or self._is_running

    def submit(self, snapshot: Snapshot) -> None:
        """Check this snapshot next; results of earlier ones are not delivered from now on."""
        with self._changed:
            if not self._is_closed:
                self._wanted = snapshot
                self._changed.notify()

    def close(self) -> None:
        """Deliver nothing from now on and end the thread."""
        with self._changed:
            self._is_closed = True
            self._wanted = None
            self._changed.notify()
        if current_thread() is not self._thread:
            self._thread.join()

    def _work(self) -> None:
        while (snapshot := self._next()) is not None:
            start = perf_counter()
            try:
                analysis = self._examine(snapshot)
                took = (perf_counter() - start) * 1000
                self._finish(partial(self._deliver, analysis, took))
            except Exception as error:  # noqa: BLE001 - the thread lives on, the window shows it
                self._finish(partial(self._failed, error))

    def _next(self) -> Snapshot | None:
        """The snapshot to check now, None to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._wanted is not None)
            snapshot, self._wanted = self._wanted, None
            self._is_running = snapshot is not None
            return snapshot

    def _finish(self, tell: Callable[[], None]) -> None:
        """Tell of a result unless it is stale; under the lock, so that it cannot become so."""
        with self._changed:
            self._is_running = False
            if self._wanted is None and not self._is_closed:
                tell()
