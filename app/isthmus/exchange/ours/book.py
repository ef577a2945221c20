"""Writes the sheets of a map as an .xlsx."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from isthmus.exchange.errors import ExportFault
from isthmus.exchange.ours.cells import LONGEST, CellValue, guarded, plain_text
from isthmus.exchange.ours.looks import FORMATS, Looks, describe, row_of, save_still
from isthmus.exchange.ours.pages import Head, Page, Pulse
from isthmus.exchange.ours.readme import HEADING, LISTS, LISTS_MARK, README, TITLE, lines
from isthmus.model.records import MapInfo

_NARROWEST, _WIDEST, _ID_WIDTH = 10, 50, 12
_MORE_ROWS = 1_000
"""Rows below the last one in which lists are offered too."""
_MOST_ROWS, _MOST_COLUMNS = 300_000, 2_000
"""Of a sheet: what the import takes."""
_BEAT = 500


@dataclass(frozen=True, slots=True)
class Offers:
    """The lists that cells offer, by what they are called."""

    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    """The sheets whose names are offered, by table."""

    def place(self, name: str) -> str:
        """The range of a list on its sheet."""
        column = get_column_letter(list(self.lists).index(name) + 2)
        return f"{LISTS}!${column}$3:${column}${max(3, len(self.lists[name]) + 2)}"


def write_book(
    pages: Sequence[Page], offers: Offers, info: MapInfo | None, path: Path, pulse: Pulse
) -> None:
    """Write a workbook; without `info` it is called a template.

    Raises:
        ExportFault: a sheet has more rows or columns than a workbook takes.
        OSError: the file cannot be written.
    """
    for page in pages:
        check_size(page)
    offers = replace(offers, pages={page.kind.table: page for page in pages})
    book = Workbook(write_only=True)
    save_still(book, lambda: _fill(book, pages, offers, info, pulse), path)


def _fill(
    book: Workbook, pages: Sequence[Page], offers: Offers, info: MapInfo | None, pulse: Pulse
) -> None:
    looks = Looks(book)
    _write_readme(book, looks, info)
    for page in pages:
        _write_page(book, looks, page, offers, pulse)
    _write_lists(book, looks, offers)
    describe(book, info.name if info else "Isthmus template")


def check_size(page: Page) -> None:
    """Refuse a sheet that no program would read whole.

    Raises:
        ExportFault: it has too many rows or columns, or a header too long.
    """
    headers, sheet = page.headers(), page.kind.sheet
    if len(headers) > _MOST_COLUMNS:
        raise ExportFault(
            f"The sheet {sheet} would have {len(headers):,} columns, and a workbook takes "
            f"{_MOST_COLUMNS:,}. Delete custom fields that are not needed."
        )
    if len(page.rows) >= _MOST_ROWS:
        raise ExportFault(
            f"The sheet {sheet} would have {len(page.rows):,} rows, and the import takes "
            f"{_MOST_ROWS:,}."
        )
    for header in headers:
        if len(guarded(header).encode("utf-16-le")) // 2 > LONGEST:
            raise ExportFault(
                f"A custom field on the sheet {sheet} has a name of {len(header):,} characters, "
                f"and a cell takes {LONGEST:,}. Give it a short one: '{header[:60]}…'."
            )


def _write_page(
    book: Workbook,
    looks: Looks,
    page: Page,
    offers: Offers,
    pulse: Pulse,
) -> None:
    sheet = book.create_sheet(page.kind.sheet)
    headers = [guarded(header) for header in page.headers()]
    sheet.freeze_panes = "C2"
    last = get_column_letter(len(headers))
    sheet.auto_filter.ref = f"A1:{last}{len(page.rows) + 1}"
    styles = [look for head in page.heads for look in [_look(head)] * head.cells]
    for number, width in enumerate(_widths(page), start=1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = width
        column.number_format = FORMATS.get(styles[number - 1], "@")
    for rule in _rules(page, offers):
        sheet.data_validations.append(rule)
    sheet.append(row_of(sheet, looks, headers, ["head"] * len(headers)))
    for number, row in enumerate(page.rows):
        if number % _BEAT == 0:
            pulse()
        sheet.append(row_of(sheet, looks, page.cells(row), styles))


def _look(head: Head) -> str:
    if head.key.kind in ("id", "state"):
        return "id"
    return head.form.look if head.form else "text"


def _widths(page: Page) -> Iterator[int]:
    """As wide as what stands in each column, within limits."""
    for place, head in enumerate(page.heads):
        if head.key.kind in ("id", "state"):
            yield _ID_WIDTH
            continue
        longest = max((_width(row[place]) for row in page.rows), default=0)
        wide = min(_WIDEST, max(_NARROWEST, longest + 2, len(head.header) + 4))
        yield from [wide] * head.cells


def _width(value: CellValue) -> int:
    if isinstance(value, str):
        return len(value) if "\n" not in value else max(map(len, value.split("\n")))
    return 0 if value is None else 10 if isinstance(value, date) else len(plain_text(value)) + 4


def _rules(page: Page, offers: Offers) -> Iterator[DataValidation]:
    """The lists that cells offer; other values may be typed too."""
    number = 0
    for head in page.heads:
        number += head.cells
        place = _offered(head, offers)
        if place:
            letter = get_column_letter(number - head.cells + 1)
            rule = DataValidation("list", formula1=place, allow_blank=True)
            rule.add(f"{letter}2:{letter}{len(page.rows) + 1 + _MORE_ROWS}")
            yield rule


def _offered(head: Head, offers: Offers) -> str:
    """The range of cells that a column's cells are chosen from."""
    if head.key.name in offers.lists:
        return offers.place(head.key.name)
    if head.form is None:
        return ""
    if head.form.words:
        return offers.place("yes or no") if len(head.form.words) == 2 else ""
    refers = head.form.refers
    if refers in offers.lists:
        return offers.place(refers)
    if refers:
        page = offers.pages[refers]
        return f"'{page.kind.sheet}'!$B$2:$B${len(page.rows) + 1 + _MORE_ROWS}"
    return ""


def _write_readme(book: Workbook, looks: Looks, info: MapInfo | None) -> None:
    sheet = book.create_sheet(README)
    for letter, width in (("A", 34), ("B", 9), ("C", 110)):
        sheet.column_dimensions[letter].width = width
    for look, texts in lines(info):
        known = look if look in (TITLE, HEADING) else "text"
        sheet.append(
            row_of(sheet, looks, [guarded(t) or None for t in texts], [known] * len(texts))
        )


def _write_lists(book: Workbook, looks: Looks, offers: Offers) -> None:
    """What cells offer, a column a list."""
    sheet = book.create_sheet(LISTS)
    sheet.append(row_of(sheet, looks, [LISTS_MARK], [TITLE]))
    names = [None, *offers.lists]
    sheet.append(row_of(sheet, looks, names, [HEADING] * len(names)))
    longest = max((len(texts) for texts in offers.lists.values()), default=0)
    for number in range(longest):
        row: list[CellValue] = [None]
        row += [guarded(t[number]) if number < len(t) else None for t in offers.lists.values()]
        sheet.append(row_of(sheet, looks, row, ["text"] * len(row)))
