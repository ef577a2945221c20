"""The line that says what was found, or how what is shown stands to the map."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from isthmus.ui.jobs import SHOW_AFTER
from isthmus.ui.judging.following import Follower, State
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, row

_HEIGHT = 30


class Standing(QWidget):
    """One line high whatever it says, so that nothing below it jumps."""

    def __init__(self, follower: Follower) -> None:
        super().__init__()
        self._follower = follower
        self._summary = ""
        self.words = label("", "muted", wrap=True)
        self.again = button("Work it out again", follower.begin, name="again")
        self.again.setProperty("size", "compact")
        line = row(self.words, self.again)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.setMinimumHeight(_HEIGHT)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(lambda: self.words.setText("Working it out…"))
        follower.state_changed.connect(self._refresh)
        self._refresh()

    def say(self, summary: str) -> None:
        """What to say while what is shown holds."""
        self._summary = summary
        self._refresh()

    def text(self) -> str:
        """What is said now."""
        return self.words.text()

    def _refresh(self) -> None:
        state = self._follower.state
        self.again.setVisible(state in (State.CHANGED, State.FAILED))
        if state is State.WORKING:
            self._slow.start(SHOW_AFTER)
            return
        self._slow.stop()
        words = {State.CHANGED: "The map has changed since.", State.FAILED: self._follower.problem}
        self.words.setText(words.get(state, self._summary))
