"""The ground of a view, and the tools for areas and notes, as commands of the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.model.viewing import Ground
from isthmus.ui.canvas.tools import Tool


@pytest.fixture
def stage(harbour):
    return harbour.canvas.stage


def trigger(window, key: str) -> None:
    assert window.actions_[key].isEnabled(), key
    window.actions_[key].trigger()


def shown(window) -> Ground:
    return window.session.snapshot.views[window.session.view_id].ground


def test_departments_are_arranged_where_their_cards_stand_mixed(harbour, stage, qtbot) -> None:
    before = harbour.session.snapshot
    with qtbot.waitSignal(harbour.arranging.done, timeout=8000):
        trigger(harbour, "territories")
    assert shown(harbour) is Ground.TERRITORIES
    assert len(stage.board.chart.grounds.lands) == 6
    assert harbour.actions_["territories"].isChecked()
    assert harbour.session.document.undo_label == "Arrange by department"
    harbour.session.document.undo()
    assert harbour.session.snapshot.same_content(before)
    assert harbour.actions_["islands"].isChecked()


def test_the_way_back_to_islands_keeps_the_territories(harbour, stage, qtbot) -> None:
    with qtbot.waitSignal(harbour.arranging.done, timeout=8000):
        trigger(harbour, "territories")
    trigger(harbour, "islands")
    assert not stage.board.chart.grounds.lands
    made = harbour.session.snapshot.territories
    assert len(made) == 6
    trigger(harbour, "territories")
    assert harbour.session.snapshot.territories == made
    assert len(stage.board.chart.grounds.lands) == 6


def test_all_collapse_and_expand_by_commands(harbour, stage, qtbot) -> None:
    assert not harbour.actions_["fold_all"].isEnabled()
    with qtbot.waitSignal(harbour.arranging.done, timeout=8000):
        trigger(harbour, "territories")
    cards = stage.board.chart.cards
    trigger(harbour, "fold_all")
    assert len(stage.board.chart.boxes) == 6
    assert not harbour.actions_["fold_all"].isEnabled()
    trigger(harbour, "unfold_all")
    assert stage.board.chart.cards == cards
    stage.selection = (next(iter(stage.board.chart.grounds.lands)),)
    trigger(harbour, "fold")
    assert len(stage.board.chart.boxes) == 1


@pytest.mark.parametrize("key", ["area", "note", "heading", "territory"])
def test_a_tool_is_ticked_while_it_is_in_hand(harbour, key) -> None:
    trigger(harbour, key)
    assert harbour.canvas.tool() is Tool(key)
    assert harbour.actions_[key].isChecked()
    assert not harbour.actions_["select"].isChecked()
    trigger(harbour, "select")
    assert not harbour.actions_[key].isChecked()


def test_a_note_that_is_selected_can_be_renamed_and_duplicated_by_commands(harbour, stage) -> None:
    trigger(harbour, "note")
    QTest.mouseClick(harbour.canvas, Qt.MouseButton.LeftButton, pos=harbour.canvas.rect().center())
    editor = harbour.canvas._scribe.editor
    QTest.keyClicks(editor, "Mind the gap")
    harbour.canvas.finish()
    (note,) = harbour.session.snapshot.notes.values()
    assert harbour.canvas.selection() == {note.id}
    trigger(harbour, "rename")
    assert editor.isVisible()
    editor.give_up()
    trigger(harbour, "duplicate")
    assert len(harbour.session.snapshot.notes) == 2


def test_the_pill_shows_and_chooses_the_ground(harbour, stage, qtbot) -> None:
    pill = harbour.canvas._furniture.lens
    assert "islands" in pill.ground.text()
    menu = pill.open_menu(pill.ground)
    with qtbot.waitSignal(harbour.arranging.done, timeout=8000):
        menu.actions()[1].trigger()
    menu.close()
    assert "territories" in pill.ground.text()


def test_a_map_without_departments_says_how_to_begin(window, qtbot) -> None:
    with qtbot.waitSignal(window.territories.told) as told:
        trigger(window, "territories")
    assert "Draw a territory" in told.args[0]
