"""The coasts of a chart with their captions, and how far the chart reaches."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

import numpy as np

from isthmus.analysis.results import Analysis, FindingKind, Island, IslandKind
from isthmus.drawing.captions import captions
from isthmus.drawing.chart import Coast, FlowShape
from isthmus.drawing.coast import SHALLOWS, coastline
from isthmus.drawing.index import ChartIndex
from isthmus.drawing.text import width
from isthmus.layout.geometry import Box, Step
from isthmus.layout.sides import Sides, meeting, sides_of

CAPTION_SIZE = 9.5
CAPTION_WEIGHT = 600
CAPTION_SPACING = 0.8
_MARGIN = {IslandKind.MAINLAND: 24.0}
_NEAR = (72.0, 72.0, 320.0, 72.0)
"""A card this near the cards of an island, left of it, above and so on, may change its coast.

On the right, what it may change is the caption: there is room for the whole of it, or not.
"""
_ROOM = (14.0, 34.0, 30.0, 54.0)
"""Between a caption and the cards of other islands: for their land, and a caption over it."""
_EDGE = 40.0
"""Sea on all sides of what is drawn."""


def compose_coasts(
    analysis: Analysis,
    index: ChartIndex,
    currency: str,
    kept: Mapping[str, Coast] = MappingProxyType({}),
) -> tuple[Coast, ...]:
    """A coast for each island with cards on the chart, in their order; `kept` are as they were."""
    islands = [(n, analysis.islands[n]) for n in shown(analysis, index)]
    return tuple(
        kept.get(island.key) or _coast(island, n, index, currency) for n, island in islands
    )


def shift_coasts(
    coasts: tuple[Coast, ...],
    analysis: Analysis,
    after: ChartIndex,
    currency: str,
    due: Collection[int],
) -> tuple[Coast, ...]:
    """The coasts after some cards moved: new ones of the islands that are due, the others kept."""
    here = shown(analysis, after)
    return tuple(
        _coast(analysis.islands[n], n, after, currency) if n in due else coast
        for n, coast in zip(here, coasts, strict=True)
    )


def shown(analysis: Analysis, index: ChartIndex) -> list[int]:
    """The islands with cards on the chart; none where nothing tells them from the mainland."""
    if any(finding.kind is FindingKind.NO_FLOWS for finding in analysis.findings):
        return []
    return sorted(set(index.owner.tolist()) - {-1})


def in_time(due: Collection[int], before: ChartIndex, after: ChartIndex, most: int) -> set[int]:
    """Of the islands that are due, those with a card that moved, and others of few cards.

    The smallest ones first, of `most` cards together.
    """
    moved = np.flatnonzero((before.sides != after.sides).any(axis=1))
    found = set(after.owner[moved].tolist())
    sizes = np.bincount(after.owner[after.owner >= 0])
    for number in sorted(set(due) - found, key=lambda number: (sizes[number], number)):
        most -= int(sizes[number])
        if most < 0:
            break
        found.add(number)
    return found & set(due)


def touched(before: ChartIndex, after: ChartIndex) -> set[int]:
    """Islands that a moved card belongs to, has left the land of or has come to the land of."""
    moved = np.flatnonzero((before.sides != after.sides).any(axis=1))
    where = np.concatenate([before.sides[moved], after.sides[moved]])
    return set(after.owner[moved].tolist()) | near_land(after, where)


def near_land(index: ChartIndex, cards: Sides) -> set[int]:
    """The islands on whose land any of the cards stands, or so near that it may change it."""
    land = _extents(index)
    found: set[int] = set()
    for card in cards:
        found.update(np.flatnonzero(meeting(land, card[:2], card[2:])).tolist())
    return found


def _extents(index: ChartIndex) -> Sides:
    """The upright rectangles round the land of the islands, by their numbers."""
    mine = index.owner >= 0
    count = int(index.owner.max(initial=-1)) + 1
    land = np.full((count, 4), np.inf) * (1, 1, -1, -1)
    np.minimum.at(land[:, :2], index.owner[mine], index.sides[mine, :2])
    np.maximum.at(land[:, 2:], index.owner[mine], index.sides[mine, 2:])
    near: Sides = land + _outwards(_NEAR)
    return near


def _outwards(margins: tuple[float, float, float, float]) -> Sides:
    """What margins on the left, above, on the right and below add to sides."""
    return np.array(margins) * (-1, -1, 1, 1)


def _coast(island: Island, number: int, index: ChartIndex, currency: str) -> Coast:
    margin = _MARGIN.get(island.kind, 18.0)
    members = index.members(number)
    others = index.sides[index.owner != number]
    line, shallows = coastline(members, others, margin)
    top = members[:, 1].min()
    left = members[members[:, 1] < top + 1, 0].min()
    at = (float(left), float(top - margin - SHALLOWS - 5))
    words = _fitting(captions(island, currency, len(members)), at, others)
    return Coast(island.key, island.kind, line, shallows, words, at)


def _fitting(choices: Sequence[str], at: tuple[float, float], others: Sides) -> str:
    """The most telling caption that keeps off other islands and their captions."""
    for words in choices[:-1]:
        box = _box(words, at)
        room = np.array((box.x, box.y, box.right, box.bottom)) + _outwards(_ROOM)
        if not meeting(others, room[:2], room[2:]).any():
            return words
    return choices[-1]


def on_open_ground(words: str, at: tuple[float, float], cards: Sides) -> bool:
    """Whether a caption there keeps off all cards."""
    box = _box(words, at).grown(2)
    low, high = np.array((box.x, box.y)), np.array((box.right, box.bottom))
    return not meeting(cards, low, high).any()


def caption_box(coast: Coast) -> Box:
    """Where the coast's caption stands."""
    return _box(coast.caption, coast.caption_at)


