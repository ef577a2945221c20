"""Large changes: undone and redone, they are drawn beside the window, which never waits."""

import gc

import pytest
from PySide6.QtCore import Qt

from isthmus.drawing import compose
from isthmus.model.records import Flow, System
from isthmus.model.viewing import Placement
from isthmus.ui import session as session_module
from isthmus.ui.canvas import board as board_module
from isthmus.ui.canvas import glide, touched, viewchart
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits

COUNT = 12


@pytest.fixture
def filled(harbour: MainWindow, monkeypatch) -> MainWindow:
    """The sample with a dozen systems more, which counts as a large change here."""
    monkeypatch.setattr(touched, "_MANY", COUNT - 1)
    session = harbour.session
    with session.document.edit("Import inventory") as tx:
        for number in range(COUNT):
            tx.put(System(id=f"new{number}", name=f"New {number}"))
            at = Placement(view=session.view_id, system=f"new{number}", x=300.0 * number, y=2000.0)
            tx.put(at)
    return harbour


def cards(window: MainWindow) -> set[str]:
    return {key for key in window.canvas._board.chart.cards if key.startswith("new")}


def cancel(window: MainWindow) -> None:
    """What the button in the status bar does."""
    window.jobs._jobs[-1].cancel()


def settled(window: MainWindow, qtbot) -> None:
    board = window.canvas._board
    qtbot.waitUntil(lambda: not board.aside.is_busy and not window.jobs.is_busy, timeout=20_000)


def test_a_large_change_is_drawn_beside_the_window(filled, qtbot):
    board = filled.canvas._board
    assert board.aside.is_busy
    assert filled.jobs.is_busy
    settled(filled, qtbot)
    assert len(cards(filled)) == COUNT


def test_undo_takes_the_cards_away_at_once_and_redo_brings_them_back(filled, qtbot):
    settled(filled, qtbot)
    before = len(filled.canvas._board.chart.cards)
    filled.session.document.undo()
    assert cards(filled) == set()
    settled(filled, qtbot)
    assert len(filled.canvas._board.chart.cards) == before - COUNT
    filled.session.document.redo()
    settled(filled, qtbot)
    chart = filled.canvas._board.chart
    assert len(chart.cards) == before
    assert {card.title for card in chart.cards.values()} >= {f"New {n}" for n in range(COUNT)}


def test_an_edit_meanwhile_is_drawn_too(filled, qtbot):
    with filled.session.document.edit("Rename") as tx:
        tx.change(System, "new3", name="Zebra")
    settled(filled, qtbot)
    assert filled.canvas._board.chart.cards["new3"].title == "Zebra"


def test_cards_dragged_meanwhile_stand_where_they_were_dropped(filled, qtbot):
    document = filled.session.document
    placed = next(one for one in document.snapshot().placements.values() if one.system != "new0")
    with document.edit("Move") as tx:
        tx.change(Placement, placed.id, x=-777.0)
    settled(filled, qtbot)
    assert filled.canvas._board.chart.cards[placed.system].box.x == -777.0


def test_a_drawing_that_is_cancelled_takes_the_change_back(filled, qtbot):
    label = filled.session.document.undo_label
    cancel(filled)
    assert not filled.canvas._board.aside.is_busy
    assert filled.session.document.redo_label == label
    assert cards(filled) == set()
    settled(filled, qtbot)
    assert cards(filled) == set()


def test_a_redo_that_is_cancelled_is_undone_again(filled, qtbot):
    settled(filled, qtbot)
    board, document = filled.canvas._board, filled.session.document
    document.undo()
    settled(filled, qtbot)
    board._past.clear()
    document.redo()
    assert board.aside.is_busy
    cancel(filled)
    assert document.redo_label == "Import inventory"
    settled(filled, qtbot)
    assert cards(filled) == set()


def test_another_map_meanwhile_is_not_drawn_over(filled, qtbot):
    filled.session.workspace.new()
    filled.session.adopt()
    qtbot.waitUntil(lambda: not filled.jobs.is_busy, timeout=20_000)
    assert cards(filled) == set()
    assert filled.canvas.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_what_is_left_is_shown_at_once_where_a_hub_with_many_flows_is_deleted(filled, qtbot):
    settled(filled, qtbot)
    session, board = filled.session, filled.canvas._board
    with session.document.edit("Draw") as tx:
        for number in range(1, COUNT):
            tx.put(Flow(id=f"to{number}", source="new0", target=f"new{number}"))
    settled(filled, qtbot)
    qtbot.waitUntil(lambda: any("new0" in one.systems for one in board.analysis.islands))
    before = board.chart
    assert session.edit(edits.delete, ["new0"])
    assert board.aside.is_busy
    assert cards(filled) == {f"new{number}" for number in range(1, COUNT)}
    assert board.chart.flows == {k: f for k, f in before.flows.items() if f.source != "new0"}
    assert {coast.island for coast in board.chart.coasts} < {one.island for one in before.coasts}
    assert board.moved({"new1": (0.0, 3000.0)}).cards["new1"].box.y == 3000.0
    settled(filled, qtbot)
    session.document.undo()
    settled(filled, qtbot)
    assert board.chart.flows.keys() == before.flows.keys()


