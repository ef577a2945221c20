"""The import wizard by hand: each page decides something, and what follows is one undo step."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from isthmus.exchange.choices import SheetKey, Side
from isthmus.model.records import Lifecycle, System
from isthmus.model.snapshot import Snapshot
from isthmus.ui.importing import read_files
from isthmus.ui.importwizard.columns_model import FIELD_ROW, MIME
from isthmus.ui.importwizard.matches_page import MERGED
from isthmus.ui.importwizard.wizard import (
    CHANGES,
    COLUMNS,
    MATCHING,
    PROBLEMS,
    SHEETS,
    ImportWizard,
)
from isthmus.ui.window import MainWindow
from support.workbooks import Rows, workbook

Find = Callable[[str], QDialog]
LEFT = Qt.MouseButton.LeftButton

ROWS: Rows = [
    ["Inventory of May"],
    ["Application", "Vendor", "Status", "Wer", "Depends on"],
    ["Email Archive", "Acme", "Live", "Ann", ""],
    ["Email Archive (New)", "", "Plannned", "Bob", "Ledger"],
    ["Ledger", "SAP", "Live", "Cleo", ""],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    notes = [["Who", "Colour"], ["me", "red"]]
    return workbook(tmp_path / "apps-2026-05.xlsx", {"Apps": ROWS, "Notes": notes})


class Hand:
    """Opens files and works the wizard as a user does."""

    def __init__(self, window: MainWindow, find: Find, qtbot: QtBot) -> None:
        self.window, self.find, self.qtbot = window, find, qtbot

    def open(self, *paths: Path) -> ImportWizard:
        self.window.open_paths(list(paths))
        shown = self.find("import")
        assert isinstance(shown, ImportWizard)
        self.settle(shown)
        return shown

    def settle(self, wizard: ImportWizard) -> None:
        desk = wizard.desk
        self.qtbot.waitUntil(lambda: desk.is_settled and wizard.tabs.isVisible(), timeout=20_000)

    def ready(self, wizard: ImportWizard) -> None:
        self.qtbot.waitUntil(lambda: wizard.desk.ready is not None, timeout=20_000)

    def press(self, button: QPushButton) -> None:
        self.qtbot.mouseClick(button, LEFT)

    def apply(self, wizard: ImportWizard) -> Snapshot:
        with self.qtbot.waitSignal(wizard.finished, timeout=20_000):
            self.press(wizard.findChild(QPushButton, "apply"))
        return self.window.session.snapshot

    def system(self, name: str) -> System:
        systems = self.window.session.snapshot.systems.values()
        (found,) = [one for one in systems if one.name == name]
        return found


@pytest.fixture
def hand(window: MainWindow, dialog: Find, qtbot: QtBot) -> Hand:
    return Hand(window, dialog, qtbot)


def fields(wizard: ImportWizard) -> dict[str, str]:
    return {one.header: one.field for one in wizard.columns.model.columns}


def column_of(wizard: ImportWizard, header: str) -> QModelIndex:
    model = wizard.columns.model
    headers = [one.header for one in model.columns]
    return model.index(FIELD_ROW, headers.index(header))


# --- as a whole -------------------------------------------------------------------------------


def test_good_recognition_is_two_presses(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    assert hand.window.session.snapshot.systems == {}
    after = hand.apply(wizard)
    assert len(after.systems) == 3
    assert {one.system for one in after.placements.values()} == set(after.systems)
    hand.window.actions_["undo"].trigger()
    assert not hand.window.session.snapshot.systems


def test_import_pressed_at_once_waits_for_what_it_takes(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.desk.choose()  # a decision: nothing is ready
    hand.settle(wizard)
    assert len(hand.apply(wizard).systems) == 3


def test_escape_changes_nothing_and_stops_the_work(hand: Hand, book: Path) -> None:
    before = hand.window.session.snapshot
    wizard = hand.open(book)
    wizard.desk.choose(fixes={})
    hand.qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    hand.qtbot.waitUntil(lambda: not hand.window.jobs.is_busy)
    assert hand.window.session.snapshot is before


def test_cancelling_while_it_reads(hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(
            [["Application", "Vendor"]] + [[f"A{n}", "x"] for n in range(9000)]
        )
    hand.window.open_paths([path])
    wizard = hand.find("import")
    hand.qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    hand.qtbot.waitUntil(lambda: not hand.window.jobs.is_busy, timeout=20_000)
    assert not hand.window.session.snapshot.systems


def test_pages_turn_by_buttons_and_by_keys(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.tabs.setCurrentIndex(SHEETS)
    assert not wizard.back.isEnabled()
    hand.press(wizard.next)
    assert wizard.tabs.currentIndex() == COLUMNS
    wizard.tabs.tabBar().setFocus()
    hand.qtbot.keyClick(wizard.tabs.tabBar(), Qt.Key.Key_Right)
    assert wizard.tabs.currentIndex() == MATCHING
    wizard.tabs.setCurrentIndex(CHANGES)
    assert not wizard.next.isEnabled()


# --- sheets ------------------------------------------------------------------------------------


def test_a_sheet_is_left_out_and_taken_in_again(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    role = wizard.sheets.role
    assert role.currentText() == "Systems"
    role.setCurrentIndex(role.findText("Left out"))
    role.activated.emit(role.currentIndex())
    hand.settle(wizard)
    assert wizard.desk.outcome.proposal is None
    assert "no column could name a system" in wizard._fault.text()
    assert not wizard.findChild(QPushButton, "apply").isEnabled()
    role.setCurrentIndex(role.findText("Systems"))
    role.activated.emit(role.currentIndex())
    hand.settle(wizard)
    assert wizard.findChild(QPushButton, "apply").isEnabled()


def test_a_press_on_a_rows_number_says_where_the_headers_stand(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    assert wizard.sheets.header.value() == 2
    wizard.tabs.setCurrentIndex(SHEETS)
    rows = wizard.sheets.preview.view.verticalHeader()
    at = QPoint(rows.width() // 2, rows.sectionViewportPosition(0) + 8)
    hand.qtbot.mouseClick(rows.viewport(), LEFT, pos=at)
    hand.settle(wizard)
    assert wizard.sheets.header.value() == 1


def test_a_file_without_known_headers_can_be_put_right(hand: Hand, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "odd.xlsx", {"X": [["Ding", "Farbe"], ["CRM", "red"], ["ERP", "blue"]]}
    )
    wizard = hand.open(path)
    assert wizard.desk.outcome.proposal is None
    assert wizard.tabs.currentIndex() == SHEETS
    wizard.desk.choose_sheet(wizard.sheets._key, role="systems", header_row=1, fields={0: "name"})
    hand.settle(wizard)
    assert {one.name for one in hand.apply(wizard).systems.values()} == {"CRM", "ERP"}


def test_more_files_come_into_the_same_import(hand: Hand, book: Path, tmp_path: Path) -> None:
    wizard = hand.open(book)
    wizard.desk.choose_field(wizard.columns.key, 3, "it_steward")
    hand.settle(wizard)
    flows = workbook(tmp_path / "flows.xlsx", {"F": [["From", "To"], ["Ledger", "Email Archive"]]})
    with hand.qtbot.waitSignal(wizard.sheets.more_wanted):
        wizard.tabs.setCurrentIndex(SHEETS)
        hand.press(wizard.sheets.more)
    wizard.desk.add(lambda ticket: read_files([flows], ticket))
    hand.settle(wizard)
    assert fields(wizard)["Wer"] == "it_steward"
    assert len(hand.apply(wizard).flows) == 2


def test_a_file_that_was_added_by_mistake_goes_again(
    hand: Hand, book: Path, tmp_path: Path
) -> None:
    other = workbook(tmp_path / "a.xlsx", {"Apps": [["Application", "Wer"], ["Till", "Dora"]]})
    wizard = hand.open(other, book)
    wizard.tabs.setCurrentIndex(SHEETS)
    wizard.sheets.show_sheet(SheetKey(1, "Apps"))
    wizard.columns.show_sheet(SheetKey(1, "Apps"))
    wizard.desk.choose_field(SheetKey(1, "Apps"), 3, "it_steward")
    hand.settle(wizard)
    wizard.sheets.show_sheet(SheetKey(0, "Apps"))
    hand.press(wizard.sheets.fewer)
    hand.settle(wizard)
    assert not wizard.sheets.fewer.isVisible()  # the last one stays
    assert fields(wizard)["Wer"] == "it_steward"
    after = hand.apply(wizard)
    assert {one.name for one in after.systems.values()} >= {"Ledger", "Email Archive"}
    assert "Till" not in {one.name for one in after.systems.values()}


# --- columns -----------------------------------------------------------------------------------


def test_a_column_is_read_otherwise_by_the_list(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.tabs.setCurrentIndex(COLUMNS)
    view, index = wizard.columns.view, column_of(wizard, "Wer")
    hand.qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    editor = view.findChild(QComboBox)
    editor.setCurrentIndex(editor.findData("it_steward"))
    editor.activated.emit(editor.currentIndex())
    hand.settle(wizard)
    assert fields(wizard)["Wer"] == "it_steward"
    hand.apply(wizard)
    assert hand.system("Ledger").it_steward == "Cleo"


def test_a_field_is_dragged_onto_a_column(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    page, model = wizard.columns, wizard.columns.model
    names = [page.fields.item(n).text() for n in range(page.fields.count())]
    assert "IT steward" in names
    assert "Vendor" not in names  # a column holds it
    data = page.fields.mimeData([page.fields.item(names.index("IT steward"))])
    target = column_of(wizard, "Wer")
    model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, target)
    hand.settle(wizard)
    assert fields(wizard)["Wer"] == "it_steward"


def test_two_columns_exchange_what_they_hold(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    model = wizard.columns.model
    data = model.mimeData([column_of(wizard, "Vendor")])
    assert data.hasFormat(MIME)
    model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, column_of(wizard, "Wer"))
    hand.settle(wizard)
    assert (fields(wizard)["Wer"], fields(wizard)["Vendor"]) == ("vendor", "custom")
    assert not model.dropMimeData(QMimeData(), Qt.DropAction.IgnoreAction, 0, 0, QModelIndex())


def test_two_columns_for_one_field_are_told(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.desk.choose_field(wizard.columns.key, 3, "vendor")
    hand.settle(wizard)
    why = wizard.columns.model.index(1, 3).data()
    assert why == "Two columns hold Vendor: the first counts."


def test_a_column_that_is_left_out_leaves_nothing(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.desk.choose_field(wizard.columns.key, 3, "")
    hand.settle(wizard)
    hand.apply(wizard)
    assert hand.system("Ledger").custom == ()


# --- matching ----------------------------------------------------------------------------------


def test_a_pair_is_joined_and_parted(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.tabs.setCurrentIndex(MATCHING)
    page = wizard.matches
    assert page.group.currentText() == "Nearly the same 1"
    page.list.view.selectRow(0)
    hand.press(page.join)
    hand.settle(wizard)
    assert wizard.desk.outcome.proposal.systems.new == 2
    page.list.view.selectRow(0)
    assert page.split.isEnabled()
    hand.press(page.split)
    hand.settle(wizard)
    assert wizard.desk.outcome.proposal.systems.new == 3
    assert not wizard.desk.choices.joined
    assert not wizard.desk.choices.split


def test_enter_in_a_list_decides_and_imports_nothing(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    hand.ready(wizard)
    wizard.tabs.setCurrentIndex(MATCHING)
    view = wizard.matches.list.view
    view.setFocus()
    view.selectRow(0)
    hand.qtbot.keyClick(view, Qt.Key.Key_Return)
    hand.settle(wizard)
    assert wizard.desk.outcome.proposal.systems.new == 2
    assert wizard.isVisible()
    assert not hand.window.session.snapshot.systems


def test_import_waits_for_what_a_decision_leads_to(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.desk.choose_field(wizard.columns.key, 3, "it_steward")
    assert not wizard.findChild(QPushButton, "apply").isEnabled()
    hand.settle(wizard)
    assert wizard.findChild(QPushButton, "apply").isEnabled()


def test_a_field_is_chosen_by_keys_alone(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.tabs.setCurrentIndex(COLUMNS)
    view = wizard.columns.view
    view.setFocus()
    view.setCurrentIndex(column_of(wizard, "Wer"))
    hand.qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QComboBox)
    popup = editor.view()
    hand.qtbot.keyClicks(popup, "IT steward")
    hand.qtbot.keyClick(popup, Qt.Key.Key_Return)
    hand.settle(wizard)
    assert fields(wizard)["Wer"] == "it_steward"
    assert wizard.isVisible()


def test_all_pairs_from_a_likeness_on_are_joined(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.tabs.setCurrentIndex(MATCHING)
    wizard.matches.least.setValue(95)
    hand.press(wizard.matches.all)
    assert wizard.desk.is_settled  # none is so much alike
    wizard.matches.least.setValue(80)
    hand.press(wizard.matches.all)
    hand.settle(wizard)
    assert len(hand.apply(wizard).systems) == 2


def test_all_that_is_less_alike_is_kept_apart(hand: Hand, book: Path) -> None:
    hand.apply(hand.open(book))
    rows: Rows = [["Application"], ["EMail-Archive"], ["Ledger"]]
    wizard = hand.open(workbook(book.with_name("b.xlsx"), {"Apps": rows}))
    wizard.tabs.setCurrentIndex(MATCHING)
    page = wizard.matches
    page.group.setCurrentIndex(page.group.findData(MERGED))
    page.group.activated.emit(page.group.currentIndex())
    assert len(page.list.model.lines) == 2
    page.least.setValue(90)
    hand.press(page.all)
    assert wizard.desk.is_settled  # all are more alike
    page.least.setValue(100)
    hand.press(page.all)
    hand.settle(wizard)
    assert wizard.desk.outcome.proposal.systems.new == 2


# --- problems ----------------------------------------------------------------------------------


def look_at(wizard: ImportWizard, part: str) -> None:
    shown = wizard.problems.list
    assert shown is not None
    for place in range(shown.model.rowCount()):
        index = shown.model.index(place)
        if part in index.data():
            shown.list.setCurrentIndex(index)
            return
    raise AssertionError(part)


def test_a_cell_is_read_as_it_was_meant(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.tabs.setCurrentIndex(PROBLEMS)
    look_at(wizard, "Plannned")
    assert wizard.problems.text.text() == "Plannned"
    assert wizard.problems.use.text() == "Read 'planned'"
    hand.press(wizard.problems.use)
    hand.settle(wizard)
    assert wizard.problems._fixes.text() == "1 cell read as you typed."
    hand.apply(wizard)
    assert hand.system("Email Archive (New)").lifecycle is Lifecycle.PLANNED


def test_a_cell_is_read_as_it_is_typed_and_as_it_is_again(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.tabs.setCurrentIndex(PROBLEMS)
    look_at(wizard, "Plannned")
    assert not wizard.problems.read_so.isEnabled()
    wizard.problems.text.setText("retired")
    hand.qtbot.keyClick(wizard.problems.text, Qt.Key.Key_Return)
    hand.settle(wizard)
    assert wizard.isVisible()  # Enter in the field is not the wizard's
    assert list(wizard.desk.choices.fixes.values()) == ["retired"]
    hand.press(wizard.problems.undo)
    hand.settle(wizard)
    assert wizard.desk.choices.fixes == {}


# --- again -------------------------------------------------------------------------------------


@pytest.fixture
def later(hand: Hand, book: Path, tmp_path: Path) -> Path:
    """The next month's edition: one row less, and a vendor changed here and there."""
    hand.apply(hand.open(book))
    with hand.window.session.document.edit("By hand") as tx:
        tx.put(replace(hand.system("Email Archive"), vendor="Mine"))
    rows = [list(row) for row in ROWS[:4]]
    rows[2][1], rows[3][4] = "Theirs", ""
    return workbook(tmp_path / "apps-2026-06.xlsx", {"Apps": rows})


