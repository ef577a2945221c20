"""Automatic layout beside the window, set down as one undo step."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.catalogue.catalogue import Catalogue
from isthmus.layout.pulse import Pulse
from isthmus.model.changes import ChangeSet
from isthmus.model.document import Document
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Ground
from isthmus.ui.canvas.prepared import Prepared, prepare_chart
from isthmus.ui.checks import check
from isthmus.ui.drawn import pulse_of
from isthmus.ui.jobs import Job, JobRunner, Ticket
from isthmus.ui.session import Session
from isthmus.workspace.edits.arranging import set_arranged

if TYPE_CHECKING:
    from isthmus.layout.kinds import Arrangement
    from isthmus.workspace.arranging import ViewLayout

    Lay = Callable[[ViewLayout, Pulse], Arrangement]
    Put = Callable[[Document, Arrangement], None]

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
_LAID = 0.6
"""Part of the work of a large map after which it is drawn."""
_LARGE = 1000
"""More systems than this are drawn before they are set down: the window must not wait for it."""


class Arranging(QObject):
    """Lays out the view on show: all of it, some systems, or what is new."""

    done = Signal()
    """All systems of the view were set down."""
    placed = Signal(object)
    """Some were: their ids."""
    drawn = Signal(object)
    """The map as it will look when they are: Prepared. Of large maps, and just before it."""

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

        def put(document: Document, found: "Arrangement") -> None:
            ground = ground_after(document.snapshot(), view, chosen)
            set_arranged(document, view, found.points, found.boxes, label, ground=ground)

        self._run(label, lambda layout, pulse: layout.all(chosen, centre, pulse), None, put)

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

        def put(document: Document, found: "Arrangement") -> None:
            points = {key: at for key, at in found.points.items() if key in chosen}
            set_arranged(document, view, points, found.boxes, label)

        self._run(label, lay, chosen, put)

    def _run(self, label: str, lay: "Lay", chosen: frozenset[str] | None, put: "Put") -> None:
        """Lay out beside the window, and set that down if the map is still such that it fits."""
        session = self._session
        snapshot, view, document = session.snapshot, session.view_id, session.document

        def work(ticket: Ticket) -> _Laid:
            return _laid_out(snapshot, session.catalogue, view, _Plan(lay, put), ticket)

        def then(laid: _Laid) -> None:
            if session.document is not document:
                return
            if not _fits(snapshot, session.snapshot, view, chosen):
                session.refused.emit(_CHANGED)
            elif self._set_down(laid, snapshot, view, put) and session.view_id == view:
                self.done.emit() if chosen is None else self.placed.emit(chosen)

        if self._job is not None:
            self._job.cancel()  # what was asked for last is what is wanted
        self._job = self._jobs.run(label, work, then, self._raise)
        self._job.finished.connect(self._forget)

    def _set_down(self, laid: "_Laid", base: Snapshot, view: str, put: "Put") -> bool:
        """Make the edit: that which was drawn already, if nothing has changed since."""
        session = self._session
        if laid.change is None or laid.chart is None or session.snapshot is not base:
            return session.edit(put, laid.found)
        if session.view_id == view:
            self.drawn.emit(laid.chart)
        return session.edit(Document.apply, laid.change)

    def _forget(self) -> None:
        if self.sender() is self._job:
            self._job = None

    def _raise(self, error: Exception) -> None:
        raise error


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a layout does: finds places, and puts what it found into a map."""

    lay: "Lay"
    put: "Put"


@dataclass(frozen=True, slots=True)
class _Laid:
    """What a layout found; of large maps the edit, too, and the chart after it."""

    found: "Arrangement"
    change: ChangeSet | None = None
    chart: Prepared | None = None


def _laid_out(
    snapshot: Snapshot, catalogue: Catalogue, view: str, plan: _Plan, ticket: Ticket
) -> _Laid:
    from isthmus.workspace.arranging import ViewLayout  # noqa: PLC0415 - slow to import

    is_large = len(snapshot.systems) > _LARGE
    pulse = Pulse(ticket.progress)
    analysis = check(snapshot, catalogue)
    ticket.check()
    share = pulse.share(_CHECKED, _LAID if is_large else 1.0)
    found = plan.lay(ViewLayout(snapshot, analysis, view), share)
    if not is_large:
        return _Laid(found)
    scratch = Document(snapshot.tables, are_whole=True)
    plan.put(scratch, found)
    after = replace(scratch.snapshot(), revision=snapshot.revision + 1)
    analysis = replace(analysis, revision=after.revision)
    chart = prepare_chart(after, analysis, view, catalogue, pulse_of(ticket).share(_LAID, 1.0))
    return _Laid(found, scratch.steps[-1] if scratch.steps else None, chart)


def _fits(before: Snapshot, after: Snapshot, view: str, chosen: frozenset[str] | None) -> bool:
    from isthmus.workspace.arranging import still_fits  # noqa: PLC0415 - slow to import

    return still_fits(before, after, view, chosen)
