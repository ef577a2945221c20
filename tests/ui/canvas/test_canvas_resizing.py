"""Cards are made larger and smaller by their corners, several at once, as one undo step."""

import pytest
from PySide6.QtCore import QPointF, Qt

from isthmus.workspace.edits.sizing import LARGEST_CARD, LEAST_CARD

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def box(hand, name):
    found = hand.canvas._board.chart.cards[hand.id(name)].box
    return found.x, found.y, found.width, found.height


def select(hand, *names):
    hand.canvas.select([hand.id(name) for name in names])


def test_a_corner_makes_the_card_larger_live_and_once(hand, undone):
    select(hand, "Okta")  # at (560, 468), 172 by 50
    hand.press(732, 518)
    hand.go(760, 530)
    hand.go(771, 541)
    assert hand.document.revision == 0
    assert hand.canvas._stage.chart.cards[hand.id("Okta")].box.width == 211
    hand.canvas.grab()
    hand.let_go(771, 541)
    assert box(hand, "Okta") == (560, 468, 211, 73)
    assert hand.document.undo_label == "Resize Okta"
    undone()
    assert box(hand, "Okta") == (560, 468, 172, 50)


def test_the_opposite_corner_stays(hand, undone):
    select(hand, "Okta")
    hand.drag((560, 468), (541, 451))
    assert box(hand, "Okta") == (541, 451, 191, 67)
    undone()


def test_several_cards_grow_alike(hand, undone):
    select(hand, "Okta", "Workday")
    hand.drag((732, 518), (749, 535))
    assert box(hand, "Okta") == (560, 468, 189, 67)
    assert box(hand, "Workday") == (838, 468, 189, 67)
    undone()


@pytest.mark.parametrize(("end", "size"), [((2000, 2000), LARGEST_CARD), ((100, 100), LEAST_CARD)])
def test_sizes_have_limits(hand, end, size):
    select(hand, "Okta")
    hand.drag((732, 518), end)
    assert box(hand, "Okta")[2:] == size


def test_an_edge_snaps_to_that_of_another_card_and_shows_why(hand):
    select(hand, "Okta")
    hand.press(732, 518)
    hand.go(790, 540)
    hand.go(835, 541)  # Workday begins at 838
    assert hand.canvas._hands._gesture._guides
    hand.canvas.grab()
    hand.let_go(835, 541)
    assert box(hand, "Okta") == (560, 468, 278, 73)


def test_shift_keeps_the_proportions_and_the_grid_draws(hand):
    select(hand, "Okta")
    hand.drag((732, 518), (732 + 86, 520), SHIFT)
    assert box(hand, "Okta")[2:] == (258, 75)
    hand.document.undo()
    hand.canvas.stage.snaps = False
    hand.canvas.set_grid(True)
    hand.drag((732, 518), (773, 541))
    x, y, width, height = box(hand, "Okta")
    assert (x + width, y + height) == (776, 544)


def test_escape_leaves_the_size(hand):
    select(hand, "Okta")
    hand.press(732, 518)
    hand.go(780, 560)
    hand.key(Qt.Key.Key_Escape)
    hand.let_go(780, 560)
    assert hand.document.revision == 0
    assert hand.canvas._stage.preview is None


def test_a_click_on_a_corner_changes_nothing(hand):
    select(hand, "Okta")
    hand.click(732, 518)
    assert hand.document.revision == 0
    assert hand.selected() == {"Okta"}


def test_the_handle_for_flows_is_not_the_corners(hand):
    select(hand, "Okta")
    x, y = hand.centre("Okta")
    hand.hover(x, y)
    hand.drag((x + 86, y), hand.centre("Stripe"))
    assert ("Okta", "Stripe") in hand.flows()
    assert box(hand, "Okta")[2:] == (172, 50)


def test_the_pointer_says_what_a_corner_does(hand):
    select(hand, "Okta")
    hand.hover(732, 518)
    assert hand.canvas.cursor().shape() is Qt.CursorShape.SizeFDiagCursor
    hand.hover(732, 468)
    assert hand.canvas.cursor().shape() is Qt.CursorShape.SizeBDiagCursor


def test_far_out_cards_have_no_corners(hand):
    select(hand, "Okta")
    hand.canvas._stage.camera = hand.canvas._stage.camera.zoomed(0.4, QPointF(0, 0))
    hand.drag((732, 518), (800, 600))
    assert box(hand, "Okta")[2:] == (172, 50)
