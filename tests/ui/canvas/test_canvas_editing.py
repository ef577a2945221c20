"""Each gesture that edits does what it says, as one undo step."""

import pytest
from PySide6.QtCore import QPointF, Qt

from isthmus.analysis.check import check
from isthmus.layout.arrange import arrange
from isthmus.layout.geometry import CARD_WIDTH
from isthmus.model.records import Flow, System
from isthmus.model.viewing import Area
from isthmus.ui.canvas import shaping
from isthmus.ui.canvas.menu import context_menu
from isthmus.ui.canvas.tools import Tool
from isthmus.workspace import edits
from support.canvases import VIEW

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_a_drag_moves_the_card_and_only_on_release(hand, undone):
    x, y = hand.centre("Okta")
    hand.press(x, y)
    hand.go(x + 30, y + 20)
    hand.go(x - 133, y + 141)
    assert hand.document.revision == 0
    assert hand.canvas._stage.chart.cards[hand.id("Okta")].box.x == 560 - 133
    hand.let_go(x - 133, y + 141)
    assert hand.place("Okta") == (560 - 133, 468 + 141)
    assert hand.document.revision == 1
    undone()


def test_a_drag_moves_the_whole_selection(hand, undone):
    hand.click(*hand.centre("Typeform"))
    hand.click(*hand.centre("Airtable"), SHIFT)
    x, y = hand.centre("Airtable")
    hand.drag((x, y), (x + 51, y + 77))
    assert hand.place("Typeform") == (282 + 51, 712 + 77)
    assert hand.place("Airtable") == (560 + 51, 712 + 77)
    undone()


def test_the_coast_follows_the_drag(hand):
    island = hand.canvas._board.analysis.island_of[hand.id("Hootsuite")]
    key = hand.canvas._board.analysis.islands[island].key
    x, y = hand.centre("Hootsuite")
    hand.press(x, y)
    hand.go(x + 100, y)
    shown = {coast.island: coast for coast in hand.canvas._stage.chart.coasts}
    still = {coast.island: coast for coast in hand.canvas._board.chart.coasts}
    assert shown[key].steps != still[key].steps
    hand.key(Qt.Key.Key_Escape)


def test_escape_leaves_a_drag_without_a_trace(hand):
    x, y = hand.centre("Okta")
    hand.press(x, y)
    hand.go(x + 100, y + 100)
    hand.key(Qt.Key.Key_Escape)
    hand.let_go(x + 100, y + 100)
    assert hand.document.revision == 0
    assert hand.canvas._stage.preview is None


def test_a_dragged_card_snaps_to_another_and_shows_why(hand):
    x, y = hand.centre("Hootsuite")  # at (838, 640); Workday above it at x 838
    hand.press(x, y)
    hand.go(x + 60, y + 30)
    hand.go(x + 4, y + 30)
    assert hand.canvas._hands._gesture._guides
    hand.let_go(x + 4, y + 30)
    assert hand.place("Hootsuite") == (838, 670)


def test_ctrl_and_shift_drag_without_snapping(hand):
    x, y = hand.centre("Hootsuite")
    hand.drag((x, y), (x + 4, y + 30), CTRL | SHIFT)
    assert hand.place("Hootsuite") == (842, 670)


@pytest.mark.parametrize("held", [ALT, CTRL])
def test_ctrl_and_alt_drag_copy(hand, undone, held):
    x, y = hand.centre("Hootsuite")
    hand.drag((x, y), (x - 33, y + 90), held)
    assert hand.place("Hootsuite") == (838, 640)
    assert hand.place("Hootsuite 2") == (838 - 33, 640 + 90)
    assert hand.selected() == {"Hootsuite 2"}
    undone()


def test_a_drag_from_a_handle_draws_a_flow(hand, undone):
    x, y = hand.centre("Mailchimp")
    hand.hover(x, y)
    hand.press(x + 86, y)
    hand.go(x + 120, y - 100)
    hand.go(*hand.centre("Okta"))
    assert hand.canvas._stage.target == hand.id("Okta")
    hand.let_go(*hand.centre("Okta"))
    assert ("Mailchimp", "Okta") in hand.flows()
    assert hand.selected() == {"Mailchimp → Okta"}
    undone()


