"""A chart of horizontal bars, drawn by pyqtgraph. Import late: pyqtgraph takes half a second."""

from collections.abc import Iterable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QToolTip, QWidget

from isthmus.drawing.theme import Theme
from isthmus.ui.figures.painting import paint_segment
from isthmus.ui.figures.parts import Bar, Chart, Pick
from isthmus.ui.text import tip_markup
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import qcolour

pg.setConfigOptions(antialias=True, useOpenGL=False)

ROW = 22
"""Height of a row in pixels."""
THICK = 11
NAMES = (64, 136)
"""Width that the names of the bars have, at least and at most."""
GAP = 8
_LEAST = 2.0
"""A segment is that wide at least, however small its share."""


def names_width(charts: Iterable[Chart]) -> int:
    """The room that the names of the bars of these charts need, within bounds."""
    metrics = QFontMetricsF(font(12))
    names = (metrics.horizontalAdvance(bar.name) for chart in charts for bar in chart.bars)
    least, most = NAMES
    return round(min(most, max(least, max(names, default=0) + GAP + 6)))


class _NameAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Names before the bars, flush left."""

    def generateDrawSpecs(self, p: QPainter) -> Any:  # noqa: ANN401
        """As pyqtgraph has it, but flush left and without ticks."""
        specs = super().generateDrawSpecs(p)
        if specs is None:
            return None
        axis, _, texts = specs
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        width = self.width() - GAP
        # on whole pixels, else descenders are cut here and there
        tops = (round(box.center().y() - ROW / 2) for box, _, _ in texts)
        moved = [
            (QRectF(2, top, width, ROW), flags, text)
            for top, (_, _, text) in zip(tops, texts, strict=True)
        ]
        return axis, [], moved


class _BarItem(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """The segments of one bar; lengths in the chart's unit, the fills in pixels."""

    def __init__(self, bar: Bar, row: int, theme: Theme) -> None:
        super().__init__()
        self._bar, self._row, self._theme = bar, row, theme

    def boundingRect(self) -> QRectF:
        """In the chart's units; wide enough for the smallest segments."""
        return QRectF(0, self._row - 0.5, max(self._bar.length * 1.05, 1e-9), 1)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's signature
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Each segment as a box on the screen, a pixel apart."""
        to_screen = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        for box, segment in zip(self.boxes(to_screen), self._bar.segments, strict=True):
            paint_segment(painter, box, segment.look, self._theme)
        painter.restore()

    def boxes(self, to_screen: Any) -> list[QRectF]:  # noqa: ANN401 - pyqtgraph's or Qt's transform
        """Where the segments are on the screen."""
        made, at = [], 0.0
        left: float | None = None
        for segment in self._bar.segments:
            start = to_screen.map(QPointF(at, self._row))
            at += segment.length
            end = to_screen.map(QPointF(at, self._row))
            x = start.x() if left is None else max(left, start.x())
            right = max(end.x(), x + _LEAST)
            is_last = segment is self._bar.segments[-1]
            made.append(QRectF(x, start.y() - THICK / 2, right - x - (not is_last), THICK))
            left = right
        return made


class BarChart(pg.GraphicsLayoutWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Bars that can be pointed at, clicked and walked with the arrow keys."""

    picked = Signal(object)
    """The Pick of a bar or of one of its segments."""

    def __init__(self, chart: Chart, theme: Theme, names: int = 0) -> None:
        """`names` is the width of the names in pixels, where it is to be that of other charts."""
        super().__init__()
        self.setBackground(None)
        self.chart = chart
        self._theme = theme
        self._names = names or names_width([chart])
        self._current = -1
        self._hovered = -1
        self._items: list[_BarItem] = []
        self._texts: list[Any] = []
        self._put_together()
        self.setCacheMode(self.CacheModeFlag.CacheNone)  # the background marks rows
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.box.sigResized.connect(self._scale)
        self.show_chart(chart, names)

    def _put_together(self) -> None:
        """Names and bars side by side, and nothing that moves, zooms or opens a menu.

        Not a PlotItem: each builds a whole form of controls, 100 ms under a style sheet.
        """
        inside = self.ci.layout
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self._axis = _NameAxis("left")
        self._axis.setStyle(tickLength=0, tickTextOffset=0)
        self._axis.setTickFont(font(12))
        self.box = pg.ViewBox(enableMouse=False, enableMenu=False, invertY=True)
        self.addItem(self._axis, 0, 0)
        self.addItem(self.box, 0, 1)
        self._axis.linkToView(self.box)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_chart(self, chart: Chart, names: int = 0) -> None:
        """Show other bars."""
        self.chart = chart
        self._names = names or names_width([chart])
        self._hovered = -1
        self._current = min(self._current, len(chart.bars) - 1)
        self._axis.setWidth(self._names)
        self.setMinimumWidth(self._names + 120)
        self.setFixedHeight(ROW * len(chart.bars))
        words = "; ".join(f"{bar.name}: {bar.text}" for bar in chart.bars)
        self.setAccessibleDescription(words)
        self.dress(self._theme)

    def dress(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        self._theme = theme
        for item in (*self._items, *self._texts):
            self.box.removeItem(item)
        self._items = [_BarItem(bar, n, theme) for n, bar in enumerate(self.chart.bars)]
        self._texts = [self._text(bar, n) for n, bar in enumerate(self.chart.bars)]
        for item in (*self._items, *self._texts):
            self.box.addItem(item, ignoreBounds=True)
        self._axis.setPen(pg.mkPen(qcolour(theme.window["line"]), width=1))
        self._axis.setTextPen(qcolour(theme.window["text"]))
        metrics = QFontMetricsF(font(12))
        cut = Qt.TextElideMode.ElideRight
        room = self._names - GAP - 4
        names = [metrics.elidedText(bar.name, cut, room) for bar in self.chart.bars]
        self._axis.setTicks([list(enumerate(names))])
        self._scale()

    def _text(self, bar: Bar, row: int) -> Any:  # noqa: ANN401 - pyqtgraph has no types
        made = pg.TextItem(color=qcolour(self._theme.window["muted"]), anchor=(0, 0.5))
        made.setFont(font(11))
        made.setText(bar.text)
        made.setPos(bar.length, row)
        return made

    def _scale(self) -> None:
        """The bars as long as their texts leave room for."""
        room = self.box.width()
        metrics = QFontMetricsF(font(11))
        widths = [min(metrics.horizontalAdvance(bar.text), room * 0.62) for bar in self.chart.bars]
        needs = [(bar.length, w) for bar, w in zip(self.chart.bars, widths, strict=True)]
        needs.append((self.chart.full, max(widths, default=0)))
        scales = [max(1.0, room - width - 14) / size for size, width in needs if size > 0]
        scale = min(scales, default=1.0)
        self.box.setRange(
            xRange=(0, max(1.0, room) / scale), yRange=(-0.5, len(needs) - 1.5), padding=0
        )
        for bar, text in zip(self.chart.bars, self._texts, strict=True):
            fits = room - bar.length * scale - 10
            text.setText(metrics.elidedText(bar.text, Qt.TextElideMode.ElideRight, fits))

    # Where things are

    def row_at(self, y: float) -> int:
        """The row at a height in pixels, -1 for none."""
        row = int(y // ROW)
        return row if 0 <= row < len(self.chart.bars) else -1

    def boxes(self, row: int) -> list[QRectF]:
        """Where the segments of a bar are, in the widget's pixels."""
        item = self._items[row]
        return item.boxes(item.sceneTransform())

    def pick_at(self, at: QPointF) -> Pick | None:
        """What a click there leads to."""
        row = self.row_at(at.y())
        if row < 0:
            return None
        bar = self.chart.bars[row]
        for box, segment in zip(self.boxes(row), bar.segments, strict=True):
            if segment.pick and box.left() <= at.x() <= box.right():
                return segment.pick
        return bar.pick

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Taken, so that the release comes here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a row leads to what is behind it."""
        pick = self.pick_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and pick is not None:
            self._current = self.row_at(event.position().y())
            self.picked.emit(pick)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What can be clicked shows it."""
        row = self.row_at(event.position().y())
        can = self.pick_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self._hover(row if can else -1)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Nothing is pointed at."""
        self._hover(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The panel scrolls, the chart does not."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk the bars, Enter is a click."""
        last = len(self.chart.bars) - 1
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self._current = min(last, max(0, self._current + steps[Qt.Key(event.key())]))
            self._redraw()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            pick = self.chart.bars[self._current].pick if self._current >= 0 else None
            if pick is not None:
                self.picked.emit(pick)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the first bar."""
        super().focusInEvent(event)
        self._current = max(0, self._current)
        self._redraw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The bar that was walked to is marked no longer."""
        super().focusOutEvent(event)
        self._redraw()

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip of the row that is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.row_at(event.pos().y())
            tip = self.chart.bars[row].tip if row >= 0 else ""
            band = QRect(0, row * ROW, self.width(), ROW)
            QToolTip.showText(event.globalPos(), tip_markup(tip), self.viewport(), band)
            return True
        return bool(super().viewportEvent(event))

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self._redraw()

    def paint_onto(self, painter: QPainter, target: QRectF) -> None:
        """Draw the chart elsewhere, with no row marked."""
        hovered, current = self._hovered, self._current
        self._hovered = self._current = -1
        self.render(painter, target, self.viewport().rect())
        self._hovered, self._current = hovered, current

    def _redraw(self) -> None:
        self.viewport().update()

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        """The row that is pointed at, or walked to, on a soft ground."""
        super().drawBackground(painter, rect)
        colours = self._theme.window
        width = self.viewport().width()
        if self._hovered >= 0:
            band = QRectF(0, self._hovered * ROW, width, ROW)
            painter.fillRect(band, qcolour(colours["hover"]))
        if self.hasFocus() and self._current >= 0:
            band = QRectF(0, self._current * ROW, width, ROW)
            painter.fillRect(band, qcolour(colours["accent_soft"]))
