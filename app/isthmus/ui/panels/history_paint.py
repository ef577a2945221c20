"""Draws the steps of the history: a line of dots, the words, when and by whom."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from isthmus.ui.panels.history_rows import Row, Standing, detail
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour
from isthmus.ui.widgets.painting import dot, filled, line, pill

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 46
_SPINE = 20.0
_TEXT = 36.0
_FAINT = (Standing.UNDONE, Standing.DROPPED)


class HistoryDelegate(QStyledItemDelegate):
    """Draws a row; the step where the map stands is filled and says so."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Two lines."""
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        reader = getattr(index.model(), "row", None)
        row = reader(index) if reader else None
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self._paint_ground(painter, option, box)
        is_last = index.row() == index.model().rowCount() - 1
        self._paint_spine(painter, box, row, (index.row() == 0, is_last))
        self._paint_words(painter, box, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        colours = self._keeper.theme.window
        if option.state & QStyle.StateFlag.State_Selected:
            filled(painter, box, colours["selected"])
            filled(painter, QRectF(box.x(), box.y(), 3, box.height()), colours["accent"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            filled(painter, box, colours["raised"])

    def _paint_spine(
        self, painter: QPainter, box: QRectF, row: Row, ends: tuple[bool, bool]
    ) -> None:
        """A line from step to step; hollow dots are not, or not any more, part of the map."""
        colours = self._keeper.theme.window
        x, middle = box.x() + _SPINE, box.center().y()
        top = middle if ends[0] else box.top()
        bottom = middle if ends[1] else box.bottom()
        filled(painter, QRectF(x - 0.5, top, 1, bottom - top), colours["line"])
        if row.standing in _FAINT:
            painter.setPen(QPen(qcolour(colours["faint"]), 1.5))
            painter.setBrush(qcolour(colours["panel"]))
            painter.drawEllipse(QRectF(x - 3.5, middle - 3.5, 7, 7))
            return
        here = row.standing is Standing.HERE
        is_old = row.standing is Standing.EARLIER
        name = "accent" if here else "faint" if is_old else "muted"
        dot(painter, x, middle, colours[name], 5.5 if here else 3.5)

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row) -> None:
        colours = self._keeper.theme.window
        right = box.right() - 14
        if row.standing is Standing.HERE:
            look = (colours["accent"], colours["accent_soft"])
            right = pill(painter, right, box.center().y(), "Now", look) - 8
        under = detail(row, datetime.now().astimezone())
        left, middle = box.x() + _TEXT, box.center().y()
        title = QRectF(left, middle - (18 if under else 9), right - left, 18)
        ink = "faint" if row.standing in _FAINT else "text"
        is_old = row.standing is Standing.EARLIER
        line(painter, title, row.step.label, colours[ink], weight=400 if is_old else 600)
        line(painter, QRectF(left, middle, right - left, 18), under, colours["muted"], size=11)
