"""The layout by direction: what data flows from stands left of what it flows to.

Begun in layers (Sugiyama, Tagawa and Toda, 1981: circles broken, layers found, crossings reduced
by sweeps), then improved in a grid by exchanges that keep flows pointing right.
"""

from math import ceil

import numpy as np

from isthmus.layout.exchange import Cells, cost
from isthmus.layout.grid import cells_of, improved
from isthmus.layout.islands import placed_apart, stretched
from isthmus.layout.layers import layered
from isthmus.layout.network import Floats, Ints, Network, Part, Point
from isthmus.layout.ordering import ordered, with_dummies
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.layout.rating import disorder
from isthmus.layout.redrawn import in_cells, redrawn

_DUMMIES = 12_000
"""About so many dummies at most: beyond, long flows do without."""
_WIDE = 1.15
"""At most so many times the square root of the systems are the columns."""
_NARROW = 6
"""An island may always have so many columns."""
_SPARE = 1.6
"""Cells for each system."""
_MANY = 500
"""From so many systems on, fewer cells are left over."""
_SAME, _BACK = 10.0, 14.0
"""What a flow costs that points up or down, or left; one between neighbours costs about 1."""
_STARTS = 6
_FEW = 40
"""Up to so many flows, so many starts are tried."""


def by_direction(network: Network, pulse: Pulse = SILENT) -> dict[str, Point]:
    """Corners of the cards: islands with sources left, beside one another."""
    return placed_apart(network, from_left, pulse)


def from_left(part: Part, pulse: Pulse = SILENT) -> Floats:
    """Corners of the cards of one island, sources left.

    Where its longest way is so long that it would be a thin band, some flows point elsewhere.
    Of small islands several drawings are made, each begun otherwise, until no flows cross.
    """
    starts = _STARTS if part.thorough and len(part.sources) <= _FEW else 1
    random = np.random.default_rng(3)
    best, least = part.sizes, -1
    for number in range(starts):
        share = pulse.share(number / starts, (number + 1) / starts)
        order = random.permutation(len(part.keys)) if number else np.arange(len(part.keys))
        found: Floats = _from_left(part.renumbered(order), share)[np.argsort(order)]
        tangle = disorder(found, part.sizes, (part.sources, part.targets)) if starts > 1 else 0
        if tangle < least or not number:
            best, least = found, tangle
        if not least:
            break
    return best


def _from_left(part: Part, pulse: Pulse) -> Floats:
    count = len(part.keys)
    layer, flows = layered(count, part.sources, part.targets, pulse.share(0.0, 0.1))
    sources, targets = flows[:, 0], flows[:, 1]
    most = max(_NARROW, ceil(_WIDE * count**0.5))
    number = int(layer.max(initial=0)) + 1
    if number > most:
        layer = layer * most // number
        number = most
    layers = with_dummies(layer, sources, targets, _longest(layer, sources, targets))
    order = ordered(layers, pulse.share(0.1, 0.3))
    tallest = max(int((row < count).sum()) for row in order)
    spare = _SPARE if count <= _MANY else 1.0 + (_SPARE - 1.0) / 3
    rows = max(tallest, ceil(spare * count / number))
    start = _cells(order, count, rows)
    ends = sources, targets
    rest = pulse.share(0.3, 0.6)
    at = improved(
        start,
        (number, rows),
        ends,
        rest,
        price=rightward,
        thorough=part.thorough,
    )
    corners = stretched(at, part.sizes)
    if not part.thorough:
        return corners
    columns = []
    for column in np.unique(at[:, 0]).tolist():
        cells = cells_of((1, rows)) + np.array((column, 0))
        inside = np.flatnonzero(at[:, 0] == column)
        columns.append(in_cells(inside, cells, corners, part.sizes))
    return redrawn(part, corners, columns, pulse.share(0.6, 1.0))


def rightward(columns: Ints, rows: Ints) -> Floats:
    """The cost of a flow where flows are to point right."""
    against: Floats = cost(columns, rows) + _SAME * (columns == 0) + _BACK * (columns < 0)
    return against


def _longest(layer: Ints, sources: Ints, targets: Ints) -> int:
    """The longest flow that still gets dummies."""
    spans = np.sort(layer[targets] - layer[sources])
    fits = np.flatnonzero(np.cumsum(np.maximum(spans - 1, 0)) <= _DUMMIES)
    return max(1, int(spans[fits[-1]])) if len(fits) else 1


def _cells(order: list[Ints], count: int, rows: int) -> Cells:
    """Cells of a grid in which the nodes of each layer keep their order."""
    at = np.zeros((count, 2), dtype=np.int64)
    for column, row in enumerate(order):
        real = np.flatnonzero(row < count)
        wanted = (real + 0.5) * rows / max(1, len(row)) - 0.5
        steps = np.arange(len(real))
        # As near to where it is wanted as those above it and those below it leave room.
        down = np.maximum.accumulate(np.round(wanted).astype(np.int64) - steps) + steps
        at[row[real], 0] = column
        at[row[real], 1] = np.minimum(down, rows - len(real) + steps)
    return at
