"""Edits of how a view shows its systems: one undo step each, refusals in words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from isthmus.model.document import Document
from isthmus.model.records import Department
from isthmus.model.viewing import Face
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused
from support.harbour import harbour_id, harbour_vale, system_id

VIEW = harbour_id("views", "Map")
ICON = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)
HOSTILE = Path(__file__).parents[1] / "drawing" / "hostile_icons"


@pytest.fixture
def document() -> Document:
    return harbour_vale()


def one_step(document: Document, act: Callable[[], object]) -> Document:
    """The act changes the map, and one undo takes all of it back."""
    before = document.snapshot()
    act()
    after = document.snapshot()
    assert not after.same_content(before)
    document.undo()
    assert document.snapshot().same_content(before)
    document.redo()
    assert document.snapshot().same_content(after)
    return document


def view(document: Document):
    return document.snapshot().views[VIEW]


def test_a_lens_is_set_in_one_step_and_drops_the_filter_by_the_old_one(document) -> None:
    edits.set_filter(document, VIEW, {"filter_values": ("x",)})
    one_step(document, lambda: edits.set_lens(document, VIEW, "hosting"))
    assert (view(document).lens, view(document).filter_values) == ("hosting", ())
    revision = document.revision
    edits.set_lens(document, VIEW, "hosting")
    assert document.revision == revision


def test_lenses_badges_and_views_that_there_are_not_are_refused(document) -> None:
    for act in (
        lambda: edits.set_lens(document, VIEW, "data:gone"),
        lambda: edits.set_lens(document, "gone", "hosting"),
        lambda: edits.set_badge(document, VIEW, "gone", shown=True),
        lambda: edits.set_department_colour(document, "gone", "rose"),
        lambda: edits.clear_icon(document, ["gone"]),
        lambda: edits.set_category_icon(document, ["gone"], "crm"),
    ):
        with pytest.raises(EditRefused):
            act()
    assert document.revision == 0


def test_badges_stand_in_their_own_order(document) -> None:
    one_step(document, lambda: edits.set_badge(document, VIEW, "flows", shown=True))
    one_step(document, lambda: edits.set_badge(document, VIEW, "cost", shown=True))
    assert view(document).badges == ("cost", "flows")
    one_step(document, lambda: edits.set_badge(document, VIEW, "flows", shown=False))
    assert view(document).badges == ("cost",)


def test_faces_sizes_and_colours(document) -> None:
    one_step(document, lambda: edits.set_face(document, VIEW, Face.CATEGORY))
    one_step(document, lambda: edits.set_sizes(document, VIEW, sizes=True))
    assert (view(document).lens, view(document).sizes) == ("spend", True)
    department = min(document.snapshot().departments)
    one_step(document, lambda: edits.set_department_colour(document, department, "rose"))
    assert document.snapshot().departments[department].colour == "rose"
    with pytest.raises(EditRefused):
        edits.set_department_colour(document, department, "mud")
    assert isinstance(document.snapshot().departments[department], Department)


def test_an_icon_is_kept_once_and_goes_with_its_last_system(document) -> None:
    a, b = system_id("Marketo"), system_id("Segment")
    one_step(document, lambda: edits.set_icon_file(document, [a], "our mark.svg", ICON))
    one_step(document, lambda: edits.set_icon_file(document, [b], "our mark.svg", ICON))
    (icon,) = document.snapshot().icons.values()
    assert (icon.name, icon.media) == ("our mark", "svg")
    assert {document.snapshot().systems[key].icon for key in (a, b)} == {icon.id}
    one_step(document, lambda: edits.set_category_icon(document, [a], "crm"))
    assert len(document.snapshot().icons) == 2
    one_step(document, lambda: edits.clear_icon(document, [a, b]))
    assert not document.snapshot().icons


@pytest.mark.parametrize("path", sorted(HOSTILE.glob("*.svg")), ids=lambda path: path.stem)
def test_hostile_icons_are_refused_and_nothing_changes(document, path: Path) -> None:
    with pytest.raises(EditRefused, match=path.name):
        edits.set_icon_file(document, [system_id("Okta")], path.name, path.read_bytes())
    assert document.revision == 0


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\0" * 50])
def test_what_is_no_picture_is_refused(document, content: bytes) -> None:
    with pytest.raises(EditRefused):
        edits.set_icon_file(document, [system_id("Okta")], "x.png", content)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("IT", True), ("Information Technology", True), ("Group ICT", True), ("Marketing", False)],
)
def test_a_department_called_so_is_it(name: str, expected: bool) -> None:
    document = Document()
    assert edits.add_department(document, name).is_it is expected
