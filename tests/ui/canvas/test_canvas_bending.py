"""Flows bent by hand: by mouse, by keys, and taken back."""

from itertools import pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from isthmus.drawing.chart import FlowLook, FlowShape
from isthmus.layout.paths import corners_of, flattened
from isthmus.model.records import Flow
from isthmus.model.viewing import Bend
from isthmus.ui.canvas.gestures.bend import distance, place_on
from isthmus.ui.canvas.gestures.leg import leg_at
from isthmus.ui.canvas.menu import context_menu
from isthmus.workspace import edits
from support.canvases import VIEW

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
FREE = CTRL | SHIFT


def flow_of(hand, source, target):
    return next(
        flow
        for flow in hand.document.snapshot().flows.values()
        if (flow.source, flow.target) == (hand.id(source), hand.id(target))
    )


def shape_of(hand, flow):
    return hand.canvas._stage.chart.flows[flow.id]


def on_line(hand, flow, share=0.5):
    """A point of the line of a flow, off its label."""
    steps = shape_of(hand, flow).steps
    (ax, ay), (bx, by) = steps[0][1][:2], steps[-1][1][-2:]
    return round(ax + (bx - ax) * share), round(ay + (by - ay) * share)


def bends(hand):
    return [bend.points for bend in hand.document.snapshot().bends.values()]


def passes(shape, point, reach=12.0):
    """Whether a line comes near a point."""
    line = flattened(shape.steps)
    return min(distance(point, a, b) for a, b in pairwise(line)) <= reach


@pytest.fixture
def orders(hand):
    """Salesforce → SAP, a straight line, selected."""
    flow = flow_of(hand, "Salesforce", "SAP S/4HANA")
    hand.canvas.select([flow.id])
    return flow


def test_a_drag_of_the_selected_line_bends_it(hand, orders, undone):
    x, y = on_line(hand, orders, 0.4)
    hand.press(x, y)
    hand.go(x, y + 30)
    hand.go(x + 13, y + 61, FREE)
    assert hand.document.revision == 0
    assert passes(hand.canvas._stage.chart.flows[orders.id], (x + 13, y + 61))
    hand.let_go(x + 13, y + 61, FREE)
    assert bends(hand) == [((x + 13, y + 61),)]
    assert passes(shape_of(hand, orders), (x + 13, y + 61))
    undone()
    assert bends(hand) == []


def test_a_line_that_is_not_selected_is_not_bent_by_a_drag(hand):
    flow = flow_of(hand, "Salesforce", "SAP S/4HANA")
    x, y = on_line(hand, flow, 0.2)
    hand.drag((x, y), (x, y + 60))
    assert hand.document.revision == 0
    assert hand.selected() == {"Salesforce → SAP S/4HANA"}


def test_escape_leaves_the_line_as_it_was(hand, orders):
    before = shape_of(hand, orders).steps
    x, y = on_line(hand, orders, 0.4)
    hand.press(x, y)
    hand.go(x, y + 60)
    hand.key(Qt.Key.Key_Escape)
    hand.let_go(x, y + 60)
    assert hand.document.revision == 0
    assert shape_of(hand, orders).steps == before


def test_a_bend_is_dragged_and_another_added_in_order(hand, orders, undone):
    edits.bend(hand.document, VIEW, orders.id, ((760.0, 340.0),))
    hand.drag((760.0, 340.0), (770.0, 330.0), FREE)
    assert bends(hand) == [((770.0, 330.0),)]
    start = shape_of(hand, orders).steps[0][1]
    middle = ((start[0] + 770) / 2, (start[1] + 330) / 2)
    hand.press(*middle)
    hand.go(middle[0] - 8, middle[1] + 20, FREE)
    hand.let_go(middle[0] - 8, middle[1] + 20, FREE)
    points = bends(hand)[0]
    assert len(points) == 2
    assert points[1] == (770.0, 330.0)
    assert dist(points[0], (middle[0] - 8, middle[1] + 20)) < 1


def test_a_bend_snaps_to_the_middles_of_the_cards_at_the_ends(hand, orders):
    x, y = on_line(hand, orders, 0.4)
    cx = hand.centre("SAP S/4HANA")[0]
    hand.press(x, y)
    hand.go(cx + 3, y + 150)
    assert hand.canvas._hands._gesture._guides
    hand.let_go(cx + 3, y + 150)
    assert bends(hand)[0][0][0] == cx
    end = shape_of(hand, orders).steps[-1][1][-2:]
    assert end[0] == cx  # so the last leg runs straight up into the card


