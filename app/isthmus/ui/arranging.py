"""Automatic layout beside the window, set down as one undo step."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.ui.checks import check
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.session import Session
from isthmus.workspace import edits
from isthmus.workspace.positions import placed

Positions = dict[str, tuple[float, float]]


class Arranging(QObject):
    """Lays out the whole map or the selected systems."""

    done = Signal()
    """Systems were set down."""

    def __init__(self, session: Session, jobs: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs

    def arrange_all(self) -> None:
        """Lay out the whole map."""
        self._arrange(None, "Arrange the map")

    def arrange_some(self, systems: Collection[str]) -> None:
        """Put some systems where they belong, beside the others, which stay."""
        self._arrange(frozenset(systems), "Arrange the selection")

    def _arrange(self, only: frozenset[str] | None, label: str) -> None:
        session = self._session
        snapshot, view = session.snapshot, session.view_id

        def work(ticket: Ticket) -> Positions:
            from isthmus.layout.arrange import arrange  # noqa: PLC0415 - slow to import

            analysis = check(snapshot, session.catalogue)
            ticket.check()
            stay = placed(snapshot, view) if only is not None else {}
            fixed = {key: at for key, at in stay.items() if key not in (only or ())}
            return arrange(snapshot, analysis, only=only, fixed=fixed or None)

        def then(positions: Positions) -> None:
            if session.view_id == view and session.edit(edits.place, view, positions, label):
                self.done.emit()

        self._jobs.run("Arranging the map", work, then, self._raise)

    def _raise(self, error: Exception) -> None:
        raise error
