"""What to do first where there is nothing yet: on an empty map, on an empty view."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, column, row

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_MARGIN = 28

Choice = tuple[str, str, str]
"""A word, what the button says, and its look."""


class Teaching(QFrame):
    """A title, a hint and what can be chosen, over the middle of the canvas."""

    asked = Signal(str)
    """The word of what was chosen."""

    def __init__(
        self, parent: QWidget, title: str, hint: str, choices: Sequence[Choice], width: int = 520
    ) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.title = label(title, "title", wrap=True)
        made = [
            button(text, lambda word=word: self.asked.emit(word), look, name=word)  # type: ignore[misc]
            for word, text, look in choices
        ]
        self._choices = row(*made, None)
        parts = (self.title, label(hint, "muted", wrap=True), self._choices)
        self.setLayout(column(*parts, margins=(_MARGIN, 24, _MARGIN, 24), gap=14))
        self._width = width
        self.setFixedWidth(width)
        self.hide()

    def place(self, area: QWidget) -> None:
        """Stand in the middle of that, no wider than it."""
        self.setFixedWidth(min(self._width, area.width() - 32))
        self._choices.setDirection(_ACROSS)
        if self._choices.minimumSize().width() > self.width() - 2 * _MARGIN:
            self._choices.setDirection(_DOWN)
        if layout := self.layout():
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        middle = area.geometry().center()
        self.move(middle.x() - self.width() // 2, middle.y() - self.height() // 2)


class EmptyMap(Teaching):
    """Asks for 'import', 'sample' or 'draw'."""

    def __init__(self, parent: QWidget, *, has_sample: bool) -> None:
        super().__init__(
            parent,
            "Nothing on the map yet",
            "Bring in the application inventory that you have, or draw the systems and the data "
            "that moves between them. Islands and missing integrations show as you go.",
            (
                ("import", "Import a workbook", "primary"),
                *((("sample", "Open the sample", ""),) if has_sample else ()),
                ("draw", "Draw the first system", ""),
            ),
        )


class EmptyView(Teaching):
    """Asks for 'bring' or 'draw'."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "",
            "A view shows a part of the model in places of its own. Add systems that the model "
            "has, with the flows between them, or draw new ones.",
            (("bring", "Add systems to this view…", "primary"), ("draw", "Draw a system", "")),
            460,
        )

    def show_name(self, view: str) -> None:
        """Say which view is empty."""
        self.title.setText(f"Nothing on ‘{view}’ yet")
