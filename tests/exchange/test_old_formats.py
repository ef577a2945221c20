"""Workbooks of the binary formats: read, and refused before they can fill the memory."""

import struct
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isthmus.exchange import guard
from isthmus.exchange.compound import DamagedBookError
from isthmus.exchange.errors import ImportFault
from isthmus.exchange.guard import check_workbook
from isthmus.exchange.oldformats import xls_sheets, xlsb_sheet
from isthmus.exchange.reading import read
from support.oldbooks import xls, xlsb

CELLS = [(0, 0, "Application"), (0, 1, "Dept"), (1, 0, "CRM"), (1, 1, "Sales")]
MAKERS = {".xls": xls, ".xlsb": xlsb}


@pytest.mark.parametrize("ending", MAKERS)
def test_a_binary_workbook(tmp_path: Path, ending: str):
    (grid,) = read(MAKERS[ending](tmp_path / f"a{ending}", CELLS))
    assert grid.name == "Apps"
    assert grid.rows == [["Application", "Dept"], ["CRM", "Sales"]]


@pytest.mark.parametrize(
    ("ending", "row", "column", "told"),
    [
        (".xls", 65_535, 20_000, "column 20,001"),
        (".xls", 65_535, 255, "row 65,536 and column 256"),
        (".xlsb", 1_000_000, 16_000, "row 1,000,001"),
        (".xlsb", 5, 16_000, "column 16,001"),
    ],
)
def test_a_cell_far_out(tmp_path: Path, ending: str, row: int, column: int, told: str):
    path = MAKERS[ending](tmp_path / f"a{ending}", [*CELLS, (row, column, "x")])
    with pytest.raises(ImportFault, match=f"{told}, farther out than any inventory"):
        read(path)


def test_an_xls_that_lies_about_how_far_it_reaches(tmp_path: Path):
    path = xls(tmp_path / "a.xls", CELLS)
    label = struct.pack("<HH", 0x204, 9 + len("Application"))
    lie = struct.pack("<HHIIHHH", 0x200, 14, 0, 0xFFFFFF, 0, 0xFFFF, 0)
    data = path.read_bytes()
    path.write_bytes(data.replace(label, lie + label, 1)[: len(data)])
    with pytest.raises(ImportFault, match="farther out than any inventory"):
        read(path)


def test_an_xls_larger_than_the_format_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "MAX_OLD", 1000)
    with pytest.raises(ImportFault, match=r"a\.xls is larger than .* which no \.xls is"):
        check_workbook(xls(tmp_path / "a.xls", CELLS), lambda: False)


def test_a_sheet_of_an_xlsb_that_unpacks_to_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(guard, "MAX_WHOLE", 50)
    with pytest.raises(ImportFault, match=r"sheet1\.bin is larger than any inventory"):
        check_workbook(xlsb(tmp_path / "a.xlsb", CELLS), lambda: False)


@pytest.mark.parametrize("ending", MAKERS)
def test_truncated_binary_workbooks(tmp_path: Path, ending: str):
    path = MAKERS[ending](tmp_path / f"a{ending}", CELLS)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 4])
    with pytest.raises(ImportFault, match=rf"a\{ending} (cannot be read as a workbook|is damaged)"):
        read(path)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, 5000), value=st.binary(min_size=1, max_size=8))
def test_bytes_changed_anywhere_never_break_the_guard(tmp_path: Path, place: int, value: bytes):
    data = bytearray(xls(tmp_path / "a.xls", CELLS).read_bytes())
    data[place : place + len(value)] = value
    with suppress(DamagedBookError):
        assert all(min(sheet.reach) >= 0 for sheet in xls_sheets(bytes(data)))
    assert min(xlsb_sheet(bytes(data)).reach) >= 0


def test_a_csv_with_a_line_that_no_table_has(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Application,Dept\n" + b"," * 5_000_000)
    with pytest.raises(ImportFault, match=r"a\.csv, line 2: it has more than 4 million characters"):
        read(path)
