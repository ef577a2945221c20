"""Flows that a card has come to stand on: their lines and labels must make room."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from isthmus.drawing.chart import FlowShape
from isthmus.layout.geometry import Box, Verb
from isthmus.layout.paths import flattened

_CLEAR = 4.0
"""Scene units between a card and a line that runs past it."""
_ASTRAY = 320.0
"""How far a line that no hand has led leaves the rectangle of its two ends, at the most."""


def covered(flows: Mapping[str, FlowShape], cards: Mapping[str, Box]) -> set[str]:
    """The keys of flows whose line or label lies under a card that is not at one of their ends."""
    grown = {system: box.grown(_CLEAR) for system, box in cards.items()}
    if not grown:
        return set()
    left, top = min(b.x for b in grown.values()), min(b.y for b in grown.values())
    right, bottom = max(b.right for b in grown.values()), max(b.bottom for b in grown.values())
    area = Box(left, top, right - left, bottom - top).grown(_ASTRAY)
    return {
        key for key, flow in flows.items() if _is_about(flow, area) and _is_covered(flow, grown)
    }


def _is_about(flow: FlowShape, area: Box) -> bool:
    """Whether the rectangle of the flow's ends has a part in the area: cheap, for many flows."""
    (ax, ay), (bx, by) = flow.steps[0][1][:2], flow.steps[-1][1][-2:]
    across = (ax > area.x or bx > area.x) and (ax < area.right or bx < area.right)
    return across and (ay > area.y or by > area.y) and (ay < area.bottom or by < area.bottom)


def _is_covered(flow: FlowShape, cards: Mapping[str, Box]) -> bool:
    across = [number for _, at in flow.steps for number in at[0::2]]
    down = [number for _, at in flow.steps for number in at[1::2]]
    left, right = min(across) - 1, max(across) + 1
    top, bottom = min(down) - 1, max(down) + 1
    label = flow.label_box
    for system, box in cards.items():
        if label is not None and _overlap(label, box):
            return True
        near = left < box.right and box.x < right and top < box.bottom and box.y < bottom
        if near and system not in (flow.source, flow.target) and _runs_over(flow, box):
            return True
    return False


def _overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _runs_over(flow: FlowShape, box: Box) -> bool:
    """Whether the line has a part in the box; only pieces about the box are looked at closely."""
    at: tuple[float, ...] = ()
    for verb, n in flow.steps:
        if at and n and _is_near(at, n, box):
            piece = flattened(((Verb.MOVE, at), (verb, n)))
            if any(_crosses(a, b, box) for a, b in pairwise(piece)):
                return True
        at = tuple(n[-2:]) or at
    return False


def _is_near(at: tuple[float, ...], n: Sequence[float], box: Box) -> bool:
    """Whether the rectangle round a piece of a line, curve or not, has a part in the box."""
    across, down = (at[0], *n[0::2]), (at[1], *n[1::2])
    return (
        min(across) < box.right
        and max(across) > box.x
        and min(down) < box.bottom
        and max(down) > box.y
    )


def _crosses(a: tuple[float, float], b: tuple[float, float], box: Box) -> bool:
    """Whether a straight line has a part in the box (Liang and Barsky's clipping)."""
    first, last = 0.0, 1.0
    for start, way, low, high in (
        (a[0], b[0] - a[0], box.x, box.right),
        (a[1], b[1] - a[1], box.y, box.bottom),
    ):
        if not way:
            if not low < start < high:
                return False
            continue
        enter, leave = sorted(((low - start) / way, (high - start) / way))
        first, last = max(first, enter), min(last, leave)
    return first < last
