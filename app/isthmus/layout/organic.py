"""The organic layout: every island in a grid, its flows short and clear."""

import numpy as np

from isthmus.layout.geometry import COLUMN, ROW
from isthmus.layout.grid import assign, cells_of, closed, shape
from isthmus.layout.islands import placed_apart, stretched
from isthmus.layout.network import Floats, Network, Part, Point
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.layout.redrawn import in_cells, redrawn

_FEW = 4
"""Among so few cards hardly a flow crosses another."""


def organic(network: Network, pulse: Pulse = SILENT) -> dict[str, Point]:
    """Corners of the cards: islands in grids of their own, beside one another."""
    return placed_apart(network, in_grid, pulse)


def in_grid(part: Part, pulse: Pulse = SILENT) -> Floats:
    """Corners of the cards of one island in a grid."""
    ends = part.sources, part.targets
    count = len(part.keys)
    at = assign(count, *ends, pulse.share(0.0, 0.5), thorough=part.thorough)
    corners = stretched(at, part.sizes)
    if not part.thorough or count <= _FEW:
        return corners
    berths = in_cells(np.arange(count), cells_of(shape(count)), corners, part.sizes)
    found = redrawn(part, corners, [berths], pulse.share(0.5, 1.0), twice=False)
    if len(berths.places) == count:
        return found
    return stretched(closed(np.round(found / (COLUMN, ROW)).astype(np.int64)), part.sizes)