def test_what_is_missing_and_what_conflicts_is_shown_first(hand: Hand, later: Path) -> None:
    wizard = hand.open(later)
    assert wizard.tabs.currentIndex() == CHANGES
    tabs = wizard.changes.tabs
    assert [tabs.tabText(n) for n in (1, 2)] == ["Missing 2", "Conflicts 1"]
    assert wizard.sheets.edition.currentText() == "apps-2026-05.xlsx"


def test_a_conflict_is_decided_for_the_file(hand: Hand, later: Path) -> None:
    wizard = hand.open(later)
    wizard.changes.conflicts.view.selectRow(0)
    hand.press(next(b for s, b in wizard.changes.sides.items() if s == "theirs"))
    hand.settle(wizard)
    hand.apply(wizard)
    assert hand.system("Email Archive").vendor == "Theirs"


def test_the_map_wins_a_conflict_unless_it_is_decided(hand: Hand, later: Path) -> None:
    hand.apply(hand.open(later))
    assert hand.system("Email Archive").vendor == "Mine"


@pytest.mark.parametrize("fate", ["keep", "retire", "delete"])
def test_what_is_missing_has_the_fate_that_is_chosen(hand: Hand, later: Path, fate: str) -> None:
    wizard = hand.open(later)
    hand.press(next(b for f, b in wizard.changes.fates.items() if f == fate))
    hand.settle(wizard)
    after = hand.apply(wizard)
    left = [one for one in after.systems.values() if one.name == "Ledger"]
    states = [one.lifecycle for one in left]
    expected = {"keep": [Lifecycle.LIVE], "retire": [Lifecycle.RETIRED], "delete": []}
    assert states == expected[fate]


