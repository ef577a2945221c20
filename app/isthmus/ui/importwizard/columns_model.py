"""The columns of a sheet side by side: what each is read as, how surely and why, its first rows."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from isthmus.exchange.grid import column_name
from isthmus.exchange.proposal import CUSTOM, DATA_MATRIX, MATRIX, ColumnAccount, SheetAccount
from isthmus.ui.importwizard.words import field_words
from isthmus.ui.text import tip_markup
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
FIELD_ROW, WHY_ROW, FIRST_ROW = 0, 1, 2
SHOWN = 8
"""Rows of values."""
MIME = "application/x-isthmus-field"
"""A field that is dragged: its name, or '@3' for what column 3 holds."""
SURE = 0.8


class ColumnsModel(QAbstractTableModel):
    """One column a column of the sheet."""

    field_wanted = Signal(int, str)
    """A column (by its place in the sheet) is to hold a field."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.columns: tuple[ColumnAccount, ...] = ()
        self._rows: Sequence[tuple[int, Sequence[str]]] = ()
        self._twice: frozenset[str] = frozenset()

    def show(self, sheet: SheetAccount, rows: Sequence[Sequence[str]]) -> None:
        """Show a sheet; `rows` are its first rows as text."""
        start = sheet.header_row or 0
        filled = [(n, cells) for n, cells in enumerate(rows[start:], start) if any(cells)]
        self.beginResetModel()
        self.columns = sheet.columns
        self._rows = filled[:SHOWN]
        is_matrix = sheet.role in (MATRIX, DATA_MATRIX)
        self._twice = frozenset() if is_matrix else _twice(sheet.columns)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The field, the reason, and the first rows."""
        return 0 if parent.isValid() or not self.columns else FIRST_ROW + len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """As many as the sheet has."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The header and the letters of a column; the number of a row."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            one = self.columns[section]
            shown = f"{column_name(one.index)}  {one.header}"
            return tip_markup(shown) if role == Qt.ItemDataRole.ToolTipRole else shown
        if section < FIRST_ROW:
            return ("Read as", "Why")[section]
        return f"{self._rows[section - FIRST_ROW][0] + 1}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Field, reason, or value."""
        one, row = self.columns[index.column()], index.row()
        if role == Qt.ItemDataRole.EditRole and row == FIELD_ROW:
            return one.field
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(one, row)
            is_tip = role == Qt.ItemDataRole.ToolTipRole
            return tip_markup(text) if is_tip else " ".join(text.split())
        if role == Qt.ItemDataRole.FontRole and row == FIELD_ROW:
            return font(12, 600)
        if role == Qt.ItemDataRole.FontRole and row == WHY_ROW:
            return font(11)
        if role == Qt.ItemDataRole.ForegroundRole:
            return qcolour(self._keeper.theme.window[self._colour(one, row)])
        return None

    def _text(self, one: ColumnAccount, row: int) -> str:
        if row == FIELD_ROW:
            return field_words(one.field)
        if row == WHY_ROW:
            return self._why(one)
        cells = self._rows[row - FIRST_ROW][1]
        return cells[one.index] if one.index < len(cells) else ""

    def _why(self, one: ColumnAccount) -> str:
        if one.field in self._twice:
            return f"Two columns hold {field_words(one.field)}: the first counts."
        if one.field in (CUSTOM, ""):
            return one.reason
        return f"{one.score:.0%}: {one.reason}"

    def _colour(self, one: ColumnAccount, row: int) -> str:
        if row == FIELD_ROW:
            if one.field in (CUSTOM, ""):
                return "muted"
            return "accent" if one.score >= SURE and one.field not in self._twice else "warning"
        return "muted" if row == WHY_ROW else "text"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The field can be edited and dragged; a field can be dropped anywhere on a column."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
        if index.isValid() and index.row() == FIELD_ROW:
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another field."""
        one = self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or value == one.field:
            return False
        self.field_wanted.emit(one.index, str(value))
        return True

    # Dragging

    def mimeTypes(self) -> list[str]:
        """What can be dropped."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """What a column holds, taken along."""
        data = QMimeData()
        data.setData(MIME, f"@{indexes[0].column()}".encode())
        return data

    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,  # noqa: ARG002 - Qt's signature
        column: int,
        parent: Index,
    ) -> bool:
        """Let a column hold the field that is dropped; columns exchange theirs."""
        place = parent.column() if parent.isValid() else column
        if action == Qt.DropAction.IgnoreAction or not 0 <= place < len(self.columns):
            return False
        text, target = bytes(data.data(MIME).data()).decode(), self.columns[place]
        if not text.startswith("@"):
            self.field_wanted.emit(target.index, text)
            return True
        source = self.columns[int(text[1:])]
        if source.index != target.index:
            self.field_wanted.emit(source.index, target.field)
            self.field_wanted.emit(target.index, source.field)
        return False  # nothing is to be taken out where the drag began


def _twice(columns: Sequence[ColumnAccount]) -> frozenset[str]:
    """Fields of which a row takes one value that several columns hold."""
    single = [one.field for one in columns if one.field in _SINGLE]
    return frozenset(name for name in single if single.count(name) > 1)


_SINGLE = frozenset(
    ("name", "id", "vendor", "department", "funder", "business_owner", "it_steward", "hosting",
     "lifecycle", "criticality", "annual_cost", "users", "go_live", "end_of_life", "contract_end",
     "category", "description", "source", "target", "method", "state")
)  # fmt: skip
