"""Which part of the scene the canvas shows, and how large."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from isthmus.layout.geometry import Box

ZOOM_MIN = 0.02
ZOOM_MAX = 4.0
_FIT_MARGIN = 26.0
"""Screen pixels that stay free round what is fitted."""
_HEAD, _FOOT = 34.0, 72.0
"""As many more over and below it: lens, legend and zoom pill lie there."""


def clamp_zoom(zoom: float) -> float:
    """The nearest zoom that is allowed."""
    return min(ZOOM_MAX, max(ZOOM_MIN, zoom))


def rect_of(box: Box) -> QRectF:
    """The box as Qt's rectangle."""
    return QRectF(box.x, box.y, box.width, box.height)


@dataclass(frozen=True, slots=True)
class Camera:
    """The scene point at the widget's top left corner, and screen pixels per scene unit."""

    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0

    def to_screen(self, x: float, y: float) -> QPointF:
        """Where a scene point stands in the widget."""
        return QPointF((x - self.x) * self.zoom, (y - self.y) * self.zoom)

    def to_scene(self, point: QPointF) -> QPointF:
        """Which scene point stands there in the widget."""
        return QPointF(point.x() / self.zoom + self.x, point.y() / self.zoom + self.y)

    def rect_to_screen(self, rect: QRectF) -> QRectF:
        """A scene rectangle in the widget."""
        size = QSizeF(rect.width() * self.zoom, rect.height() * self.zoom)
        return QRectF(self.to_screen(rect.x(), rect.y()), size)

    def seen(self, size: QSizeF) -> QRectF:
        """The part of the scene that a widget of that size shows."""
        return QRectF(self.x, self.y, size.width() / self.zoom, size.height() / self.zoom)

    def transform(self) -> QTransform:
        """From scene to widget."""
        return QTransform.fromTranslate(-self.x * self.zoom, -self.y * self.zoom).scale(
            self.zoom, self.zoom
        )

    def panned(self, dx: float, dy: float) -> "Camera":
        """The scene moved by (dx, dy) screen pixels."""
        return replace(self, x=self.x - dx / self.zoom, y=self.y - dy / self.zoom)

    def zoomed(self, zoom: float, about: QPointF) -> "Camera":
        """Another zoom, with the scene point under `about` (in the widget) kept there."""
        zoom = clamp_zoom(zoom)
        kept = self.to_scene(about)
        return Camera(kept.x() - about.x() / zoom, kept.y() - about.y() / zoom, zoom)

    def centred(self, x: float, y: float, size: QSizeF) -> "Camera":
        """The same zoom with a scene point in the middle."""
        half_width, half_height = size.width() / 2 / self.zoom, size.height() / 2 / self.zoom
        return Camera(x - half_width, y - half_height, self.zoom)

    def fitted(self, rect: QRectF, size: QSizeF, largest: float = 1.0) -> "Camera":
        """The whole of a scene rectangle, centred, no larger than `largest`."""
        wide, high = size.width() - 2 * _FIT_MARGIN, size.height() - 2 * _FIT_MARGIN - _HEAD - _FOOT
        room = QSizeF(max(1.0, wide), max(1.0, high))
        across = room.width() / max(1.0, rect.width())
        down = room.height() / max(1.0, rect.height())
        zoom = clamp_zoom(min(largest, across, down))
        middle = rect.center()
        return Camera(0, 0, zoom).centred(middle.x(), middle.y() + (_FOOT - _HEAD) / 2 / zoom, size)

    def between(self, other: "Camera", part: float) -> "Camera":
        """The camera on the way to another, `part` from 0 to 1; zoom changes evenly by factor."""
        zoom = self.zoom * (other.zoom / self.zoom) ** part
        if abs(other.zoom - self.zoom) < 1e-9:
            weight = part
        else:  # so that the fixed point of the zoom stays fixed on screen
            weight = (1 / self.zoom - 1 / zoom) / (1 / self.zoom - 1 / other.zoom)
        return Camera(
            self.x + (other.x - self.x) * weight, self.y + (other.y - self.y) * weight, zoom
        )
