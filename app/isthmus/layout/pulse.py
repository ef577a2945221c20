"""The pulse of long work: how far it is, and a way to stop it."""

from collections.abc import Callable
from time import perf_counter

Tell = Callable[[float], object]
"""Takes how far the work is, 0 to 1; whatever it raises ends the work."""

_EVERY = 0.02
"""Seconds from one word to the next: often enough to stop soon, too seldom to cost anything."""


class Pulse:
    """Told at every step of a piece of work; passes it on now and then, from 0 to 1."""

    def __init__(self, tell: Tell | None = None) -> None:
        """A pulse without a listener does nothing."""
        self._tell = tell
        self._start, self._length = 0.0, 1.0
        self._last = [0.0]

    def beat(self, part: float = 0.0) -> None:
        """The work, or this share of it, is that far (0 to 1). Raises what the listener raises."""
        if self._tell is None:
            return
        now = perf_counter()
        if now - self._last[0] >= _EVERY:
            self._last[0] = now
            self._tell(self._start + self._length * min(1.0, part))

    def share(self, start: float, end: float) -> "Pulse":
        """The pulse of a piece of this work, from one part of it to another."""
        made = Pulse(self._tell)
        made._start = self._start + self._length * start
        made._length = self._length * (end - start)
        made._last = self._last
        return made


SILENT = Pulse()
"""For those who do not care."""
