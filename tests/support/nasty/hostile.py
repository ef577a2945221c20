"""Bombs, lies, truncations and what is no inventory at all."""

import struct
import zipfile
from itertools import pairwise
from pathlib import Path

from support.nasty.case import CRM, HEADER, HUB, ROWS, Make, Nasty
from support.nasty.package import (
    ods,
    ods_row,
    one_sheet,
    packed,
    parts_of,
    rows_xml,
    sheet_xml,
    xlsx,
)
from support.oldbooks import xls, xlsb

_SALES = {("CRM", "department"): "Sales", ("Billing Hub", "department"): "Finance"}
_PLACED = [(r, c, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]
_TABLE = rows_xml(ROWS)
_ENTITIES = (
    '<!DOCTYPE lol [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
    + "]>"
)  # fmt: skip


def _data(data: str, head: str = "", doctype: str = "") -> Make:
    return lambda path: xlsx(path, {"Apps": sheet_xml(data, head, doctype=doctype)})


def _bytes(data: bytes) -> Make:
    return lambda path: path.write_bytes(data)


def _with_part(name: str, content: str | bytes) -> Make:
    return lambda path: packed(path, {**parts_of({"Apps": sheet_xml(_TABLE)}), name: content})


def _cut(make: Make, share: float) -> Make:
    """The first share of a file."""

    def cut(path: Path) -> None:
        make(path)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return cut


def _dense(rows: int, columns: int) -> str:
    """Rows that hold a number in each cell, without saying where they stand."""
    return ("<row>" + "<c><v>1</v></c>" * columns + "</row>") * rows


def _counted(rows: int, columns: int) -> str:
    """The same with numbers that differ from row to row."""
    return "".join(f"<row>{f'<c><v>{n * 7919}</v></c>' * columns}</row>" for n in range(rows))


def _liar(path: Path) -> None:
    """A sheet that says it unpacks to 100 bytes."""
    xlsx(path, {"Apps": sheet_xml(_TABLE + "<row/>" * 300_000)})
    with zipfile.ZipFile(path) as package:
        size = max(entry.file_size for entry in package.infolist())
    lie = (100).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), lie))