def test_a_flow_to_itself_is_refused_with_a_word(hand, qtbot):
    x, y = hand.centre("Okta")
    hand.hover(x, y)
    with qtbot.waitSignal(hand.canvas.message) as told:
        hand.drag((x + 86, y), (x + 30, y + 5))
    assert told.args == ["A flow cannot lead from a system to itself"]
    assert hand.document.revision == 0


def test_the_flow_tool_draws_by_two_clicks_and_by_a_drag(hand, undone):
    hand.canvas.set_tool(Tool.FLOW)
    hand.click(*hand.centre("Stripe"))
    hand.click(*hand.centre("Tableau"))
    assert ("Stripe", "Tableau") in hand.flows()
    undone()
    hand.drag(hand.centre("Tableau"), hand.centre("Workday"))
    assert ("Tableau", "Workday") in hand.flows()
    undone()


@pytest.mark.parametrize("how", ["double click", "F2", "call"])
def test_rename_in_place(hand, undone, how):
    hand.click(*hand.centre("Okta"))
    if how == "double click":
        hand.double_click(*hand.centre("Okta"))
    elif how == "F2":
        hand.key(Qt.Key.Key_F2)
    else:
        hand.canvas.rename(hand.id("Okta"))
    hand.type_name("<b>Auth0</b>")
    assert "<b>Auth0</b>" in hand.names()
    assert hand.canvas.hasFocus() or not hand.canvas.isActiveWindow()
    assert hand.canvas.window().focusWidget() is hand.canvas
    assert hand.selected() in ({"<b>Auth0</b>"}, set())
    undone()


def test_escape_and_a_blank_name_leave_the_old_one(hand):
    hand.canvas.rename(hand.id("Okta"))
    hand.type_name("Other", Qt.Key.Key_Escape)
    hand.canvas.rename(hand.id("Okta"))
    hand.type_name("   ")
    assert hand.document.revision == 0


def test_delete_takes_the_flows_along(hand, undone):
    hand.click(*hand.centre("Salesforce"))
    hand.key(Qt.Key.Key_Delete)
    assert "Salesforce" not in hand.names()
    assert not any("Salesforce" in ends for ends in hand.flows())
    assert hand.selected() == set()
    undone()


def test_delete_takes_a_flow_alone(hand, undone):
    shapes = hand.canvas._board.chart.flows.values()
    flow = next(shape for shape in shapes if shape.source == hand.id("Workday"))
    hand.click(*flow.label_box.centre)
    hand.canvas.delete_selection()
    assert ("Workday", "Okta") not in hand.flows()
    assert {"Workday", "Okta"} <= hand.names()
    undone()


def test_ctrl_d_duplicates_with_flows_among_the_copied(hand, undone):
    hand.canvas.select([hand.id("Typeform"), hand.id("Airtable")])
    hand.key(Qt.Key.Key_D, CTRL)
    assert hand.selected() == {"Typeform 2", "Airtable 2"}
    assert ("Typeform 2", "Airtable 2") in hand.flows()
    assert ("Airtable 2", "Mailchimp") not in hand.flows()
    undone()


@pytest.mark.parametrize(("held", "step"), [(Qt.KeyboardModifier.NoModifier, 8), (SHIFT, 1)])
def test_arrows_nudge(hand, undone, held, step):
    hand.click(*hand.centre("Okta"))
    hand.key(Qt.Key.Key_Right, held)
    assert hand.place("Okta") == (560 + step, 468)
    undone()
    hand.key(Qt.Key.Key_Up, held)
    assert hand.place("Okta") == (560, 468 - step)


