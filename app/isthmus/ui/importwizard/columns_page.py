"""Page two: what the columns of a sheet are read as, chosen from a list or by dragging fields."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from isthmus.exchange.choices import SheetKey
from isthmus.exchange.proposal import IGNORED, SheetAccount
from isthmus.ui.importwizard.columns_model import FIELD_ROW, MIME, ColumnsModel
from isthmus.ui.importwizard.desk import ImportDesk, key_of
from isthmus.ui.importwizard.words import field_words, fields_for
from isthmus.ui.text import caption, label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, column, row
from isthmus.ui.widgets.painting import chevron

Index = QModelIndex | QPersistentModelIndex
_WIDTH = 168
_LOOKED_AT = 100
"""Rows below the header among which the first that say something are shown."""


class _FieldDelegate(QStyledItemDelegate):
    """Offers the fields in a list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields: Sequence[str] = ()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        ink, box = option.palette.text().color(), option.rect
        ink.setAlphaF(0.6)
        chevron(painter, box.right() - 12, box.center().y(), is_open=True, colour=ink)

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: Index,  # noqa: ARG002
    ) -> QWidget:
        editor = QComboBox(parent)
        editor.setAccessibleName("Read as")
        for name in self.fields:
            editor.addItem(caption(field_words(name)), name)
        editor.activated.connect(lambda: self._chosen(editor))
        return editor

    def _chosen(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)


class _FieldList(QListWidget):
    """Fields that no column holds yet, to be dragged onto one."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Fields that no column holds")
        self.setSpacing(3)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def show_fields(self, names: Sequence[str]) -> None:
        """Offer these fields."""
        self.clear()
        for name in names:
            item = QListWidgetItem(field_words(name))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.addItem(item)

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, str(items[0].data(Qt.ItemDataRole.UserRole)).encode())
        return data


class ColumnsPage(QWidget):
    """The columns of one sheet with their first rows."""

    sheet_chosen = Signal(object)
    """Another sheet is looked at: its SheetKey."""

    def __init__(self, desk: ImportDesk, keeper: ThemeKeeper) -> None:
        super().__init__()
        self._desk = desk
        self._key: SheetKey | None = None
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("Sheet")
        self.sheet.activated.connect(self._choose)
        self.model = ColumnsModel(keeper, self)
        self.model.field_wanted.connect(self._set_field)
        self.view = self._view()
        self.fields = _FieldList()
        self._used = label("", "muted", wrap=True)
        self._forget = button("Forget it", self._forget_mapping, look="link")
        side = QWidget()
        side.setLayout(column(label("Drag a field onto its column", "section"), self.fields, gap=6))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(self.view)
        split.setSizes([190, 790])
        split.setChildrenCollapsible(False)
        top = row(label("Sheet", "field"), self.sheet, self._used, self._forget, None, gap=10)
        hint = label("F2 or a press on what a column is read as chooses another field.", "small")
        box = column(top, split, hint, margins=(0, 10, 0, 0), gap=10)
        box.setStretchFactor(split, 1)
        self.setLayout(box)

    def _view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.model)
        view.setAccessibleName("Columns")
        view.setTabKeyNavigation(False)
        self._delegate = _FieldDelegate(view)
        view.setItemDelegateForRow(FIELD_ROW, self._delegate)
        trigger = QAbstractItemView.EditTrigger
        view.setEditTriggers(
            trigger.EditKeyPressed | trigger.SelectedClicked | trigger.DoubleClicked
            | trigger.AnyKeyPressed
        )  # fmt: skip
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.CopyAction)
        view.setDragDropOverwriteMode(True)
        view.setWordWrap(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.horizontalHeader().setDefaultSectionSize(_WIDTH)
        view.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        view.verticalHeader().setDefaultSectionSize(26)
        view.clicked.connect(lambda index: index.row() == FIELD_ROW and view.edit(index))
        return view

    @property
    def key(self) -> SheetKey | None:
        """The sheet that is looked at."""
        return self._key

    def show_outcome(self) -> None:
        """Show what the columns are taken for now."""
        sheets = [one for one in self._desk.outcome.sheets if one.columns]
        with QSignalBlocker(self.sheet):
            self.sheet.clear()
            for one in sheets:
                words = " · ".join(dict.fromkeys((one.file, one.name)))
                self.sheet.addItem(caption(words), key_of(one))
        keys = [key_of(one) for one in sheets]
        if self._key not in keys:
            read = [key_of(one) for one in sheets if one.role != IGNORED]
            self._key = next(iter(read or keys), None)
        self.sheet.setCurrentIndex(keys.index(self._key) if self._key in keys else -1)
        self._show(next((one for one in sheets if key_of(one) == self._key), None))

    def show_sheet(self, key: SheetKey) -> None:
        """Look at a sheet."""
        self._key = key
        self.show_outcome()

    def _choose(self) -> None:
        self._key = self.sheet.currentData()
        self.show_outcome()
        self.sheet_chosen.emit(self._key)

    def _show(self, sheet: SheetAccount | None) -> None:
        if sheet is None or self._key is None:
            return
        offered = fields_for(sheet.role)
        self._delegate.fields = offered
        held = {one.field for one in sheet.columns}
        self.fields.show_fields([name for name in offered if name and name not in held])
        at = self.view.currentIndex()
        self.model.show(sheet, self._desk.rows(self._key, (sheet.header_row or 0) + _LOOKED_AT))
        if at.isValid():
            self.view.setCurrentIndex(self.model.index(at.row(), at.column()))
        used = self._desk.used.get(self._key)
        self._used.setText(f"Read as {used.file} was, with the mapping kept then." if used else "")
        self._forget.setVisible(used is not None)

    def _set_field(self, place: int, field: str) -> None:
        if self._key is not None:
            self._desk.choose_field(self._key, place, field)

    def _forget_mapping(self) -> None:
        if self._key in self._desk.used and self._key is not None:
            self._desk.forget(self._key)
