"""What is worked out of the map beside the window, and again after each edit: never stale."""

from collections.abc import Callable
from enum import Enum, auto
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from isthmus.model.changes import ChangeSet, Facet
from isthmus.model.errors import UserError
from isthmus.model.snapshot import Snapshot
from isthmus.ui.jobs import Job, JobRunner, Ticket
from isthmus.ui.session import Session

QUICK = 1.5
"""Seconds that it may take to be worked out again by itself after an edit."""
_REST = 80
"""Milliseconds without an edit before that begins."""

Work = Callable[[Snapshot, Ticket], Any]


class State(Enum):
    """How what is shown stands to the map."""

    WORKING = auto()
    """It is being worked out, or will be in a moment."""
    CURRENT = auto()
    CHANGED = auto()
    """The map has changed, and it is worked out again when that is asked for."""
    FAILED = auto()
    """It could not be worked out, or was cancelled."""


class Follower(QObject):
    """Works on snapshots in a thread; a result of a map that has changed is thrown away."""

    found = Signal(object)
    """What was worked out of the map as it stands."""
    state_changed = Signal()

    def __init__(
        self,
        title: str,
        work: Work | None,
        session: Session,
        jobs: JobRunner,
        parent: QObject,
    ) -> None:
        """Work nothing out before something looks; `work` None waits for `work_by`."""
        super().__init__(parent)
        self.state = State.CHANGED
        self.problem = ""
        """Why there is no result."""
        self._title, self._work = title, work
        self._session, self._jobs = session, jobs
        self._job: Job | None = None
        self._took = 0.0
        self._is_on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.begin)
        session.changed.connect(self._map_changed)
        session.replaced.connect(self._map_replaced)

    def follow(self, *, on: bool) -> None:
        """Follow the map, or let it be while nobody looks."""
        self._is_on = on
        if on and self.state not in (State.CURRENT, State.WORKING):
            self.begin()
        elif not on and self.state is State.WORKING:
            self._drop()
            self._be(State.CHANGED)

    def begin(self) -> None:
        """Work it out of the map as it stands."""
        work = self._work
        if work is None:
            return
        self._drop()
        snapshot, began = self._session.snapshot, perf_counter()

        def then(result: object) -> None:
            self._job, self._took = None, perf_counter() - began
            self._be(State.CURRENT)
            self.found.emit(result)

        self._be(State.WORKING)
        self._job = self._jobs.run(
            self._title, lambda ticket: work(snapshot, ticket), then, self._failed
        )
        self._job.cancelled.connect(self._cancelled)

    def work_by(self, work: Work) -> None:
        """Follow the map from now on, and work something else out of it."""
        self._work = work
        self._is_on = True
        self.begin()

    def forget(self) -> None:
        """Work nothing out until something is asked for: nothing is awaited, nothing stale."""
        self._drop()
        self._work, self._took = None, 0.0
        self._be(State.CURRENT)

    def _drop(self) -> None:
        """Let go of what is being worked out, or would be in a moment."""
        self._timer.stop()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _cancelled(self) -> None:
        """The user wants no more of it, unless it was dropped here."""
        if self._job is not None:
            self._job, self.problem = None, "It was not worked out: that was cancelled."
            self._be(State.FAILED)

    def _map_changed(self, change: ChangeSet) -> None:
        if change.facets() & ~Facet.LAYOUT:
            self._is_stale()

    def _map_replaced(self) -> None:
        self._took = 0.0
        self._is_stale()

    def _is_stale(self) -> None:
        if self._work is None:
            return
        self._drop()
        if self._is_on and self._took <= QUICK:
            self._be(State.WORKING)
            self._timer.start(_REST)
        else:
            self._be(State.CHANGED)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.problem = str(error) if isinstance(error, UserError) else "It could not be worked out."
        self._be(State.FAILED)
        if not isinstance(error, UserError):
            raise error

    def _be(self, state: State) -> None:
        self.state = state
        self.state_changed.emit()
