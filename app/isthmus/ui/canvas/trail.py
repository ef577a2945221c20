"""Where one looked before: the way back after a jump, and forth again."""

from isthmus.ui.canvas.camera import Camera

_MOST = 60


class Trail:
    """Places that were left by a jump, as a browser keeps pages."""

    def __init__(self) -> None:
        """Nothing was left yet."""
        self._behind: list[Camera] = []
        self._ahead: list[Camera] = []

    def leave(self, place: Camera, target: Camera) -> None:
        """Note that one jumps from one place to another."""
        if place == target or (self._behind and self._behind[-1] == place):
            return
        self._behind = [*self._behind[1 - _MOST :], place]
        self._ahead.clear()

    def back(self, now: Camera) -> Camera | None:
        """The place that was left last; None if there is none."""
        return _step(self._behind, self._ahead, now)

    def forward(self, now: Camera) -> Camera | None:
        """The place that one went back from last; None if there is none."""
        return _step(self._ahead, self._behind, now)


def _step(taken: list[Camera], kept: list[Camera], now: Camera) -> Camera | None:
    if not taken:
        return None
    kept.append(now)
    return taken.pop()
