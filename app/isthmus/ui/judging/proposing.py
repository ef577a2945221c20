"""What is done with a candidate: planned on the map, or its report kept as text."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH
from isthmus.model.document import Document
from isthmus.model.errors import UserError
from isthmus.storage.replacing import replace_file
from isthmus.ui.canvas.room import free_spot
from isthmus.ui.dialogs.choosing import choose_target
from isthmus.ui.dialogs.messages import tell
from isthmus.workspace import edits

if TYPE_CHECKING:
    from isthmus.analysis.fit import Fit
    from isthmus.ui.parts import Parts

_TEXT = ("Text (*.txt)",)


class Proposing(QObject):
    """Acts on the map and on files."""

    def __init__(self, parts: "Parts") -> None:
        super().__init__(parts.window)
        self._parts = parts

    def plan(self, found: "Fit") -> str:
        """Plan it near the middle of what is in sight; the system's id, '' if that was refused."""
        session, added = self._parts.session, list[str]()

        def add(document: Document) -> None:
            at, view = self._free_corner(), session.view_id
            made = edits.add_candidate(document, found, view, at, session.catalogue)
            added.append(made.id)

        return added[0] if session.edit(add) else ""

    def _free_corner(self) -> tuple[float, float]:
        """The top left corner of a card that covers none."""
        canvas = self._parts.canvas
        middle = canvas.centre()
        x, y = free_spot((middle.x(), middle.y()), canvas.stage.board.chart)
        return x - CARD_WIDTH / 2, y - CARD_HEIGHT / 2

    def ask_where(self, text: str, name: str) -> None:
        """Ask where the report goes, and write it."""
        path = self._parts.files.proposed(".txt", f"with {name}")
        choose_target(
            self._parts.window, "Save the fit report", path, _TEXT, lambda to: self.write(text, to)
        )

    def write(self, text: str, path: Path) -> None:
        """Write a report as text."""
        self._parts.jobs.run(
            f"Writing {path.name}",
            lambda _: replace_file(path, lambda to: _fill(to, text)),
            lambda _: self._parts.host.toast.say(f"Written: {path}"),
            self._failed,
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        tell(self._parts.window, "Not written", str(error))


def _fill(path: Path, text: str) -> None:
    path.write_text(f"{text}\n", "utf-8")