def test_nudges_of_the_same_without_a_pause_are_one_step(hand, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(hand.canvas.stage.burst, "_clock", lambda: now[0])
    hand.click(*hand.centre("Okta"))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        now[0] += 0.4
        hand.key(key)
    now[0] += 1.4
    hand.key(Qt.Key.Key_Left)
    assert hand.place("Okta") == (568, 476)
    hand.document.undo()
    assert hand.place("Okta") == (576, 476)
    hand.document.undo()
    assert hand.place("Okta") == (560, 468)
    hand.document.redo()
    assert hand.place("Okta") == (576, 476)
    assert hand.document.redo_label == "Move Okta"


def test_nudges_of_others_and_other_edits_are_steps_of_their_own(hand):
    for name in ("Okta", "Stripe"):
        hand.click(*hand.centre(name))
        hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_D, CTRL)
    hand.canvas.select([hand.id("Stripe")])
    before = hand.place("Stripe")
    hand.key(Qt.Key.Key_Right)
    hand.document.undo()
    assert hand.place("Stripe") == before
    assert hand.document.undo_label == "Duplicate Stripe"
    hand.document.undo()
    hand.document.undo()
    assert hand.place("Okta") == (568, 468)


def test_resizing_by_keys_is_one_step_too(hand, undone):
    hand.click(*hand.centre("Okta"))
    for _ in range(3):
        shaping.grow(hand.canvas.stage, 1, 0)
    card = hand.canvas.stage.chart.cards[hand.id("Okta")]
    assert card.box.width > CARD_WIDTH
    assert hand.document.position == hand.document.done[-1]
    undone()
    assert hand.canvas.stage.chart.cards[hand.id("Okta")].box.width == CARD_WIDTH


def test_undo_and_redo_show_the_very_drawing_that_was_there(hand):
    board = hand.canvas._board
    drawn = [dict(board.chart.flows)]
    for name, (dx, dy) in (("Okta", (-200, -250)), ("Snowflake", (140, 230))):
        x, y = hand.centre(name)
        hand.drag((x, y), (x + dx, y + dy))
        drawn.append(dict(board.chart.flows))
    edits.delete(hand.document, [hand.id("Segment")])
    shown = [list(flows.items()) for flows in drawn]
    assert shown[0] != shown[1] != shown[2]
    for step in (2, 1, 0):
        hand.document.undo()
        assert list(board.chart.flows.items()) == shown[step]
    for step in (1, 2):
        hand.document.redo()
        assert list(board.chart.flows.items()) == shown[step]
    hand.canvas.set_analysis(check(hand.document.snapshot(), board.catalogue))
    assert list(board.chart.flows.items()) == shown[2]


def test_an_undo_on_another_view_is_followed_there(hand):
    document, board = hand.document, hand.canvas._board
    x, y = hand.centre("Okta")
    hand.drag((x, y), (x - 100, y + 90))
    other = edits.duplicate_view(document, VIEW)
    hand.canvas.show_view(other.id)
    document.undo()
    document.undo()
    hand.canvas.show_view(VIEW)
    assert board.chart.cards[hand.id("Okta")].box.centre == (x, y)


def test_a_second_flow_the_same_way_is_drawn_beside_the_first_and_said(hand, qtbot):
    box = hand.canvas._board.chart.cards[hand.id("Okta")].box
    start = (box.right, box.centre[1])
    for number in (1, 2):
        hand.hover(*start)
        if number == 1:
            hand.drag(start, hand.centre("Airtable"))
        else:
            with qtbot.waitSignal(hand.canvas.message) as told:
                hand.drag(start, hand.centre("Airtable"))
            assert told.args == ["This is flow 2 from Okta to Airtable: F2 says what it carries"]
        assert hand.selected() == {"Okta → Airtable"}
    ends = hand.id("Okta"), hand.id("Airtable")
    drawn = [
        flow
        for flow in hand.canvas._board.chart.flows.values()
        if (flow.source, flow.target) == ends
    ]
    assert len(drawn) == 2
    assert drawn[0].steps != drawn[1].steps
    assert hand.document.revision == 2


def test_arrange_all_in_the_menu_asks_the_window(hand, qtbot):
    hand.canvas.select([])
    entry = next(a for a in _menu(hand).actions() if a.text() == "Arrange all")
    with qtbot.waitSignal(hand.canvas.arrange_requested):
        entry.trigger()
    assert hand.document.revision == 0


