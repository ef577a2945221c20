"""The coasts of a chart with their captions, and how far the chart reaches."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from isthmus.analysis.results import Analysis, IslandKind
from isthmus.drawing.captions import caption
from isthmus.drawing.chart import Chart, Coast, FlowShape
from isthmus.drawing.coast import SHALLOWS, coastline
from isthmus.drawing.text import width
from isthmus.layout.geometry import Box, Step

CAPTION_SIZE = 9.5
CAPTION_WEIGHT = 600
CAPTION_SPACING = 0.8
_MARGIN = {IslandKind.MAINLAND: 24.0}
_EDGE = 40.0
"""Sea on all sides of what is drawn."""


def compose_coasts(
    analysis: Analysis,
    boxes: Mapping[str, Box],
    currency: str,
    before: Chart | None = None,
    moved: Collection[str] = (),
) -> tuple[Coast, ...]:
    """A coast for each island with cards on the chart; those that no move touches are kept."""
    kept = {coast.island: coast for coast in before.coasts} if before else {}
    for system in moved:
        if system in analysis.island_of:
            kept.pop(analysis.islands[analysis.island_of[system]].key, None)
    shore = _Shore(analysis, boxes, currency)
    coasts = []
    for number, island in enumerate(analysis.islands):
        here = [boxes[system] for system in island.systems if system in boxes]
        if here:
            coasts.append(kept.get(island.key) or shore.coast(number, here))
    return tuple(coasts)


class _Shore:
    """All cards as numbers, to know what is near a coast."""

    def __init__(self, analysis: Analysis, boxes: Mapping[str, Box], currency: str) -> None:
        self._islands, self._currency = analysis.islands, currency
        sides = [(box.x, box.y, box.right, box.bottom) for box in boxes.values()]
        self._sides = np.array(sides).reshape(-1, 4)
        self._owner = np.array([analysis.island_of.get(system, -1) for system in boxes])

    def coast(self, number: int, members: Sequence[Box]) -> Coast:
        """The coast of the island of that number."""
        island = self._islands[number]
        margin = _MARGIN.get(island.kind, 18.0)
        others = self._sides[self._owner != number]
        line, shallows = coastline(members, others, margin)
        top = min(box.y for box in members)
        left = min(box.x for box in members if box.y < top + 1)
        at = (left, top - margin - SHALLOWS - 5)
        return Coast(island.key, island.kind, line, shallows, caption(island, self._currency), at)


def caption_box(coast: Coast) -> Box:
    """Where the coast's caption stands."""
    x, y = coast.caption_at
    return Box(x, y - CAPTION_SIZE, caption_width(coast.caption), CAPTION_SIZE + 3)


def caption_width(text: str) -> float:
    """Width of a caption in scene units."""
    return width(text, CAPTION_SIZE, CAPTION_WEIGHT) + len(text) * CAPTION_SPACING


def bounds(
    boxes: Iterable[Box],
    coasts: Iterable[Coast],
    flows: Collection[FlowShape],
    before: Box | None = None,
) -> Box:
    """What these cover, with an edge of sea, and with it what was covered before."""
    xs: list[float] = []
    ys: list[float] = []
    for coast in coasts:
        _take(coast.shallows, xs, ys)
        at = caption_box(coast)
        xs.append(at.right)
        ys.append(at.y)
    for flow in flows:
        _take(flow.steps, xs, ys)
    labels = (flow.label_box for flow in flows if flow.label_box)
    for box in chain(boxes, labels):
        xs += (box.x, box.right)
        ys += (box.y, box.bottom)
    return _with_edge(xs or [0.0], ys or [0.0], before)


def _with_edge(xs: Sequence[float], ys: Sequence[float], before: Box | None) -> Box:
    left, top = min(xs), min(ys)
    box = Box(left, top, max(xs) - left, max(ys) - top).grown(_EDGE)
    if before is None:
        return box
    left, top = min(box.x, before.x), min(box.y, before.y)
    return Box(left, top, max(box.right, before.right) - left, max(box.bottom, before.bottom) - top)


def _take(steps: tuple[Step, ...], xs: list[float], ys: list[float]) -> None:
    """Adds the points of a path, controls too: a curve never leaves their hull."""
    for _, numbers in steps:
        xs.extend(numbers[0::2])
        ys.extend(numbers[1::2])
