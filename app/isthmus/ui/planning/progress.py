"""While a plan is worked out: what is being done, the best so far, a way to end it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from isthmus.analysis.planning.watch import Phase, Standing
from isthmus.ui.planning.words import best_words, part_done, standing_words
from isthmus.ui.text import caption, label
from isthmus.ui.widgets.basic import button, row


class Progress(QWidget):
    """The phase, a bar, the best so far and its bound."""

    stopped = Signal()
    """It is to end: with the best so far where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.phase = label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the plan is")
        self.best = label("", "muted", wrap=True)
        self.stop = button("Cancel", self._stop, name="stop")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 20, 16, 16)
        whole.setSpacing(10)
        for part in (self.phase, self.bar, self.best):
            whole.addWidget(part)
        whole.addLayout(row(self.stop, None))
        whole.addStretch(1)

    def begin(self) -> None:
        """Nothing is known yet."""
        self.show_standing(Standing(Phase.CHECKING))

    def show_standing(self, standing: Standing) -> None:
        """Say how far it is."""
        self.phase.setText(f"{standing_words(standing)}…")
        is_open = standing.phase is Phase.CHOOSING
        self.bar.setRange(0, 0 if is_open else 100)
        self.bar.setValue(round(100 * part_done(standing)))
        self.best.setText(best_words(standing))
        words = "Stop and show the best so far" if is_open else "Cancel"
        self.stop.setText(caption(words))
        self.stop.setAccessibleName(words)
        self.stop.setEnabled(True)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stopped.emit()
