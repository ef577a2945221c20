"""The picture as it will be, small."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isthmus.drawing.chart import Chart
from isthmus.drawing.picture import FOOT, MARGIN, Page, Picture, sheet_for
from isthmus.ui.exporting.choice import Choice, Form
from isthmus.ui.exporting.rendering import area_of, image_of
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour

_EDGE = 16.0
_CHECK = 8
"""Pixels of a square of the board that shows through a transparent picture."""
_SCALE = 1.5
_MOST = 4_000_000
"""Pixels that are painted for a preview: enough for its words to be guessed."""
_PAPER = QColor("#ffffff")
_FOOT_TEXT = QColor("#5a6b76")


class Preview(QWidget):
    """Paints the chart with the canvas's own painters, on the page that it will have."""

    def __init__(self, keeper: ThemeKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._chart: Chart | None = None
        self._choice = Choice()
        self._image = QImage()
        self._painted: tuple[Chart, Picture] | None = None
        self._words = ("", "")
        self.setAccessibleName("Preview")
        self.setMinimumSize(320, 320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, chart: Chart, choice: Choice, words: tuple[str, str]) -> None:
        """Show this; the words are what stands under a picture on paper."""
        self._chart, self._choice, self._words = chart, choice, words
        picture = choice.picture
        wanted = Picture(
            picture.theme, background=picture.background, legend=picture.legend, scale=_SCALE
        )
        if self._painted is None or self._painted[0] is not chart or self._painted[1] != wanted:
            self._painted = chart, wanted
            self._image = image_of(chart, wanted, _MOST)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The desk, the page and the picture on it."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._keeper.colour("line"))
            painter.setBrush(self._keeper.colour("raised"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            if self._chart is not None:
                self._paint(painter, self._chart)

    def _paint(self, painter: QPainter, chart: Chart) -> None:
        area = area_of(chart, legend=self._choice.picture.legend)
        size = QSizeF(area.width, area.height)
        page = self._choice.picture.page
        if self._choice.form is not Form.PDF or page is Page.DRAWING:
            room = self._fitted(size)
            self._ground(painter, room)
            self._picture(painter, room)
            return
        sheet = sheet_for(size.width(), size.height(), page)
        paper = self._fitted(QSizeF(sheet.width, sheet.height))
        scale = paper.width() / sheet.width
        painter.fillRect(paper, _PAPER)
        size *= sheet.scale * scale
        margin, foot = MARGIN * scale, FOOT * scale
        inner = paper.adjusted(margin, margin, -margin, -margin - foot)
        middle = inner.center()
        place = middle - QPointF(size.width() / 2, size.height() / 2)
        self._picture(painter, QRectF(place, size))
        self._foot(painter, paper.adjusted(margin, margin, -margin, -margin), scale)

    def _fitted(self, size: QSizeF) -> QRectF:
        """Room for something of that shape, in the middle."""
        wide, high = self.width() - 2 * _EDGE, self.height() - 2 * _EDGE
        scale = min(wide / size.width(), high / size.height(), 1.0)
        size = size * scale
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(QPointF(left, top), size)

    def _ground(self, painter: QPainter, room: QRectF) -> None:
        """What a picture without a sea lies on: a white page, or a board of squares."""
        if self._choice.picture.background:
            return
        painter.fillRect(room, _PAPER)
        if self._choice.form is Form.PDF:
            return
        painter.save()
        painter.setClipRect(room)
        grey = qcolour("#e9edf0")
        for row in range(int(room.height() / _CHECK) + 1):
            for column in range(row % 2, int(room.width() / _CHECK) + 1, 2):
                x, y = room.x() + column * _CHECK, room.y() + row * _CHECK
                painter.fillRect(QRectF(x, y, _CHECK, _CHECK), grey)
        painter.restore()

    def _picture(self, painter: QPainter, room: QRectF) -> None:
        """The picture made small at once: drawn small, it would leave out its words."""
        ratio = self.devicePixelRatioF()
        small = self._image.scaled(
            (room.size() * ratio).toSize(),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(room, small)

    def _foot(self, painter: QPainter, inner: QRectF, scale: float) -> None:
        """The line under a picture on paper; from afar, two strokes for its words."""
        painter.setPen(_FOOT_TEXT)
        for words, left in zip(self._words, (True, False), strict=True):
            width = min(inner.width() * 0.6, len(words) * 4.2 * scale)
            x = inner.left() if left else inner.right() - width
            painter.fillRect(QRectF(x, inner.bottom() - 4 * scale, width, 2 * scale), _FOOT_TEXT)
