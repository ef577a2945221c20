"""What the bytes of a sheet tell beyond its values, with openpyxl as the other witness."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from isthmus.exchange import sightings
from isthmus.exchange.grid import UNWORKED
from isthmus.exchange.opendocument import repeats, sightings_by_sheet
from isthmus.exchange.reading import read
from isthmus.exchange.sightings import Sightings
from support.nasty.package import Raw, ods, ods_row, rows_xml, sheet_xml, xlsx

PLACES = st.tuples(st.integers(0, 7), st.integers(0, 4))
FORMULA = Raw('|<f t="shared" ref="A1:A9" si="0">B1&amp;"&lt;x&gt;"</f>')


@settings(max_examples=60, deadline=None)
@given(
    rows=st.sets(st.integers(0, 7)), columns=st.sets(st.integers(0, 4)),
    formulas=st.sets(PLACES), errors=st.sets(PLACES),
)  # fmt: skip
def test_what_openpyxl_hid_or_left_unworked_is_seen(
    rows: set[int], columns: set[int], formulas: set, errors: set
):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(8):
        sheet.append([f"r{row}c{column}" for column in range(5)])
    for row in rows:
        sheet.row_dimensions[row + 1].hidden = True
    for column in columns:
        sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    for row, column in formulas:
        sheet.cell(row + 1, column + 1).value = "=SUM(A9:A10)"
    for row, column in errors - formulas:
        cell = sheet.cell(row + 1, column + 1)
        cell.value, cell.data_type = "#REF!", "e"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book.save(path)
        (grid,) = read(path)
    faulty = formulas | errors
    width = max(map(len, grid.rows), default=0)
    assert grid.hidden_columns == columns & set(range(width))
    assert grid.hidden_rows == {r for r in rows if not all((r, c) in faulty for c in range(5))}
    expected = dict.fromkeys(formulas, UNWORKED) | dict.fromkeys(errors - formulas, "#REF!")
    assert dict(grid.faults) == expected
    assert all(grid.rows[r][c] == "" for r, c in faulty if r < len(grid.rows))


def test_rows_are_seen_whole_wherever_pieces_are_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    rows = [["Application name", "Vendor"], *[[f"App {n}", FORMULA] for n in range(60)]]
    hidden = dict.fromkeys(range(2, 62, 3), 'hidden="1"')
    path = xlsx(tmp_path / "a.xlsx", {"Apps": sheet_xml(rows_xml(rows, hidden))})
    for size in (64, 100, 333, 1000):
        monkeypatch.setattr("isthmus.exchange.guard._CHUNK", size)
        (grid,) = read(path)
        assert grid.hidden_rows == set(range(1, 61, 3))
        assert set(grid.faults) == {(n, 1) for n in range(1, 61)}


def test_of_very_many_faults_the_first_are_kept_and_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sightings, "MOST_FAULTS", 3)
    rows = [["Application name", "Vendor"], *[[f"App {n}", FORMULA] for n in range(9)]]
    (grid,) = read(xlsx(tmp_path / "a.xlsx", {"Apps": sheet_xml(rows_xml(rows))}))
    assert len(grid.faults) == 3
    assert "not all are listed" in grid.notes[0]


def ods_formula(attributes: str, said: str = "") -> str:
    return f'<table:table-cell table:formula="of:=[.A1]" {attributes}>{said}</table:table-cell>'


def test_an_open_document_sheet_tells_formulas_that_failed_or_were_never_worked_out(
    tmp_path: Path,
):
    error = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    cells = (
        ods_formula('office:value-type="float" office:value="3"', "<text:p>3</text:p>")
        + ods_formula(error, "<text:p>#N/A</text:p>")
        + '<table:table-cell table:number-columns-repeated="2"/>'
        + ods_formula("")
        + ods_formula('office:value-type="string" office:string-value=""')
        + ods_formula(error, "<text:p>Err:502</text:p>")
    )
    row = f'<table:table-row table:number-rows-repeated="2">{cells}</table:table-row>'
    (grid,) = read(ods(tmp_path / "a.ods", ods_row(["Name"]) + row))
    faults = {(1, 1): "#N/A", (1, 4): UNWORKED, (1, 6): "Err:502"}
    assert dict(grid.faults) == faults | {(2, column): why for (_, column), why in faults.items()}
    assert grid.rows[1][0] == 3


@given(st.binary(max_size=200))
def test_any_bytes_are_looked_over(data: bytes):
    Sightings().look(data)
    head = b'<table:table table:name="S"><table:table-row><table:table-cell '
    assert repeats(data) >= 1
    assert isinstance(sightings_by_sheet(head + data), dict)
