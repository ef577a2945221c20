"""Routes for flows: which side they leave, how they bend, where their labels stand."""

from collections.abc import Mapping, Sequence

from isthmus.layout.geometry import Box, Step, Verb
from isthmus.layout.links import LABEL_HEIGHT, Link, Route


def route(links: Sequence[Link], boxes: Mapping[str, Box]) -> dict[str, Route]:
    """A route for each link, by its key; `boxes` are all cards, by system."""
    return {link.key: _simple(link, boxes) for link in links}


def reroute(
    links: Sequence[Link], boxes: Mapping[str, Box], kept: Mapping[str, Route]
) -> dict[str, Route]:
    """New routes for these links, beside those that are `kept`, quickly."""
    return {link.key: _simple(link, boxes) for link in links}


def _simple(link: Link, boxes: Mapping[str, Box]) -> Route:
    a, b = boxes[link.source], boxes[link.target]
    right = b.centre[0] >= a.centre[0]
    x0, y0 = (a.right if right else a.x), a.centre[1]
    x1, y1 = (b.x if right else b.right), b.centre[1]
    mid = (x0 + x1) / 2
    steps: tuple[Step, ...] = (
        (Verb.MOVE, (x0, y0)),
        (Verb.CUBIC, (mid, y0, mid, y1, x1, y1)),
    )
    if not link.labels:
        return Route(steps)
    wide = link.labels[0]
    box = Box(mid - wide / 2, (y0 + y1 - LABEL_HEIGHT) / 2, wide, LABEL_HEIGHT)
    return Route(steps, 0, box)
