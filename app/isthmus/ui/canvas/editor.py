"""Rename in place: a line edit over the card's title."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
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


class RenameEditor(QLineEdit):
    """Edits one system's name; Enter and a click elsewhere keep it, Esc does not."""

    done = Signal(str, str)
    """Id of the system and its new name."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Hidden until it is opened."""
        super().__init__(parent)
        self.setAccessibleName("Name of the system")
        self.setMaxLength(200)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.returnPressed.connect(self._keep)
        self.hide()
        self.system = ""

    def open(self, system: str, name: str, card: QRectF, zoom: float) -> None:
        """Edit the name of the system whose card stands there in the widget."""
        self.system = system
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
        width = max(_LEAST, round((CARD_WIDTH - TEXT_LEFT + 3) * zoom))
        height = max(24, round(26 * zoom))
        self.setGeometry(round(left), round(card.center().y() - height / 2), width, height)

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.setStyleSheet(_SHEET.format_map(theme.window))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; Tab keeps the name, as Enter does."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() == Qt.Key.Key_Tab:
            self._keep()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere keeps the name; another window in front does not end the edit."""
        super().focusOutEvent(event)
        if event.reason() not in {_POPUP, _WINDOW}:
            self._keep()

    def give_up(self) -> None:
        """Close without a new name."""
        if self.system:
            self._close()

    def _keep(self) -> None:
        system, name = self.system, self.text()
        if system:
            self._close()
            self.done.emit(system, name)

    def _close(self) -> None:
        self.system = ""
        self.hide()
        self.closed.emit()


_POPUP = Qt.FocusReason.PopupFocusReason
_WINDOW = Qt.FocusReason.ActiveWindowFocusReason
