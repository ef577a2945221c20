"""The first rows of a sheet as they stand in the file, with its header marked."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from isthmus.exchange.grid import column_name
from isthmus.ui.text import label, tip_markup
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WIDTH = 130


class _RowsModel(QAbstractTableModel):
    """Texts by row and column, both named as Excel names them."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._rows: Sequence[Sequence[str]] = ()
        self._width = 0
        self._header = -1

    def show(self, rows: Sequence[Sequence[str]], header: int) -> None:
        self.beginResetModel()
        self._rows, self._header = rows, header
        self._width = max(map(len, rows), default=0)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._width

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation == Qt.Orientation.Horizontal
        return column_name(section) if across else f"{section + 1}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cells = self._rows[index.row()]
        text = cells[index.column()] if index.column() < len(cells) else ""
        is_header = index.row() == self._header
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_markup(text)
        if role == Qt.ItemDataRole.FontRole and is_header:
            return font(12, 600)
        if role == Qt.ItemDataRole.BackgroundRole and is_header:
            return qcolour(self._keeper.theme.window["accent_soft"])
        if role == Qt.ItemDataRole.ForegroundRole and index.row() < self._header:
            return qcolour(self._keeper.theme.window["faint"])
        return None


class SheetPreview(QWidget):
    """The rows; a press on a row's number says that the headers stand there."""

    header_wanted = Signal(int)
    """The row's number, counted from 1."""

    def __init__(self, keeper: ThemeKeeper) -> None:
        super().__init__()
        self._model = _RowsModel(keeper, self)
        self.view = QTableView()
        self.view.setModel(self._model)
        self.view.setAccessibleName("First rows of the sheet")
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.view.setWordWrap(False)
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.horizontalHeader().setDefaultSectionSize(_WIDTH)
        self.view.verticalHeader().setDefaultSectionSize(24)
        self.view.verticalHeader().setSectionsClickable(True)
        self.view.verticalHeader().sectionClicked.connect(
            lambda section: self.header_wanted.emit(section + 1)
        )
        hint = label("Press a row's number to say that the headers stand in it.", "small")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.view, 1)
        box.addWidget(hint)

    def show_rows(self, rows: Sequence[Sequence[str]], header: int | None) -> None:
        """Show the first rows; `header` is counted from 1."""
        self._model.show(rows, (header or 0) - 1)
        if header:
            self.view.scrollTo(self._model.index(max(0, header - 3), 0))
