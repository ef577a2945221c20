"""Importing workbooks: ask, read beside the window, show what would change, apply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.errors import ImportCancelled
from isthmus.exchange.proposal import Proposal
from isthmus.model.changes import ChangeSet
from isthmus.model.errors import UserError
from isthmus.model.integrity import IntegrityError
from isthmus.model.snapshot import Snapshot
from isthmus.ui.canvas.prepared import Prepared, after_change, prepare_chart
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.checks import check
from isthmus.ui.dialogs.choosing import ALL, WORKBOOKS, choose_files
from isthmus.ui.dialogs.import_dialog import ImportDialog
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.drawn import pulse_of
from isthmus.ui.jobs import Cancelled, JobRunner, Ticket
from isthmus.ui.session import Session
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.workspace.placing import with_places


@dataclass(frozen=True, slots=True)
class Ready:
    """A proposal, and the change that also sets its new systems down on the view."""

    proposal: Proposal
    change: ChangeSet
    chart: Prepared
    """The map as it will be."""


def prepare(
    paths: Sequence[Path], base: Snapshot, view_id: str, catalogue: Catalogue, ticket: Ticket
) -> Ready:
    """Read workbooks and lay out what they bring; nothing changes yet.

    Raises:
        UserError: a file cannot be read.
        Cancelled: the user wants no more of it.
    """
    from isthmus.exchange.importing import propose  # noqa: PLC0415 - slow to import

    try:
        proposal = propose(
            paths,
            catalogue,
            base,
            progress=lambda part, text: ticket.progress(part * 0.8, text),
            cancelled=ticket.cancelled,
        )
    except ImportCancelled as error:
        raise Cancelled from error
    ticket.progress(0.85, "Arranging what is new")
    change = with_places(proposal.change, base, view_id, catalogue)
    after = after_change(change, base)
    found, pulse = check(after, catalogue), pulse_of(ticket).share(0.95, 1.0)
    return Ready(proposal, change, prepare_chart(after, found, view_id, catalogue, pulse))


class Importing(QObject):
    """The import from the first question to the one undo step at its end."""

    applied = Signal()
    """Something was imported."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        canvas: MapCanvas,
        keeper: ThemeKeeper,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._keeper = keeper
        self._canvas = canvas
        self._session = session
        self._jobs = jobs
        self._window = window
        self.dialog: ImportDialog | None = None
        self.before_reading: Callable[[], Any] = lambda: None
        """Called before the map is looked at: takes over what is being typed."""

    def ask(self) -> None:
        """Ask for workbooks and read them."""
        filters = (WORKBOOKS, ALL)
        choose_files(self._window, "Import workbooks", filters, self.import_paths)

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Read workbooks and show what they would change."""
        self.before_reading()
        session = self._session
        base, view = session.snapshot, session.view_id
        dialog = ImportDialog([path.name for path in paths], self._keeper, self._window)
        self.dialog = dialog
        job = self._jobs.run(
            "Reading the workbooks",
            lambda ticket: prepare(paths, base, view, session.catalogue, ticket),
            lambda ready: self._show(dialog, ready),
            lambda error: self._failed(dialog, error),
        )
        job.cancellable = False  # the dialog itself has the button for it
        job.progressed.connect(dialog.show_progress)
        dialog.rejected.connect(job.cancel)
        dialog.open()

    def _show(self, dialog: ImportDialog, ready: Ready) -> None:
        dialog.show_proposal(ready.proposal)
        dialog.apply_wanted.connect(lambda: self._apply(ready))

    def _apply(self, ready: Ready) -> None:
        document = self._session.document
        if document.revision + 1 == ready.chart.snapshot.revision:
            self._canvas.expect(ready.chart)
        try:
            document.apply(ready.change)
        except IntegrityError:
            tell(
                self._window,
                "Not imported",
                "The map has changed since the workbooks were read. Import them again.",
            )
            return
        self.applied.emit()

    def _failed(self, dialog: ImportDialog, error: Exception) -> None:
        dialog.close()
        if not isinstance(error, UserError | OSError):
            raise error
        tell(self._window, "Not imported", str(error))
