"""Views of the map by real clicks, drags and keys on their tabs, and undo across them."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from isthmus.model.records import System
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from isthmus.workspace.positions import placed, views_in_order
from support.canvases import VIEW
from support.harbour import system_id

LEFT = Qt.MouseButton.LeftButton


def names(window: MainWindow) -> list[str]:
    return [view.name for view in views_in_order(window.session.snapshot)]


def texts(window: MainWindow) -> list[str]:
    tabs = window.host.views.tabs
    return [tabs.tabText(index) for index in range(tabs.count())]


def add(window: MainWindow, name: str, *systems: str) -> str:
    places = {system_id(one): (number * 280.0, 0.0) for number, one in enumerate(systems)}
    return edits.add_view(window.session.document, name, places).id


def click(window: MainWindow, index: int) -> None:
    tabs = window.host.views.tabs
    QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(index).center())


def shown(window: MainWindow) -> str:
    """The name of the view on the canvas; tabs, session and canvas must say the same."""
    view_id, tabs = window.session.view_id, window.host.views.tabs
    assert window.canvas._board.view_id == view_id
    assert tabs.tabData(tabs.currentIndex()) == view_id
    view = window.session.snapshot.views[view_id]
    assert window.canvas._board.positions == placed(window.session.snapshot, view_id)
    return view.name


def test_a_click_on_a_tab_shows_the_view_with_its_own_zoom_and_selection(harbour) -> None:
    add(harbour, "Sales", "Salesforce", "Stripe")
    assert texts(harbour) == ["Map", "Sales"]
    harbour.canvas.select({system_id("Okta")})
    harbour.canvas.look(Camera(33, 44, 0.5))
    found = harbour.canvas._board.analysis
    click(harbour, 1)
    assert shown(harbour) == "Sales"
    assert harbour.canvas._board.chart.cards.keys() == {
        system_id("Salesforce"),
        system_id("Stripe"),
    }
    assert harbour.canvas._board.analysis is found
    assert harbour.canvas.selection() == frozenset()
    harbour.canvas.select({system_id("Stripe")})
    harbour.canvas.look(Camera(5, 6, 1.5))
    click(harbour, 0)
    assert shown(harbour) == "Map"
    assert harbour.canvas.selection() == {system_id("Okta")}
    assert harbour.canvas.camera() == Camera(33, 44, 0.5)
    click(harbour, 1)
    assert harbour.canvas.selection() == {system_id("Stripe")}
    assert harbour.canvas.camera() == Camera(5, 6, 1.5)


def test_the_keys_go_round_the_views(harbour) -> None:
    assert not harbour.actions_["next_view"].isEnabled()
    add(harbour, "Two", "Okta")
    add(harbour, "Three")
    seen = []
    for key in ("next_view", "next_view", "next_view", "previous_view"):
        harbour.actions_[key].trigger()
        seen.append(shown(harbour))
    assert seen == ["Two", "Three", "Map", "Three"]


def test_a_new_view_is_empty_and_named_at_once(harbour) -> None:
    before = harbour.session.snapshot
    harbour.activateWindow()
    QTest.mouseClick(harbour.host.views.new, LEFT)
    assert shown(harbour) == "View 2"
    field = harbour.host.views.field
    assert field.isVisible()
    QTest.keyClicks(field, "Campaigns & more")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(harbour) == ["Map", "Campaigns & more"]
    assert texts(harbour) == ["Map", "Campaigns && more"]
    assert harbour.canvas._board.chart.cards == {}
    harbour.actions_["undo"].trigger()
    assert shown(harbour) == "View 2"
    harbour.actions_["undo"].trigger()
    assert shown(harbour) == "Map"
    assert harbour.session.snapshot.same_content(before)


def test_renaming_in_place_by_double_click_and_given_up_by_escape(harbour) -> None:
    views = harbour.host.views
    QTest.mouseDClick(views.tabs, LEFT, pos=views.tabs.tabRect(0).center())
    assert views.field.isVisible()
    assert views.field.text() == "Map"
    QTest.keyClicks(views.field, "Nope")
    QTest.keyClick(views.field, Qt.Key.Key_Escape)
    assert not views.field.isVisible()
    assert names(harbour) == ["Map"]
    assert harbour.focusWidget() is harbour.canvas
    harbour.actions_["rename_view"].trigger()
    QTest.keyClicks(views.field, "  All   of it ")
    QTest.keyClick(views.field, Qt.Key.Key_Return)
    assert names(harbour) == ["All of it"]
    assert harbour.focusWidget() is harbour.canvas
    harbour.actions_["undo"].trigger()
    assert names(harbour) == ["Map"]
    assert texts(harbour) == ["Map"]


def test_a_copy_stands_beside_and_has_places_of_its_own(harbour) -> None:
    harbour.actions_["duplicate_view"].trigger()
    assert shown(harbour) == "Map copy"
    copy = harbour.session.view_id
    edits.move(harbour.session.document, copy, {system_id("Okta"): (5000, 5000)})
    snapshot = harbour.session.snapshot
    assert placed(snapshot, copy)[system_id("Okta")] == (5000, 5000)
    assert placed(snapshot, VIEW)[system_id("Okta")] != (5000, 5000)


def test_deleting_asks_nothing_says_what_stays_and_can_be_undone(harbour) -> None:
    count = len(harbour.session.snapshot.systems)
    assert not harbour.actions_["delete_view"].isEnabled()
    add(harbour, "Middle", "Okta")
    add(harbour, "Last")
    click(harbour, 1)
    harbour.actions_["delete_view"].trigger()
    assert names(harbour) == ["Map", "Last"]
    assert shown(harbour) == "Last"
    assert "stay in the model" in harbour.host.toast.text()
    assert len(harbour.session.snapshot.systems) == count
    harbour.actions_["undo"].trigger()
    assert names(harbour) == ["Map", "Middle", "Last"]
    assert shown(harbour) == "Middle"


def test_views_are_put_in_order_by_keys(harbour) -> None:
    add(harbour, "B")
    add(harbour, "C")
    click(harbour, 2)
    harbour.actions_["view_left"].trigger()
    harbour.actions_["view_left"].trigger()
    harbour.actions_["view_left"].trigger()
    assert names(harbour) == ["C", "Map", "B"]
    harbour.actions_["view_right"].trigger()
    assert names(harbour) == ["Map", "C", "B"]
    assert shown(harbour) == "C"


def test_views_are_put_in_order_by_a_drag(harbour) -> None:
    add(harbour, "B")
    add(harbour, "C")
    tabs, steps = harbour.host.views.tabs, len(harbour.session.document.done)
    start, end = tabs.tabRect(0).center(), tabs.tabRect(2).center() + QPoint(30, 0)

    def send(kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        spot = QPointF(at)
        none = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, spot, tabs.mapToGlobal(spot), button, held, none)
        QApplication.sendEvent(tabs, event)

    send(QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    for part in range(1, 11):
        at = start + (end - start) * part / 10
        send(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, LEFT)
    send(QEvent.Type.MouseButtonRelease, end, LEFT, Qt.MouseButton.NoButton)
    assert names(harbour) == ["B", "C", "Map"]
    assert len(harbour.session.document.done) == steps + 1
    assert shown(harbour) == "Map"
    harbour.actions_["undo"].trigger()
    assert names(harbour) == texts(harbour) == ["Map", "B", "C"]


def test_the_menu_of_a_tab_offers_its_commands_and_all_views(harbour, qtbot) -> None:
    add(harbour, "Sales & more", "Okta")
    harbour.host.views.menu_wanted.emit(QPoint(0, 0))
    menu = next(m for m in harbour.host.views.findChildren(QMenu) if m.accessibleName() == "View")
    offered = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert offered[-2:] == ["Map", "Sales && more"]
    assert "De&lete the view" in offered
    menu.actions()[-1].trigger()
    assert shown(harbour) == "Sales & more"
    menu.close()


# --- undo is never out of sight ------------------------------------------------------------------


def test_undo_goes_to_the_view_on_which_something_happens(harbour) -> None:
    sales = add(harbour, "Sales", "Salesforce")
    edits.move(harbour.session.document, sales, {system_id("Salesforce"): (900, 0)})
    assert shown(harbour) == "Map"
    harbour.actions_["undo"].trigger()
    assert shown(harbour) == "Sales"
    assert "Sales" in harbour.host.toast.text()
    harbour.actions_["redo"].trigger()
    assert shown(harbour) == "Sales"


def test_undo_of_what_shows_here_too_stays_here(harbour) -> None:
    add(harbour, "Sales", "Salesforce", "Okta")
    edits.delete(harbour.session.document, [system_id("Okta")])
    click(harbour, 1)
    harbour.actions_["undo"].trigger()
    assert shown(harbour) == "Sales"
    assert system_id("Okta") in harbour.canvas._board.chart.cards


def test_undo_of_an_edit_of_the_model_goes_where_the_system_stands(harbour) -> None:
    add(harbour, "Sales", "Salesforce")
    edits.rename(harbour.session.document, System, system_id("Okta"), "Okta SSO")
    click(harbour, 1)
    harbour.actions_["undo"].trigger()
    assert shown(harbour) == "Map"
    edits.rename(harbour.session.document, System, system_id("Salesforce"), "SFDC")
    click(harbour, 1)
    harbour.actions_["undo"].trigger()
    assert shown(harbour) == "Sales"


@pytest.mark.parametrize("back", [False, True])
def test_a_view_shown_again_shows_what_changed_meanwhile(harbour, back: bool) -> None:
    add(harbour, "Sales", "Salesforce", "Stripe", "Okta")
    click(harbour, 1)
    click(harbour, 0)
    document = harbour.session.document
    edits.rename(document, System, system_id("Stripe"), "Stripe Billing")
    edits.delete(document, [system_id("Okta")])
    flow = edits.draw_flow(document, system_id("Stripe"), system_id("Salesforce"))
    if back:
        document.undo()
    click(harbour, 1)
    chart = harbour.canvas._board.chart
    assert chart.cards.keys() == {system_id("Salesforce"), system_id("Stripe")}
    assert chart.cards[system_id("Stripe")].title.startswith("Stripe Bill")
    assert (flow.id in chart.flows) is not back
    shown(harbour)


def test_tabs_of_many_views_scroll_rather_than_say_nothing(harbour: MainWindow) -> None:
    for number in range(18):
        edits.add_view(harbour.session.document, f"Integration landscape {number}", {})
    harbour.resize(1200, 800)
    tabs = harbour.host.views.tabs
    assert tabs.count() == 19
    widths = [tabs.tabRect(index).width() for index in range(1, tabs.count())]
    assert min(widths) >= 110
    assert tabs.width() < sum(widths)
