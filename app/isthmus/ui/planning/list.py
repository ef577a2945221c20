"""The list of a plan: waves to tick, their bridges, the selected one opened as a small card."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from isthmus.ui.planning.card import Card, FlowCard, LeftCard
from isthmus.ui.planning.painting import PlanDelegate, tick_at
from isthmus.ui.planning.rows import Row, Shown
from isthmus.ui.text import tip_markup
from isthmus.ui.theme.keeper import ThemeKeeper

Index = QModelIndex | QPersistentModelIndex
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HOVER = 200
"""Milliseconds that the pointer rests on a wave before the canvas shows it."""


class PlanModel(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; those of the same keys in the same places stay what they are."""
        old, new = [row.key for row in self._rows], [row.key for row in rows]
        if old == new:
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """The row at an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def index_of(self, key: str) -> QModelIndex:
        """Where the row of that key stands; an invalid index if it is not shown."""
        return self.index(next((n for n, row in enumerate(self._rows) if row.key == key), -1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, its words for keyboard search and screen readers, its tick."""
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_markup("\n".join(part for part in (row.title, row.detail) if part))
        if role == Qt.ItemDataRole.CheckStateRole and row.is_ticked is not None:
            return Qt.CheckState.Checked if row.is_ticked else Qt.CheckState.Unchecked
        words = ", ".join(part for part in (row.title, row.detail, row.mark.lower()) if part)
        return words if role in _SPOKEN else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Waves can be ticked."""
        row, usual = self.row(index), super().flags(index)
        can_tick = row is not None and row.is_ticked is not None
        return usual | Qt.ItemFlag.ItemIsUserCheckable if can_tick else usual


class PlanList(QListView):
    """Waves and bridges; one bridge at a time is opened."""

    chosen = Signal(object)
    """The Row that is selected, None when none is."""
    pointed = Signal(object)
    """The Row of the wave under the pointer, None when it is left."""
    ticked = Signal(int)
    """The number of a wave whose tick is to change."""
    folded = Signal()
    """What is left is to be shown, or not any more."""
    asked = Signal(str, object)
    """A word of a card's button ('strike', 'keep', 'free') and its PlannedFlow, or 'go' and the
    Finding that stays open."""

    def __init__(self, keeper: ThemeKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = PlanDelegate(keeper, self)
        self._card: Card | None = None
        self._shown: Shown | None = None
        self._is_refreshing = False
        self._under = ""
        self.rows = PlanModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Waves and bridges of the plan")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(16)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._tell_pointed)
        self.selectionModel().currentChanged.connect(self._current_changed)
        keeper.changed.connect(self.viewport().update)

    @property
    def card(self) -> Card | None:
        """The card of the opened row."""
        return self._card

    def show_rows(self, shown: Shown, rows: Sequence[Row]) -> None:
        """Show other rows; what is selected stays so if it is still there."""
        now = self.rows.row(self.currentIndex())
        kept, scrolled = now.key if now else "", self.verticalScrollBar().value()
        self._close()
        self._shown, self._is_refreshing = shown, True
        self.rows.show(rows)
        index = self.rows.index_of(kept) if kept else QModelIndex()
        self.setCurrentIndex(index)
        self._is_refreshing = False
        if index.isValid():
            self._open(index)
        self.verticalScrollBar().setValue(scrolled)
        if kept and not index.isValid():
            self.chosen.emit(None)

    def choose(self, key: str) -> bool:
        """Select the row of that key; whether it is shown."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def choose_none(self) -> None:
        """Select nothing."""
        self.setCurrentIndex(QModelIndex())

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a tick ticks, on a heading folds, elsewhere it selects."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        row, is_left = self.rows.row(index), event.button() is Qt.MouseButton.LeftButton
        if row and row.wave and is_left and self._is_on_tick(index, event):
            self.ticked.emit(row.wave.number)
            return
        super().mousePressEvent(event)
        if row and row.is_open is not None and is_left:
            self.folded.emit()

    def _is_on_tick(self, index: QModelIndex, event: QMouseEvent) -> bool:
        box = tick_at(QRectF(self.visualRect(index)))
        return box.adjusted(-6, -6, 6, 6).contains(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks a wave, Enter shows again or folds, Delete strikes out, Esc closes."""
        row, key = self.rows.row(self.currentIndex()), event.key()
        if key == Qt.Key.Key_Escape:
            self.choose_none()
        elif row and row.wave and key == Qt.Key.Key_Space:
            self.ticked.emit(row.wave.number)
        elif row and row.is_open is not None and key in (*_ENTER, Qt.Key.Key_Space):
            self.folded.emit()
        elif row and row.flow and key == Qt.Key.Key_Delete:
            self.asked.emit("strike", row.flow)
        elif row and key in _ENTER:
            self.chosen.emit(row)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A pointer that rests on a wave has the canvas show it."""
        super().mouseMoveEvent(event)
        row = self.rows.row(self.indexAt(event.position().toPoint()))
        self._point_at(row.key if row and row.wave else "")

    def viewportEvent(self, event: QEvent) -> bool:
        """Leaving with the mouse ends the hover."""
        if event.type() == QEvent.Type.Leave:
            self._point_at("")
            self.viewport().update()
        return super().viewportEvent(event)

    def _point_at(self, key: str) -> None:
        if key != self._under:
            self._under = key
            self._rest.start(_HOVER if key else 0)

    def _tell_pointed(self) -> None:
        self.pointed.emit(self.rows.row(self.rows.index_of(self._under)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The opened card's text wraps anew."""
        super().resizeEvent(event)
        self._measure()

    # The opened bridge

    def _current_changed(self, index: QModelIndex) -> None:
        if self._is_refreshing:
            return
        self._close()
        row = self.rows.row(index)
        if row is not None:
            self._open(index)
            self.scrollTo(index)
        self.chosen.emit(row)

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        self._card = self._card_of(row) if row is not None else None
        if row is None or self._card is None:
            return
        self._card.asked.connect(self.asked)
        self._delegate.opened = (row.key, 0)
        self.setIndexWidget(index, self._card)
        self._card.follow_in_focus(self)
        self._measure()

    def _card_of(self, row: Row) -> Card | None:
        if row.flow is not None and self._shown is not None:
            return FlowCard(row.flow, self._shown, self.viewport())
        if row.left is not None and self._shown is not None:
            return LeftCard(row.left, self._shown, self.viewport())
        return None

    def _close(self) -> None:
        index = self.rows.index_of(self._delegate.opened[0])
        if self._card is not None:
            self._card.hide()
            self._card = None
            self._delegate.opened = ("", 0)
            if index.isValid():
                # Qt deletes the card later, when the click that closes it is over
                self.setIndexWidget(index, None)  # type: ignore[arg-type]
                self._delegate.sizeHintChanged.emit(index)

    def _measure(self) -> None:
        if self._card is None:
            return
        key = self._delegate.opened[0]
        self._delegate.opened = (key, self._card.height_at(self.viewport().width()))
        self._delegate.sizeHintChanged.emit(self.rows.index_of(key))
