"""Clicks, Shift, rubber band, Ctrl+A, Tab and Ctrl+arrow select; nothing of it edits the map."""

import pytest
from PySide6.QtCore import Qt

from isthmus.ui.canvas import selecting

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def unedited(hand):
    yield
    assert hand.document.revision == 0


def test_a_click_selects_a_card_and_a_click_on_the_sea_none(hand, qtbot):
    with qtbot.waitSignal(hand.canvas.selection_changed) as told:
        hand.click(*hand.centre("Stripe"))
    assert told.args == [frozenset({hand.id("Stripe")})]
    hand.click(220, 120)
    assert hand.selected() == set()


@pytest.mark.parametrize("held", [SHIFT, CTRL])
def test_shift_and_ctrl_click_add_and_take_away(hand, held):
    hand.click(*hand.centre("Stripe"))
    hand.click(*hand.centre("Okta"), held)
    assert hand.selected() == {"Stripe", "Okta"}
    hand.click(*hand.centre("Stripe"), held)
    assert hand.selected() == {"Okta"}


def test_a_click_on_one_of_several_selected_means_this_one(hand):
    hand.canvas.select_all()
    hand.click(*hand.centre("Okta"))
    assert hand.selected() == {"Okta"}


def test_a_flow_is_selected_on_its_curve_and_on_its_label(hand):
    flow = next(
        shape
        for shape in hand.canvas._board.chart.flows.values()
        if (shape.source, shape.target) == (hand.id("Salesforce"), hand.id("SAP S/4HANA"))
    )
    x, y = flow.steps[0][1]
    hand.click(x + 12, y + 3)
    assert hand.selected() == {"Salesforce → SAP S/4HANA"}
    hand.click(220, 120)
    assert flow.label_box is not None
    hand.click(*flow.label_box.centre)
    assert hand.selected() == {"Salesforce → SAP S/4HANA"}
    hand.click(x + 12, y + 30)
    assert hand.selected() == set()


def test_the_rubber_band_selects_what_it_touches_and_shift_adds(hand):
    hand.drag((270, 580), (300, 760))
    assert hand.selected() == {"Mailchimp", "Typeform"}
    hand.drag((830, 620), (850, 660), SHIFT)
    assert hand.selected() == {"Mailchimp", "Typeform", "Hootsuite"}


def test_with_alt_the_rubber_band_selects_only_what_it_encloses(hand):
    hand.drag((270, 590), (700, 800), ALT)
    assert hand.selected() == {"Mailchimp", "Typeform"}
    hand.drag((270, 590), (700, 800))
    assert hand.selected() == {"Mailchimp", "Typeform", "Airtable"}


def test_escape_gives_up_the_rubber_band(hand):
    hand.click(*hand.centre("Okta"))
    hand.press(270, 580)
    hand.go(300, 760)
    assert hand.selected() == {"Mailchimp", "Typeform"}
    hand.key(Qt.Key.Key_Escape)
    assert hand.selected() == {"Okta"}
    hand.key(Qt.Key.Key_Escape)
    assert hand.selected() == set()


def test_ctrl_a_selects_every_system(hand):
    hand.key(Qt.Key.Key_A, CTRL)
    assert hand.selected() == hand.names()


def test_tab_walks_in_reading_order_and_leaves_after_the_last(hand):
    walked = []
    for _ in range(15):
        hand.key(Qt.Key.Key_Tab)
        walked.append(next(iter(hand.selected())))
    assert walked[:4] == ["Marketo", "Zendesk", "Stripe", "Segment"]
    assert len(set(walked)) == 15
    assert not hand.canvas._keys.walk.step()
    hand.key(Qt.Key.Key_Backtab, SHIFT)
    assert hand.selected() == {walked[13]}


def test_ctrl_arrow_walks_along_flows_only(hand):
    hand.click(*hand.centre("Salesforce"))
    hand.key(Qt.Key.Key_Right, CTRL)
    assert hand.selected() == {"SAP S/4HANA"}
    hand.key(Qt.Key.Key_Up, CTRL)
    assert hand.selected() == {"Stripe"}
    hand.key(Qt.Key.Key_Left, CTRL)  # Zendesk lies there, but no flow leads to it
    assert hand.selected() == {"Stripe"}


def test_enter_opens_what_is_selected(hand, qtbot):
    hand.click(*hand.centre("Okta"))
    with qtbot.waitSignal(hand.canvas.activated) as told:
        hand.key(Qt.Key.Key_Return)
    assert told.args == [hand.id("Okta")]


def test_the_selection_is_said_to_screen_readers(hand):
    assert hand.canvas.accessibleName() == "Map"
    hand.click(*hand.centre("Mailchimp"))
    assert hand.canvas.accessibleDescription().startswith("Mailchimp")


def test_the_connected_part_is_selected_over_any_number_of_steps(hand):
    hand.click(*hand.centre("Typeform"))
    selecting.connected_part(hand.canvas.stage)
    assert hand.selected() == {"Typeform", "Airtable", "Mailchimp"}


def test_the_connected_part_of_a_flow_is_that_of_its_ends(hand):
    hand.canvas.select([flow_between(hand, "Airtable", "Mailchimp")])
    selecting.connected_part(hand.canvas.stage)
    assert hand.selected() == {"Typeform", "Airtable", "Mailchimp"}


def test_neighbours_join_the_selection(hand):
    hand.click(*hand.centre("Workday"))
    selecting.neighbours(hand.canvas.stage)
    assert hand.selected() == {"Workday", "Okta"}
    selecting.neighbours(hand.canvas.stage)
    assert hand.selected() == {"Workday", "Okta", "Salesforce"}


def test_systems_of_the_same_department_and_category(hand, qtbot):
    hand.click(*hand.centre("Zendesk"))
    hand.click(*hand.centre("Workday"), SHIFT)
    with qtbot.waitSignal(hand.canvas.message) as told:
        selecting.same_department(hand.canvas.stage)
    assert hand.selected() == {"Zendesk", "Workday"}
    assert told.args == ["2 systems selected"]
    hand.click(*hand.centre("Stripe"))
    selecting.same_department(hand.canvas.stage)
    assert hand.selected() == {"Stripe", "SAP S/4HANA"}
    selecting.same_category(hand.canvas.stage)
    assert hand.selected() == {"Stripe", "SAP S/4HANA"}


def test_the_flows_of_the_selection_and_the_others(hand):
    hand.click(*hand.centre("Airtable"))
    selecting.flows_of_selection(hand.canvas.stage)
    assert hand.selected() == {"Typeform → Airtable", "Airtable → Mailchimp"}
    hand.canvas.select_all()
    hand.click(*hand.centre("Okta"), CTRL)
    selecting.inverse(hand.canvas.stage)
    assert hand.selected() == {"Okta"}
    selecting.nothing(hand.canvas.stage)
    assert hand.selected() == set()


def flow_between(hand, source, target):
    flows = hand.document.snapshot().flows.values()
    ends = (hand.id(source), hand.id(target))
    return next(flow.id for flow in flows if (flow.source, flow.target) == ends)
