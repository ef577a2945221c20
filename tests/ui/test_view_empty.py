"""A view with nothing on it says what to do first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from isthmus.model.viewing import Area
from isthmus.ui.window import MainWindow
from support.harbour import system_id


@pytest.fixture
def bare(harbour: MainWindow) -> MainWindow:
    """A window with a new view on show, its name taken as it is."""
    harbour.show()
    harbour.actions_["new_view"].trigger()
    QTest.keyClick(harbour.host.views.field, Qt.Key.Key_Return)
    return harbour


def press(window: MainWindow, name: str) -> None:
    QTest.mouseClick(window.host.empty_view.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_it_offers_to_add_systems_and_makes_way_for_the_panel(bare: MainWindow) -> None:
    offer = bare.host.empty_view
    assert offer.isVisible()
    assert "View 2" in offer.title.text()
    assert not bare.host.empty.isVisible()
    press(bare, "bring")
    assert bare.bring_panel.isVisible()
    assert not offer.isVisible()
    bare.bring_panel.leave()
    assert offer.isVisible()
    bare.canvas.bring_in({system_id("Segment")})
    assert not offer.isVisible()
    bare.actions_["undo"].trigger()
    assert offer.isVisible()


def test_it_offers_to_draw_a_system(bare: MainWindow) -> None:
    press(bare, "draw")
    assert bare.canvas.is_drafting()
    assert not bare.host.empty_view.isVisible()


def test_it_goes_with_what_is_drawn_and_with_the_view(bare: MainWindow) -> None:
    offer, view = bare.host.empty_view, bare.session.view_id
    bare.session.edit(_draw, view)
    assert not offer.isVisible()
    bare.actions_["undo"].trigger()
    assert offer.isVisible()
    bare.actions_["next_view"].trigger()
    assert not offer.isVisible()


def _draw(document, view: str) -> None:
    with document.edit("Draw area") as tx:
        tx.put(Area(view=view, x=0, y=0, width=200, height=120))


def test_the_offers_stand_under_one_another_where_it_is_narrow(bare: MainWindow, qtbot) -> None:
    offer = bare.host.empty_view
    for width in (1500, 820):
        bare.resize(width, 700)
        qtbot.waitUntil(lambda width=width: bare.width() == width)
        for one in offer.findChildren(QPushButton):
            assert one.width() >= one.sizeHint().width()
            assert offer.rect().contains(one.geometry())
