"""A list in columns that thousands of rows fit in: filtered by words, sorted by a column."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from isthmus.ui.text import label, tip_markup
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW_HEIGHT = 28


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it stands for, its texts, and the theme's colour of some of them."""

    key: Hashable
    texts: tuple[str, ...]
    colours: tuple[str, ...] = ()
    """By column: '' for the usual one."""
    order: tuple[float | str, ...] = ()
    """What to sort by instead of the texts, by column."""


class LineModel(QAbstractTableModel):
    """The lines under their headers."""

    def __init__(self, headers: Sequence[str], keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._headers = tuple(headers)
        self._keeper = keeper
        self.lines: Sequence[Line] = ()

    def fill(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many texts a line has."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | int | None:
        """What stands over a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self._headers[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A text, the whole of it as tooltip, its colour, or what it is sorted by."""
        line, place = self.lines[index.row()], index.column()
        text = line.texts[place]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ⏎ ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_markup(text)
        if role == Qt.ItemDataRole.ForegroundRole and place < len(line.colours):
            name = line.colours[place]
            return qcolour(self._keeper.theme.window[name]) if name else None
        if role == Qt.ItemDataRole.UserRole:
            return line.order[place] if place < len(line.order) else text.casefold()
        return None


class LineTable(QWidget):
    """The lines, and a text to filter them by."""

    chosen_changed = Signal()
    activated = Signal(object)
    """A line was double-clicked or Enter pressed on it: its key."""

    def __init__(
        self, headers: Sequence[str], keeper: ThemeKeeper, name: str, *, filtered: bool = True
    ) -> None:
        super().__init__()
        self.model = LineModel(headers, keeper, self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self.model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setSortRole(Qt.ItemDataRole.UserRole)
        self.text = QLineEdit()
        self.text.setPlaceholderText("Filter")
        self.text.setAccessibleName(f"Filter: {name}")
        self.text.setClearButtonEnabled(True)
        self.text.setVisible(filtered)
        self.text.textChanged.connect(self._filter)
        self.nothing = label("Nothing matches the filter.", "muted")
        self.nothing.hide()
        self.view = _table_view(name)
        self.view.setModel(self._proxy)
        self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.view.setSortingEnabled(True)
        self.view.selectionModel().selectionChanged.connect(self.chosen_changed)
        self.view.activated.connect(lambda index: self.activated.emit(self._key(index)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.text)
        box.addWidget(self.nothing)
        box.addWidget(self.view, 1)

    def set_widths(self, *widths: int) -> None:
        """The widths of the columns in pixels; 0 for one that takes what is left."""
        header = self.view.horizontalHeader()
        for place, width in enumerate(widths):
            if width:
                header.resizeSection(place, width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def fill(self, lines: Sequence[Line]) -> None:
        """Show other lines; what was chosen stays chosen where it is among them."""
        chosen = set(self.chosen())
        self.model.fill(lines)
        if chosen:
            self.choose(lambda line: line.key in chosen)

    def choose(self, wanted: Callable[[Line], bool]) -> None:
        """Select the lines that are wanted."""
        from PySide6.QtCore import QItemSelection, QItemSelectionModel  # noqa: PLC0415

        found = QItemSelection()
        last = self.model.columnCount() - 1
        for row, line in enumerate(self.model.lines):
            if wanted(line):
                left = self._proxy.mapFromSource(self.model.index(row, 0))
                right = self._proxy.mapFromSource(self.model.index(row, last))
                if left.isValid():
                    found.select(left, right)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().select(found, flag)

    def chosen(self) -> list[Hashable]:
        """The keys of the lines that are selected, in the order shown."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self._key(self._proxy.index(row, 0)) for row in rows]

    def _key(self, index: Index) -> Hashable:
        return self.model.lines[self._proxy.mapToSource(index).row()].key

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text)
        self.nothing.setVisible(bool(text) and not self._proxy.rowCount())


def _table_view(name: str) -> QTableView:
    view = QTableView()
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setMinimumSectionSize(50)
    return view
