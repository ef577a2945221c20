"""The map during a drag: what stays is painted once, what moves in every frame."""

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from isthmus.drawing.chart import Chart
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.layers import Layer, Spot
from isthmus.ui.canvas.scene import Scene

_UNDER = (Layer.LANDS, Layer.SHALLOWS, Layer.COASTS, Layer.AREAS)
_OVER = (Layer.FLOWS, Layer.CAPTIONS, Layer.LABELS, Layer.CARDS, Layer.NAMES, Layer.NOTES)


class LiveBacking:
    """The map during a drag: what stays is painted once, what moves in every frame."""

    def __init__(self, scene: Scene) -> None:
        """Nothing moves yet."""
        self._scene = scene
        self._moving: set[Spot] = set()
        self._order: list[Spot] = []
        self._under = QPixmap()
        self._over = QPixmap()
        self._painted_for: tuple[Camera, QSize, float] | None = None

    def reset(self) -> None:
        """The drag is over."""
        self._moving.clear()
        self._painted_for = None

    def draw(
        self, painter: QPainter, chart: Chart, camera: Camera, size: QSize, ratio: float
    ) -> None:
        """Draw the chart of a drag, which differs from the scene in few shapes."""
        more = self._scene.differing(chart) - self._moving
        if more or self._painted_for != (camera, size, ratio):
            self._moving |= more
            self._order = self._scene.in_order(self._moving, chart)
            self._paint_resting(camera, size, ratio)
        seen = camera.seen(QSizeF(size))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._under)
        self._scene.draw_some(painter, camera, seen, chart, self._moving_in(_UNDER))
        painter.drawPixmap(0, 0, self._over)
        self._scene.draw_some(painter, camera, seen, chart, self._moving_in(_OVER))

    def _moving_in(self, layers: Collection[Layer]) -> list[Spot]:
        return [spot for spot in self._order if spot[0] in layers]

    def _paint_resting(self, camera: Camera, size: QSize, ratio: float) -> None:
        self._painted_for = (camera, size, ratio)
        self._under = self._picture(camera, size, ratio, _UNDER)
        self._over = self._picture(camera, size, ratio, _OVER)

    def _picture(
        self, camera: Camera, size: QSize, ratio: float, layers: Collection[Layer]
    ) -> QPixmap:
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        seen = camera.seen(QSizeF(size))
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if Layer.COASTS in layers:
                self._scene.draw_sea(painter, camera, QRectF(0, 0, size.width(), size.height()))
            self._scene.draw(painter, camera, seen, layers, self._moving)
        return picture
