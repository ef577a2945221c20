"""Smooth ways: of the camera to another place, of cards to where a layout wants them."""

from collections.abc import Mapping
from time import perf_counter

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QApplication, QStyle

from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.stage import Stage

_GLIDE = 240
_ARRANGE = 380
"""Milliseconds."""
_MOST = 250
"""Of more cards, even trying one frame would take too long."""
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
        if at_once or not moves_shown() or camera == self._stage.camera:
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
    """Shows cards on their way to where a layout, or undo, has put them already."""

    def __init__(self, stage: Stage) -> None:
        """At rest."""
        super().__init__(stage)
        self._stage = stage
        self._from: Places = {}
        self._to: Places = {}
        self._way = _way(self, _ARRANGE)
        self._way.valueChanged.connect(self._step)
        self._way.finished.connect(self.finish)
        stage.board.cards_moved.connect(self._follow)
        stage.board.changed.connect(self._give_way)

    def finish(self) -> None:
        """Show the cards where they are."""
        self._way.stop()
        if self._to:
            self._from, self._to = {}, {}
            self._stage.preview = None

    def _follow(self, before: Places, after: Places) -> None:
        """Glide, unless a hand moved them or a single frame is slow."""
        if self._stage.hand_moves or not moves_shown() or len(after) > _MOST:
            return
        start = perf_counter()
        chart = self._stage.board.moved(before)
        if perf_counter() - start < _SLOW_FRAME:
            self._from, self._to = before, after
            self._stage.preview = chart
            self._way.start()

    def _give_way(self) -> None:
        """The map is another one: what was on its way is there."""
        self.finish()

    def _step(self, value: object) -> None:
        part = float(str(value))
        if self._to and part < 1.0:
            places = {key: _mix(self._from[key], at, part) for key, at in self._to.items()}
            self._stage.preview = self._stage.board.moved(places)


def moves_shown() -> bool:
    """Whether the desktop wants things to move; those who get dizzy switch it off."""
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


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
