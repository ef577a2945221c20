"""The painted map kept as a picture: moved while panning, scaled while zooming, sharp at rest."""

from collections.abc import Collection
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from isthmus.drawing.chart import Chart
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.scene import Layer, Scene, Spot

_WHOLE = 1e-3
"""Device pixels off a whole one that still count as whole."""
SMOOTH = 0.012
"""Seconds: a map that is painted sharp in less is painted so even while it moves."""

_UNDER = (Layer.LANDS, Layer.SHALLOWS, Layer.COASTS, Layer.AREAS)
_OVER = (Layer.FLOWS, Layer.CAPTIONS, Layer.LABELS, Layer.CARDS, Layer.NAMES, Layer.NOTES)


class Backing:
    """The scene as painted for one camera."""

    def __init__(self, scene: Scene) -> None:
        """Nothing painted yet."""
        self._scene = scene
        self._picture = QPixmap()
        self._camera: Camera | None = None
        self._took = 0.0

    def invalidate(self) -> None:
        """The scene is another one."""
        self._camera = None

    def draw(
        self, painter: QPainter, camera: Camera, size: QSize, ratio: float, *, moving: bool
    ) -> bool:
        """Draw the map for this camera; whether it is sharp (while `moving`, it need not be)."""
        if self._camera is None or not self._fits(size, ratio):
            self._paint_whole(camera, size, ratio)
        elif self._camera != camera and not self._scroll(camera, ratio):
            if moving and self._took > SMOOTH:
                self._draw_scaled(painter, camera, size)
                return False
            self._paint_whole(camera, size, ratio)
        painter.drawPixmap(0, 0, self._picture)
        return True

    def _fits(self, size: QSize, ratio: float) -> bool:
        return self._picture.size() == size * ratio and self._picture.devicePixelRatio() == ratio

    def _paint_whole(self, camera: Camera, size: QSize, ratio: float) -> None:
        start = perf_counter()
        if not self._fits(size, ratio):
            self._picture = QPixmap(size * ratio)
            self._picture.setDevicePixelRatio(ratio)
        self._camera = camera
        self._paint_part(QRectF(0, 0, size.width(), size.height()))
        self._took = perf_counter() - start

    def _paint_part(self, screen: QRectF) -> None:
        """Paint a part of the widget into the picture."""
        camera = self._camera
        if camera is None or screen.isEmpty():
            return
        with QPainter(self._picture) as painter:  # ended even if it fails: else Qt crashes
            painter.setClipRect(screen)
            paint_sharp(painter, self._scene, camera, screen)

    def _scroll(self, camera: Camera, ratio: float) -> bool:
        """Shift the picture and paint what comes in; False if it does not fit pixel on pixel."""
        before = self._camera
        if before is None or before.zoom != camera.zoom:
            return False
        dx = (before.x - camera.x) * camera.zoom * ratio
        dy = (before.y - camera.y) * camera.zoom * ratio
        if abs(dx - round(dx)) > _WHOLE or abs(dy - round(dy)) > _WHOLE:
            return False
        whole_x, whole_y = round(dx), round(dy)
        picture = self._picture
        if abs(whole_x) >= picture.width() or abs(whole_y) >= picture.height():
            return False
        picture.scroll(whole_x, whole_y, picture.rect())
        self._camera = camera
        for strip in _strips(QSizeF(picture.size()) / ratio, whole_x / ratio, whole_y / ratio):
            self._paint_part(strip)
        return True

    def _draw_scaled(self, painter: QPainter, camera: Camera, size: QSize) -> None:
        """The picture of the earlier camera where it belongs now, with sea around it."""
        before = self._camera or camera
        screen = QRectF(0, 0, size.width(), size.height())
        self._scene.draw_sea(painter, camera, screen)
        held = before.seen(QSizeF(size))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, camera.zoom < before.zoom)
        whole = QRectF(QPointF(0, 0), QSizeF(self._picture.size()))
        painter.drawPixmap(camera.rect_to_screen(held), self._picture, whole)


def paint_sharp(painter: QPainter, scene: Scene, camera: Camera, screen: QRectF) -> None:
    """Paint a part of the widget; the painter is in screen units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    scene.draw_sea(painter, camera, screen)
    seen = QRectF(camera.to_scene(screen.topLeft()), camera.to_scene(screen.bottomRight()))
    scene.draw(painter, camera, seen)


def _strips(size: QSizeF, dx: float, dy: float) -> list[QRectF]:
    """The parts of the widget that come into sight when the picture moves by (dx, dy)."""
    wide, high = size.width(), size.height()
    strips = []
    if dx:
        strips.append(QRectF(0 if dx > 0 else wide + dx, 0, abs(dx), high))
    if dy:
        strips.append(QRectF(0, 0 if dy > 0 else high + dy, wide, abs(dy)))
    return strips


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