def test_a_double_click_on_a_bend_takes_it_away(hand, orders):
    edits.bend(hand.document, VIEW, orders.id, ((760.0, 340.0),))
    hand.double_click(760.0, 340.0)
    assert bends(hand) == []
    hand.document.undo()
    assert bends(hand) == [((760.0, 340.0),)]


def test_a_bend_dropped_on_the_line_between_its_neighbours_is_gone(hand, orders):
    edits.bend(hand.document, VIEW, orders.id, ((740.0, 360.0), (760.0, 400.0), (780.0, 360.0)))
    hand.drag((760.0, 400.0), (760.0, 360.0), FREE)
    assert bends(hand) == [((740.0, 360.0), (780.0, 360.0))]


def test_delete_takes_the_bend_that_was_clicked_and_not_the_flow(hand, orders):
    edits.bend(hand.document, VIEW, orders.id, ((760.0, 340.0), (790.0, 330.0)))
    hand.click(760.0, 340.0)
    hand.key(Qt.Key.Key_Delete)
    assert bends(hand) == [((790.0, 330.0),)]
    assert orders.id in hand.document.snapshot().flows
    hand.key(Qt.Key.Key_Delete)
    assert orders.id not in hand.document.snapshot().flows
    assert bends(hand) == []


def test_keys_alone_bend_move_and_straighten(hand, orders):
    hand.key(Qt.Key.Key_B)
    ((x, y),) = bends(hand)[0]
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Down, SHIFT)
    assert bends(hand) == [((x, y + 9),)]
    hand.document.undo()
    assert bends(hand) == [((x, y),)]
    hand.key(Qt.Key.Key_B, SHIFT)
    assert len(bends(hand)[0]) == 2
    hand.key(Qt.Key.Key_Delete)
    assert len(bends(hand)[0]) == 1
    hand.key(Qt.Key.Key_B)
    hand.key(Qt.Key.Key_Escape)
    assert hand.selected() == {"Salesforce → SAP S/4HANA"}
    hand.canvas.steering.straighten()
    assert bends(hand) == []


def test_the_menu_leads_a_bent_flow_automatically_again(hand, orders, undone):
    before = shape_of(hand, orders).steps
    edits.bend(hand.document, VIEW, orders.id, ((760.0, 340.0),))
    made = hand.canvas._menu_actions(hand.at(0, 0))
    menu = context_menu(hand.canvas, hand.canvas._stage, made)
    next(a for a in menu.actions() if a.text() == "Lead automatically").trigger()
    assert bends(hand) == []
    assert shape_of(hand, orders).steps == before
    hand.document.undo()
    assert len(bends(hand)) == 1


def test_bends_go_along_with_both_ends_and_stay_with_one(hand, orders):
    edits.bend(hand.document, VIEW, orders.id, ((760.0, 340.0),))
    hand.canvas.select([hand.id("Salesforce"), hand.id("SAP S/4HANA")])
    x, y = hand.centre("Salesforce")
    hand.press(x, y)
    hand.go(x + 20, y + 20, FREE)
    hand.go(x + 50, y + 400, FREE)
    assert passes(shape_of(hand, orders), (810.0, 740.0))
    hand.let_go(x + 50, y + 400, FREE)
    assert bends(hand) == [((810.0, 740.0),)]
    assert passes(shape_of(hand, orders), (810.0, 740.0))
    hand.document.undo()
    assert bends(hand) == [((760.0, 340.0),)]
    hand.canvas._cards_glide.finish()
    assert passes(shape_of(hand, orders), (760.0, 340.0))
    hand.canvas.select([hand.id("Salesforce")])
    hand.drag((x, y), (x - 40, y + 10), FREE)
    assert bends(hand) == [((760.0, 340.0),)]


def test_a_layout_leads_the_flows_it_moves_automatically(hand, orders):
    edits.bend(hand.document, VIEW, orders.id, ((760.0, 340.0),))
    places = dict(hand.canvas._board.positions)
    edits.place(hand.document, VIEW, places, "Arrange")
    assert len(bends(hand)) == 1
    places[hand.id("Salesforce")] = (0.0, 0.0)
    edits.place(hand.document, VIEW, places, "Arrange")
    assert bends(hand) == []
    hand.document.undo()
    assert len(bends(hand)) == 1


