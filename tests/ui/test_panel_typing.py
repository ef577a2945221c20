"""What is typed into the properties: refused texts are kept, words move nothing."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from isthmus.model.records import System
from isthmus.ui.properties.fields import TextField
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import system_id


@pytest.fixture
def shown(harbour: MainWindow) -> MainWindow:
    harbour.activateWindow()
    harbour.tabs.setCurrentIndex(1)
    harbour.go_to(system_id("Marketo"))
    return harbour


def field(window: MainWindow, name: str) -> TextField:
    found = window.properties.systems.fields[name]
    assert isinstance(found, TextField)
    return found


def typed(window: MainWindow, name: str, text: str) -> TextField:
    found = field(window, name)
    found.line.setFocus()
    found.line.selectAll()
    QTest.keyClicks(found.line, text)
    return found


def test_a_word_on_bad_input_moves_no_field(shown: MainWindow) -> None:
    form = shown.properties.systems
    places = {name: one.mapTo(form, QPoint(0, 0)) for name, one in form.fields.items()}
    cost = typed(shown, "annual_cost", "about ten")
    cost.finish()
    assert cost.problem.isVisible()
    assert {name: one.mapTo(form, QPoint(0, 0)) for name, one in form.fields.items()} == places
    under = cost.line.mapToGlobal(QPoint(0, cost.line.height()))
    assert 0 <= cost.problem.mapToGlobal(QPoint(0, 0)).y() - under.y() <= 4
    assert cost.problem.height() < 2 * cost.problem.fontMetrics().height()
    body = cost.problem.parentWidget()
    assert body.rect().contains(cost.problem.geometry())


def test_a_refused_text_is_kept_for_its_system_and_a_word_says_so(shown: MainWindow) -> None:
    typed(shown, "annual_cost", "about ten")
    shown.go_to(system_id("Zendesk"))
    assert "Not taken over: “about ten” (Cost a year)." in shown.host.toast.text()
    cost = field(shown, "annual_cost")
    assert cost.line.text() != "about ten"
    assert not cost.problem.isVisible()
    shown.go_to(system_id("Marketo"))
    assert cost.line.text() == "about ten"
    assert "amount" in cost.problem.text()
    assert cost.problem.isVisible()
    typed(shown, "annual_cost", "120k").finish()
    assert shown.session.snapshot.systems[system_id("Marketo")].annual_cost == 120_000
    shown.go_to(system_id("Zendesk"))
    shown.go_to(system_id("Marketo"))
    assert cost.line.text() == "120,000"


def test_a_refused_text_outlives_another_edit_of_its_system(shown: MainWindow) -> None:
    cost = typed(shown, "annual_cost", "about ten")
    cost.finish()
    shown.canvas.setFocus()
    shown.session.edit(edits.set_fields, System, system_id("Marketo"), vendor="Oracle")
    shown.properties.refresh()
    assert field(shown, "vendor").line.text() == "Oracle"
    assert cost.line.text() == "about ten"
    assert cost.problem.isVisible()


def test_a_refused_text_does_not_come_back_on_another_map(shown: MainWindow) -> None:
    typed(shown, "annual_cost", "about ten")
    shown.canvas.select(set())
    shown.session.adopt()
    shown.go_to(system_id("Marketo"))
    assert field(shown, "annual_cost").line.text() == "38,000"


def test_a_department_that_is_new_is_foretold(shown: MainWindow) -> None:
    department = typed(shown, "department", "Robotics")
    assert department.problem.text() == "New department “Robotics” will be added"
    assert department.problem.isVisible()
    names = {one.name for one in shown.session.snapshot.departments.values()}
    assert "Robotics" not in names
    typed(shown, "department", "marketing")
    assert not department.problem.isVisible()
    typed(shown, "department", "Robotics").finish()
    assert not department.problem.isVisible()
    names = {one.name for one in shown.session.snapshot.departments.values()}
    assert "Robotics" in names


def test_a_second_system_of_a_name_is_allowed_and_said(shown: MainWindow) -> None:
    typed(shown, "name", "Okta").finish()
    assert shown.status.currentMessage() == "There are two systems named Okta now."
    assert shown.session.snapshot.systems[system_id("Marketo")].name == "Okta"
    shown.session.edit(edits.rename, System, system_id("Zendesk"), "okta")
    assert shown.status.currentMessage() == "There are three systems named okta now."
    shown.status.clearMessage()
    shown.session.edit(edits.rename, System, system_id("Zendesk"), "Gorgias")
    assert shown.status.currentMessage() == ""


def test_the_words_are_plain_text(shown: MainWindow) -> None:
    department = typed(shown, "department", "<b>R")
    assert isinstance(department.problem, QLabel)
    assert department.problem.text().startswith("New department “<b>R”")
    assert department.problem.textFormat().name == "PlainText"
