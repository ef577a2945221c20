"""Areas, notes and headings as shapes: names shortened, texts broken into lines."""

from collections.abc import Iterator
from functools import lru_cache

from isthmus.drawing.plots import AreaShape, NoteShape
from isthmus.drawing.text import clean, shorten, width
from isthmus.layout.geometry import Box
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Area, Note, NoteKind

NAME_SIZE = 12.0
NAME_AT = (12.0, 20.0)
"""From an area's top left corner to the start of its name's baseline."""
LETTERS = {NoteKind.NOTE: (12.0, 400, 17.0), NoteKind.HEADING: (26.0, 700, 34.0)}
"""Size, weight and distance of the lines, by kind."""
MARGIN = {NoteKind.NOTE: 10.0, NoteKind.HEADING: 2.0}
"""Between the text of a note and its edges."""
LEAST_AREA = (64.0, 48.0)
LEAST_NOTE = (64.0, 32.0)
_MOST_LINES = 200
_MOST_LETTERS = 8000
"""A longer text is cut: it would be as high as the map."""


def compose_areas(snapshot: Snapshot, view_id: str) -> dict[str, AreaShape]:
    """The areas of a view, larger ones first so that smaller ones lie on them."""
    mine = [one for one in snapshot.areas.values() if one.view == view_id]
    mine.sort(key=lambda one: (-one.width * one.height, one.name.casefold(), one.id))
    return {one.id: _area(one) for one in mine}


def _area(one: Area) -> AreaShape:
    box = Box(one.x, one.y, max(one.width, LEAST_AREA[0]), max(one.height, LEAST_AREA[1]))
    name = shorten(one.name, box.width - 2 * NAME_AT[0], NAME_SIZE, 600)
    return AreaShape(one.id, box, name, one.colour or "none")


def area_name_box(area: AreaShape) -> Box:
    """Where the name of an area stands."""
    x, y = area.box.x + NAME_AT[0], area.box.y + NAME_AT[1]
    return Box(x, y - NAME_SIZE, width(area.name, NAME_SIZE, 600), NAME_SIZE + 4)


def compose_notes(snapshot: Snapshot, view_id: str) -> dict[str, NoteShape]:
    """The notes and headings of a view, by their places."""
    mine = [one for one in snapshot.notes.values() if one.view == view_id]
    mine.sort(key=lambda one: (one.y, one.x, one.text, one.id))
    return {one.id: note_shape(one) for one in mine}


def note_shape(one: Note) -> NoteShape:
    """The note with its text broken into lines, and high enough for them."""
    size, weight, step = LETTERS[one.kind]
    wide = max(one.width, LEAST_NOTE[0])
    margin = MARGIN[one.kind]
    lines = wrapped(one.text, wide - 2 * margin, size, weight)
    high = max(one.height, len(lines) * step + 2 * margin, LEAST_NOTE[1])
    return NoteShape(one.id, one.kind, Box(one.x, one.y, wide, high), lines)


@lru_cache(maxsize=1024)
def wrapped(text: str, room: float, size: float, weight: int) -> tuple[str, ...]:
    """The text in lines no wider than `room`, broken at spaces, or in a word where it must be."""
    lines: list[str] = []
    for paragraph in text[:_MOST_LETTERS].splitlines():
        lines.extend(_broken(clean(paragraph), room, size, weight))
    if len(lines) > _MOST_LINES or len(text) > _MOST_LETTERS:
        lines = [*lines[: _MOST_LINES - 1], "…"]
    return tuple(lines)


def _broken(paragraph: str, room: float, size: float, weight: int) -> Iterator[str]:
    """The lines of a paragraph; one empty line for an empty one."""
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, weight) <= room:
            line = longer
            continue
        if line:
            yield line
        *full, line = _pieces(word, room, size, weight)
        yield from full
    yield line


def _pieces(word: str, room: float, size: float, weight: int) -> list[str]:
    """A word in pieces that are no wider than `room`; each at least one letter."""
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char, size, weight) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces
