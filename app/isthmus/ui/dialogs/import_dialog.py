"""What an import recognised and what it would change, before anything changes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from isthmus.exchange.proposal import (
    CUSTOM,
    FLOWS,
    IGNORED,
    MIXED,
    SYSTEMS,
    ColumnAccount,
    Problem,
    Proposal,
    SheetAccount,
    Tally,
)
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.text import ElidedLabel, label
from isthmus.ui.widgets.basic import column, hairline, pill, row

PROBLEMS_AT_TOP = 4
"""So many stand above the sheets; all of them below."""
PROBLEMS_SHOWN = 200
_ROLES = {SYSTEMS: "Systems", FLOWS: "Flows", MIXED: "Systems and flows", IGNORED: "Not read"}


class ImportDialog(PlainDialog):
    """First the progress, then the account; Apply changes the map, Cancel nothing."""

    apply_wanted = Signal()

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(f"Import {_few(names)}", parent, 760)
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
        self.cancel_button()
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
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 10, 0)
        box.setSpacing(10)
        box.addLayout(_tallies(proposal))
        if proposal.problems:
            box.addWidget(hairline())
            box.addWidget(_problems(proposal.problems, PROBLEMS_AT_TOP))
        for sheet in proposal.sheets:
            box.addWidget(hairline())
            box.addWidget(_sheet(sheet))
        if len(proposal.problems) > PROBLEMS_AT_TOP:
            box.addWidget(hairline())
            box.addWidget(_problems(proposal.problems, PROBLEMS_SHOWN))
        box.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        area.setAccessibleName("What was recognised")
        self._pages.addWidget(area)
        self._pages.setCurrentWidget(area)
        self._apply.setEnabled(bool(proposal.change))
        self._apply.setFocus()


def _few(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} files"


def _tallies(proposal: Proposal) -> QHBoxLayout:
    parts = []
    for what, tally in (("Systems", proposal.systems), ("Flows", proposal.flows)):
        grid = QGridLayout()
        grid.setSpacing(2)
        grid.addWidget(label(what, "heading"), 0, 0, 1, 4)
        for place, (words, number) in enumerate(_figures(tally)):
            grid.addWidget(label(f"{number:,}", "figure"), 1, place)
            grid.addWidget(label(words, "small"), 2, place)
        tile = QWidget()
        tile.setObjectName("raised")
        tile.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid.setContentsMargins(14, 10, 14, 10)
        tile.setLayout(grid)
        parts.append(tile)
    return row(*parts, gap=12)


def _figures(tally: Tally) -> tuple[tuple[str, int], ...]:
    return (
        ("new", tally.new),
        ("updated", tally.updated),
        ("merged", tally.merged),
        ("reported", tally.reported),
    )


def _sheet(sheet: SheetAccount) -> QWidget:
    """One sheet: its role and why, then its columns."""
    name = " · ".join(part for part in (sheet.file, sheet.name) if part)
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


def _problems(problems: Sequence[Problem], most: int) -> QWidget:
    """What should be known or put right, the worst first, each with its place."""
    ranked = sorted(problems, key=lambda one: _RANKS.get(one.severity, 3))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    top = Qt.AlignmentFlag.AlignTop
    for number, one in enumerate(ranked[:most]):
        place = " · ".join(part for part in (one.sheet or one.file, one.cell) if part)
        look = _LOOKS.get(one.severity, "plain")
        grid.addWidget(pill(one.severity.capitalize(), look), number, 0, top)
        grid.addWidget(label(place, "muted"), number, 1, top)
        grid.addWidget(label(one.message, wrap=True), number, 2, top)
    more = len(problems) - most
    made = QWidget()
    box = column(label(f"To look at: {len(problems):,}", "heading"), grid, gap=6)
    if more > 0:
        where = "all below" if most == PROBLEMS_AT_TOP else "not shown"
        box.addWidget(label(f"and {more:,} more, {where}", "muted"))
    made.setLayout(box)
    return made


_RANKS = {"error": 0, "warning": 1, "info": 2}
_LOOKS = {"error": "high", "warning": "medium", "info": "low"}
