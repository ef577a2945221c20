"""Page four: what could not be placed, cell by cell, and cells that the user puts right."""

from itertools import pairwise

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from isthmus.exchange.proposal import Problem
from isthmus.model.records import CellRef
from isthmus.ui.dialogs.problem_list import ProblemList, place_of
from isthmus.ui.importwizard.desk import ImportDesk
from isthmus.ui.text import caption, label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, clear, column, hairline, row


class ProblemsPage(QWidget):
    """The list, and below it the cell that is chosen in it with what can be done."""

    def __init__(self, desk: ImportDesk, keeper: ThemeKeeper) -> None:
        super().__init__()
        self._desk, self._keeper = desk, keeper
        self._problem: Problem | None = None
        self.list: ProblemList | None = None
        self._room = QVBoxLayout()
        self._room.setContentsMargins(0, 0, 0, 0)
        self._cell = label("", "muted")
        self.text = QLineEdit()
        self.text.setAccessibleName("What the cell is read as")
        self.text.returnPressed.connect(self._read_so)
        self.text.textChanged.connect(self._enable)
        self.read_so = button("Read it so", self._read_so)
        self.use = button("", self._use_fix, look="link")
        self._fixes = label("", "muted")
        self.undo = button("Read them as they are", self._undo, look="link")
        self._desk_row = QWidget()
        self._desk_row.setLayout(
            column(row(self._cell, None, self.use), row(self.text, self.read_so), gap=6)
        )
        fixed = row(self._fixes, self.undo, None)
        box = column(self._room, hairline(), self._desk_row, fixed, margins=(0, 0, 0, 0), gap=8)
        box.setStretchFactor(self._room, 1)
        self.setLayout(box)

    @property
    def problems(self) -> list[Problem]:
        """What is to be looked at; what the matching says too is left to it."""
        proposal = self._desk.outcome.proposal
        return [one for one in proposal.problems if not one.is_match] if proposal else []

    def show_outcome(self) -> None:
        """Show what is to be looked at now."""
        problems = self.problems
        clear(self._room)
        self.list = ProblemList(problems, self._keeper)
        self._room.addWidget(self.list)
        self.list.list.selectionModel().currentChanged.connect(
            lambda now, _before: self._look_at(self.list.model.problem(now) if self.list else None)
        )
        for before, after in pairwise((self.list, self.text, self.read_so, self.use, self.undo)):
            QWidget.setTabOrder(before, after)
        self._look_at(None)
        count = len(self._desk.choices.fixes)
        self._fixes.setText(f"{count:,} cell{'s' if count != 1 else ''} read as you typed.")
        self._fixes.setVisible(bool(count))
        self.undo.setVisible(bool(count))

    def _look_at(self, problem: Problem | None) -> None:
        """Offer what can be done with the cell of a problem."""
        has_cell = problem is not None and bool(problem.cell)
        self._problem = problem if has_cell else None
        self._desk_row.setVisible(has_cell)
        if problem is None or not has_cell:
            return
        more = f" and {len(problem.more):,} more" if problem.more else ""
        self._cell.setText(f"{problem.file} · {place_of(problem)}{more}")
        self.text.setText(problem.text)
        self.use.setText(caption(f"Read '{problem.fix[:60]}'"))
        self.use.setVisible(bool(problem.fix))
        self._enable()

    def _enable(self) -> None:
        changed = self._problem is not None and self.text.text() != self._problem.text
        self.read_so.setEnabled(changed)

    def _read_so(self) -> None:
        if self._problem is not None and self.text.text() != self._problem.text:
            self._fix(self.text.text())

    def _use_fix(self) -> None:
        if self._problem is not None:
            self._fix(self._problem.fix)

    def _fix(self, text: str) -> None:
        """Read all cells of which the same is told so."""
        one = self._problem
        if one is not None:
            cells = [CellRef(one.file, one.sheet, cell) for cell in (one.cell, *one.more)]
            self._desk.fix(cells, text)

    def _undo(self) -> None:
        self._desk.choose(fixes={})
