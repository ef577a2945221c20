"""Importing workbooks: ask, read beside the window, show what would change, apply."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.model.errors import UserError
from isthmus.model.integrity import IntegrityError
from isthmus.storage.places import state_folder
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.dialogs.choosing import ALL, WORKBOOKS, choose_files
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.session import Session
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.workspace.placing import with_places

if TYPE_CHECKING:
    from isthmus.exchange.intake import Intake
    from isthmus.ui.importwizard.desk import Background, Ready
    from isthmus.ui.importwizard.wizard import ImportWizard


def read_files(paths: Sequence[Path], ticket: Ticket) -> "Intake":
    """Read workbooks; nothing changes.

    Raises:
        UserError: a file cannot be read.
        ImportCancelled: the user wants no more of it.
    """
    from isthmus.exchange.intake import take_in  # noqa: PLC0415 - slow to import

    return take_in(paths, ticket.progress, ticket.cancelled)


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
        self.dialog: ImportWizard | None = None
        self.before_reading: Callable[[], Any] = lambda: None
        """Called before the map is looked at: takes over what is being typed."""

    def ask(self) -> None:
        """Ask for workbooks and read them."""
        filters = (WORKBOOKS, ALL)
        choose_files(self._window, "Import workbooks", filters, self.import_paths)

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Read workbooks and show what they would change."""
        from isthmus.ui.importwizard.desk import ImportDesk  # noqa: PLC0415 - slow to import
        from isthmus.ui.importwizard.wizard import ImportWizard, title_of  # noqa: PLC0415

        self.before_reading()
        desk = ImportDesk(self._jobs, self._background(), self)
        title = title_of([path.name for path in paths])
        dialog = ImportWizard(title, desk, self._keeper, self._window)
        self.dialog = dialog
        dialog.apply_wanted.connect(self._apply)
        desk.failed.connect(lambda error: self._failed(dialog, error))
        dialog.sheets.more_wanted.connect(lambda: self._ask_for_more(dialog))
        desk.begin(lambda ticket: read_files(paths, ticket))
        dialog.open()

    def _ask_for_more(self, dialog: "ImportWizard") -> None:
        """Ask for files that are to be imported along with those that the wizard has."""

        def then(paths: Sequence[Path]) -> None:
            dialog.desk.add(lambda ticket: read_files(paths, ticket))

        choose_files(dialog, "Add files to the import", (WORKBOOKS, ALL), then)

    def _background(self) -> "Background":
        """The map as it is, and where its new systems are to stand."""
        from isthmus.ui.importwizard.desk import Background  # noqa: PLC0415 - slow to import
        from isthmus.workspace.mappings import Mappings  # noqa: PLC0415

        session = self._session
        base, view, catalogue = session.snapshot, session.view_id, session.catalogue
        place = partial(with_places, view_id=view, catalogue=catalogue)
        theme, mappings = self._keeper.theme.name, Mappings(state_folder())
        return Background(base, view, catalogue, theme, place, mappings)

    def _apply(self, ready: "Ready") -> None:
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

    def _failed(self, dialog: "ImportWizard", error: Exception) -> None:
        dialog.close()
        if not isinstance(error, UserError | OSError):
            raise error
        tell(self._window, "Not imported", str(error))
