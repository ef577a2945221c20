"""Notes and headings from a distance: their first words, as large as their paper allows."""

from collections.abc import Iterator
from itertools import islice

from isthmus.drawing import groundpaint
from isthmus.drawing.jotting import LETTERS, MARGIN
from isthmus.drawing.plots import NoteShape
from isthmus.drawing.primitives import Primitive, Text
from isthmus.drawing.text import shorten, width
from isthmus.drawing.theme import Theme
from isthmus.model.viewing import NoteKind

LEVELS = ((0.19, 60.0), (0.28, 40.0), (0.42, 27.0), (0.62, 18.0))
"""Below each zoom, the size of the letters of a note in scene units: 8 to 11 pixels on screen."""
_HEADING = 1.25
"""Headings are so many times as large as notes."""
_STEP = 1.25
"""From line to line, in sizes of the letters."""
_FILLS = 0.82
"""How much of the height of its paper a line may take."""


def level_at(zoom: float) -> float | None:
    """The size of letters at that zoom; None where notes are drawn as they are."""
    return next((size for below, size in LEVELS if zoom < below), None)


def small_note(shape: NoteShape, theme: Theme, size: float) -> Iterator[Primitive]:
    """The note with letters of that size, or of its own where these are larger."""
    own, weight, _ = LETTERS[shape.kind]
    wished = size * (_HEADING if shape.kind is NoteKind.HEADING else 1.0)
    size = min(wished, shape.box.height * _FILLS)
    if size <= own:
        yield from groundpaint.note(shape, theme)
        return
    yield from groundpaint.note_paper(shape, theme)
    ink, halo = groundpaint.note_inks(shape, theme)
    margin, box = MARGIN[shape.kind], shape.box
    room = box.width - 2 * margin
    count = max(1, int((box.height - margin) / (size * _STEP)))
    lines = _first_lines(shape.lines, (room, size, weight), count)
    top = box.y + (box.height - len(lines) * size * _STEP) / 2
    if len(lines) > 1:
        top = min(top, box.y + margin)
    for number, line in enumerate(lines):
        y = top + (number + 0.5) * size * _STEP + size * 0.36
        yield Text(box.x + margin, y, line, size, ink, weight, halo=halo)


def _first_lines(
    lines: tuple[str, ...], room: tuple[float, float, int], count: int
) -> tuple[str, ...]:
    """So many lines at most of the words; the last is cut where there are more."""
    wide, size, weight = room
    found: list[str] = []
    words = [word for line in lines for word in line.split()]
    while words and len(found) < count - 1:
        fits = _fitting(words, room)
        if not fits:
            break
        found.append(" ".join(words[:fits]))
        del words[:fits]
    if words:
        found.append(shorten(" ".join(islice(words, 40)), wide, size, weight))
    return tuple(found)


def _fitting(words: list[str], room: tuple[float, float, int]) -> int:
    """How many of the first words stand in one line."""
    wide, size, weight = room
    count = 0
    while count < len(words) and width(" ".join(words[: count + 1]), size, weight) <= wide:
        count += 1
    return count
