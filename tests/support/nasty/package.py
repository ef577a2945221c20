"""Packages written part by part, so that they can hold what no program would write."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_TYPES = (
    f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_ROOT = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_DATE_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    "</styleSheet>"
)


class Raw(str):
    """The XML inside of a cell, with its attributes before a bar: 't="e"|<v>#N/A</v>'."""

    __slots__ = ()


def letters(column: int) -> str:
    """A column counted from 0 as Excel names it; A to Z."""
    return chr(65 + column)


def cell_xml(place: str, value: object) -> str:
    """A cell, '' for none."""
    if isinstance(value, Raw):
        attributes, _, inside = value.partition("|")
        return f'<c r="{place}" {attributes}>{inside}</c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    if not value:
        return ""
    text = escape(str(value))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def rows_xml(rows: Sequence[Sequence[object]], attributes: Mapping[int, str] | None = None) -> str:
    """Rows of a sheet, with more attributes by row counted from 1."""
    return "".join(
        f'<row r="{n}" {(attributes or {}).get(n, "")}>'
        + "".join(cell_xml(f"{letters(i)}{n}", value) for i, value in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, start=1)
    )


def sheet_xml(data: str, head: str = "", tail: str = "", doctype: str = "") -> str:
    """A sheet around its rows."""
    main = f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}"'
    return f"{_XML}{doctype}<worksheet {main}>{head}<sheetData>{data}</sheetData>{tail}</worksheet>"


def parts_of(
    sheets: Mapping[str, str], states: Mapping[str, str] | None = None, properties: str = ""
) -> dict[str, str]:
    """The parts of an .xlsx with these sheets, by the XML of each."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}" '
        f'state="{(states or {}).get(name, "visible")}"/>'
        for n, name in enumerate(sheets, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{properties}<sheets>{listed}</sheets>'
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": f"{_XML}{book}</workbook>",
        "xl/_rels/workbook.xml.rels": (
            f'{_XML}<Relationships xmlns="{_PACKAGE}">{relations}<Relationship Id="rIdS" '
            f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": _DATE_STYLES,
        **{
            f"xl/worksheets/sheet{n}.xml": xml
            for n, xml in enumerate(sheets.values(), start=1)
        },
    }  # fmt: skip


def packed(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A package of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def xlsx(path: Path, sheets: Mapping[str, str], **more: object) -> Path:
    """A workbook of sheets given as XML."""
    return packed(path, parts_of(sheets, **more))  # type: ignore[arg-type]


def one_sheet(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A workbook of one sheet, 'Apps'."""
    return xlsx(path, {"Apps": sheet_xml(rows_xml(rows))})


_ODS = (
    '<?xml version="1.0"?>{doctype}<office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="Apps">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def ods_cell(text: str) -> str:
    """A cell of an OpenDocument sheet."""
    if not text:
        return "<table:table-cell/>"
    said = f"<text:p>{escape(text)}</text:p>"
    return f'<table:table-cell office:value-type="string">{said}</table:table-cell>'


def ods_row(row: Sequence[str], attributes: str = "") -> str:
    """A row of an OpenDocument sheet."""
    return f"<table:table-row {attributes}>{''.join(map(ods_cell, row))}</table:table-row>"


def ods(path: Path, rows: str, doctype: str = "") -> Path:
    """An .ods with one sheet, 'Apps', of rows given as XML."""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest"/>'
    )
    return packed(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": _ODS.format(doctype=doctype, rows=rows),
            "META-INF/manifest.xml": manifest,
        },
    )
