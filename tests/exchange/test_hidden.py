"""Hidden rows, columns and sheets: seen in every format that tells them, read or left out."""

import struct
from pathlib import Path

import pytest

from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.choices import Choices, SheetChoice, SheetKey
from isthmus.exchange.grid import Grid
from isthmus.exchange.importing import propose_from
from isthmus.exchange.intake import take_in
from isthmus.exchange.oldformats import xls_sheets, xlsb_sheet
from isthmus.exchange.proposal import IGNORED, Proposal
from isthmus.model.document import Document
from support.nasty.case import BOTH, HEADER, ROWS
from support.nasty.package import Raw, rows_xml, sheet_xml, xlsx
from support.oldbooks import record, record12, xls, xlsb
from support.workbooks import applied

PLACED = [(r, c, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]
HIDDEN_ROW = record(0x208, struct.pack("<HHHHHHHH", 2, 0, 3, 255, 0, 0, 0x20, 0))
HIDDEN_COLUMN = record(0x7D, struct.pack("<HHHHHH", 1, 1, 0, 0, 1, 0))
FAILED = record(0x205, struct.pack("<HHHBB", 3, 1, 0, 0x2A, 1))
HIDDEN_ROW_12 = record12(0, struct.pack("<IIHBB", 3, 0, 0, 0, 0x10) + bytes(5))
FAILED_12 = record12(3, struct.pack("<IIB", 1, 0, 0x17))
HIDDEN_COLUMN_12 = record12(60, struct.pack("<IIIIH", 2, 2, 0, 0, 1))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def read(path: Path) -> Grid:
    return take_in([path]).sources[0].grids[0]


def proposed(path: Path, catalogue: Catalogue, choice: SheetChoice, sheet: str) -> Proposal:
    choices = Choices(sheets={SheetKey(0, sheet): choice})
    return propose_from(take_in([path]), catalogue, Document().snapshot(), choices)


def half_hidden(path: Path) -> Path:
    head = '<cols><col min="3" max="3" hidden="1"/></cols>'
    rows = rows_xml(ROWS, {3: 'hidden="1"'})
    old = sheet_xml(rows_xml([HEADER, ["ERP", "Gamma", "HR"]]))
    return xlsx(path, {"Apps": sheet_xml(rows, head), "Old": old}, states={"Old": "hidden"})


def test_an_xls_tells_hidden_rows_and_columns_and_failed_formulas(tmp_path: Path):
    path = xls(tmp_path / "a.xls", PLACED, more=HIDDEN_ROW + HIDDEN_COLUMN + FAILED)
    grid = read(path)
    assert (grid.hidden_rows, grid.hidden_columns) == ({2}, {1})
    assert dict(grid.faults) == {(3, 1): "#N/A"}
    assert {sheet.name for sheet in xls_sheets(path.read_bytes())} == {"", "Apps"}


def test_an_xlsb_tells_hidden_rows_and_columns_and_failed_formulas(tmp_path: Path):
    told = HIDDEN_COLUMN_12 + HIDDEN_ROW_12 + FAILED_12
    assert xlsb_sheet(told).seen.columns == {2}
    grid = read(xlsb(tmp_path / "a.xlsb", [*PLACED, (3, 0, "ERP")], more=told))
    assert (grid.hidden_rows, grid.hidden_columns) == ({3}, {2})
    assert dict(grid.faults) == {(3, 1): "#REF!"}


def test_what_is_hidden_is_emptied_and_nothing_moves():
    rows = [["a", "b", "c"], ["d", "e", "f"], ["g"]]
    hidden = {"hidden_rows": frozenset((1,)), "hidden_columns": frozenset((2,))}
    grid = Grid("f", "s", rows, **hidden, faults={(0, 2): "#N/A", (0, 1): "#REF!"})
    shown = grid.without_hidden()
    assert shown.rows == [["a", "b", ""], [], ["g"]]
    assert dict(shown.faults) == {(0, 1): "#REF!"}
    assert grid.rows[1] == ["d", "e", "f"]


def test_what_is_hidden_is_read_and_counted(tmp_path: Path, catalogue: Catalogue):
    proposal = proposed(half_hidden(tmp_path / "a.xlsx"), catalogue, SheetChoice(), "Apps")
    names = {system.name for system in applied(proposal).systems.values()}
    assert names == {*BOTH, "ERP"}
    account = proposal.sheets[0]
    assert (account.hidden_rows, account.hidden_columns) == (1, 1)
    told = "1 row (3) and 1 column (C) are hidden in the workbook; they were read all the same."
    assert told in {problem.message for problem in proposal.problems}


def test_hidden_rows_and_columns_can_be_left_out(tmp_path: Path, catalogue: Catalogue):
    path = half_hidden(tmp_path / "a.xlsx")
    proposal = proposed(path, catalogue, SheetChoice(hidden=False), "Apps")
    after = applied(proposal)
    assert {system.name for system in after.systems.values()} == {"CRM", "ERP"}
    assert not any(s.department for s in after.systems.values() if s.name == "CRM")
    told = "1 row (3) and 1 column (C) are hidden in the workbook; they were left out, as chosen."
    assert told in {problem.message for problem in proposal.problems}


def test_a_hidden_sheet_can_be_left_out(tmp_path: Path, catalogue: Catalogue):
    path = half_hidden(tmp_path / "a.xlsx")
    proposal = proposed(path, catalogue, SheetChoice(hidden=False), "Old")
    assert {system.name for system in applied(proposal).systems.values()} == set(BOTH)
    assert proposal.sheets[1].role == IGNORED
    assert "hidden ones are to be left out" in proposal.sheets[1].why


def test_of_many_hidden_rows_the_first_are_named(tmp_path: Path, catalogue: Catalogue):
    rows = [HEADER, *[[f"System {n:02}", "Acme", "Sales"] for n in range(20)]]
    hidden = dict.fromkeys(range(5, 20), 'hidden="1"')
    path = xlsx(tmp_path / "a.xlsx", {"Apps": sheet_xml(rows_xml(rows, hidden))})
    proposal = proposed(path, catalogue, SheetChoice(), "Apps")
    assert any("15 rows (5, 6, 7, 8, 9, 10, …) are" in p.message for p in proposal.problems)


def test_a_formula_that_fails_in_a_later_edition_clears_nothing(
    tmp_path: Path, catalogue: Catalogue
):
    path = xlsx(tmp_path / "a.xlsx", {"Apps": sheet_xml(rows_xml(ROWS))})
    first = applied(propose_from(take_in([path]), catalogue, Document().snapshot()))
    later = [HEADER, ["CRM", Raw('t="e"|<v>#REF!</v>'), Raw("|<f>A1</f>")], ["Billing Hub", "", ""]]
    xlsx(path, {"Apps": sheet_xml(rows_xml(later))})
    after = applied(propose_from(take_in([path]), catalogue, first), first)
    by_name = {system.name: system for system in after.systems.values()}
    assert (by_name["CRM"].vendor, by_name["Billing Hub"].vendor) == ("Acme", "")
    assert by_name["CRM"].department
    assert by_name["Billing Hub"].department is None
