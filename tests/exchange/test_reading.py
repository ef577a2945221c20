"""Files read in every format and encoding; hostile and broken ones refused by name."""

import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from isthmus.exchange import guard, workbooks
from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.grid import Grid
from isthmus.exchange.reading import read
from support.workbooks import csv_file, strict, workbook

ROWS = [["Application name", "Vendor"], ["CRM", "Acme"], ["ERP", "Größe & Söhne"]]


def sheet_xml(cells: str, head: str = "") -> str:
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        f'2006/main">{head}<sheetData>{cells}</sheetData></worksheet>'
    )


def with_sheet(path: Path, xml: str | bytes) -> Path:
    """A workbook whose only sheet's part is replaced."""
    made = workbook(path.with_name("made.xlsx"), {"S": ROWS})
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if "worksheets/" in name else old.read(name))
    return path


def refused(path: Path, *words: str) -> None:
    with pytest.raises(ImportFault) as caught:
        read(path)
    message = str(caught.value)
    assert path.name in message
    for word in words:
        assert word in message


def test_an_xlsx(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", {"S": ROWS, "T": []}, hidden=["T"])
    one, two = read(path)
    assert one.rows == ROWS
    assert (one.name, one.hidden, two.name, two.hidden) == ("S", False, "T", True)


def test_a_strict_workbook_which_openpyxl_sees_no_sheet_of(tmp_path: Path):
    path = strict(tmp_path / "strict.xlsx", workbook(tmp_path / "a.xlsx", {"S": ROWS}))
    with pytest.warns(UserWarning, match="invalid specification"):
        assert load_workbook(path).sheetnames == []
    (grid,) = read(path)
    assert grid.rows == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_in_any_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str):
    path = csv_file(tmp_path / "a.csv", ROWS, encoding=encoding, delimiter=delimiter)
    (grid,) = read(path)
    assert grid.rows == ROWS
    assert grid.name == "a"


def test_decimal_commas_do_not_make_a_comma_the_delimiter(tmp_path: Path):
    rows = [["Name", "Kosten", "Text"], *([f"App {n}", f"{n},50", "a, b, c"] for n in range(9))]
    (grid,) = read(csv_file(tmp_path / "a.csv", rows, delimiter=";"))
    assert grid.rows == rows


def test_quoted_newlines_and_a_declared_delimiter(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text('sep=|\nName|Note\n"A\nB"|"say ""hi"" | bye"\n', encoding="utf-8")
    (grid,) = read(path)
    assert grid.rows[1:] == [["Name", "Note"], ["A\nB", 'say "hi" | bye']]


def test_a_quotation_mark_out_of_place_is_told(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text('Name,Note\nA,"x"y\nB,z\n', encoding="utf-8")
    (grid,) = read(path)
    assert len(grid.rows) == 3
    assert "quotation mark" in grid.notes[0].lower()


def test_a_quotation_mark_that_swallows_the_file_is_refused(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text('Name,Note\nA,"x\n' + "B,yyyyyyyyyyyyyyyyyy\n" * 20_000, encoding="utf-8")
    refused(path, "quotation mark")


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.xlsx", b"hello there", "not a workbook"),
        ("a.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("a.xls", b"<html><table><tr><td>x</td></tr></table>", "web page"),
        ("a.xlsx", b"PK\x03\x04" + b"junk" * 100, "damaged"),
        ("a.docx", b"PK\x03\x04", "not a workbook"),
        ("a.csv", b"Name,\x00\x01\x02 and so on, and so on", "not a text file"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), "cannot be read"),
        ("a.csv", b"\xff\xfea", "damaged"),
    ],
)
def test_what_is_no_inventory_is_refused_with_a_reason(
    tmp_path: Path, name: str, data: bytes, word: str
):
    path = tmp_path / name
    path.write_bytes(data)
    refused(path, word)


def test_what_is_not_there_or_is_a_folder(tmp_path: Path):
    refused(tmp_path / "gone.xlsx", "cannot be opened")
    (tmp_path / "folder.xlsx").mkdir()
    refused(tmp_path / "folder.xlsx", "folder")


def test_a_workbook_under_a_password(tmp_path: Path):
    path = tmp_path / "secret.xlsx"
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    path.write_bytes(head + "EncryptedPackage".encode("utf-16-le") + bytes(2000))
    refused(path, "protected by a password")


def test_a_truncated_workbook(tmp_path: Path):
    whole = workbook(tmp_path / "a.xlsx", {"S": ROWS}).read_bytes()
    path = tmp_path / "half.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    refused(path, "damaged")


def test_a_broken_sheet(tmp_path: Path):
    path = with_sheet(tmp_path / "bad.xlsx", sheet_xml('<row r="1"><c r="A1" t="s"><v>99</v>'))
    refused(path, "cannot be read")


def test_a_bomb_by_its_ratio(tmp_path: Path):
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>' + " " * 40_000_000 + "</t></is></c></row>"
    refused(with_sheet(tmp_path / "bomb.xlsx", sheet_xml(cells)), "refused", "unpacks")


def test_a_bomb_that_lies_about_its_size(tmp_path: Path):
    path = with_sheet(tmp_path / "liar.xlsx", sheet_xml("<row/>" * 300_000))
    data = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        size = max(entry.file_size for entry in package.infolist())
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    refused(path, "damaged")


def test_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "MAX_ENTRIES", 3)
    refused(workbook(tmp_path / "a.xlsx", {"S": ROWS}), "parts")


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1" s="1" t="n"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c></row>',
        '<row r="900000"><c t="inlineStr" r="A900000"><is><t>x</t></is></c></row>',
    ],
)
def test_a_cell_far_out_is_refused_before_it_fills_the_memory(tmp_path: Path, cells: str):
    refused(with_sheet(tmp_path / "far.xlsx", sheet_xml(cells)), "farther out")


