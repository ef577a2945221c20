"""A list to tick what is wanted in, with a field that narrows it down."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from isthmus.drawing.filtering import folded
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour
from isthmus.ui.widgets.painting import filled, line

Index = QModelIndex | QPersistentModelIndex
_ROW = 28
_BOX = 14.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be ticked."""

    key: str
    text: str
    detail: str = ""


class Choices(QAbstractListModel):
    """The choices that the field leaves over, and which are ticked."""

    ticked = Signal()

    def __init__(self, parent: QObject, mime: str = "") -> None:
        """With `mime`, the ticked ones can be dragged elsewhere, as keys under that name."""
        super().__init__(parent)
        self._mime = mime
        self._all: list[tuple[str, Choice]] = []
        self._shown: list[Choice] = []
        self._text = ""
        self.chosen: dict[str, None] = {}

    def show_choices(self, choices: Iterable[Choice], chosen: Collection[str]) -> None:
        """Offer these, some of them ticked."""
        self._all = [(folded(f"{one.text} {one.detail}"), one) for one in choices]
        known = {one.key for _, one in self._all}
        self.chosen = {key: None for key in chosen if key in known}
        self.narrow(self._text)

    def narrow(self, text: str) -> None:
        """Show those that hold all words of a text."""
        self._text = text
        words = folded(text).split()
        self.beginResetModel()
        self._shown = [one for held, one in self._all if all(word in held for word in words)]
        self.endResetModel()

    def choice(self, index: Index) -> Choice | None:
        """The choice of a row."""
        return self._shown[index.row()] if 0 <= index.row() < len(self._shown) else None

    def toggle(self, index: Index) -> None:
        """Tick a row, or take the tick away."""
        one = self.choice(index)
        if one is None:
            return
        if one.key in self.chosen:
            del self.chosen[one.key]
        else:
            self.chosen[one.key] = None
        at = self.index(index.row())
        self.dataChanged.emit(at, at)
        self.ticked.emit()

    def tick_all(self) -> None:
        """Tick all rows that are shown; if they all are, none of them."""
        keys = [one.key for one in self._shown]
        if all(key in self.chosen for key in keys):
            self.chosen = {key: None for key in self.chosen if key not in set(keys)}
        else:
            self.chosen |= dict.fromkeys(keys)
        if keys:
            self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says of a row: its words, and whether it is ticked."""
        one = self.choice(index)
        if one is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            on = one.key in self.chosen
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{one.text}, {one.detail}" if one.detail else one.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged where there is somewhere to drag them."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self._mime else flags

    def mimeTypes(self) -> list[str]:
        """What a drag carries."""
        return [self._mime] if self._mime else []

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The keys of the dragged row and of all that are ticked, a line each."""
        dragged = [one.key for index in indexes if (one := self.choice(index))]
        keys = list(dict.fromkeys([*self.chosen, *dragged]))
        data = QMimeData()
        data.setData(self._mime, QByteArray("\n".join(keys).encode()))
        return data