@lru_cache(maxsize=16384)
def _box(words: str, at: tuple[float, float]) -> Box:
    return Box(at[0], at[1] - CAPTION_SIZE, caption_width(words), CAPTION_SIZE + 3)


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
    _take_land(coasts, xs, ys)
    for flow in flows:
        _take(flow.steps, xs, ys)
    labels = (flow.label_box for flow in flows if flow.label_box)
    for box in chain(boxes, labels):
        xs += (box.x, box.right)
        ys += (box.y, box.bottom)
    return _with_edge(xs or [0.0], ys or [0.0], before)


def whole_bounds(index: ChartIndex, boxes: Iterable[Box], coasts: Iterable[Coast]) -> Box:
    """What the cards, flows and labels of the index cover, and these boxes and coasts."""
    xs: list[float] = []
    ys: list[float] = []
    _take_land(coasts, xs, ys)
    for table in (index.sides, index.spans, index.labels, sides_of(boxes)):
        if len(table) and table[:, 0].min() <= table[:, 2].max():  # some of it is somewhere
            xs += (float(table[:, 0].min()), float(table[:, 2].max()))
            ys += (float(table[:, 1].min()), float(table[:, 3].max()))
    return _with_edge(xs or [0.0], ys or [0.0], None)


def _with_edge(xs: Sequence[float], ys: Sequence[float], before: Box | None) -> Box:
    left, top = min(xs), min(ys)
    box = Box(left, top, max(xs) - left, max(ys) - top).grown(_EDGE)
    if before is None:
        return box
    left, top = min(box.x, before.x), min(box.y, before.y)
    return Box(left, top, max(box.right, before.right) - left, max(box.bottom, before.bottom) - top)


def _take_land(coasts: Iterable[Coast], xs: list[float], ys: list[float]) -> None:
    """Adds the points of coasts and of their captions."""
    for coast in coasts:
        _take(coast.shallows, xs, ys)
        at = caption_box(coast)
        xs.append(at.right)
        ys.append(at.y)


def _take(steps: tuple[Step, ...], xs: list[float], ys: list[float]) -> None:
    """Adds the points of a path, controls too: a curve never leaves their hull."""
    for _, numbers in steps:
        xs.extend(numbers[0::2])
        ys.extend(numbers[1::2])