def test_the_difference_is_told_field_by_field(hand: Hand, later: Path) -> None:
    wizard = hand.open(later)
    wizard.desk.choose(side=Side.THEIRS)
    hand.settle(wizard)
    hand.ready(wizard)
    lines = [one.texts for one in wizard.changes.changes.model.lines]
    assert ("Changed system", "Email Archive", "Vendor", "Mine", "Theirs") in lines
    assert not wizard.changes.preview._image.isNull()


def test_the_user_says_that_a_file_replaces_none(hand: Hand, later: Path) -> None:
    wizard = hand.open(later)
    edition = wizard.sheets.edition
    edition.setCurrentIndex(0)
    edition.activated.emit(0)
    hand.settle(wizard)
    assert wizard.desk.outcome.proposal.missing == ()


# --- mappings ----------------------------------------------------------------------------------


def test_a_mapping_is_kept_and_used_for_the_next_file_of_its_shape(
    hand: Hand, book: Path, tmp_path: Path
) -> None:
    wizard = hand.open(book)
    wizard.desk.choose_field(wizard.columns.key, 3, "it_steward")
    hand.settle(wizard)
    assert wizard.remember.isVisible()
    hand.apply(wizard)
    rows = [*ROWS, ["Shop", "Best", "Live", "Zoe", ""]]
    wizard = hand.open(workbook(tmp_path / "other.xlsx", {"Apps": rows}))
    assert fields(wizard)["Wer"] == "it_steward"
    assert "apps-2026-05.xlsx" in wizard.columns._used.text()
    wizard.tabs.setCurrentIndex(COLUMNS)
    hand.press(wizard.columns._forget)
    hand.settle(wizard)
    assert fields(wizard)["Wer"] != "it_steward"


def test_a_mapping_is_not_kept_if_it_is_not_to_be(hand: Hand, book: Path) -> None:
    wizard = hand.open(book)
    wizard.desk.choose_field(wizard.columns.key, 3, "it_steward")
    hand.settle(wizard)
    wizard.remember.setChecked(False)
    hand.apply(wizard)
    wizard = hand.open(book)
    assert not wizard.desk.used
