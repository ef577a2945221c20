"""Systems of the model and products, offered under a name while it is typed."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from isthmus.drawing.theme import Theme
from isthmus.ui.text import ElidedLabel
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import qcolour
from isthmus.ui.widgets.painting import filled, line

_SHEET = """
QFrame#suggestions {{ background: {panel}; border: 1px solid {line}; border-radius: 8px; }}
QListWidget {{ background: transparent; border: none; outline: none; }}
QWidget#word {{ background: transparent; color: {accent}; font-family: Inter; font-size: 11px;
  font-weight: 500; }}
QWidget#hint {{ background: transparent; color: {muted}; font-family: Inter; font-size: 11px; }}
"""
_ROW = 28
_WIDTH = 340
_GAP = 6
"""Pixels between the card and the list."""

Offer = tuple[str, str, str]
"""Key of a product or a system, its name, and what it is."""


class _Rows(QStyledItemDelegate):
    """Draws an offer: its name on the left, what it is on the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(0, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.theme.window
        box = QRectF(option.rect).adjusted(5, 1, -5, -1)
        for state, colour in ((_HOVERED, "hover"), (_SELECTED, "accent_soft")):
            if option.state & state:
                filled(painter, box, colours[colour], 5)
        _, name, kind = index.data(Qt.ItemDataRole.UserRole)
        words = box.adjusted(8, 0, -8, 0)
        face = font(11)
        name_width = QFontMetricsF(font(12, 500)).horizontalAdvance(name)
        room = max(words.width() * 0.35, words.width() - name_width - 16)
        kind = QFontMetricsF(face).elidedText(kind, Qt.TextElideMode.ElideRight, room)
        width = QFontMetricsF(face).horizontalAdvance(kind)
        line(painter, words.adjusted(0, 0, -width - 12, 0), name, colours["text"], weight=500)
        painter.setFont(face)
        painter.setPen(qcolour(colours["muted"]))
        painter.drawText(words, _RIGHT, kind)
        painter.restore()


_HOVERED = QStyle.StateFlag.State_MouseOver
_SELECTED = QStyle.StateFlag.State_Selected
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Suggestions(QFrame):
    """A short list that never takes the focus from the name above it."""

    taken = Signal(str, str)
    """Key and name of what was clicked."""

    def __init__(self, parent: QWidget, editor: QWidget, theme: Theme) -> None:
        """Hidden, with nothing to offer; a click leaves the focus with the editor."""
        super().__init__(parent)
        self.setObjectName("suggestions")
        self.setAccessibleName("Suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(editor)  # else Qt gives the focus to the canvas behind
        self._word = ElidedLabel()
        self._word.setObjectName("word")
        words = QVBoxLayout()
        words.setContentsMargins(13, 4, 13, 2)
        words.addWidget(self._word)
        self.list = QListWidget()
        self.list.setAccessibleName("Systems of the model and products of the catalogue")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = _Rows(theme, self.list)
        self.list.setItemDelegate(self._rows)
        self.list.itemClicked.connect(lambda item: self.taken.emit(*_offer(item)[:2]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 5, 1, 5)
        layout.setSpacing(2)
        layout.addLayout(words)
        layout.addWidget(self.list)
        self._hint = ElidedLabel()
        self._hint.setObjectName("hint")
        hints = QVBoxLayout()
        hints.setContentsMargins(13, 2, 13, 4)
        hints.addWidget(self._hint)
        layout.addLayout(hints)
        self.hint("")
        self.hide()

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._rows.theme = theme
        self.setStyleSheet(_SHEET.format_map(theme.window))

    def hint(self, text: str) -> None:
        """Say below what is offered what the keys do; '' for nothing."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def offer(self, word: str, offers: Sequence[Offer]) -> None:
        """Say a word and offer products; with neither, hide."""
        self._word.setText(word)
        self._word.setVisible(bool(word))
        self.list.clear()
        for one in offers:
            item = QListWidgetItem(f"{one[1]}, {one[2]}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, one)
        self.list.setFixedHeight(_ROW * len(offers))
        self.list.setVisible(bool(offers))
        self.setVisible(bool(word or offers or self._hint.text()))
        self.adjustSize()
        self.raise_()

    def step(self, by: int) -> Offer | None:
        """Choose the next offer, or the one before; before the first there is none."""
        row = max(-1, min(self.list.count() - 1, self.list.currentRow() + by))
        self.list.setCurrentRow(row)
        if row < 0:
            self.list.clearSelection()
            return None
        return _offer(self.list.item(row))

    def stand(self, card: QRect) -> None:
        """Stand under the card, or over it where the widget ends too soon."""
        over = self.parentWidget()
        if over is None:
            return
        height = self.sizeHint().height()
        below, above = card.bottom() + _GAP, card.top() - _GAP - height
        fits = below + height <= over.height() or above < 0
        left = max(4, min(card.left(), over.width() - _WIDTH - 4))
        self.setGeometry(left, below if fits else above, _WIDTH, height)


def _offer(item: QListWidgetItem) -> Offer:
    key, name, kind = item.data(Qt.ItemDataRole.UserRole)
    return str(key), str(name), str(kind)
