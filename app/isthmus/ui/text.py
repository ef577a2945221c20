"""The one place where text becomes a label, a tooltip or a caption.

Texts come from maps and workbooks that anybody may have written. Qt reads text that looks like
HTML as HTML and loads what it names; here nothing is ever read as markup.
"""

from html import escape
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class _Tipped(Protocol):
    def setToolTip(self, text: str, /) -> None: ...


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows `text` as it is; `role` names its look in the style sheet."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if wrap:
        made.setWordWrap(True)
        # a word that is longer than the room for it is cut, and makes nothing wider
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if role:
        made.setProperty("role", role)
    return made


def tip_markup(text: str) -> str:
    """`text` as markup that shows just that text, for tooltips (models' too)."""
    return f"<span style='white-space: pre-line'>{escape(text)}</span>" if text else ""


def set_tip(on: _Tipped, text: str) -> None:
    """Give a widget or an action a tooltip that shows `text` as it is."""
    on.setToolTip(tip_markup(text))


def caption(text: str) -> str:
    """`text` for a button, a tab or a menu: an ampersand stays an ampersand."""
    return text.replace("&", "&&")


class ElidedLabel(QWidget):
    """One line of plain text that ends in an ellipsis where there is no room."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text; the whole of it is in the tooltip."""
        self._text = text
        set_tip(self, text)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the text, one line high."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text), metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        fits = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, fits)
