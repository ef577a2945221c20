"""Nasty layouts of sheets: headers, merged and hidden cells, formulas, totals."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from support.nasty.case import CRM, HEADER, HUB, ROWS, Make, Nasty
from support.nasty.package import Raw, ods, ods_row, one_sheet, rows_xml, sheet_xml, xlsx
from support.workbooks import strict, workbook

Rows = Sequence[Sequence[object]]

_SALES = {("CRM", "department"): "Sales", ("Billing Hub", "department"): "Finance"}
_READ_ALL_THE_SAME = "hidden in the workbook"


def _rows(rows: Rows) -> Make:
    return lambda path: one_sheet(path, rows)


def _sheet(rows: Rows, head: str = "", tail: str = "", **attributes: str) -> Make:
    """One sheet; `row3='hidden="1"'` is an attribute of row 3."""
    by_row = {int(key.removeprefix("row")): text for key, text in attributes.items()}
    return lambda path: xlsx(path, {"Apps": sheet_xml(rows_xml(rows, by_row), head, tail)})


def _sheets(sheets: Mapping[str, Rows], **states: str) -> Make:
    made = {name: sheet_xml(rows_xml(rows)) for name, rows in sheets.items()}
    return lambda path: xlsx(path, made, states=states)


def _merged(rows: Rows, *areas: str) -> Make:
    return lambda path: workbook(path, {"Apps": rows}, merged={"Apps": areas})


def _strict(path: Path) -> None:
    strict(path, workbook(path.with_name("transitional.xlsx"), {"Apps": ROWS}))


def _ods_hidden(path: Path) -> None:
    hidden = ods_row(CRM, 'table:visibility="collapse"')
    filtered = ods_row(HUB, 'table:visibility="filter"')
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    ods(path, columns + ods_row(HEADER) + hidden + filtered)


_UNWORKED = Raw("|<f>VLOOKUP(A2,Lists!A:B,2,0)</f>")
_UNWORKED_EMPTY = Raw("|<f>A2</f><v/>")
_SHARED = Raw('|<f t="shared" si="0"/>')
_WORKED_EMPTY = Raw('t="str"|<f>IF(A9="","",A9)</f><v></v>')
_ZERO = Raw("|<f>Lists!B9</f><v>0</v>")
_LOST = Raw('t="e"|<f>#REF!</f><v>#REF!</v>')
_NOT_FOUND = Raw('t="e"|<v>#N/A</v>')

HEADERS = [
    Nasty("under-titles.xlsx", "the header stands under titles and a date",
          _rows([["Application inventory"], ["As of", 46022], [], *ROWS]), values=_SALES),
    Nasty("two-lines.xlsx", "a header over two rows, merged",
          _merged([["Application name", "Vendor", "Department", "Costs", None],
                   [None, None, None, "Annual cost", "Currency"],
                   ["CRM", "Acme", "Sales", 1200, "EUR"],
                   ["Billing Hub", "Beta", "Finance", 300, "EUR"]],
                  "A1:A2", "B1:B2", "C1:C2", "D1:E1"), values=_SALES),
    Nasty("three-lines.xlsx", "a band, the headers, and their names for machines",
          _rows([["General", "", "Organisation"], HEADER, ["app_name", "vendor", "department"],
                 CRM, HUB]), values=_SALES),
    Nasty("repeated-header.xlsx", "the header comes again in the midst, as printed pages have it",
          _rows([HEADER, CRM, HEADER, HUB]), values=_SALES,
          told=(("A3", "repeats the headers"),)),
    Nasty("same-header-twice.xlsx", "the same header twice",
          _rows([[*HEADER, "Remark", "Remark"], [*CRM, "one", "two"], HUB]),
          values={("CRM", "custom:Remark"): "one", ("CRM", "custom:Remark (2)"): "two"}),
    Nasty("unseen-in-header.xlsx", "no-break spaces, soft hyphens and marks of no width in headers",
          _rows([["\ufeffApplication\xa0name", "Ven\u00addor", "Depart\u200bment "], CRM, HUB]),
          values=_SALES),
    Nasty("far-right.xlsx", "the table begins in a column and a row of its own",
          _rows([[], [], *[["", "", *row] for row in ROWS]]), values=_SALES),
    Nasty("shouted-header.xlsx", "headers in capitals with line breaks and colons",
          _rows([["APPLICATION\nNAME:", "VENDOR *", "DEPARTMENT\r\n(owner)"], CRM, HUB]),
          values={("CRM", "vendor"): "Acme"}),
]  # fmt: skip

LAYOUTS = [
    Nasty("strict.xlsx", "the Strict namespaces", _strict, values=_SALES),
    Nasty("merged-down.xlsx", "a department merged over the rows of its systems",
          _merged([HEADER, CRM, ["ERP", "Beta", None], HUB], "C2:C3"),
          ("CRM", "ERP", "Billing Hub"),
          {**_SALES, ("ERP", "department"): "Sales"}),
    Nasty("merged-across.xlsx", "a heading merged across the table",
          _merged([HEADER, ["Department of Sales", None, None], CRM, HUB], "A2:C2"),
          told=(("A2", "heads the rows below it"),)),
    Nasty("hidden-rows.xlsx", "a hidden row", _sheet(ROWS, row3='hidden="1"'), values=_SALES,
          told=(("", "1 row (3) is " + _READ_ALL_THE_SAME),)),
    Nasty("hidden-columns.xlsx", "a hidden column",
          _sheet(ROWS, '<cols><col min="3" max="16384" width="0" hidden="1"/></cols>'),
          values=_SALES, told=(("", "1 column (C) is " + _READ_ALL_THE_SAME),)),
    Nasty("filtered.xlsx", "rows that a filter hides",
          _sheet(ROWS, tail='<autoFilter ref="A1:C3"><filterColumn colId="1"><filters>'
                            '<filter val="Acme"/></filters></filterColumn></autoFilter>',
                 row3='spans="1:3" hidden="1"'),
          values=_SALES, told=(("", "1 row (3) is " + _READ_ALL_THE_SAME),)),
    Nasty("hidden-sheet.xlsx", "a hidden sheet, and one that Excel does not even list",
          _sheets({"Apps": ROWS, "Old": [HEADER, ["ERP", "Gamma", "HR"]],
                   "Older": [HEADER, ["PIM", "Gamma", "HR"]]}, Old="hidden", Older="veryHidden"),
          ("CRM", "Billing Hub", "ERP", "PIM"), told=(("", "The sheet is hidden"),)),
    Nasty("hidden.ods", "hidden and filtered rows and a hidden column of an OpenDocument sheet",
          _ods_hidden, values=_SALES,
          told=(("", "2 rows (2 and 3) and 1 column (B) are " + _READ_ALL_THE_SAME),)),
    Nasty("odd-sheet-name.xlsx", "quotes, an ampersand and an emoji in a sheet's name",
          lambda path: xlsx(path, {"'Apps' & \"more\" 🚢": sheet_xml(rows_xml(ROWS))}),
          values=_SALES),
    Nasty("no-places.xlsx", "cells and rows that do not say where they stand",
          lambda path: xlsx(path, {"Apps": sheet_xml("".join(
              "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row)
              + "</row>" for row in ROWS))}), values=_SALES),
    Nasty("prefixed.xlsx", "every element under a prefix",
          lambda path: xlsx(path, {"Apps": _prefixed(sheet_xml(rows_xml(
              ROWS, {3: 'hidden="1"'})))}),
          values=_SALES, told=(("", "1 row (3) is " + _READ_ALL_THE_SAME),)),
    Nasty("macros.xlsm", "a workbook with macros", _rows(ROWS), values=_SALES),
    Nasty("chart-between.xlsx", "empty sheets before and after",
          _sheets({"Cover": [], "Apps": ROWS, "Sheet3": []}), values=_SALES),
]  # fmt: skip

FORMULAS = [
    Nasty("idle-formulas.xlsx", "rows of formulas that hold nothing, below the table",
          _rows([*ROWS, *[[_WORKED_EMPTY, _WORKED_EMPTY, _ZERO]] * 30]), values=_SALES),
    Nasty("unworked.xlsx", "formulas whose values the program never worked out",
          _rows([HEADER, ["CRM", "Acme", _UNWORKED], ["Billing Hub", _SHARED, _UNWORKED_EMPTY]]),
          values={("CRM", "department"): "", ("Billing Hub", "vendor"): ""},
          told=(("C2", "never worked out"),
                ("C2", "(and in 2 more cells)"),)),
    Nasty("unworked-names.xlsx", "names that are formulas never worked out",
          _rows([HEADER, [_UNWORKED, "Acme", "Sales"], [_UNWORKED, "Beta", "Finance"]]), (),
          fault=("never worked out", "A2", "save")),
    Nasty("errors.xlsx", "errors of formulas, one of them a name",
          _rows([[*HEADER, "Colour"], [*CRM, _NOT_FOUND], [_LOST, "Beta", "HR", "red"],
                 ["Billing Hub", _NOT_FOUND, "Finance", "#DIV/0!"]]),
          values={("CRM", "custom:Colour"): "", ("Billing Hub", "vendor"): "",
                  ("Billing Hub", "custom:Colour"): "", **_SALES},
          told=(("D2", "#N/A"), ("A3", "#REF!"), ("A3", "nothing in"), ("D4", "#DIV/0!"))),
    Nasty("linked.xlsx", "formulas that look into another workbook",
          _rows([HEADER, ["CRM", "Acme", Raw('t="str"|<f>[1]Depts!A1</f><v>Sales</v>')], HUB]),
          values=_SALES),
    Nasty("totals.xlsx", "subtotals in between and a total at the end",
          _rows([[*HEADER, "Annual cost"], [*CRM, 100], ["Subtotal", "", "", 100], [*HUB, 50],
                 ["Sub-total:", "", "", 50], ["Grand total", "", "", 150]]), values=_SALES,
          told=(("A3", "adds up those above it; it is left out. (and in 2 more cells)"),)),
    Nasty("sum-without-name.xlsx", "a sum at the end in a row without a word",
          _rows([[*HEADER, "Annual cost"], [*CRM, 100], [*HUB, 50], ["", "", "", 150]]),
          values=_SALES, told=(("A4", "nothing in 'Application name'"),)),
]  # fmt: skip


def _prefixed(xml: str) -> str:
    head, _, rest = xml.partition("<worksheet ")
    rest = rest.replace("xmlns=", "xmlns:x=", 1)
    rest = rest.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
    return f"{head}<x:worksheet {rest}"


SHEETS = [*HEADERS, *LAYOUTS, *FORMULAS]
