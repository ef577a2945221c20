"""The map as an import will leave it, small: what is new or changed stands out."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from isthmus.drawing.chart import Chart
from isthmus.drawing.picture import Picture
from isthmus.model.changes import ChangeSet
from isthmus.ui.exporting.rendering import image_of

_MOST_PIXELS = 1_000_000
_TELLING = ("systems", "flows")


def picture_of(chart: Chart, change: ChangeSet, theme: str) -> QImage:
    """The chart as a picture in which all but what the change touches fades; on any thread."""
    if not chart.cards:
        return QImage()
    touched = {one.id for one in change.deltas if one.table in _TELLING and one.after is not None}
    shown = frozenset(touched & (chart.cards.keys() | chart.flows.keys()))
    focused = replace(chart, focus=shown) if len(shown) < len(chart.cards) else chart
    return image_of(focused, Picture(theme, legend=False, scale=1.0), most=_MOST_PIXELS)


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
        """Draw the picture in the middle."""
        if self._image.isNull():
            return
        bare = QSize(self._image.width(), self._image.height())
        size = bare.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if size.width() > bare.width():
            size = bare
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
