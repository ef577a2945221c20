"""Areas, tokens, capabilities, and the properties of a data object."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from isthmus.model.records import HoldingRole, System
from isthmus.ui.properties.fields import CheckField, Field, TextField
from isthmus.ui.properties.tokens import TokenField, common, words_in
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import harbour_id, system_id

CONTACT = harbour_id("data_objects", "Contact")


@pytest.fixture
def shown(harbour: MainWindow) -> MainWindow:
    harbour.activateWindow()
    harbour.tabs.setCurrentWidget(harbour.properties)
    harbour.go_to(system_id("Marketo"))
    return harbour


def marketo(window: MainWindow) -> System:
    return window.session.snapshot.systems[system_id("Marketo")]


def tokens(field: Field) -> TokenField:
    assert isinstance(field, TokenField)
    return field


def add(field: TokenField, text: str) -> None:
    field.line.setFocus()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def test_the_area_is_that_of_the_category_until_another_is_chosen(shown: MainWindow) -> None:
    area = shown.properties.systems.area
    assert area.combo.currentText() == "CRM and demand generation (category)"
    area.combo.activated.emit(area.combo.findText("Mobile"))
    assert marketo(shown).technology_area == "mobile"
    shown.properties.refresh()
    assert area.combo.currentText() == "Mobile"
    area.combo.activated.emit(0)
    assert marketo(shown).technology_area == ""


def test_an_area_of_the_users_own_is_shown_as_it_is(shown: MainWindow) -> None:
    shown.session.edit(edits.set_fields, System, system_id("Marketo"), technology_area="robots")
    shown.properties.refresh()
    assert shown.properties.systems.area.combo.currentText() == "robots"


def test_words_are_added_by_enter_and_comma_in_their_known_spelling(shown: MainWindow) -> None:
    field = tokens(shown.properties.systems.fields["regulations"])
    add(field, "gdpr")
    shown.properties.refresh()
    field.line.setFocus()
    QTest.keyClicks(field.line, "pci dss,")
    assert marketo(shown).regulations == ("GDPR", "PCI DSS")
    shown.properties.refresh()
    assert field.words == ("GDPR", "PCI DSS")
    assert field.line.text() == ""
    shown.actions_["undo"].trigger()
    assert marketo(shown).regulations == ("GDPR",)


def test_a_token_goes_by_a_click_and_by_backspace(shown: MainWindow, qtbot: QtBot) -> None:
    field = tokens(shown.properties.systems.fields["regions"])
    add(field, "EU, UK; US")
    assert marketo(shown).regions == ("EU", "UK", "US")
    shown.properties.refresh()
    qtbot.wait(1)
    chips = [one for one in field.findChildren(QPushButton) if one.isVisibleTo(field)]
    chips[1].click()
    shown.properties.refresh()
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert marketo(shown).regions == ("EU",)


def test_several_systems_keep_what_is_their_own(shown: MainWindow) -> None:
    both = (system_id("Marketo"), system_id("Mailchimp"))
    shown.session.edit(edits.change_list, System, both, "regulations", add=("GDPR",))
    shown.session.edit(edits.change_list, System, both[:1], "regulations", add=("SOX",))
    shown.canvas.select(set(both))
    field = tokens(shown.properties.systems.fields["regulations"])
    assert field.words == ("GDPR",)
    assert field.line.placeholderText() == "others differ"
    add(field, "HIPAA")
    systems = shown.session.snapshot.systems
    assert systems[both[0]].regulations == ("GDPR", "SOX", "HIPAA")
    assert systems[both[1]].regulations == ("GDPR", "HIPAA")


def test_capabilities_are_made_by_naming_them(shown: MainWindow) -> None:
    field = tokens(shown.properties.systems.fields["capabilities"])
    add(field, "Lead management")
    before = shown.session.snapshot
    add(field, "Nurturing")
    names = {one.name for one in shown.session.snapshot.capabilities.values()}
    assert names == {"Lead management", "Nurturing"}
    shown.properties.refresh()
    assert field.words == ("Lead management", "Nurturing")
    shown.actions_["undo"].trigger()
    assert shown.session.snapshot.same_content(before)


def open_contact(window: MainWindow) -> None:
    QApplication.processEvents()
    held = window.properties.systems.held
    link = next(b for b in held.findChildren(QPushButton) if b.accessibleName() == "Contact")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.properties.objects.isVisible()


def test_a_data_object_is_edited_from_the_list_of_those_held(shown: MainWindow) -> None:
    open_contact(shown)
    form = shown.properties.objects
    personal = form.fields["personal"]
    assert isinstance(personal, CheckField)
    assert personal.box.isChecked()
    personal.box.click()
    add(tokens(form.fields["regions"]), "eu")
    name = form.fields["name"]
    assert isinstance(name, TextField)
    name.line.selectAll()
    name.line.setFocus()
    QTest.keyClicks(name.line, "Person")
    QTest.keyClick(name.line, Qt.Key.Key_Return)
    shown_now = shown.session.snapshot.data_objects[CONTACT]
    assert (shown_now.name, shown_now.personal, shown_now.regions) == ("Person", False, ("EU",))
    form.left.emit()
    assert shown.properties.systems.isVisible()


def test_who_masters_a_data_object_is_said_per_system(shown: MainWindow) -> None:
    open_contact(shown)
    form = shown.properties.objects
    form.held.changed.emit(system_id("Airtable"), HoldingRole.MASTER)
    shown.properties.refresh()
    assert "2 masters" in form._note.text()
    form.held.changed.emit(system_id("Airtable"), None)
    form.held.added.emit("Okta")
    form.held.added.emit("Nowhere")
    assert "No such system" in form.held.add.problem.text()
    mine = {
        shown.session.snapshot.systems[one.system].name: one.role
        for one in shown.session.snapshot.holdings.values()
        if one.data_object == CONTACT
    }
    assert mine["Okta"] is HoldingRole.REPLICA
    assert "Airtable" not in mine
    shown.properties.refresh()
    assert not form._note.isVisible()


def test_another_selection_and_a_deletion_leave_the_data_object(shown: MainWindow) -> None:
    open_contact(shown)
    shown.go_to(system_id("Segment"))
    assert shown.properties.systems.isVisible()
    shown.canvas.select(())
    shown.properties.map.followed.emit(CONTACT)
    assert shown.properties.objects.isVisible()
    with shown.session.document.edit("Delete it") as tx:
        tx.delete(type(shown.session.snapshot.data_objects[CONTACT]), CONTACT)
    shown.properties.refresh()
    assert shown.properties.map.isVisible()


def test_a_flow_leads_to_what_it_carries(shown: MainWindow) -> None:
    shown.canvas.select({harbour_id("flows", "Leads")})
    shown.properties.flows.carried.followed.emit("Lead")
    assert shown.properties.objects.key == harbour_id("data_objects", "Lead")


def test_words_between_commas() -> None:
    assert words_in(" GDPR,; PCI   DSS\ngdpr,") == ("gdpr", "PCI DSS")
    assert common([("a", "b"), ("b", "c")]) == (("b",), True)
    assert common([("a",)]) == (("a",), False)


def test_the_second_click_of_a_double_click_hits_nothing(shown: MainWindow, qtbot: QtBot) -> None:
    open_contact(shown)
    panel, personal = shown.properties, shown.properties.objects.fields["personal"]
    spot = personal.mapTo(panel, personal.rect().center())
    assert panel.childAt(spot) is None
    qtbot.waitUntil(lambda: panel.childAt(spot) is not None)