def test_a_false_dimension_and_padded_rows_are_read(tmp_path: Path):
    head = '<dimension ref="A1:XFD1048576"/>'
    named = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>x{n}</t></is></c></row>' for n in (1, 2, 3)
    )
    padded = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(4, 20_000))
    (grid,) = read(with_sheet(tmp_path / "padded.xlsx", sheet_xml(named + padded, head)))
    assert [row[0] for row in grid.rows[:3]] == ["x1", "x2", "x3"]
    assert not any(any(row) for row in grid.rows[3:])


def test_formulas_and_links_are_values_only(tmp_path: Path):
    cells = (
        '<row r="1"><c r="A1" t="str"><f>[1]Sheet1!A1</f><v>kept</v></c>'
        '<c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>HYPERLINK("http://x")</f></c></row>'
    )
    (grid,) = read(with_sheet(tmp_path / "a.xlsx", sheet_xml(cells)))
    assert grid.rows == [["kept", 2.0, ""]] or grid.rows == [["kept", 2.0]]


def test_merged_cells_are_told(tmp_path: Path):
    (grid,) = read(workbook(tmp_path / "a.xlsx", {"S": ROWS}, merged={"S": ["A1:B1"]}))
    assert grid.merged == ((0, 0, 0, 1),)


def test_a_csv_with_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("isthmus.exchange.delimited.MAX_ROWS", 2)
    refused(csv_file(tmp_path / "a.csv", ROWS), "too large")


def test_reading_can_be_cancelled(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", {"S": ROWS})
    with pytest.raises(ImportCancelled):
        read(path, lambda: True)


def open_document(path: Path, rows: str) -> Path:
    """An .ods with one sheet."""
    content = (
        '<?xml version="1.0"?><office:document-content office:version="1.2" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest"/>'
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def test_an_open_document_sheet(tmp_path: Path):
    rows = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{text}</text:p></table:table-cell>"
            for text in row
        )
        + "</table:table-row>"
        for row in (("Application name", "Vendor"), ("CRM", "Acme"))
    )
    padding = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (grid,) = read(open_document(tmp_path / "a.ods", rows + padding))
    assert grid.rows[:2] == [["Application name", "Vendor"], ["CRM", "Acme"]]
    assert len(grid.rows) == 2


def test_an_open_document_sheet_with_millions_of_repeats(tmp_path: Path):
    row = (
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    refused(open_document(tmp_path / "a.ods", row), "repeated")


def test_a_workbook_in_memory_of_openpyxl_is_what_we_read(tmp_path: Path):
    book, buffer = Workbook(), BytesIO()
    assert book.active is not None
    book.active.append(["Name", None, 3, True])
    book.save(buffer)
    path = tmp_path / "a.xlsm"
    path.write_bytes(buffer.getvalue())
    assert read(path)[0].rows == [["Name", "", 3.0, True]]


def test_a_panic_of_the_parser_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    panic = type("PanicException", (BaseException,), {})

    def panics(_: object) -> None:
        raise panic("index out of bounds")

    monkeypatch.setattr(workbooks, "load_workbook", panics)
    refused(workbook(tmp_path / "a.xlsx", {"S": ROWS}), "cannot be read as a workbook")


def test_an_interrupt_is_no_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workbooks, "load_workbook", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read(workbook(tmp_path / "a.xlsx", {"S": ROWS}))


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 2_000), value=st.binary(min_size=1, max_size=9), part=st.integers(0, 8))
def test_bytes_changed_in_any_part_are_read_or_refused(place: int, value: bytes, part: int):
    with TemporaryDirectory() as folder:
        made = workbook(Path(folder) / "made.xlsx", {"S": ROWS}, merged={"S": ["A2:A3"]})
        path = Path(folder) / "a.xlsx"
        with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
            for number, name in enumerate(old.namelist()):
                data = bytearray(old.read(name))
                if number == part:
                    at = place % len(data)
                    data[at : at + len(value)] = value
                new.writestr(name, bytes(data))
        with suppress(ImportFault):
            assert all(isinstance(grid, Grid) for grid in read(path))


def test_a_text_larger_than_any_inventory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("isthmus.exchange.delimited.MAX_TEXT_FILE", 20)
    refused(csv_file(tmp_path / "a.csv", ROWS), "larger than", "Split it")
