"""Coastlines: round the cards of an island at an even margin, and round no other card."""

from collections.abc import Sequence

import numpy as np

from isthmus.drawing.inlets import tight_outlines
from isthmus.drawing.outline import Point, convex_hull, grown
from isthmus.layout.geometry import Step
from isthmus.layout.sides import Sides, meeting

SHALLOWS = 10.0
"""From the coast out to the fainter line."""
_INSET = 14.0
"""Arcs turn round points this far inside the cards' corners, which makes them wide and calm."""
_STRAIT = 20.0
"""A coast keeps this far from the cards of other islands, or winds round them."""

Steps = tuple[Step, ...]


def coastline(
    members: Sides, others: Sides, margin: float, shallows: float = SHALLOWS
) -> tuple[Steps, Steps]:
    """The coast and its shallows for an island's cards; `others` are the cards of the rest.

    A hull, unless that would take in cards of others: then an outline that winds round them.
    """
    hull = convex_hull(_corners(members))
    radius = margin + _INSET
    near = _near(hull, others, radius + shallows + _STRAIT)
    if _reaches(hull, near, radius + shallows + _STRAIT):
        return tight_outlines(members, near, margin, shallows)
    return grown(hull, radius), grown(hull, radius + shallows)


def _corners(cards: Sides) -> list[Point]:
    """Corners of the cards, drawn in by the inset: of each row only those at its ends."""
    tops, row = np.unique(cards[:, 1], return_inverse=True)
    left, right = np.full(len(tops), np.inf), np.full(len(tops), -np.inf)
    bottom = right.copy()
    np.minimum.at(left, row, cards[:, 0])
    np.maximum.at(right, row, cards[:, 2])
    np.maximum.at(bottom, row, cards[:, 3])
    left, right, top, bottom = left + _INSET, right - _INSET, tops + _INSET, bottom - _INSET
    points = np.concatenate([np.column_stack([x, y]) for x in (left, right) for y in (top, bottom)])
    return [(x, y) for x, y in points.tolist()]


def _near(hull: Sequence[Point], others: Sides, reach: float) -> Sides:
    """Those of the others that stand in the hull's upright rectangle, grown by `reach`."""
    corners = np.array(hull)
    low, high = corners.min(axis=0) - reach, corners.max(axis=0) + reach
    near: Sides = others[meeting(others, low, high)]
    return near


def _reaches(hull: Sequence[Point], near: Sides, reach: float) -> bool:
    """Whether the hull, grown by `reach`, takes in a part of any of the near boxes."""
    if not len(near):
        return False
    corners = np.array(hull)
    along = np.roll(corners, -1, axis=0) - corners
    normals = np.column_stack([along[:, 1], -along[:, 0]])
    normals /= np.maximum(np.hypot(*normals.T), 1e-9)[:, None]
    boxes = near[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 4, 2)
    # A box is clear of the hull if all of it lies beyond one of the hull's edges.
    beyond = np.einsum("bcx,ex->bce", boxes, normals) - (corners * normals).sum(axis=1)
    return bool((beyond.min(axis=1).max(axis=1) < reach).any())
