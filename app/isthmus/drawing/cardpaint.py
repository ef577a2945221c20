"""Paints a system's card as primitives: face, tile, texts, and what its view puts on it."""

from collections.abc import Iterator

from isthmus.drawing.art import paint_art
from isthmus.drawing.badges import Badge
from isthmus.drawing.cards import (
    LONG_TITLE_SIZE,
    MARK_ROOM,
    SUBTITLE_SIZE,
    TEXT_LEFT,
    TITLE_SIZE,
)
from isthmus.drawing.chart import Card
from isthmus.drawing.marks import SIZE, mark
from isthmus.drawing.primitives import Anchor, Circle, Path, Pen, Primitive, Rect, Text
from isthmus.drawing.text import shorten, width
from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import CARD_HEIGHT, Verb
from isthmus.model.records import Lifecycle

_RADIUS = 7.0
_TILE = 30.0
_ART = 20.0
"""Width and height of an icon in its tile."""
_BAND = 5.0
"""Width of the lens's band along the left edge."""
_FLAG = ((0, 0), (8, 0), (6, 3), (8, 6), (1.5, 6), (1.5, 10.5), (0, 10.5))
_PLANNED_DASH = (4.0, 3.0)
_BADGE_SIZE = 8.0
_BADGE_HEIGHT = 11.0
_BADGE_PADDING = 8.0
"""Of a badge, left and right together."""
_BADGE_GAP = 2.0
_MORE_ROOM = 14.0
"""For '+2' after the last badge that fits."""
_LEAST_TEXT = 6
"""Characters of a badge that is cut, below which it says nothing."""
MOST_COIN = 20.0
"""Radius of the largest coin."""
_FAINT = "40"
"""Opacity, as two digits, of the ring that shows how large a coin may be."""
_FADED = "8c"
"""Opacity, as two digits, of the tile of what is on its way out."""


def card(each: Card, theme: Theme) -> Iterator[Primitive]:
    """A system's card: shadow, face, tile with its letter or icon, texts, badges, flag."""
    box, dress = each.box, each.dress
    planned = dress.stage is Lifecycle.PLANNED
    shadow = theme.chart["card_shadow"]
    if not planned:
        yield Rect(box.x - 1, box.y + 1, box.width + 2, box.height + 2, 8, shadow)
        yield Rect(box.x, box.y + 1, box.width, box.height + 0.5, _RADIUS, shadow)
    yield Rect(
        box.x, box.y, box.width, box.height, _RADIUS, face_of(each, theme), edge_of(each, theme)
    )
    if dress.hue and dress.coin is None:
        yield from _band(each, theme)
    top = box.y + (box.height - CARD_HEIGHT) / 2
    if dress.coin is None:
        yield from _tile(each, theme, top)
    else:
        yield from coin(each, theme)
    yield from _texts(each, theme, top)
    if each.flagged:
        yield from flag(each, theme)


def far_colours(each: Card, theme: Theme) -> tuple[str, str]:
    """The strong colour and the ground of a card from far out: the lens's, else the card's own.

    Not the pale of its department, which is the ground of a territory too.
    """
    if not each.dress.hue:
        return theme.tint(each.tint)[0], theme.chart["card"]
    hue = theme.hue(each.dress.hue)
    return hue.fill, hue.pale


def face_of(each: Card, theme: Theme) -> str:
    """The fill of a card: pale in the lens's hue."""
    return theme.hue(each.dress.hue).pale if each.dress.hue else theme.chart["card"]


def edge_of(each: Card, theme: Theme) -> Pen:
    """The edge of a card: dashed for what is planned."""
    if each.dress.stage is Lifecycle.PLANNED:
        return Pen(theme.chart["planned"], 1.5, _PLANNED_DASH)
    if each.dress.hue:
        return Pen(theme.hue(each.dress.hue).fill, 1.0)
    return Pen(theme.chart["card_line"])


def _band(each: Card, theme: Theme) -> Iterator[Primitive]:
    """The lens's strong colour along the left edge, within the card's round corners."""
    box, fill = each.box, theme.hue(each.dress.hue).fill
    right, reach = box.x + _BAND, _RADIUS * 0.55
    steps = (
        (Verb.MOVE, (right, box.y)),
        (Verb.LINE, (box.x + _RADIUS, box.y)),
        (Verb.CUBIC, (box.x + _RADIUS - reach, box.y, box.x, box.y + _RADIUS - reach,
                      box.x, box.y + _RADIUS)),
        (Verb.LINE, (box.x, box.bottom - _RADIUS)),
        (Verb.CUBIC, (box.x, box.bottom - _RADIUS + reach, box.x + _RADIUS - reach, box.bottom,
                      box.x + _RADIUS, box.bottom)),
        (Verb.LINE, (right, box.bottom)),
        (Verb.CLOSE, ()),
    )  # fmt: skip
    yield Path(steps, fill)


def _tile(each: Card, theme: Theme, top: float) -> Iterator[Primitive]:
    """The letter, or the icon, in the department's colours; under a lens in the card's own."""
    x, y = each.box.x + (10 if each.dress.hue else 8), top + 10
    ink, ground = theme.tint(each.tint)
    if each.dress.hue:
        ink, ground = theme.hue(each.dress.hue).ink, theme.chart["card"]
    if each.dress.stage in _LEAVING:
        ground = ground[:7] + _FADED
    art = each.dress.art
    yield Rect(x, y, _TILE, _TILE, 6, ground)
    if art is not None:
        inset = (_TILE - _ART) / 2
        yield from paint_art(art, x + inset, y + inset, _ART, ink)
    else:
        yield Text(x + _TILE / 2, y + 20.5, each.glyph, 15, ink, 700, Anchor.MIDDLE)


