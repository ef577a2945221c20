"""Zoom at the cursor by wheel or pinch; a touchpad's two fingers pan."""

from math import exp2

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent

from isthmus.ui.canvas.stage import Stage

_ANGLE_PER_DOUBLING = 480.0
"""Four notches of a wheel (120 each) double the size."""
_PIXELS_PER_DOUBLING = 200.0


class WheelGesture:
    """Wheels and touchpads."""

    def __init__(self, stage: Stage) -> None:
        """Act on that stage."""
        self._stage = stage

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the cursor; fingers on a touchpad pan unless Ctrl is held."""
        zooming = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if _from_touchpad(event) and not zooming:
            way = pixels if not pixels.isNull() else angle
            self._stage.camera = self._stage.camera.panned(way.x(), way.y())
            return
        turned = angle.y() or angle.x()  # Alt turns the wheel's way on some desktops
        doublings = turned / _ANGLE_PER_DOUBLING
        if not turned and not pixels.isNull():
            doublings = pixels.y() / _PIXELS_PER_DOUBLING
        self._zoom(exp2(doublings), event.position())

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zoom by two fingers; whether the event was one of those."""
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._zoom(1.0 + event.value(), event.position())
        return True

    def _zoom(self, factor: float, about: QPointF) -> None:
        camera = self._stage.camera
        self._stage.camera = camera.zoomed(camera.zoom * max(0.1, factor), about)


def _from_touchpad(event: QWheelEvent) -> bool:
    """Wheels turn in notches and know no pixels (X11 gives pixels for no device)."""
    if event.pixelDelta() == QPoint(0, 0):
        return False
    angle = event.angleDelta()
    in_notches = angle.x() % 120 == 0 and angle.y() % 120 == 0
    return event.phase() is not Qt.ScrollPhase.NoScrollPhase or not in_notches
