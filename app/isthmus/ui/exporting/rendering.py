"""A chart as an image, painted as the canvas paints it."""

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from isthmus.drawing.chart import Chart
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.scene import Scene

MOST_PIXELS = 24_000_000
"""Of a copied picture: 96 MB, which other programs still paste."""
_DOTS_PER_METRE = 96 / 0.0254


def paint_chart(
    painter: QPainter, scene: Scene, chart: Chart, room: QRectF, *, background: bool
) -> None:
    """Paint the chart that the scene holds so that it fills the room."""
    bounds = chart.bounds
    zoom = room.width() / bounds.width
    camera = Camera(bounds.x - room.x() / zoom, bounds.y - room.y() / zoom, zoom)
    painter.save()
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if background:
        scene.draw_sea(painter, camera, room)
    seen = QRectF(bounds.x, bounds.y, bounds.width, bounds.height)
    scene.draw(painter, camera, seen)
    painter.restore()


def image_of(
    chart: Chart, theme: Theme, scale: float, *, background: bool = True, most: int = MOST_PIXELS
) -> QImage:
    """The chart at so many pixels a unit, or as many as keep it under `most`; on any thread."""
    area = chart.bounds.width * chart.bounds.height
    scale = min(scale, (most / area) ** 0.5)
    size = QSize(round(chart.bounds.width * scale), round(chart.bounds.height * scale))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    scene = Scene(theme)
    scene.update(chart)
    with QPainter(image) as painter:
        room = QRectF(0, 0, size.width(), size.height())
        paint_chart(painter, scene, chart, room, background=background)
    # where it is pasted, it is as large as on the screen, and sharper
    image.setDotsPerMeterX(round(_DOTS_PER_METRE * scale))
    image.setDotsPerMeterY(round(_DOTS_PER_METRE * scale))
    return image


def png_of(image: QImage) -> bytes:
    """The image as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("the picture could not be made")
    return bytes(buffer.data().data())
