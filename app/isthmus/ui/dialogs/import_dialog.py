"""What an import recognised and what it would change, before anything changes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from isthmus.exchange.proposal import (
    CUSTOM,
    FLOWS,
    IGNORED,
    INFO,
    MIXED,
    SYSTEMS,
    ColumnAccount,
    Proposal,
    SheetAccount,
    Tally,
)
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.dialogs.problem_list import ProblemList
from isthmus.ui.text import ElidedLabel, label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import column, hairline, pill, row

_ROLES = {SYSTEMS: "Systems", FLOWS: "Flows", MIXED: "Systems and flows", IGNORED: "Not read"}


class ImportDialog(PlainDialog):
    """First the progress, then the account; Apply changes the map, Cancel nothing."""

    apply_wanted = Signal()

    def __init__(
        self, names: Sequence[str], keeper: ThemeKeeper, parent: QWidget, title: str = ""
    ) -> None:
        super().__init__(title or f"Import {_few(names)}", parent, 800)
        self._keeper = keeper
        self.setObjectName("import")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._step = label("Reading…", "muted")
        waiting = QWidget()
        box = column(self._step, self._bar, gap=10)
        box.addStretch(1)
        waiting.setLayout(box)
        self._pages = QStackedWidget()
        self._pages.addWidget(waiting)
        self.body.addWidget(self._pages, 1)
        self._cancel = self.cancel_button()
        self._apply = self.answer("Apply", self.apply_wanted.emit, look="primary")
        self._apply.setObjectName("apply")
        self._apply.setEnabled(False)

    def fit(self, least: int = 640) -> None:
        """As high from the start as the account will want: the dialog does not jump."""
        super().fit(least)

    def show_progress(self, part: float, text: str) -> None:
        """Say how far the reading is, 0 to 1."""
        self._bar.setRange(0, 100)
        self._bar.setValue(round(part * 100))
        if text:
            self._step.setText(text)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the account."""
        page = QWidget()
        box = column(_tallies(proposal), gap=10)
        if not proposal.change:
            box.addWidget(label("Nothing would change: the map says all of this already."))
            self._cancel.setText("Close")
        self.tabs = self._tabs(proposal)
        box.addWidget(self.tabs, 1)
        page.setLayout(box)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._apply.setEnabled(bool(proposal.change))
        (self._apply if proposal.change else self._cancel).setFocus()

    def _tabs(self, proposal: Proposal) -> QTabWidget:
        """What was recognised, and what is to be looked at: the one shown that asks for it."""
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.addTab(_sheets(proposal.sheets), "What was recognised")
        problems = proposal.problems
        if problems:
            shown = ProblemList(problems, self._keeper)
            tabs.addTab(shown, f"To look at {len(problems):,}")
            if any(one.severity != INFO for one in problems):
                tabs.setCurrentWidget(shown)
        return tabs


def _sheets(sheets: Sequence[SheetAccount]) -> QScrollArea:
    page = QWidget()
    box = column(margins=(0, 10, 10, 0), gap=10)
    for number, sheet in enumerate(sheets):
        if number:
            box.addWidget(hairline())
        box.addWidget(_sheet(sheet))
    box.addStretch(1)
    page.setLayout(box)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    area.setAccessibleName("What was recognised")
    return area


def _few(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} files"


def _tallies(proposal: Proposal) -> QHBoxLayout:
    parts = []
    for what, tally in (("Systems", proposal.systems), ("Flows", proposal.flows)):
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        grid.addWidget(label(what, "heading"), 0, 0, 1, 4)
        for place, (words, number) in enumerate(_figures(tally, changes=bool(proposal.change))):
            grid.addWidget(label(f"{number:,}", "figure"), 1, place)
            grid.addWidget(label(words, "small"), 2, place)
        tile = QWidget()
        tile.setObjectName("raised")
        tile.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid.setContentsMargins(14, 10, 14, 10)
        tile.setLayout(grid)
        parts.append(tile)
    return row(*parts, gap=12)


def _figures(tally: Tally, *, changes: bool) -> tuple[tuple[str, int], ...]:
    """Where nothing changes at all, whatever was met again is unchanged."""
    if not changes:
        same = tally.updated + tally.merged
        return ("new", tally.new), ("unchanged", same), ("reported", tally.reported)
    return (
        ("new", tally.new),
        ("updated", tally.updated),
        ("merged or unchanged", tally.merged),
        ("reported", tally.reported),
    )


def _sheet(sheet: SheetAccount) -> QWidget:
    """One sheet: its role and why, then its columns."""
    name = " · ".join(dict.fromkeys(part for part in (sheet.file, sheet.name) if part))
    look = "plain" if sheet.role == IGNORED else "low"
    head = row(label(name, "heading"), pill(_ROLES.get(sheet.role, sheet.role), look), None)
    where = f"Header in row {sheet.header_row}. " if sheet.header_row else ""
    rows = f"{sheet.rows:,} rows. " if sheet.rows != 1 else "1 row. "
    made = QWidget()
    box = column(head, label(f"{where}{rows}{sheet.why}", "muted", wrap=True), gap=4)
    if sheet.columns:
        box.addSpacing(4)
        box.addLayout(_columns(sheet.columns))
    made.setLayout(box)
    return made


def _columns(columns: Sequence[ColumnAccount]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    for place, title in enumerate(("Cell", "Column", "Read as", "How sure")):
        grid.addWidget(label(title, "section"), 0, place)
    for number, one in enumerate(columns, 1):
        grid.addWidget(label(one.cell, "muted"), number, 0)
        grid.addWidget(ElidedLabel(one.header), number, 1)
        grid.addWidget(label(_field(one)), number, 2)
        grid.addLayout(row(_sureness(one), ElidedLabel(one.reason, "small")), number, 3)
    grid.setColumnStretch(1, 3)
    grid.setColumnStretch(3, 4)
    return grid


def _field(one: ColumnAccount) -> str:
    if not one.field:
        return "not read"
    return "a field of its own" if one.field == CUSTOM else one.field.replace("_", " ")


def _sureness(one: ColumnAccount) -> QWidget:
    if not one.field or one.field == CUSTOM:
        return pill("–", "plain")
    look = "good" if one.score >= 0.8 else "medium"
    return pill(f"{one.score:.0%}", look)
