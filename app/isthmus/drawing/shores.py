"""The coasts of a chart with their captions, and how far the chart reaches."""

from collections.abc import Collection, Iterable, Mapping

from isthmus.analysis.results import Analysis, Island, IslandKind
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
    coasts = []
    for island in analysis.islands:
        here = [boxes[system] for system in island.systems if system in boxes]
        if here:
            coasts.append(kept.get(island.key) or _coast(island, here, currency))
    return tuple(coasts)


def _coast(island: Island, members: list[Box], currency: str) -> Coast:
    margin = _MARGIN.get(island.kind, 18.0)
    coast, shallows = coastline(members, (), margin)
    top = min(box.y for box in members)
    left = min(box.x for box in members if box.y < top + 1)
    at = (left, top - margin - SHALLOWS - 5)
    return Coast(island.key, island.kind, coast, shallows, caption(island, currency), at)


def caption_width(text: str) -> float:
    """Width of a caption in scene units."""
    return width(text, CAPTION_SIZE, CAPTION_WEIGHT) + len(text) * CAPTION_SPACING


def bounds(
    boxes: Mapping[str, Box], coasts: tuple[Coast, ...], flows: Mapping[str, FlowShape]
) -> Box:
    """What the chart covers, with an edge of sea."""
    xs: list[float] = [0.0] if not boxes else []
    ys: list[float] = [0.0] if not boxes else []
    for coast in coasts:
        _take(coast.shallows, xs, ys)
        x, y = coast.caption_at
        xs.append(x + caption_width(coast.caption))
        ys.append(y - CAPTION_SIZE)
    for box in _boxes(boxes, flows):
        xs += (box.x, box.right)
        ys += (box.y, box.bottom)
    for flow in flows.values():
        _take(flow.steps, xs, ys)
    left, top = min(xs), min(ys)
    return Box(left, top, max(xs) - left, max(ys) - top).grown(_EDGE)


def _boxes(boxes: Mapping[str, Box], flows: Mapping[str, FlowShape]) -> Iterable[Box]:
    yield from boxes.values()
    for flow in flows.values():
        if flow.label_box:
            yield flow.label_box


def _take(steps: tuple[Step, ...], xs: list[float], ys: list[float]) -> None:
    """Adds the points of a path, controls too: a curve never leaves their hull."""
    for _, numbers in steps:
        xs.extend(numbers[0::2])
        ys.extend(numbers[1::2])
