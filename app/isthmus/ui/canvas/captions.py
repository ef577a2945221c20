"""Captions of islands, territories and areas at a size of their own, from far out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from isthmus.analysis.results import IslandKind
from isthmus.drawing.chart import Coast
from isthmus.drawing.jotting import NAME_AT, NAME_SIZE
from isthmus.drawing.lands import CAPTION_AT, land_caption_box, land_caption_width
from isthmus.drawing.plots import AreaShape, Land
from isthmus.drawing.shores import CAPTION_SIZE, CAPTION_WEIGHT, caption_width
from isthmus.drawing.text import shorten, width
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import extents
from isthmus.ui.canvas.extents import Shape
from isthmus.ui.canvas.placing import Covered, Offer, Taken, place

Captioned = Coast | Land | AreaShape
CAPTIONED = (Coast, Land, AreaShape)
SHRINK = 0.95
"""The zoom down to which captions shrink with the map."""
_GROW, _LARGEST, _LARGE_AT = 0.36, 1.2, 0.2
"""Farther out they grow again a little: other words go, and these tell where one is."""
_WIDE = 1e5
_LEAST = 56.0
"""Screen pixels: what is narrower has no caption; a hundred islets need none."""
_LEAST_AREA = 30.0
_BEYOND = 40.0
"""Screen pixels that the name of an area may be wider than this: round it there is often room."""
_INSIDE = 4.0
"""Screen pixels by which a plate is narrower than its territory: others stand beside it."""
_DRAWN = 1.05
"""Letters of this size are drawn on whole pixels, and so a little wider than they are measured."""
_SPACED = 0.82
"""Captions are spaced: so much of a room is left for their letters."""
_GAP = 9.0
_OFF = 5.0
"""Screen pixels between a coast and its caption."""
PLATE = 5.0
"""Round words that stand on a plate."""
BUTTONS_FROM = 0.45
"""The zoom from which on territories show the buttons that collapse them."""
_PLATES_BELOW = 0.32


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption in its place."""

    shape: Captioned
    """With the words that fit, beginning at (0, 0)."""
    x: float
    y: float
    """Start of the baseline, in screen pixels from the scene's origin."""
    frame: tuple[float, float, float, float]
    plated: bool


def same_words(before: Shape | None, after: Shape | None) -> bool:
    """Whether both are coasts with the same words in the same place, wherever they run."""
    return (
        isinstance(before, Coast)
        and isinstance(after, Coast)
        and (before.kind, before.caption, before.caption_at)
        == (after.kind, after.caption, after.caption_at)
    )


def scale_at(zoom: float) -> float:
    """How large captions are at a zoom at which they do not shrink with the map."""
    part = min(1.0, max(0.0, (_GROW - zoom) / (_GROW - _LARGE_AT)))
    return SHRINK + (_LARGEST - SHRINK) * part


def caption_seen(land: Land, zoom: float) -> Box:
    """Where a caption inside its territory is seen, in scene units: from afar it keeps its size."""
    box = land_caption_box(land)
    larger = max(1.0, scale_at(zoom) / zoom) if zoom < SHRINK else 1.0
    top = max(box.y + box.height - box.height * larger, land.box.y + 2 / zoom)
    return Box(box.x, top, box.width * larger, box.height * larger)


def place_captions(
    shapes: Mapping[str, Shape], zoom: float, covered: Covered, taken: Taken
) -> dict[str, Caption]:
    """The captions that have room at that zoom, off the cards and off each other, by key."""
    named = {key: shape for key, shape in shapes.items() if isinstance(shape, CAPTIONED)}
    scale = scale_at(zoom)
    variants = {key: _variants(shape, zoom / scale) for key, shape in named.items()}
    order = sorted(named, key=lambda key: (*_rank(named[key]), key))
    offers = ((key, list(_offers(named[key], variants[key], zoom, scale))) for key in order)
    found = place(offers, covered, taken, _GAP)
    return {key: _caption(variants[key], offer, scale) for key, offer in found.items()}


def _caption(variants: list[tuple[Captioned, float]], offer: Offer, scale: float) -> Caption:
    left, top, _, _ = offer.frame
    margin = PLATE if offer.over_cards else 0.0
    at = (left + margin, top + margin + CAPTION_SIZE * scale)
    return Caption(variants[offer.number][0], *at, offer.frame, offer.over_cards)


