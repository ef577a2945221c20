"""What the wizard works on: the sheets as read, what the user decided, and what follows from it.

Nothing is computed on the window's thread: each decision starts the proposal anew beside it, and
ends the one that was under way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.choices import AS_RECOGNISED, SheetChoice, SheetKey, keys_without
from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.proposal import Proposal, SheetAccount
from isthmus.model.changes import ChangeSet
from isthmus.model.records import CellRef
from isthmus.model.snapshot import Snapshot
from isthmus.ui.canvas.prepared import Prepared, after_change, prepare_chart
from isthmus.ui.checks import check
from isthmus.ui.drawn import pulse_of
from isthmus.ui.importwizard.preview import picture_of
from isthmus.ui.jobs import Cancelled, Job, JobRunner, Ticket
from isthmus.workspace.differences import Difference, differences
from isthmus.workspace.mappings import Mappings, SavedMapping, mapping_of

if TYPE_CHECKING:
    from isthmus.exchange.intake import Intake

PAUSE = 150
"""Milliseconds that pass after a decision before it is tried out: others may follow."""

Reader = Callable[[Ticket], "Intake"]
Placer = Callable[[ChangeSet, Snapshot], ChangeSet]


@dataclass(frozen=True, slots=True)
class Background:
    """What the import goes into, and how it is shown."""

    base: Snapshot
    view_id: str
    catalogue: Catalogue
    theme: str
    place: Placer
    """Gives the systems of a change their places."""
    mappings: Mappings
    is_strict: bool = False
    """What names no system is a failure, not something to be put right."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the files say as they are read now; no proposal, but a reason, if that is nothing."""

    sheets: tuple[SheetAccount, ...]
    proposal: Proposal | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """All that applying takes, and what the user looks at before."""

    proposal: Proposal
    change: ChangeSet
    chart: Prepared
    differences: list[Difference]
    picture: QImage


