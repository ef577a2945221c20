"""What each side says, entered by hand: who drives it, and who said so."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from isthmus.exchange.answers.questions import About
from isthmus.model.records import Side, new_id
from isthmus.ui.judging.drivingwords import SIDES, Asked, Given
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, clear, column

_NOBODY = "Who drives it?"
_WHO = "Who answered?"
_HINT = "Ctrl PgDn goes on to the next question, Ctrl PgUp back"
Field = tuple[Side, bool]
"""A side's field: that of the driver, or (True) of who answered."""
_NOTHING = Given("", "", "")


class Entered(NamedTuple):
    """What a hand entered: an answer given, changed or (with no driver) taken back."""

    about: About
    side: Side
    answer: str
    """Its id."""
    driver: str
    respondent: str
    is_new: bool = False


class AnswerLine(QWidget):
    """One answer: the driver, who answered, and a button that takes it back."""

    entered = Signal(object)

    def __init__(self, about: About, side: Side, number: int, drivers: Sequence[str]) -> None:
        super().__init__()
        self._about, self._side, self._known = about, side, _NOTHING
        self.id = new_id()
        """The answer's; that of the one to come while it is empty."""
        whose, name = f"{SIDES[side]}, answer {number + 1}", f"{side.value}-{number}"
        self.driver = _driver_combo(drivers)
        self.driver.setObjectName(f"{name}-driver")
        self.driver.setAccessibleName(f"{whose}: who drives it")
        self.respondent = QLineEdit()
        self.respondent.setObjectName(f"{name}-respondent")
        self.respondent.setAccessibleName(f"{whose}: who answered")
        self.respondent.setPlaceholderText(_WHO)
        self.remove = self._removal(f"Remove: {whose}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.driver, 1)
        line.addWidget(self.respondent, 1)
        line.addWidget(self.remove)
        for edit in (self.driver.lineEdit(), self.respondent):
            if edit is not None:
                edit.editingFinished.connect(self.finish)
        self.driver.activated.connect(self.finish)

    @property
    def is_empty(self) -> bool:
        """Whether no answer has been entered in it."""
        return self._known == _NOTHING

    def show_given(self, given: Given) -> None:
        """Show an answer of the map; what is being typed is not overwritten."""
        before, self._known, self.id = self._known, given, given.id
        if self.driver.currentText() == before.driver:
            self.driver.setEditText(given.driver)
        if self.respondent.text() == before.respondent:
            self.respondent.setText(given.respondent)
        self.remove.setVisible(True)

    def _removal(self, name: str) -> QPushButton:
        made = button("Remove", self._take_back, "link")
        made.setAccessibleName(name)
        policy = made.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        made.setSizePolicy(policy)
        made.hide()
        return made

    def finish(self) -> None:
        """Tell what was entered, if it is another answer than before."""
        driver = " ".join(self.driver.currentText().split())
        respondent = " ".join(self.respondent.text().split())
        known = self._known
        if driver and (driver, respondent) != (known.driver, known.respondent):
            self._known = Given(self.id, driver, respondent)
            is_new = known == _NOTHING
            said = Entered(self._about, self._side, self.id, driver, respondent, is_new=is_new)
            self.entered.emit(said)
        elif not driver and known.driver:
            self.driver.setEditText(known.driver)

    def _take_back(self) -> None:
        self.entered.emit(Entered(self._about, self._side, self.id, "", ""))


def _driver_combo(drivers: Sequence[str]) -> QComboBox:
    made = QComboBox()
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.addItems(list(drivers))
    made.setEditText("")
    made.setMinimumContentsLength(10)
    if edit := made.lineEdit():
        edit.setPlaceholderText(_NOBODY)
    return made


class AnswerEntry(QWidget):
    """Both sides' answers to one question, with a line for one more each."""

    entered = Signal(object)
    """What was Entered."""

    def __init__(self, ahead: QWidget) -> None:
        """Tab leads here from the widget `ahead`."""
        super().__init__()
        self._ahead = ahead
        self._about: About = ("", None)
        self._drivers: Sequence[str] = ()
        self._whole = QVBoxLayout()
        self._whole.setSpacing(14)
        self.setLayout(column(self._whole, label(_HINT, "small"), margins=(0, 12, 0, 0)))
        self.lines: dict[Side, list[AnswerLine]] = {side: [] for side in Side}
        self._columns: dict[Side, QVBoxLayout] = {}

    def show_asked(self, asked: Asked, drivers: Sequence[str]) -> None:
        """Show the answers to a question; lines of the same answers stay as they are."""
        if (asked.about, drivers) != (self._about, self._drivers):
            self.finish()
            self._about, self._drivers = asked.about, drivers
            self._begin()
        for side in Side:
            self._show_side(side, asked.answers[side])
        self._chain()

    def in_hand(self) -> Field | None:
        """The side whose field has the focus, and whether that is who answered; None if none."""
        for side in Side:
            for line in self.lines[side]:
                if line.respondent.hasFocus():
                    return side, True
                if line.driver.hasFocus():
                    return side, False
        return None

    def take_in_hand(self, field: Field | None) -> None:
        """Give the focus to the first field of a side."""
        if field is not None:
            side, is_respondent = field
            line = self.lines[side][0]
            (line.respondent if is_respondent else line.driver).setFocus()

    def finish(self) -> None:
        """Take over what has been typed so far."""
        for line in [line for side in Side for line in self.lines[side]]:
            line.finish()

    def _begin(self) -> None:
        """Let go of the lines of another question."""
        clear(self._whole)
        for side in Side:
            self.lines[side] = []
            self._columns[side] = column(label(f"{SIDES[side]} says", "field"), gap=5)
            self._whole.addLayout(self._columns[side])

    def _show_side(self, side: Side, given: Sequence[Given]) -> None:
        """What one side says, an answer a line, and an empty line below."""
        wanted = {one.id: one for one in given}
        for line in [one for one in self.lines[side] if one.id not in wanted]:
            if not line.is_empty:
                self._drop(side, line)
        for line in self.lines[side]:
            if line.id in wanted:
                line.show_given(wanted.pop(line.id))
        for one in wanted.values():
            self._free(side).show_given(one)
        self._free(side)

    def _free(self, side: Side) -> AnswerLine:
        """The line in which nothing has been entered."""
        lines = self.lines[side]
        if lines and lines[-1].is_empty:
            return lines[-1]
        made = AnswerLine(self._about, side, len(lines), self._drivers)
        made.entered.connect(self.entered)
        lines.append(made)
        self._columns[side].addWidget(made)
        made.show()  # at once, so that it can be given the focus
        return made

    def _drop(self, side: Side, line: AnswerLine) -> None:
        self.lines[side].remove(line)
        self._columns[side].removeWidget(line)
        line.hide()
        line.deleteLater()

    def _chain(self) -> None:
        """Tab goes from answer to answer, IT's first."""
        every = [line for side in Side for line in self.lines[side]]
        parts = [part for line in every for part in (line.driver, line.respondent, line.remove)]
        for before, after in pairwise([self._ahead, *parts]):
            QWidget.setTabOrder(before, after)
