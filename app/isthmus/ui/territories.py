"""Islands or territories as the ground of a view; territories are made where there are none."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.layout.geometry import Box
from isthmus.model.viewing import Ground
from isthmus.ui.checks import check
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.session import Session
from isthmus.workspace import edits
from isthmus.workspace.grounding import boxes_where_they_stand

_LABEL = "Show departments as territories"
Found = tuple[dict[str, tuple[float, float]], dict[str, Box]]


class Territories(QObject):
    """Lets the view on show have the one ground or the other."""

    arranged = Signal()
    """Systems were set down by department."""
    told = Signal(str)

    def __init__(self, session: Session, jobs: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs

    def show(self, ground: Ground) -> None:
        """Show that ground."""
        if ground is Ground.ISLANDS:
            self.show_islands()
        else:
            self.show_departments()

    def show_islands(self) -> None:
        """Land round what is connected."""
        session = self._session
        session.edit(edits.show_ground, session.view_id, Ground.ISLANDS)

    def show_departments(self) -> None:
        """The departments' territories, made where the view has none yet."""
        session = self._session
        snapshot, view = session.snapshot, session.view_id
        if any(one.view == view for one in snapshot.territories.values()):
            session.edit(edits.show_ground, view, Ground.TERRITORIES)
            return
        boxes = boxes_where_they_stand(snapshot, view)
        if boxes is None:
            self._arrange()
            return
        session.edit(edits.show_ground, view, Ground.TERRITORIES, boxes)
        if not boxes:
            self.told.emit(
                "No system here has a department yet. Draw a territory (D) and drag systems into it"
            )

    def _arrange(self) -> None:
        """Set the systems down by department, as one step with the territories."""
        session = self._session
        snapshot, view = session.snapshot, session.view_id

        def work(ticket: Ticket) -> Found:
            from isthmus.layout.departments import (  # noqa: PLC0415 - slow to import
                by_department,
                owners_of,
            )
            from isthmus.layout.network import network_of  # noqa: PLC0415 - as above

            analysis = check(snapshot, session.catalogue)
            ticket.check()
            here = [one.system for one in snapshot.placements.values() if one.view == view]
            network = network_of(snapshot, analysis, here)
            return by_department(network, owners_of(snapshot, {}))

        def then(found: Found) -> None:
            made = session.view_id == view and session.edit(
                edits.place_territories, view, found[0], found[1], _LABEL
            )
            if made:
                self.arranged.emit()
                self.told.emit("Arranged by department, so that territories lie apart")

        self._jobs.run("Arranging by department", work, then, self._raise)

    def _raise(self, error: Exception) -> None:
        raise error
