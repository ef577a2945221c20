"""Where the flows that stay end on the sides of cards, for those that are led anew."""

from collections.abc import Iterable, Mapping

from isthmus.drawing.chart import FlowShape
from isthmus.drawing.index import ChartIndex
from isthmus.layout.candidates import Side
from isthmus.layout.geometry import Box
from isthmus.layout.links import Link

_NEAR = 0.5
"""Scene units: an end so near an edge is on it."""


def docks(
    links: Iterable[Link],
    boxes: Mapping[str, Box],
    index: ChartIndex,
    flows: Mapping[str, FlowShape],
) -> dict[tuple[str, Side], list[float]]:
    """By system and side, where along the side other flows end than those of the links.

    `boxes` are the cards at the ends of the links; `flows` those that are drawn already.
    """
    links = list(links)
    led = {link.key for link in links}
    found: dict[tuple[str, Side], list[float]] = {}
    for system in dict.fromkeys(end for link in links for end in (link.source, link.target)):
        for flow in index.flows.get(system, ()):
            shape = flows.get(flow.id)
            if shape is None or flow.id in led:
                continue
            numbers = shape.steps[0][1] if shape.source == system else shape.steps[-1][1][-2:]
            side, along = _side(boxes[system], numbers[0], numbers[1])
            if side is not None:
                found.setdefault((system, side), []).append(along)
    return found


def _side(box: Box, x: float, y: float) -> tuple[Side | None, float]:
    """The side of a card that a point is on, and where along it; None for a point elsewhere."""
    for side, edge in ((Side.LEFT, box.x), (Side.RIGHT, box.right)):
        if abs(x - edge) < _NEAR and box.y <= y <= box.bottom:
            return side, y
    for side, edge in ((Side.TOP, box.y), (Side.BOTTOM, box.bottom)):
        if abs(y - edge) < _NEAR and box.x <= x <= box.right:
            return side, x
    return None, 0.0
