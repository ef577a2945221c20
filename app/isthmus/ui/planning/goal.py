"""What the plan is to close: in words, from which severity on, with the islands or without."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from isthmus.analysis.planning.wishes import Wishes
from isthmus.analysis.results import Finding
from isthmus.catalogue.types import Severity
from isthmus.ui.planning.words import goal_words
from isthmus.ui.text import label, set_tip
from isthmus.ui.widgets.basic import button, row
from isthmus.workspace.edits.resolving import counted

_LEAST = (
    (Severity.LOW, "All findings"),
    (Severity.MEDIUM, "Medium and worse"),
    (Severity.HIGH, "High and worse"),
    (Severity.CRITICAL, "Critical only"),
)


class Goal(QWidget):
    """The goal in a sentence, and what changes it."""

    changed = Signal()
    """Severity or islands are chosen otherwise."""
    choosing = Signal()
    """Single findings are to be chosen."""
    freed = Signal()
    """What was struck out or kept is so no longer."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "title", wrap=True)
        self.least = QComboBox()
        self.least.setAccessibleName("Close findings of this severity or worse")
        self.least.addItems([words for _, words in _LEAST])
        self.islands = QCheckBox("Islands")
        self.islands.setChecked(True)
        set_tip(self.islands, "Tie islands in, besides closing the other findings")
        self.choose = button("Choose findings…", self.choosing.emit, "link", "choose")
        self._said = label("", "small", wrap=True)
        self._free = button("Take back", self.freed.emit, "link", "free-all")
        self._free.setAccessibleDescription("Consider what was struck out, keep nothing")
        self._lay_out()
        self.least.activated.connect(lambda _: self.changed.emit())
        self.islands.clicked.connect(lambda _: self.changed.emit())

    def _lay_out(self) -> None:
        self._note = QWidget()
        note = row(self._said, self._free)
        note.setStretch(0, 1)
        self._note.setLayout(note)
        self._note.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.words)
        whole.addLayout(row(self.least, self.islands, None, self.choose, gap=10))
        whole.addWidget(self._note)

    def wishes(self) -> Wishes:
        """What is chosen here, and nothing else."""
        return Wishes(least=self.severity, islands=self.islands.isChecked())

    @property
    def severity(self) -> Severity:
        """The least severity of what is to be closed."""
        return _LEAST[self.least.currentIndex()][0]

    def reset(self) -> None:
        """Close everything."""
        self.least.setCurrentIndex(0)
        self.islands.setChecked(True)

    def show_goal(self, chosen: Sequence[Finding] | None, wishes: Wishes) -> None:
        """Say what is to be closed, None while it is not known; and what is otherwise."""
        self.words.setText("Checking the map…" if chosen is None else goal_words(chosen))
        counts = (
            (len(wishes.without), "finding", "left alone"),
            (len(wishes.forbidden), "flow", "struck out"),
            (len(wishes.required), "flow", "kept"),
        )
        parts = [f"{counted(number, what)} {how}" for number, what, how in counts if number]
        self._said.setText(", ".join(parts))
        self._note.setVisible(bool(parts))
