"""The command palette: likeliest first, driven by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.ui.finder import Finder
from isthmus.ui.seek import Entry, ranked
from isthmus.ui.window import MainWindow
from support.harbour import system_id


def titles(names: list[str], text: str) -> list[str]:
    return [entry.title for entry in ranked([Entry(n, lambda: None) for n in names], text)]


def test_what_begins_so_comes_before_what_holds_it_and_what_sounds_alike() -> None:
    names = ["Smart marketing", "Marketo", "Google Analytics", "Mark as backbone"]
    assert titles(names, "mark")[:2] == ["Marketo", "Mark as backbone"]
    assert titles(names, "mark")[2] == "Smart marketing"
    assert titles(names, "gogle analytics") == ["Google Analytics"]
    assert titles(names, "goog anal") == ["Google Analytics"]
    assert titles(names, "ga") == ["Google Analytics"]
    assert titles(names, "zzzz") == []
    assert titles(names, "") == names


def test_what_is_merely_spelt_alike_comes_only_where_nothing_else_does() -> None:
    names = ["Marketo Engage", "Klarna", "Plan a flow", "Appearance: Dark"]
    assert titles(names, "dark") == ["Appearance: Dark"]
    assert titles(names, "plan") == ["Plan a flow"]
    assert titles(["Marketo Engage", "Klarna"], "dark") == []
    assert titles(["Marketo Engage", "Klarna"], "plan") == []
    assert titles(names, "marketto") == ["Marketo Engage"]
    assert titles(["!!!", ""], "dark") == []


def test_commands_read_on_their_own(harbour: MainWindow) -> None:
    known = Finder(harbour.parts).index().entries
    assert [entry.title for entry in ranked(known, "dark")] == ["Appearance: Dark"]
    assert {entry.title for entry in ranked(known, "plan")} == {
        "Go to the plan",
        "Work out the cheapest plan",
        "Adopt the plan as planned flows",
    }
    offered = {entry.title for entry in known}
    assert {"Draw a flow", "Go to the findings", "Show or hide the minimap"} <= offered
    assert not {"Light", "Flow", "Figures"} & offered


def test_it_runs_a_command_by_keys_alone(harbour: MainWindow) -> None:
    harbour.canvas.setFocus()
    harbour.actions_["find"].trigger()
    palette = harbour.palette_
    assert palette.isVisible()
    QTest.keyClicks(palette.field, "flow")
    first = palette.model.index(0).data()
    assert first.startswith("Draw a flow")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert harbour.actions_["flow"].isChecked()


def test_it_goes_to_a_system(harbour: MainWindow) -> None:
    harbour.actions_["find"].trigger()
    palette = harbour.palette_
    QTest.keyClicks(palette.field, "snowfl")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert harbour.canvas.selection() == {system_id("Snowflake")}


def test_down_chooses_the_next_and_escape_closes(harbour: MainWindow) -> None:
    harbour.actions_["find"].trigger()
    palette = harbour.palette_
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_what_cannot_be_done_now_is_not_offered(window: MainWindow) -> None:
    offered = {entry.title for entry in Finder(window.parts).index().entries}
    assert "Undo" not in offered
    assert "Import workbook" in offered


def test_it_says_where_nothing_is_found(harbour: MainWindow) -> None:
    harbour.actions_["find"].trigger()
    palette = harbour.palette_
    assert not palette.nothing.isVisible()
    QTest.keyClicks(palette.field, "xqzzv")
    assert palette.nothing.isVisible()
    assert "xqzzv" in palette.nothing.text()
    assert not palette.list.isVisible()
    palette.field.setText("mark")
    assert not palette.nothing.isVisible()
    assert palette.list.isVisible()
