"""Flows led elsewhere, turned, labelled and drawn by keys: each one step, refusals in words."""

import pytest
from PySide6.QtCore import Qt

from isthmus.model.records import Flow, FlowState
from isthmus.model.viewing import FlowLabel
from isthmus.ui.canvas.flowmarks import labelled
from isthmus.ui.canvas.menu import context_menu
from isthmus.ui.canvas.reins import ends_of, holds_of
from isthmus.workspace import edits
from support.canvases import VIEW

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def flow_of(hand, source, target):
    return next(
        flow
        for flow in hand.document.snapshot().flows.values()
        if (flow.source, flow.target) == (hand.id(source), hand.id(target))
    )


@pytest.fixture
def orders(hand):
    """Salesforce → SAP, selected."""
    flow = flow_of(hand, "Salesforce", "SAP S/4HANA")
    hand.canvas.select([flow.id])
    return flow


def end(hand, flow, *, last):
    shape = hand.canvas._board.chart.flows[flow.id]
    return holds_of(shape, hand.canvas.zoom())[1 if last else 0]


def trigger(hand, words):
    menu = context_menu(hand.canvas, hand.canvas._stage, hand.canvas._menu_actions(hand.at(0, 0)))
    next(action for action in menu.actions() if action.text() == words).trigger()


@pytest.mark.parametrize(
    ("last", "ends"), [(True, ("Salesforce", "Okta")), (False, ("Okta", "SAP S/4HANA"))]
)
def test_a_drag_of_an_end_leads_the_flow_elsewhere(hand, orders, undone, last, ends):
    at, there = end(hand, orders, last=last), hand.centre("Okta")
    hand.press(*at)
    hand.go(at[0], at[1] + 60)
    assert hand.canvas._stage.preview.flows[orders.id].steps != orders
    hand.go(*there)
    assert hand.canvas._stage.target == hand.id("Okta")
    shown = hand.canvas._stage.chart.flows[orders.id]
    assert (shown.source, shown.target) == tuple(hand.id(name) for name in ends)
    assert hand.document.revision == 0
    hand.let_go(*there)
    after = hand.document.snapshot().flows[orders.id]
    assert (after.source, after.target) == tuple(hand.id(name) for name in ends)
    assert (after.data_objects, after.method, after.name) == (
        orders.data_objects,
        orders.method,
        orders.name,
    )
    assert hand.selected() == {" → ".join(ends)}
    undone()


def test_an_end_dropped_on_open_sea_or_given_up_stays(hand, orders, qtbot):
    x, y = end(hand, orders, last=True)
    with qtbot.waitSignal(hand.canvas.message) as told:
        hand.drag((x, y), (x, y + 150))
    assert told.args == ["Drop the end of the flow on a system"]
    hand.press(x, y)
    hand.go(*hand.centre("Okta"))
    hand.key(Qt.Key.Key_Escape)
    hand.let_go(*hand.centre("Okta"))
    assert hand.document.revision == 0
    assert hand.canvas._stage.preview is None


def test_an_end_led_back_to_the_other_end_is_refused_with_a_word(hand, orders, qtbot):
    with qtbot.waitSignal(hand.canvas.message) as told:
        hand.drag(end(hand, orders, last=True), hand.centre("Salesforce"))
    assert told.args == ["A flow cannot lead from a system to itself"]
    assert hand.document.revision == 0


def test_a_flow_that_there_is_already_is_refused_with_a_word(hand, orders, qtbot):
    with hand.document.edit("Draw") as tx:
        values = {"data_objects": orders.data_objects, "method": orders.method, "name": orders.name}
        tx.put(Flow(id="twin", source=orders.source, target=hand.id("Okta"), **values))
    with qtbot.waitSignal(hand.canvas.message) as told:
        hand.drag(end(hand, orders, last=True), hand.centre("Okta"))
    assert told.args == ["There is such a flow from Salesforce to Okta already"]
    assert hand.document.revision == 1


@pytest.mark.parametrize("last", [True, False])
def test_keys_lead_a_flow_elsewhere(hand, orders, undone, last):
    trigger(hand, f"Lead {'to' if last else 'from'} another system…")
    hand.key(Qt.Key.Key_Down)
    assert hand.document.revision == 0
    first = hand.canvas._stage.target
    assert first is not None
    hand.key(Qt.Key.Key_Down)
    chosen = hand.canvas._stage.target
    assert chosen != first
    hand.key(Qt.Key.Key_Return)
    after = hand.document.snapshot().flows[orders.id]
    assert (after.target if last else after.source) == chosen
    assert not hand.canvas._hands.busy
    undone()


def test_escape_leaves_the_choice_of_a_system(hand, orders):
    hand.canvas.steering.lead_elsewhere(last=True)
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Escape)
    assert hand.canvas._stage.target is None
    assert hand.document.revision == 0
    assert not hand.canvas._hands.busy


def test_both_ways_and_back(hand, orders, undone):
    hand.key(Qt.Key.Key_T)
    assert hand.document.snapshot().flows[orders.id].two_way
    assert hand.canvas._board.chart.flows[orders.id].two_way
    hand.key(Qt.Key.Key_T)
    assert not hand.document.snapshot().flows[orders.id].two_way
    hand.document.undo()
    undone()


def test_reverse_turns_flow_and_bends(hand, orders):
    points = ((740.0, 340.0), (780.0, 330.0))
    hand.canvas._stage.bend = None
    edits.bend(hand.document, VIEW, orders.id, points)
    hand.key(Qt.Key.Key_T, SHIFT)
    after = hand.document.snapshot()
    assert (after.flows[orders.id].source, after.flows[orders.id].target) == (
        orders.target,
        orders.source,
    )
    assert next(iter(after.bends.values())).points == points[::-1]
    hand.document.undo()
    assert hand.document.snapshot().flows[orders.id] == orders


