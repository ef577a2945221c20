"""The camera: zooming keeps the point under the cursor, fitting shows all, ways are even."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from isthmus.ui.canvas.camera import ZOOM_MAX, ZOOM_MIN, Camera

numbers = st.floats(-1e5, 1e5)
zooms = st.floats(ZOOM_MIN, ZOOM_MAX)
cameras = st.builds(Camera, numbers, numbers, zooms)


@given(cameras, st.floats(0, 2000), st.floats(0, 2000))
def test_to_the_scene_and_back(camera, x, y):
    scene = camera.to_scene(QPointF(x, y))
    back = camera.to_screen(scene.x(), scene.y())
    assert back.x() == pytest.approx(x, abs=1e-4)
    assert back.y() == pytest.approx(y, abs=1e-4)


@given(cameras, st.floats(0, 10), st.floats(0, 2000), st.floats(0, 2000))
def test_zooming_keeps_the_point_under_the_cursor(camera, zoom, x, y):
    before = camera.to_scene(QPointF(x, y))
    after = camera.zoomed(zoom, QPointF(x, y))
    still = after.to_scene(QPointF(x, y))
    assert ZOOM_MIN <= after.zoom <= ZOOM_MAX
    assert still.x() == pytest.approx(before.x(), abs=1e-4)
    assert still.y() == pytest.approx(before.y(), abs=1e-4)


@given(cameras, numbers, numbers, st.floats(1, 2e4), st.floats(1, 2e4))
def test_fitting_shows_all_and_never_larger_than_asked(camera, x, y, width, height):
    rect, size = QRectF(x, y, width, height), QSizeF(1000, 700)
    fitted = camera.fitted(rect, size)
    assert fitted.zoom <= 1.0
    assert fitted.seen(size).adjusted(-1, -1, 1, 1).contains(rect)


@given(cameras, cameras)
def test_a_way_begins_and_ends_where_it_should(start, end):
    for part, there in ((0.0, start), (1.0, end)):
        camera = start.between(end, part)
        assert camera.zoom == pytest.approx(there.zoom)
        assert camera.x == pytest.approx(there.x, abs=1e-3)
        assert camera.y == pytest.approx(there.y, abs=1e-3)


def test_a_zoom_on_its_way_keeps_its_fixed_point():
    start = Camera(10, 20, 0.5)
    about = QPointF(300, 200)
    end = start.zoomed(2.0, about)
    fixed = start.to_scene(about)
    for part in (0.2, 0.5, 0.9):
        on_screen = start.between(end, part).to_screen(fixed.x(), fixed.y())
        assert (on_screen - about).manhattanLength() < 1e-6
