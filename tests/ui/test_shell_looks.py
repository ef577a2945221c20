"""Lenses, badges, tiles and icons as commands of the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from isthmus.ui.commands.looks import BADGE_COMMANDS, LENS_COMMANDS
from isthmus.ui.window import MainWindow
from support.harbour import system_id


def view(window: MainWindow):
    return window.session.snapshot.views[window.session.view_id]


def opened_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_every_lens_is_a_command_that_ticks_itself(harbour: MainWindow) -> None:
    actions = harbour.actions_
    assert actions["lens_islands"].isChecked()
    for key, lens in LENS_COMMANDS.items():
        if not lens.endswith(":"):
            actions[key].trigger()
            assert [one for one in LENS_COMMANDS if actions[one].isChecked()] == [key]
    actions["undo"].trigger()
    assert view(harbour).lens == "agreement"
    assert actions["lens_agreement"].isChecked()


def test_a_path_is_asked_for_and_nothing_changes_without_an_answer(harbour: MainWindow) -> None:
    harbour.actions_["lens_data"].trigger()
    menu = opened_menu()
    assert "Contact" in [action.text() for action in menu.actions()]
    menu.close()
    assert harbour.actions_["lens_islands"].isChecked()
    assert not harbour.actions_["lens_data"].isChecked()
    assert not harbour.actions_["lens_field"].isEnabled()


def test_badges_and_tiles_are_commands(harbour: MainWindow) -> None:
    for key, badge in BADGE_COMMANDS.items():
        harbour.actions_[key].trigger()
        assert view(harbour).badges == (badge,)
        assert harbour.actions_[key].isChecked()
        harbour.actions_["undo"].trigger()
        assert not harbour.actions_[key].isChecked()
    harbour.actions_["face_category"].trigger()
    assert view(harbour).face == "category"


def test_the_legend_can_be_put_away(harbour: MainWindow) -> None:
    legend = harbour.canvas._furniture.legend
    assert legend.isVisible()
    harbour.actions_["legend"].trigger()
    assert not legend.isVisible()
    harbour.actions_["legend"].trigger()
    assert legend.isVisible()


def test_properties_offer_icon_and_colour(harbour: MainWindow) -> None:
    assert not harbour.actions_["icon"].isEnabled()
    harbour.go_to(system_id("Marketo"))
    harbour.tabs.setCurrentIndex(1)
    form = harbour.properties.systems
    for words, expected in (("Icon…", "Choose a file…"), ("Colour of the department…", "Rose")):
        found = [one for one in form.findChildren(QPushButton) if one.text() == words]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        menu = opened_menu()
        assert expected in [action.text() for action in menu.actions()]
        menu.close()