def test_the_context_menu_marks_the_backbone_and_selects_the_part(hand, undone):
    hand.canvas.select([hand.id("Typeform")])
    menu = {action.text(): action for action in _menu(hand).actions()}
    inside = {action.text(): action for action in menu["Select"].menu().actions()}
    inside["Connected part"].trigger()
    assert hand.selected() == {"Typeform", "Airtable", "Mailchimp"}
    menu = {action.text(): action for action in _menu(hand).actions()}
    assert not menu["Mark as backbone"].isChecked()
    menu["Mark as backbone"].trigger()
    marked = [s for s in hand.document.snapshot().systems.values() if s.backbone]
    assert {system.name for system in marked} == {"Typeform", "Airtable", "Mailchimp"}
    undone()


def test_draw_flow_to_from_the_menu_waits_for_a_click(hand, undone):
    hand.canvas.select([hand.id("Typeform")])
    next(a for a in _menu(hand).actions() if a.text().startswith("Draw flow")).trigger()
    hand.go(*hand.centre("Okta"))
    hand.click(*hand.centre("Okta"))
    assert ("Typeform", "Okta") in hand.flows()
    undone()


def _menu(hand):
    canvas = hand.canvas
    return context_menu(canvas, canvas._stage, canvas._menu_actions(QPointF(10, 10)))


def test_an_edit_made_elsewhere_shows(hand):
    with hand.document.edit("Elsewhere") as tx:
        tx.change(System, hand.id("Okta"), name="Okta Workforce")
    assert hand.canvas._board.chart.cards[hand.id("Okta Workforce")].title == "Okta Workforce"
    hand.document.undo()
    assert hand.canvas._board.chart.cards[hand.id("Okta")].title == "Okta"


def test_a_drag_at_the_edge_moves_the_view_along(hand, qtbot, undone):
    x, y = hand.centre("Hootsuite")
    before = hand.canvas._stage.camera
    edge = hand.canvas._stage.camera.to_scene(QPointF(997, 500))
    hand.press(x, y)
    hand.go(edge.x(), edge.y())
    qtbot.waitUntil(lambda: hand.canvas._stage.camera.x > before.x + 100)
    card = hand.canvas._stage.card_on_screen(hand.id("Hootsuite"))
    assert card.left() < 997 < card.right()  # still under the pointer
    hand.let_go(edge.x() + 100, edge.y())
    moved = hand.canvas._stage.camera
    qtbot.wait(60)
    assert hand.canvas._stage.camera == moved
    assert hand.place("Hootsuite")[0] > 1100
    undone()


def test_the_editor_closes_when_its_system_goes(hand):
    hand.canvas.rename(hand.id("Okta"))
    with hand.document.edit("Elsewhere") as tx:
        tx.delete(System, hand.id("Okta"))
    assert not hand.canvas._editor.isVisible()


def test_undo_of_a_layout_glides_and_a_press_ends_it(hand, qtbot):
    board = hand.canvas._board
    places = arrange(board.snapshot, board.analysis)
    edits.place(hand.document, board.view_id, places, "Arrange the map")
    assert hand.canvas._stage.preview is not None
    hand.press(5000, 5000)
    assert hand.canvas._stage.preview is None
    hand.let_go(5000, 5000)
    hand.document.undo()
    assert hand.canvas._stage.preview is not None
    qtbot.waitUntil(lambda: hand.canvas._stage.preview is None, timeout=2000)
    assert hand.place("Okta") == (560, 468)


def test_a_result_that_comes_in_during_a_drag_does_not_end_it(hand):
    x, y = hand.centre("Hootsuite")
    hand.press(x, y)
    hand.go(x + 30, y + 40)
    with hand.document.edit("Elsewhere") as tx:
        tx.put(Flow(source=hand.id("Hootsuite"), target=hand.id("Airtable")))
        tx.delete(System, hand.id("Tableau"))
    catalogue = hand.canvas._board.catalogue
    hand.canvas.set_analysis(check(hand.document.snapshot(), catalogue))
    hand.canvas.grab()
    hand.go(x + 60, y + 47)
    hand.canvas.grab()
    assert len(hand.canvas._stage.chart.coasts) == 2
    hand.let_go(x + 60, y + 47)
    assert hand.place("Hootsuite") == (838 + 60, 640 + 47)


