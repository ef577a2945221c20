"""Automatic layout beside the window, set down as one undo step."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Ground
from isthmus.ui.checks import check
from isthmus.ui.jobs import Job, JobRunner, Ticket
from isthmus.ui.session import Session
from isthmus.workspace.edits.arranging import set_arranged

if TYPE_CHECKING:
    from isthmus.layout.kinds import Arrangement
    from isthmus.layout.pulse import Pulse
    from isthmus.workspace.arranging import ViewLayout

    Lay = Callable[[ViewLayout, Pulse], Arrangement]

_WORDS = {
    "organic": "Arrange the map",
    "departments": "Arrange by department",
    "direction": "Arrange by flow direction",
    "circle": "Arrange around {name}",
}
_CHANGED = "The map changed while it was being arranged, so that nothing was moved. Arrange again."
_NOTHING_NEW = "Nothing is new: no system has come since the map was last arranged or imported."
_CHECKED = 0.1
"""Part of the work that the analysis takes."""


class Arranging(QObject):
    """Lays out the view on show: all of it, some systems, or what is new."""

    done = Signal()
    """All systems of the view were set down."""
    placed = Signal(object)
    """Some were: their ids."""

    def __init__(self, session: Session, jobs: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None

    def arrange_all(self) -> None:
        """Lay out the view as suits its ground: by department on territories, else organic."""
        session = self._session
        view = session.snapshot.views.get(session.view_id)
        has_land = any(one.view == session.view_id for one in session.snapshot.territories.values())
        on_land = has_land and view is not None and view.ground is Ground.TERRITORIES
        self.arrange("departments" if on_land else "organic")

    def arrange(self, kind: str, centre: str = "") -> None:
        """Lay out all of the view by a kind of layout; `centre` is the system in the middle."""
        from isthmus.layout.kinds import Kind  # noqa: PLC0415 - slow to import
        from isthmus.workspace.arranging import ground_after  # noqa: PLC0415

        system = self._session.snapshot.systems.get(centre)
        label = _WORDS[kind].format(name=system.name if system else "the most tied system")
        chosen = Kind(kind)
        view = self._session.view_id

        def set_down(found: "Arrangement") -> bool:
            ground = ground_after(self._session.snapshot, view, chosen)
            return self._set_down(found, view, label, ground=ground)

        self._run(label, lambda layout, pulse: layout.all(chosen, centre, pulse), None, set_down)

    def arrange_some(self, systems: Collection[str]) -> None:
        """Arrange some systems about the place where they stand; the others stay."""
        chosen = frozenset(systems) & self._session.snapshot.systems.keys()
        if chosen:
            label = "Arrange the selection"
            self._some(label, chosen, lambda layout, pulse: layout.some(chosen, pulse))

    def arrange_new(self) -> None:
        """Put the systems that came since the last layout or import where they belong."""
        from isthmus.workspace.arranging import newcomers  # noqa: PLC0415 - slow to import

        session = self._session
        chosen = newcomers(session.snapshot, session.document.steps, session.view_id)
        if not chosen:
            session.refused.emit(_NOTHING_NEW)
            return
        label = "Arrange what is new"
        self._some(label, chosen, lambda layout, _: layout.new(chosen))

    def _some(self, label: str, chosen: frozenset[str], lay: "Lay") -> None:
        view = self._session.view_id

        def set_down(found: "Arrangement") -> bool:
            return self._set_down(found, view, label, only=chosen)

        self._run(label, lay, chosen, set_down)

    def _run(
        self,
        label: str,
        lay: "Lay",
        chosen: frozenset[str] | None,
        set_down: "Callable[[Arrangement], bool]",
    ) -> None:
        """Lay out beside the window, and set that down if the map is still such that it fits."""
        session = self._session
        snapshot, view, document = session.snapshot, session.view_id, session.document

        def work(ticket: Ticket) -> "Arrangement":
            return _laid_out(snapshot, session, view, lay, ticket)

        def then(found: "Arrangement") -> None:
            if session.document is not document:
                return
            if not _fits(snapshot, session.snapshot, view, chosen):
                session.refused.emit(_CHANGED)
            elif set_down(found) and session.view_id == view:
                self.done.emit() if chosen is None else self.placed.emit(chosen)

        if self._job is not None:
            self._job.cancel()  # what was asked for last is what is wanted
        self._job = self._jobs.run(label, work, then, self._raise)
        self._job.finished.connect(self._forget)

    def _forget(self) -> None:
        if self.sender() is self._job:
            self._job = None

    def _set_down(
        self,
        found: "Arrangement",
        view: str,
        label: str,
        *,
        ground: Ground | None = None,
        only: frozenset[str] | None = None,
    ) -> bool:
        points = {k: at for k, at in found.points.items() if only is None or k in only}
        return self._session.edit(set_arranged, view, points, found.boxes, label, ground=ground)

    def _raise(self, error: Exception) -> None:
        raise error


def _laid_out(
    snapshot: Snapshot, session: Session, view: str, lay: "Lay", ticket: Ticket
) -> "Arrangement":
    from isthmus.layout.pulse import Pulse  # noqa: PLC0415 - slow to import
    from isthmus.workspace.arranging import ViewLayout  # noqa: PLC0415

    pulse = Pulse(ticket.progress)
    analysis = check(snapshot, session.catalogue)
    ticket.check()
    return lay(ViewLayout(snapshot, analysis, view), pulse.share(_CHECKED, 1.0))


def _fits(before: Snapshot, after: Snapshot, view: str, chosen: frozenset[str] | None) -> bool:
    from isthmus.workspace.arranging import still_fits  # noqa: PLC0415 - slow to import

    return still_fits(before, after, view, chosen)
