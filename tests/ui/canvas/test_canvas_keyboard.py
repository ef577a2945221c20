"""The map without a mouse: walking, keeping, opening menus; what the context menus offer."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from isthmus.ui.canvas.menu import context_menu
from isthmus.ui.commands import SPECS

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def test_home_and_end_go_to_the_first_and_the_last(hand):
    hand.key(Qt.Key.Key_End)
    assert hand.selected() == {"Airtable"}
    hand.key(Qt.Key.Key_Home)
    assert hand.selected() == {"Marketo"}


def test_what_is_kept_stays_selected_while_walking_on(hand):
    hand.key(Qt.Key.Key_Home)
    hand.key(Qt.Key.Key_K)
    hand.key(Qt.Key.Key_Tab)
    hand.key(Qt.Key.Key_Tab)
    assert hand.selected() == {"Marketo", "Stripe"}
    hand.key(Qt.Key.Key_K)
    hand.key(Qt.Key.Key_Down, CTRL)
    assert hand.selected() == {"Marketo", "Stripe", "SAP S/4HANA"}
    hand.key(Qt.Key.Key_Backtab, SHIFT)
    assert len(hand.selected()) == 3
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_Home)
    assert hand.selected() == {"Marketo"}


def test_a_second_press_lets_go_of_what_was_kept(hand):
    hand.key(Qt.Key.Key_Home)
    hand.key(Qt.Key.Key_K)
    hand.key(Qt.Key.Key_K)
    hand.key(Qt.Key.Key_Tab)
    assert hand.selected() == {"Zendesk"}


def test_a_click_forgets_what_was_kept(hand):
    hand.key(Qt.Key.Key_Home)
    hand.key(Qt.Key.Key_K)
    hand.click(*hand.centre("Okta"))
    hand.key(Qt.Key.Key_Tab)
    assert len(hand.selected()) == 1


def test_with_nothing_selected_there_is_nothing_to_keep(hand, qtbot):
    with qtbot.waitSignal(hand.canvas.message) as told:
        hand.key(Qt.Key.Key_K)
    assert told.args == ["Walk to a system with Tab to keep it selected"]


def test_enter_opens_several(hand, qtbot):
    hand.canvas.select([hand.id("Okta"), hand.id("Workday")])
    with qtbot.waitSignal(hand.canvas.activated):
        hand.key(Qt.Key.Key_Return)


def open_menu(hand) -> QMenu | None:
    return hand.canvas._menu


@pytest.mark.parametrize("how", ["Shift+F10", "menu key"])
def test_the_menu_opens_at_what_is_selected_and_once(hand, qtbot, how):
    hand.click(*hand.centre("Marketo"))
    if how == "menu key":
        middle = hand.canvas.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, middle, hand.canvas.mapToGlobal(middle))
        QApplication.sendEvent(hand.canvas, event)
    else:
        hand.key(Qt.Key.Key_F10, SHIFT)
    shown = open_menu(hand)
    assert shown.isVisible()
    away = shown.pos() - hand.canvas.mapToGlobal(hand.at(*hand.centre("Marketo")))
    assert away.manhattanLength() < 12  # Qt keeps it on the screen
    hand.canvas.open_menu()
    assert open_menu(hand) is shown
    shown.close()
    qtbot.waitUntil(lambda: open_menu(hand) is None)
    assert hand.selected() == {"Marketo"}


def test_the_menu_opens_inside_the_canvas_for_what_is_out_of_sight(hand, qtbot):
    hand.click(*hand.centre("Okta"))
    hand.canvas._stage.camera = hand.canvas._stage.camera.panned(-5000, 0)
    hand.canvas.open_menu()
    at = hand.canvas.mapFromGlobal(open_menu(hand).pos())
    assert hand.canvas.rect().adjusted(0, 0, 1, 1).contains(at)
    open_menu(hand).close()
    qtbot.waitUntil(lambda: open_menu(hand) is None)


def lines(hand) -> dict[str, str]:
    """Words and keys of the menu for what is selected, those inside as 'Align > Left'."""
    canvas = hand.canvas
    menu = context_menu(canvas, canvas._stage, canvas._menu_actions(QPointF(10, 10)))
    found = {}

    def read(one: QMenu, before: str) -> None:
        for action in one.actions():
            words = before + action.text().replace("&", "")
            if action.menu() is not None:
                read(action.menu(), f"{words} > ")
            elif not action.isSeparator():
                found[words] = action.shortcut().toString()

    read(menu, "")
    menu.deleteLater()
    return found


def test_the_menu_of_a_system(hand):
    hand.click(*hand.centre("Okta"))
    found = lines(hand)
    assert found["Rename"] == "F2"
    assert found["Cut"] == "Ctrl+X"
    assert found["Duplicate"] == "Ctrl+D"
    assert found["Delete"] == "Del"
    assert found["Select > Connected part"] == "Ctrl+J"
    assert found["Size > Wider"] == "Alt+Right"
    assert "Align > Left" not in found
    assert "Paste here" not in found


def test_the_menu_of_several_systems(hand):
    hand.canvas.select([hand.id("Okta"), hand.id("Workday"), hand.id("Stripe")])
    found = lines(hand)
    assert found["Align > Left"] == "Ctrl+Shift+Left"
    assert found["Align > Distribute across"] == "Ctrl+Alt+H"
    assert "Size > Same size" in found
    assert "Rename" not in found


def test_the_menu_of_the_sea(hand, undone):
    hand.canvas.select([])
    QGuiApplication.clipboard().setText("Boathouse ledger")
    found = lines(hand)
    assert found["New system here"] == "/"
    assert found["Paste here"] == "Ctrl+V"
    assert found["Select > All"] == "Ctrl+A"
    assert "Cut" not in found
    canvas = hand.canvas
    at = hand.at(1150, 300).toPointF()
    menu = context_menu(canvas, canvas._stage, canvas._menu_actions(at))
    next(a for a in menu.actions() if a.text() == "Paste here").trigger()
    assert hand.place("Boathouse ledger") == (1064, 272)
    menu.deleteLater()
    QGuiApplication.clipboard().clear()
    undone()


def test_the_keys_in_the_menus_are_those_of_the_commands(hand):
    known = {key for spec in SPECS for key in spec.keys} | {"Return", "/"}
    hand.canvas.select([hand.id("Okta"), hand.id("Workday"), hand.id("Stripe")])
    several = lines(hand)
    hand.canvas.select([hand.id("Okta")])
    for words, keys in (several | lines(hand)).items():
        assert not keys or keys in known or keys == "Shift+Del", words
