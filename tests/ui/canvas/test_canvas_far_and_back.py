"""Minimap, levels of zoom, and the way back after a jump: by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from isthmus.drawing.theme import load_theme
from isthmus.ui.canvas.camera import Camera
from support.canvases import NONE

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def minimap(hand):
    return hand.canvas._furniture.minimap


def settle(canvas) -> None:
    """End a glide at once."""
    glide = canvas._navigator._glide
    canvas._navigator._glide.to(glide.aim, at_once=True)


def close_to(a: QPointF, b: QPointF, by: float) -> bool:
    return abs(a.x() - b.x()) <= by and abs(a.y() - b.y()) <= by


def test_a_click_into_the_frame_goes_there_and_a_drag_moves_it_along(hand, minimap):
    frame = minimap._frame()
    at = (frame.center() + QPointF(frame.width() / 4, 0)).toPoint()
    goal = minimap._camera().to_scene(QPointF(at))
    QTest.mouseClick(minimap, LEFT, NONE, at)
    assert close_to(hand.canvas.centre(), goal, 1)
    before, start = hand.canvas.centre(), minimap._frame().center().toPoint() + QPoint(4, 4)
    QTest.mousePress(minimap, LEFT, NONE, start)
    assert hand.canvas.centre() == before  # the frame is held, not jumped to
    QTest.mouseMove(minimap, start + QPoint(5, 0))
    QTest.mouseRelease(minimap, LEFT, NONE, start + QPoint(5, 0))
    way = (hand.canvas.centre() - before).x() * minimap._camera().zoom
    assert way == pytest.approx(5, abs=0.6)
    assert hand.document.revision == 0


def test_arrow_keys_move_the_frame_and_home_shows_the_whole(hand, minimap):
    before = hand.canvas.centre()
    QTest.keyClick(minimap, Qt.Key.Key_Right)
    assert hand.canvas.centre().x() > before.x()
    QTest.keyClick(minimap, Qt.Key.Key_Left)
    QTest.keyClick(minimap, Qt.Key.Key_Up)
    assert hand.canvas.centre().y() < before.y()
    hand.canvas.zoom_to(2.0)
    settle(hand.canvas)
    QTest.keyClick(minimap, Qt.Key.Key_Home)
    settle(hand.canvas)
    assert hand.canvas.zoom() <= 1.0


def test_the_minimap_shows_islands_in_the_colour_of_their_coasts(hand, minimap):
    theme, chart = load_theme("light"), hand.canvas._board.chart
    image = minimap.grab().toImage()
    for coast in chart.coasts:
        x, y = coast.steps[0][1][-2:]
        spot = minimap._camera().to_screen(x, y).toPoint()
        near = [
            image.pixelColor(spot.x() + dx, spot.y() + dy) for dx in (-1, 0, 1) for dy in (0, 1)
        ]
        wanted = QColor(theme.chart["land_coast" if coast.kind == "mainland" else "cut_off_coast"])
        assert min(abs(c.hue() - wanted.hue()) for c in near) < 40


def test_the_selection_fills_the_window_and_the_way_back_is_kept(hand):
    canvas, start = hand.canvas, hand.canvas._stage.camera
    canvas.select({hand.id("Okta"), hand.id("Segment")})
    canvas.fit_selection()
    settle(canvas)
    near = canvas._stage.camera
    seen = near.seen(canvas._stage.size)
    for name in ("Okta", "Segment"):
        assert seen.contains(QPointF(*hand.centre(name)))
    canvas.fit()
    settle(canvas)
    whole = canvas._stage.camera
    for camera in (near, start):
        canvas.look_back()
        settle(canvas)
        assert canvas._stage.camera == camera
    canvas.look_back()
    assert canvas._stage.camera == start  # and says so, rather than going anywhere
    for camera in (near, whole):
        canvas.look_forward()
        settle(canvas)
        assert canvas._stage.camera == camera
    assert hand.document.revision == 0


def test_with_nothing_selected_zoom_to_selection_shows_the_whole_map(hand):
    hand.canvas.select([])
    hand.canvas.fit_selection()
    settle(hand.canvas)
    chosen = hand.canvas._stage.camera
    hand.canvas.fit()
    settle(hand.canvas)
    assert hand.canvas._stage.camera == chosen


def test_another_map_has_no_way_back(hand):
    hand.canvas.fit()
    settle(hand.canvas)
    hand.canvas.bind(hand.document, hand.canvas._board.view_id)
    camera = hand.canvas._stage.camera
    hand.canvas.look_back()
    settle(hand.canvas)
    assert hand.canvas._stage.camera == camera


def test_the_pill_offers_levels(hand, qtbot):
    pill = hand.canvas._furniture.pill
    qtbot.mouseClick(pill._factor, LEFT)
    menu = pill.findChild(QMenu)
    words = [action.text().split("\t")[0] for action in menu.actions()]
    assert words[:2] == ["Whole map", "Selection"]
    next(action for action in menu.actions() if action.text().startswith("50%")).trigger()
    menu.close()
    settle(hand.canvas)
    assert hand.canvas.zoom() == pytest.approx(0.5)


def test_zoom_has_limits(hand):
    for factor, limit in ((1e-6, 0.02), (1e6, 4.0)):
        hand.canvas.zoom_to(factor)
        settle(hand.canvas)
        assert hand.canvas.zoom() == limit
    assert Camera().zoomed(99.0, QPointF()).zoom == 4.0