def _twice(path: Path) -> None:
    """Two parts of one name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts_of({"Apps": sheet_xml(_TABLE)}).items():
            package.writestr(name, content)
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        package.NameToInfo.clear()
        package.writestr(info, sheet_xml(rows_xml([HEADER, ["ERP", "Gamma", "HR"]])))


def _many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts_of({"Apps": sheet_xml(_TABLE)}).items():
            package.writestr(name, content)
        for number in range(10_000):
            package.writestr(f"xl/media/{number}.png", b"")


def _nested(path: Path) -> None:
    inner = path.with_name("inner.zip")
    packed(inner, {"zeros": bytes(50 * 2**20)})
    _with_part("xl/embeddings/inner.zip", inner.read_bytes() * 20)(path)
    inner.unlink()


def _far(make: object, row: int, column: int) -> Make:
    return lambda path: make(path, [*_PLACED, (row, column, "x")])  # type: ignore[operator]


def _xls_lie(path: Path) -> None:
    """A sheet that says that it reaches to the last row that a number can name."""
    xls(path, _PLACED)
    label = struct.pack("<HH", 0x204, 9 + len("Application name"))
    lie = struct.pack("<HHIIHHH", 0x200, 14, 0, 0xFFFFFF, 0, 0xFFFF, 0)
    data = path.read_bytes()
    path.write_bytes(data.replace(label, lie + label, 1)[: len(data)])


def _xls_strings(path: Path) -> None:
    """A table of strings that says it holds 4,000 million."""
    xls(path, _PLACED)
    label = struct.pack("<HH", 0x204, 9 + len("Application name"))
    lie = struct.pack("<HHII", 0xFC, 8, 0xFFFFFFF0, 0xFFFFFFF0)
    data = path.read_bytes()
    path.write_bytes(data.replace(label, lie + label, 1)[: len(data)])


def _changed(make: Make, old: bytes, new: bytes) -> Make:
    def change(path: Path) -> None:
        make(path)
        path.write_bytes(path.read_bytes().replace(old, new))

    return change


def _locked_ods(path: Path) -> None:
    ods(path, ods_row(HEADER))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["META-INF/manifest.xml"] = b"<manifest:manifest><manifest:encryption-data/>"
    packed(path, parts)


def _shared_text(path: Path) -> None:
    """All cells name the one long text of the workbook."""
    row = "<row>" + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    parts = parts_of({"Apps": sheet_xml(row * 1_000)})
    name = "xl/_rels/workbook.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Id="rIdT" Type="{kind}" Target="sharedStrings.xml"/>'
    parts[name] = parts[name].replace("</Relationships>", f"{relation}</Relationships>")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f"<si><t>{'x' * 32_000}</t></si>"
    packed(path, {**parts, "xl/sharedStrings.xml": f'<sst xmlns="{main}">{text}</sst>'})


_LOCKED = (
    bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
)  # fmt: skip
_PADDED = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(4, 1_048_577))
_REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    'table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>'
)
_LONG_REPEATED = (
    '<table:table-row table:number-rows-repeated="200"><table:table-cell '
    'office:value-type="string" table:number-columns-repeated="2000">'
    f"<text:p>{'x' * 5000}</text:p></table:table-cell></table:table-row>"
)
_ODS_PADDING = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
    'table:number-columns-repeated="16384"/></table:table-row>'
)
_FAR_OUT = ("farther out than any inventory",)
_HTML = b"<html><table><tr><td>Application name</td></tr><tr><td>CRM</td></tr></table></html>"

OLD = [
    Nasty("old.xls", "the format of 1997", lambda path: xls(path, _PLACED), values=_SALES),
    Nasty("binary.xlsb", "the binary format of 2007", lambda path: xlsb(path, _PLACED),
          values=_SALES),
    Nasty("open.ods", "an OpenDocument sheet, padded to the last row and column",
          lambda path: ods(path, "".join(map(ods_row, ROWS)) + _ODS_PADDING), values=_SALES),
]  # fmt: skip

BOMBS = [
    Nasty("ratio.xlsx", "a cell of 60 million blanks",
          _data('<row r="1"><c r="A1" t="inlineStr"><is><t>' + " " * 60_000_000
                + "</t></is></c></row>"), fault=("is refused", "unpacks to")),
    Nasty("dense.xlsx", "8 million cells in less than a megabyte",
          _data(_dense(40_000, 200)), fault=("is refused",)),
    Nasty("dense-slowly.xlsx", "5 million cells that do not pack beyond belief",
          _data(_counted(25_000, 200)), fault=("Apps", "cells")),
    Nasty("strings.xlsx", "a table of shared strings that unpacks to 200 MB",
          _with_part("xl/sharedStrings.xml", "<sst>" + "<si><t>x</t></si>" * 14_000_000 + "</sst>"),
          fault=("is refused", "unpacks to")),
    Nasty("shared.xlsx", "a text of 32,000 letters that 200,000 cells share", _shared_text,
          fault=("is refused", "the texts of its cells")),
    Nasty("repeats-below.ods", "a long text repeated, yet not beyond measure",
          lambda path: ods(path, _LONG_REPEATED), fault=("needs too much memory",)),
    Nasty("nested.xlsx", "packages within the package", _nested, values=_SALES),
    Nasty("far-cell.xlsx", "one cell in the last row and column",
          _data(_TABLE + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), fault=_FAR_OUT),
    Nasty("far-row.xlsx", "one cell in the last row that does not say its place",
          _data(_TABLE + '<row r="1048576"><c><v>1</v></c></row>'), fault=_FAR_OUT),
    Nasty("far-cell.xls", "one cell far out in an .xls", _far(xls, 65_535, 255), fault=_FAR_OUT),
    Nasty("far-cell.xlsb", "one cell far out in an .xlsb", _far(xlsb, 1_000_000, 16_000),
          fault=_FAR_OUT),
    Nasty("repeats.ods", "a cell repeated 16,000 million times",
          lambda path: ods(path, "".join(map(ods_row, ROWS)) + _REPEATED), fault=("repeated",)),
    Nasty("entities.xlsx", "entities of entities in a sheet",
          _data(_TABLE.replace("CRM", "&j;"), doctype=_ENTITIES), fault=("DTD",)),
    Nasty("entities.ods", "entities of entities in an OpenDocument sheet",
          lambda path: ods(path, "".join(map(ods_row, ROWS)).replace("CRM", "&j;"),
                           _ENTITIES), fault=("DTD",)),
    Nasty("many-parts.xlsx", "10,000 parts", _many_parts, fault=("parts",)),
    Nasty("many-sheets.xlsx", "4,000 empty sheets",
          lambda path: xlsx(path, {"Apps": sheet_xml(_TABLE),
                                   **{f"S{n}": sheet_xml("") for n in range(4_000)}}),
          values=_SALES),
    Nasty("deep.xlsx", "elements 200,000 deep",
          _data(_TABLE, head="<a>" * 200_000 + "</a>" * 200_000), values=_SALES),
]  # fmt: skip

LIES = [
    Nasty("false-dimension.xlsx", "a sheet that says it fills all rows and columns",
          _data(_TABLE, '<dimension ref="A1:XFD1048576"/>'), values=_SALES),
    Nasty("padded.xlsx", "1,048,576 rows, nearly all of them empty", _data(_TABLE + _PADDED),
          values=_SALES),
    Nasty("size-lie.xlsx", "a part that says it is small", _liar, fault=("is damaged",)),
    Nasty("twice.xlsx", "two parts of one name", _twice, fault=("twice",)),
    Nasty("traversal.xlsx", "a part whose name leads out of the folder",
          _with_part("../../../../tmp/evil.xml", "<evil/>"), values=_SALES),
    Nasty("links.xlsx", "a link to another computer",
          _with_part("xl/externalLinks/_rels/externalLink1.xml.rels",
                     '<Relationships><Relationship Id="rId1" TargetMode="External" '
                     'Target="file://192.0.2.1/share/book.xlsx"/></Relationships>'),
          values=_SALES),
    Nasty("reach-lie.xls", "an .xls that says it reaches far", _xls_lie, fault=_FAR_OUT),
    Nasty("strings-lie.xls", "an .xls that says it holds 4,000 million strings", _xls_strings,
          values=_SALES),
    Nasty("web-page.xls", "a web page under the ending of a workbook", _bytes(_HTML),
          fault=("web page", "save it as .xlsx")),
    Nasty("spreadsheet-xml.xls", "the XML of Excel 2003",
          _bytes(b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
          fault=("XML", "save it as .xlsx")),
    Nasty("really-text.xls", "text under the ending of a workbook",
          _bytes("\n".join("\t".join(row) for row in ROWS).encode()), fault=("text", ".csv")),
    Nasty("really-new.xls", "an .xlsx under the ending of an .xls",
          lambda path: one_sheet(path, ROWS), values=_SALES),
    Nasty("printed.xlsx", "a PDF", _bytes(b"%PDF-1.7\n..."), fault=("PDF",)),
    Nasty("not-a-book.xlsx", "a package that is no workbook",
          lambda path: packed(path, {"word/document.xml": "<document/>"}),
          fault=("cannot be read",)),
]  # fmt: skip

BROKEN = [
    Nasty("empty.xlsx", "no bytes at all", _bytes(b""), fault=("is empty",)),
    Nasty("zeros.xlsx", "bytes of zero", _bytes(bytes(5_000)), fault=("not a workbook",)),
    Nasty("half.xlsx", "cut in half", _cut(lambda path: one_sheet(path, ROWS * 50), 0.5),
          fault=("is damaged",)),
    Nasty("half.xls", "cut in half", _cut(lambda path: xls(path, _PLACED), 0.3),
          fault=("cannot be read",)),
    Nasty("half.xlsb", "cut in half", _cut(lambda path: xlsb(path, _PLACED), 0.5),
          fault=("is damaged",)),
    Nasty("half.ods", "cut in half", _cut(lambda path: ods(path, ods_row(HEADER) * 50), 0.5),
          fault=("is damaged",)),
    Nasty("torn-sheet.xlsx", "a sheet whose XML ends in the midst",
          lambda path: xlsx(path, {"Apps": sheet_xml(_TABLE)[:-60]}), fault=("cannot be read",)),
    Nasty("no-string.xlsx", "a cell that names a string that there is not",
          _data('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), fault=("cannot be read",)),
    Nasty("secret.xlsx", "a workbook under a password", _bytes(_LOCKED),
          fault=("protected by a password",)),
    Nasty("secret.ods", "an OpenDocument sheet under a password", _locked_ods,
          fault=("protected by a password",)),
    Nasty("no-sheet.xlsx", "a workbook whose sheet is missing",
          lambda path: packed(path, {
              name: part for name, part in parts_of({"Apps": sheet_xml("")}).items()
              if "sheet1" not in name}), fault=("cannot be read",)),
    Nasty("blank.xlsx", "a workbook that holds nothing", _data(""), fault=("is empty",)),
    Nasty("no-header.xlsx", "a table without headers", lambda path: one_sheet(path, [CRM, HUB]),
          fault=("no column could name a system", "Apps")),
]  # fmt: skip

JUST_BELOW = [
    Nasty("dense-binary.xlsb", "millions of cells of an .xlsb that pack well",
          lambda path: xlsb(path, [(r, c, "x") for r in range(2_000) for c in range(100)])),
    Nasty("floats.xlsx", "nearly as many numbers as a sheet may hold",
          _data(_counted(14_900, 200))),
    Nasty("repeats.ods", "nearly as many repeated cells as a sheet may hold",
          lambda path: ods(path, _LONG_REPEATED.replace("x" * 5_000, "a text of some length"))),
    Nasty("four-bytes.csv", "a sign that makes every letter of 30 MB take four bytes",
          lambda path: path.write_text("🚢\n" + "\n".join(
              ",".join(f"x{n * row:9}" for n in range(200)) for row in range(14_900)),
              encoding="utf-8")),
]  # fmt: skip
"""What the limits let through; there is nothing in it to import."""

HOSTILE = [*BOMBS, *LIES, *BROKEN]
