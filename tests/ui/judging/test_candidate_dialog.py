"""Does it fit: a product chosen or described, its report, and planning it on the map."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from isthmus.analysis.candidate import CANDIDATE, candidate_of
from isthmus.analysis.fit import fit
from isthmus.model.records import FlowState, Lifecycle, System
from isthmus.ui.judging.desk import Judging
from isthmus.ui.judging.following import State
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import harbour_id, system_id

Chosen = Callable[..., QDialog]


@pytest.fixture
def chosen(harbour: MainWindow, desk: Judging, qtbot: QtBot) -> Chosen:
    """Opens the dialog, chooses Klaviyo and says more of it."""

    def choose(**more: object) -> QDialog:
        harbour.actions_["candidate"].trigger()
        dialog = desk.candidate
        QTest.keyClicks(dialog.form.search, "klaviyo")
        dialog.form.list.setFocus()
        QTest.keyClick(dialog.form.list, Qt.Key.Key_Return)
        dialog.form.show_wish(**more)
        told(dialog, qtbot)
        return dialog

    return choose


def told(dialog: QDialog, qtbot: QtBot) -> None:
    """Wait for the report of what is wished for, of the map as it is."""

    def is_told() -> bool:
        return dialog.fitted is not None and dialog.follower.state is State.CURRENT

    qtbot.waitUntil(is_told, timeout=10_000)


def test_before_anything_is_chosen_it_teaches(harbour: MainWindow, desk: Judging) -> None:
    harbour.actions_["candidate"].trigger()
    dialog = desk.candidate
    assert "The flows that the rules ask of it" in dialog.particulars.text()
    assert dialog.standing.text() == "Give it a name and a category to see how it fits."
    assert not dialog.add.isEnabled()
    assert not dialog.save.isEnabled()
    assert dialog.standing.again.isHidden()


def test_the_report_is_that_of_the_analysis(harbour: MainWindow, chosen: Chosen) -> None:
    dialog = chosen(department="Marketing", regions=("US",), annual_cost=Decimal(9000))
    catalogue, snapshot = harbour.session.catalogue, harbour.session.snapshot
    candidate = candidate_of(
        catalogue, "Klaviyo", department="Marketing", regions=("US",), annual_cost=Decimal(9000)
    )
    wanted = fit(snapshot, catalogue, candidate)
    text = dialog.particulars.text()
    assert wanted.needs
    assert f"{wanted.effort} flows to build:" in text
    for need in wanted.needs:
        ends = [wanted.snapshot.systems[i].name for i in (need.flow.source, need.flow.target)]
        assert " → ".join(ends) in text
        assert all(f"{rule.title} ({rule.key})" in text for rule in need.rules)
    assert all(source.title in text for source in wanted.connectors)
    assert "Mailchimp, " in text
    assert "E-mail campaigns · for Marketing · in US · €9,000 a year" in text
    assert all(name in text for name in wanted.compliance.personal)
    assert f"{wanted.involvement.verdict}:" in text
    assert "Today: " in text
    assert "With its flows: " in text


def test_what_is_described_needs_no_product(
    harbour: MainWindow, desk: Judging, qtbot: QtBot
) -> None:
    harbour.actions_["candidate"].trigger()
    dialog = desk.candidate
    name, category = dialog.form.fields["name"], dialog.form.fields["category"]
    QTest.keyClicks(name.line, "Lantern")
    name.finish()
    assert dialog.fitted is None
    category.line.setText("E-mail campaigns")
    category.finish()
    told(dialog, qtbot)
    assert dialog.fitted.fit.candidate.product == ""
    assert "since the catalogue does not know the product" in dialog.particulars.text()


@pytest.mark.long
def test_what_it_is_said_to_hold_and_to_be_under_counts(chosen: Chosen) -> None:
    dialog = chosen(holds=("order",), regulations=("SOX",))
    text = dialog.particulars.text()
    assert "Order: it would hold it" in text
    assert "Regulations: SOX." in text


def test_it_is_planned_with_its_flows_as_one_step(harbour: MainWindow, chosen: Chosen) -> None:
    dialog = chosen(department="Marketing", regions=("US",), holds=("Contact",))
    before = harbour.session.snapshot
    found = dialog.fitted.fit
    dialog.add.click()
    after = harbour.session.snapshot
    (system,) = [s for key, s in after.systems.items() if key not in before.systems]
    assert (system.name, system.product, system.lifecycle) == (
        "Klaviyo", "klaviyo", Lifecycle.PLANNED,
    )  # fmt: skip
    assert system.department == harbour_id("departments", "Marketing")
    assert system.regions == ("US",)
    flows = [flow for key, flow in after.flows.items() if key not in before.flows]
    assert {flow.state for flow in flows} == {FlowState.PLANNED}
    wanted = {
        tuple(system.id if end == CANDIDATE else end for end in (n.flow.source, n.flow.target))
        for n in found.needs
    }
    assert {(flow.source, flow.target) for flow in flows} == wanted
    held = [one for key, one in after.holdings.items() if key not in before.holdings]
    assert [(one.system, one.data_object) for one in held] == [
        (system.id, harbour_id("data_objects", "Contact"))
    ]
    assert harbour.canvas.selection() == {system.id}
    assert harbour.host.toast.text() == "Klaviyo is planned on the map"
    assert harbour.session.document.undo_label == f"Plan Klaviyo with {len(flows)} flows"
    harbour.actions_["undo"].trigger()
    assert dict(harbour.session.snapshot.systems) == dict(before.systems)
    assert dict(harbour.session.snapshot.flows) == dict(before.flows)
    assert dict(harbour.session.snapshot.data_objects) == dict(before.data_objects)


def test_what_is_planned_already_is_not_planned_again(
    harbour: MainWindow, chosen: Chosen, qtbot: QtBot
) -> None:
    dialog = chosen()
    dialog.add.click()
    harbour.actions_["candidate"].trigger()
    told(dialog, qtbot)
    systems = len(harbour.session.snapshot.systems)
    assert "On the map already" in dialog.particulars.text()
    dialog.add.click()
    assert len(harbour.session.snapshot.systems) == systems
    assert harbour.host.toast.text() == "Klaviyo is planned on the map already."


def test_the_report_follows_the_map(harbour: MainWindow, chosen: Chosen, qtbot: QtBot) -> None:
    dialog = chosen()
    assert "Mailchimp" in dialog.particulars.text()
    harbour.session.edit(edits.rename, System, system_id("Mailchimp"), "Pigeon")
    assert not dialog.add.isEnabled()
    qtbot.waitUntil(lambda: "Pigeon" in dialog.particulars.text())
    told(dialog, qtbot)
    assert dialog.add.isEnabled()


@pytest.mark.long
def test_another_wish_takes_the_old_report_away_at_once(chosen: Chosen, qtbot: QtBot) -> None:
    dialog = chosen()
    dialog.form.show_wish(name="Lantern", category="crm")
    assert dialog.particulars.text() == "Lantern"
    assert not dialog.add.isEnabled()
    told(dialog, qtbot)
    assert "CRM and demand generation" in dialog.particulars.text()


@pytest.mark.long
def test_a_department_that_goes_is_not_decided_any_more(
    harbour: MainWindow, chosen: Chosen, qtbot: QtBot
) -> None:
    dialog = chosen(department="HR")
    harbour.session.edit(edits.delete, [harbour_id("departments", "HR")])
    assert dialog.form.wish().department == ""
    told(dialog, qtbot)
    assert "for HR" not in dialog.particulars.text()


def test_the_report_is_kept_as_text(
    harbour: MainWindow, chosen: Chosen, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = chosen()
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Klaviyo\n")
    assert copied == dialog.particulars.text()
    dialog.save.click()
    asked = harbour.findChildren(QFileDialog)[-1]
    asked.fileSelected.emit(str(tmp_path / "fit.txt"))
    asked.reject()
    qtbot.waitUntil(lambda: (tmp_path / "fit.txt").exists() and not harbour.jobs.is_busy)
    assert (tmp_path / "fit.txt").read_text("utf-8") == f"{copied}\n"


@pytest.mark.long
def test_what_cannot_be_written_is_told(
    harbour: MainWindow, desk: Judging, tmp_path: Path, dialog: Callable[[str], QDialog]
) -> None:
    desk._proposing.write("text", tmp_path / "missing" / "fit.txt")
    assert dialog("message").windowTitle() == "Not written"


@pytest.mark.long
def test_on_an_empty_map_a_product_needs_nothing(
    window: MainWindow, desk: Judging, chosen: Chosen
) -> None:
    window.session.workspace.new()
    window.session.adopt()
    dialog = chosen()
    assert "Nothing that a rule or shared data names." in dialog.particulars.text()
    assert "No system of its category is on the map." in dialog.particulars.text()
    assert dialog.add.text() == "Add it to the map as planned"


def test_products_are_offered_as_they_are_typed(harbour: MainWindow, desk: Judging) -> None:
    harbour.actions_["candidate"].trigger()
    form = desk.candidate.form
    assert not form.list.isVisible()
    QTest.keyClicks(form.search, "hubspot")
    wanted = [one.name for one in harbour.session.catalogue.search_products("hubspot", 24)]
    assert [row.title for row in form.list.rows.shown] == wanted
    QTest.keyClick(form.search, Qt.Key.Key_Down)
    QTest.keyClick(form.search, Qt.Key.Key_Return)
    assert form.wish().name == wanted[1]
    assert form.fields["name"].line.text() == wanted[1]
    form.search.setText("zzzzqqq")
    assert form.nothing.text() == "The catalogue has no such product: describe it below."
