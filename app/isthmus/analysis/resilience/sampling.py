"""Betweenness from some systems: Brandes' algorithm for many of them at once, in arrays.

Source: Brandes 2001, "A faster algorithm for betweenness centrality", Journal of Mathematical
Sociology 25(2).
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from isthmus.analysis.resilience.graph import Neighbours

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_AT_ONCE = 50
"""Systems followed at once: what is kept of their ways takes some 20 MB on a map of 10,000."""


def through_from(steps: Neighbours, starts: Sequence[int]) -> list[float]:
    """By system: over the shortest ways from each start to all others, the share through it."""
    ways = _Ways(steps)
    total = np.zeros(len(steps))
    for first in range(0, len(starts), _AT_ONCE):
        total += ways.through(np.array(starts[first : first + _AT_ONCE], dtype=np.int64))
    return [float(value) for value in total]


class _Ways:
    """The shortest ways on a map; a cell is a start and a system, as one number."""

    def __init__(self, steps: Neighbours) -> None:
        self._count = len(steps)
        lengths = [len(others) for others in steps]
        self._many: Ints = np.array(lengths, dtype=np.int64)
        self._from: Ints = np.array([0, *accumulate(lengths)][:-1], dtype=np.int64)
        self._to: Ints = np.array([i for others in steps for i in others], dtype=np.int64)

    def through(self, starts: Ints) -> Floats:
        """By system what leads through it from some starts to all others."""
        first = np.arange(len(starts), dtype=np.int64) * self._count + starts
        ways: Floats = np.zeros(len(starts) * self._count)
        ways[first] = 1.0
        rounds = self._rounds(first, ways)
        share: Floats = np.zeros_like(ways)
        for here, there in reversed(rounds):
            np.add.at(share, here, ways[here] / ways[there] * (1.0 + share[there]))
        share[first] = 0.0
        found: Floats = share.reshape(len(starts), self._count).sum(axis=0)
        return found

    def _rounds(self, frontier: Ints, ways: Floats) -> list[tuple[Ints, Ints]]:
        """The steps of all shortest ways, hop by hop; `ways` counts those to each cell."""
        seen = ways > 0
        rounds = []
        while len(frontier):
            here, there = self._steps(frontier)
            new = ~seen[there]
            here, there = here[new], there[new]
            np.add.at(ways, there, ways[here])
            rounds.append((here, there))
            frontier = np.unique(there)
            seen[frontier] = True
        return rounds

    def _steps(self, cells: Ints) -> tuple[Ints, Ints]:
        """All steps from some cells: from which cell to which."""
        systems = cells % self._count
        many = self._many[systems]
        ends = np.cumsum(many)
        within = np.arange(ends[-1], dtype=np.int64) - np.repeat(ends - many, many)
        to = self._to[np.repeat(self._from[systems], many) + within]
        here = np.repeat(cells, many)
        return here, here - np.repeat(systems, many) + to
