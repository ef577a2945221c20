"""Small workbooks and CSV files made for a test."""

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from isthmus.exchange.proposal import Proposal
from isthmus.model.document import Document
from isthmus.model.snapshot import Snapshot

Rows = Sequence[Sequence[Any]]

_STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def workbook(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    merged: Mapping[str, Iterable[str]] | None = None,
    hidden: Iterable[str] = (),
) -> Path:
    """Write an .xlsx with the sheets given; `merged` names ranges of a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(path)
    return path


def strict(path: Path, source: Path) -> Path:
    """Rewrite a workbook in the Strict namespaces of ISO/IEC 29500."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            for transitional, purl in _STRICT.items():
                data = data.replace(transitional, purl)
            if name == "xl/workbook.xml":
                data = data.replace(b"<workbook ", b'<workbook conformance="strict" ', 1)
            new.writestr(name, data)
    return path


def csv_file(path: Path, rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write a CSV file."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def applied(proposal: Proposal, base: Snapshot | None = None) -> Snapshot:
    """The map after the import: an empty one, or `base`, with the change applied."""
    document = Document(base.tables if base else None)
    document.apply(proposal.change)
    return document.snapshot()


def assert_true_account(proposal: Proposal, base: Snapshot | None = None) -> None:
    """Every row and every reference is new, updated, merged or reported; what is new is there."""
    inventories = [
        sheet for sheet in proposal.sheets if sheet.role in ("systems", "mixed", "properties")
    ]
    named = any(sheet.role in ("systems", "mixed") for sheet in inventories)
    if named or base:  # without one, the ends of flows are the systems
        assert sum(sheet.rows for sheet in inventories) == proposal.systems.total
    held = sum(sheet.references for sheet in proposal.sheets if sheet.role == "data matrix")
    assert sum(sheet.references for sheet in proposal.sheets) == proposal.flows.total + held
    records = ("data objects", "departments", "capabilities", "holdings", "waivers")
    listed = sum(sheet.rows for sheet in proposal.sheets if sheet.role in records)
    assert proposal.others.total == held + listed
    after = applied(proposal, base)
    before = base or Document().snapshot()
    assert len(after.systems.keys() - before.systems.keys()) == proposal.systems.new
    assert len(after.flows.keys() - before.flows.keys()) == proposal.flows.new
    told = sum(1 + _more(problem.message) for problem in proposal.problems)
    assert told >= proposal.systems.reported
    assert all(sheet.why.endswith(".") for sheet in proposal.sheets)


def _more(message: str) -> int:
    """How many more cells a problem stands for."""
    _, mark, rest = message.rpartition(" (and in ")
    return int(rest.split()[0]) if mark else 0
