"""The bar of a stress test over the map: what fails, when, and in words what falls with it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from isthmus.ui.dates import DATE_HINT, NotADate, read_date, write_date
from isthmus.ui.text import label, set_tip
from isthmus.ui.widgets.basic import button, clear, column, mark, row
from isthmus.ui.widgets.flowing import FlowLayout

_WIDTH = 640
_MOST_CHIPS = 12


class StressBar(QFrame):
    """Shows a stress test and tells what is wanted of it; what that does is not its own."""

    dropped = Signal(str)
    """What is to stand again, by its id."""
    moment = Signal(object)
    """The date on which it is retired; None where it fails now."""
    day_wanted = Signal()
    """It is to be retired: on which day is still to be said."""
    weak_wanted = Signal(bool)
    """Show the weak points of the map, or what falls."""
    details_wanted = Signal()
    """Show the list of what falls."""
    left = Signal()
    resized = Signal()
    """It takes more room, or less."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setAccessibleName("Stress test")
        self.summary = label("", "heading", wrap=True)
        self.hint = label("Click systems and flows to add them or take them away.", "small")
        self.chips = QWidget()
        self._chip_row = FlowLayout(self.chips, 4)
        self._chip_row.setContentsMargins(0, 0, 0, 0)
        self._make_moment()
        self._make_buttons()
        self._lay_out()
        self.hide()

    def _make_moment(self) -> None:
        self.now = self._switch("Fails now", lambda: self.moment.emit(None))
        self.later = self._switch("Is retired on", self._ask_day)
        self.day = QLineEdit()
        self.day.setPlaceholderText(DATE_HINT)
        self.day.setAccessibleName("Day on which it is retired")
        self.day.setFixedWidth(104)
        self.day.editingFinished.connect(self._read_day)
        self.day.textEdited.connect(lambda: self._complain(""))
        self.problem = label("", "danger")
        self.problem.hide()

    def _switch(self, words: str, deed: object) -> QPushButton:
        made = button(words, deed)  # type: ignore[arg-type]
        made.setCheckable(True)
        made.setProperty("size", "compact")
        made.setProperty("look", "switch")
        return made

    def _make_buttons(self) -> None:
        self.details = button("Details", self.details_wanted.emit)
        self.details.setProperty("size", "compact")
        set_tip(self.details, "List what falls, at the right")
        self.weak = button("Weak points", lambda: self.weak_wanted.emit(self.weak.isChecked()))
        self.weak.setCheckable(True)
        self.weak.setProperty("size", "compact")
        self.weak.setProperty("look", "switch")
        set_tip(self.weak, "What cuts most off where it fails (Shift+F7)")
        self.end = button("End", self.left.emit)
        self.end.setProperty("size", "compact")
        self.end.setAccessibleName("End the stress test")
        set_tip(self.end, "End the stress test (Esc)")

    def _lay_out(self) -> None:
        ends = QWidget()
        ends.setLayout(row(None, self.details, self.weak, self.end, gap=6))
        foot = QWidget()
        line = FlowLayout(foot, 6)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self.now, self.later, self.day, ends):
            line.addWidget(part)
        parts = (self.summary, self.hint, self.chips, foot, self.problem)
        self.setLayout(column(*parts, margins=(14, 10, 10, 10), gap=8))

    # What is shown

    def show_failing(self, names: Sequence[tuple[str, str]]) -> None:
        """What fails, by id and name; each can be taken away."""
        clear(self._chip_row)
        for ident, name in names[:_MOST_CHIPS]:
            chip = button(f"{name}  ×", partial(self.dropped.emit, ident), "token")
            chip.setAccessibleName(f"Let {name} stand again")
            self._chip_row.addWidget(chip)
        more = len(names) - _MOST_CHIPS
        self._chip_row.addWidget(label(f"and {more:,} more" if more > 0 else "", "small"))
        self.chips.setVisible(bool(names))
        self.hint.setVisible(len(names) == 1)
        self.details.setVisible(bool(names))
        self.now.setVisible(bool(names))
        self.later.setVisible(bool(names))
        self.day.setVisible(bool(names) and self.later.isChecked())

    def show_summary(self, words: str) -> None:
        """Say what falls, or that it is being worked out."""
        is_news = words != self.summary.text()
        self.summary.setText(words)
        self.resized.emit()
        self.setAccessibleDescription(words)
        if is_news and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def show_moment(self, day: date | None, *, asks: bool = False) -> None:
        """Say when it fails; `asks` where the day is still to be said."""
        is_later = asks or day is not None
        self.now.setChecked(not is_later)
        self.later.setChecked(is_later)
        self.day.setVisible(is_later and not self.later.isHidden())
        if not is_later:
            self._complain("")
        elif day is not None and not self.day.hasFocus():
            self.day.setText(write_date(day))

    def show_weak(self, *, on: bool) -> None:
        """Say whether the weak points are listed."""
        self.weak.setChecked(on)

    # The day

    def _ask_day(self) -> None:
        self.day_wanted.emit()
        self.day.setFocus()
        self.day.selectAll()

    def _read_day(self) -> None:
        if not self.later.isChecked():
            return
        try:
            day = read_date(self.day.text())
        except NotADate as error:
            self._complain(str(error))
        else:
            if day is None:
                self._complain(f"On which day? Write it as {DATE_HINT}")
            else:
                self._complain("")
                self.moment.emit(day)

    def _complain(self, words: str) -> None:
        mark(self.day, bad=bool(words))
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.resized.emit()

    # Room

    def place(self, left: int, top: int, room: int) -> None:
        """Stand there, as high as the words make it."""
        width = min(room, _WIDTH)
        self.setFixedWidth(width)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setGeometry(left, top, width, layout.totalHeightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends the test."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
