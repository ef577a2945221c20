"""Fitting the map: nothing that must be seen lies under what floats over the canvas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtTest import QTest

from isthmus.drawing.chart import Chart
from isthmus.layout.geometry import Box
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.fitting import Ground, fit_beside
from isthmus.workspace import edits
from support.canvases import VIEW

LEFT = Qt.MouseButton.LeftButton
places = st.tuples(st.floats(0, 900), st.floats(0, 700))
boxes = st.builds(lambda at: Box(*at, 100, 40), places)


def covered(hand) -> list[str]:
    """The systems of which a part lies under the furniture."""
    canvas = hand.canvas
    frames = canvas._furniture.frames()
    return [
        card.title
        for key, card in canvas._board.chart.cards.items()
        if any(canvas._stage.card_on_screen(key).intersects(frame) for frame in frames)
    ]


def fitted(hand, qtbot) -> None:
    """Wait until the camera has come to rest where the whole map shows."""
    navigator = hand.canvas._navigator
    qtbot.waitUntil(lambda: hand.canvas._stage.camera == navigator._whole)


@pytest.mark.parametrize("lens", ["islands", "department", "criticality", "area", "lifecycle"])
@pytest.mark.parametrize("size", [(1000, 800), (866, 772), (1500, 700)])
def test_no_card_lies_under_the_furniture_when_the_map_is_fitted(hand, qtbot, lens, size) -> None:
    hand.canvas.resize(*size)
    edits.set_lens(hand.document, VIEW, lens)
    hand.canvas.fit()
    fitted(hand, qtbot)
    assert hand.canvas._furniture.legend.isVisible()
    assert covered(hand) == []
    shown = hand.canvas._stage.camera.seen(hand.canvas._stage.size)
    assert shown.contains(rect_of(hand.canvas._board.chart.bounds))


def test_a_map_that_was_fitted_makes_room_for_the_legend_of_another_lens(hand, qtbot) -> None:
    hand.canvas.fit()
    fitted(hand, qtbot)
    edits.set_lens(hand.document, VIEW, "department")
    fitted(hand, qtbot)
    assert covered(hand) == []
    beside = hand.canvas._stage.camera
    QTest.mouseClick(hand.canvas._furniture.legend.head, LEFT)
    fitted(hand, qtbot)
    assert hand.canvas._furniture.legend.is_folded
    assert hand.canvas._stage.camera.zoom >= beside.zoom


def test_where_somebody_looks_closer_another_lens_moves_nothing(hand, qtbot) -> None:
    hand.canvas.fit()
    fitted(hand, qtbot)
    hand.canvas._navigator.zoom_by(2)
    qtbot.wait(400)
    camera = hand.canvas._stage.camera
    edits.set_lens(hand.document, VIEW, "department")
    qtbot.wait(400)
    assert hand.canvas._stage.camera == camera


def test_on_a_canvas_too_small_for_both_the_map_is_shown_all_the_same(hand) -> None:
    chart, size = hand.canvas._board.chart, QSizeF(300, 200)
    everywhere = [QRectF(0, 0, 300, 200)]
    camera = fit_beside(chart, size, everywhere)
    assert camera.seen(size).adjusted(-1, -1, 1, 1).contains(rect_of(chart.bounds))
    empty = fit_beside(Chart(Box(0, 0, 0, 0)), size, everywhere)
    assert empty.zoom == pytest.approx(1.0)


@given(st.lists(boxes, max_size=6), boxes)
def test_what_is_called_free_is_free(standing, asked) -> None:
    ground = Ground(QRectF(0, 0, 1000, 750), standing)
    asked = rect_of(asked)
    touches = any(rect_of(box).intersects(asked) for box in standing)
    assert not (touches and ground.is_free(asked))
    if not standing:
        assert ground.is_free(asked)