def _rank(shape: Captioned) -> tuple[int, float]:
    """Territories before islands, both by their size; what is rogue before what is not."""
    if isinstance(shape, Land):
        return 1 + shape.depth, -shape.box.width * shape.box.height
    if isinstance(shape, AreaShape):
        return 3, -shape.box.width * shape.box.height
    left, top, right, bottom = extents.coast_parts(shape)[0]
    first = {IslandKind.MAINLAND: 0, IslandKind.ROGUE: 2}
    return first.get(shape.kind, 3), -(right - left) * (bottom - top)


def _variants(shape: Captioned, scale: float) -> list[tuple[Captioned, float]]:
    """The shape with its words at (0, 0), the most telling first, and how wide these are.

    `scale` says how large the map is beside the words.
    """
    if isinstance(shape, AreaShape):
        return _named(shape, shape.box.width * scale)
    parts = shape.caption.split(" · ") if shape.caption else []
    words = [" · ".join(parts[:count]) for count in range(len(parts), 0, -1)]
    if isinstance(shape, Land) and words:
        room = (shape.box.width - _INSIDE / scale) * scale - 2 * PLATE
        words.append(shorten(words[-1], room * _SPACED, CAPTION_SIZE, CAPTION_WEIGHT + 100))
    measured = land_caption_width if isinstance(shape, Land) else caption_width
    return [(_with_words(shape, each), measured(each)) for each in dict.fromkeys(words)]


def _named(shape: AreaShape, room: float) -> list[tuple[Captioned, float]]:
    """An area with its name, and with as much of it as there is room for."""
    names = (shape.name, shorten(shape.name, room, NAME_SIZE, 600))
    box = Box(-NAME_AT[0], -NAME_AT[1], _WIDE, _WIDE)
    return [
        (replace(shape, name=name, box=box), width(name, NAME_SIZE, 600))
        for name in dict.fromkeys(names)
        if len(name) > 1
    ]


def _with_words(shape: Coast | Land, words: str) -> Captioned:
    if isinstance(shape, Coast):
        return replace(shape, caption=words, caption_at=(0.0, 0.0))
    return replace(shape, caption=words, box=Box(-CAPTION_AT[0], -CAPTION_AT[1], _WIDE, _WIDE))


def _offers(
    shape: Captioned, variants: list[tuple[Captioned, float]], zoom: float, scale: float
) -> Iterator[Offer]:
    """Places for the words, those of the longer words first."""
    left, top, right, bottom = (side * zoom for side in _edges(shape))
    if right - left < (_LEAST_AREA if isinstance(shape, AreaShape) else _LEAST):
        return
    high = (CAPTION_SIZE + 3) * scale
    beyond = _BEYOND if isinstance(shape, AreaShape) else 2 * _OFF
    for number, (_, plain) in enumerate(variants):
        wide = plain * scale * _DRAWN
        if wide <= right - left + beyond:
            for x, y in _corners(shape, (left, top, right, bottom), (wide, high), zoom):
                yield Offer(number, (x, y, x + wide, y + high))
            is_within = wide + 2 * PLATE + _INSIDE <= right - left
            if isinstance(shape, Land) and zoom < _PLATES_BELOW and is_within:
                yield _plate(number, (left, top, right, bottom), wide, high)


def _edges(shape: Captioned) -> tuple[float, float, float, float]:
    if isinstance(shape, Coast):
        return extents.coast_parts(shape)[0]
    return shape.box.x, shape.box.y, shape.box.right, shape.box.bottom


def _corners(
    shape: Captioned,
    around: tuple[float, float, float, float],
    size: tuple[float, float],
    zoom: float,
) -> Iterator[tuple[float, float]]:
    """Top left corners for words of that size: where they stand from near, then round about."""
    left, top, right, bottom = around
    wide, high = size
    if isinstance(shape, Coast):
        x, y = shape.caption_at
        yield x * zoom, y * zoom + 3 - high
        above, below = top - _OFF - high, bottom + _OFF
        for start in (left, right - wide, (left + right - wide) / 2):
            yield start, above
        for start in (left, right - wide):
            yield start, below
        return
    dx, dy = CAPTION_AT if isinstance(shape, Land) else NAME_AT
    yield left + dx * zoom, max(top + dy * zoom + 3 - high, top + 2)
    yield left + 2, top - 2 - high
    yield left + dx * zoom, top + dy * zoom + 3 - high  # across the border


def _plate(
    number: int, around: tuple[float, float, float, float], wide: float, high: float
) -> Offer:
    """On a plate in the middle of the territory."""
    left, top, right, bottom = around
    x, y = (left + right - wide) / 2 - PLATE, (top + bottom - high) / 2 - PLATE
    return Offer(number, (x, y, x + wide + 2 * PLATE, y + high + 2 * PLATE), over_cards=True)
