"""Systems of the model that are not on the view: ticked and added, or dragged onto the map."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from isthmus.ui.canvas.drop import KNOWN_FORMAT
from isthmus.ui.text import ElidedLabel, label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, column, row
from isthmus.ui.widgets.ticks import Choice, TickList
from isthmus.workspace.edits.resolving import counted

_WIDTH = 320


class BringPanel(QFrame):
    """Floats over the right of the map, so that rows can be dragged onto it."""

    wanted = Signal(object)
    """The ids of the systems to add, as a tuple."""
    left = Signal()

    def __init__(self, keeper: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setAccessibleName("Add systems to this view")
        self.title = ElidedLabel("", "heading")
        self.hint = label("Tick and add, or drag onto the map.", "small", wrap=True)
        self.ticks = TickList("Systems", keeper, mime=KNOWN_FORMAT)
        self.add = button("Add", self._add, "primary")
        self.every = button("Tick all shown", self.ticks.model.tick_all, "link")
        self.close_button = button("Close", self.leave)
        foot = row(self.every, None, self.close_button, self.add)
        parts = (self.title, self.hint, self.ticks, foot)
        self.setLayout(column(*parts, margins=(14, 12, 14, 12), gap=8))
        self.ticks.ticked.connect(self._count)
        self.ticks.left.connect(self.leave)
        self.hide()

    def show_systems(self, view: str, choices: Sequence[Choice]) -> None:
        """Offer these for the view of that name."""
        self.title.setText(f"Add systems to ‘{view}’")
        many = counted(len(choices), "system")
        verb = "is" if len(choices) == 1 else "are"
        self.hint.setText(
            f"{many} of the model {verb} not on it. Tick and add, or drag onto the map."
            if choices
            else "All systems of the model are on this view."
        )
        self.ticks.show_choices(choices, self.ticks.chosen)
        self._count()

    def _count(self) -> None:
        number = len(self.ticks.chosen)
        self.add.setText(f"Add {number:,}" if number else "Add")
        self.add.setEnabled(bool(number))

    def _add(self) -> None:
        self.wanted.emit(self.ticks.chosen)

    def leave(self) -> None:
        """Go, with nothing added."""
        self.hide()
        self.left.emit()

    def place(self, area: QWidget, top: int) -> None:
        """Stand at the right of the map from there on, as high as there is room."""
        width = min(_WIDTH, area.width() - 32)
        height = min(520, area.height() - top - 16)
        self.setGeometry(area.x() + area.width() - width - 16, area.y() + top, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Ctrl+Enter adds what is ticked."""
        key, held = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held:
            self._add()
        else:
            super().keyPressEvent(event)
