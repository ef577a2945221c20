"""The list of findings: rows painted by a delegate, the selected one opened as a small card."""

from collections.abc import Sequence

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
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isthmus.analysis.results import Finding
from isthmus.ui.panels.finding_card import FindingCard
from isthmus.ui.panels.finding_rows import Row
from isthmus.ui.text import tip_markup
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour
from isthmus.ui.widgets.painting import chevron, dot, filled, line, pill, severity_pill

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 50
FOLD_HEIGHT = 36
_TEXT = 29


class FindingModel(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def is_showing(self, rows: Sequence[Row]) -> bool:
        """Whether just these rows are shown."""
        return self._rows == list(rows)

    def row(self, index: Index) -> Row | None:
        """The row at an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def index_of(self, key: str) -> QModelIndex:
        """Where the row of that key stands; an invalid index if it is not shown."""
        found = (n for n, row in enumerate(self._rows) if row.key == key)
        return self.index(next(found, -1))

    def findings(self) -> list[Finding]:
        """The findings that are shown, in order."""
        return [row.finding for row in self._rows if row.finding]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The row's words, for keyboard search and for screen readers."""
        row = self.row(index)
        if row and role == Qt.ItemDataRole.ToolTipRole:
            return tip_markup(f"{row.title}\n{row.detail}")
        if row is None or role not in _SPOKEN:
            return None
        severity = row.severity.value if row.severity else ""
        return ", ".join(part for part in (row.title, severity, row.detail) if part)


_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class _Delegate(QStyledItemDelegate):
    """Draws rows; the opened one is as high as its card asks."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.opened = ("", 0)
        """Key and height of the opened row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Two lines; headings of folds less, the opened row more."""
        row = _row(index)
        if row and row.key == self.opened[0]:
            return QSize(0, self.opened[1])
        is_fold = row is not None and row.finding is None and not row.detail
        return QSize(0, FOLD_HEIGHT if is_fold else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = _row(index)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        colours = self._keeper.theme.window
        self._paint_ground(painter, option, box)
        if row.key != self.opened[0]:
            self._paint_words(painter, box.adjusted(14 if row.is_inside else 0, 0, 0, 0), row)
        filled(painter, QRectF(box.x(), box.bottom() - 1, box.width(), 1), colours["line"])
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        colours = self._keeper.theme.window
        if option.state & QStyle.StateFlag.State_Selected:
            filled(painter, box, colours["selected"])
            filled(painter, QRectF(box.x(), box.y(), 3, box.height()), colours["accent"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            filled(painter, box, colours["raised"])

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row) -> None:
        theme = self._keeper.theme
        middle = box.y() + 17.5 if row.detail else box.center().y()
        right = box.right() - 14
        if row.severity:
            right = severity_pill(painter, right, middle, row.severity, theme)
        if row.finding:
            dot(painter, box.x() + 18, middle, dot_colour(row, self._keeper))
        else:
            faint = qcolour(theme.window["muted"])
            chevron(painter, box.x() + 18, middle, is_open=row.is_open, colour=faint)
            look = (theme.window["muted"], theme.window["hover"])
            right = pill(painter, right - 6, middle, str(row.count), look)
        left = box.x() + _TEXT
        if row.is_planned:
            ink = (theme.window["good"], theme.window["good_soft"])
            right = pill(painter, right - 6, middle, "Planned", ink)
        title = QRectF(left, middle - 9, right - left - 8, 18)
        line(painter, title, row.title, theme.window["text"], weight=600)
        under = QRectF(left, middle + 9, box.right() - 14 - left, 18)
        line(painter, under, row.detail, theme.window["muted"])


def dot_colour(row: Row, keeper: ThemeKeeper) -> str:
    """The colour of a finding's dot; that of an accepted risk is faint."""
    if row.finding is None or row.finding.waived:
        return keeper.theme.window["faint"]
    names = {"critical": "danger", "high": "danger", "medium": "warning", "low": "accent"}
    return keeper.theme.window[names[row.finding.severity]]


def _row(index: Index) -> Row | None:
    model = index.model()
    return model.row(index) if isinstance(model, FindingModel) else None


class FindingList(QListView):
    """Rows of findings; one at a time is opened."""

    chosen = Signal(object)
    """The Finding that was opened, None when none is."""
    folded = Signal(str)
    """Key of a heading that was clicked."""
    asked = Signal(str, object)
    """A word of a card's button ('plan', 'why', 'accept', 'restore') and its Finding."""

    def __init__(self, keeper: ThemeKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._delegate = _Delegate(keeper, self)
        self._card: FindingCard | None = None
        self._is_refreshing = False
        self.rows = FindingModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Findings")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(16)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._current_changed)
        keeper.changed.connect(self._theme_changed)

    @property
    def current(self) -> Finding | None:
        """The opened finding."""
        return self._card.finding if self._card else None

    @property
    def card(self) -> FindingCard | None:
        """The card of the opened finding."""
        return self._card

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the opened finding stays open if it is still there."""
        if self.rows.is_showing(rows):
            return
        kept = self._delegate.opened[0]
        scrolled = self.verticalScrollBar().value()
        self._close()
        self._is_refreshing = True
        self.rows.show(rows)
        index = self.rows.index_of(kept) if kept else QModelIndex()
        self.setCurrentIndex(index)
        self._is_refreshing = False
        if index.isValid():
            self._open(index)
        self.verticalScrollBar().setValue(scrolled)
        if kept and not index.isValid():
            self.chosen.emit(None)

    def open_finding(self, key: str) -> bool:
        """Open the finding of that key; whether it is shown."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def close_finding(self) -> None:
        """Open none."""
        self.setCurrentIndex(QModelIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds it; one on a finding opens it."""
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row(index)
        super().mousePressEvent(event)
        if row and row.finding is None and event.button() is Qt.MouseButton.LeftButton:
            self.folded.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the finding again or folds a heading; Esc closes."""
        row = self.rows.row(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and row:
            if row.finding:
                self.chosen.emit(row.finding)
            else:
                self.folded.emit(row.key)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_finding()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The opened card's text wraps anew."""
        super().resizeEvent(event)
        self._measure()

    def viewportEvent(self, event: QEvent) -> bool:
        """Leaving with the mouse ends the hover."""
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        return super().viewportEvent(event)

    def _current_changed(self, index: QModelIndex) -> None:
        if self._is_refreshing:
            return
        self._close()
        row = self.rows.row(index)
        if row and row.finding:
            self._open(index)
            self.scrollTo(index)
        self.chosen.emit(row.finding if row else None)

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is None or row.finding is None:
            return
        self._card = FindingCard(row, row.finding, self._keeper, self.viewport())
        self._card.asked.connect(self.asked)
        self._delegate.opened = (row.key, ROW_HEIGHT)
        self.setIndexWidget(index, self._card)
        self._card.follow_in_focus(self)
        self._measure()

    def _close(self) -> None:
        index = self.rows.index_of(self._delegate.opened[0])
        if self._card is not None:
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
        height = self._card.height_at(self.viewport().width())
        self._delegate.opened = (key, height)
        self._delegate.sizeHintChanged.emit(self.rows.index_of(key))

    def _theme_changed(self) -> None:
        if self._card:
            self._card.repaint_dot()
        self.viewport().update()
