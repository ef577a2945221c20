"""Drags follow snap lines, equal gaps, the grid and straight lines, as the held keys say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from isthmus.drawing.chart import Card, Chart
from isthmus.layout.geometry import Box
from isthmus.ui.canvas.snapping import Snapper

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def chart_of(*boxes: Box) -> Chart:
    """Cards at these boxes, called by number."""
    cards = {str(n): Card(str(n), box, "", "", "", "none") for n, box in enumerate(boxes)}
    return Chart(Box(0, 0, 0, 0), cards)


def card(x: float, y: float = 0) -> Box:
    return Box(x, y, 100, 40)


def snap(moving: Box, *others: Box):
    return Snapper(chart_of(*others), ()).snap(moving, 6, 600)


@pytest.mark.parametrize(
    ("x", "others", "there"),
    [
        (283, (0, 140), 280),  # as far to the right as the two are apart
        (-137, (0, 140), -140),
        (138, (0, 280), 140),  # in the middle between the two
    ],
)
def test_gaps_become_equal(x, others, there):
    found = snap(card(x, 3), *(card(other, 20) for other in others))
    assert x + (found.dx or 0) == there
    measured = [guide for guide in found.guides if guide.is_gap]
    assert [(guide.x1, guide.x2) for guide in measured] == [(100, 140), (240, 280)][:2] or len(
        {round(guide.x2 - guide.x1, 6) for guide in measured}
    ) == 1
    assert len(measured) == 2


def test_gaps_become_equal_one_under_the_other():
    found = snap(card(9, 143), card(0, 0), card(12, 70))
    assert found.dy == -3
    assert {guide.y2 - guide.y1 for guide in found.guides if guide.is_gap} == {30}


def test_cards_in_another_row_make_no_gaps():
    found = snap(card(283, 200), card(0, 0), card(140, 0))
    assert found.dx is None


@given(
    st.integers(-200, 200),
    st.integers(-200, 200),
    st.lists(st.tuples(st.integers(-250, 250), st.integers(-150, 150)), max_size=6),
)
def test_a_snap_stays_within_reach_and_says_why(x, y, others):
    found = snap(card(x, y), *(card(*other) for other in others))
    for shift in (found.dx, found.dy):
        assert shift is None or abs(shift) <= 6
    assert bool(found.guides) == (found.dx is not None or found.dy is not None)


def test_a_drag_shows_and_keeps_equal_gaps(hand, undone):
    x, y = hand.centre("Hootsuite")  # Zendesk, Stripe: from 732 to 838 in the row at y 168
    hand.press(x, y)
    hand.go(x + 200, y - 400)
    end = (x + 278 + 3, y - 472 + 11)
    hand.go(*end)
    assert any(guide.is_gap for guide in hand.canvas._hands._gesture._guides)
    hand.canvas.grab()
    hand.let_go(*end)
    assert hand.place("Hootsuite")[0] == 838 + 278
    undone()


def test_shift_keeps_a_drag_straight_even_where_a_line_draws_it(hand, undone):
    x, y = hand.centre("Hootsuite")  # 4 above would line it up with the row below
    hand.drag((x, y), (x + 131, y + 70), SHIFT)
    assert hand.place("Hootsuite")[1] == 640
    undone()


def test_with_the_grid_cards_stand_on_it(hand, undone):
    hand.canvas.set_grid(True)
    x, y = hand.centre("Hootsuite")
    hand.canvas.stage.snaps = False
    hand.drag((x, y), (x + 131, y + 71))
    assert hand.place("Hootsuite") == (968, 712)
    undone()
    hand.drag((x, y), (x + 131, y + 71), SHIFT | CTRL)
    assert hand.place("Hootsuite") == (838 + 131, 640 + 71)


def test_the_grid_shows(hand):
    before = hand.canvas.grab().toImage()
    hand.canvas.set_grid(True)
    shown = hand.canvas.grab().toImage()
    at = hand.at(1120, 320)
    assert before.pixelColor(at) != shown.pixelColor(at)
    hand.canvas.set_grid(False)
    assert hand.canvas.grab().toImage() == before


def test_without_snap_lines_a_drag_goes_where_the_hand_goes(hand, undone):
    hand.canvas.stage.snaps = False
    x, y = hand.centre("Hootsuite")
    hand.drag((x, y), (x + 4, y + 30))
    assert hand.place("Hootsuite") == (842, 670)
    undone()
