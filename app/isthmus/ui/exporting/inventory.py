"""The inventory as a workbook or CSV files, and the empty template: asked for, written beside."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.model.errors import UserError
from isthmus.ui.dialogs.choosing import choose_target
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.files import Files
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.session import Session

_WORKBOOK = ("Excel workbook (*.xlsx)",)
_FOLDER = ("Folder of CSV files (*)",)


class InventoryExport(QObject):
    """Writes what the map holds for those who go on working with it in Excel."""

    told = Signal(str)
    """Something was done: a word for the user."""

    def __init__(self, session: Session, files: Files, jobs: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._files = files
        self._jobs = jobs
        self._window = window

    def ask_workbook(self) -> None:
        """Ask where the workbook goes."""
        path = self._files.proposed(".xlsx", "inventory")
        choose_target(self._window, "Export as workbook", path, _WORKBOOK, self.write)

    def ask_csv(self) -> None:
        """Ask what the folder with a CSV file a sheet is called."""
        path = self._files.proposed("", "inventory")
        path = path.with_name(path.name.replace(".", "-"))  # a folder has no ending
        choose_target(self._window, "Export as CSV into a folder", path, _FOLDER, self.write)

    def ask_template(self) -> None:
        """Ask where the empty template goes."""
        path = Path.home() / "inventory template.xlsx"
        choose_target(self._window, "Save an empty template", path, _WORKBOOK, self.write_template)

    def write(self, path: Path) -> None:
        """Write an .xlsx, or a folder of CSV files where the name has no ending."""
        self._files.before_leaving()
        snapshot, catalogue = self._session.snapshot, self._session.catalogue

        def work(ticket: Ticket) -> Sequence[Path]:
            from isthmus.workspace.inventories import write_inventory  # noqa: PLC0415 - slow

            return write_inventory(snapshot, catalogue, path, tell=ticket.progress)

        self._run(path, work)

    def write_template(self, path: Path) -> None:
        """Write a workbook without rows."""
        catalogue = self._session.catalogue

        def work(_: Ticket) -> Sequence[Path]:
            from isthmus.workspace.inventories import write_empty_template  # noqa: PLC0415 - slow

            return [write_empty_template(catalogue, path)]

        self._run(path, work)

    def _run(self, path: Path, work: Callable[[Ticket], Sequence[Path]]) -> None:
        self._jobs.run(
            f"Writing {path.name}",
            work,
            lambda _: self.told.emit(f"Written: {path}"),
            self._failed,
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        tell(self._window, "Not written", str(error))
