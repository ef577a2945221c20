"""Smooth ways: of the camera to another place, of cards to where a layout wants them."""

from collections.abc import Mapping
from time import perf_counter

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.stage import Stage

_GLIDE = 240
_ARRANGE = 380
"""Milliseconds."""
_SLOW_FRAME = 0.03
"""Seconds: where a frame takes longer, cards jump rather than stutter."""

Places = Mapping[str, tuple[float, float]]


class CameraGlide(QObject):
    """Moves the camera to another place."""

    def __init__(self, stage: Stage) -> None:
        """At rest."""
        super().__init__(stage)
        self._stage = stage
        self._start = self._end = stage.camera
        self._way = _way(self, _GLIDE)
        self._way.valueChanged.connect(self._step)

    def to(self, camera: Camera, *, at_once: bool = False) -> None:
        """Go there."""
        self._way.stop()
        if at_once or camera == self._stage.camera:
            self._stage.camera = camera
            return
        self._start, self._end = self._stage.camera, camera
        self._way.start()

    def stop(self) -> None:
        """Stay where it is: a hand has taken over."""
        self._way.stop()

    @property
    def aim(self) -> Camera:
        """Where the camera is, or is going."""
        return self._end if self._way.state() is _RUNNING else self._stage.camera

    def _step(self, part: object) -> None:
        done = isinstance(part, float) and part >= 1.0
        between = self._end if done else self._start.between(self._end, float(str(part)))
        self._stage.camera = between


class CardsGlide(QObject):
    """Moves cards, on screen only, to where they are to be written."""

    arrived = Signal(object)
    """The places, by system id."""

    def __init__(self, stage: Stage) -> None:
        """At rest."""
        super().__init__(stage)
        self._stage = stage
        self._from: Places = {}
        self._to: Places = {}
        self._way = _way(self, _ARRANGE)
        self._way.valueChanged.connect(self._step)
        self._way.finished.connect(self._arrive)

    def to(self, places: Places) -> None:
        """Bring the cards there; at once where a single frame is slow."""
        self.finish()
        here = self._stage.board.positions
        self._from = {system: here.get(system, at) for system, at in places.items()}
        self._to = places
        start = perf_counter()
        self._stage.board.moved(self._from)
        if perf_counter() - start > _SLOW_FRAME or self._from == places:
            self._arrive()
        else:
            self._way.start()

    def finish(self) -> None:
        """Be there now, if under way."""
        if self._way.state() is _RUNNING:
            self._way.stop()
            self._arrive()

    def _step(self, value: object) -> None:
        part = float(str(value))
        if part < 1.0:
            between = {
                system: _mix(self._from[system], at, part) for system, at in self._to.items()
            }
            self._stage.preview = self._stage.board.moved(between)

    def _arrive(self) -> None:
        places, self._to = self._to, {}
        self._stage.preview = None
        self.arrived.emit(places)


def _mix(start: tuple[float, float], end: tuple[float, float], part: float) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _way(parent: QObject, milliseconds: int) -> QVariantAnimation:
    way = QVariantAnimation(parent)
    way.setStartValue(0.0)
    way.setEndValue(1.0)
    way.setDuration(milliseconds)
    way.setEasingCurve(QEasingCurve.Type.InOutCubic)
    return way


_RUNNING = QVariantAnimation.State.Running
