"""The minimap at the bottom right: the whole map small, and the part on show in a frame."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from isthmus.drawing.chart import Chart
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import Camera, rect_of
from isthmus.ui.canvas.thumbnail import thumbnail

_WIDTH, _HEIGHT, _MARGIN = 168, 110, 8
_CALM, _AT_ONCE = 250, 400
"""Milliseconds after the last change at which a map of more systems than that is painted anew."""
_STEP = 0.25
"""Share of what is on show that an arrow key moves it."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Minimap(QWidget):
    """Click to go somewhere, drag the frame, or move it with the arrow keys."""

    wanted = Signal(QPointF)
    """Show this scene point in the middle."""
    whole_wanted = Signal()
    """Show the whole map."""

    def __init__(self, parent: QWidget) -> None:
        """Empty sea."""
        super().__init__(parent)
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setAccessibleName("Minimap")
        self.setAccessibleDescription(
            "The whole map; the frame shows what the canvas shows. Arrow keys move it, Home shows"
            " the whole map."
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._chart: Chart | None = None
        self._theme: Theme | None = None
        self._seen = QRectF()
        self._is_dragged = False
        self._held = QPointF()
        """From the pointer to the middle of the frame, while that is dragged."""
        self._picture: QPixmap | None = None
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self._paint_anew)

    def show_chart(self, chart: Chart) -> None:
        """Show this map; a large one when edits have paused."""
        self._chart = chart
        if len(chart.cards) <= _AT_ONCE:
            self._paint_anew()
        else:
            self._calm.start()

    def show_part(self, seen: QRectF) -> None:
        """Frame this part of the scene."""
        if seen != self._seen:
            self._seen = seen
            self.update()

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        self._paint_anew()

    def _paint_anew(self) -> None:
        self._calm.stop()
        self._picture = None
        self.update()

    # By hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the frame, or go where the pointer is."""
        at, frame = event.position(), self._frame()
        self._is_dragged = not frame.contains(at)
        middle = self._camera().rect_to_screen(self._seen).center()
        self._held = QPointF(0, 0) if self._is_dragged else middle - at
        if self._is_dragged:
            self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._is_dragged = True
            self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click into the frame goes there too."""
        if event.button() is Qt.MouseButton.LeftButton and not self._is_dragged:
            self._held = QPointF(0, 0)
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        if self._chart is not None:
            self.wanted.emit(self._camera().to_scene(event.position() + self._held))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move what is on show, Home shows the whole map."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None:
            step = QPointF(way[0] * self._seen.width(), way[1] * self._seen.height()) * _STEP
            self.wanted.emit(self._seen.center() + step)
        elif event.key() == Qt.Key.Key_Home:
            self.whole_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard acts."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard acts elsewhere."""
        super().focusOutEvent(event)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The picture of the map, then the frame."""
        if self._theme is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, self._theme)

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        line = inks.line(theme.window["accent" if self.hasFocus() else "line"], 1.0)
        painter.setPen(line)
        painter.setBrush(inks.brush(theme.window["panel"]))
        painter.drawRoundedRect(QRectF(0.5, 0.5, _WIDTH - 1, _HEIGHT - 1), 6, 6)
        if self._chart is None or not self._chart.cards:
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None and self._calm.isActive():
            return
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = thumbnail(self._chart, theme, self._camera(), self.size(), ratio)
        painter.drawPixmap(0, 0, self._picture)
        self._paint_frame(painter, theme)

    def _camera(self) -> Camera:
        bounds = rect_of(self._chart.bounds) if self._chart else QRectF()
        room = QSizeF(_WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN)
        zoom = min(
            room.width() / max(1.0, bounds.width()), room.height() / max(1.0, bounds.height())
        )
        middle = bounds.center()
        return Camera(0, 0, zoom).centred(middle.x(), middle.y(), QSizeF(_WIDTH, _HEIGHT))

    def _frame(self) -> QRectF:
        """The part on show; where it reaches beyond the map, the frame stays in sight."""
        inner = QRectF(4, 4, _WIDTH - 8, _HEIGHT - 8)
        return self._camera().rect_to_screen(self._seen).intersected(inner)

    def _paint_frame(self, painter: QPainter, theme: Theme) -> None:
        frame = self._frame()
        if frame.isEmpty():
            return
        painter.setPen(inks.line(theme.window["accent"], 1.5))
        painter.setBrush(inks.NO_BRUSH)
        painter.drawRoundedRect(frame, 2, 2)
