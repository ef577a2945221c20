"""Painting a picture in slices: some of it now, the rest when nothing else is to be done."""

from collections.abc import Callable, Generator, Iterator
from time import perf_counter

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

AT_ONCE = 700
"""So much work, in shapes, is done at once: as much as a frame has time for."""
SLICE = 0.008
"""Seconds that a slice of more work takes, give or take a step."""

Paint = Callable[[QPainter], Iterator[int]]
"""Paints step by step; each says how much work it was, in shapes."""


class Slices:
    """A picture of a part of the widget, on its way to being painted."""

    def __init__(self, screen: QRectF, ratio: float, paint: Paint) -> None:
        """Nothing is painted yet; the painter will be in screen units."""
        self.screen, self.ratio = screen, ratio
        self.picture = QPixmap((screen.size() * ratio).toSize())
        self.picture.setDevicePixelRatio(ratio)
        self.took = 0.0
        self._steps = self._painted(paint)

    def _painted(self, paint: Paint) -> Generator[int]:
        with QPainter(self.picture) as painter:  # ended even if it fails: else Qt crashes
            painter.translate(-self.screen.topLeft())
            yield from paint(painter)

    def work(self, most: int) -> bool:
        """Go on for so much work; whether all is done."""
        start, left = perf_counter(), most
        for done in self._steps:
            left -= done
            if left <= 0:
                self.took += perf_counter() - start
                return False
        self.took += perf_counter() - start
        return True

    def run(self, seconds: float) -> bool:
        """Go on for so long; whether all is done."""
        start = perf_counter()
        for _ in self._steps:
            if perf_counter() - start > seconds:
                self.took += perf_counter() - start
                return False
        self.took += perf_counter() - start
        return True

    def stop(self) -> None:
        """Give up; the painter is put away."""
        self._steps.close()
