"""Areas, notes and headings by hand: drawn, worded, moved, resized, copied, coloured, deleted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.layout.geometry import Box
from isthmus.model.viewing import NoteKind
from isthmus.ui.canvas import commands, plots, shaping
from isthmus.ui.canvas.plotentries import of_plots
from isthmus.ui.canvas.tools import Tool
from isthmus.workspace import edits
from support.canvases import VIEW

FREE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def draw(hand, tool: Tool, start, end, words: str, enter=Qt.KeyboardModifier.NoModifier) -> None:
    hand.canvas.set_tool(tool)
    hand.drag(start, end)
    assert hand.canvas.tool() is Tool.SELECT
    editor = hand.canvas._scribe.editor
    assert editor.isVisible()
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return, enter)


def area(hand):
    (found,) = hand.document.snapshot().areas.values()
    return found


def note(hand):
    (found,) = hand.document.snapshot().notes.values()
    return found


def test_an_area_is_dragged_out_and_named_as_one_step(hand, undone):
    draw(hand, Tool.AREA, (256, 144), (480, 432), "Candidates")
    one = area(hand)
    assert (one.name, one.x, one.y, one.width, one.height) == ("Candidates", 256, 144, 224, 288)
    assert hand.canvas.selection() == {one.id}
    undone()


def test_esc_draws_no_area(hand):
    hand.canvas.set_tool(Tool.AREA)
    hand.drag((256, 144), (480, 432))
    QTest.keyClick(hand.canvas._scribe.editor, Qt.Key.Key_Escape)
    assert not hand.document.snapshot().areas
    assert not hand.canvas._scribe.editor.isVisible()


def test_a_click_with_the_tool_draws_the_usual_size(hand, undone):
    hand.canvas.set_tool(Tool.NOTE)
    hand.click(1040, 600)
    QTest.keyClicks(hand.canvas._scribe.editor, "Here")
    hand.canvas.finish()
    assert (note(hand).width, note(hand).height) == (208, 80)
    undone()


def test_a_moved_area_takes_what_stands_on_it_and_alone_it_does_not(hand, undone):
    draw(hand, Tool.AREA, (256, 144), (480, 432), "Old")
    hand.canvas.stage.selection = ()
    before = hand.place("Segment")
    hand.press(256, 300)
    hand.go(256, 380, FREE)
    hand.go(276, 400, FREE)
    hand.let_go(276, 400, FREE)
    assert (area(hand).x, area(hand).y) == (276, 244)
    assert hand.place("Segment") == before
    hand.document.undo()
    hand.canvas.stage.grid = hand.canvas.stage.snaps = False
    hand.drag((256, 300), (276, 400))
    assert (area(hand).x, area(hand).y) == (276, 244)
    assert hand.place("Segment") == (before[0] + 20, before[1] + 100)
    hand.document.undo()
    undone()


def test_a_note_takes_several_lines_and_wraps(hand, undone):
    hand.canvas.set_tool(Tool.NOTE)
    hand.drag((1040, 500), (1140, 540))
    editor = hand.canvas._scribe.editor
    QTest.keyClicks(editor, "Ask Fritz about the nightly export")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "today")
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert note(hand).text == "Ask Fritz about the nightly export\ntoday"
    shape = hand.canvas.stage.board.chart.grounds.notes[note(hand).id]
    assert len(shape.lines) > 3
    assert shape.lines[-1] == "today"
    assert shape.box.height > note(hand).height
    undone()


def test_a_blank_note_is_not_written(hand):
    draw(hand, Tool.NOTE, (1040, 500), (1140, 560), "   ", CTRL)
    assert not hand.document.snapshot().notes


def test_a_heading_is_written_large(hand, undone):
    draw(hand, Tool.HEADING, (1040, 500), (1190, 540), "Today")
    assert (note(hand).kind, note(hand).text) == (NoteKind.HEADING, "Today")
    undone()


@pytest.fixture
def jotted(hand):
    """A note and an area on the sea."""
    edits.write_note(hand.document, VIEW, Box(1040, 480, 120, 80), "Mind the gap")
    edits.draw_area(hand.document, VIEW, Box(1020, 600, 160, 120), "Later")
    return hand


def test_a_double_click_and_f2_edit_a_note(jotted):
    hand = jotted
    hand.double_click(1100, 520)
    editor = hand.canvas._scribe.editor
    assert editor.toPlainText() == "Mind the gap"
    QTest.keyClicks(editor, "Mended")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert note(hand).text == "Mended"
    hand.key(Qt.Key.Key_F2)
    assert editor.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert note(hand).text == "Mended"
    hand.document.undo()
    assert note(hand).text == "Mind the gap"


def test_handles_and_keys_resize_a_note(jotted):
    hand = jotted
    hand.click(1100, 520)
    hand.drag((1160, 560), (1176, 600), FREE)
    assert (note(hand).width, note(hand).height) == (136, 120)
    hand.drag((1040, 540), (1020, 540), FREE)
    assert (note(hand).x, note(hand).width) == (1020, 156)
    shaping.grow(hand.canvas.stage, 1, 0)
    assert note(hand).width == 164
    for _ in range(3):
        hand.document.undo()
    assert (note(hand).x, note(hand).width, note(hand).height) == (1040, 120, 80)


def test_a_note_is_dragged_nudged_copied_and_deleted(jotted):
    hand = jotted
    before = hand.document.snapshot()
    hand.drag((1100, 520), (1100, 440), FREE)
    assert note(hand).y == 400
    hand.key(Qt.Key.Key_Down)
    assert note(hand).y == 408
    commands.duplicate(hand.canvas.stage)
    assert sorted(one.y for one in hand.document.snapshot().notes.values()) == [408, 432]
    hand.key(Qt.Key.Key_Delete)
    assert note(hand).y == 408
    for _ in range(4):
        hand.document.undo()
    assert hand.document.snapshot().same_content(before)


def test_the_menu_colours_an_area_and_ticks_the_colour(jotted, undone):
    stage = jotted.canvas.stage
    jotted.click(1040, 610)
    assert plots.selected(stage)[0].key == area(jotted).id
    colours = next(entry for entry in of_plots(stage) if entry.text == "Colour")
    next(entry for entry in colours.inside if entry.text == "Teal").action()
    assert area(jotted).colour == "teal"
    colours = next(entry for entry in of_plots(stage) if entry.text == "Colour")
    assert [entry.text for entry in colours.inside if entry.checked] == ["Teal"]
    jotted.document.undo()
    jotted.document.redo()
    undone()


def test_tab_walks_areas_and_notes_after_the_cards(jotted):
    seen = []
    for _ in range(40):
        jotted.key(Qt.Key.Key_Tab)
        if jotted.canvas.selection() & {area(jotted).id, note(jotted).id}:
            seen.append(next(iter(jotted.canvas.selection())))
    assert seen[:2] == [note(jotted).id, area(jotted).id]


def test_a_note_lies_over_cards_and_an_area_under_them(hand):
    edits.write_note(hand.document, VIEW, Box(282, 168, 120, 40), "Over")
    edits.draw_area(hand.document, VIEW, Box(540, 150, 220, 90), "Under")
    hand.click(300, 190)
    assert hand.canvas.selection() == {note(hand).id}
    hand.click(*hand.centre("Zendesk"))
    assert hand.selected() == {"Zendesk"}
    hand.click(548, 236)
    assert hand.canvas.selection() == {area(hand).id}
