"""The workbook in which both sides answer: written, and taken in as one undo step."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from isthmus.model.errors import UserError
from isthmus.model.integrity import IntegrityError
from isthmus.ui.dialogs.choosing import ALL, WORKBOOKS, choose_files, choose_target
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.jobs import Ticket

if TYPE_CHECKING:
    from isthmus.model.changes import ChangeSet
    from isthmus.ui.judging.taking import TakeAnswers, Taken
    from isthmus.ui.parts import Parts

_WORKBOOK = ("Excel workbook (*.xlsx)",)
_CHANGED = "The map has changed since the answers were read. Take them in again."


class Answers(QObject):
    """Asks who drives what by workbook, and takes the answers in."""

    def __init__(self, parts: "Parts") -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.dialog: TakeAnswers | None = None

    def ask_where(self) -> None:
        """Ask where the workbook goes that both sides fill in."""
        path = self._parts.files.proposed(".xlsx", "who drives what")
        choose_target(self._parts.window, "Make a workbook to ask", path, _WORKBOOK, self.write_to)

    def write_to(self, path: Path) -> None:
        """Write the workbook."""
        self._parts.finish()
        session, toast = self._parts.session, self._parts.host.toast
        snapshot, catalogue = session.snapshot, session.catalogue

        def work(_: Ticket) -> None:
            from isthmus.workspace.answers import write_questions  # noqa: PLC0415 - slow to import

            write_questions(snapshot, catalogue, path)

        self._parts.jobs.run(
            f"Writing {path.name}",
            work,
            lambda _: toast.say(f"Written: {path}"),
            self._told("Not written"),
        )

    def ask_which(self) -> None:
        """Ask for the workbooks that came back."""
        choose_files(self._parts.window, "Take answers in", (WORKBOOKS, ALL), self.take)

    def take(self, paths: Sequence[Path]) -> None:
        """Read workbooks of answers, and show what they would change."""
        self._parts.finish()
        session = self._parts.session
        snapshot, catalogue = session.snapshot, session.catalogue

        def work(ticket: Ticket) -> "Taken":
            from isthmus.ui.judging.taking import taken_from  # noqa: PLC0415 - slow to import

            return taken_from(paths, snapshot, catalogue, ticket)

        self._parts.jobs.run("Reading the answers", work, self._show, self._told("Not taken in"))

    def _show(self, taken: "Taken") -> None:
        from isthmus.ui.judging.taking import TakeAnswers  # noqa: PLC0415 - slow to import

        self.dialog = TakeAnswers(taken, self._parts.keeper, self._parts.window)
        self.dialog.accepted_change.connect(self._apply)
        self.dialog.open()

    def _apply(self, change: "ChangeSet") -> None:
        try:
            self._parts.session.document.apply(change)
        except IntegrityError:
            tell(self._parts.window, "Not taken in", _CHANGED)
            return
        self._parts.host.toast.say(change.label)

    def _told(self, title: str) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            if not isinstance(error, UserError | OSError):
                raise error
            tell(self._parts.window, title, str(error))

        return failed
