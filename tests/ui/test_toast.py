"""The passing word: off what floats on the map, and its offers by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.ui.widgets.toast import Offer
from isthmus.ui.window import MainWindow


@pytest.fixture
def offered(harbour: MainWindow, qtbot) -> list[str]:
    """What was taken of two offers."""
    harbour.activateWindow()
    qtbot.waitUntil(harbour.isActiveWindow)
    harbour.canvas.setFocus()
    taken: list[str] = []
    offers = [Offer(word, lambda word=word: taken.append(word)) for word in ("Bring in", "Show")]
    harbour.host.toast.offer("Two systems are not on this view", *offers)
    return taken


@pytest.mark.parametrize(("steps", "word"), [(0, "Bring in"), (1, "Show"), (2, "Bring in")])
def test_f6_leads_to_what_is_offered(harbour, offered, qtbot, steps: int, word: str) -> None:
    harbour.actions_["next_panel"].trigger()
    qtbot.waitUntil(harbour.host.toast.buttons[0].hasFocus)
    for _ in range(steps):
        QTest.keyClick(harbour.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(harbour.focusWidget(), Qt.Key.Key_Return)
    assert offered == [word]
    assert not harbour.host.toast.isVisible()
    assert harbour.canvas.hasFocus()


def test_it_stays_while_it_has_the_focus_and_goes_with_esc(harbour, offered, qtbot) -> None:
    toast = harbour.host.toast
    harbour.actions_["next_panel"].trigger()
    qtbot.waitUntil(toast.buttons[0].hasFocus)
    assert not toast._timer.isActive()
    QTest.keyClick(harbour.focusWidget(), Qt.Key.Key_Escape)
    assert not toast.isVisible()
    assert harbour.canvas.hasFocus()
    assert offered == []


def test_f6_goes_on_from_what_is_offered_and_comes_to_it_once(harbour, offered, qtbot) -> None:
    harbour.actions_["next_panel"].trigger()
    qtbot.waitUntil(harbour.host.toast.buttons[0].hasFocus)
    harbour.actions_["next_panel"].trigger()
    assert harbour.focusWidget() is harbour.canvas
    assert harbour.host.toast._timer.isActive()
    harbour.actions_["next_panel"].trigger()
    assert harbour.focusWidget() is harbour.findings.list


@pytest.mark.parametrize("width", [860, 1000, 1440])
def test_it_covers_nothing_that_floats_on_the_map(harbour, qtbot, width: int) -> None:
    harbour.resize(width, 800)
    harbour.split.setSizes([170, width - 490, 320])
    qtbot.wait(20)
    harbour.host.toast.offer("Three systems are not on this view " * 2, Offer("Bring in", str))
    toast = harbour.host.toast.geometry()
    assert harbour.canvas.floating()
    assert not [one for one in harbour.canvas.floating() if one.toRect().intersects(toast)]
    assert harbour.host.rect().contains(toast)
