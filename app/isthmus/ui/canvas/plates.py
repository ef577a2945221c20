"""The most important systems from far out: their names on plates of one size on screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from isthmus.drawing.cardpaint import far_colours
from isthmus.drawing.chart import Card
from isthmus.drawing.groundpaint import front
from isthmus.drawing.primitives import Pen, Primitive, Rect, Text
from isthmus.drawing.text import shorten, width
from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import Box
from isthmus.ui.canvas.far import FAR
from isthmus.ui.canvas.placing import Covered, Frame, Offer, Taken, place
from isthmus.ui.canvas.regions import Survey

_SIZE, _WEIGHT = 11.0, 600
_HEIGHT, _LEFT, _RIGHT = 20.0, 14.0, 8.0
_WIDEST = 150.0
"""Screen pixels."""
_BUSY = 5
"""Flows of a system that may be named at all."""
_SHARE, _FEWEST, _MOST = 14, 24, 600
"""One system in so many is tried, though at least and at most so many."""
_CLOSE = 3.0
"""Room between plates of boxes: each should have its name."""
_GAP, _SPREAD = 14.0, 26.0
"""Room between plates; more the farther out."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A name in its place, in screen pixels from the scene's origin."""

    card: Card
    words: str
    frame: Frame


def box_plates(cards: Mapping[str, Card], zoom: float, taken: Taken) -> dict[str, Plate]:
    """Plates for collapsed territories, the fullest first: their boxes are too small for names."""
    boxes = {key: card for key, card in cards.items() if card.collapsed}
    plates = {key: box_plate(card, zoom) for key, card in boxes.items()}
    order = sorted(boxes, key=lambda key: (-_held(boxes[key]), boxes[key].title.casefold(), key))
    wishes = [(key, [Offer(0, plates[key].frame, over_cards=True)]) for key in order]
    return {key: plates[key] for key in place(wishes, Covered(np.empty((0, 4))), taken, _CLOSE)}


def box_plate(card: Card, zoom: float) -> Plate:
    """The plate of a collapsed territory: it begins where its box does."""
    plate = _plate(card, zoom)
    left, top, right, bottom = plate.frame
    shift = card.box.x * zoom - left
    return replace(plate, frame=(left + shift, top, right + shift, bottom))


def shown_box(card: Card, zoom: float) -> Box:
    """What is seen of a collapsed territory, in scene units: its box, or from afar its plate."""
    if zoom >= FAR:
        return front(card.box)
    left, top, right, bottom = (side / zoom for side in box_plate(card, zoom).frame)
    return Box(left, top, right - left, bottom - top)


def _held(box: Card) -> int:
    """How many systems a box stands for, as it says."""
    count = box.subtitle.split(" ", 1)[0].replace(",", "")
    return int(count) if count.isdecimal() else 0


def place_plates(
    cards: Mapping[str, Card], table: Survey, zoom: float, far: float, taken: Taken
) -> dict[str, Plate]:
    """Plates for the systems with most flows, off each other and off what is taken."""
    found: dict[str, Plate] = {}
    wishes, plates = [], {}
    for key in _busiest(cards, table):
        plate = _plate(cards[key], zoom)
        plates[key] = plate
        wishes.append((key, [Offer(0, plate.frame, over_cards=True)]))
    gap = _GAP + _SPREAD * max(0.0, 1.0 - zoom / far)
    for key in place(wishes, Covered(np.empty((0, 4))), taken, gap):
        found[key] = plates[key]
    return found


def plates_of(cards: Sequence[Card], zoom: float) -> list[Plate]:
    """Plates for just these cards, those left out that would lie on one before them."""
    plates = {str(number): _plate(card, zoom) for number, card in enumerate(cards)}
    wishes = [(key, [Offer(0, plate.frame, over_cards=True)]) for key, plate in plates.items()]
    return [plates[key] for key in place(wishes, Covered(np.empty((0, 4))), Taken(), _CLOSE)]


def _busiest(cards: Mapping[str, Card], table: Survey) -> list[str]:
    """Systems by how many flows they have, of as many the flagged first, then by name."""
    degrees = table.degrees()
    single = [key for key, card in cards.items() if not card.collapsed]
    known = [key for key in single if degrees[table.rows[key]] >= _BUSY]
    if len(known) < _FEWEST:  # where none has many, those that have any tell where one is
        known = [key for key in single if degrees[table.rows[key]]] or single

    def rank(key: str) -> tuple[int, bool, str, str]:
        card = cards[key]
        return -int(degrees[table.rows[key]]), not card.flagged, card.title.casefold(), key

    count = min(_MOST, max(_FEWEST, len(cards) // _SHARE))
    return sorted(known, key=rank)[:count]


def _plate(card: Card, zoom: float) -> Plate:
    room = _WIDEST - _LEFT - _RIGHT
    words = shorten(f"{card.title} {card.second}".strip(), room, _SIZE, _WEIGHT)
    wide = width(words, _SIZE, _WEIGHT) + _LEFT + _RIGHT
    x, y = (number * zoom for number in card.box.centre)
    return Plate(card, words, (x - wide / 2, y - _HEIGHT / 2, x + wide / 2, y + _HEIGHT / 2))


def paint_plate(plate: Plate, theme: Theme) -> Iterator[Primitive]:
    """The plate in the theme's colours, a strip in the system's tint at its left."""
    left, top, right, bottom = plate.frame
    strong, _ = far_colours(plate.card, theme)
    line = Pen(strong)
    yield Rect(left, top, right - left, bottom - top, 4, theme.chart["card"], line)
    yield Rect(left + 4, top + 4, 4, bottom - top - 8, 2, strong)
    at = top + _HEIGHT / 2 + _SIZE * 0.36
    yield Text(left + _LEFT, at, plate.words, _SIZE, theme.window["text"], _WEIGHT)
