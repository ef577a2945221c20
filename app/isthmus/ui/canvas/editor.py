"""Naming in place: a line edit over a card's title."""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from isthmus.drawing.cards import TEXT_LEFT, TITLE_SIZE
from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import CARD_WIDTH
from isthmus.ui.canvas.lettering import inter

_SHEET = """
QLineEdit {{ background: {panel}; color: {text}; border: 2px solid {accent}; border-radius: 5px;
  padding: 0 4px; selection-background-color: {accent}; selection-color: {accent_text}; }}
"""
_LEAST = 96
"""Pixels of width that a name needs, however far out the map is."""
_WIDEST = 300
"""Pixels that the editor grows to with a long name."""
_LONGEST = 200


class Way(Enum):
    """How a name was kept, and so what is to be edited next."""

    STAY = "stay"
    """By Enter or a click elsewhere: nothing."""
    NEXT = "next"
    """By Tab."""
    BACK = "back"
    """By Shift+Tab: the one before."""
    LEAD_ON = "lead on"
    """By Ctrl+Enter: the next, where a flow leads to."""


class NameEditor(QLineEdit):
    """Edits one name; Enter, Tab and a click elsewhere keep it, Esc does not."""

    entered = Signal(str)
    """The name to keep."""
    closed = Signal()
    """The edit is over; comes before `entered`."""
    lines_pasted = Signal()
    """Several lines are pasted: they are no name but several."""
    stepped = Signal(int)
    """An arrow up (-1) or down (1)."""

    def __init__(self, parent: QWidget, middle: float, height: float) -> None:
        """Hidden until it is opened; `middle` is where it stands on a card, from its top."""
        super().__init__(parent)
        self._middle, self._height = middle, height
        self.setAccessibleName("Name of the system")
        self.setMaxLength(_LONGEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.returnPressed.connect(self.finish)
        self.textChanged.connect(self._grow)
        self._room = _LEAST
        self.hide()
        self.is_open = False
        self.way = Way.STAY
        self.takes_lines = False
        """Several lines that are pasted are told of by `lines_pasted`, and not put in."""

    def open(self, name: str, card: QRectF, zoom: float) -> None:
        """Edit the name of the system whose card stands there in the widget."""
        self.is_open, self.way = True, Way.STAY
        self.setText(name)
        self.selectAll()
        self.follow(card, zoom)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, card: QRectF, zoom: float) -> None:
        """Stay on the card while the camera moves."""
        font = QFont(inter(TITLE_SIZE, 600))
        font.setPixelSize(max(11, round(TITLE_SIZE * zoom)))
        self.setFont(font)
        left = card.x() + (TEXT_LEFT - 7) * zoom
        self._room = max(_LEAST, round((CARD_WIDTH - TEXT_LEFT + 3) * zoom))
        height = max(22, round(self._height * zoom))
        self.setFixedHeight(height)
        self.move(round(left), round(card.y() + self._middle * zoom - height / 2))
        self._grow()

    def _grow(self) -> None:
        """As wide as the name, within reason."""
        words = self.fontMetrics().horizontalAdvance(self.text()) + 18
        self.setFixedWidth(max(self._room, min(words, _WIDEST)))

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.setStyleSheet(_SHEET.format_map(theme.window))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; arrows up and down choose among what is offered."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif self.takes_lines and _pastes_lines(event):
            self.lines_pasted.emit()
        elif _leads_on(event):
            self.way = Way.LEAD_ON
            self.finish()
        else:
            super().keyPressEvent(event)
            # Qt passes on an Enter that ends an edit: on the canvas it would open the properties
            event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter from the window's commands."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _leads_on(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Tab keeps the name and goes on to the next."""
        self.way = Way.NEXT if forward else Way.BACK
        self.finish()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere keeps the name; another window in front does not end the edit."""
        super().focusOutEvent(event)
        if event.reason() not in {_POPUP, _WINDOW}:
            self.finish()

    def finish(self) -> None:
        """Keep what was typed, if the editor is open."""
        if self.is_open:
            self._close()
            self.entered.emit(self.text())

    def give_up(self) -> None:
        """Close without a name, if the editor is open."""
        if self.is_open:
            self._close()

    def _close(self) -> None:
        """Hide; the canvas gets the focus back, unless another widget has it by now."""
        self.is_open = False
        canvas = self.parentWidget()
        # Also in a window that is not active: a focused widget that hides passes the focus on as
        # Tab does, which would walk to the next system.
        if canvas is not None and self.window().focusWidget() is self:
            canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.closed.emit()


def _pastes_lines(event: QKeyEvent) -> bool:
    """Whether several lines lie on the clipboard that the key would put in."""
    lines = QGuiApplication.clipboard().text().strip().splitlines()
    return event.matches(QKeySequence.StandardKey.Paste) and len(lines) > 1


def _leads_on(event: QKeyEvent) -> bool:
    """Whether it is Ctrl+Enter."""
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


_POPUP = Qt.FocusReason.PopupFocusReason
_WINDOW = Qt.FocusReason.ActiveWindowFocusReason
