"""The tab that is there while a stress test is on: what falls, or the weak points of the map."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isthmus.ui.text import label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import column, hairline
from isthmus.ui.widgets.rows import Row, RowList

_FALLS = "What falls", "Choose a line to go there."
_WEAK = "Weak points", "Choose a line to see what falls with it."
_NOTHING = "Nothing else falls: what is left keeps all that it needs."
_NO_WEAK = (
    "No single system or flow holds others to the mainland. Click some on the map to see what "
    "falls where several fail."
)


class StressPanel(QWidget):
    """Lists what a test found; what a line leads to is not its own."""

    opened = Signal(object)
    """The Row that was clicked."""
    left = Signal()
    """Esc: the test is over."""

    def __init__(self, keeper: ThemeKeeper) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Stress test")
        self.title = label("", "heading")
        self.hint = label("", "small", wrap=True)
        self.list = RowList(keeper)
        self.list.opened.connect(self.opened)
        self.list.left.connect(self.left)
        self.setFocusProxy(self.list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column(self.title, self.hint, margins=(14, 12, 12, 10), gap=3))
        whole.addWidget(hairline())
        whole.addWidget(self.list, 1)

    def show_rows(self, rows: Sequence[Row], *, weak: bool) -> None:
        """List what falls, or the weak points of the map."""
        title, hint = _WEAK if weak else _FALLS
        nothing = _NO_WEAK if weak else _NOTHING
        self.title.setText(title)
        self.hint.setText(hint if rows else nothing)
        self.list.setAccessibleName(title)
        self.list.setEnabled(True)
        self.list.show_rows(rows)

    def wait(self, words: str) -> None:
        """What was listed holds no more."""
        self.hint.setText(words)
        self.list.setEnabled(False)
        self.list.show_rows(())
