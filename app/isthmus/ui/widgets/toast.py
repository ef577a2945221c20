"""A word that passes, with what could be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from isthmus.ui.text import label, set_tip
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
    """A word that passes; it stays while the pointer or the focus is on it."""

    left = Signal()
    """The focus was on it, and it goes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self._text = label("", wrap=True)
        self._row = row(self._text, margins=(14, 8, 10, 8), gap=6)
        self._row.setStretch(0, 1)
        self.setLayout(self._row)
        self.buttons: list[QPushButton] = []
        self._keys = label("F6", "small")
        set_tip(self._keys, "F6 leads here from the keyboard")
        self._was_visited = False
        self._shown_for = TOAST_SHOWN
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def text(self) -> str:
        """What is said."""
        return self._text.text()

    @property
    def is_waiting(self) -> bool:
        """Whether something is offered that the keyboard has not come to yet."""
        return self.isVisible() and bool(self.buttons) and not self._was_visited

    def take_focus(self) -> None:
        """Let the keyboard press what is offered, the first first."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

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
        self._row.removeWidget(self._keys)
        for made in (*self.buttons, self._keys):
            self._row.addWidget(made)
        self._keys.setVisible(bool(offers))
        self._was_visited = False
        self._text.setText(text)
        beside = sum(part.sizeHint().width() + 6 for part in (*self.buttons, self._keys))
        wide = self._text.fontMetrics().horizontalAdvance(text) + 34 + beside
        over = self.parentWidget()
        width = min(_WIDEST, wide, over.width() - 32 if over else wide)
        self.setFixedWidth(width)
        self.setFixedHeight(max(36, self._row.totalHeightForWidth(width)))
        self.show()
        self.raise_()
        self._shown_for = _OFFER_SHOWN if offers else TOAST_SHOWN
        self._timer.start(self._shown_for)

    def _button(self, offer: Offer) -> QPushButton:
        def taken() -> None:
            self._go()
            offer.deed()

        made = button(offer.words, taken, "link")
        made.installEventFilter(self)
        return made

    def _go(self) -> None:
        """Leave, and let the focus go where it is of use."""
        was_in_focus = any(one.hasFocus() for one in self.buttons)
        self.hide()
        if was_in_focus:
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay while a button has the focus; arrows lead from one to the next, Esc leaves."""
        if event.type() is QEvent.Type.FocusIn:
            self._was_visited = True
            self._timer.stop()
        elif event.type() is QEvent.Type.FocusOut and self.isVisible():
            self._timer.start(self._shown_for)
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._pressed(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _pressed(self, key: Qt.Key) -> bool:
        at = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), 0)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if key is Qt.Key.Key_Escape:
            self._go()
        elif step is not None:
            self.buttons[(at + step) % len(self.buttons)].setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.buttons[at].click()
        else:
            return False
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while it may be read or pressed."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go after a while."""
        if self.isVisible() and not any(one.hasFocus() for one in self.buttons):
            self._timer.start(self._shown_for)
        super().leaveEvent(event)
