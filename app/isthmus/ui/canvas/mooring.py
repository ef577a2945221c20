"""Where a territory that is dropped on others is set: beside them, as near as may be."""

from collections.abc import Sequence

import numpy as np

from isthmus.layout.candidates import Bools
from isthmus.layout.geometry import GRID, Box
from isthmus.layout.sides import Sides, sides_of
from isthmus.ui.canvas.cargo import Cargo, lands_above
from isthmus.ui.canvas.stage import Stage

_APART = 2 * GRID
"""Scene units between a territory and the one that it is set beside."""


class Mooring:
    """Territories that move, and those that they must not come to lie on."""

    def __init__(self, stage: Stage, cargo: Cargo) -> None:
        """What lies in what moves moves too; what it lies in may hold it."""
        chart = stage.board.chart
        lands = chart.grounds.lands
        self._moving = [lands[key] for key in lands if key in cargo.plots]
        above = {key for land in self._moving for key in lands_above(chart, land)}
        self._staying = [
            land for key, land in lands.items() if key not in cargo.plots and key not in above
        ]
        self._names = stage.board.snapshot.departments

    def beside(self, dx: float, dy: float) -> tuple[float, float, str]:
        """The way to go in place of this one, and the name of what is in its way, '' for nothing.

        Where it frees itself from nothing within reach, the way stays.
        """
        moving = [Box(one.box.x + dx, one.box.y + dy, one.box.width, one.box.height)
                  for one in self._moving]  # fmt: skip
        under = self._under(moving)
        if not under:
            return dx, dy, ""
        x, y = freed(moving, [land.box for land in self._staying])
        return dx + x, dy + y, under

    def _under(self, moving: Sequence[Box]) -> str:
        """The name of the first territory that any of these would lie on."""
        table = sides_of(moving)
        for land in self._staying:
            if _over(table, sides_of([land.box]))[:, 0].any():
                return self._names[land.department].name
        return ""


def freed(moving: Sequence[Box], staying: Sequence[Box]) -> tuple[float, float]:
    """The least shift after which none of the boxes lies on one that stays."""
    mine, theirs = sides_of(moving), sides_of(staying)
    across, down = (_shifts(mine, theirs, axis) for axis in (0, 1))
    ways = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
    for way in ways[np.argsort(np.hypot(*ways.T), kind="stable")]:
        if not _over(mine + np.tile(way, 2), theirs).any():
            return float(way[0]), float(way[1])
    return 0.0, 0.0


def _shifts(mine: Sides, theirs: Sides, axis: int) -> Sides:
    """Ways along an axis that bring some box beside another: on either side of it, or none."""
    after = theirs[None, :, axis + 2] + _APART - mine[:, None, axis]
    before = theirs[None, :, axis] - _APART - mine[:, None, axis + 2]
    return np.unique(np.concatenate([[0.0], after.ravel(), before.ravel()]))


def _over(mine: Sides, theirs: Sides) -> Bools:
    """Which of the boxes lie on which: (mine, theirs)."""
    low, high = mine[:, None, :2], mine[:, None, 2:]
    met: Bools = np.logical_and.reduce((low < theirs[:, 2:]) & (high > theirs[:, :2]), axis=2)
    return met
