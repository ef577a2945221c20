"""Words in place: an editor over a note, a heading, or the name of an area or a territory."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from isthmus.drawing.theme import Theme
from isthmus.ui.canvas.lettering import inter
from isthmus.workspace.edits.jotting import LONGEST

_SHEET = """
QPlainTextEdit {{ background: {panel}; color: {text}; border: 2px solid {accent};
  border-radius: 5px; selection-background-color: {accent}; selection-color: {accent_text}; }}
"""
_LEAST = (160, 34)
"""Pixels that the editor needs, however far out the map is."""
_SMALLEST_LETTERS = 11


class Jotter(QPlainTextEdit):
    """Edits a few words, in one line or in several.

    A click elsewhere, Tab and Ctrl+Enter keep them, in one line also Enter; Esc does not.
    """

    entered = Signal(str)
    """The words to keep."""
    closed = Signal()
    """The edit is over; comes before `entered`."""

    def __init__(self, parent: QWidget) -> None:
        """Hidden until it is opened."""
        super().__init__(parent)
        self.setAccessibleName("Text on the map")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.is_open = False
        self._has_lines = False
        self.hide()

    def open(self, what: str, words: str, *, has_lines: bool) -> None:
        """Edit these words; `what` they are is for screen readers. `follow` says where."""
        self.is_open, self._has_lines = True, has_lines
        self.setAccessibleName(what)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if has_lines else policy.ScrollBarAlwaysOff
        )
        wraps = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(wraps.WidgetWidth if has_lines else wraps.NoWrap)
        self.setPlainText(words)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, place: QRectF, size: float, weight: int) -> None:
        """Stand there in the widget; `size` is that of the letters in pixels."""
        font = QFont(inter(12.0, weight))
        font.setPixelSize(max(_SMALLEST_LETTERS, round(size)))
        self.setFont(font)
        width, height = max(_LEAST[0], place.width()), max(_LEAST[1], place.height())
        if not self._has_lines:
            height = max(_LEAST[1], self.fontMetrics().height() + 14)
        self.setGeometry(round(place.x()), round(place.y()), round(width), round(height))

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.setStyleSheet(_SHEET.format_map(theme.window))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; Enter keeps one line, Ctrl+Enter several."""
        enters = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif enters and (held == Qt.KeyboardModifier.ControlModifier or not self._has_lines):
            self.finish()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: ARG002, FBT001 - Qt's signature
        """Tab keeps the words."""
        self.finish()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere keeps the words; another window in front does not end the edit."""
        super().focusOutEvent(event)
        if event.reason() not in {_POPUP, _WINDOW}:
            self.finish()

    def finish(self) -> None:
        """Keep what was typed, if the editor is open."""
        if self.is_open:
            words = self.toPlainText()[:LONGEST]
            self._close()
            self.entered.emit(words)

    def give_up(self) -> None:
        """Close without a change, if the editor is open."""
        if self.is_open:
            self._close()

    def _close(self) -> None:
        """Hide; the canvas gets the focus back, unless another widget has it by now."""
        self.is_open = False
        canvas = self.parentWidget()
        if canvas is not None and self.window().focusWidget() is self:
            canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.closed.emit()


_POPUP = Qt.FocusReason.PopupFocusReason
_WINDOW = Qt.FocusReason.ActiveWindowFocusReason
