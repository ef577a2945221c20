"""What a flow carries is said on its line: F2 or a double-click, names, Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.layout.paths import along, flattened
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import system_id

Key = Qt.Key


def flow(hand, source="Marketo", target="Salesforce"):
    ends = hand.id(source), hand.id(target)
    found = hand.document.snapshot().flows.values()
    return next(one for one in found if {one.source, one.target} == set(ends))


def carried(hand, key):
    snapshot = hand.document.snapshot()
    return [snapshot.data_objects[one].name for one in snapshot.flows[key].data_objects]


@pytest.fixture
def words(hand):
    """The editor, opened by F2 on the selected flow."""
    hand.canvas.select([flow(hand).id])
    hand.key(Key.Key_F2)
    editor = hand.canvas._loading.editor
    assert editor.isVisible()
    return editor


def test_f2_edits_what_the_selected_flow_carries(hand, words, undone):
    key, before = flow(hand).id, carried(hand, flow(hand).id)
    assert words.text() == ", ".join(before)
    assert words.hasSelectedText()
    QTest.keyClicks(words, "Lead, Purchase order")
    QTest.keyClick(words, Key.Key_Return)
    assert carried(hand, key) == ["Lead", "Purchase order"]
    assert not words.isVisible()
    assert hand.canvas.window().focusWidget() is hand.canvas
    undone()


def test_a_double_click_on_a_line_does_too(hand):
    key = flow(hand).id
    hand.double_click(*along(flattened(hand.canvas._board.chart.flows[key].steps), (0.31,))[0])
    editor = hand.canvas._loading.editor
    assert editor.isVisible()
    assert hand.canvas.selection() == {key}
    box = hand.canvas._board.chart.flows[key].label_box
    assert box is not None
    assert editor.geometry().contains(hand.at(*box.centre))


def test_known_data_objects_are_offered_and_taken_by_arrows(hand, words):
    key = flow(hand).id
    QTest.keyClicks(words, "Lead, con")
    items = hand.canvas._loading.suggestions.list
    offered = [items.item(n).text().split(", ")[0] for n in range(items.count())]
    assert offered[0] == "Contact"
    assert "Lead" not in offered
    QTest.keyClick(words, Key.Key_Down)
    assert words.text() == "Lead, Contact"
    QTest.keyClick(words, Key.Key_Return)
    assert carried(hand, key) == ["Lead", "Contact"]


def test_a_click_on_an_offer_goes_on_to_the_next(hand, words):
    QTest.keyClicks(words, "con")
    items = hand.canvas._loading.suggestions.list
    rect = items.visualItemRect(items.item(0))
    QTest.mouseClick(items.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert words.text() == "Contact, "
    assert words.isVisible()
    QTest.keyClick(words, Key.Key_Return)
    assert carried(hand, flow(hand).id) == ["Contact"]


def test_nothing_is_left_where_all_is_taken_out(hand, words, undone):
    QTest.keyClick(words, Key.Key_Delete)
    QTest.keyClick(words, Key.Key_Return)
    assert carried(hand, flow(hand).id) == []
    undone()


@pytest.mark.parametrize("end", [Key.Key_Escape, Key.Key_Return])
def test_the_same_words_and_escape_change_nothing(hand, words, end):
    if end is Key.Key_Escape:
        QTest.keyClicks(words, "Something else")
    QTest.keyClick(words, end)
    assert hand.document.undo_label is None
    assert not words.isVisible()
    assert not hand.canvas._loading.suggestions.isVisible()


def test_a_flow_that_goes_is_edited_no_longer(hand, words):
    edits.delete(hand.document, [flow(hand).id])
    assert not words.isVisible()
    assert hand.document.undo_label.startswith("Delete")


def test_a_click_elsewhere_keeps_it_and_the_camera_takes_it_along(hand, words):
    key, before = flow(hand).id, words.pos()
    hand.canvas._stage.camera = hand.canvas.camera().panned(40, 0)
    assert words.x() == pytest.approx(before.x() + 40, abs=1)
    QTest.keyClicks(words, "Invoice")
    hand.click(*hand.centre("Okta"))
    assert carried(hand, key) == ["Invoice"]


def test_the_command_is_there_for_one_flow(harbour: MainWindow) -> None:
    flows = list(harbour.session.snapshot.flows)
    harbour.canvas.select(flows[:1])
    assert harbour.actions_["rename"].isEnabled()
    harbour.actions_["rename"].trigger()
    assert harbour.canvas._loading.editor.isVisible()
    harbour.canvas.finish()
    harbour.canvas.select(flows[:2])
    assert not harbour.actions_["rename"].isEnabled()
    harbour.canvas.select([system_id("Marketo"), flows[0]])
    assert harbour.actions_["rename"].isEnabled()
