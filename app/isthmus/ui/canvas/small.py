"""Cards from a middle distance: no more than the name, as large as the card allows."""

from collections.abc import Iterator
from dataclasses import replace

from isthmus.drawing import groundpaint
from isthmus.drawing.cardpaint import MOST_COIN, coin, edge_of, face_of, far_colours, flag
from isthmus.drawing.chart import Card
from isthmus.drawing.marks import mark
from isthmus.drawing.primitives import Primitive, Rect, Text
from isthmus.drawing.reading import Mark
from isthmus.drawing.text import shorten, width
from isthmus.drawing.theme import Theme

SMALL = 0.75
"""Below this zoom, a card's subtitle and the labels of flows can hardly be read."""
_SIZE = 19.0
_WEIGHT = 600
_STRIP = 9.0
_MARK = 12.0
_LEFT = 20.0
_FLAG_ROOM = 16.0


def small_card(card: Card, theme: Theme) -> Iterator[Primitive]:
    """The card with a strip in its tint and its name over one line or two."""
    if card.collapsed:
        yield from groundpaint.small_box(card, theme)
        if card.flagged:
            yield from flag(replace(card, box=groundpaint.front(card.box)), theme)
        return
    box = card.box
    strong, _ = far_colours(card, theme)
    face, edge = face_of(card, theme), edge_of(card, theme)
    yield Rect(box.x, box.y, box.width, box.height, 7, face, edge)
    if card.dress.coin is not None:
        yield from coin(card, theme)
    elif card.dress.mark is not None:
        yield from _value(card, card.dress.mark, theme)
    else:
        yield Rect(box.x + 4, box.y + 6, _STRIP, box.height - 12, 4, strong)
    left = _left(card)
    room = box.width - left - (_FLAG_ROOM if card.flagged else 6)
    lines = _lines(f"{card.title} {card.second}".strip(), room)
    first = box.y + box.height / 2 + _SIZE * 0.36 - (len(lines) - 1) * _SIZE * 0.56
    for number, text in enumerate(lines):
        at = first + number * _SIZE * 1.12
        yield Text(box.x + left, at, text, _SIZE, theme.window["text"], _WEIGHT)
    if card.flagged:
        yield from flag(card, theme)


def _left(card: Card) -> float:
    """From the card's left edge to its name."""
    if card.dress.coin is not None:
        return 2 * MOST_COIN + 8
    return _LEFT + (3.0 if card.dress.mark else 0.0)


def _value(card: Card, shape: Mark, theme: Theme) -> Iterator[Primitive]:
    """The lens's colour in a strip, its shape cut out of that."""
    box, (strong, _) = card.box, far_colours(card, theme)
    yield Rect(box.x + 3, box.y + 4, _MARK + 4, box.height - 8, 4, strong)
    at = box.y + (box.height - _MARK) / 2
    yield from mark(shape, box.x + 5, at, theme.chart["card"], _MARK)


def _lines(name: str, room: float) -> list[str]:
    """The name in one line where it fits, else in two, the second cut short."""
    if width(name, _SIZE, _WEIGHT) <= room:
        return [name]
    words = name.split()
    count = len(words)
    while count > 1 and width(" ".join(words[:count]), _SIZE, _WEIGHT) > room:
        count -= 1
    first, rest = " ".join(words[:count]), " ".join(words[count:])
    cut = shorten(first, room, _SIZE, _WEIGHT)
    return [cut, shorten(rest, room, _SIZE, _WEIGHT)] if rest else [cut]
