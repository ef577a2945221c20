"""Asks which two states of a map are to be compared, each as recorded or as of a day."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from isthmus.ui.dates import NotADate, read_date
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.dialogs.choosing import MAPS, choose_file
from isthmus.ui.scenarios.states import FILE, State
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import mark, row

SAME = "Choose two different states, or two days"
_ANOTHER = "Another map, or an earlier version of it…"
_SAYS = (
    "Findings that are new, gone or changed, figures and spend side by side, systems and flows "
    "added and removed. With days, planned flows and systems count from the day they go live."
)


class SidePicker:
    """A state and a day."""

    def __init__(self, name: str, states: Sequence[tuple[str, State]], over: QWidget) -> None:
        self._over = over
        self._last = 0
        self.choice = QComboBox()
        self.choice.setAccessibleName(name)
        for words, state in states:
            self.choice.addItem(words, state)
        self.choice.addItem(_ANOTHER, State(FILE))
        self.day = QLineEdit()
        self.day.setAccessibleName(f"{name}, as of")
        self.day.setPlaceholderText("as of: 2027-06-30")
        self.day.setFixedWidth(140)
        self.caption = label(name, "field")
        self.problem: QLabel = label("", "danger")
        self.choice.activated.connect(self._picked)
        self.day.textEdited.connect(lambda: self.refuse(""))

    def _picked(self, place: int) -> None:
        if self.choice.itemText(place) == _ANOTHER:
            asked = choose_file(self._over, "Compare with a map", (MAPS,), self.add_file)
            asked.rejected.connect(lambda: self.choice.setCurrentIndex(self._last))
        else:
            self._last = place

    def add_file(self, path: Path) -> None:
        """Offer a map file, and choose it."""
        place = self.choice.count() - 1
        self.choice.insertItem(place, path.name, State(FILE, str(path)))
        self.choice.setCurrentIndex(place)
        self._last = place

    def read(self) -> State | None:
        """What was chosen; None, and a word beside it, where that is no day or no file yet."""
        state: State = self.choice.currentData()
        if state.kind == FILE and not state.key:
            self.refuse("Choose a file")
            return None
        try:
            return replace(state, day=read_date(self.day.text()))
        except NotADate as error:
            self.refuse(str(error), self.day)
            return None

    def refuse(self, why: str, field: QWidget | None = None) -> None:
        """Say what does not fit; '' takes that back."""
        self.problem.setText(why)
        mark(self.day, bad=field is self.day and bool(why))


class CompareDialog(PlainDialog):
    """The map before and the map after."""

    def __init__(
        self,
        states: Sequence[tuple[str, State]],
        compare: Callable[[State, State], Any],
        parent: QWidget,
    ) -> None:
        super().__init__("Compare", parent, 560)
        self.setObjectName("compare")
        self._compare = compare
        self.say(_SAYS, "muted")
        self.before = SidePicker("Before", states, self)
        self.after = SidePicker("After", states, self)
        for side in (self.before, self.after):
            self.body.addLayout(row(side.caption, None, side.problem))
            line = row(side.choice, side.day)
            line.setStretch(0, 1)
            self.body.addLayout(line)
        if len(states) > 1:
            self.before.choice.setCurrentIndex(1)
        self.cancel_button()
        self.answer("Compare", self._done, look="primary", closes=False)
        self.before.choice.setFocus()

    def _done(self) -> None:
        before, after = self.before.read(), self.after.read()
        if before is None or after is None:
            return
        if before == after:
            self.after.refuse(SAME)
            return
        self.accept()
        self._compare(before, after)
