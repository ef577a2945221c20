"""Ties the settings page to the open map."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from isthmus.analysis.premises import Premises, premises_of
from isthmus.model.changes import ChangeSet
from isthmus.ui.jobs import JobRunner
from isthmus.ui.premises.dialog import PremisesDialog
from isthmus.ui.premises.draft import Draft
from isthmus.ui.premises.outlook import Outlook
from isthmus.ui.session import Session
from isthmus.workspace import edits


class PremisesDesk(QObject):
    """One opened settings page: follows the map while it is open, applies what is set."""

    def __init__(self, session: Session, jobs: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        snapshot = session.snapshot
        self._draft = Draft(premises_of(snapshot), snapshot, session.catalogue, self)
        self.dialog = PremisesDialog(self._draft, self._apply, window)
        self.outlook = Outlook(self._draft, jobs, lambda: session.analysis, self.dialog)
        self.dialog.follow(self.outlook)
        session.changed.connect(self._map_changed)
        session.replaced.connect(self.dialog.reject)
        self.dialog.finished.connect(self.deleteLater)

    def open(self) -> None:
        """Show it."""
        if self._session.analysis is not None:
            self.dialog.rules.count(self._session.analysis)
        self.outlook.ask()
        self.dialog.open()

    def _apply(self, premises: Premises) -> None:
        self._session.edit(edits.set_premises, premises)

    def _map_changed(self, _change: ChangeSet) -> None:
        """Others' settings come in where nothing was set here; what is told is worked out anew."""
        snapshot = self._session.snapshot
        self._draft.rebase(premises_of(snapshot), snapshot)
        self.outlook.ask()