class ImportDesk(QObject):
    """The state of one import."""

    unsettled = Signal()
    """Something was decided; what follows is not known yet."""
    outcome_changed = Signal()
    """The files are read, or a decision was tried out."""
    ready_changed = Signal()
    """What would change is there to look at, or is not any more."""
    progressed = Signal(float, str)
    failed = Signal(object)
    """The files cannot be read: the exception."""

    def __init__(self, jobs: JobRunner, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self.background = background
        self.intake: Intake | None = None
        self.choices = AS_RECOGNISED
        self.outcome = Outcome(())
        self.ready: Ready | None = None
        self.is_settled = False
        """The outcome is that of the choices as they are."""
        self.used: Mapping[SheetKey, SavedMapping] = {}
        """Saved mappings that were taken up."""
        self._shapes: dict[SheetKey, tuple[str, ...]] = {}
        self._jobs = jobs
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._propose)

    # What was read

    def begin(self, read: Reader) -> None:
        """Read the files, then try them out as they are recognised."""
        self._start("Reading the workbooks", lambda ticket: self._read(read, ticket), self._taken)

    def _read(self, read: Reader, ticket: Ticket) -> "tuple[Intake, tuple[SheetAccount, ...]]":
        from isthmus.exchange.importing import sheets_of  # noqa: PLC0415 - slow to import

        try:
            intake = read(ticket)
            if not self.background.mappings:
                return intake, ()  # nothing to be found by the sheets' shapes
            return intake, sheets_of(intake, self.background.catalogue)
        except ImportCancelled as error:
            raise Cancelled from error

    def _taken(self, found: "tuple[Intake, tuple[SheetAccount, ...]]") -> None:
        self.intake, sheets = found
        self.outcome = Outcome(sheets)
        self._note_shapes(sheets)
        self._take_up(sheets)
        self._propose()

    def add(self, read: Reader) -> None:
        """Read more files into the same import; what was decided stays."""
        self.is_settled = False
        self._set_ready(None)
        self.unsettled.emit()
        self._start("Reading the workbooks", lambda ticket: self._read(read, ticket), self._added)

    def _added(self, found: "tuple[Intake, tuple[SheetAccount, ...]]") -> None:
        more, _ = found
        if self.intake is not None:
            self.intake = replace(self.intake, sources=(*self.intake.sources, *more.sources))
        self._propose()

    def remove(self, number: int) -> None:
        """Leave out a file that was read; what was decided of the others stays."""
        if self.intake is None or len(self.intake.sources) < 2:
            return
        kept = [one for place, one in enumerate(self.intake.sources) if place != number]
        self.intake = replace(self.intake, sources=tuple(kept))
        self.used = keys_without(number, self.used)
        self._shapes = keys_without(number, self._shapes)
        self.outcome = Outcome(())
        self.choices = self.choices.without_file(number)
        self.choose()

    def _note_shapes(self, sheets: tuple[SheetAccount, ...]) -> None:
        """Note how sheets look before anything is decided of them."""
        for one in sheets:
            self._shapes.setdefault(key_of(one), tuple(c.header for c in one.columns))

    def _take_up(self, sheets: tuple[SheetAccount, ...]) -> None:
        """Read sheets as the user had others of their shape read."""
        found = {}
        for sheet in sheets:
            mapping = self.background.mappings.find([c.header for c in sheet.columns])
            if sheet.columns and mapping is not None:
                found[key_of(sheet)] = mapping
        chosen = {
            key: mapping.choice(self.headers(key, mapping.header_row))
            for key, mapping in found.items()
        }
        self.used = found
        self.choices = replace(self.choices, sheets={**chosen, **self.choices.sheets})

    def headers(self, key: SheetKey, row: int | None = None) -> list[tuple[int, str]]:
        """Columns (from 0) and headers of a sheet: as recognised, or of the row that is named."""
        if row is None:
            sheet = next((s for s in self.outcome.sheets if key_of(s) == key), None)
            return [(c.index, c.header) for c in sheet.columns] if sheet else []
        cells = self.rows(key, row)[row - 1 :]
        return [(place, text) for line in cells for place, text in enumerate(line) if text]

    def rows(self, key: SheetKey, count: int) -> list[list[str]]:
        """The first rows of a sheet as text."""
        from isthmus.exchange.grid import text_of  # noqa: PLC0415

        if self.intake is None:
            return []
        grids = self.intake.sources[key.file].grids
        grid = next((one for one in grids if one.name == key.sheet), None)
        return [[text_of(cell) for cell in row] for row in grid.rows[:count]] if grid else []

    # What is decided

    def choose(self, **values: Any) -> None:  # noqa: ANN401 - those of the fields of Choices
        """Decide something, and try it out after a pause."""
        self.choices = replace(self.choices, **values)
        self.is_settled = False
        self._stop()
        self._set_ready(None)
        self.unsettled.emit()
        self._timer.start()

    def sheet_choice(self, key: SheetKey) -> SheetChoice:
        """What is decided of a sheet."""
        return self.choices.sheets.get(key, SheetChoice())

    def choose_sheet(self, key: SheetKey, **values: Any) -> None:  # noqa: ANN401
        """Decide something of a sheet."""
        chosen = replace(self.sheet_choice(key), **values)
        self.choose(sheets={**self.choices.sheets, key: chosen})

    def choose_field(self, key: SheetKey, column: int, field: str) -> None:
        """Let a column hold a field."""
        self.choose_sheet(key, fields={**self.sheet_choice(key).fields, column: field})

    def fix(self, cells: list[CellRef], text: str) -> None:
        """Read cells as if they said something else."""
        self.choose(fixes={**self.choices.fixes, **dict.fromkeys(cells, text)})

    def forget(self, key: SheetKey) -> None:
        """Read a sheet as recognised, and propose the mapping that was used no more."""
        self.background.mappings.forget(self.used[key])
        self.used = {k: mapping for k, mapping in self.used.items() if k != key}
        self.choose(sheets={k: v for k, v in self.choices.sheets.items() if k != key})

    def remember(self) -> None:
        """Keep how sheets were read where the user had a say in it."""
        names = self.intake.names if self.intake else ()
        for key, choice in self.choices.sheets.items():
            if choice != SheetChoice() and (shape := self._shapes.get(key)):
                headers = self.headers(key, choice.header_row)
                kept = mapping_of(names[key.file], shape, headers, choice)
                self.background.mappings.save(kept)

    def paint_in(self, theme: str) -> None:
        """Paint the map as it will be in another theme."""
        if theme != self.background.theme:
            self.background = replace(self.background, theme=theme)
            if self.is_settled:
                self.choose()

    # What follows

    def _propose(self) -> None:
        if self.intake is not None:
            self._start("Trying the import out", self._tried, self._settled)

    def _tried(self, ticket: Ticket) -> Outcome:
        from isthmus.exchange.importing import propose_from, sheets_of  # noqa: PLC0415

        background, intake = self.background, self.intake
        choices = self.choices
        if intake is None:
            raise Cancelled
        try:
            proposal = propose_from(
                intake,
                background.catalogue,
                background.base,
                choices,
                progress=lambda part, text: ticket.progress(part * 0.8, text),
                cancelled=ticket.cancelled,
            )
        except ImportCancelled as error:
            raise Cancelled from error
        except ImportFault as fault:
            return Outcome(sheets_of(intake, background.catalogue, choices), None, str(fault))
        return Outcome(proposal.sheets, proposal)

    def _settled(self, outcome: Outcome) -> None:
        if outcome.proposal is None and self._is_hopeless(outcome):
            self.failed.emit(ImportFault(outcome.fault))
            return
        self._note_shapes(outcome.sheets)
        self.outcome = outcome
        self.is_settled = True
        self.outcome_changed.emit()
        if outcome.proposal is not None:
            proposal = outcome.proposal
            self._start("Arranging what is new", lambda t: self._made_ready(proposal, t),
                        self._set_ready)  # fmt: skip

    def _is_hopeless(self, outcome: Outcome) -> bool:
        """Whether there is nothing that the user could put right."""
        return self.background.is_strict or not any(one.rows for one in outcome.sheets)

    def _made_ready(self, proposal: Proposal, ticket: Ticket) -> Ready:
        at = self.background
        ticket.progress(0.8, "Arranging what is new")
        change = at.place(proposal.change, at.base)
        after = after_change(change, at.base)
        found, pulse = check(after, at.catalogue), pulse_of(ticket).share(0.9, 0.98)
        chart = prepare_chart(after, found, at.view_id, at.catalogue, pulse)
        told = differences(proposal.change, at.base, at.catalogue)
        ticket.progress(0.99, "Painting")
        picture = picture_of(chart.chart, {one.id for one in told}, at.theme)
        return Ready(proposal, change, chart, told, picture)

    def _set_ready(self, ready: Ready | None) -> None:
        if ready is not self.ready:
            self.ready = ready
            self.ready_changed.emit()

    # Work beside the window

    def _start(self, title: str, work: Callable[[Ticket], Any], then: Callable[[Any], Any]) -> None:
        self._stop()
        job = self._jobs.run(title, work, then, self.failed.emit)
        job.cancellable = False  # the wizard itself has the button for it
        job.progressed.connect(self.progressed)
        job.finished.connect(lambda: self._over(job))
        self._job = job

    def _over(self, job: Job) -> None:
        """A job ends before what follows it begins, and is not to be asked for anything more."""
        if self._job is job:
            self._job = None

    def _stop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def give_up(self) -> None:
        """Stop whatever is under way: the wizard is closed."""
        self._stop()


def key_of(sheet: SheetAccount) -> SheetKey:
    """A sheet as choices name it."""
    return SheetKey(sheet.number, sheet.name)
