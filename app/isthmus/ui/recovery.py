"""After a crash: unsaved work that was kept in a working copy is offered again."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from isthmus.model.document import Document
from isthmus.model.errors import UserError
from isthmus.storage.leftovers import Leftover, leftovers, recovered
from isthmus.storage.places import working_folder
from isthmus.ui.canvas.prepared import Prepared
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.files import drawn
from isthmus.ui.jobs import JobRunner
from isthmus.ui.session import Session
from isthmus.workspace.sources import Opened


class Recovery(QObject):
    """Looks for work that was never saved, and brings it back if the user wants it."""

    def __init__(self, session: Session, jobs: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._window = window

    def look(self, otherwise: Callable[[], Any] = lambda: None) -> None:
        """Offer what was found; go on with `otherwise` unless something is restored."""

        def then(found: Sequence[Leftover]) -> None:
            self._offer(list(found), otherwise)

        folder = working_folder()
        self._jobs.run(
            "Looking for unsaved work", lambda _: leftovers(folder), then, lambda _: otherwise()
        )

    def _offer(self, found: list[Leftover], otherwise: Callable[[], Any]) -> None:
        """One after the other, until one is restored."""
        if not found:
            otherwise()
            return
        first, rest = found[0], found[1:]

        def on() -> None:
            self._offer(rest, otherwise)

        def delete() -> None:
            forget(first.path)
            on()

        dialog = PlainDialog("Restore unsaved work?", self._window)
        dialog.setObjectName("recovery")
        dialog.say(described(first))
        dialog.say("Isthmus ended before this was saved. Nothing of it is lost yet.", "muted")
        dialog.answer("Delete it", delete, left=True)
        later = dialog.cancel_button("Not now")
        later.clicked.connect(on)
        dialog.answer("Restore", lambda: self._restore(first), look="primary")
        dialog.open()

    def _restore(self, found: Leftover) -> None:
        catalogue = self._session.catalogue

        def work(_: object) -> tuple[Opened, Prepared]:
            kept = recovered(found.path)
            opened = Opened(Document(kept.tables), kept.entries)
            return opened, drawn(opened.document, catalogue)

        def then(made: tuple[Opened, Prepared]) -> None:
            opened, ready = made
            self._session.workspace.adopt(opened, is_saved=False)
            self._session.adopt(ready)
            forget(found.path)

        self._jobs.run("Restoring", work, then, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        tell(self._window, "Not restored", str(error))


def described(found: Leftover) -> str:
    """What was kept, in a sentence."""
    changes = "1 change" if found.unsaved == 1 else f"{found.unsaved:,} changes"
    when = ""
    if found.last_change:
        try:
            moment = datetime.fromisoformat(found.last_change).astimezone()
        except ValueError:
            moment = None
        when = f", the last on {moment:%Y-%m-%d at %H:%M}" if moment else ""
    origin = f" It was opened from {found.source}." if found.source else ""
    return f"{found.title}: {changes}{when}.{origin}"


def forget(path: Path) -> None:
    """Delete a working copy with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
