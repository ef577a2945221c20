"""A list of what differs: a word in a soft oval, a line, a fainter line under it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from isthmus.ui.scenarios.rows import Row
from isthmus.ui.text import tip_markup
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.painting import filled, line, pill, severity_pill

Index = QModelIndex | QPersistentModelIndex
_PAD = 10
_WORD_WIDTH = 76
_LINE = 18


class RowModel(QAbstractListModel):
    """The rows."""

    def __init__(self, rows: Sequence[Row], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """The row at an index."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The words, for screen readers and the tooltip."""
        one = self.row(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_markup("\n".join(part for part in (one.line, one.detail) if part))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return one.spoken
        return None


class _Delegate(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        model = index.model()
        has_detail = isinstance(model, RowModel) and bool(model.row(index).detail)
        return QSize(0, (2 if has_detail else 1) * _LINE + 2 * (_PAD - 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, RowModel):
            return
        one, box = model.row(index), QRectF(option.rect)
        colours = self._keeper.theme.window
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            filled(painter, box, colours["selected"])
        top = box.y() + _PAD - 2
        left = box.x() + _PAD
        if one.word:
            ink = (colours[one.look], colours[f"{one.look}_soft"])
            width = QFontMetricsF(font(11, 500)).horizontalAdvance(one.word) + 14
            pill(painter, left + width, top + _LINE / 2, one.word, ink)
            left += _WORD_WIDTH
        right = box.right() - _PAD
        if one.detail:
            below = QRectF(left, top + _LINE, right - left, _LINE)
            line(painter, below, one.detail, colours["muted"], size=11)
        if one.finding is not None:
            middle, severity = top + _LINE / 2, one.finding.severity
            right = severity_pill(painter, right, middle, severity, self._keeper.theme) - 8
        room = QRectF(left, top, right - left, _LINE)
        line(painter, room, one.line, colours["text"], weight=500)
        filled(painter, QRectF(box.x(), box.bottom() - 1, box.width(), 1), colours["line"])
        painter.restore()


class MarkedList(QListView):
    """The list; a click or Enter on a row says that it is to be shown on the map."""

    chosen = Signal(object)
    """The Row."""

    def __init__(self, rows: Sequence[Row], name: str, keeper: ThemeKeeper) -> None:
        super().__init__()
        self.rows = RowModel(rows, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(keeper, self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        keeper.changed.connect(self.viewport().update)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.row(index))
