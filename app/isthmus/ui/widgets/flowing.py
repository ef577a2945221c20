"""A layout that sets its parts side by side and begins a new line where there is no room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Parts like words of a text; the last one takes the room that is left in its line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4) -> None:
        super().__init__(parent)
        self.setSpacing(gap)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part in, before the last one if that is to stay last."""
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget at a place among the parts."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """A part, None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a part out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return self._set_out(QRect(0, 0, width, 0), is_real=False)

    def setGeometry(self, box: QRect) -> None:
        """Set the parts out in a box."""
        super().setGeometry(box)
        self._set_out(box, is_real=True)

    def sizeHint(self) -> QSize:
        """As its least size: it goes with any width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """One line as high as the highest part; parts that are too wide are cut."""
        height = max((item.sizeHint().height() for item in self._items), default=0)
        edges = self.contentsMargins()
        return QSize(40, height + edges.top() + edges.bottom())

    def _set_out(self, box: QRect, *, is_real: bool) -> int:
        inside = box.marginsRemoved(self.contentsMargins())
        x, y, high = inside.x(), inside.y(), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(inside.width(), 1000))
            if x > inside.x() and x + size.width() > inside.right() + 1:
                x, y, high = inside.x(), y + high + self.spacing(), 0
            if item is self._items[-1]:
                size.setWidth(max(size.width(), inside.right() + 1 - x))
            if is_real:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, high = x + size.width() + self.spacing(), max(high, size.height())
        edges = self.contentsMargins()
        return y + high - inside.y() + edges.top() + edges.bottom()
