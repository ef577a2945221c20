"""The history: what was done to the map, when and by whom, and the way back."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from isthmus.ui.panels.history_paint import HistoryDelegate
from isthmus.ui.panels.history_rows import Row, Rows, Standing
from isthmus.ui.session import Session
from isthmus.ui.text import label, tip_markup
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, hairline, row

Index = QModelIndex | QPersistentModelIndex
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class HistoryModel(QAbstractListModel):
    """Steps, newest first; new ones are put in at the top."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Rows | None = None
        self._count = 0

    def show(self, rows: Rows) -> None:
        """Show the history of another map."""
        self.beginResetModel()
        self._rows, self._count = rows, len(rows)
        self.endResetModel()

    def follow(self) -> None:
        """Take in what has been done, undone or done again since."""
        if self._rows is None:
            return
        if new := len(self._rows) - self._count:
            self.beginInsertRows(QModelIndex(), 0, new - 1)
            self._count = len(self._rows)
            self._rows.update()
            self.endInsertRows()
        self._rows.update()
        last = len(self._rows.history.session)
        self.dataChanged.emit(self.index(0), self.index(last))

    def row(self, index: Index) -> Row | None:
        """The row at an index."""
        if self._rows is None or not 0 <= index.row() < self._count:
            return None
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The step's words, for keyboard search and screen readers."""
        found = self.row(index)
        if found is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_markup(found.step.label)
        here = "the map stands here" if found.standing is Standing.HERE else ""
        parts = (found.step.label, found.step.author, here)
        return ", ".join(part for part in parts if part) if role in _SPOKEN else None


class HistoryPanel(QWidget):
    """The list of steps, and a button that leads to the selected one."""

    def __init__(self, session: Session, keeper: ThemeKeeper) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("History")
        self._session = session
        self._is_stale = True
        self._is_another = True
        self.rows = HistoryModel(self)
        self.list = _StepList(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(HistoryDelegate(keeper, self))
        self.go = button("Undo to here", self.go_to_selected)
        self._hint = label("", "muted", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.list, 1)
        whole.addWidget(hairline())
        foot = row(self._hint, self.go, margins=(16, 10, 16, 10))
        foot.setStretch(0, 1)
        whole.addLayout(foot)
        self.list.selectionModel().currentChanged.connect(self._show_way)
        self.list.doubleClicked.connect(self.go_to_selected)
        keeper.changed.connect(self.list.viewport().update)
        session.changed.connect(self._later)
        session.replaced.connect(self._replace)

    def go_to_selected(self) -> None:
        """Undo or redo to the selected step, if either leads there."""
        found = self.rows.row(self.list.currentIndex())
        if found is not None and found.can_go:
            self._session.document.go_to(found.step.id)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while something else was shown."""
        super().showEvent(event)
        self._catch_up()

    def _later(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._catch_up()

    def _replace(self) -> None:
        self._is_another = True
        self._later()

    def _catch_up(self) -> None:
        if self._is_another:
            workspace = self._session.workspace
            self.rows.show(Rows(workspace.history, workspace.document, workspace.title))
        elif self._is_stale:
            self.rows.follow()
        self._is_another = self._is_stale = False
        self._show_way()

    def _show_way(self) -> None:
        """Say what the button would do."""
        found = self.rows.row(self.list.currentIndex())
        standing = found.standing if found else None
        words = "Redo to here" if standing is Standing.UNDONE else "Undo to here"
        self.go.setText(words)
        self.go.setAccessibleName(words)
        self.go.setEnabled(found is not None and found.can_go)
        self._hint.setText(_HINTS.get(standing, "") if standing else _SELECT)


_SELECT = "Select a step to go back to it."
_HINTS = {
    Standing.HERE: "The map stands here.",
    Standing.EARLIER: "Done before the map was opened: history only.",
    Standing.DROPPED: "Undone, and something else done since.",
}


class _StepList(QListView):
    """One row a step, all of one height, so that thousands cost no more than those in sight."""

    def __init__(self, panel: HistoryPanel) -> None:
        super().__init__()
        self._panel = panel
        self.setAccessibleName("Steps, newest first")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the selected step."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._panel.go_to_selected()
        else:
            super().keyPressEvent(event)
