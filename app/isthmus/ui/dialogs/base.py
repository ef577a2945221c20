"""The frame of every dialog: a title, a body, buttons at the foot; never blocks."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, hairline


class PlainDialog(QDialog):
    """A dialog over the window; shown by open(), answered by its buttons."""

    def __init__(self, title: str, parent: QWidget | None, width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._width = width
        self.setMinimumWidth(min(width, 420))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 22, 24, 20)
        self.body.setSpacing(10)
        self.body.addWidget(label(title, "title", wrap=True))
        whole.addLayout(self.body, 1)
        whole.addWidget(hairline())
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(24, 12, 24, 12)
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        whole.addLayout(self._foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Wrapped text makes its room, and the dialog stands in the middle of its window."""
        self.fit()
        super().showEvent(event)

    def fit(self, least: int = 0) -> None:
        """As high as the content asks at the dialog's width, at least so many pixels."""
        layout, over = self.layout(), self.parentWidget()
        if layout is None:
            return
        width = self._width
        if over is not None:
            room = over.window().width() - 40
            width = max(min(width, room), layout.minimumSize().width())
        height = max(least, layout.totalHeightForWidth(width), layout.minimumSize().height())
        if over is not None:
            height = min(height, max(320, over.window().height() - 80))
        self.resize(width, height)
        if over is not None:
            middle = over.window().geometry().center()
            self.move(max(0, middle.x() - width // 2), max(0, middle.y() - height // 2))

    def say(self, text: str, role: str = "") -> None:
        """Add a paragraph to the body."""
        self.body.addWidget(label(text, role, wrap=True))

    def answer(
        self,
        text: str,
        then: Callable[[], Any] | None = None,
        *,
        look: str = "",
        closes: bool = True,
        left: bool = False,
    ) -> QPushButton:
        """Add a button to the foot; the primary one is pressed by Enter."""

        def pressed() -> None:
            if closes:
                self.accept()
            if then is not None:
                then()

        made = button(text, pressed, look)
        if left:
            self._foot.insertWidget(0, made)
        else:
            self._foot.addWidget(made)
        if look == "primary":
            made.setDefault(True)
            made.setFocus()
        return made

    def cancel_button(self, text: str = "Cancel") -> QPushButton:
        """Add the button that closes and does nothing; Esc does the same."""
        made = button(text, self.reject)
        self._foot.addWidget(made)
        return made
