"""The context menu sets facts of the selected systems, all at once."""

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QMenu

from isthmus.model.records import Hosting, Lifecycle, System
from isthmus.ui.canvas.menu import context_menu
from isthmus.workspace import edits


def submenu(menu: QMenu, *path: str) -> QMenu:
    for words in path:
        found = next(one for one in menu.actions() if one.text().replace("&", "") == words)
        menu = found.menu()
    return menu


def opened(hand, *path: str) -> QMenu:
    canvas = hand.canvas
    hand.menu = context_menu(canvas, canvas._stage, canvas._menu_actions(QPointF(0, 0)))
    return submenu(hand.menu, "Set", *path)


def press(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text().replace("&", "") == words).trigger()


def checked(menu: QMenu) -> list[str]:
    return [one.text().replace("&", "") for one in menu.actions() if one.isChecked()]


def test_a_department_is_set_for_all_that_is_selected(hand, undone):
    edits.add_department(hand.document, "Sales & service")
    start = hand.document.revision
    chosen = [hand.id("Okta"), hand.id("Stripe")]
    hand.canvas.select(chosen)
    press(opened(hand, "Department"), "Sales & service".replace("&", ""))
    snapshot = hand.document.snapshot()
    owners = {snapshot.systems[key].department for key in chosen}
    assert {snapshot.departments[key].name for key in owners} == {"Sales & service"}
    assert hand.document.revision == start + 1
    assert checked(opened(hand, "Department")) == ["Sales  service"]
    press(opened(hand, "Department"), "None")
    assert {hand.document.snapshot().systems[key].department for key in chosen} == {None}


def test_lifecycle_and_hosting_are_set_in_words(hand, undone):
    key = hand.id("Okta")
    hand.canvas.select([key])
    press(opened(hand, "Lifecycle"), "Phasing out")
    press(opened(hand, "Hosting"), "SaaS")
    system = hand.document.snapshot().systems[key]
    assert (system.lifecycle, system.hosting) == (Lifecycle.PHASING_OUT, Hosting.SAAS)
    assert checked(opened(hand, "Lifecycle")) == ["Phasing out"]
    assert "Not known" in [one.text() for one in opened(hand, "Criticality").actions()]


def test_nothing_is_checked_where_systems_differ(hand):
    edits.set_fields_of(hand.document, System, [hand.id("Okta")], hosting=Hosting.HYBRID)
    edits.set_fields_of(hand.document, System, [hand.id("Stripe")], hosting=Hosting.CLOUD)
    hand.canvas.select([hand.id("Okta"), hand.id("Stripe")])
    assert checked(opened(hand, "Hosting")) == []
