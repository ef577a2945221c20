"""The list of judgements: two lines each, with a word in a soft oval."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from isthmus.ui.judging.review import Row
from isthmus.ui.text import tip_markup
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.painting import filled, line, pill

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 50
_PAD = 12
_LOOKS = {
    "danger": ("danger", "danger_soft"),
    "warning": ("warning", "warning_soft"),
    "accent": ("accent", "accent_soft"),
    "good": ("good", "good_soft"),
    "plain": ("muted", "hover"),
}
"""The window's colours for the word and its ground."""
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowModel(QAbstractListModel):
    """The rows that are asked for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[Row, ...] = ()
        self.shown: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...], text: str, kind: str) -> None:
        """Show those of some rows that hold all words of a text and are of a kind, '' for any."""
        words = text.casefold().split()
        self.beginResetModel()
        self._all = rows
        self.shown = tuple(row for row in rows if row.has(words, kind))
        self.endResetModel()

    def ask(self, text: str, kind: str) -> None:
        """Ask the same rows for something else."""
        self.show_rows(self._all, text, kind)

    def place(self, key: str) -> int:
        """Where the row of a key stands among those shown; -1 if it is not."""
        return next((n for n, row in enumerate(self.shown) if row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The words, for screen readers and the tooltip."""
        row = self.shown[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_markup(f"{row.title}\n{row.detail}")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.title, row.pill, row.detail) if part)
        return None


class _Delegate(QStyledItemDelegate):
    """Draws the title with its pill, and below it the detail."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, RowModel):
            return
        row, box = model.shown[index.row()], QRectF(option.rect)
        colours = self._keeper.theme.window
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            filled(painter, box, colours["accent_soft"])
            filled(painter, QRectF(box.x(), box.y(), 3, box.height()), colours["accent"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            filled(painter, box, colours["hover"])
        inside = box.adjusted(_PAD, 0, -_PAD, 0)
        right = inside.right()
        if row.pill:
            ink, ground = (colours[name] for name in _LOOKS[row.look])
            right = pill(painter, right, box.y() + 17, row.pill, (ink, ground)) - 8
        title = QRectF(inside.x(), box.y() + 8, right - inside.x(), 18)
        line(painter, title, row.title, colours["text"], weight=500)
        detail = QRectF(inside.x(), box.y() + 26, inside.width(), 16)
        line(painter, detail, row.detail, colours["muted"], size=11)
        filled(painter, QRectF(box.x(), box.bottom() - 1, box.width(), 1), colours["line"])
        painter.restore()


class RowList(QListView):
    """Rows to choose from; Enter and a double click go to what one is about."""

    chosen = Signal(object)
    """The Row that is current, None if there is none."""
    entered = Signal(object)
    """The Row to go to."""

    def __init__(self, keeper: ThemeKeeper, name: str) -> None:
        super().__init__()
        self._is_changing = False
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(keeper, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.entered.emit(self.rows.shown[index.row()]))
        keeper.changed.connect(self.viewport().update)

    def current(self) -> Row | None:
        """The row chosen."""
        index = self.currentIndex()
        return self.rows.shown[index.row()] if index.isValid() else None

    def show_rows(self, rows: Sequence[Row], text: str = "", kind: str = "") -> None:
        """Show rows; the one chosen stays chosen if it is still there, else the first is."""
        self._keep(lambda: self.rows.show_rows(tuple(rows), text, kind))

    def ask(self, text: str, kind: str = "") -> None:
        """Ask the same rows for something else."""
        self._keep(lambda: self.rows.ask(text, kind))

    def choose(self, key: str) -> bool:
        """Choose the row of a key; whether it is shown."""
        place = self.rows.place(key)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))
        return place >= 0

    def steer_from(self, line: QLineEdit) -> None:
        """Let arrows in a line lead through the list, and Enter enter what is chosen."""
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take over the keys of the line that steers."""
        if (
            isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (*_STEPS, *_ENTER)
        ):
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _keep(self, change: Callable[[], None]) -> None:
        before, self._is_changing = self.current(), True
        change()
        place = max(0, self.rows.place(before.key)) if before else 0
        if self.rows.shown:
            self.setCurrentIndex(self.rows.index(place))
        self._is_changing = False
        self.chosen.emit(self.current())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what is chosen."""
        super().currentChanged(current, previous)
        if not self._is_changing:
            self.chosen.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, and presses no button of the dialog."""
        row = self.current()
        if event.key() in _ENTER:
            if row is not None:
                self.entered.emit(row)
        else:
            super().keyPressEvent(event)
