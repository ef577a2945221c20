"""Commands: each does something, each is in reach of the keyboard, none is shown twice."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QPushButton, QToolBar

from isthmus.ui.canvas.tools import Tool
from isthmus.ui.commands import SPECS
from isthmus.ui.commands.menus import LINE, MENUS, RECENT, TOOLBAR, Menu
from isthmus.ui.window import MainWindow
from isthmus.workspace.sources import Opened
from support.harbour import harbour_vale, system_id

SPECIAL = {LINE, RECENT}


def menus() -> Iterator[Menu]:
    """All menus, those inside others too."""
    todo = list(MENUS)
    for menu in todo:
        todo += [item for item in menu.items if isinstance(item, Menu)]
        yield menu


def keys_in(menu: Menu) -> list[str]:
    return [item for item in menu.items if isinstance(item, str) and item not in SPECIAL]


def test_every_command_stands_in_a_menu_and_no_menu_names_an_unknown_one() -> None:
    in_menus = {key for menu in menus() for key in keys_in(menu)}
    assert in_menus == {spec.key for spec in SPECS}
    assert set(TOOLBAR) - {LINE} <= in_menus


def test_every_command_has_a_key_or_a_letter_and_no_key_is_given_twice() -> None:
    keys = [key for spec in SPECS for key in spec.keys]
    assert len(keys) == len(set(keys))
    assert all(spec.keys or "&" in spec.text for spec in SPECS)


def test_no_letter_is_given_twice_in_a_menu() -> None:
    texts = {spec.key: spec.text for spec in SPECS}
    for menu in menus():
        titles = [item.title for item in menu.items if isinstance(item, Menu)]
        titles += [texts[key] for key in keys_in(menu)]
        letters = [title.split("&")[1][0].lower() for title in titles]
        assert len(letters) == len(set(letters)), menu.title


def test_the_tools_follow_toolbar_and_canvas(window: MainWindow) -> None:
    window.actions_["flow"].trigger()
    assert window.canvas.tool() is Tool.FLOW
    window.canvas.set_tool(Tool.SELECT)
    assert window.actions_["select"].isChecked()
    assert not window.actions_["flow"].isChecked()


def test_f6_goes_round_the_panels(harbour: MainWindow) -> None:
    harbour.activateWindow()
    harbour.catalogue_panel.search.setFocus()
    seen = []
    for _ in range(3):
        harbour.actions_["next_panel"].trigger()
        seen.append(harbour.focusWidget())
    assert seen == [harbour.canvas, harbour.findings.list, harbour.catalogue_panel.search]


def test_what_makes_no_sense_now_is_disabled(harbour: MainWindow) -> None:
    actions = harbour.actions_
    assert not actions["undo"].isEnabled()
    assert not actions["delete"].isEnabled()
    harbour.go_to(system_id("Marketo"))
    assert actions["delete"].isEnabled()
    actions["delete"].trigger()
    assert system_id("Marketo") not in harbour.session.snapshot.systems
    assert actions["undo"].text() == "&Undo: delete Marketo"
    assert actions["undo"].iconText() == "Undo"


def test_panels_can_be_put_away_and_come_back(window: MainWindow) -> None:
    window.actions_["catalogue"].trigger()
    assert not window.catalogue_panel.isVisible()
    window.actions_["from_catalogue"].trigger()
    assert window.catalogue_panel.isVisible()


def test_what_takes_the_focus_has_a_name(harbour: MainWindow) -> None:
    harbour.tabs.setCurrentIndex(1)
    harbour.go_to(system_id("Marketo"))
    parts = [*harbour.findChildren(QLineEdit), *harbour.findChildren(QListView)]
    parts += [b for b in harbour.findChildren(QAbstractButton) if b.isVisible()]
    parts = [p for p in parts if p.isVisible() and p.focusPolicy() != Qt.FocusPolicy.NoFocus]
    nameless = [p for p in parts if not (p.accessibleName() or getattr(p, "text", str)())]
    assert parts
    assert nameless == []


def test_no_button_cuts_its_words(window: MainWindow, qtbot) -> None:
    def cut() -> list[str]:
        buttons = [b for b in window.findChildren(QPushButton) if b.isVisible()]
        assert buttons
        return [b.text() for b in buttons if b.width() < b.sizeHint().width()]

    window.resize(1440, 900)
    qtbot.wait(1)
    assert window.host.empty.isVisible()
    assert cut() == []
    window.session.workspace.adopt(Opened(harbour_vale()), is_saved=True)
    window.session.adopt()
    qtbot.waitUntil(lambda: window.session.analysis is not None)
    window.actions_["next_finding"].trigger()
    qtbot.wait(1)
    assert cut() == []


def test_arranging_is_one_undo_step(harbour: MainWindow, qtbot) -> None:
    before = dict(harbour.session.snapshot.placements)
    harbour.actions_["arrange"].trigger()
    qtbot.waitUntil(lambda: harbour.session.document.undo_label == "Arrange the map")
    assert dict(harbour.session.snapshot.placements) != before
    harbour.actions_["undo"].trigger()
    assert dict(harbour.session.snapshot.placements) == before


def test_typing_letters_in_a_field_does_not_switch_tools(harbour: MainWindow) -> None:
    harbour.activateWindow()
    field = harbour.catalogue_panel.search
    field.setFocus()
    QTest.keyClicks(field, "vsf")
    assert field.text() == "vsf"
    assert harbour.canvas.tool() is Tool.SELECT


def test_the_toolbar_has_few_words(window: MainWindow) -> None:
    bar = window.findChild(QToolBar)
    assert [a.iconText() for a in bar.actions() if a.iconText()] == [
        "Select", "System", "Flow", "Area", "Note", "Undo", "Redo", "Arrange", "Import…",
        "Report…",
    ]  # fmt: skip


def test_arrange_all_on_the_map_goes_beside_the_window(harbour: MainWindow, qtbot) -> None:
    with qtbot.waitSignal(harbour.arranging.done):
        harbour.canvas.arrange_requested.emit()
    assert harbour.session.document.undo_label == "Arrange the map"


def test_what_is_being_named_is_kept_before_anything_ends_it(window: MainWindow) -> None:
    window.show()
    window.actions_["quick_add"].trigger()
    assert not window.host.empty.isVisible()
    QTest.keyClicks(window.canvas._quick.editor, "Ledger")
    window.finish()
    assert [one.name for one in window.session.snapshot.systems.values()] == ["Ledger"]


def test_the_offers_of_the_empty_map_come_back_when_nothing_is_drawn(window: MainWindow) -> None:
    window.show()
    window.actions_["quick_add"].trigger()
    QTest.keyClick(window.canvas._quick.editor, Qt.Key.Key_Escape)
    assert window.host.empty.isVisible()


def test_what_undo_brings_back_is_selected_and_the_word_of_its_going_gone(
    harbour: MainWindow,
) -> None:
    harbour.canvas.select([system_id("Marketo"), system_id("Okta")])
    harbour.actions_["delete"].trigger()
    assert harbour.host.toast.isVisible()
    harbour.actions_["undo"].trigger()
    assert not harbour.host.toast.isVisible()
    assert {system_id("Marketo"), system_id("Okta")} <= harbour.canvas.selection()


def test_a_word_goes_with_the_view_that_it_is_about(harbour: MainWindow) -> None:
    harbour.actions_["duplicate_view"].trigger()
    harbour.host.toast.say("Something about this view")
    harbour.actions_["previous_view"].trigger()
    assert not harbour.host.toast.isVisible()


def test_a_tool_in_hand_says_what_to_do_with_it(harbour: MainWindow, qtbot) -> None:
    with qtbot.waitSignal(harbour.canvas.message) as told:
        harbour.actions_["territory"].trigger()
    assert told.args == ["Drag out the territory of a department · Esc ends"]