class _Delegate(QStyledItemDelegate):
    """Draws a box, ticked or not, the words, and on the right what they are."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        one = model.choice(index) if isinstance(model, Choices) else None
        if one is None or not isinstance(model, Choices):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._keeper.theme.window
        box = QRectF(option.rect).adjusted(4, 1, -4, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            filled(painter, box, colours["accent_soft"], 5)
        self._paint_box(painter, QPoint(int(box.left()) + 8, option.rect.center().y()),
                        is_on=one.key in model.chosen)  # fmt: skip
        words = box.adjusted(32, 0, -10, 0)
        face = font(11)
        painter.setFont(face)
        detail = painter.fontMetrics().elidedText(
            one.detail, Qt.TextElideMode.ElideRight, int(words.width() * 0.5)
        )
        width = painter.fontMetrics().horizontalAdvance(detail)
        line(painter, words.adjusted(0, 0, -width - 10, 0), one.text, colours["text"])
        painter.setFont(face)
        painter.setPen(qcolour(colours["muted"]))
        painter.drawText(words, _RIGHT, detail)
        painter.restore()

    def _paint_box(self, painter: QPainter, at: QPoint, *, is_on: bool) -> None:
        colours = self._keeper.theme.window
        box = QRectF(at.x(), at.y() - _BOX / 2 + 0.5, _BOX, _BOX)
        painter.setPen(qcolour(colours["accent" if is_on else "faint"]))
        painter.setBrush(qcolour(colours["accent" if is_on else "raised"]))
        painter.drawRoundedRect(box, 3, 3)
        if is_on:
            pen = painter.pen()
            pen.setColor(qcolour(colours["accent_text"]))
            pen.setWidthF(1.8)
            painter.setPen(pen)
            x, y = box.x(), box.y()
            painter.drawPolyline([QPoint(int(x) + 3, int(y) + 7), QPoint(int(x) + 6, int(y) + 10),
                                  QPoint(int(x) + 11, int(y) + 4)])  # fmt: skip


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TickList(QWidget):
    """The field over the list: what is typed narrows it, Enter ticks, arrows walk."""

    ticked = Signal()
    left = Signal()
    """Esc."""

    def __init__(self, name: str, keeper: ThemeKeeper, *, mime: str = "") -> None:
        super().__init__()
        self.model = Choices(self, mime)
        self.field = QLineEdit()
        self.field.setPlaceholderText(f"Search {name.lower()}")
        self.field.setAccessibleName(f"Search {name.lower()}")
        self.field.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(name)
        self.list.setItemDelegate(_Delegate(keeper, self))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setDragEnabled(bool(mime))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.field)
        whole.addWidget(self.list, 1)
        self.field.textChanged.connect(self._narrow)
        self.model.ticked.connect(self.ticked)
        for part in (self.field, self.list):
            part.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.setFocusProxy(self.field)

    def show_choices(self, choices: Iterable[Choice], chosen: Collection[str] = ()) -> None:
        """Offer these, some of them ticked."""
        self.field.clear()
        self.model.show_choices(choices, chosen)
        self.list.setCurrentIndex(self.model.index(0))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of what is ticked, in the order in which it was."""
        return tuple(self.model.chosen)

    def _narrow(self, text: str) -> None:
        self.model.narrow(text)
        self.list.setCurrentIndex(self.model.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list work from the field; a click ticks where it lands."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(Qt.Key(event.key()), in_list=watched is self.list)
        is_click = isinstance(event, QMouseEvent) and watched is self.list.viewport()
        if is_click and event.type() == QEvent.Type.MouseButtonRelease:
            index = self.list.indexAt(event.position().toPoint())  # type: ignore[attr-defined]
            if index.isValid():
                self.model.toggle(index)
        return False

    def _pressed(self, key: Qt.Key, *, in_list: bool) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (in_list and key == Qt.Key.Key_Space):
            self.model.toggle(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif not in_list and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row = self.list.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
            last = self.model.rowCount() - 1
            self.list.setCurrentIndex(self.model.index(min(last, max(0, row))))
        else:
            return False
        return True


class TickPopup(QFrame):
    """A tick list that drops down from a button; a click elsewhere puts it away."""

    ticked = Signal(object)
    """The keys that are ticked now, as a tuple."""

    def __init__(self, name: str, keeper: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("floating")
        self.setAccessibleName(name)
        self.ticks = TickList(name, keeper)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(self.ticks)
        self.ticks.ticked.connect(lambda: self.ticked.emit(self.ticks.chosen))
        self.ticks.left.connect(self.hide)

    def drop_from(
        self, button: QWidget, choices: Sequence[Choice], chosen: Collection[str]
    ) -> None:
        """Show the choices under a button."""
        self.ticks.show_choices(choices, chosen)
        rows = max(3, min(10, len(choices)))
        self.resize(280, 54 + rows * _ROW)
        self.move(button.mapToGlobal(QPoint(0, button.height() + 4)))
        self.show()
        self.ticks.field.setFocus()
