"""Coastlines: round the cards of an island at an even margin, and round no other card."""

from collections.abc import Sequence

from isthmus.drawing.outline import Point, convex_hull, grown
from isthmus.layout.geometry import Box, Step

SHALLOWS = 10.0
"""From the coast out to the fainter line."""
_INSET = 14.0
"""Arcs turn round points this far inside the cards' corners, which makes them wide and calm."""


def coastline(
    members: Sequence[Box], others: Sequence[Box], margin: float
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """The coast and its shallows for an island's cards; `others` are the cards of the rest."""
    hull = convex_hull(_corners(members))
    return grown(hull, margin + _INSET), grown(hull, margin + _INSET + SHALLOWS)


def _corners(boxes: Sequence[Box]) -> list[Point]:
    """The corners of the boxes, drawn in by the inset."""
    return [
        (x, y)
        for box in (each.grown(-_INSET) for each in boxes)
        for x in (box.x, box.right)
        for y in (box.y, box.bottom)
    ]
