"""The canvas with what floats over it: the empty map's offers and passing words."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, column, row
from isthmus.ui.widgets.bring_panel import BringPanel
from isthmus.ui.widgets.filter_bar import FilterBar
from isthmus.ui.widgets.toast import Toast
from isthmus.ui.widgets.view_tabs import ViewTabs

_EDGE = 16
_UNDER_PILL = 56
"""Pixels from the canvas's top: the lens stands above."""


class EmptyState(QFrame):
    """What to do first, on an empty map."""

    asked = Signal(str)
    """'import', 'sample' or 'draw'."""

    def __init__(self, parent: QWidget, *, has_sample: bool) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        title = label("Nothing on the map yet", "title")
        hint = label(
            "Bring in the application inventory that you have, or draw the systems and the data "
            "that moves between them. Islands and missing integrations show as you go.",
            "muted",
            wrap=True,
        )
        choices = [
            ("import", "Import a workbook", "primary"),
            *([("sample", "Open the sample", "")] if has_sample else []),
            ("draw", "Draw the first system", ""),
        ]
        made = [
            button(text, lambda word=word: self.asked.emit(word), look, name=word)  # type: ignore[misc]
            for word, text, look in choices
        ]
        self.setLayout(column(title, hint, row(*made, None), margins=(28, 24, 28, 24), gap=14))
        self.setFixedWidth(520)


class CanvasHost(QWidget):
    """Holds the canvas; keeps what floats over it in its place."""

    def __init__(self, canvas: QWidget, *, has_sample: bool) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.views = ViewTabs()
        box.addWidget(canvas, 1)
        box.addWidget(self.views)
        self._canvas = canvas
        self._bar: FilterBar | None = None
        self._panel: BringPanel | None = None
        self.empty = EmptyState(self, has_sample=has_sample)
        self.toast = Toast(self)
        self.toast.installEventFilter(self)
        self.setMinimumSize(320, 240)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def add_bar(self, bar: FilterBar, panel: BringPanel) -> None:
        """Keep a bar under what stands at the top of the canvas, and a panel at its right."""
        self._bar, self._panel = bar, panel
        panel.installEventFilter(self)

    def place(self) -> None:
        """Put everything where it belongs: something is of another size."""
        self._place()

    def show_empty(self, *, on: bool) -> None:
        """Offer what to do first, or not."""
        self.empty.setVisible(on)
        self.empty.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The passing word is placed when it shows."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            self._place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QEvent) -> None:  # noqa: ARG002 - Qt calls it so
        """What floats stays in its place."""
        self._place()

    def _place(self) -> None:
        self.empty.adjustSize()
        layout = self.empty.layout()
        if layout:
            self.empty.setFixedHeight(layout.totalHeightForWidth(self.empty.width()))
        if self._bar is not None:
            self._bar.place(_EDGE, _UNDER_PILL, self._canvas.width() - 2 * _EDGE)
        if self._panel is not None:
            bar = self._bar
            under = bar.geometry().bottom() + 8 if bar and bar.isVisible() else _UNDER_PILL
            self._panel.place(self._canvas, under)
        middle = self._canvas.geometry().center()
        self.empty.move(middle.x() - self.empty.width() // 2, middle.y() - self.empty.height() // 2)
        bottom = self._canvas.height() - self.toast.height() - 64  # above the canvas's own buttons
        self.toast.move(middle.x() - self.toast.width() // 2, bottom)
