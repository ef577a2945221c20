"""Draws the rows of a plan: waves with their ticks, bridges, what is left."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from isthmus.ui.planning.rows import Row
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour
from isthmus.ui.widgets.painting import chevron, filled, line, pill

Index = QModelIndex | QPersistentModelIndex
ROW, NOTE, FOLD = 46, 28, 34
"""Heights in pixels: of two lines, of a note, of a heading that folds."""
_TEXT = 36
_RIGHT = 14
_BOX = 14.0


def tick_at(box: QRectF) -> QRectF:
    """Where the box to tick of a wave's row is."""
    return QRectF(box.x() + 12, box.y() + 10, _BOX, _BOX)


class PlanDelegate(QStyledItemDelegate):
    """Draws rows; the opened one is as high as its card asks."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.opened = ("", 0)
        """Key and height of the opened row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Two lines, or one."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, Row):
            return QSize(0, 0)
        if row.key == self.opened[0]:
            return QSize(0, self.opened[1])
        if row.detail:
            return QSize(0, ROW)
        return QSize(0, NOTE if row.is_note else FOLD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self._paint_ground(painter, option, box, row)
        if row.key != self.opened[0]:
            self._paint_row(painter, box, row)
        colours = self._keeper.theme.window
        filled(painter, QRectF(box.x(), box.bottom() - 1, box.width(), 1), colours["line"])
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: Row
    ) -> None:
        colours = self._keeper.theme.window
        is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if option.state & QStyle.StateFlag.State_Selected:
            filled(painter, box, colours["selected"])
            filled(painter, QRectF(box.x(), box.y(), 3, box.height()), colours["accent"])
        elif row.wave is not None or (is_under and not row.is_note):
            filled(painter, box, colours["raised"])

    def _paint_row(self, painter: QPainter, box: QRectF, row: Row) -> None:
        theme = self._keeper.theme
        right = box.right() - _RIGHT
        if row.mark:
            ink = (theme.window["accent"], theme.window["accent_soft"])
            right = pill(painter, right, box.y() + 15, row.mark, ink) - 8
        if row.wave is not None:
            self._paint_tick(painter, tick_at(box).topLeft(), is_on=bool(row.is_ticked))
        elif row.flow is not None:
            self._paint_dash(painter, box.x() + 12, box.y() + 15)
        elif row.is_open is not None:
            grey = qcolour(theme.window["muted"])
            chevron(painter, box.x() + 19, box.center().y(), is_open=row.is_open, colour=grey)
        self._paint_words(painter, box, row, right)

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, right: float) -> None:
        """The title ends at `right`, before the mark; the detail has the whole width."""
        colours = self._keeper.theme.window
        left, width = box.x() + _TEXT, right - box.x() - _TEXT
        middle = box.y() + 15 if row.detail else box.center().y()
        ink, weight = ("muted", 400) if row.is_note else ("text", 600)
        if row.flow is not None or row.left is not None:
            weight = 500
        title = QRectF(left, middle - 9, width, 18)
        line(painter, title, row.title, colours[ink], weight=weight)
        under = QRectF(left, middle + 8, box.right() - _RIGHT - left, 18)
        line(painter, under, row.detail, colours["muted"])

    def _paint_dash(self, painter: QPainter, x: float, y: float) -> None:
        """The dashed line that the flow is on the canvas."""
        pen = QPen(qcolour(self._keeper.theme.window["danger"]), 1.6, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.5, 1.8])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(x + _BOX, y))

    def _paint_tick(self, painter: QPainter, at: QPointF, *, is_on: bool) -> None:
        """The box, ticked or not."""
        colours = self._keeper.theme.window
        frame = colours["accent" if is_on else "faint"]
        painter.setPen(qcolour(frame))
        painter.setBrush(qcolour(frame if is_on else colours["panel"]))
        painter.drawRoundedRect(QRectF(at.x() + 0.5, at.y() + 0.5, _BOX - 1, _BOX - 1), 3, 3)
        if is_on:
            painter.setPen(QPen(qcolour(colours["accent_text"]), 1.8))
            points = ((3.2, 7.2), (6, 10), (10.8, 4.6))
            moved = [QPointF(at.x() + x, at.y() + y) for x, y in points]
            painter.drawPolyline(moved)
