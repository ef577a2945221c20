"""Tables from the clipboard: recognised beside the window, shown, then applied as one step."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPointF
from PySide6.QtWidgets import QWidget

from isthmus.exchange.errors import ImportCancelled
from isthmus.exchange.proposal import Proposal
from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.errors import UserError
from isthmus.model.integrity import IntegrityError
from isthmus.model.records import Flow, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Placement
from isthmus.ui.canvas import clipboard
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.dialogs.import_dialog import ImportDialog
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.jobs import Cancelled, JobRunner, Ticket
from isthmus.ui.session import Session
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.workspace.clips.text import read_text
from isthmus.workspace.edits.resolving import counted
from isthmus.workspace.placing import with_places

NAME = "Clipboard"


@dataclass(frozen=True, slots=True)
class Ready:
    """What a table would change; where there are flows, its systems are arranged by them."""

    proposal: Proposal
    change: ChangeSet


class Pasting(QObject):
    """From a table on the clipboard to the one undo step at its end."""

    def __init__(
        self, session: Session, jobs: JobRunner, canvas: MapCanvas, keeper: ThemeKeeper
    ) -> None:
        super().__init__(canvas)
        self._session, self._jobs = session, jobs
        self._canvas, self._keeper = canvas, keeper
        self.dialog: ImportDialog | None = None
        canvas.stage.table_wanted.connect(self.show_table)

    def show_table(self, text: str, at: QPointF) -> None:
        """Recognise a table and show what it would change; without known headers, take names."""
        session = self._session
        base, view = session.snapshot, session.view_id
        dialog = ImportDialog([NAME], self._keeper, self._window, "Paste a table")
        self.dialog = dialog
        job = self._jobs.run(
            "Reading the clipboard",
            lambda ticket: self._prepare(text, base, view, ticket),
            lambda ready: self._show(dialog, ready, at),
            lambda error: self._as_names(dialog, error, text, at),
        )
        job.cancellable = False  # the dialog itself has the button for it
        dialog.rejected.connect(job.cancel)
        dialog.open()

    @property
    def _window(self) -> QWidget:
        return self._canvas.window()

    def _prepare(self, text: str, base: Snapshot, view: str, ticket: Ticket) -> Ready:
        from isthmus.exchange.importing import propose_from  # noqa: PLC0415 - slow to import
        from isthmus.exchange.intake import take_text  # noqa: PLC0415

        catalogue = self._session.catalogue
        try:
            intake = take_text(text, NAME, ticket.cancelled)
            proposal = propose_from(intake, catalogue, base, cancelled=ticket.cancelled)
        except ImportCancelled as error:
            raise Cancelled from error
        change = replace(proposal.change, label=_label(proposal.change))
        if any(isinstance(delta.after, Flow) for delta in change.deltas):
            change = with_places(change, base, view, catalogue)
        return Ready(proposal, change)

    def _show(self, dialog: ImportDialog, ready: Ready, at: QPointF) -> None:
        dialog.show_proposal(ready.proposal)
        dialog.apply_wanted.connect(lambda: self._apply(ready.change, at))

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

    def _as_names(self, dialog: ImportDialog, error: Exception, text: str, at: QPointF) -> None:
        """No column could be recognised: what stands first in each line is taken for a name."""
        dialog.close()
        if not isinstance(error, UserError | OSError):
            raise error
        found = read_text(text)
        clipboard.put_names(self._canvas.stage, found, at)


def _new_systems(change: ChangeSet) -> list[str]:
    """Ids of the systems that are new by a change, by their names."""
    new = [one.after for one in change.deltas if isinstance(one.after, System) and not one.before]
    return [one.id for one in sorted(new, key=lambda one: (one.name.casefold(), one.id))]


def _label(change: ChangeSet) -> str:
    new = len(_new_systems(change))
    return f"Paste {counted(new, 'system') if new else 'a table'}"
