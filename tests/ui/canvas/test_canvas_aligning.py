"""Aligning, distributing and sizing: pure moves of boxes, then commands in the window."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.layout.geometry import Box
from isthmus.model.viewing import Area
from isthmus.ui.canvas import shaping
from isthmus.ui.canvas.aligning import Edge, aligned, distributed, of_same_size
from isthmus.workspace import edits
from isthmus.workspace.edits.sizing import LARGEST_CARD, LEAST_CARD
from support.harbour import system_id
from support.lands import territory, with_lands

lengths = st.integers(20, 300).map(float)
places = st.integers(-500, 500).map(float)
boxes = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.builds(Box, places, places, lengths, lengths),
    min_size=2,
    max_size=6,
)
NONE = Qt.KeyboardModifier.NoModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def line(box: Box, edge: Edge) -> float:
    axis, part = edge.value
    low, length = (box.x, box.width) if axis == 0 else (box.y, box.height)
    return low + length * part


@given(boxes, st.sampled_from(Edge))
def test_aligned_boxes_share_the_line_and_keep_the_rest(some, edge):
    found = aligned(some, edge)
    lines = [line(box, edge) for box in found.values()]
    assert max(lines) - min(lines) < 0.02
    for key, box in some.items():
        assert (found[key].width, found[key].height) == (box.width, box.height)
        kept = 1 - edge.value[0]
        assert (found[key].x, found[key].y)[kept] == (box.x, box.y)[kept]


@given(boxes, st.sampled_from((0, 1)))
def test_distributed_boxes_keep_their_order_and_have_equal_gaps(some, axis):
    found = distributed(some, axis)
    low = {key: (box.x, box.y)[axis] for key, box in found.items()}
    high = {key: low[key] + (found[key].width, found[key].height)[axis] for key in found}
    order = sorted(some, key=lambda key: ((some[key].x, some[key].y)[axis], key))
    gaps = [low[b] - high[a] for a, b in pairwise(order)]
    assert max(gaps) - min(gaps) < 0.05
    assert low[order[0]] == (some[order[0]].x, some[order[0]].y)[axis]


@given(boxes)
def test_boxes_of_the_same_size_keep_their_middles(some):
    found = of_same_size(some)
    assert len({(box.width, box.height) for box in found.values()}) == 1
    for key, box in some.items():
        assert found[key].centre == pytest.approx(box.centre)


def chosen(hand, *names):
    hand.canvas.select([hand.id(name) for name in names])
    return hand.canvas.stage


def test_align_is_one_step(hand, undone):
    shaping.align(chosen(hand, "Zendesk", "Hootsuite"), Edge.LEFT)
    assert hand.place("Zendesk") == (560, 168)
    assert hand.place("Hootsuite") == (560, 640)
    assert hand.document.undo_label == "Align 2 left"
    undone()


def test_areas_and_notes_are_aligned_too(hand):
    view = hand.canvas._board.view_id
    with hand.document.edit("Draw an area") as tx:
        area = tx.put(Area(view=view, name="Web", x=100, y=900, width=300, height=200))
    stage = chosen(hand, "Okta")
    stage._selection |= {area.id}
    shaping.align(stage, Edge.LEFT)
    assert hand.place("Okta") == (100, 468)
    assert hand.document.snapshot().tables["areas"][area.id] == area


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda stage: shaping.align(stage, Edge.TOP), "Select two or more to align them"),
        (
            lambda stage: shaping.distribute(stage, 0),
            "Select three or more to make their gaps equal",
        ),
        (shaping.same_size, "Select two or more systems to give them the same size"),
    ],
)
def test_too_few_are_told_so(hand, qtbot, act, words):
    stage = chosen(hand, "Okta")
    with qtbot.waitSignal(hand.canvas.message) as told:
        act(stage)
    assert told.args == [words]
    assert hand.document.revision == 0


def size(hand, name):
    box = hand.canvas._board.chart.cards[hand.id(name)].box
    return box.width, box.height


def test_cards_grow_within_limits_and_go_back_to_the_standard(hand, undone):
    stage = chosen(hand, "Okta", "Workday")
    shaping.grow(stage, 3, 2)
    assert size(hand, "Okta") == size(hand, "Workday") == (196, 66)
    undone()
    shaping.grow(stage, 1000, 1000)
    assert size(hand, "Okta") == LARGEST_CARD
    shaping.grow(stage, -1000, -1000)
    assert size(hand, "Okta") == LEAST_CARD
    shaping.standard_size(stage)
    assert size(hand, "Okta") == (172, 50)
    assert all(one.width == one.height == 0 for one in hand.document.snapshot().placements.values())


def test_same_size(hand, undone):
    shaping.grow(chosen(hand, "Okta"), 5, 0)
    shaping.same_size(chosen(hand, "Okta", "Workday"))
    assert size(hand, "Workday") == (212, 50)
    hand.document.undo()
    undone()


def test_keys_align_and_resize_in_the_window(harbour, qtbot):
    harbour.activateWindow()
    qtbot.waitUntil(harbour.isActiveWindow)
    canvas, placed = harbour.canvas, lambda name: _placement(harbour, name)
    canvas.setFocus()
    canvas.select([system_id("Zendesk"), system_id("Hootsuite")])
    QTest.keyClick(canvas, Qt.Key.Key_Left, CTRL_SHIFT)
    assert placed("Hootsuite").x == 560
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert placed("Hootsuite").width == placed("Zendesk").width == 180
    harbour.actions_["undo"].trigger()
    harbour.actions_["undo"].trigger()
    assert placed("Hootsuite").x == 838
    assert placed("Hootsuite").width == 0


def _placement(window, name):
    found = window.session.snapshot.placements.values()
    return next(one for one in found if one.system == system_id(name))


def test_the_grid_is_remembered(harbour):
    assert not harbour.canvas.stage.grid
    harbour.actions_["grid"].trigger()
    assert harbour.canvas.stage.grid
    assert harbour.settings.text("grid") == "on"
    harbour.actions_["snap_lines"].trigger()
    assert not harbour.canvas.stage.snaps
    assert harbour.settings.text("snap_lines") == "off"


def test_aligned_areas_take_along_what_stands_on_them(hand, undone):
    view, stage = hand.canvas._board.view_id, hand.canvas.stage
    with hand.document.edit("Draw areas") as tx:
        x, y = hand.place("Okta")
        web = tx.put(Area(view=view, name="Web", x=x - 20, y=y - 20, width=300, height=200))
        far = tx.put(Area(view=view, name="Far", x=x - 120, y=y + 900, width=300, height=200))
    hand.canvas.select([web.id, far.id])
    shaping.align(stage, Edge.LEFT)
    assert hand.document.snapshot().areas[web.id].x == x - 120
    assert hand.place("Okta") == (x - 100, y)
    hand.document.undo()
    assert hand.place("Okta") == (x, y)
    hand.canvas.select([web.id, far.id, hand.id("Okta")])
    shaping.align(stage, Edge.TOP)
    assert hand.place("Okta") == (x, y - 20)
    hand.document.undo()
    undone()


@pytest.mark.parametrize("collapsed", [False, True])
def test_aligned_territories_take_along_their_cards(hand, collapsed):
    with_lands(hand.document)
    marketing = territory(hand.document, "Marketing")
    finance = territory(hand.document, "Finance")
    if collapsed:
        edits.fold(hand.document, (finance,), collapsed=True)
    whole, before = hand.document.snapshot(), hand.place("SAP S/4HANA")
    start = hand.document.snapshot().territories[finance]
    hand.canvas.select([marketing, finance])
    boxes = shaping.shapes(hand.canvas.stage)
    assert boxes.keys() == {marketing, finance}
    shaping.align(hand.canvas.stage, Edge.LEFT)
    moved = boxes[finance].x - boxes[marketing].x
    assert moved > 0
    one = hand.document.snapshot().territories[finance]
    assert (one.x, one.width) == (start.x - moved, start.width)
    assert hand.place("SAP S/4HANA") == (before[0] - moved, before[1])
    assert hand.document.undo_label == "Align 2 left"
    hand.document.undo()
    assert hand.document.snapshot().same_content(whole)
