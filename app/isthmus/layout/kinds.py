"""The kinds of layout behind one face."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from isthmus.layout.circle import around
from isthmus.layout.departments import Owners, by_department
from isthmus.layout.direction import by_direction
from isthmus.layout.geometry import Box
from isthmus.layout.network import Network, Point
from isthmus.layout.organic import organic
from isthmus.layout.pulse import SILENT, Pulse


class Kind(StrEnum):
    """How a map is laid out."""

    ORGANIC = "organic"
    DEPARTMENTS = "departments"
    DIRECTION = "direction"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where everything stands: top left corners by node, boxes by department."""

    points: Mapping[str, Point]
    boxes: Mapping[str, Box] = field(default_factory=dict)


def laid_out(
    network: Network, kind: Kind, owners: Owners, centre: str = "", pulse: Pulse = SILENT
) -> Arrangement:
    """The network laid out; the same for the same map, nothing overlapping.

    `centre` is the node that a circle is drawn round, the most tied one if it names none.
    """
    if kind is Kind.DEPARTMENTS:
        return Arrangement(*by_department(network, owners, pulse))
    if kind is Kind.DIRECTION:
        return Arrangement(by_direction(network, pulse))
    if kind is Kind.CIRCLE and network.parts:
        middle = centre if centre in network.nodes() else most_tied(network)
        return Arrangement(around(network, middle, owners.of, pulse))
    return Arrangement(organic(network, pulse))


def most_tied(network: Network) -> str:
    """The node with the most neighbours, of several the first."""
    tied = network.neighbours()
    return max(network.nodes(), key=lambda key: len(set(tied[key])))
