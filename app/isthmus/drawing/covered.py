"""Flows that a card has come to stand on: their lines and labels must make room."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from isthmus.drawing.chart import FlowShape
from isthmus.drawing.index import ChartIndex
from isthmus.layout.geometry import Box, Verb
from isthmus.layout.paths import flattened

_CLEAR = 4.0
"""Scene units between a card and a line that runs past it."""


def covered(
    flows: Mapping[str, FlowShape], index: ChartIndex, cards: Mapping[str, Box]
) -> set[str]:
    """The keys of flows whose line or label lies under a card that is not at one of their ends.

    `index` is that of the chart with these flows.
    """
    grown = {system: box.grown(_CLEAR) for system, box in cards.items()}
    return {
        key
        for system, key in index.crossed(grown)
        if _is_covered(flows[key], system, grown[system])
    }


def _is_covered(flow: FlowShape, system: str, box: Box) -> bool:
    if flow.label_box is not None and _overlap(flow.label_box, box):
        return True
    return system not in (flow.source, flow.target) and _runs_over(flow, box)


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
