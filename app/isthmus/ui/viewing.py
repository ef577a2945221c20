"""Making views of part of the map: of a selection, a finding or an island."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.analysis.results import Finding
from isthmus.ui.checks import check
from isthmus.ui.dialogs.new_view import NewView, Wish
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.panels.finding_rows import systems_line, title_of
from isthmus.ui.session import Session
from isthmus.ui.view_desk import ViewDesk
from isthmus.workspace import edits
from isthmus.workspace.edits.viewing import free_name
from isthmus.workspace.viewplaces import Places, places_on_new

if TYPE_CHECKING:
    from isthmus.model.viewing import View

_LONGEST = 60
"""Letters of a suggested name."""


class Viewing(QObject):
    """Asks what a new view is to hold, lays it out beside the window and shows it."""

    told = Signal(str)

    def __init__(self, session: Session, jobs: JobRunner, views: ViewDesk, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._views = views
        self._window = window

    def of(self, systems: Collection[str], name: str = "", depth: int = 1) -> None:
        """Ask for a view of these systems and what is around them."""
        session = self._session
        known = [key for key in systems if key in session.snapshot.systems]
        if not known:
            self.told.emit("Select the systems that the view is to begin with")
            return
        name = name or self._suggested(known)
        NewView(
            known,
            session.snapshot,
            session.analysis,
            self._window,
            name=free_name(session.snapshot, name),
            then=self._make,
            depth=depth,
        ).open()

    def of_finding(self, finding: Finding) -> None:
        """Ask for a view of what a finding is about."""
        ends = {end for one in finding.closes_with for end in (one.source, one.target)}
        line = systems_line(finding, self._session.snapshot.systems)
        name = f"{title_of(finding)}: {line}" if line else title_of(finding)
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
        self.of({*finding.systems, *ends}, short, depth=0)

    def _suggested(self, systems: Collection[str]) -> str:
        known = self._session.snapshot.systems
        names = sorted((known[key].name for key in systems), key=str.casefold)
        if len(names) == 1:
            return f"Around {names[0]}"
        owners = {known[key].department for key in systems}
        owner = owners.pop() if len(owners) == 1 else None
        if owner:
            return self._session.snapshot.departments[owner].name
        return f"{names[0]} and {len(names) - 1} more"

    def _make(self, wish: Wish) -> None:
        session = self._session
        snapshot, source = session.snapshot, session.view_id

        def work(ticket: Ticket) -> Places:
            analysis = check(snapshot, session.catalogue)
            ticket.check()
            return places_on_new(snapshot, analysis, source, wish.systems, arranged=wish.arranged)

        def then(places: Places) -> None:
            made: list[View] = []
            if session.edit(
                lambda document: made.append(
                    edits.add_view(document, wish.name, places, like=source)
                )
            ):
                self._views.show(made[0].id)

        self._jobs.run("Making the view", work, then, self._raise)

    def _raise(self, error: Exception) -> None:
        raise error
