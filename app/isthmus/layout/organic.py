"""The organic layout: every island in a grid, its flows short and clear."""

from isthmus.layout.grid import assign
from isthmus.layout.islands import placed_apart, stretched
from isthmus.layout.network import Floats, Network, Part, Point
from isthmus.layout.pulse import SILENT, Pulse


def organic(network: Network, pulse: Pulse = SILENT) -> dict[str, Point]:
    """Corners of the cards: islands in grids of their own, beside one another."""
    return placed_apart(network, in_grid, pulse)


def in_grid(part: Part, pulse: Pulse = SILENT) -> Floats:
    """Corners of the cards of one island in a grid."""
    ends = part.sources, part.targets
    at = assign(len(part.keys), *ends, pulse, thorough=part.thorough)
    return stretched(at, part.sizes)
