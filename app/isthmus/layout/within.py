"""Some systems arranged about the place where they stand, all others left as they are."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from math import ceil

import numpy as np

from isthmus.analysis.results import Analysis
from isthmus.layout.beside import Standing
from isthmus.layout.exchange import Cells, Exchange, settle
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, COLUMN, ROW, Box
from isthmus.layout.network import Floats, Network, Point
from isthmus.layout.pulse import SILENT, Pulse

_SPARE = 1.2
"""Free cells that are offered for each system."""
_EXACT = 300
_TRIES = 10
_ASPECT = 1.6
_FARTHEST = 400
"""Columns and rows from the middle of a group within which room is looked for."""


class Surroundings:
    """Where everything stands before some of it is arranged."""

    def __init__(self, network: Network, analysis: Analysis, at: Mapping[str, Point]) -> None:
        """`at` are the corners of all systems of the network."""
        self.network, self._analysis = network, analysis
        self.at = dict(at)

    def arranged(
        self, chosen: Collection[str], lands: Mapping[str, Box], pulse: Pulse = SILENT
    ) -> dict[str, Point]:
        """New corners of the chosen systems, near where they stand, none on another card.

        `lands` are boxes that some of them must stay in, by system.
        """
        stand = {key: point for key, point in self.at.items() if key not in chosen}
        standing = Standing(stand, self.network.sizes, self._analysis)
        result: dict[str, Point] = {}
        groups = _groups(self.network, chosen, lands)
        for number, group in enumerate(groups):
            share = pulse.share(number / len(groups), (number + 1) / len(groups))
            share.beat()
            work = _Group(self.network, group, self.at)
            cells = work.free_cells(standing, lands.get(group[0]))
            found = work.settled(cells, stand | result, share)
            for key, point in found.items():
                standing.add(key, point)
            result |= found
        return result


def _groups(network: Network, chosen: Collection[str], lands: Mapping[str, Box]) -> list[list[str]]:
    """The chosen ones by the box that they must stay in, else by island."""
    found: dict[object, list[str]] = {}
    for number, part in enumerate(network.parts):
        for key in part:
            if key in chosen:
                found.setdefault(lands.get(key, number), []).append(key)
    return list(found.values())


class _Group:
    """Systems that go to free cells of a lattice through the card in their middle."""

    def __init__(self, network: Network, keys: Sequence[str], at: Mapping[str, Point]) -> None:
        self._network, self._keys = network, keys
        self._own = np.array([at[key] for key in keys])
        self._size = np.array([network.size(key) for key in keys]).max(axis=0)
        spare = np.array((COLUMN - CARD_WIDTH, ROW - CARD_HEIGHT))
        self._pitch = np.maximum(self._size + spare, (COLUMN, ROW))
        apart = np.abs((self._own - np.median(self._own, axis=0)) / self._pitch)
        self._origin = self._own[int(np.argmin(apart.sum(axis=1)))]

    def free_cells(self, standing: Standing, box: Box | None) -> Cells:
        """As many free cells as are needed and a few more, those nearest to the middle."""
        need = ceil(len(self._keys) * _SPARE)
        reach = ceil(need**0.5) + 1
        while True:
            steps = np.arange(-reach, reach + 1)
            across, down = np.meshgrid(steps, steps)
            every: Cells = np.column_stack([across.ravel(), down.ravel()])
            cells = every[self._is_free(every, standing, box)]
            far = np.abs(cells * self._pitch / (_ASPECT, 1.0)).max(axis=1, initial=0.0)
            # Of the cells beyond the shorter side of the square, some are not in it.
            seen = far <= reach * min(self._pitch[0] / _ASPECT, self._pitch[1])
            if seen.sum() >= need or reach > (_FARTHEST if box is None else 80):
                order = np.lexsort((cells[:, 0], cells[:, 1], far))
                nearest: Cells = cells[order[:need]]
                return nearest
            reach *= 2

    def _is_free(self, cells: Cells, standing: Standing, box: Box | None) -> np.ndarray:
        places = cells * self._pitch + self._origin
        free = standing.free_for(self._keys[0], places, (self._size[0], self._size[1]))
        if box is not None:
            free &= (places >= (box.x, box.y)).all(axis=1)
            free &= (places + self._size <= (box.right, box.bottom)).all(axis=1)
        return free

    def settled(self, cells: Cells, stand: Mapping[str, Point], pulse: Pulse) -> dict[str, Point]:
        """Corners of the group in the cells, its flows short; where it stood if they are few."""
        count = len(self._keys)
        if len(cells) < count:
            return dict(zip(self._keys, ((x, y) for x, y in self._own.tolist()), strict=True))
        inside = set(self._keys)
        flows = [
            (a, b)
            for a, b in self._network.flows
            if (a in inside or b in inside) and all(e in inside or e in stand for e in (a, b))
        ]
        index = {
            k: n for n, k in enumerate(dict.fromkeys([*self._keys, *chain.from_iterable(flows)]))
        }
        others = np.array([stand[key] for key in list(index)[count:]], dtype=float).reshape(-1, 2)
        fixed = np.round((others - self._origin) / self._pitch).astype(np.int64)
        start = _nearest((self._own - self._origin) / self._pitch, cells)
        ends = np.array([(index[a], index[b]) for a, b in flows], dtype=np.int64).reshape(-1, 2)
        at = np.concatenate([start, fixed])
        work = Exchange(at, cells, ends[:, 0], ends[:, 1], pulse, movable=count)
        settle(work, count, _TRIES if count <= _EXACT else 0)
        corners = work.at[:count] * self._pitch + self._origin
        return dict(zip(self._keys, ((x, y) for x, y in corners.tolist()), strict=True))


def _nearest(points: Floats, cells: Cells) -> Cells:
    """A cell of its own for each point, not far away."""
    result = np.zeros((len(points), 2), dtype=np.int64)
    if len(points) <= _EXACT:
        from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - slow to import

        moves = ((points[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
        _, chosen = linear_sum_assignment(moves)
        result[:] = cells[chosen]
    else:
        taken = cells[: len(points)]
        order = np.lexsort((points[:, 1], points[:, 0]))
        result[order] = taken[np.lexsort((taken[:, 1], taken[:, 0]))]
    return result
