"""Territories by hand: cards dragged into them, moved, resized, collapsed, expanded, removed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from isthmus.drawing.lands import button_box
from isthmus.drawing.wires import ROLLED
from isthmus.layout.geometry import Box
from isthmus.model.viewing import Ground
from isthmus.ui.canvas import commands, plots
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.mooring import freed
from isthmus.ui.canvas.tools import Tool
from isthmus.workspace import edits
from support.canvases import VIEW
from support.lands import department, territory, with_lands
from support.maps import overlap

FREE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def hand(hand):
    with_lands(hand.document)
    return hand


def owner(hand, name: str) -> str:
    snapshot = hand.document.snapshot()
    system = snapshot.systems[hand.id(name)]
    return snapshot.departments[system.department].name


def land(hand, name: str):
    return hand.canvas.stage.board.chart.grounds.lands[territory(hand.document, name)]


def caption_of(hand, name: str) -> tuple[float, float]:
    box = land(hand, name).box
    return box.x + 30, box.y + 15


def words(hand) -> list[str]:
    told: list[str] = []
    hand.canvas.message.connect(told.append)
    return told


def test_a_card_dragged_into_a_territory_changes_its_department_in_the_same_step(hand, undone):
    told = words(hand)
    hand.drag(hand.centre("Snowflake"), (924, 314))
    assert owner(hand, "Snowflake") == "Finance"
    assert hand.place("Snowflake") == (838, pytest.approx(289, abs=8))
    assert told == ["Snowflake: IT → Finance"]
    assert hand.document.undo_label == "Move Snowflake to Finance"
    undone()
    assert owner(hand, "Snowflake") == "IT"


def test_a_caption_is_taken_hold_of_where_a_flow_runs_under_it(hand):
    box = land(hand, "Marketing").box
    x, y = box.x + 30, box.y + 15
    flow = next(key for key, one in hand.document.snapshot().flows.items() if one.name == "Events")
    edits.bend(hand.document, VIEW, flow, ((x - 60, y), (x + 60, y)))
    assert hand.canvas.stage.board.hits.flow_at(QPointF(x, y), 2.0) == flow
    hand.click(x, y)
    assert hand.canvas.selection() == {territory(hand.document, "Marketing")}


def test_the_territory_lights_up_while_the_card_is_over_it(hand):
    hand.press(*hand.centre("Snowflake"))
    hand.go(800, 300)
    hand.go(924, 314)
    gesture = hand.canvas._hands._gesture
    assert gesture._settling._goals == {territory(hand.document, "Finance")}
    assert gesture._settling.words() == "Snowflake: IT → Finance"
    assert not hand.canvas.grab().isNull()
    hand.key(Qt.Key.Key_Escape)
    assert owner(hand, "Snowflake") == "IT"


def test_ctrl_and_shift_move_a_card_and_leave_it_its_department(hand, undone):
    hand.press(*hand.centre("Snowflake"))
    hand.go(900, 300, FREE)
    hand.go(924, 300, FREE)
    hand.let_go(924, 300, FREE)
    assert owner(hand, "Snowflake") == "IT"
    assert hand.place("Snowflake")[0] == 838
    undone()


def test_a_guest_that_is_moved_within_a_territory_stays_a_guest(hand):
    hand.press(*hand.centre("Snowflake"))
    hand.go(900, 300, FREE)
    hand.go(924, 300, FREE)
    hand.let_go(924, 300, FREE)
    hand.drag(hand.centre("Snowflake"), (930, 318))
    assert owner(hand, "Snowflake") == "IT"


def test_a_card_dragged_onto_the_sea_keeps_its_department_and_that_is_said(hand, undone):
    told = words(hand)
    hand.drag(hand.centre("Stripe"), (1080, 640))
    assert owner(hand, "Stripe") == "Finance"
    assert told == ["Stripe stays with Finance"]
    undone()


def test_a_territory_grows_round_a_card_at_its_edge_and_shrinks_again(hand):
    before = land(hand, "Finance").box
    hand.press(*hand.centre("Stripe"))
    hand.go(960, 200)
    hand.go(1020, 200)
    shown = hand.canvas.stage.chart.grounds.lands[territory(hand.document, "Finance")].box
    assert shown.right >= 1020 + 86 + 12
    hand.go(1400, 200)
    shown = hand.canvas.stage.chart.grounds.lands[territory(hand.document, "Finance")].box
    assert shown.right == before.right
    hand.key(Qt.Key.Key_Escape)


def test_a_territory_dragged_by_its_caption_takes_its_cards_along(hand, undone):
    before = {name: hand.place(name) for name in ("Marketo", "Segment", "Mailchimp", "Zendesk")}
    x, y = caption_of(hand, "Marketing")
    hand.press(x, y)
    hand.go(x + 60, y + 200, FREE)
    hand.go(x + 40, y + 300, FREE)
    hand.let_go(x + 40, y + 300, FREE)
    for name in ("Marketo", "Segment"):
        assert hand.place(name) == (before[name][0] + 40, before[name][1] + 300)
    assert hand.place("Zendesk") == before["Zendesk"]
    assert hand.place("Mailchimp") == before["Mailchimp"], "it stands outside"
    assert land(hand, "Marketing").base.y == 430
    assert hand.document.undo_label == "Move the territory of Marketing"
    undone()


def test_a_territory_can_be_taken_by_its_border(hand, undone):
    box = land(hand, "Finance").box
    hand.drag((box.right, box.y + 100), (box.right, box.y + 180), FREE)
    assert land(hand, "Finance").base.y == 210
    undone()


def test_a_handle_resizes_a_territory_but_not_past_what_stands_on_it(hand, undone):
    hand.click(*caption_of(hand, "Finance"))
    box = land(hand, "Finance").box
    hand.drag((box.right, box.bottom), (box.right + 40, box.bottom + 64), FREE)
    assert (land(hand, "Finance").box.right, land(hand, "Finance").box.bottom) == (1070, 410)
    undone()
    hand.drag((box.right, box.bottom), (box.x + 20, box.y + 20), FREE)
    held = land(hand, "Finance").box
    for name in ("Stripe", "SAP S/4HANA"):
        assert held.contains(*hand.centre(name))


def test_a_double_click_on_the_caption_renames_the_department(hand, undone):
    told = words(hand)
    hand.double_click(*caption_of(hand, "Finance"))
    editor = hand.canvas._scribe.editor
    assert editor.isVisible()
    assert editor.toPlainText() == "Finance"
    QTest.keyClicks(editor, "Money & risk")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert owner(hand, "Stripe") == "Money & risk"
    assert land(hand, "Money & risk").caption == "MONEY & RISK · 2 SYSTEMS"
    assert "on all views" in told[-1]
    undone()


def test_deleting_a_territory_leaves_the_department_and_says_so(hand, undone):
    told = words(hand)
    hand.click(*caption_of(hand, "Finance"))
    hand.key(Qt.Key.Key_Delete)
    assert owner(hand, "Stripe") == "Finance"
    assert len(hand.canvas.stage.board.chart.grounds.lands) == 2
    assert told[-1] == (
        "Removed the territory of Finance from the view. Finance and its systems stay"
    )
    undone()


def button_of(hand, name: str) -> tuple[float, float]:
    box = land(hand, name).box
    return box.right - 16, box.y + 15


def test_the_button_collapses_and_a_double_click_expands_exactly_as_it_was(hand, undone):
    before = hand.canvas.stage.board.chart
    key = territory(hand.document, "Marketing")
    hand.click(*button_of(hand, "Marketing"))
    chart = hand.canvas.stage.board.chart
    assert chart.boxes[key].title == "Marketing"
    assert hand.id("Marketo") not in chart.cards
    assert hand.canvas.selection() == {key}
    undone()
    hand.document.redo()
    hand.double_click(*hand.canvas.stage.board.chart.boxes[key].box.centre)
    after = hand.canvas.stage.board.chart
    assert (after.cards, after.grounds, after.coasts) == (
        before.cards,
        before.grounds,
        before.coasts,
    )
    assert after.flows.keys() == before.flows.keys()


def test_a_territory_collapses_and_expands_by_keys(hand, undone):
    key = territory(hand.document, "Service")
    for _ in range(40):
        if hand.canvas.selection() == {key}:
            break
        hand.key(Qt.Key.Key_Tab)
    assert hand.canvas.selection() == {key}
    plots.toggle_selected(hand.canvas.stage)
    assert key in hand.canvas.stage.board.chart.boxes
    hand.key(Qt.Key.Key_Return)
    assert key in hand.canvas.stage.board.chart.grounds.lands
    hand.document.undo()
    undone()


def test_a_collapsed_box_moves_with_all_that_it_holds(hand, undone):
    before, key = hand.place("Marketo"), territory(hand.document, "Marketing")
    hand.click(*button_of(hand, "Marketing"))
    x, y = hand.canvas.stage.board.chart.boxes[key].box.centre
    hand.press(x, y)
    hand.go(x + 20, y + 100, FREE)
    hand.go(x + 32, y + 340, FREE)
    hand.let_go(x + 32, y + 340, FREE)
    assert hand.place("Marketo") == (before[0] + 32, before[1] + 340)
    assert hand.canvas.stage.board.chart.boxes[key].box.y == 470
    hand.document.undo()
    undone()


def test_a_click_on_a_rolled_up_line_selects_its_flows(hand):
    edits.draw_flow(hand.document, hand.id("Segment"), hand.id("Salesforce"))
    hand.click(*button_of(hand, "Marketing"))
    chart = hand.canvas.stage.board.chart
    line = next(key for key in chart.flows if len(chart.rolled(key)) > 1)
    flow = chart.flows[line]
    assert flow.label == f"{len(chart.rolled(line))} flows"
    hand.click(*flow.label_box.centre)
    assert hand.canvas.selection() == set(chart.rolled(line))


def test_arrows_nudge_a_territory_with_its_cards(hand, undone):
    before = hand.place("Stripe")
    hand.click(*caption_of(hand, "Finance"))
    hand.key(Qt.Key.Key_Right)
    assert hand.place("Stripe") == (before[0] + 8, before[1])
    undone()


def test_a_territory_is_drawn_for_a_department_that_has_none(hand, undone):
    hand.canvas.set_tool(Tool.TERRITORY)
    box = Box(240, 600, 200, 120)
    menu = hand.canvas._scribe.departments_menu(box)
    assert "Finance" not in [action.text() for action in menu.actions()]
    next(action for action in menu.actions() if action.text() == "HR").trigger()
    assert land(hand, "HR").base == box
    undone()


def test_a_territory_is_drawn_for_a_new_department_inside_another(hand, undone):
    stage = hand.canvas.stage
    menu = hand.canvas._scribe.departments_menu(Box(270, 300, 180, 100))
    menu.actions()[0].trigger()
    editor = hand.canvas._scribe.editor
    QTest.keyClicks(editor, "Campaigns")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    made = department(hand.document, "Campaigns")
    assert hand.document.snapshot().departments[made].parent == department(
        hand.document, "Marketing"
    )
    lands = stage.board.chart.grounds.lands
    assert lands[territory(hand.document, "Campaigns")].depth == 1
    undone()


def test_on_the_ground_of_islands_no_territory_is_drawn(hand):
    with hand.document.edit("Islands") as tx:
        view = hand.document.snapshot().views[VIEW]
        tx.change(type(view), VIEW, ground=Ground.ISLANDS)
    chart = hand.canvas.stage.board.chart
    assert not chart.grounds.lands
    assert any(coast.caption.startswith("MAINLAND") for coast in chart.coasts)


def test_a_card_dropped_on_a_collapsed_box_goes_into_it(hand, undone):
    hand.click(*button_of(hand, "Finance"))
    key = territory(hand.document, "Finance")
    box = hand.canvas.stage.board.chart.boxes[key].box
    hand.press(*hand.centre("Snowflake"))
    hand.go(800, 300)
    hand.go(box.centre[0], box.centre[1])
    hand.let_go(*box.centre)
    assert owner(hand, "Snowflake") == "Finance"
    chart = hand.canvas.stage.board.chart
    assert hand.id("Snowflake") not in chart.cards
    assert chart.boxes[key].subtitle == "3 systems"
    hand.document.undo()
    undone()


def test_a_system_that_is_drawn_on_a_territory_belongs_to_its_department(hand, undone):
    commands.draw_system(hand.canvas.stage, Draft(924, 316, "Kyriba"))
    assert owner(hand, "Kyriba") == "Finance"
    undone()
    commands.draw_system(hand.canvas.stage, Draft(1080, 640, "Kyriba"))
    system = hand.document.snapshot().systems[hand.id("Kyriba")]
    assert system.department is None


def test_a_system_in_a_collapsed_territory_is_found_in_its_box(hand):
    hand.click(*button_of(hand, "Marketing"))
    hand.canvas.select((hand.id("Marketo"),))
    assert hand.canvas.selection() == {territory(hand.document, "Marketing")}


def test_a_finding_rings_the_box_that_its_system_is_in(hand):
    hand.click(*button_of(hand, "Marketing"))
    board = hand.canvas.stage.board
    named = hand.id("Marketo")
    finding = next(one for one in board.analysis.findings if named in one.systems)
    hand.canvas.show_finding(finding)
    assert territory(hand.document, "Marketing") in board.focus()
    assert not hand.canvas.grab().isNull()


def test_the_menu_selects_the_systems_of_a_territory(hand):
    hand.click(*caption_of(hand, "Service"))
    plots.select_members(hand.canvas.stage)
    assert hand.selected() == {"Zendesk"}


def test_a_territory_dropped_on_another_is_set_beside_it_with_a_word(hand, undone):
    told = words(hand)
    start, there = caption_of(hand, "Finance"), land(hand, "Service").box
    hand.drag(start, (there.x + 60, there.y + 40))
    finance, service = land(hand, "Finance").box, land(hand, "Service").box
    assert not overlap(finance, service)
    assert service == there
    free = "with Ctrl+Shift it stays where it is dropped"
    assert told == [f"Set beside Service, as territories do not overlap; {free}"]
    undone()
    hand.drag(start, (there.x + 60, there.y + 40), FREE)
    assert overlap(land(hand, "Finance").box, land(hand, "Service").box)


def test_a_territory_is_moved_freely_within_the_one_that_it_lies_in(hand):
    told = words(hand)
    outer = land(hand, "Marketing").box
    box = Box(outer.x + 4, outer.bottom + 10, 130, 80)
    inner = edits.draw_department(
        hand.document, VIEW, "Events", box, parent=department(hand.document, "Marketing")
    )
    shown = hand.canvas.stage.board.chart.grounds.lands[inner.id]
    assert shown.parent == territory(hand.document, "Marketing")
    hand.drag((box.x + 30, box.y + 15), (box.x + 42, box.y - 35), Qt.KeyboardModifier.NoModifier)
    assert told == []


BOXES = st.lists(
    st.builds(
        Box, st.integers(0, 900), st.integers(0, 600), st.integers(40, 300), st.integers(40, 200)
    ),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(BOXES, BOXES)
def test_freed_boxes_lie_on_none_and_have_not_gone_farther_than_round_all(moving, staying):
    dx, dy = freed(moving, staying)
    for one in moving:
        shifted = Box(one.x + dx, one.y + dy, one.width, one.height)
        assert not any(overlap(shifted, other) for other in staying)
    apart = max(one.right for one in staying) - min(one.x for one in moving) + 16
    assert (dx**2 + dy**2) ** 0.5 <= max(apart, 0) + 1e-6


@pytest.mark.parametrize("zoom", [0.46, 0.55, 0.7, 0.85, 0.94])
def test_no_caption_lies_on_a_button_that_collapses(hand, zoom):
    scene, chart = hand.canvas._scene, hand.canvas._board.chart
    frames = [caption.frame for caption in scene.names(zoom).captions.values()]
    assert frames
    for one in chart.grounds.lands.values():
        box = button_box(one)
        left, top, right, bottom = (side * zoom for side in (box.x, box.y, box.right, box.bottom))
        for a, b, c, d in frames:
            assert not (a < right - 1 and left + 1 < c and b < bottom - 1 and top + 1 < d)


@pytest.mark.parametrize("zoom", [0.2, 0.35, 0.5, 0.7])
def test_lines_between_collapsed_territories_are_counted_from_far_out_too(hand, zoom):
    edits.fold(hand.document, list(hand.document.snapshot().territories), collapsed=True)
    chart, names = hand.canvas._board.chart, hand.canvas._scene.names(zoom)
    rolled = {key for key, one in chart.flows.items() if key.startswith(ROLLED) and one.label_box}
    assert rolled
    assert {key for key in names.labels if key.startswith(ROLLED)} <= rolled
    if zoom >= 0.5:
        assert rolled & {*names.labels}
    assert not hand.canvas.grab().toImage().isNull()
