"""The wizard: progress while the files are read, then five pages, and the import at its end."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from isthmus.exchange.proposal import ERROR, WARNING, Proposal, Tally
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.importwizard.changes_page import ChangesPage
from isthmus.ui.importwizard.columns_page import ColumnsPage
from isthmus.ui.importwizard.desk import ImportDesk, Ready
from isthmus.ui.importwizard.matches_page import MatchesPage
from isthmus.ui.importwizard.problems_page import ProblemsPage
from isthmus.ui.importwizard.sheets_page import SheetsPage
from isthmus.ui.importwizard.words import FATES
from isthmus.ui.text import caption, label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, column

_WIDTH, _HEIGHT = 1080, 740
_TITLES = ("Files and sheets", "Columns", "Matching", "Problems", "Changes")
SHEETS, COLUMNS, MATCHING, PROBLEMS, CHANGES = range(5)


class ImportWizard(PlainDialog):
    """Import changes the map in one step; Cancel, or Esc, changes nothing."""

    apply_wanted = Signal(object)
    """The user wants what is Ready."""

    def __init__(self, title: str, desk: ImportDesk, keeper: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(title, parent, _WIDTH)
        self.setObjectName("import")
        self.desk = desk
        self._wanted = False
        """Import was pressed and waits for what it takes."""
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._step = label("Reading…", "muted")
        self.sheets = SheetsPage(desk, keeper)
        self.columns = ColumnsPage(desk, keeper)
        self.matches = MatchesPage(desk, keeper)
        self.problems = ProblemsPage(desk, keeper)
        self.changes = ChangesPage(desk, keeper)
        self.sheets.sheet_chosen.connect(self.columns.show_sheet)
        self.columns.sheet_chosen.connect(self.sheets.show_sheet)
        self._fault = label("", "warning", wrap=True)
        self._fault.hide()
        self._says = label("", "muted", wrap=True)
        self.tabs = self._tabs()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._waiting())
        self._stack.addWidget(self._account())
        self.body.addWidget(self._stack, 1)
        self._make_foot()
        self.finished.connect(desk.give_up)
        desk.unsettled.connect(self._enable)
        desk.outcome_changed.connect(self._show_outcome)
        desk.ready_changed.connect(self._show_ready)
        desk.progressed.connect(self._show_progress)
        keeper.changed.connect(lambda: desk.paint_in(keeper.theme.name))

    def _waiting(self) -> QWidget:
        made = QWidget()
        box = column(self._step, self._bar, gap=10)
        box.addStretch(1)
        made.setLayout(box)
        return made

    def _account(self) -> QWidget:
        made = QWidget()
        box = column(self._says, self._fault, self.tabs, gap=8)
        box.setStretchFactor(self.tabs, 1)
        made.setLayout(box)
        return made

    def _tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        pages = (self.sheets, self.columns, self.matches, self.problems, self.changes)
        for words, page in zip(_TITLES, pages, strict=True):
            tabs.addTab(page, caption(words))
        tabs.currentChanged.connect(self._enable)
        return tabs

    def _make_foot(self) -> None:
        self.remember = QCheckBox(caption("Remember how sheets of this shape are read"))
        self.remember.setChecked(True)
        self.remember.hide()
        self._foot.insertWidget(0, self.remember)
        self._working = label("", "muted")
        self._foot.insertWidget(1, self._working)
        self._cancel = self.cancel_button()
        self.back = button("Back", lambda: self._turn(-1))
        self.next = button("Next", lambda: self._turn(1))
        self._foot.addWidget(self.back)
        self._foot.addWidget(self.next)
        self._apply = self.answer("Import", self._apply_pressed, look="primary", closes=False)
        self._apply.setObjectName("apply")
        self._apply.setEnabled(False)
        self.back.setEnabled(False)
        self.next.setEnabled(False)

    def fit(self, least: int = _HEIGHT) -> None:
        """As high from the start as the pages will want: the dialog does not jump."""
        super().fit(least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter imports from a button alone: in lists and fields it is theirs."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not isinstance(self.focusWidget(), QPushButton):
            event.accept()
            return
        super().keyPressEvent(event)

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex(self.tabs.currentIndex() + by)

    # What the desk says

    def _show_progress(self, part: float, text: str) -> None:
        if part:
            self._bar.setRange(0, 100)
            self._bar.setValue(round(part * 100))
        if text:
            self._step.setText(f"{text}…")
            self._working.setText(f"{text}…" if not self.desk.is_settled or self._wanted else "")

    def _show_outcome(self) -> None:
        is_first = self._stack.currentIndex() == 0
        outcome = self.desk.outcome
        self._fault.setText(outcome.fault)
        self._fault.setVisible(bool(outcome.fault))
        self._says.setText(_says(outcome.proposal) if outcome.proposal else "")
        self._says.setVisible(outcome.proposal is not None)
        for page in (self.sheets, self.columns, self.matches, self.problems, self.changes):
            page.show_outcome()
        self._name_tabs()
        self._stack.setCurrentIndex(1)
        self._working.setText("")
        self._enable()
        if is_first:
            self._open_first()

    def _open_first(self) -> None:
        """Begin where something asks to be looked at; the changes if nothing does."""
        proposal = self.desk.outcome.proposal
        if proposal is None:
            has_columns = any(one.columns for one in self.desk.outcome.sheets)
            self.tabs.setCurrentIndex(COLUMNS if has_columns else SHEETS)
        elif self.changes.to_decide:
            self.tabs.setCurrentIndex(CHANGES)
        elif any(one.severity in (WARNING, ERROR) for one in proposal.problems):
            self.tabs.setCurrentIndex(PROBLEMS)
        else:
            self.tabs.setCurrentIndex(SHEETS)
        self._apply.setFocus()

    def _name_tabs(self) -> None:
        counts = (0, 0, self.matches.near, len(self.problems.problems), self.changes.to_decide)
        for place, (words, count) in enumerate(zip(_TITLES, counts, strict=True)):
            self.tabs.setTabText(place, caption(f"{words} {count:,}" if count else words))

    def _show_ready(self) -> None:
        self.changes.show_ready()
        self._enable()
        ready = self.desk.ready
        if self._wanted and ready is not None:
            self._finish(ready)

    def _enable(self) -> None:
        proposal = self.desk.outcome.proposal
        is_there = self._stack.currentIndex() == 1
        place = self.tabs.currentIndex()
        self.back.setEnabled(is_there and place > 0)
        self.next.setEnabled(is_there and place < self.tabs.count() - 1)
        changes = self.desk.is_settled and proposal is not None and bool(proposal.change)
        self._apply.setEnabled(changes and not self._wanted)
        nothing = is_there and proposal is not None and not proposal.change
        self._cancel.setText("Close" if nothing else "Cancel")
        self.remember.setVisible(bool(self.desk.choices.sheets))

    # The end

    def _apply_pressed(self) -> None:
        if self.desk.ready is not None:
            self._finish(self.desk.ready)
        else:
            self._wanted = True
            self._working.setText("Arranging what is new…")
            self._enable()

    def _finish(self, ready: Ready) -> None:
        if self.remember.isChecked():
            self.desk.remember()
        self.accept()
        self.apply_wanted.emit(ready)


def _says(proposal: Proposal) -> str:
    """What would change, in a sentence."""
    if not proposal.change:
        return "Nothing would change: the map says all of this already."
    parts = [_counted("system", proposal.systems), _counted("flow", proposal.flows)]
    if proposal.others.total:
        parts.append(_counted("other record", proposal.others))
    parts.append(_gone(proposal))
    return " · ".join(part for part in parts if part)


def _gone(proposal: Proposal) -> str:
    """What becomes of what the newer files lack: 'Missing: 12 systems deleted, 8 flows kept'."""
    counts = Counter((FATES[one.fate], one.table) for one in proposal.missing)
    told = [f"{n:,} {_MANY.get(table, 'others')} {fate}" for (fate, table), n in counts.items()]
    return f"Missing: {', '.join(told)}" if told else ""


_MANY = {"systems": "systems", "flows": "flows"}


def _counted(what: str, tally: Tally) -> str:
    named = (
        (tally.new, "new"),
        (tally.updated, "updated"),
        (tally.merged, "joined or unchanged"),
        (tally.reported, "reported"),
    )
    told = ", ".join(f"{count:,} {words}" for count, words in named if count)
    return f"{what.capitalize()}s: {told}" if told else ""


def title_of(names: Sequence[str]) -> str:
    """'Import a.xlsx', 'Import 3 files'."""
    return f"Import {names[0]}" if len(names) == 1 else f"Import {len(names)} files"
