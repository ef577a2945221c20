"""The map as an import will leave it, small: what is new or changed stands out."""

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from isthmus.drawing.chart import Chart
from isthmus.drawing.picture import Picture
from isthmus.drawing.theme import load_theme
from isthmus.ui.exporting.rendering import area_of, image_of
from isthmus.ui.theme.keeper import qcolour

_MOST_PIXELS = 1_000_000
_RING = 14.0
"""How wide a ring is, in units of the map: it is seen where the map is a few hundred pixels."""


def picture_of(chart: Chart, touched: Collection[str], theme: str) -> QImage:
    """The chart as a picture with some systems ringed, unless that is all; on any thread."""
    if not chart.cards:
        return QImage()
    image = image_of(chart, Picture(theme, legend=False, scale=1.0), most=_MOST_PIXELS)
    ringed = [card.box for key, card in chart.cards.items() if key in touched]
    if len(ringed) < len(chart.cards):
        bounds = area_of(chart, legend=False)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(image.width() / bounds.width, image.height() / bounds.height)
            painter.translate(-bounds.x, -bounds.y)
            painter.setPen(QPen(qcolour(load_theme(theme).window["accent"]), _RING))
            for box in ringed:
                rect = QRectF(box.x, box.y, box.width, box.height)
                painter.drawRoundedRect(rect.adjusted(-_RING, -_RING, _RING, _RING), 18, 18)
    return image


class MapPreview(QWidget):
    """Shows a picture as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setMinimumSize(220, 160)
        self.setAccessibleName("The map as it will be")

    def show_picture(self, image: QImage) -> None:
        """Show another picture; a null one for none."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a small map."""
        return QSize(340, 300)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the picture at the top, in the middle."""
        if self._image.isNull():
            return
        bare = QSize(self._image.width(), self._image.height())
        size = bare.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if size.width() > bare.width():
            size = bare
        left, top = (self.width() - size.width()) / 2, 0.0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