def test_a_card_deleted_during_its_drag_stays_deleted(hand):
    x, y = hand.centre("Hootsuite")
    hand.press(x, y)
    hand.go(x + 30, y + 40)
    with hand.document.edit("Elsewhere") as tx:
        tx.delete(System, hand.id("Hootsuite"))
    hand.go(x + 60, y + 40)
    hand.let_go(x + 60, y + 40)
    assert hand.document.revision == 1
    assert "Hootsuite" not in hand.names()


def test_repeated_duplicates_go_on_in_the_same_way(hand):
    hand.click(*hand.centre("Hootsuite"))
    hand.key(Qt.Key.Key_D, CTRL)
    first = hand.place("Hootsuite 2")
    assert first == (838, 640 + 80)
    x, y = hand.centre("Hootsuite 2")
    hand.drag((x, y), (x + 200, y + 37), CTRL | SHIFT)
    hand.key(Qt.Key.Key_D, CTRL)
    assert hand.place("Hootsuite 3") == (838 + 400, 720 + 80 + 74)
    hand.document.undo()
    hand.document.undo()
    hand.document.undo()
    assert "Hootsuite 2" not in hand.names()
    assert not hand.document.undo_label


def test_duplicates_cover_no_card(hand, undone):
    hand.canvas.select([hand.id("Salesforce"), hand.id("Snowflake")])
    hand.key(Qt.Key.Key_D, CTRL)
    boxes = [card.box for card in hand.canvas._board.chart.cards.values()]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
            assert apart, (one, other)
    undone()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Marketo"], "Deleted Marketo and 2 flows. Ctrl+Z brings them back"),
        (["Hootsuite"], "Deleted Hootsuite. Ctrl+Z brings it back"),
        (["Typeform", "Airtable"], "Deleted 2 systems and 2 flows. Ctrl+Z brings them back"),
    ],
)
def test_a_word_says_what_was_deleted(hand, qtbot, undone, names, words):
    hand.canvas.select([hand.id(name) for name in names])
    with qtbot.waitSignal(hand.canvas.message) as told:
        hand.key(Qt.Key.Key_Delete)
    assert told.args == [words]
    undone()


def test_repeated_duplicates_go_on_with_areas_among_them(hand):
    view = hand.canvas._board.view_id
    with hand.document.edit("Draw an area") as tx:
        area = tx.put(Area(view=view, name="Web", x=800, y=600, width=300, height=200))
    hand.canvas.select([area.id, hand.id("Hootsuite")])
    hand.key(Qt.Key.Key_D, CTRL)
    first = hand.place("Hootsuite 2")
    hand.key(Qt.Key.Key_D, CTRL)
    way = (first[0] - 838, first[1] - 640)
    assert hand.place("Hootsuite 3") == (first[0] + way[0], first[1] + way[1])
    found = sorted((one.x, one.y) for one in hand.document.snapshot().areas.values())
    assert found == [(800 + n * way[0], 600 + n * way[1]) for n in range(3)]


@pytest.mark.parametrize("zoom", [0.18, 0.25, 0.3, 0.33, 0.4, 0.5, 1.0])
def test_a_card_is_moved_by_its_middle_at_any_zoom(hand, zoom):
    stage = hand.canvas._stage
    stage.camera = stage.camera.zoomed(zoom, QPointF(100, 100))
    before = hand.place("Okta")
    x, y = hand.centre("Okta")
    hand.hover(x, y)
    hand.drag((x, y), (x + 30 / zoom, y + 200))
    assert not hand.canvas.is_drafting()
    assert hand.place("Okta") != before
    assert len(hand.document.snapshot().flows) == 14


def test_the_map_is_no_larger_than_what_stands_on_it_once_a_card_is_back(hand):
    board = hand.canvas._board
    before = board.chart.bounds
    x, y = hand.centre("Okta")
    hand.drag((x, y), (x + 900, y + 700))
    assert board.chart.bounds.right > before.right + 400
    hand.drag((x + 900, y + 700), (x, y))
    assert board.chart.bounds.right < before.right + 100
    assert board.chart.bounds.bottom < before.bottom + 100
