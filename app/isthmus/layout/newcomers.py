"""Places for new systems: on the land of their department where there is one, else beside ties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from isthmus.analysis.results import Analysis
from isthmus.layout.beside import Standing, free_place, neighbours, place_near
from isthmus.layout.geometry import COLUMN, ROW, Box
from isthmus.layout.islands import SEA
from isthmus.layout.kinds import Arrangement
from isthmus.layout.lands import HEAD, PAD
from isthmus.layout.network import STANDARD, Floats, Network, Point
from isthmus.layout.organic import organic
from isthmus.model.snapshot import Snapshot

_MARGIN = 16.0
"""Least room between a card and the border of its land."""
_GROWTHS = 12
"""So many columns or rows at most a land grows by for one system."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """The territories of a view: their boxes, and which of them each system belongs on."""

    boxes: Mapping[str, Box]
    """By department."""
    homes: Mapping[str, Sequence[str]]
    """Departments whose territories a system lies in, the innermost first."""


NO_GROUNDS = Grounds({}, {})


def settled_in(
    snapshot: Snapshot,
    analysis: Analysis,
    network: Network,
    fixed: Mapping[str, Point],
    grounds: Grounds = NO_GROUNDS,
) -> Arrangement:
    """Corners of fixed and new systems (those of the network), and the territories that grew.

    The fixed ones stay; a new one goes on its department's territory, else beside those that
    flows tie it to, else with the others that nothing ties, below or right of all.
    """
    work = _Settlement(snapshot, analysis, network, fixed, grounds)
    new = [key for key in network.nodes() if key not in fixed]
    for key in sorted(new, key=lambda key: not work.is_tied(key)):
        work.welcome(key)
    placed = work.placed
    if placed:
        placed = place_near(
            snapshot, analysis, [key for key in new if key not in placed], placed, network.sizes
        )
    rest = organic(network.only({key for key in new if key not in placed}))
    left, top = free_place(placed, rest, SEA, network.sizes) if placed else (0.0, 0.0)
    away = {key: (left + x, top + y) for key, (x, y) in rest.items()}
    return Arrangement(placed | away, work.grown)


class _Settlement:
    """Systems being given places on the lands of their departments."""

    def __init__(
        self,
        snapshot: Snapshot,
        analysis: Analysis,
        network: Network,
        fixed: Mapping[str, Point],
        grounds: Grounds,
    ) -> None:
        self.placed = dict(fixed)
        self._network, self._homes = network, grounds.homes
        self._boxes = dict(grounds.boxes)
        self.grown: dict[str, Box] = {}
        self._standing = Standing(self.placed, network.sizes, analysis)
        new = [key for key in network.nodes() if key not in fixed]
        self._around = neighbours(snapshot, new)

    def is_tied(self, key: str) -> bool:
        """Whether it has flows to what stands."""
        return any(other in self.placed for other in self._around[key])

    def welcome(self, key: str) -> None:
        """A place on its department's land, which grows if need be; none if it cannot."""
        homes = self._homes.get(key, ())
        if not homes:
            return
        spot = self._spot(key, self._boxes[homes[0]])
        if spot is None:
            spot = self._spot_by_growing(key, homes)
        if spot is not None:
            self.placed[key] = spot
            self._standing.add(key, spot)

    def _spot(self, key: str, box: Box) -> Point | None:
        """The free place in the box nearest to those that it is tied to, else the topmost."""
        places = self._lattice(key, box)
        if not len(places):
            return None
        size = self._network.size(key)
        places = places[self._standing.free_within(places, size, PAD)]
        if not len(places):
            return None
        near = [self.placed[other] for other in self._around[key] if other in self.placed]
        price = places[:, 1] * 10 + places[:, 0]
        if near:
            far = np.abs(places[:, None, :] - np.array(near)[None, :, :]) / (COLUMN, ROW)
            price = far.sum(axis=(1, 2))
        x, y = places[int(np.argmin(price))].tolist()
        return x, y

    def _lattice(self, key: str, box: Box) -> Floats:
        """Columns and rows through the first card on the land, as far as it reaches."""
        width, height = self._network.size(key)
        x, y = self._standing.first_in(box) or (box.x + PAD, box.y + HEAD)
        low_x, low_y = box.x + _MARGIN, box.y + HEAD - 8
        high_x, high_y = box.right - _MARGIN - width, box.bottom - _MARGIN - height
        across = _steps(x, low_x, high_x, COLUMN - STANDARD[0] + max(width, STANDARD[0]))
        down = _steps(y, low_y, high_y, ROW - STANDARD[1] + max(height, STANDARD[1]))
        return np.array([(a, b) for b in down for a in across], dtype=float).reshape(-1, 2)

    def _spot_by_growing(self, key: str, homes: Sequence[str]) -> Point | None:
        """A place on the land once it is longer or wider, if what lies round it leaves room."""
        box = self._boxes[homes[0]]
        for number in range(1, _GROWTHS + 1):
            longer = replace(box, height=box.height + number * ROW)
            wider = replace(box, width=box.width + number * COLUMN)
            # Whichever keeps the land nearer to the shape of a page.
            tries = [longer, wider] if box.width > 1.6 * box.height else [wider, longer]
            for grown in tries:
                boxes = self._with_parents(grown, homes)
                spot = self._spot(key, grown) if self._has_room(boxes, homes) else None
                if spot is not None:
                    self._boxes |= boxes
                    self.grown |= boxes
                    return spot
        return None

    def _with_parents(self, grown: Box, homes: Sequence[str]) -> dict[str, Box]:
        """The grown land, and those that it lies in grown with it."""
        found = {homes[0]: grown}
        inner = grown
        for home in homes[1:]:
            outer = self._boxes[home]
            right = max(outer.right, inner.right + _MARGIN)
            bottom = max(outer.bottom, inner.bottom + _MARGIN)
            inner = Box(outer.x, outer.y, right - outer.x, bottom - outer.y)
            if inner != outer:
                found[home] = inner
        return found

    def _has_room(self, boxes: Mapping[str, Box], homes: Sequence[str]) -> bool:
        """Whether what grew runs neither into other lands nor over cards that stood outside."""
        for home, box in boxes.items():
            before = self._boxes[home]
            others = (b for key, b in self._boxes.items() if key not in homes)
            if any(_meet(box, other) and not _meet(before, other) for other in others):
                return False
            if self._standing.count_in(box) > self._standing.count_in(before):
                return False
        return True


def _steps(at: float, low: float, high: float, pitch: float) -> list[float]:
    """Points of a lattice through `at` between two ends."""
    first = at - (at - low) // pitch * pitch
    return (
        [first + k * pitch for k in range(int((high - first) // pitch) + 1)]
        if high >= first
        else []
    )


def _meet(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
