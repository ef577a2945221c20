"""At the foot of the panel: when work begins, how long a wave takes, and adopting the plan."""

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from isthmus.ui.dates import NotADate, read_date, write_date
from isthmus.ui.text import caption, label
from isthmus.ui.widgets.basic import button, column, mark, row
from isthmus.workspace.edits.adopting import WEEKS
from isthmus.workspace.edits.resolving import counted

_LONGEST = 520


class Adoption(QWidget):
    """The dates, and the button."""

    adopted = Signal()
    """The waves that are ticked are to be adopted."""
    changed = Signal()
    """The dates are others."""

    def __init__(self) -> None:
        super().__init__()
        self._day = datetime.now().astimezone().date()
        self._ticked = 0
        self.start = QLineEdit(write_date(self._day))
        self.start.setAccessibleName("Day on which work on the first wave begins")
        self.weeks = QSpinBox()
        self.weeks.setRange(1, _LONGEST)
        self.weeks.setValue(WEEKS)
        self.weeks.setAccessibleName("Weeks that a wave takes")
        self.adopt = button("Adopt the plan", self._adopt, "primary", "adopt")
        self.problem = label("", "danger", wrap=True)
        self.problem.hide()
        self.weeks.lineEdit().setTextMargins(5, 0, 0, 0)
        self.weeks.setFixedHeight(self.start.sizeHint().height())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 16, 12)
        whole.setSpacing(6)
        begin = column(label("Work begins", "field"), self.start, gap=3)
        long = column(label("Weeks a wave", "field"), self.weeks, gap=3)
        press = column(label(" ", "field"), self.adopt, gap=3)
        line = row(begin, long, press, gap=10)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        whole.addLayout(line)
        whole.addWidget(self.problem)
        self.start.textEdited.connect(self._typed)
        self.start.editingFinished.connect(self._typed)
        self.weeks.valueChanged.connect(lambda _: self.changed.emit())

    @property
    def day(self) -> date:
        """When work on the first wave begins."""
        return self._day

    def show_waves(self, ticked: int, of: int) -> None:
        """Say how many waves are to be adopted."""
        self._ticked = ticked
        words = f"Adopt {counted(ticked, 'wave')}" if 0 < ticked < of else "Adopt the plan"
        self.adopt.setText(caption(words))
        self.adopt.setAccessibleName(words)
        self._enable()

    def _typed(self) -> None:
        try:
            day = read_date(self.start.text())
        except NotADate as error:
            self._refuse(str(error))
            return
        self._refuse("" if day else "Say when work begins")
        if day is not None and day != self._day:
            self._day = day
            self.changed.emit()

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.setVisible(bool(why))
        mark(self.start, bad=bool(why))
        self._enable()

    def _enable(self) -> None:
        self.adopt.setEnabled(bool(self._ticked) and not self.problem.text())

    def _adopt(self) -> None:
        self._typed()
        if not self.problem.text():
            self.adopted.emit()