def test_alt_shift_arrow_shows_the_target_and_draws_on_letting_go(hand, undone):
    hand.click(*hand.centre("Zendesk"))
    hand.key_down(Qt.Key.Key_Right, ALT | SHIFT)
    assert hand.canvas._stage.target == hand.id("Stripe")
    assert hand.document.revision == 0
    hand.key_down(Qt.Key.Key_Down, ALT | SHIFT)
    assert hand.canvas._stage.target == hand.id("SAP S/4HANA")
    hand.let_go_of_keys()
    assert ("Zendesk", "SAP S/4HANA") in hand.flows()
    assert hand.selected() == {"Zendesk"}
    undone()


def test_alt_shift_arrow_is_given_up_with_escape(hand):
    hand.click(*hand.centre("Zendesk"))
    hand.key_down(Qt.Key.Key_Right, ALT | SHIFT)
    hand.key(Qt.Key.Key_Escape)
    hand.let_go_of_keys()
    assert hand.document.revision == 0
    assert hand.canvas._stage.target is None


def test_alt_shift_arrow_says_where_no_system_lies(hand, qtbot):
    hand.click(*hand.centre("Marketo"))
    with qtbot.waitSignal(hand.canvas.message) as told:
        hand.key(Qt.Key.Key_Left, ALT | SHIFT)
    assert told.args == ["No system lies to the left of Marketo"]
    assert not hand.canvas._hands.busy


def test_draw_flow_to_by_click_and_by_keys(hand, undone):
    hand.click(*hand.centre("Zendesk"))
    trigger(hand, "Draw flow to…")
    hand.hover(*hand.centre("Workday"))
    assert hand.canvas._stage.target == hand.id("Workday")
    hand.click(*hand.centre("Workday"))
    assert ("Zendesk", "Workday") in hand.flows()
    undone()
    hand.click(*hand.centre("Zendesk"))
    trigger(hand, "Draw flow to…")
    hand.key(Qt.Key.Key_Left)
    hand.key(Qt.Key.Key_Enter)
    assert ("Zendesk", "Marketo") in hand.flows()


def test_labels_are_chosen_for_the_view(hand, undone):
    hand.canvas.select([])
    trigger(hand, "Label flows with their method")
    assert hand.document.snapshot().views[VIEW].labels is FlowLabel.METHOD
    shown = {flow.label for flow in hand.canvas._board.chart.flows.values()}
    assert {"API", "ETL", "By hand"} <= shown
    hand.canvas.steering.next_label()
    assert {flow.label for flow in hand.canvas._board.chart.flows.values()} == {""}
    hand.canvas.steering.next_label()
    assert hand.document.snapshot().views[VIEW].labels is FlowLabel.DATA
    hand.document.undo()
    hand.document.undo()
    undone()


def test_a_planned_flow_beside_a_live_one_is_another_flow(hand, orders):
    with hand.document.edit("Draw") as tx:
        tx.put(Flow(id="plan", source=orders.target, target=orders.source, state=FlowState.PLANNED))
    hand.canvas.select(["plan"])
    hand.key(Qt.Key.Key_T, SHIFT)
    assert hand.document.snapshot().flows["plan"].source == orders.source


def test_a_selected_flow_and_the_one_under_the_pointer_show_their_labels(hand, orders):
    hand.canvas.steering.label(FlowLabel.NONE)
    stage = hand.canvas._stage
    shape = stage.chart.flows[orders.id]
    assert shape.label == ""
    shown = labelled(stage, shape)
    assert shown.label == "Order"
    assert shown.label_box is not None
    hand.canvas.select([])
    (ax, ay), (bx, by) = ends_of(shape)
    hand.hover((ax + bx) / 2, (ay + by) / 2)
    assert stage.hover_flow == orders.id
    before = hand.canvas.grab().toImage()
    hand.hover(ax, ay - 300)
    assert stage.hover_flow is None
    assert hand.canvas.grab().toImage() != before


@pytest.mark.parametrize("zoom", [1.0, 0.5])
def test_flow_after_flow_is_drawn_from_the_same_handle(hand, zoom):
    stage = hand.canvas._stage
    stage.camera = stage.camera.zoomed(zoom, hand.canvas.rect().center().toPointF())
    ends = ("Snowflake", "Workday", "Zendesk")
    before = hand.flows()
    for name in ends:
        box = hand.canvas._board.chart.cards[hand.id("Okta")].box
        start = (box.right, box.centre[1])
        hand.hover(*start)
        hand.drag(start, hand.centre(name))
    drawn = {("Okta", name) for name in ends}
    assert drawn - before
    assert hand.flows() == before | drawn


def test_a_flow_back_is_drawn_from_the_handle_at_which_the_selected_one_ends(hand):
    okta, snowflake = hand.id("Okta"), hand.id("Snowflake")
    edits.draw_flow(hand.document, okta, snowflake, catalogue=hand.canvas._board.catalogue)
    flow = flow_of(hand, "Okta", "Snowflake")
    hand.canvas.select([flow.id])
    x, y = ends_of(hand.canvas._board.chart.flows[flow.id])[1]
    hand.hover(x, y)
    hand.drag((x, y), hand.centre("Okta"))
    assert hand.document.snapshot().flows[flow.id] == flow
    assert ("Snowflake", "Okta") in hand.flows()
