"""The palette: every command and all that is on the map, by a few letters of a name."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from isthmus.ui.seek import Entry
from isthmus.ui.seek import Index as Entries
from isthmus.ui.text import label
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour
from isthmus.ui.widgets.basic import hairline
from isthmus.ui.widgets.painting import filled, line

Index = QModelIndex | QPersistentModelIndex
_ROW = 32


class _Model(QAbstractListModel):
    """The entries that match."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        return self._entries[index.row()] if 0 <= index.row() < len(self._entries) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        entry = self.entry(index)
        if entry is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"{entry.title}, {entry.detail}" if entry.detail else entry.title


class _Delegate(QStyledItemDelegate):
    """Draws an entry: its title on the left, what it is on the right."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        entry = model.entry(index) if isinstance(model, _Model) else None
        if entry is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._keeper.theme.window
        box = QRectF(option.rect).adjusted(6, 1, -6, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            filled(painter, box, colours["accent_soft"], 5)
        if _begins_group(model, index.row()):
            painter.fillRect(option.rect.adjusted(16, 0, -16, 1 - _ROW), qcolour(colours["line"]))
        words = box.adjusted(10, 0, -10, 0)
        face = font(11)
        width = QFontMetricsF(face).horizontalAdvance(entry.detail)
        line(painter, words.adjusted(0, 0, -width - 12, 0), entry.title, colours["text"])
        painter.setFont(face)
        painter.setPen(qcolour(colours["faint"]))
        painter.drawText(words, _RIGHT, entry.detail)
        painter.restore()


def _begins_group(model: QAbstractItemModel, row: int) -> bool:
    """Whether the entry of that row is of another kind than that above it."""
    if not isinstance(model, _Model):
        return False
    kinds = [one.kind for at in (row - 1, row) if (one := model.entry(model.index(at)))]
    return len(kinds) == 2 and kinds[0] != kinds[1]


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CommandPalette(QFrame):
    """A field and a list over the window; Esc or a click elsewhere puts it away."""

    def __init__(self, keeper: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setAccessibleName("Find or run a command")
        self._index = Entries(())
        self._before: QWidget | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find anything on the map, or run a command")
        self.field.setAccessibleName("Find anything on the map, or run a command")
        self.model = _Model(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(keeper, self))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("What was found")
        self.nothing = label("", "muted")
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._run)
        self.hide()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 6)
        whole.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(10, 10, 10, 4)
        top.addWidget(self.field)
        whole.addLayout(top)
        whole.addWidget(hairline())
        whole.addWidget(self.list, 1)
        told = QVBoxLayout()
        told.setContentsMargins(18, 4, 18, 4)
        told.addWidget(self.nothing)
        whole.addLayout(told)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(36)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(10, 25, 35, 70))
        self.setGraphicsEffect(shadow)

    def open_with(self, index: Entries) -> None:
        """Show the palette over its window, to choose from these entries."""
        self._before = self.window().focusWidget()
        self._index = index
        self.field.clear()
        self._search("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_palette(self) -> None:
        """Put it away; the focus goes back to where it was."""
        if self.isVisible():
            self.hide()
            if self._before is not None:
                self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list work from the field; losing the focus closes."""
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._pressed(event.key())
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False

    def _pressed(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8,
                 Qt.Key.Key_PageUp: -8}  # fmt: skip
        if key in steps:
            self._step(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        last = self.model.rowCount() - 1
        row = min(last, max(0, self.list.currentIndex().row() + by))
        self.list.setCurrentIndex(self.model.index(row))

    def _search(self, text: str) -> None:
        self.model.show(self._index.search(text))
        self.list.setCurrentIndex(self.model.index(0))
        is_empty = not self.model.rowCount()
        self.nothing.setText(f"Nothing here is called “{text.strip()[:60]}”" if is_empty else "")
        self.nothing.setVisible(is_empty)
        self.list.setVisible(not is_empty)
        self._place()

    def _place(self) -> None:
        over = self.parentWidget() or self
        rows = max(1, min(10, self.model.rowCount()))
        height = 68 + rows * _ROW
        width = min(560, over.width() - 40)
        self.setGeometry((over.width() - width) // 2, 72, width, height)

    def _run(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is not None:
            self.close_palette()
            entry.run()
