"""What painting the map needs at hand: the painter, where one looks, the colours."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from isthmus.drawing.theme import Theme
from isthmus.ui.canvas.camera import Camera


@dataclass(frozen=True, slots=True)
class Easel:
    """Set up for one painting."""

    painter: QPainter
    """In screen units, between one layer and the next."""
    camera: Camera
    seen: QRectF
    """What is to be painted, in scene units."""
    theme: Theme

    def to_scene(self) -> None:
        """Let the painter count in scene units, until it is restored."""
        self.painter.save()
        self.painter.setTransform(self.camera.transform(), combine=True)

    @contextmanager
    def in_scene(self) -> Iterator[None]:
        """The same for a while, which ends also where a painting is given up halfway."""
        self.to_scene()
        try:
            yield
        finally:
            self.painter.restore()

    def to_origin(self) -> None:
        """Let the painter count screen units from the scene's origin."""
        zoom = self.camera.zoom
        self.painter.translate(-self.camera.x * zoom, -self.camera.y * zoom)