def test_the_collector_passes_over_a_large_map_until_another_is_open(harbour, qtbot, monkeypatch):
    assert gc.get_freeze_count() == 0
    monkeypatch.setattr(session_module, "_LARGE", 3)
    harbour.session.adopt()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    harbour.session.workspace.new()
    harbour.session.adopt()
    assert gc.get_freeze_count() == 0


def test_the_map_is_fitted_once_it_is_drawn(filled, qtbot):
    settled(filled, qtbot)
    canvas, document = filled.canvas, filled.session.document
    with document.edit("Move all of them far away") as tx:
        for one in document.snapshot().placements.values():
            if one.system.startswith("new"):
                tx.change(Placement, one.id, x=one.x * 3 + 9000.0)
    assert canvas._board.aside.is_busy
    canvas.fit()
    settled(filled, qtbot)
    glide = canvas._navigator._glide
    qtbot.waitUntil(lambda: canvas.stage.camera == glide.aim)
    seen = canvas.rect()
    boxes = [canvas.stage.card_on_screen(key).toRect() for key in canvas._board.chart.cards]
    assert all(seen.contains(box) for box in boxes)


def test_a_hub_follows_with_its_nearest_flows_and_has_all_soon_after(filled, qtbot, monkeypatch):
    settled(filled, qtbot)
    monkeypatch.setattr(compose, "_LIVE_FLOWS", 3)
    monkeypatch.setattr(viewchart, "_MANY_MOVED", 3)
    session, board = filled.session, filled.canvas._board
    with session.document.edit("Draw") as tx:
        for number in range(1, COUNT):
            tx.put(Flow(id=f"to{number}", source="new0", target=f"new{number}"))
    settled(filled, qtbot)
    before = board.chart
    lifted = board.moved({"new0": (0.0, 2100.0)})
    shown = {key for key in lifted.flows if key.startswith("to")}
    assert shown == {"to1", "to2", "to3"}
    assert lifted.flows.keys() - shown == {k for k in before.flows if not k.startswith("to")}
    assert session.edit(edits.move, session.view_id, {"new0": (0.0, 2100.0)})
    assert board.aside.is_busy
    assert board.chart.cards["new0"].box.y == 2100.0
    settled(filled, qtbot)
    assert board.chart.flows.keys() == before.flows.keys()
    session.document.undo()
    assert board.chart.flows == before.flows


@pytest.mark.parametrize("command", ["islands", "fold_all"])
def test_another_ground_and_folding_are_drawn_beside_the_window(
    filled, qtbot, monkeypatch, command
):
    settled(filled, qtbot)
    filled.actions_["arrange_departments"].trigger()
    label = "Arrange by department"
    qtbot.waitUntil(lambda: filled.session.document.undo_label == label, timeout=20_000)
    settled(filled, qtbot)
    monkeypatch.setattr(board_module, "_MANY_CARDS", 5)
    board, before = filled.canvas._board, filled.canvas._board.chart
    filled.actions_[command].trigger()
    assert board.aside.is_busy
    assert board.chart is before
    settled(filled, qtbot)
    assert board.chart.grounds.lands.keys() != before.grounds.lands.keys()
    filled.session.document.undo()
    assert not board.aside.is_busy
    assert board.chart is before


def test_many_cards_jump_to_where_they_belong(filled, qtbot, monkeypatch):
    settled(filled, qtbot)
    monkeypatch.setattr(glide, "_MOST", 3)
    moved = {f"new{number}": (300.0 * number, 2400.0) for number in range(4)}
    filled.session.edit(edits.place, filled.session.view_id, moved, "Arrange some")
    assert filled.canvas.stage.preview is None
    few = {f"new{number}": (300.0 * number, 2600.0) for number in range(3)}
    monkeypatch.setattr(glide, "_SLOW_FRAME", 9.0)
    filled.session.edit(edits.place, filled.session.view_id, few, "Arrange fewer")
    assert filled.canvas.stage.preview is not None
