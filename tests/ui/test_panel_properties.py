"""The properties panel: each edit one undo step, bad input marked and kept."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from isthmus.model.records import FlowMethod, HoldingRole, Hosting, System
from isthmus.ui.properties.fields import ChoiceField, Field, TextField, words_of
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import harbour_id, system_id


@pytest.fixture
def shown(harbour: MainWindow) -> MainWindow:
    harbour.activateWindow()
    harbour.tabs.setCurrentIndex(1)
    return harbour


def type_into(field: Field, text: str) -> None:
    assert isinstance(field, TextField)
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def marketo(window: MainWindow) -> System:
    return window.session.snapshot.systems[system_id("Marketo")]


def test_a_system_shows_what_the_map_says_of_it(shown: MainWindow) -> None:
    shown.go_to(system_id("Marketo"))
    fields = shown.properties.systems.fields
    texts = {name: f.line.text() for name, f in fields.items() if isinstance(f, TextField)}
    assert texts["name"] == "Marketo"
    assert texts["category"] == "Marketing automation"
    assert (texts["department"], texts["funder"]) == ("Marketing", "IT")
    assert texts["annual_cost"] == "38,000"
    assert texts["it_steward"] == "Ana Ruiz"


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("name", "Eloqua", "Eloqua"),
        ("vendor", "Oracle", "Oracle"),
        ("category", "crm", "crm"),
        ("annual_cost", "41,500.50", Decimal("41500.50")),
        ("currency", "usd", "USD"),
        ("users", "1 200", 1200),
        ("business_owner", "Kim Lee", "Kim Lee"),
    ],
)
def test_each_edit_is_one_undo_step(
    shown: MainWindow, name: str, typed: str, expected: object
) -> None:
    shown.go_to(system_id("Marketo"))
    before = shown.session.snapshot
    type_into(shown.properties.systems.fields[name], typed)
    assert getattr(marketo(shown), name) == expected
    shown.actions_["undo"].trigger()
    assert shown.session.snapshot.same_content(before)


@pytest.mark.parametrize(
    ("name", "typed", "word"),
    [
        ("annual_cost", "about ten", "amount"),
        ("annual_cost", "84000 USD", "amount"),
        ("go_live", "soon", "date"),
        ("category", "zzzz", "category"),
        ("currency", "euros", "EUR"),
        ("users", "1.5", "whole"),
        ("name", "  ", "name"),
    ],
)
def test_bad_input_is_marked_with_a_word_and_nothing_is_lost(
    shown: MainWindow, name: str, typed: str, word: str
) -> None:
    shown.go_to(system_id("Marketo"))
    before = shown.session.snapshot
    field = shown.properties.systems.fields[name]
    assert isinstance(field, TextField)
    type_into(field, typed)
    assert shown.session.snapshot is before
    assert field.problem.isVisible()
    assert word in field.problem.text()
    assert field.line.text() == typed


def test_a_new_department_is_made_by_naming_it(shown: MainWindow) -> None:
    shown.go_to(system_id("Marketo"))
    type_into(shown.properties.systems.fields["department"], "Growth")
    departments = shown.session.snapshot.departments
    key = marketo(shown).department
    assert key is not None
    assert departments[key].name == "Growth"
    shown.actions_["undo"].trigger()
    assert all(one.name != "Growth" for one in shown.session.snapshot.departments.values())


def test_a_completion_that_is_picked_is_committed_whole(shown: MainWindow, qtbot) -> None:
    shown.go_to(system_id("Marketo"))
    field = shown.properties.systems.fields["category"]
    assert isinstance(field, TextField)
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "web content")
    completer = field.line.completer()
    assert completer.currentCompletion() == "Web content management"
    QTest.keyClick(completer.popup(), Qt.Key.Key_Down)
    QTest.keyClick(completer.popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: marketo(shown).category != "marketing-automation")
    category = shown.session.catalogue.categories[marketo(shown).category]
    assert category.name == "Web content management"
    assert not field.problem.isVisible()


def test_several_systems_are_changed_as_one_step(shown: MainWindow) -> None:
    both = {system_id("Marketo"), system_id("Mailchimp")}
    shown.canvas.select(both)
    form = shown.properties.systems
    department, name = form.fields["department"], form.fields["name"]
    steward = form.fields["it_steward"]
    assert isinstance(department, TextField)
    assert isinstance(steward, TextField)
    assert department.line.text() == "Marketing"
    assert steward.line.text() == ""
    assert steward.line.placeholderText() == "several values"
    assert not name.isVisible()
    type_into(steward, "Zoe Park")
    systems = shown.session.snapshot.systems
    assert {systems[key].it_steward for key in both} == {"Zoe Park"}
    shown.actions_["undo"].trigger()
    assert marketo(shown).it_steward == "Ana Ruiz"


def test_a_choice_is_committed_at_once(shown: MainWindow) -> None:
    shown.go_to(system_id("Marketo"))
    field = shown.properties.systems.fields["hosting"]
    assert isinstance(field, ChoiceField)
    assert field.combo.currentText() == "SaaS"
    field.combo.activated.emit(list(Hosting).index(Hosting.ON_PREMISES))
    assert marketo(shown).hosting is Hosting.ON_PREMISES


def test_leaving_for_another_system_takes_over_what_was_typed(shown: MainWindow) -> None:
    shown.go_to(system_id("Marketo"))
    vendor = shown.properties.systems.fields["vendor"]
    assert isinstance(vendor, TextField)
    vendor.line.setFocus()
    QTest.keyClicks(vendor.line, "Adobe")
    shown.go_to(system_id("Segment"))
    assert marketo(shown).vendor == "Adobe"
    assert shown.session.snapshot.systems[system_id("Segment")].vendor == ""


def test_what_is_being_typed_survives_a_change_from_elsewhere(shown: MainWindow, qtbot) -> None:
    shown.go_to(system_id("Marketo"))
    vendor = shown.properties.systems.fields["vendor"]
    assert isinstance(vendor, TextField)
    vendor.line.setFocus()
    QTest.keyClicks(vendor.line, "Ado")
    shown.properties.refresh()
    assert vendor.line.text() == "Ado"


def test_data_objects_held_are_added_changed_and_let_go(shown: MainWindow) -> None:
    shown.go_to(system_id("Hootsuite"))
    held = shown.properties.systems.held
    type_into(held.add, "Consent")
    holdings = shown.session.snapshot.holdings
    mine = [one for one in holdings.values() if one.system == system_id("Hootsuite")]
    assert [one.role for one in mine] == [HoldingRole.REPLICA]
    shown.properties.refresh()
    consent = mine[0].data_object
    held.changed.emit(consent, HoldingRole.MASTER)
    assert shown.session.snapshot.holdings[mine[0].id].role is HoldingRole.MASTER
    held.changed.emit(consent, None)
    assert mine[0].id not in shown.session.snapshot.holdings


def test_a_flow_shows_and_changes_what_it_carries(shown: MainWindow) -> None:
    leads = harbour_id("flows", "Leads")
    shown.canvas.select({leads})
    form = shown.properties.flows
    type_into(form.carried.add, "Contact")
    flow = shown.session.snapshot.flows[leads]
    objects = shown.session.snapshot.data_objects
    assert [objects[key].name for key in flow.data_objects] == ["Lead", "Contact"]
    method = form.fields["method"]
    assert isinstance(method, ChoiceField)
    method.combo.activated.emit(list(FlowMethod).index(FlowMethod.FILE))
    assert shown.session.snapshot.flows[leads].method is FlowMethod.FILE
    shown.actions_["undo"].trigger()
    shown.actions_["undo"].trigger()
    assert shown.session.snapshot.flows[leads].data_objects == (harbour_id("data_objects", "Lead"),)


def test_an_end_of_a_flow_must_be_a_system_and_another_one(shown: MainWindow) -> None:
    leads = harbour_id("flows", "Leads")
    shown.canvas.select({leads})
    target = shown.properties.flows.fields["target"]
    type_into(target, "Nowhere")
    assert "No such system" in target.problem.text()
    type_into(target, "Marketo")
    assert "another system" in target.problem.text()
    type_into(target, "Tableau")
    assert shown.session.snapshot.flows[leads].target == system_id("Tableau")


def test_the_map_itself_is_shown_while_nothing_is_selected(shown: MainWindow) -> None:
    shown.canvas.select(())
    form = shown.properties.map
    assert form.isVisible()
    type_into(form.fields["organisation"], "Harbour Group")
    assert shown.session.snapshot.info.organisation == "Harbour Group"
    assert form._counts["systems"].text() == "15"


def test_a_flow_in_the_list_leads_to_it(shown: MainWindow) -> None:
    shown.go_to(system_id("Marketo"))
    links = shown.properties.systems.flows.findChildren(QPushButton)
    assert [link.text() for link in links] == [
        "→ Salesforce · Lead",
        "← Segment · Profile, Contact",
    ]
    links[0].click()
    assert shown.canvas.selection() == {harbour_id("flows", "Leads")}


def test_a_long_name_makes_nothing_wider(shown: MainWindow, qtbot) -> None:
    long = "Marketo" * 60
    shown.session.edit(edits.rename, System, system_id("Marketo"), long)
    shown.session.edit(edits.rename, System, system_id("Salesforce"), long)
    shown.go_to(system_id("Marketo"))
    qtbot.wait(1)
    for form in (shown.properties.systems, shown.properties.flows):
        inside = form.widget()
        assert inside.minimumSizeHint().width() <= shown.tabs.minimumWidth() - 12
    shown.canvas.select({harbour_id("flows", "Leads")})
    qtbot.wait(1)
    form = shown.properties.flows
    assert form.widget().width() <= form.viewport().width()


def test_words_of_values() -> None:
    assert [words_of(v) for v in ("unknown", "saas", "on-premises", "api", "phasing-out")] == [
        "–", "SaaS", "On premises", "API", "Phasing out",
    ]  # fmt: skip
