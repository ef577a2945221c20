"""The properties of territories, areas and notes: each edit one undo step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.layout.geometry import Box
from isthmus.model.viewing import NoteKind
from isthmus.ui.properties.fields import CheckField, ChoiceField, LongField, TextField
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import system_id


@pytest.fixture
def shown(harbour: MainWindow) -> MainWindow:
    harbour.activateWindow()
    harbour.tabs.setCurrentIndex(1)
    return harbour


def area(window: MainWindow, name: str, y: float = 2000) -> str:
    session = window.session
    return edits.draw_area(session.document, session.view_id, Box(0, y, 240, 160), name).id


def note(window: MainWindow, text: str) -> str:
    session = window.session
    return edits.write_note(session.document, session.view_id, Box(0, 3000, 200, 80), text).id


def territory(window: MainWindow, name: str) -> str:
    session = window.session
    owner = next(one for one in session.snapshot.departments.values() if one.name == name)
    box = Box(5000, 0, 400, 300)
    return edits.draw_territory(session.document, session.view_id, owner.id, box).id


def form(window: MainWindow, *keys: str):
    """The form for these, once the panel has shown them."""
    window.canvas.select(keys)
    window.properties.refresh()
    return window.properties._stack.currentWidget()


def type_into(field: TextField, text: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def choose(field: ChoiceField, words: str) -> None:
    number = field.combo.findText(words)
    field.combo.setCurrentIndex(number)
    field.combo.activated.emit(number)


def test_an_area_is_renamed_coloured_and_sized(shown: MainWindow) -> None:
    key = area(shown, "Later")
    before = shown.session.snapshot
    fields = form(shown, key).fields
    assert fields["name"].line.text() == "Later"
    type_into(fields["name"], "Candidates")
    choose(fields["colour"], "Teal")
    type_into(fields["width"], "320")
    one = shown.session.snapshot.areas[key]
    assert (one.name, one.colour, one.width, one.height) == ("Candidates", "teal", 320, 160)
    for _ in range(3):
        shown.actions_["undo"].trigger()
    assert shown.session.snapshot.same_content(before)


def test_several_areas_show_what_they_share_and_take_one_colour(shown: MainWindow) -> None:
    keys = [area(shown, "One"), area(shown, "Two", 4000)]
    edits.paint_areas(shown.session.document, keys[:1], "rose")
    before = shown.session.snapshot
    shown_form = form(shown, *keys)
    assert not shown_form.fields["name"].isVisible()
    assert shown_form.fields["colour"].combo.currentIndex() == -1
    choose(shown_form.fields["colour"], "Olive")
    assert {shown.session.snapshot.areas[key].colour for key in keys} == {"olive"}
    shown.actions_["undo"].trigger()
    assert shown.session.snapshot.same_content(before)


@pytest.mark.parametrize("typed", ["wide", "2", "nan", "1e9"])
def test_a_size_that_does_not_fit_is_refused_in_words(shown: MainWindow, typed: str) -> None:
    key = area(shown, "Later")
    field = form(shown, key).fields["width"]
    type_into(field, typed)
    assert field.is_refused
    assert field.problem.text()
    assert shown.session.snapshot.areas[key].width == 240


def test_a_note_is_reworded_and_made_a_heading(shown: MainWindow) -> None:
    key = note(shown, "Ask Fritz")
    before = shown.session.snapshot
    fields = form(shown, key).fields
    assert isinstance(fields["text"], LongField)
    fields["text"].area.setFocus()
    fields["text"].area.selectAll()
    QTest.keyClicks(fields["text"].area, "Today")
    shown.properties.finish()
    choose(fields["kind"], "Heading")
    one = shown.session.snapshot.notes[key]
    assert (one.text, one.kind) == ("Today", NoteKind.HEADING)
    for _ in range(2):
        shown.actions_["undo"].trigger()
    assert shown.session.snapshot.same_content(before)


def test_a_note_is_not_left_empty(shown: MainWindow) -> None:
    key = note(shown, "Ask Fritz")
    field = form(shown, key).fields["text"]
    field.area.setFocus()
    field.area.selectAll()
    QTest.keyClick(field.area, Qt.Key.Key_Delete)
    shown.properties.finish()
    assert field.is_refused
    assert shown.session.snapshot.notes[key].text == "Ask Fritz"
    shown.canvas.select(())
    assert form(shown, key).fields["text"].area.toPlainText() == "Ask Fritz"


def test_a_territory_shows_its_department_and_changes_it(shown: MainWindow) -> None:
    key = territory(shown, "Sales")
    before = shown.session.snapshot
    fields = form(shown, key).fields
    assert fields["name"].line.text() == "Sales"
    type_into(fields["name"], "Field sales")
    choose(fields["colour"], "Green")
    assert isinstance(fields["is_it"], CheckField)
    fields["is_it"].box.click()
    type_into(fields["parent"], "Marketing")
    one = shown.session.snapshot.territories[key]
    departments = shown.session.snapshot.departments
    owner = departments[one.department]
    assert (owner.name, owner.colour, owner.is_it) == ("Field sales", "green", True)
    assert owner.parent is not None
    assert departments[owner.parent].name == "Marketing"
    for _ in range(4):
        shown.actions_["undo"].trigger()
    assert shown.session.snapshot.same_content(before)


def test_a_department_is_no_part_of_its_own_part(shown: MainWindow) -> None:
    sales, marketing = territory(shown, "Sales"), territory(shown, "Marketing")
    type_into(form(shown, sales).fields["parent"], "Marketing")
    field = form(shown, marketing).fields["parent"]
    type_into(field, "sales")
    assert field.is_refused
    assert "part of Marketing" in field.problem.text()


def test_a_territory_collapses_from_its_properties_and_shows_its_systems(
    shown: MainWindow,
) -> None:
    key = territory(shown, "Marketing")
    shown_form = form(shown, key)
    followed: list[str] = []
    shown_form.followed.connect(followed.append)
    shown_form.systems.followed.emit(system_id("Marketo"))
    assert followed == [system_id("Marketo")]
    shown_form = form(shown, key)
    shown_form.fields["collapsed"].box.click()
    assert shown.session.snapshot.territories[key].collapsed
    assert form(shown, key).fields["collapsed"].box.isChecked()
    shown.actions_["undo"].trigger()
    assert not shown.session.snapshot.territories[key].collapsed


def test_things_of_several_kinds_share_their_size(shown: MainWindow) -> None:
    keys = [area(shown, "Later"), note(shown, "Ask Fritz")]
    before = shown.session.snapshot
    shown_form = form(shown, *keys)
    assert set(shown_form.fields) == {"width", "height"}
    type_into(shown_form.fields["height"], "300")
    now = shown.session.snapshot
    assert (now.areas[keys[0]].height, now.notes[keys[1]].height) == (300, 300)
    shown.actions_["undo"].trigger()
    assert shown.session.snapshot.same_content(before)
