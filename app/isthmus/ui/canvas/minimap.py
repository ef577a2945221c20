"""The minimap at the bottom right: the whole map small, and the part on show in a frame."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from isthmus.drawing.cardpaint import far_colours
from isthmus.drawing.chart import Chart
from isthmus.drawing.plots import NoteShape
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import Camera, rect_of
from isthmus.ui.canvas.extents import LAND

_WIDTH, _HEIGHT, _MARGIN = 168, 110, 8


class Minimap(QWidget):
    """Click or drag in it to move the view."""

    wanted = Signal(QPointF)
    """Show this scene point in the middle."""

    def __init__(self, parent: QWidget) -> None:
        """Empty sea."""
        super().__init__(parent)
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setAccessibleName("Minimap")
        self.setAccessibleDescription("The whole map; the frame shows what the canvas shows")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._chart: Chart | None = None
        self._theme: Theme | None = None
        self._seen = QRectF()
        self._picture: QPixmap | None = None

    def show_chart(self, chart: Chart) -> None:
        """Show this map."""
        self._chart, self._picture = chart, None
        self.update()

    def show_part(self, seen: QRectF) -> None:
        """Frame this part of the scene."""
        if seen != self._seen:
            self._seen = seen
            self.update()

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme, self._picture = theme, None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._chart is not None:
            self.wanted.emit(self._camera().to_scene(event.position()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The picture of the map, then the frame."""
        if self._theme is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, self._theme)

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(inks.line(theme.window["line"], 1.0))
        painter.setBrush(inks.brush(theme.window["panel"]))
        painter.drawRoundedRect(QRectF(0.5, 0.5, _WIDTH - 1, _HEIGHT - 1), 6, 6)
        if self._chart is None or not self._chart.cards:
            return
        if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = self._paint_map(self._chart, theme)
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

    def _paint_map(self, chart: Chart, theme: Theme) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setTransform(self._camera().transform())
            self._paint_shapes(painter, chart, theme)
        return picture

    def _paint_shapes(self, painter: QPainter, chart: Chart, theme: Theme) -> None:
        painter.setPen(inks.NO_PEN)
        for plot in chart.grounds:
            if not isinstance(plot, NoteShape):
                painter.setBrush(inks.brush(theme.tint(plot.tint)[1]))
                painter.drawRect(rect_of(plot.box))
        for coast in chart.coasts:
            name = LAND[coast.kind]
            painter.setPen(inks.line(theme.chart[f"{name}_coast"], 1.0))
            painter.setBrush(inks.brush(theme.chart[name]))
            painter.drawPath(inks.path(coast.steps))
        painter.setPen(inks.NO_PEN)
        for colour, rects in _by_colour(chart, theme, 2.0 / self._camera().zoom):
            painter.setBrush(inks.brush(colour))
            painter.drawRects(rects)
        painter.setBrush(inks.brush(theme.chart["note_line"]))
        for note in chart.grounds.notes.values():
            painter.drawRect(rect_of(note.box))

    def _paint_frame(self, painter: QPainter, theme: Theme) -> None:
        """The part on show; where it reaches beyond the map, the frame stays in sight."""
        inner = QRectF(4, 4, _WIDTH - 8, _HEIGHT - 8)
        frame = self._camera().rect_to_screen(self._seen).intersected(inner)
        if frame.isEmpty():
            return
        painter.setPen(inks.line(theme.window["accent"], 1.5))
        painter.setBrush(inks.NO_BRUSH)
        painter.drawRoundedRect(frame, 2, 2)


def _by_colour(chart: Chart, theme: Theme, least: float) -> Iterable[tuple[str, list[QRectF]]]:
    """The cards by their strong colour, none lower than `least` units so that all are seen."""
    colours: dict[str, list[QRectF]] = {}
    for card in chart.standing.values():
        box = card.box
        height = max(least, box.height * 0.5)
        rect = QRectF(box.x, box.centre[1] - height / 2, max(least, box.width), height)
        colours.setdefault(far_colours(card, theme)[0], []).append(rect)
    return colours.items()
