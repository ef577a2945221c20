"""The import in the window: the account first, then one undo step, or nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from isthmus.exchange.proposal import ERROR, INFO, WARNING, Problem
from isthmus.ui.dialogs.problem_list import ProblemList, _fitting
from isthmus.ui.importwizard.wizard import ImportWizard
from isthmus.ui.window import MainWindow

Find = Callable[[str], QDialog]

TABLE = """Application,Vendor,Department,IT owner,Annual cost
Marketo,Adobe,Marketing,,38000
Salesforce,Salesforce,Sales,Dev Patel,96000
SAP S/4HANA,SAP,Finance,Fritz Adler,90000
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "inventory.csv"
    path.write_text(TABLE, "utf-8")
    return path


def recognised(window: MainWindow, path: Path, dialog: Find, qtbot: QtBot) -> ImportWizard:
    window.open_paths([path])
    shown = dialog("import")
    assert isinstance(shown, ImportWizard)
    qtbot.waitUntil(lambda: shown.desk.ready is not None, timeout=20_000)
    return shown


def test_the_account_comes_before_any_change_and_apply_is_one_step(
    window: MainWindow, table: Path, dialog: Find, qtbot: QtBot
) -> None:
    shown = recognised(window, table, dialog, qtbot)
    assert not window.session.snapshot.systems
    texts = [label.text() for label in shown.findChildren(QLabel)]
    assert "Systems: 3 new" in texts
    shown.findChild(QPushButton, "apply").click()
    snapshot = window.session.snapshot
    names = sorted(system.name for system in snapshot.systems.values())
    assert names == ["Marketo", "SAP S/4HANA", "Salesforce"]
    placed = {one.system for one in snapshot.placements.values()}
    assert placed == set(snapshot.systems)
    window.actions_["undo"].trigger()
    assert not window.session.snapshot.systems
    assert not window.session.snapshot.placements


def test_cancel_changes_nothing(
    window: MainWindow, table: Path, dialog: Find, qtbot: QtBot
) -> None:
    before = window.session.snapshot
    recognised(window, table, dialog, qtbot).reject()
    assert window.session.snapshot is before


def test_a_second_import_keeps_what_stands(
    window: MainWindow, table: Path, dialog: Find, qtbot: QtBot
) -> None:
    recognised(window, table, dialog, qtbot).findChild(QPushButton, "apply").click()
    stood = dict(window.session.snapshot.placements)
    table.write_text(TABLE + "Hootsuite,Hootsuite,Marketing,,35000\n", "utf-8")
    recognised(window, table, dialog, qtbot).findChild(QPushButton, "apply").click()
    after = window.session.snapshot
    assert len(after.systems) == 4
    assert stood.items() <= dict(after.placements).items()


def test_an_unchanged_inventory_reads_unchanged(
    window: MainWindow, table: Path, dialog: Find, qtbot: QtBot
) -> None:
    recognised(window, table, dialog, qtbot).findChild(QPushButton, "apply").click()
    window.open_paths([table])
    shown = dialog("import")
    assert isinstance(shown, ImportWizard)
    qtbot.waitUntil(shown.tabs.isVisible, timeout=20_000)
    texts = [label.text() for label in shown.findChildren(QLabel)]
    assert any("Nothing would change" in text for text in texts)
    assert not shown.findChild(QPushButton, "apply").isEnabled()


def problems() -> list[Problem]:
    notes = [Problem(INFO, "a.xlsx", "Systems", f"B{n}", f"Note {n}") for n in range(1, 300)]
    long = "The cell names a system that is on no other row. " * 8
    warning = Problem(WARNING, "a.xlsx", "Flows", "C7", long)
    return [*notes, warning, Problem(ERROR, "b.csv", "", "D4", "No amount")]


def test_all_that_is_to_be_looked_at_stands_in_one_list_the_worst_first(
    window: MainWindow, qtbot: QtBot
) -> None:
    shown = ProblemList(problems(), window.keeper)
    qtbot.addWidget(shown)
    shown.resize(700, 400)
    shown.show()
    model = shown.model
    assert model.rowCount() == 301
    first = [model.index(n).data() for n in range(3)]
    assert first[0] == "error, b.csv · D4, No amount"
    assert first[1].startswith("warning, Flows!C7, The cell")
    assert first[2] == "info, Systems!B1, Note 1"
    heights = [shown.list.visualRect(model.index(n)).height() for n in range(3)]
    assert heights[1] > 2 * heights[0] == 2 * heights[2]
    wide = heights[1]
    shown.resize(500, 400)
    qtbot.waitUntil(lambda: shown.list.visualRect(model.index(1)).height() > wide)


def test_a_long_name_of_a_sheet_never_hides_the_cell(qapp: object) -> None:
    one = Problem(INFO, "a.xlsx", "A very long name of a sheet 2026", "AB1234", "Told")
    assert _fitting(one, 150).endswith("…!AB1234")
    assert _fitting(replace(one, sheet="Apps"), 150) == "Apps!AB1234"


def test_what_is_to_be_looked_at_can_be_filtered(window: MainWindow, qtbot: QtBot) -> None:
    shown = ProblemList(problems(), window.keeper)
    qtbot.addWidget(shown)
    offered = [shown.choice.itemText(n) for n in range(shown.choice.count())]
    assert offered == ["All 301", "Errors 1", "Warnings 1", "Notes 299"]
    shown.choice.setCurrentIndex(2)
    assert [shown.model.index(n).row() for n in range(shown.model.rowCount())] == [0]
    shown.choice.setCurrentIndex(0)
    shown.text.setText("systems!b29")
    assert shown.model.rowCount() == 11
    shown.text.setText("nowhere")
    assert shown.nothing.isVisibleTo(shown)


@pytest.mark.parametrize("name", ["notes.csv", "empty.xlsx", "missing.xlsx"])
def test_what_cannot_be_imported_is_said_and_changes_nothing(
    window: MainWindow, tmp_path: Path, dialog: Find, name: str
) -> None:
    path = tmp_path / name
    if name == "notes.csv":
        path.write_text("\n\n", "utf-8")
    elif name == "empty.xlsx":
        path.write_bytes(b"not a workbook")
    before = window.session.snapshot
    window.open_paths([path])
    message = dialog("message")
    assert name in "\n".join(label.text() for label in message.findChildren(QLabel))
    assert window.session.snapshot is before


def test_a_map_changed_meanwhile_is_not_broken(
    harbour: MainWindow, tmp_path: Path, dialog: Find, qtbot: QtBot
) -> None:
    path = tmp_path / "again.csv"
    path.write_text("Application,Vendor,Department\nMarketo,Adobe Inc.,Marketing\n", "utf-8")
    shown = recognised(harbour, path, dialog, qtbot)
    harbour.canvas.select_all()
    harbour.actions_["delete"].trigger()
    shown.findChild(QPushButton, "apply").click()
    assert "changed since" in "\n".join(x.text() for x in dialog("message").findChildren(QLabel))
    assert not harbour.session.snapshot.systems
