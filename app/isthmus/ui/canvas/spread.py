"""Where the shapes of a layer are: a table of what each touches, kept up as shapes change."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

Table = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Spread = tuple[Table, Numbers]
"""Edges of parts (left, top, right, bottom), row by row, and how many parts each shape has."""
SpreadOf = Callable[[Sequence[Any]], Spread]

_GONE = (np.inf, np.inf, -np.inf, -np.inf)


class Whereabouts:
    """Which shapes stand in a rectangle; what has not changed is not looked at again."""

    def __init__(self, spread: SpreadOf) -> None:
        """Nothing stands anywhere; `spread` says what shapes touch."""
        self._spread = spread
        self._shapes: Mapping[str, object] = {}
        self._before: Mapping[str, object] = {}
        self._numbers: dict[str, int] = {}
        self._keys: list[str] = []
        self._order: list[str] = []
        self._rank: Numbers = np.empty(0, dtype=np.intp)
        self._edges: Table = np.empty((0, 4))
        self._owners: Numbers = np.empty(0, dtype=np.intp)
        self._is_known = True

    def replace(self, shapes: Mapping[str, object]) -> None:
        """Know these shapes instead; they are looked at when next asked for."""
        if self._is_known:
            self._before = self._shapes
        self._shapes, self._is_known = shapes, False

    def inside(self, seen: QRectF) -> list[str]:
        """Keys of the shapes that `seen` may show, in painting order."""
        edges, owners = self._table()
        inside = (
            (edges[:, 0] <= seen.right())
            & (edges[:, 2] >= seen.left())
            & (edges[:, 1] <= seen.bottom())
            & (edges[:, 3] >= seen.top())
        )
        numbers = np.unique(owners[inside])
        numbers = numbers[np.argsort(self._rank[numbers])]
        return [self._keys[number] for number in numbers.tolist()]

    def bounds(self, keys: Collection[str]) -> list[QRectF]:
        """What the shapes at these keys touch, each as a whole, where they touch anything."""
        edges, owners = self._table()
        found = []
        for key in keys:
            if key in self._numbers:
                mine = edges[owners == self._numbers[key]]
                if len(mine):
                    low, high = mine[:, :2].min(axis=0), mine[:, 2:].max(axis=0)
                    found.append(QRectF(*low.tolist(), *(high - low).tolist()))
        return found

    def _table(self) -> Spread:
        if not self._is_known:
            self._catch_up()
        return self._edges, self._owners

    def _catch_up(self) -> None:
        """Look at what came, went or changed."""
        before, shapes = self._before, self._shapes
        held = before.get
        fresh = [key for key, shape in shapes.items() if held(key) is not shape]
        gone = [] if len(shapes) - len(fresh) == len(before) else before.keys() - shapes.keys()
        self._forget([*fresh, *gone])
        self._take(fresh)
        for key in gone:
            del self._numbers[key]
        order = list(shapes)
        if order != self._order:
            self._order = order
            numbers = self._numbers
            rows = np.fromiter((numbers[key] for key in order), np.intp, len(order))
            self._rank = np.zeros(len(self._keys), dtype=np.intp)
            self._rank[rows] = np.arange(len(order))
        self._is_known = True

    def _forget(self, keys: Sequence[str]) -> None:
        numbers = [self._numbers[key] for key in keys if key in self._numbers]
        if not numbers:
            return
        kept = ~np.isin(self._owners, numbers)
        self._edges, self._owners = self._edges[kept], self._owners[kept]

    def _take(self, keys: Sequence[str]) -> None:
        if not keys:
            return
        for key in keys:
            if key not in self._numbers:
                self._numbers[key] = len(self._keys)
                self._keys.append(key)
        edges, counts = self._spread([self._shapes[key] for key in keys])
        numbers = np.fromiter((self._numbers[key] for key in keys), np.intp, len(keys))
        self._edges = np.concatenate([self._edges, edges])
        self._owners = np.concatenate([self._owners, np.repeat(numbers, counts)])
        if len(self._rank) < len(self._keys):
            self._rank = np.resize(self._rank, len(self._keys))
            self._order = []
