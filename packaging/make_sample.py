"""Writes the sample workbook, as untidy as real inventories are, and the map imported from it.

    .venv/bin/python packaging/make_sample.py

The company is invented; `packaging/sample/*.csv` holds its systems and interfaces in plain form.
"""

import csv
import itertools
import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from isthmus.cli import main as isthmus
from isthmus.model.records import MapInfo
from isthmus.workspace.workspace import Workspace

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "resources/samples"
MADE = datetime(2026, 10, 31, 9, 0)  # noqa: DTZ001 - a workbook's times have no zone

BANDS = (("Identification", 4), ("Ownership", 4), ("Operations", 3), ("Money and people", 2),
         ("Dates", 2), ("Data", 2), ("", 1))  # fmt: skip
HEADERS = {
    "Annual cost": "Annual cost (EUR)\nexcl. VAT",
    "Users": "Users\u00a0",
    "Business owner": "Business owner (required)",
    "Master of": "Master of\n(system of record)",
    "Also holds": "Also holds\n(copies)",
}
READ_ME = (
    "Harbour & Vale: application inventory",
    "",
    "How this workbook is kept",
    "One row per application on the sheet 'Applications', one row per interface on 'Interfaces'.",
    "Business owners review their rows twice a year; last review October 2026.",
    "Ask Enterprise Architecture before adding columns.",
)


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of the plain tables."""
    with (HERE / "sample" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def untidy_cost(number: int, plain: str) -> str | int:
    """A cost as different hands type it."""
    amount = int(plain)
    styles: tuple[str | int, ...] = (
        amount,
        amount,
        f"{amount:,}".replace(",", ".") + ",00 €",
        f"€ {amount:,}",
        amount,
    )
    return styles[number % len(styles)]


def untidy_date(number: int, plain: str) -> date | str | None:
    """A date as a date, or as text in the German way, or nothing."""
    if not plain:
        return None if number % 2 else "-"
    day = date.fromisoformat(plain)
    return day.strftime("%d.%m.%Y") if number % 7 == 0 else day


def untidy(number: int, row: dict[str, str]) -> Iterator[object]:
    """The cells of an application's row."""
    for column, plain in row.items():
        if column == "Annual cost":
            yield untidy_cost(number, plain)
        elif column == "Users":
            yield int(plain)
        elif column in {"In use since", "Contract ends"}:
            yield untidy_date(number, plain)
        elif column == "Application" and number % 11 == 0:
            yield f"{plain} "
        elif column == "Also holds" and number % 4 == 0:
            yield plain.replace(", ", ";\n") or None
        else:
            yield plain or None


def style_header(sheet: Worksheet, row: int, width: int) -> None:
    """Bold on grey, wrapped."""
    for cell in sheet[row][:width]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFDDE6EA")
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def applications(book: Workbook) -> None:
    """The systems, under a title and merged bands, with a total at the end."""
    sheet = book.create_sheet("Applications")
    rows = rows_of("applications.csv")
    sheet.append(["Harbour & Vale: application inventory"])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(["as of 31 October 2026, compiled by Enterprise Architecture, confidential"])
    sheet.append([])
    column = 1
    for title, width in BANDS:
        sheet.cell(4, column, title or None)
        if width > 1:
            sheet.merge_cells(start_row=4, end_row=4, start_column=column,
                              end_column=column + width - 1)  # fmt: skip
        column += width
    sheet.append([HEADERS.get(name, name) for name in rows[0]])
    style_header(sheet, 5, len(rows[0]))
    for number, row in enumerate(rows, 1):
        sheet.append(list(untidy(number, row)))
        if number == 34:
            sheet.append([])
    total = sum(int(row["Annual cost"]) for row in rows)
    sheet.append([])
    sheet.append([None, "Total", *[None] * 9, total])
    for index in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(index)].width = 18
    sheet.freeze_panes = "C6"


def interfaces(book: Workbook) -> None:
    """The flows, by the names that people use rather than by ids."""
    sheet = book.create_sheet("Interfaces")
    names = {row["App ID"]: row["Application"] for row in rows_of("applications.csv")}
    called = itertools.cycle(["Salesforce", "SFDC", "SFDC"])
    sheet.append(["Known interfaces (collected in interviews, autumn 2026)"])
    sheet.append([])
    rows = rows_of("interfaces.csv")
    sheet.append(["No.", "From", "To", "Data", "How", "How often", "Status", "Comment"])
    style_header(sheet, 3, 8)
    for number, row in enumerate(rows, 1):
        ends = [names[row[end]] for end in ("From", "To")]
        ends = [next(called) if end == "SFDC" else end for end in ends]
        rest = [row[key] or None for key in ("Data", "Method", "Frequency", "Status", "Comment")]
        sheet.append([number, *ends, *rest])
    for index, width in enumerate((6, 28, 28, 30, 16, 18, 10, 44), 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A4"


def name_the_map(path: Path) -> None:
    """Say whose map it is; the workbook's file name cannot."""
    workspace = Workspace()
    workspace.open(path)
    with workspace.document.edit("Name the map") as tx:
        tx.change(MapInfo, "map", name="Harbour & Vale", organisation="Harbour & Vale")
    workspace.save()
    workspace.close()
    path.with_name(f"{path.name}~1").unlink(missing_ok=True)


def main() -> None:
    """Write both samples, whoever runs it."""
    os.environ["LOGNAME"] = "Enterprise Architecture"
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "Read me"
    for line in READ_ME:
        first.append([line])
    applications(book)
    interfaces(book)
    book.properties.creator = "Harbour & Vale, Enterprise Architecture"
    book.properties.created = book.properties.modified = MADE
    OUT.mkdir(parents=True, exist_ok=True)
    workbook = OUT / "harbour-vale.xlsx"
    book.save(workbook)
    target = OUT / "harbour-vale.isthmus"
    target.unlink(missing_ok=True)
    if status := isthmus(["import", str(workbook), "-o", str(target)]):
        raise SystemExit(status)
    name_the_map(target)


if __name__ == "__main__":
    main()
