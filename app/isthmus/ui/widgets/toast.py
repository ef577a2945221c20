"""A word that passes, with what could be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, row

TOAST_SHOWN = 6000
"""Milliseconds that a passing word stays."""
_OFFER_SHOWN = 12_000
"""The same where something is offered with it."""
_WIDEST = 560


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done about what is said."""

    words: str
    deed: Callable[[], Any]


class Toast(QFrame):
    """A word that passes; it stays while the pointer is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self._text = label("", wrap=True)
        self._row = row(self._text, margins=(14, 8, 10, 8), gap=6)
        self._row.setStretch(0, 1)
        self.setLayout(self._row)
        self.buttons: list[QPushButton] = []
        self._shown_for = TOAST_SHOWN
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Show a word for a while."""
        self.offer(text)

    def offer(self, text: str, *offers: Offer) -> None:
        """Show a word with what could be done about it, as buttons."""
        for old in self.buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [self._button(one) for one in offers]
        for made in self.buttons:
            self._row.addWidget(made)
        self._text.setText(text)
        beside = sum(made.sizeHint().width() + 6 for made in self.buttons)
        wide = self._text.fontMetrics().horizontalAdvance(text) + 34 + beside
        width = min(_WIDEST, wide)
        self.setFixedWidth(width)
        self.setFixedHeight(max(36, self._row.totalHeightForWidth(width)))
        self.show()
        self.raise_()
        self._shown_for = _OFFER_SHOWN if offers else TOAST_SHOWN
        self._timer.start(self._shown_for)

    def _button(self, offer: Offer) -> QPushButton:
        def taken() -> None:
            self.hide()
            offer.deed()

        return button(offer.words, taken, "link")

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while it may be read or pressed."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go after a while."""
        if self.isVisible():
            self._timer.start(self._shown_for)
        super().leaveEvent(event)
