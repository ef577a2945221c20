"""Tables from the clipboard: recognised beside the window, shown, then applied as one step."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF
from PySide6.QtWidgets import QWidget

from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.errors import UserError
from isthmus.model.integrity import IntegrityError
from isthmus.model.records import Flow, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Placement
from isthmus.storage.places import state_folder
from isthmus.ui.canvas import clipboard
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.session import Session
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.workspace.clips.text import read_text
from isthmus.workspace.edits.resolving import counted
from isthmus.workspace.placing import with_places

if TYPE_CHECKING:
    from isthmus.exchange.intake import Intake
    from isthmus.ui.importwizard.desk import Background
    from isthmus.ui.importwizard.wizard import ImportWizard

NAME = "Clipboard"


class Pasting(QObject):
    """From a table on the clipboard to the one undo step at its end."""

    def __init__(
        self, session: Session, jobs: JobRunner, canvas: MapCanvas, keeper: ThemeKeeper
    ) -> None:
        super().__init__(canvas)
        self._session, self._jobs = session, jobs
        self._canvas, self._keeper = canvas, keeper
        self.dialog: ImportWizard | None = None
        canvas.stage.table_wanted.connect(self.show_table)

    def show_table(self, text: str, at: QPointF) -> None:
        """Recognise a table and show what it would change; without known headers, take names."""
        from isthmus.ui.importwizard.desk import ImportDesk  # noqa: PLC0415 - slow to import
        from isthmus.ui.importwizard.wizard import ImportWizard  # noqa: PLC0415

        desk = ImportDesk(self._jobs, self._background(), self)
        dialog = ImportWizard("Paste a table", desk, self._keeper, self._window)
        self.dialog = dialog
        dialog.sheets.more.hide()
        dialog.apply_wanted.connect(lambda ready: self._apply(ready.change, at))
        desk.failed.connect(lambda error: self._as_names(dialog, error, text, at))
        desk.begin(lambda ticket: _read(text, ticket))
        dialog.open()

    def _background(self) -> "Background":
        """The map as it is; systems that flows tie together are arranged by them."""
        from isthmus.ui.importwizard.desk import Background  # noqa: PLC0415 - slow to import
        from isthmus.workspace.mappings import Mappings  # noqa: PLC0415

        session = self._session
        base, view, catalogue = session.snapshot, session.view_id, session.catalogue

        def place(change: ChangeSet, onto: Snapshot) -> ChangeSet:
            named = replace(change, label=_label(change))
            if any(isinstance(delta.after, Flow) for delta in change.deltas):
                return with_places(named, onto, view, catalogue)
            return named

        mappings = Mappings(state_folder())
        theme = self._keeper.theme.name
        return Background(base, view, catalogue, theme, place, mappings, is_strict=True)

    @property
    def _window(self) -> QWidget:
        return self._canvas.window()

    def _apply(self, change: ChangeSet, at: QPointF) -> None:
        """Set the systems down, those without a place in a block, and select them."""
        try:
            self._session.document.apply(self._placed(change, at))
        except IntegrityError:
            told = "The map has changed since the table was read. Paste it again."
            tell(self._window, "Not pasted", told)
            return
        stage = self._canvas.stage
        stage.selection = [one.id for one in change.deltas if isinstance(one.after, System)]
        stage.reveal_wanted.emit(stage.selection)
        self._canvas.setFocus()

    def _placed(self, change: ChangeSet, at: QPointF) -> ChangeSet:
        have = {one.after.system for one in change.deltas if isinstance(one.after, Placement)}
        names = [key for key in _new_systems(change) if key not in have]
        places = clipboard.block(self._canvas.stage, names, at)
        view = self._session.view_id
        added = [Placement(view=view, system=key, x=x, y=y) for key, (x, y) in places.items()]
        deltas = (Delta("placements", one.id, None, one) for one in added)
        return replace(change, deltas=(*change.deltas, *deltas))

    def _as_names(self, dialog: "ImportWizard", error: Exception, text: str, at: QPointF) -> None:
        """No column could be recognised: what stands first in each line is taken for a name."""
        dialog.close()
        if not isinstance(error, UserError | OSError):
            raise error
        found = read_text(text)
        clipboard.put_names(self._canvas.stage, found, at)


def _read(text: str, ticket: Ticket) -> "Intake":
    from isthmus.exchange.intake import take_text  # noqa: PLC0415 - slow to import

    return take_text(text, NAME, ticket.cancelled)


def _new_systems(change: ChangeSet) -> list[str]:
    """Ids of the systems that are new by a change, by their names."""
    new = [one.after for one in change.deltas if isinstance(one.after, System) and not one.before]
    return [one.id for one in sorted(new, key=lambda one: (one.name.casefold(), one.id))]


def _label(change: ChangeSet) -> str:
    new = len(_new_systems(change))
    return f"Paste {counted(new, 'system') if new else 'a table'}"
