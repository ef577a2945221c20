"""Paints territories, areas, notes and the boxes of collapsed territories as primitives."""

from collections.abc import Iterator

from isthmus.drawing.cards import SUBTITLE_SIZE
from isthmus.drawing.chart import Card
from isthmus.drawing.folding import BOX_TEXT, BOX_TITLE
from isthmus.drawing.jotting import LETTERS, MARGIN, NAME_AT, NAME_SIZE
from isthmus.drawing.lands import CAPTION_AT, fitted_caption, land_caption_box
from isthmus.drawing.plots import AreaShape, Land, NoteShape
from isthmus.drawing.primitives import Anchor, Pen, Primitive, Rect, Text
from isthmus.drawing.shores import CAPTION_SIZE, CAPTION_SPACING, CAPTION_WEIGHT
from isthmus.drawing.text import shorten
from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import Box
from isthmus.model.viewing import NoteKind

LAND_RADIUS = 14.0
_SMALL_NAME = 23.0
_SMALL_COUNT = 19.0
_AREA_DASH = (5.0, 4.0)
_LIGHTER = "80"
"""Opacity, as two digits, of what makes the ground of a nested territory lighter."""


def land(each: Land, theme: Theme) -> Iterator[Primitive]:
    """The ground of a territory in a tint of its department's colour.

    One that lies in another, mostly of the same colour, is lighter than that, or again as dark.
    """
    ink, pale = theme.tint(each.tint)
    line = Pen(f"{ink}8c", 1.25)
    yield _rounded(each.box, LAND_RADIUS, f"{pale}c8", None if each.depth % 2 else line)
    if each.depth % 2:
        yield _rounded(each.box, LAND_RADIUS, f"{theme.chart['card']}{_LIGHTER}", line)


def land_caption(each: Land, theme: Theme) -> Iterator[Primitive]:
    """The department's name and how many systems it has, on a strip that hides flows under it."""
    ink, pale = theme.tint(each.tint)
    yield _rounded(land_caption_box(each).grown(2), 4, f"{pale}e6")
    x, y = each.box.x + CAPTION_AT[0], each.box.y + CAPTION_AT[1]
    yield Text(
        x,
        y,
        fitted_caption(each),
        CAPTION_SIZE,
        ink,
        CAPTION_WEIGHT + 100,
        spacing=CAPTION_SPACING,
    )


def area(each: AreaShape, theme: Theme) -> Iterator[Primitive]:
    """The ground of an area."""
    ink, pale = theme.tint(each.tint)
    yield _rounded(each.box, 8.0, f"{pale}b0", Pen(f"{ink}99", 1.25, _AREA_DASH))


def area_name(each: AreaShape, theme: Theme) -> Iterator[Primitive]:
    """The name of an area, if it has one."""
    if each.name:
        x, y = each.box.x + NAME_AT[0], each.box.y + NAME_AT[1]
        pale = theme.tint(each.tint)[1]
        yield Text(x, y, each.name, NAME_SIZE, theme.window["text"], 600, halo=pale)


def note(each: NoteShape, theme: Theme) -> Iterator[Primitive]:
    """A note on its paper, or a heading in large letters."""
    size, weight, step = LETTERS[each.kind]
    margin, box = MARGIN[each.kind], each.box
    yield from note_paper(each, theme)
    ink, halo = note_inks(each, theme)
    for number, line in enumerate(each.lines):
        if line:
            y = box.y + margin + (number + 0.5) * step + size * 0.36
            yield Text(box.x + margin, y, line, size, ink, weight, halo=halo)


def note_paper(each: NoteShape, theme: Theme) -> Iterator[Primitive]:
    """What the words of a note stand on; nothing for a heading."""
    box = each.box
    if each.kind is NoteKind.NOTE:
        shadow = Box(box.x - 1, box.y + 1, box.width + 2, box.height + 2)
        yield _rounded(shadow, 5, theme.chart["card_shadow"])
        yield _rounded(box, 4, theme.chart["note"], Pen(theme.chart["note_line"]))


def note_inks(each: NoteShape, theme: Theme) -> tuple[str, str]:
    """The colours of the words and of what keeps lines off them, '' for none."""
    if each.kind is NoteKind.NOTE:
        return theme.chart["note_text"], ""
    return theme.window["text"], theme.chart["sea"]


def small_box(each: Card, theme: Theme) -> Iterator[Primitive]:
    """A collapsed territory from a middle distance: its name, and how many it holds, large."""
    ink = theme.tint(each.tint)[0]
    yield from _stack(each, theme)
    room = each.box.width - 28
    name = shorten(each.title, room, _SMALL_NAME, 700)
    yield Text(each.box.x + 12, each.box.y + 25, name, _SMALL_NAME, ink, 700)
    count = each.subtitle.partition(" · ")[0]
    yield Text(each.box.x + 12, each.box.y + 48, count, _SMALL_COUNT, theme.window["muted"], 600)


def _stack(each: Card, theme: Theme) -> Iterator[Primitive]:
    """Three sheets, one behind the other."""
    ink, pale = theme.tint(each.tint)
    box, line = each.box, Pen(f"{ink}8c", 1.25)
    for behind in (8.0, 4.0):
        lower = Box(box.x + behind, box.y + behind, box.width - behind, box.height - behind)
        yield _rounded(lower, 9, pale, line)
    yield _rounded(front(box), 9, theme.chart["card"], Pen(ink, 1.5))


def box_card(each: Card, theme: Theme) -> Iterator[Primitive]:
    """A collapsed territory: a stack in the department's tint, its name and how many it holds."""
    ink, pale = theme.tint(each.tint)
    box, line = each.box, Pen(f"{ink}8c", 1.25)
    yield from _stack(each, theme)
    yield _rounded(Box(box.x + 10, box.y + 12, 32, 32), 6, pale, line)
    yield Text(box.x + 26, box.y + 34.5, "+", 19, ink, 600, Anchor.MIDDLE)
    yield Text(box.x + BOX_TEXT, box.y + 25, each.title, BOX_TITLE, theme.window["text"], 600)
    muted = theme.window["muted"]
    yield Text(box.x + BOX_TEXT, box.y + 41, each.subtitle, SUBTITLE_SIZE, muted)


def front(box: Box) -> Box:
    """The uppermost of the stack that a collapsed territory is drawn as."""
    return Box(box.x, box.y, box.width - 8, box.height - 8)


def _rounded(box: Box, radius: float, fill: str, pen: Pen | None = None) -> Rect:
    return Rect(box.x, box.y, box.width, box.height, radius, fill, pen)
