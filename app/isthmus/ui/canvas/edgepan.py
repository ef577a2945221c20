"""Drags that reach the canvas's edge move the view along."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QTimer

from isthmus.ui.canvas.stage import Stage

_EDGE = 28.0
"""Screen pixels from the edge within which the view moves."""
_FASTEST = 22.0
"""Screen pixels a frame."""
_FRAME = 16


class EdgePan(QObject):
    """Moves the camera as long as the pointer is held at the edge."""

    def __init__(self, stage: Stage, moved: Callable[[], None]) -> None:
        """Call `moved` after each step: the drag then goes on under a pointer that rests."""
        super().__init__(stage)
        self._stage, self._moved = stage, moved
        self._way = QPointF()
        self._timer = QTimer(self, interval=_FRAME)
        self._timer.timeout.connect(self._step)

    def look(self, at: QPointF) -> None:
        """The pointer of a drag is there in the widget."""
        size = self._stage.size
        self._way = QPointF(_speed(at.x(), size.width()), _speed(at.y(), size.height()))
        if self._way.isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The drag is over."""
        self._timer.stop()

    def _step(self) -> None:
        self._stage.camera = self._stage.camera.panned(-self._way.x(), -self._way.y())
        self._moved()


def _speed(at: float, length: float) -> float:
    """Screen pixels a frame, negative towards the start; 0 away from both edges."""
    if length < 4 * _EDGE:
        return 0.0
    into = min(0.0, at - _EDGE) + max(0.0, at - (length - _EDGE))
    return max(-1.0, min(1.0, into / _EDGE)) * _FASTEST
