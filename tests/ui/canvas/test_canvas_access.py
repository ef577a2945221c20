"""The map for screen readers: names, roles, states, places, deeds and news of every element."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.ui.canvas.access import news
from isthmus.ui.canvas.access import root as module
from isthmus.ui.canvas.access.root import interface_of
from isthmus.workspace import edits
from support.bigmap import big_map
from support.canvases import VIEW, canvas_with
from support.harbour import harbour_vale

Name = QAccessible.Text.Name


def root_of(hand):
    found = QAccessible.queryAccessibleInterface(hand.canvas)
    assert found is interface_of(hand.canvas)
    return found


def child(hand, name: str):
    return root_of(hand).item(hand.id(name))


def test_every_card_and_flow_is_a_child_with_a_name(hand):
    root = root_of(hand)
    chart = hand.canvas._board.chart
    children = [root.child(number) for number in range(root.childCount())]
    names = [one.text(Name) for one in children]
    assert all(names)
    for system in chart.cards:
        assert any(n.startswith(hand.document.snapshot().systems[system].name) for n in names)
    assert sum(name.startswith("Flow from ") for name in names) == len(chart.flows)
    assert root.role() is QAccessible.Role.Canvas
    assert root.text(Name) == "Map"
    for number, one in enumerate(children):
        assert root.indexOfChild(one) == number
        assert one.isValid()


def test_the_canvas_has_its_buttons_among_its_children(hand):
    root = root_of(hand)
    names = [root.child(number).text(Name) for number in range(root.childCount())]
    assert "Zoom" in names


def test_a_name_says_what_an_architect_wants_to_know(hand):
    name = child(hand, "Mailchimp").text(Name)
    assert name.startswith("Mailchimp, ")
    assert "Marketing" in name
    assert "on rogue island of 3 systems" in name
    assert name.endswith(("findings", "finding"))
    flow = next(iter(hand.document.snapshot().flows.values()))
    systems = hand.document.snapshot().systems
    words = root_of(hand).item(flow.id).text(Name)
    assert words.startswith(f"Flow from {systems[flow.source].name} to {systems[flow.target].name}")


def test_places_are_those_of_the_screen(hand):
    root = root_of(hand)
    for system in hand.canvas._board.chart.cards:
        one = root.item(system)
        card = hand.canvas._stage.card_on_screen(system)
        corner = hand.canvas.mapToGlobal(card.topLeft())
        assert (one.rect().x(), one.rect().y()) == pytest.approx((corner.x(), corner.y()), abs=1)
        middle = one.rect().center()
        if (
            not one.state().offscreen
            and hand.canvas.childAt(hand.canvas.mapFromGlobal(middle)) is None
        ):
            assert root.childAt(middle.x(), middle.y()) is one


def test_over_open_sea_and_outside_there_is_nothing(hand):
    root = root_of(hand)
    outside = hand.canvas.mapToGlobal(hand.canvas.rect().bottomRight())
    assert root.childAt(outside.x() + 50, outside.y() + 50) is None


def test_states_follow_the_selection_and_the_focus(hand, qtbot):
    hand.canvas.activateWindow()
    qtbot.waitUntil(hand.canvas.hasFocus)
    one, other = child(hand, "Mailchimp"), child(hand, "Marketo")
    assert one.state().selectable
    assert one.state().focusable
    assert not one.state().selected
    hand.canvas.select({hand.id("Mailchimp")})
    assert one.state().selected
    assert one.state().focused
    assert root_of(hand).focusChild() is one
    assert not other.state().selected
    hand.canvas.select({hand.id("Mailchimp"), hand.id("Marketo")})
    assert one.state().selected
    assert not one.state().focused
    assert root_of(hand).focusChild() is None


def test_what_is_deleted_is_told_to_be_gone_and_comes_back_with_undo(hand):
    one = child(hand, "Mailchimp")
    number = root_of(hand).childCount()
    edits.delete(hand.document, [one.key])
    assert not one.isValid()
    assert one.state().invalid
    assert one.rect().isEmpty()
    assert root_of(hand).indexOfChild(one) == -1
    assert root_of(hand).childCount() < number
    hand.document.undo()
    assert one.isValid()
    assert one.text(Name).startswith("Mailchimp")


def test_a_reader_can_press_select_and_open_the_menu(hand, qtbot):
    one = child(hand, "Mailchimp")
    deeds = one.actionInterface()
    assert set(deeds.actionNames()) == {"Press", "ShowMenu", "SetFocus"}
    with qtbot.waitSignal(hand.canvas.activated) as opened:
        deeds.doAction("Press")
    assert opened.args == [one.key]
    assert hand.selected() == {"Mailchimp"}
    child(hand, "Marketo").actionInterface().doAction("SetFocus")
    assert hand.selected() == {"Marketo"}
    deeds.doAction("ShowMenu")
    menu = hand.canvas.window().findChild(type(hand.canvas._menu)) if hand.canvas._menu else None
    assert menu is None or menu.isVisible()
    if menu is not None:
        menu.close()
    assert hand.selected() == {"Mailchimp"}


@pytest.fixture
def told(hand, monkeypatch):
    """The events that readers are sent, as (kind, key)."""
    sent = []

    def note(event):
        found = event.accessibleInterface()
        sent.append((event.type(), getattr(found, "key", "map")))

    monkeypatch.setattr(news.QAccessible, "updateAccessibility", note)
    monkeypatch.setattr(news.QAccessible, "isActive", lambda: True)
    return sent


def test_walking_by_keyboard_tells_where_it_comes_to(hand, told, qtbot):
    hand.canvas.activateWindow()
    qtbot.waitUntil(hand.canvas.hasFocus)
    told.clear()
    hand.key(Qt.Key.Key_Tab)
    (key,) = hand.canvas.selection()
    assert (QAccessible.Event.Selection, key) in told
    assert (QAccessible.Event.Focus, key) in told
    told.clear()
    hand.canvas.select_all()
    assert (QAccessible.Event.SelectionWithin, "map") in told


def test_new_findings_are_told_of_those_whom_they_name(hand, told):
    key = hand.id("Mailchimp")
    hand.canvas.set_analysis(None)
    hand.canvas.set_analysis(check(hand.document.snapshot(), load_catalogue()))
    assert (QAccessible.Event.NameChanged, key) in told
    told.clear()
    edits.delete(hand.document, [key])
    assert (QAccessible.Event.ObjectReorder, "map") in told


@pytest.mark.parametrize("listens", [False, True])
def test_where_no_reader_listens_nothing_is_made(hand, monkeypatch, listens):
    made = []
    monkeypatch.setattr(news.QAccessible, "isActive", lambda: listens)
    real = news.interface_of
    monkeypatch.setattr(news, "interface_of", lambda canvas: made.append(canvas) or real(canvas))
    hand.canvas.select_all()
    hand.canvas.select({hand.id("Marketo")})
    edits.delete(hand.document, [hand.id("Marketo")])
    QTest.keyClick(hand.canvas, Qt.Key.Key_Tab)
    assert bool(made) is listens


def test_a_reader_among_ten_thousand_asks_for_what_it_meets_alone(qtbot):
    document = big_map(2_000, 5_000)
    canvas = canvas_with(document, "view")
    qtbot.addWidget(canvas)
    root = interface_of(canvas)
    assert root.childCount() >= 2_000
    assert root.items() == []
    root.child(1_500).text(Name)
    assert len(root.items()) == 1


def test_a_canvas_that_is_gone_leaves_nothing_behind(qtbot, qapp):
    canvas = canvas_with(harbour_vale(), VIEW)
    made = interface_of(canvas)
    made.child(0).text(Name)
    assert made in module._MADE.values()
    canvas.close()
    canvas.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert made not in module._MADE.values()
