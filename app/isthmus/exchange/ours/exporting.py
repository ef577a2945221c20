"""The export: a map as a workbook, as CSV files, and the empty workbook to begin with."""

import csv
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.errors import ExportFault
from isthmus.exchange.ours.book import Offers, check_size, write_book
from isthmus.exchange.ours.cells import for_csv, guarded, plain_text
from isthmus.exchange.ours.keys import Keys
from isthmus.exchange.ours.kinds import KINDS
from isthmus.exchange.ours.labels import Labels
from isthmus.exchange.ours.pages import Page, pages_of
from isthmus.model.document import Document
from isthmus.model.records import MapInfo
from isthmus.model.snapshot import Snapshot

Tell = Callable[[float, str], None]
"""Hears how much is done (0 to 1) and what is being done; raises where the work is to stop."""
SHEETS = tuple(kind.sheet for kind in KINDS)
"""The sheets of an export, by which one may be asked for."""


def _tell_nobody(_share: float, _what: str) -> None:
    """Nobody wants to know how far it is."""


def write_workbook(
    snapshot: Snapshot, catalogue: Catalogue, path: Path, tell: Tell = _tell_nobody
) -> None:
    """Write a map as an .xlsx that comes back without loss.

    Raises:
        ExportFault: it is too large for a workbook.
        OSError: the file cannot be written.
    """
    _write(snapshot, catalogue, path, snapshot.info, tell)


def write_template(catalogue: Catalogue, path: Path) -> None:
    """Write the same without any rows.

    Raises:
        OSError: the file cannot be written.
    """
    _write(Document().snapshot(), catalogue, path, None, _tell_nobody)


def _write(
    snapshot: Snapshot, catalogue: Catalogue, path: Path, info: MapInfo | None, tell: Tell
) -> None:
    tell(0.05, "Listing the records")
    pages = list(pages_of(snapshot, catalogue, lambda: tell(0.1, "Listing the records")))
    offers = _offers(snapshot, catalogue)
    write_book(pages, offers, info, path, lambda: tell(0.4, "Writing the sheets"))


def _offers(snapshot: Snapshot, catalogue: Catalogue) -> Offers:
    """The lists that cells offer, by field or table."""
    labels, keys = Labels(snapshot.tables), Keys(catalogue)
    found: dict[str, Sequence[str]] = {
        "departments": sorted(labels.all("departments").values(), key=str.casefold),
        "capabilities": sorted(labels.all("capabilities").values(), key=str.casefold),
        "category": keys.names("category"),
        "technology_area": keys.names("technology_area"),
        "kind": keys.names("kind"),
    }
    for kind in KINDS:
        for field in kind.fields:
            if len(field.form.words) == 2:
                found["yes or no"] = field.form.words
            elif field.form.words:
                found[field.name] = field.form.words
    return Offers(found)


def csv_texts(
    snapshot: Snapshot, catalogue: Catalogue, sheet: str = "", tell: Tell = _tell_nobody
) -> Mapping[str, bytes]:
    """The content of one CSV file a sheet, by the sheet's name; of one sheet if it is named.

    Raises:
        ExportFault: there is no sheet of that name, or one has too many rows or columns.
    """
    if sheet and sheet not in SHEETS:
        raise ExportFault(f"There is no sheet '{sheet}'. Choose one of {', '.join(SHEETS)}.")
    pages = pages_of(snapshot, catalogue, lambda: tell(0.4, "Listing the records"))
    return {page.kind.sheet: _csv(page) for page in pages if sheet in ("", page.kind.sheet)}


def _csv(page: Page) -> bytes:
    """A sheet as Excel reads a CSV file: UTF-8 with a mark, and no cell that is a formula."""
    check_size(page)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([for_csv(guarded(header)) for header in page.headers()])
    for row in page.rows:
        cells = page.cells(row)
        writer.writerow(
            [for_csv(cell) if isinstance(cell, str) else plain_text(cell) for cell in cells]
        )
    return text.getvalue().encode("utf-8-sig")