_LEAVING = frozenset({Lifecycle.RETIRED, Lifecycle.PHASING_OUT})


def _texts(each: Card, theme: Theme, top: float) -> Iterator[Primitive]:
    """The title in one line or two, the subtitle under it, and under that the badges."""
    x, dress = each.box.x + TEXT_LEFT, each.dress
    ink = theme.window["muted" if dress.stage in _LEAVING else "text"]
    rows = _rows(each)
    if each.second:
        yield Text(x, top + rows[0], each.title, LONG_TITLE_SIZE, ink, 600)
        yield Text(x, top + rows[1], each.second, LONG_TITLE_SIZE, ink, 600)
    else:
        yield Text(x, top + rows[1], each.title, TITLE_SIZE, ink, 600)
    if dress.stage is Lifecycle.RETIRED:
        yield from _struck(each, theme, x, top, rows)
    if each.subtitle:
        yield from _subtitle(each, theme, x, top + rows[2])
    if dress.badges:
        yield from _badges(each, theme, x, top + 36)


def _rows(each: Card) -> tuple[float, float, float]:
    """Baselines of title, second line and subtitle, from the top of a card of standard height."""
    rows = _ROWS[bool(each.second), bool(each.dress.badges)]
    if each.dress.badges and not each.subtitle:  # what would stand there leaves its room
        return rows[0] + _LOWER, rows[1] + _LOWER, rows[2]
    return rows


def name_middle(each: Card) -> float:
    """The middle of the name, from the top of the card, in scene units."""
    rows, size = _rows(each), LONG_TITLE_SIZE if each.second else TITLE_SIZE
    first = rows[0] if each.second else rows[1]
    return (each.box.height - CARD_HEIGHT) / 2 + (first + rows[1]) / 2 - size * 0.36


_LOWER = 4.0
_ROWS = {
    (False, False): (0.0, 22.0, 37.0),
    (True, False): (17.0, 30.0, 42.5),
    (False, True): (0.0, 16.0, 29.0),
    (True, True): (11.5, 23.0, 33.0),
}
"""Baselines of title, second line and subtitle, by whether there is one, and badges."""


def _struck(
    each: Card, theme: Theme, x: float, top: float, rows: tuple[float, float, float]
) -> Iterator[Primitive]:
    """A line through the name of what is retired."""
    pen = Pen(theme.window["muted"], 1.2)
    if not each.second:
        lines = [(each.title, TITLE_SIZE, rows[1])]
    else:
        lines = [(each.title, LONG_TITLE_SIZE, rows[0]), (each.second, LONG_TITLE_SIZE, rows[1])]
    for text, size, row in lines:
        y, right = top + row - size * 0.33, x + width(text, size, 600)
        yield Path(((Verb.MOVE, (x, y)), (Verb.LINE, (right, y))), pen=pen)


def _subtitle(each: Card, theme: Theme, x: float, y: float) -> Iterator[Primitive]:
    dress, ink = each.dress, theme.window["muted"]
    if dress.mark is not None:
        hue = theme.hue(dress.hue)
        yield from mark(dress.mark, x, y - SIZE + 0.5, hue.fill)
        x, ink = x + MARK_ROOM, hue.ink
    yield Text(x, y, each.subtitle, SUBTITLE_SIZE, ink, 500 if dress.mark else 400)


def _badges(each: Card, theme: Theme, x: float, y: float) -> Iterator[Primitive]:
    """As many of the badges as there is room for, from the left; then how many more there are."""
    right, badges = each.box.right - 4, each.dress.badges
    for number, badge in enumerate(badges):
        rest = len(badges) - number
        room = right - x - _BADGE_PADDING - (_MORE_ROOM if rest > 1 else 0.0)
        text = shorten(badge.text, min(room, 64.0), _BADGE_SIZE, 500)
        wide = width(text, _BADGE_SIZE, 500) + _BADGE_PADDING
        if room < 12 or (text != badge.text and len(text) < _LEAST_TEXT):
            yield Text(x + 1, y + 8.3, f"+{rest}", _BADGE_SIZE, theme.window["muted"], 500)
            return
        yield from _badge(badge, text, theme, (x, y, wide))
        x += wide + _BADGE_GAP


def _badge(
    badge: Badge, text: str, theme: Theme, place: tuple[float, float, float]
) -> Iterator[Primitive]:
    x, y, wide = place
    ink, ground = theme.window["muted"], theme.window["hover"]
    if badge.warns:
        ink, ground = theme.window["warning"], theme.window["warning_soft"]
    yield Rect(x, y, wide, _BADGE_HEIGHT, 3, ground, Pen(theme.chart["label_line"], 0.6))
    yield Text(x + wide / 2, y + 8.3, text, _BADGE_SIZE, ink, 500, Anchor.MIDDLE)


def coin(each: Card, theme: Theme) -> Iterator[Primitive]:
    """A disc in place of the tile, whose area tells of cost; the largest fills the height."""
    box, hue = each.box, theme.hue(each.dress.hue)
    radius = max(1.5, MOST_COIN * (each.dress.coin or 0.0) ** 0.5)
    x, y = box.x + 4 + MOST_COIN, box.centre[1]
    yield Circle(x, y, MOST_COIN, pen=Pen(hue.fill + _FAINT, 0.8))
    yield Circle(x, y, radius, hue.fill)


def flag(each: Card, theme: Theme) -> Iterator[Primitive]:
    """The flag at the top right of a card that a finding names."""
    x, y = each.box.right - 14, each.box.y + 7.5
    corners = [(Verb.LINE, (x + dx, y + dy)) for dx, dy in _FLAG]
    steps = ((Verb.MOVE, corners[0][1]), *corners[1:], (Verb.CLOSE, ()))
    yield Path(steps, fill=theme.chart["flag"])
