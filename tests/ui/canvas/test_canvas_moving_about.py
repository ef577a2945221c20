"""Wheel, drags, minimap and pill move the camera; none of it edits the map."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def unedited(hand):
    yield
    assert hand.document.revision == 0


def wheel(hand, x, y, angle, pixels=0, held=NONE, phase=Qt.ScrollPhase.NoScrollPhase):
    at = QPointF(hand.at(x, y))
    event = QWheelEvent(
        at,
        hand.canvas.mapToGlobal(at),
        QPoint(0, pixels),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        held,
        phase,
        False,
    )
    QApplication.sendEvent(hand.canvas, event)


def camera(hand):
    return hand.canvas._stage.camera


@pytest.mark.parametrize("held", [NONE, CTRL])
def test_the_wheel_zooms_at_the_cursor(hand, qtbot, held):
    x, y = hand.centre("Okta")
    before = hand.at(x, y)
    with qtbot.waitSignal(hand.canvas.zoom_changed):
        wheel(hand, x, y, 480, held=held)
    assert hand.canvas.zoom() == pytest.approx(2.0)
    assert hand.at(x, y) == before
    wheel(hand, x, y, -480, held=held)
    assert hand.canvas.zoom() == pytest.approx(1.0)


def test_two_fingers_on_a_touchpad_pan(hand):
    before = camera(hand)
    wheel(hand, 500, 400, 30, pixels=25, phase=Qt.ScrollPhase.ScrollUpdate)
    assert hand.canvas.zoom() == 1.0
    assert camera(hand).y == before.y - 25


def test_the_middle_button_pans(hand):
    before = camera(hand)
    start = hand.at(500, 400)
    hand.press(500, 400, button=Qt.MouseButton.MiddleButton)
    hand.go(530, 380, button=Qt.MouseButton.MiddleButton)
    assert (camera(hand).x, camera(hand).y) == (before.x - 30, before.y + 20)
    assert hand.at(500, 400) == start + QPoint(30, -20)
    hand.let_go(530, 380, button=Qt.MouseButton.MiddleButton)


def test_the_space_bar_pans_even_over_a_card(hand):
    before = camera(hand)
    x, y = hand.centre("Okta")
    QTest.keyPress(hand.canvas, Qt.Key.Key_Space)
    hand.press(x, y)
    hand.go(x + 40, y)
    assert camera(hand).x == before.x - 40
    hand.let_go(x, y)
    QTest.keyRelease(hand.canvas, Qt.Key.Key_Space)
    hand.click(x, y)
    assert hand.selected()


def test_escape_takes_a_pan_back(hand):
    before = camera(hand)
    hand.press(500, 400, button=Qt.MouseButton.MiddleButton)
    hand.go(600, 380, button=Qt.MouseButton.MiddleButton)
    hand.key(Qt.Key.Key_Escape)
    assert camera(hand) == before


def test_fit_shows_every_card(hand, qtbot):
    hand.canvas.zoom_to(3.0)
    qtbot.waitUntil(lambda: hand.canvas.zoom() == pytest.approx(3.0))
    hand.canvas.fit()
    shown = hand.canvas.rect()
    names = hand.names()
    qtbot.waitUntil(lambda: all(shown.contains(hand.at(*hand.centre(n))) for n in names))
    qtbot.waitUntil(lambda: hand.canvas.zoom() <= 1.0)


def test_the_pill_says_and_sets_the_zoom(hand, qtbot):
    buttons = {b.accessibleName(): b for b in hand.canvas._furniture.pill.findChildren(QToolButton)}
    buttons["Zoom in"].click()
    qtbot.waitUntil(lambda: hand.canvas.zoom() == pytest.approx(1.25))
    figure = buttons["Choose how large the map is shown"]
    assert figure.text() == "125%"
    figure.click()
    menu = hand.canvas._furniture.pill.findChild(QMenu)
    next(one for one in menu.actions() if one.text() == "100%\tCtrl+0").trigger()
    menu.close()
    qtbot.waitUntil(lambda: hand.canvas.zoom() == pytest.approx(1.0))


def test_a_click_on_the_minimap_goes_there(hand):
    minimap = hand.canvas._furniture.minimap
    assert minimap.isVisible()
    x, y = hand.centre("Hootsuite")
    spot = minimap._camera().to_screen(x, y).toPoint()
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, NONE, spot)
    middle = hand.canvas._stage.centre()
    assert abs(middle.x() - x) < 12
    assert abs(middle.y() - y) < 12
    hand.canvas.set_minimap_visible(False)
    assert not minimap.isVisible()


def test_reveal_goes_no_farther_than_it_must(hand, qtbot):
    before = camera(hand)
    hand.canvas.reveal([hand.id("Stripe")])
    qtbot.wait(20)
    assert camera(hand) == before
    hand.canvas._navigator.look_at(QPointF(-3000, 0))
    hand.canvas.reveal([hand.id("Stripe")])
    qtbot.waitUntil(lambda: hand.canvas.rect().contains(hand.at(*hand.centre("Stripe"))))


def test_a_finding_shows_what_is_missing_and_goes_there(hand, qtbot):
    findings = hand.canvas._board.analysis.findings
    finding = next(f for f in findings if f.closes_with and f.kind == "missing-integration")
    hand.canvas._navigator.look_at(QPointF(-3000, 0))
    hand.canvas.show_finding(finding)
    flows = hand.canvas._board.chart.flows.values()
    missing = {(shape.source, shape.target) for shape in flows if shape.look == "missing"}
    assert missing == {(flow.source, flow.target) for flow in finding.closes_with}
    cards = hand.canvas._board.chart.cards
    spots = [cards[system].box.centre for system in finding.systems]
    qtbot.waitUntil(lambda: all(hand.canvas.rect().contains(hand.at(*spot)) for spot in spots))
    hand.canvas.show_finding(None)
    flows = hand.canvas._board.chart.flows.values()
    assert not any(shape.look == "missing" for shape in flows)
