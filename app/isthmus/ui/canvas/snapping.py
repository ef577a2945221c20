"""Snap lines: cards that are dragged line up with the edges and centres of those at rest."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isthmus.drawing.chart import Chart
from isthmus.layout.geometry import Box

REACH = 6.0
"""Screen pixels within which a card snaps."""
_OVERSHOOT = 12.0


@dataclass(frozen=True, slots=True)
class Guide:
    """A snap line from (x1, y1) to (x2, y2), in scene units."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Snap:
    """How far to correct a drag, and the lines that say why."""

    dx: float = 0.0
    dy: float = 0.0
    guides: tuple[Guide, ...] = ()


class Snapper:
    """Snaps a moving box to the cards that stay."""

    def __init__(self, chart: Chart, moving: Collection[str]) -> None:
        """Line up with all cards but those moving."""
        boxes = [card.box for key, card in chart.cards.items() if key not in moving]
        rows = [(b.x, b.y, b.right, b.bottom) for b in boxes]
        self._edges: npt.NDArray[np.float64] = np.array(rows, dtype=np.float64).reshape(-1, 4)

    def snap(self, box: Box, reach: float, around: float) -> Snap:
        """The correction within `reach`; only cards nearer than `around` count (scene units)."""
        near = self._near(box, around)
        if not len(near):
            return Snap()
        across = _correction(_lines(near, 0), (box.x, box.centre[0], box.right), reach)
        down = _correction(_lines(near, 1), (box.y, box.centre[1], box.bottom), reach)
        dx, dy = across or 0.0, down or 0.0
        moved = Box(box.x + dx, box.y + dy, box.width, box.height)
        guides = []
        if across is not None:
            guides += _guides(near, moved, 0)
        if down is not None:
            guides += _guides(near, moved, 1)
        return Snap(dx, dy, tuple(guides))

    def _near(self, box: Box, around: float) -> npt.NDArray[np.float64]:
        wide = box.grown(around)
        edges = self._edges
        return edges[
            (edges[:, 0] <= wide.right)
            & (edges[:, 2] >= wide.x)
            & (edges[:, 1] <= wide.bottom)
            & (edges[:, 3] >= wide.y)
        ]


def _lines(edges: npt.NDArray[np.float64], axis: int) -> npt.NDArray[np.float64]:
    """Near edge, centre and far edge of each card on an axis, a column each."""
    low, high = edges[:, axis], edges[:, axis + 2]
    return np.stack((low, (low + high) / 2, high), axis=1)


def _correction(
    lines: npt.NDArray[np.float64], own: tuple[float, float, float], reach: float
) -> float | None:
    """The least shift that lines an own edge up with another's edge of the same kind."""
    shifts = lines - np.array(own)
    best = float(shifts.flat[int(np.abs(shifts).argmin())])
    return best if abs(best) <= reach else None


def _guides(near: npt.NDArray[np.float64], moved: Box, axis: int) -> list[Guide]:
    """The lines on which the moved box now lies with another, each once."""
    own = (moved.x, moved.centre[0], moved.right) if axis == 0 else (
        moved.y, moved.centre[1], moved.bottom
    )  # fmt: skip
    other = 1 - axis
    low, high = (moved.y, moved.bottom) if axis == 0 else (moved.x, moved.right)
    same = np.abs(_lines(near, axis) - np.array(own)) < 1e-6
    outer = same[:, 0] | same[:, 2]
    guides = []
    for kind in (0, 2) if outer.any() else (1,):  # the middle line says nothing more then
        rows = near[same[:, kind]]
        if len(rows):
            start, end = _reach(rows[:, [other, other + 2]], low, high)
            at = own[kind]
            guides.append(Guide(at, start, at, end) if axis == 0 else Guide(start, at, end, at))
    return guides


def _reach(rows: npt.NDArray[np.float64], low: float, high: float) -> tuple[float, float]:
    """From the moved box, or the nearest card before it, to the nearest after it."""
    before, after = rows[rows[:, 1] <= low], rows[rows[:, 0] >= high]
    start = float(before[before[:, 1].argmax(), 0]) if len(before) else low
    end = float(after[after[:, 0].argmin(), 1]) if len(after) else high
    return start - _OVERSHOOT, end + _OVERSHOOT
