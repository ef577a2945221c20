"""A chart as an image, painted as the canvas paints it."""

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from isthmus.drawing.chart import Chart
from isthmus.drawing.key import key_box, paint_key, with_key
from isthmus.drawing.picture import Picture
from isthmus.drawing.theme import load_theme
from isthmus.layout.geometry import Box
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.scene import Scene
from isthmus.ui.canvas.strokes import strokes_of

MOST_PIXELS = 24_000_000
"""Of a copied picture: 96 MB, which other programs still paste."""
_DOTS_PER_METRE = 96 / 0.0254


def paint_chart(
    painter: QPainter, scene: Scene, chart: Chart, room: QRectF, *, picture: Picture
) -> None:
    """Paint the chart that the scene holds so that it fills the room."""
    bounds = area_of(chart, legend=picture.legend)
    zoom = room.width() / bounds.width
    camera = Camera(bounds.x - room.x() / zoom, bounds.y - room.y() / zoom, zoom)
    painter.save()
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if picture.background:
        scene.draw_sea(painter, camera, room)
    seen = QRectF(bounds.x, bounds.y, bounds.width, bounds.height)
    scene.draw(painter, camera, seen)
    if bounds != chart.bounds:
        painter.setTransform(camera.transform(), combine=True)
        for stroke in strokes_of(paint_key(chart, scene.theme)):
            stroke.draw(painter, seen)
    painter.restore()


def area_of(chart: Chart, *, legend: bool | None) -> Box:
    """What a picture of the chart shows, with or without the legend under it."""
    has_key = chart.reading.dresses if legend is None else legend
    return with_key(chart.bounds, key_box(chart)) if has_key else chart.bounds


def image_of(chart: Chart, picture: Picture, most: int = MOST_PIXELS) -> QImage:
    """The picture at its scale, or as large as keeps it under `most` pixels; on any thread."""
    theme, area = load_theme(picture.theme), area_of(chart, legend=picture.legend)
    scale = min(picture.scale, (most / (area.width * area.height)) ** 0.5)
    size = QSize(round(area.width * scale), round(area.height * scale))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    scene = Scene(theme)
    scene.update(chart)
    with QPainter(image) as painter:
        room = QRectF(0, 0, size.width(), size.height())
        paint_chart(painter, scene, chart, room, picture=picture)
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
