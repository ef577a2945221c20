"""The halo of a card: real double-clicks bring neighbours in and take them back, with undo."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from isthmus.ui.canvas import neighbours
from isthmus.ui.canvas.tips import tip_at
from isthmus.workspace import edits
from isthmus.workspace.neighbourhood import Direction
from isthmus.workspace.positions import placed
from support.canvases import VIEW, Hand

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def few(hand: Hand) -> Hand:
    """The hand on a second view that holds Segment and Okta alone."""
    places = {hand.id("Segment"): (600.0, 400.0), hand.id("Okta"): (600.0, 600.0)}
    view = edits.add_view(hand.document, "Few", places)
    hand.canvas.show_view(view.id)
    return hand


def on_view(hand: Hand) -> set[str]:
    systems = hand.document.snapshot().systems
    return {systems[key].name for key in placed(hand.document.snapshot(), view_of(hand))}


def view_of(hand: Hand) -> str:
    return hand.canvas._board.view_id


def names(hand: Hand, ids: frozenset[str]) -> set[str]:
    return {hand.document.snapshot().systems[key].name for key in ids}


def around(hand: Hand, name: str) -> tuple[set[str], set[str]]:
    """Those that send to a system and those that get from it, by the flows of the model."""
    flows = hand.flows()
    return ({a for a, b in flows if b == name}, {b for a, b in flows if a == name})


def ring(hand: Hand, name: str) -> tuple[float, float]:
    """A scene point in the halo, just outside the card's left upper corner region."""
    box = hand.canvas._board.chart.cards[hand.id(name)].box
    return box.x + 30, box.y - 6


def double_click_chip(hand: Hand, name: str) -> None:
    chip = neighbours.chip_of(hand.canvas._stage, hand.id(name))
    assert chip is not None
    QTest.mouseDClick(hand.canvas, Qt.MouseButton.LeftButton, NONE, chip.center().toPoint())


def overlapping(hand: Hand) -> list[tuple[str, str]]:
    cards = list(hand.canvas._board.chart.cards.values())
    return [
        (a.title, b.title)
        for n, a in enumerate(cards)
        for b in cards[:n]
        if a.box.x < b.box.right
        and b.box.x < a.box.right
        and a.box.y < b.box.bottom
        and b.box.y < a.box.bottom
    ]


def test_the_chip_counts_what_is_not_on_the_view(few: Hand) -> None:
    senders, getters = around(few, "Segment")
    absent = few.canvas._board.absent[few.id("Segment")]
    assert names(few, absent.upstream) == senders
    assert names(few, absent.downstream) == getters
    assert few.canvas._board.absent.keys() == {few.id("Segment"), few.id("Okta")}


def test_a_view_that_holds_all_has_no_halos(hand: Hand) -> None:
    assert hand.canvas._board.absent == {}
    assert neighbours.chip_of(hand.canvas._stage, hand.id("Segment")) is None


def test_a_double_click_on_the_halo_brings_them_in_and_another_takes_them_back(few: Hand) -> None:
    senders, getters = around(few, "Segment")
    before = few.document.snapshot()
    few.double_click(*ring(few, "Segment"))
    assert on_view(few) == {"Segment", "Okta"} | senders | getters
    assert few.document.undo_label == "Show neighbours of Segment"
    assert overlapping(few) == []
    assert few.selected() == (senders | getters) - {"Okta"}
    few.double_click(*ring(few, "Segment"))
    assert on_view(few) == {"Segment", "Okta"}
    assert few.document.undo_label == "Hide neighbours of Segment"
    few.document.undo()
    few.document.undo()
    assert few.document.snapshot().same_content(before)


def test_the_chip_takes_the_double_click_though_it_lies_on_the_card(few: Hand) -> None:
    double_click_chip(few, "Okta")
    senders, getters = around(few, "Okta")
    assert on_view(few) == {"Segment", "Okta"} | senders | getters
    assert not few.canvas._editor.isVisible(), "the name is not edited"


def test_a_double_click_on_the_card_itself_still_renames(few: Hand) -> None:
    few.double_click(*few.centre("Segment"))
    assert few.editor().isVisible()
    assert on_view(few) == {"Segment", "Okta"}


def test_those_that_send_come_left_and_those_that_get_right(few: Hand) -> None:
    few.canvas.select({few.id("Segment")})
    few.canvas.show_neighbours(Direction.UPSTREAM)
    senders, getters = around(few, "Segment")
    assert on_view(few) == {"Segment", "Okta"} | senders
    few.canvas.select({few.id("Segment")})
    few.canvas.show_neighbours(Direction.DOWNSTREAM)
    assert on_view(few) == {"Segment", "Okta"} | senders | getters
    places = few.canvas._board.positions
    x = places[few.id("Segment")][0]
    assert all(places[few.id(name)][0] < x for name in senders - getters)
    assert all(places[few.id(name)][0] > x for name in getters - senders)


def test_what_was_brought_in_glides_from_the_card(few: Hand) -> None:
    few.double_click(*ring(few, "Segment"))
    assert few.canvas._stage.preview is not None
    few.canvas._cards_glide.finish()
    assert few.canvas._stage.preview is None


def test_hiding_without_memory_takes_those_that_hang_on_it_alone(hand: Hand) -> None:
    names_ = ("Segment", *around(hand, "Segment")[1])
    places = {hand.id(name): (n * 280.0, 400.0) for n, name in enumerate(names_)}
    view = edits.add_view(hand.document, "Few", places)
    hand.canvas.show_view(view.id)
    hand.canvas.select({hand.id("Segment")})
    hand.canvas.hide_neighbours()
    hanging = {
        name
        for name in names_[1:]
        if not any({name, other} in map(set, hand.flows()) for other in names_[1:])
    }
    assert hanging
    assert on_view(hand) == set(names_) - hanging


def test_where_nothing_is_missing_it_is_said(few: Hand) -> None:
    said: list[str] = []
    few.canvas.message.connect(said.append)
    few.canvas.select({few.id("Okta")})
    few.canvas.show_neighbours()
    few.canvas.select({few.id("Okta")})
    few.canvas.show_neighbours(Direction.UPSTREAM)
    assert said[-1] == "All neighbours upstream are on this view"


def test_shift_delete_removes_from_the_view_and_says_that_the_model_keeps_it(few: Hand) -> None:
    said: list[str] = []
    few.canvas.message.connect(said.append)
    flows = few.flows()
    few.click(*few.centre("Okta"))
    few.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert on_view(few) == {"Segment"}
    assert "Okta" in few.names()
    assert few.flows() == flows
    assert few.id("Okta") in placed(few.document.snapshot(), VIEW)
    assert said[-1] == "Removed Okta from ‘Few’; it stays in the model (Ctrl+Z)"
    few.document.undo()
    assert on_view(few) == {"Segment", "Okta"}


def test_delete_takes_it_out_of_the_model_and_says_so(few: Hand) -> None:
    said: list[str] = []
    few.canvas.message.connect(said.append)
    few.click(*few.centre("Okta"))
    few.key(Qt.Key.Key_Delete)
    assert "Okta" not in few.names()
    assert "from the model, so from all views" in said[-1]
    few.document.undo()
    assert on_view(few) == {"Segment", "Okta"}


def test_the_halo_says_what_it_would_do(few: Hand) -> None:
    stage = few.canvas._stage
    spot = few.at(*ring(few, "Segment"))
    words = tip_at(stage, stage.pointer(QPointF(spot), NONE))
    number = len(few.canvas._board.absent[few.id("Segment")].all)
    assert words.startswith(f"{number} neighbours of Segment are not on this view")
