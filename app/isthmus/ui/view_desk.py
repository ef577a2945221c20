"""What is done about views: shown, made, named, put in order, deleted, gone back to by undo."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from isthmus.model.changes import ChangeSet
from isthmus.model.viewing import View
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.prepared import Prepared, prepare_chart
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.drawn import pulse_of
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.seen_change import views_to_see
from isthmus.ui.session import Session
from isthmus.ui.text import caption
from isthmus.ui.widgets.view_tabs import ViewTabs
from isthmus.workspace import edits
from isthmus.workspace.positions import views_in_order

_AT_ONCE = 1200
"""Systems of a view that is composed while one waits; larger ones are, beside the window."""


@dataclass(frozen=True, slots=True)
class _Left:
    """How a view was left."""

    camera: Camera
    selection: frozenset[str]


class ViewDesk(QObject):
    """Ties the tabs to the session and the canvas to the view on show."""

    told = Signal(str)
    """A passing word."""
    shown = Signal()
    """Another view is on show, or there are others."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        canvas: MapCanvas,
        tabs: ViewTabs,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._canvas = canvas
        self._tabs = tabs
        self._left: dict[str, _Left] = {}
        self._on_canvas = ""
        self.before_switching = self._nothing
        """Called before another view is shown: takes over what is being typed."""
        tabs.chosen.connect(self.show)
        tabs.wanted.connect(lambda: self.new())  # noqa: PLW0108 - the signal may bring values
        tabs.renamed.connect(self._rename)
        tabs.moved.connect(lambda view, place: session.edit(edits.move_view, view, place))
        session.replaced.connect(self._replaced)
        session.changed.connect(self._follow)
        session.view_changed.connect(self._switch)

    def _nothing(self) -> None:
        """Until somebody wants to know."""

    # What there is

    @property
    def views(self) -> list[View]:
        """All views, as their tabs stand."""
        return views_in_order(self._session.snapshot)

    @property
    def current(self) -> View | None:
        """The view on show."""
        return self._session.snapshot.views.get(self._session.view_id)

    def holding(self, systems: Iterable[str]) -> list[View]:
        """The views that hold all of these systems, as their tabs stand."""
        wanted, snapshot = set(systems), self._session.snapshot
        held: dict[str, set[str]] = {}
        for one in snapshot.placements.values():
            if one.system in wanted:
                held.setdefault(one.view, set()).add(one.system)
        return [view for view in self.views if held.get(view.id) == wanted]

    # Showing

    def show(self, view_id: str) -> None:
        """Show a view; a large one is composed beside the window first."""
        session = self._session
        if view_id == session.view_id or view_id not in session.snapshot.views:
            return
        self.before_switching()
        if self._canvas.keeps(view_id) or self._count(view_id) <= _AT_ONCE:
            session.show_view(view_id)
        else:
            self._compose_beside(view_id)

    def step(self, by: int) -> None:
        """Show the next view, or that before; past the last one comes the first."""
        views = self.views
        at = next((n for n, one in enumerate(views) if one.id == self._session.view_id), 0)
        self.show(views[(at + by) % len(views)].id)

    def _count(self, view_id: str) -> int:
        return sum(one.view == view_id for one in self._session.snapshot.placements.values())

    def _compose_beside(self, view_id: str) -> None:
        session = self._session
        snapshot, analysis = session.snapshot, session.analysis
        if analysis is None:
            session.show_view(view_id)
            return

        name = snapshot.views[view_id].name

        def work(ticket: Ticket) -> Prepared:
            pulse = pulse_of(ticket, f"Drawing {name}")
            return prepare_chart(snapshot, analysis, view_id, session.catalogue, pulse)

        def then(ready: Prepared) -> None:
            if session.snapshot.views.get(view_id) is not None:
                session.ready = ready
                session.show_view(view_id)
                session.ready = None

        self._jobs.run(f"Drawing {name}", work, then, self._raise)
        self._show_tabs()

    def _raise(self, error: Exception) -> None:
        raise error

    def _replaced(self) -> None:
        """Another map: nothing is remembered of its views."""
        self._left.clear()
        self._on_canvas = self._session.view_id
        self._show_tabs()

    def _switch(self) -> None:
        """Show on the canvas what the session says is on show, as it was left."""
        canvas, view_id = self._canvas, self._session.view_id
        if self._on_canvas in self._session.snapshot.views:
            self._left[self._on_canvas] = _Left(canvas.camera(), canvas.selection())
        self._on_canvas = view_id
        canvas.select(())
        canvas.show_view(view_id, self._session.ready)
        left = self._left.get(view_id)
        canvas.look(left.camera if left else None)
        canvas.select(left.selection if left else ())
        self._show_tabs()

    def _show_tabs(self) -> None:
        self._tabs.show_views(self.views, self._session.view_id)
        self.shown.emit()

    # What follows from changes

    def _follow(self, change: ChangeSet) -> None:
        """Leave a view that went; show the view on which undo did something, if it is another."""
        session, before = self._session, self._session.view_id
        if session.view_id not in session.snapshot.views:
            session.show_view(self._neighbour(change))
        elif session.document.position != change.id:  # undone or done again
            wanted = views_to_see(change, session.snapshot, before)
            if wanted and before not in wanted:
                self.before_switching()
                first = next(view for view in self.views if view.id in wanted)
                session.show_view(first.id)
                self.told.emit(f"{change.label}: shown on ‘{first.name}’")
        if change.touches(("views",)) or session.view_id != before:
            self._show_tabs()

    def _neighbour(self, change: ChangeSet) -> str:
        """The view whose tab is now where that of the view that went was."""
        went = (one.before for one in change.deltas if one.id == self._session.view_id)
        rank = next((view.rank for view in went if isinstance(view, View)), 0)
        views = self.views
        return next((one.id for one in views if one.rank >= rank), views[-1].id)

    # Edits

    def new(self) -> None:
        """An empty view, shown at once, its name ready to be typed."""
        made: list[View] = []

        like = self._session.view_id
        if self._session.edit(lambda document: made.append(edits.add_view(document, like=like))):
            self.show(made[0].id)
            self._tabs.rename(made[0].id)

    def duplicate(self) -> None:
        """A copy of the view on show, shown at once."""
        made: list[View] = []
        here = self._session.view_id
        if self._session.edit(lambda document: made.append(edits.duplicate_view(document, here))):
            self._left[made[0].id] = _Left(self._canvas.camera(), self._canvas.selection())
            self.show(made[0].id)

    def rename(self) -> None:
        """Let the name of the view on show be typed over its tab."""
        self._tabs.rename(self._session.view_id)

    def _rename(self, view_id: str, name: str) -> None:
        if not self._session.edit(edits.rename_view, view_id, name):
            self._show_tabs()

    def delete(self) -> None:
        """Delete the view on show; its systems stay in the model."""
        view = self.current
        if view is not None and self._session.edit(edits.delete_view, view.id):
            self.told.emit(f"Deleted view ‘{view.name}’; its systems stay in the model (Ctrl+Z)")

    def move(self, by: int) -> None:
        """Move the view on show among the others."""
        at = next(n for n, one in enumerate(self.views) if one.id == self._session.view_id)
        if 0 <= at + by < len(self.views):
            self._session.edit(edits.move_view, self._session.view_id, at + by)

    def show_menu(self, at: QPoint, actions: Iterable[QAction]) -> None:
        """A menu of these commands, and of all views, at a point of the screen."""
        menu = QMenu(self._tabs)
        menu.setAccessibleName("View")
        menu.addActions(list(actions))
        menu.addSeparator()
        for view in self.views:
            entry = menu.addAction(caption(view.name))
            entry.setCheckable(True)
            entry.setChecked(view.id == self._session.view_id)
            entry.triggered.connect(lambda _=False, key=view.id: self.show(key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
