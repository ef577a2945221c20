"""A list of rows that lead somewhere, under headings; a row has one line or two, and pills."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isthmus.ui.text import tip_markup
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.painting import filled, line, pill

Index = QModelIndex | QPersistentModelIndex

_HEADING, _PLAIN, _TWO_LINES = 30, 28, 44
_LEFT, _RIGHT = 14, 10
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


LOOKS = {
    "danger": ("danger", "danger_soft"),
    "warning": ("warning", "warning_soft"),
    "good": ("good", "good_soft"),
    "plain": ("muted", "hover"),
}
"""The window's colours of a pill: its word's and its ground's."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    text: str
    detail: str = ""
    ids: tuple[str, ...] = ()
    """What it is about; a row without leads nowhere."""
    heading: bool = False
    tests: bool = False
    """To open it is to let that fail; else to go there."""
    pills: tuple[tuple[str, str], ...] = ()
    """Words at its right, each with its look."""


def _height(row: Row) -> int:
    if row.heading:
        return _HEADING
    return _TWO_LINES if row.detail else _PLAIN


class RowModel(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """The row at an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what leads somewhere can be chosen; the keyboard passes over headings."""
        row = self.row(index)
        if row is None or not row.ids:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The row's words, for keyboard search, tooltips and screen readers."""
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and not row.heading:
            return tip_markup("\n".join(part for part in (row.text, row.detail) if part))
        parts = (row.text, row.detail, *(words for words, _ in row.pills))
        return ", ".join(part for part in parts if part) if role in _SPOKEN else None


class _Delegate(QStyledItemDelegate):
    """Draws rows."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """One line or two."""
        row = _row(index)
        return QSize(0, _height(row) if row else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = _row(index)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, colours = QRectF(option.rect), self._keeper.theme.window
        if row.ids:
            self._paint_ground(painter, option, box)
        inner = box.adjusted(_LEFT, 0, -_RIGHT, 0)
        if row.heading:
            words = QRectF(inner.x(), inner.bottom() - 22, inner.width(), 18)
            line(painter, words, row.text, colours["faint"], size=11, weight=600)
        elif row.detail:
            room = inner.adjusted(0, 0, self._pills(painter, row, inner) - inner.right(), 0)
            line(painter, _at(room, 4), row.text, colours["text"], weight=500)
            line(painter, _at(inner, 22), row.detail, colours["muted"], size=11)
        else:
            ink = colours["text" if row.ids else "muted"]
            line(painter, _at(inner, 5), row.text, ink)
        painter.restore()

    def _pills(self, painter: QPainter, row: Row, inner: QRectF) -> float:
        """Draw the words at the right; where they begin."""
        colours, right = self._keeper.theme.window, inner.right()
        for words, look in reversed(row.pills):
            ink, ground = LOOKS[look]
            right = pill(painter, right, inner.y() + 13, words, (colours[ink], colours[ground])) - 6
        return right

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        colours = self._keeper.theme.window
        if option.state & QStyle.StateFlag.State_Selected:
            filled(painter, box, colours["selected"], 5)
            filled(painter, QRectF(box.x(), box.y() + 4, 3, box.height() - 8), colours["accent"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            filled(painter, box, colours["hover"], 5)


def _at(box: QRectF, down: float) -> QRectF:
    return QRectF(box.x(), box.y() + down, box.width(), 18)


def _row(index: Index) -> Row | None:
    model = index.model()
    return model.row(index) if isinstance(model, RowModel) else None


class RowList(QListView):
    """Rows that are opened by a click or by Enter."""

    opened = Signal(object)
    """The Row."""
    left = Signal()
    """Esc."""

    def __init__(self, keeper: ThemeKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(keeper, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(16)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._open)
        keeper.changed.connect(lambda: self.viewport().update())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, from the first on."""
        if self.rows.rows != tuple(rows):
            self.rows.show(rows)
            self.scrollToTop()
        if self.hasFocus():
            self.choose_first()

    def choose(self, ids: Sequence[str]) -> None:
        """Make the row about these the current one, if there is one."""
        found = (n for n, row in enumerate(self.rows.rows) if ids and row.ids == tuple(ids))
        self.setCurrentIndex(self.rows.index(next(found, -1)))

    def choose_first(self) -> None:
        """Make the first row that leads somewhere the current one, if none is chosen."""
        if not self.selectionModel().hasSelection():
            self.choose(next((row.ids for row in self.rows.rows if row.ids), ()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at a row that shows it."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.choose_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Esc ends the test."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Leaving with the mouse ends the hover."""
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        return super().viewportEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None and row.ids:
            self.opened.emit(row)
