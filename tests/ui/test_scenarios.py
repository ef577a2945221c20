"""Scenarios in the window: kept, compared, applied; a stale comparison says so."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from isthmus.model.records import Flow, Scenario, System
from isthmus.storage.mapfile import save_map
from isthmus.ui.scenarios.choosing import SAME, CompareDialog, SidePicker
from isthmus.ui.scenarios.comparison import ComparisonDialog
from isthmus.ui.scenarios.dialog import NOTHING, ScenariosDialog
from isthmus.ui.scenarios.marked_list import MarkedList
from isthmus.ui.scenarios.naming import NameScenario
from isthmus.ui.scenarios.states import FILE, MAP, State
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from isthmus.workspace.sources import Opened, new_document
from support.harbour import system_id

Find = Callable[[str], QDialog]


def settled(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    qtbot.waitUntil(
        lambda: (
            session.analysis is not None and session.analysis.revision == session.document.revision
        )
    )


def try_out(window: MainWindow) -> None:
    """Buy a rogue system, cut a flow."""
    session = window.session
    made = edits.draw_system(
        session.document, "Zork", session.view_id, 0, 0, category="marketing-automation"
    )
    with session.document.edit("Cut") as tx:
        tx.delete(Flow, min(session.snapshot.flows))
        tx.change(System, made.id, vendor="Infocom")


def keep(window: MainWindow, dialog: Find, name: str = "Buy Zork") -> Scenario:
    window.actions_["keep_scenario"].trigger()
    asked = dialog("name-scenario")
    assert isinstance(asked, NameScenario)
    asked.name.setText(name)
    press(asked, "Keep")
    return next(one for one in window.session.snapshot.scenarios.values() if one.name == name)


def press(dialog: QDialog, text: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == text).click()


def compared(dialog: Find) -> ComparisonDialog:
    found = dialog("comparison")
    assert isinstance(found, ComparisonDialog)
    return found


def opened(window: MainWindow, dialog: Find) -> ScenariosDialog:
    window.actions_["scenarios"].trigger()
    found = dialog("scenarios")
    assert isinstance(found, ScenariosDialog)
    return found


def texts(dialog: QDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel) if not one.isHidden()]


def list_of(shown: ComparisonDialog, name: str) -> MarkedList:
    return next(one for one in shown.findChildren(MarkedList) if one.accessibleName() == name)


def words_of(rows: MarkedList) -> list[str]:
    model = rows.rows
    return [model.row(model.index(n)).spoken for n in range(model.rowCount())]


def test_what_was_tried_is_kept_compared_and_applied(
    harbour: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    before = harbour.session.snapshot.systems
    try_out(harbour)
    tried = harbour.session.snapshot.systems
    kept = keep(harbour, dialog)
    assert harbour.session.snapshot.systems == before
    assert "Kept as the scenario ‘Buy Zork’" in harbour.host.toast.text()

    listed = opened(harbour, dialog)
    assert listed.current() == kept.id
    assert words_of(listed.list) == ["Buy Zork, 3 changes"]
    press(listed, "Compare with the map")
    shown = compared(dialog)
    assert shown.windowTitle() == "Buy Zork, compared with the map"
    findings = list_of(shown, "Findings")
    assert any(one.startswith("New, ") and "Zork" in one for one in words_of(findings))
    assert "Added, Zork" in words_of(list_of(shown, "Systems and flows"))
    assert not shown.is_stale
    shown.accept()

    listed = opened(harbour, dialog)
    press(listed, "Apply to the map")
    assert harbour.session.snapshot.systems == tried
    harbour.actions_["undo"].trigger()
    assert harbour.session.snapshot.systems == before


def test_keeping_is_one_undo_step(harbour: MainWindow, dialog: Find) -> None:
    try_out(harbour)
    tried = harbour.session.snapshot.systems
    keep(harbour, dialog)
    harbour.actions_["undo"].trigger()
    assert harbour.session.snapshot.systems == tried
    assert not harbour.session.snapshot.scenarios


def test_a_name_that_is_taken_or_missing_is_refused_where_it_is_typed(
    harbour: MainWindow, dialog: Find
) -> None:
    try_out(harbour)
    keep(harbour, dialog)
    try_out(harbour)
    harbour.actions_["keep_scenario"].trigger()
    asked = dialog("name-scenario")
    assert isinstance(asked, NameScenario)
    press(asked, "Keep")
    assert "A scenario needs a name." in texts(asked)
    asked.name.setText("buy zork")
    press(asked, "Keep")
    assert any("There is a scenario Buy Zork already" in one for one in texts(asked))
    assert asked.isVisible()


def test_where_nothing_was_changed_there_is_nothing_to_keep(
    harbour: MainWindow, dialog: Find
) -> None:
    harbour.actions_["keep_scenario"].trigger()
    assert "there is nothing to keep" in harbour.host.toast.text()
    listed = opened(harbour, dialog)
    assert NOTHING in texts(listed)
    assert not listed.keep.isEnabled()
    assert not any(one.isVisible() for one in listed.buttons)


def test_what_was_saved_meanwhile_can_stay(
    harbour: MainWindow, dialog: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    session = harbour.session
    edits.draw_system(session.document, "Stays", session.view_id, 0, 0)
    session.workspace.save_as(tmp_path / "map.isthmus")
    edits.draw_system(session.document, "Goes", session.view_id, 0, 0)
    harbour.actions_["keep_scenario"].trigger()
    asked = dialog("name-scenario")
    assert isinstance(asked, NameScenario)
    offered = [asked.since.itemText(n) for n in range(asked.since.count())]
    assert offered == ["Since the map was opened (2 steps)", "Since it was saved (1 step)"]
    asked.since.setCurrentIndex(1)
    asked.name.setText("Later")
    press(asked, "Keep")
    names = {one.name for one in session.snapshot.systems.values()}
    assert "Stays" in names
    assert "Goes" not in names


def test_scenarios_are_renamed_and_deleted_with_keys(harbour: MainWindow, dialog: Find) -> None:
    try_out(harbour)
    keep(harbour, dialog)
    listed = opened(harbour, dialog)
    listed.list.setFocus()
    QTest.keyClick(listed.list, Qt.Key.Key_F2)
    asked = dialog("name-scenario")
    assert isinstance(asked, NameScenario)
    assert asked.name.text() == "Buy Zork"
    asked.name.setText("Try Zork")
    press(asked, "Save")
    assert words_of(listed.list) == ["Try Zork, 3 changes"]
    listed.list.setFocus()
    QTest.keyClick(listed.list, Qt.Key.Key_Delete)
    assert not harbour.session.snapshot.scenarios
    assert NOTHING in texts(listed)


def test_a_comparison_says_when_the_map_has_changed_and_can_be_made_again(
    harbour: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    try_out(harbour)
    kept = keep(harbour, dialog)
    harbour.scenarios.compare(kept.id)
    shown = compared(dialog)
    session = harbour.session
    edits.move(session.document, session.view_id, {system_id("Marketo"): (5.0, 5.0)})
    assert not shown.is_stale
    edits.rename(session.document, System, system_id("Marketo"), "Marketo Engage")
    assert shown.is_stale
    press(shown, "Compare again")
    qtbot.waitUntil(lambda: compared(dialog) is not shown)
    assert not compared(dialog).is_stale


def test_a_finding_of_a_comparison_is_opened_on_the_map(
    harbour: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    try_out(harbour)
    kept = keep(harbour, dialog)
    settled(harbour, qtbot)
    harbour.scenarios.compare(kept.id)
    shown = compared(dialog)
    rows = list_of(shown, "Findings")
    keys = {one.key for one in harbour.session.analysis.findings}
    model = rows.rows
    all_rows = [model.index(n) for n in range(model.rowCount())]
    known = next(
        one for one in all_rows
        if (found := model.row(one).finding) is not None and found.key in keys
    )  # fmt: skip
    rows.setCurrentIndex(known)
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    current = harbour.findings.current()
    assert current is not None
    assert current.key == model.row(known).finding.key
    unknown = next(one for one in all_rows if model.row(one).finding.key not in keys)
    rows.clicked.emit(unknown)
    assert harbour.canvas.selection()


def test_the_cheapest_plans_are_compared_when_asked_for(
    harbour: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    try_out(harbour)
    kept = keep(harbour, dialog)
    harbour.scenarios.compare(kept.id)
    first = compared(dialog)
    press(first, "Compare the cheapest plans too")
    qtbot.waitUntil(lambda: compared(dialog) is not first, timeout=20_000)
    shown = compared(dialog)
    assert shown.tabs.tabText(shown.tabs.currentIndex()) == "Figures"
    names = [shown.tabs.currentWidget().topLevelItem(n).text(0) for n in range(20)]
    assert "Flows of the plan" in [*names, *_rest(shown)]


def _rest(shown: ComparisonDialog) -> list[str]:
    table = shown.tabs.currentWidget()
    return [table.topLevelItem(n).text(0) for n in range(20, table.topLevelItemCount())]


def test_the_map_is_compared_with_another_one(
    harbour: MainWindow, dialog: Find, tmp_path: Path
) -> None:
    path = tmp_path / "last year.isthmus"
    save_map(path, harbour.session.snapshot.tables)
    try_out(harbour)
    harbour.comparing.compare(State(FILE, str(path)), State(MAP))
    shown = compared(dialog)
    assert shown.windowTitle() == "The map, compared with last year"
    assert "Added, Zork" in words_of(list_of(shown, "Systems and flows"))


def test_a_file_that_is_no_map_is_told(harbour: MainWindow, dialog: Find, tmp_path: Path) -> None:
    path = tmp_path / "note.isthmus"
    path.write_text("no map")
    harbour.comparing.compare(State(FILE, str(path)), State(MAP))
    assert "note.isthmus" in " ".join(texts(dialog("message")))


def test_a_damaged_scenario_is_told_and_not_applied(
    harbour: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    bad = Scenario(name="<b>Bad</b>", changes="{")
    edits.add_scenario(harbour.session.document, bad)
    listed = opened(harbour, dialog)
    assert words_of(listed.list) == ["<b>Bad</b>, cannot be read"]
    press(listed, "Apply to the map")
    assert "cannot be read" in harbour.host.toast.text()
    press(listed, "Compare with the map")
    assert any("cannot be read" in one for one in texts(dialog("message")))


def test_what_no_longer_fits_is_told(harbour: MainWindow, dialog: Find) -> None:
    session = harbour.session
    mailer = system_id("Mailchimp")
    with session.document.edit("Flow") as tx:
        tx.put(Flow(source=mailer, target=system_id("Marketo"), name="new"))
        tx.put(System(name="Zork"))
    kept = keep(harbour, dialog)
    with session.document.edit("Retire") as tx:
        tx.delete(System, mailer)
    harbour.scenarios.apply(kept.id)
    told = dialog("message")
    assert any("→ Marketo is left out" in one for one in texts(told))


def test_another_map_closes_what_is_shown_of_this_one(
    harbour: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    try_out(harbour)
    kept = keep(harbour, dialog)
    harbour.scenarios.compare(kept.id)
    shown = compared(dialog)
    harbour.session.workspace.adopt(Opened(new_document()), is_saved=True)
    harbour.session.adopt()
    assert not shown.isVisible()


def asked_to_compare(window: MainWindow, dialog: Find) -> CompareDialog:
    window.actions_["compare"].trigger()
    found = dialog("compare")
    assert isinstance(found, CompareDialog)
    return found


def choices(side: SidePicker) -> list[str]:
    return [side.choice.itemText(n) for n in range(side.choice.count())]


def test_any_two_states_can_be_compared(
    harbour: MainWindow, dialog: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    session = harbour.session
    try_out(harbour)
    keep(harbour, dialog)
    session.workspace.save_as(tmp_path / "map.isthmus")
    edits.draw_system(session.document, "Later", session.view_id, 0, 0)
    asked = asked_to_compare(harbour, dialog)
    assert choices(asked.before) == [
        "The map as it is",
        "The map as it was opened, 4 steps ago",
        "The map as it was saved, 1 step ago",
        "Scenario: Buy Zork",
        "Another map, or an earlier version of it…",
    ]
    asked.before.choice.setCurrentIndex(3)
    asked.after.choice.setCurrentIndex(2)
    press(asked, "Compare")
    shown = compared(dialog)
    assert shown.windowTitle() == "The map as it was saved, compared with Buy Zork"
    rows = words_of(list_of(shown, "Systems and flows"))
    assert "Removed, Zork" in rows
    assert "Removed, Later" in rows  # a scenario is on top of the map as it is


def test_the_map_is_compared_at_two_days(harbour: MainWindow, dialog: Find) -> None:
    session = harbour.session
    flow = min(session.snapshot.flows)
    with session.document.edit("Ends") as tx:
        tx.change(Flow, flow, end_of_life=date(2027, 6, 1))
    asked = asked_to_compare(harbour, dialog)
    asked.before.choice.setCurrentIndex(0)
    press(asked, "Compare")
    assert SAME in texts(asked)
    asked.after.day.setText("tomorrow")
    press(asked, "Compare")
    assert any(one.startswith("Not a date") for one in texts(asked))
    asked.before.day.setText("2027-05-31")
    asked.after.day.setText("2027-06-01")
    press(asked, "Compare")
    shown = compared(dialog)
    assert shown.windowTitle() == "The map on 2027-06-01, compared with the map on 2027-05-31"
    figures = {one.key: one.difference for one in shown.shown.found.figures}
    assert figures["live_flows"] == -1


def test_another_map_is_chosen_as_a_file(harbour: MainWindow, dialog: Find, tmp_path: Path) -> None:
    path = tmp_path / "old.isthmus"
    save_map(path, harbour.session.snapshot.tables)
    asked = asked_to_compare(harbour, dialog)
    asked.before.choice.setCurrentIndex(asked.before.choice.count() - 1)
    press(asked, "Compare")
    assert "Choose a file" in texts(asked)
    asked.before.add_file(path)
    assert asked.before.choice.currentText() == "old.isthmus"
    press(asked, "Compare")
    assert "Nothing differs." in texts(compared(dialog))


@pytest.mark.parametrize("key", ["scenarios", "compare"])
def test_on_an_empty_map_they_open_too(window: MainWindow, dialog: Find, key: str) -> None:
    window.actions_[key].trigger()
    shown = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert shown


def test_a_view_that_goes_into_a_scenario_leaves_another_on_show(
    harbour: MainWindow, dialog: Find
) -> None:
    session = harbour.session
    first = session.view_id
    harbour.actions_["new_view"].trigger()
    assert session.view_id != first
    edits.draw_system(session.document, "Zork", session.view_id, 0, 0)
    kept = keep(harbour, dialog)
    assert session.view_id == first
    harbour.scenarios.apply(kept.id)
    assert len(session.snapshot.views) == 2
