"""The SVG of a view with territories, one of them collapsed, areas, a note and a heading.

`tests/golden/grounds.svg` is what it looked like when somebody last looked at it. When a change
of the drawing is meant, write it anew and look at the picture before it is committed:

    ISTHMUS_WRITE_GOLDEN=1 .venv/bin/pytest tests/drawing/test_drawing_grounds_svg.py
"""

import os
from pathlib import Path

from isthmus.drawing.compose import compose
from isthmus.drawing.options import options_for
from isthmus.drawing.svg import to_svg
from isthmus.drawing.theme import load_theme
from isthmus.layout.geometry import Box
from isthmus.model.document import Document
from isthmus.model.viewing import NoteKind
from isthmus.workspace import edits
from support.canvases import VIEW
from support.harbour import harbour_vale
from support.lands import department, territory, with_lands
from support.maps import catalogue, islands

GOLDEN = Path(__file__).parents[1] / "golden" / "grounds.svg"


def drawn() -> Document:
    """Harbour & Vale with all that can lie under its cards, and stand beside them."""
    document = harbour_vale()
    with_lands(document)
    sales = department(document, "Sales")
    box = Box(262, 470, 212, 200)
    inner = edits.draw_territory(document, VIEW, sales, box)
    edits.fold(document, (inner.id, territory(document, "Finance")), collapsed=True)
    edits.draw_area(document, VIEW, Box(1080, 130, 260, 180), "Candidates for 2027", "teal")
    edits.draw_area(document, VIEW, Box(1100, 180, 160, 90))
    note = "Ask Fritz about the nightly export:\nit runs by hand."
    edits.write_note(document, VIEW, Box(1080, 340, 180, 60), note)
    edits.write_note(document, VIEW, Box(262, 60, 400, 40), "Today", NoteKind.HEADING)
    return document


def picture(document: Document, theme: str = "light") -> str:
    snapshot = document.snapshot()
    placed = snapshot.placements.values()
    positions = {one.system: (one.x, one.y) for one in placed if one.view == VIEW}
    analysis = islands(snapshot)
    chart = compose(snapshot, analysis, catalogue(), positions, options_for(snapshot, VIEW))
    return to_svg(chart, load_theme(theme), "Harbour & Vale")


def test_territories_areas_and_notes_are_as_they_were_last_looked_at() -> None:
    svg = picture(drawn())
    if os.environ.get("ISTHMUS_WRITE_GOLDEN"):
        GOLDEN.write_text(svg, "utf-8")
    assert svg.splitlines() == GOLDEN.read_text("utf-8").splitlines()


def test_the_picture_does_not_hang_on_the_ids_that_are_given_out() -> None:
    assert picture(drawn(), "dark") == picture(drawn(), "dark")