def test_a_bend_of_a_flow_whose_end_is_not_on_the_view_is_ignored(hand, orders):
    edits.bend(hand.document, VIEW, orders.id, ((760.0, 340.0),))
    edits.remove_from_view(hand.document, VIEW, [hand.id("Salesforce")])
    assert orders.id not in hand.canvas._board.chart.flows
    hand.document.undo()
    assert passes(shape_of(hand, orders), (760.0, 340.0))


def test_bends_of_another_view_do_not_show(hand, orders):
    other = edits.add_view(hand.document, "Other")
    before = shape_of(hand, orders).steps
    edits.bend(hand.document, other.id, orders.id, ((760.0, 340.0),))
    assert shape_of(hand, orders).steps == before


def test_a_deleted_flow_takes_its_bends_along(hand, orders, undone):
    with hand.document.edit("Delete") as tx:
        tx.put(Bend(view=VIEW, flow=orders.id, points=((1.0, 2.0),)))
        tx.delete(Flow, orders.id)
    assert bends(hand) == []


def test_a_point_of_the_line_lies_between_its_bends(hand, orders):
    points = ((740.0, 400.0), (780.0, 400.0))
    edits.bend(hand.document, VIEW, orders.id, points)
    shape = shape_of(hand, orders)
    assert place_on(shape, points, (738.0, 350.0)) == 0
    assert place_on(shape, points, (760.0, 401.0)) == 1
    assert place_on(shape, points, (790.0, 380.0)) == 2


def right_angles(points):
    """Whether each part of a line through points runs level or upright."""
    return all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 0.6 for a, b in pairwise(points))


@pytest.fixture
def leads(hand):
    """Marketo → Salesforce, which turns twice, selected; and the middle of its upright leg."""
    flow = flow_of(hand, "Marketo", "Salesforce")
    hand.canvas.select([flow.id])
    first, second = corners_of(shape_of(hand, flow).steps)[1:-1]
    return flow, (first[0], round(first[1] * 0.3 + second[1] * 0.7))


def test_a_leg_that_is_dragged_moves_across_and_stays_upright(hand, leads, undone):
    flow, at = leads
    before = corners_of(shape_of(hand, flow).steps)
    hand.drag(at, (at[0] - 24, at[1] + 9))
    (points,) = bends(hand)
    assert len(points) == 2
    assert all(x == pytest.approx(at[0] - 24, abs=1.5) for x, _ in points)
    assert [y for _, y in points] == pytest.approx([y for _, y in before[1:-1]], abs=0.6)
    assert right_angles(corners_of(shape_of(hand, flow).steps))
    undone()


def test_a_leg_between_bends_is_dragged_too(hand, leads):
    flow, at = leads
    hand.drag(at, (at[0] - 24, at[1]))
    hand.drag((at[0] - 24, at[1]), (at[0] - 40, at[1]))
    (points,) = bends(hand)
    assert len(points) == 2
    assert all(x == pytest.approx(at[0] - 40, abs=2) for x, _ in points)
    assert right_angles(corners_of(shape_of(hand, flow).steps))


def test_a_leg_dragged_freely_is_bent_where_it_was_pressed(hand, leads):
    _, at = leads
    hand.drag(at, (at[0] - 24, at[1] + 9), FREE)
    (points,) = bends(hand)
    assert len(points) == 1


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=2, max_size=6),
    st.integers(-90, 90),
)
def test_a_leg_moves_only_its_own_two_bends_and_only_across(turns, by):
    bends = [(0.0, 0.0)]
    for number, (x, y) in enumerate(turns):
        last = bends[-1]
        bends.append((float(x), last[1]) if number % 2 == 0 else (last[0], float(y)))
    flow = FlowShape("f", "a", "b", FlowLook.LIVE, (), "", None)
    for first, second in pairwise(bends):
        middle = ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2)
        leg = leg_at(flow, tuple(bends), middle)
        if leg is None:
            assert dist(first, second) <= 0.5
            continue
        moved = leg.moved((middle[0] + by, middle[1] + by))
        for number, (old, new) in enumerate(zip(bends, moved, strict=True)):
            assert new[1 - leg.axis] == old[1 - leg.axis]
            if number not in (leg.number, leg.number + 1):
                assert new == old
        assert right_angles([moved[leg.number], moved[leg.number + 1]])
