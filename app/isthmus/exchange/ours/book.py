"""Writes the sheets as an .xlsx: the same bytes for the same map, no formula in it."""

import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from isthmus.exchange.errors import ExportFault
from isthmus.exchange.ours.cells import (
    LONGEST,
    CellValue,
    guarded,
    is_formula_like,
    plain_text,
)
from isthmus.exchange.ours.pages import Head, Page, Pulse
from isthmus.exchange.ours.readme import HEADING, LISTS, LISTS_MARK, README, TITLE, lines
from isthmus.model.records import MapInfo

_TEAL, _WHITE, _MUTED, _SOFT = "0B6E7F", "FFFFFF", "616D75", "E3F1F3"
_FORMATS = {"text": "@", "long": "@", "money": "#,##0.00", "whole": "#,##0", "day": "yyyy-mm-dd"}
_NARROWEST, _WIDEST, _ID_WIDTH = 10, 50, 12
_MORE_ROWS = 1_000
"""Rows below the last one in which lists are offered too."""
_MOST_ROWS, _MOST_COLUMNS = 300_000, 2_000
"""Of a sheet: what the import takes."""
_BEAT = 500
_STILL = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of everything in the file, so that the same map is the same file."""


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
    try:
        with _StillZip(path, "w", zipfile.ZIP_DEFLATED) as archive:
            _fill(book, pages, offers, info, pulse)
            ExcelWriter(book, archive).save()
    except BaseException:
        for sheet in book.worksheets:  # each writes to a file of its own until it is closed
            with suppress(Exception):
                cast("Any", sheet).close()
        raise


def _fill(
    book: Workbook, pages: Sequence[Page], offers: Offers, info: MapInfo | None, pulse: Pulse
) -> None:
    looks = _Looks(book)
    _write_readme(book, looks, info)
    for page in pages:
        _write_page(book, looks, page, offers, pulse)
    _write_lists(book, looks, offers)
    _describe(book, info)


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


class _Looks:
    """Cells by how they look, each of them used again for every cell of its look."""

    def __init__(self, book: Workbook) -> None:
        self._made: dict[tuple[str, bool], Any] = {}
        self._book = book
        top = Alignment(vertical="top")
        for name, code in _FORMATS.items():
            wrapped = Alignment(vertical="top", wrap_text=name == "long")
            book.add_named_style(
                NamedStyle(f"isthmus {name}", number_format=code, alignment=wrapped)
            )
        faint = Font(color=_MUTED, size=9)
        book.add_named_style(NamedStyle("isthmus id", font=faint, number_format="@", alignment=top))
        heads = {
            "head": (Font(bold=True, color=_WHITE), _TEAL),
            HEADING: (Font(bold=True, color=_TEAL), _SOFT),
        }
        for name, (font, colour) in heads.items():
            fill = PatternFill("solid", fgColor=colour)
            style = NamedStyle(f"isthmus {name}", font=font, fill=fill, alignment=top)
            book.add_named_style(style)
        title = NamedStyle("isthmus title", font=Font(bold=True, size=16, color=_TEAL))
        book.add_named_style(title)

    def cell(self, sheet: Any, look: str, value: CellValue) -> Any:  # noqa: ANN401 - openpyxl's
        """The cell that holds a value, until the next one of that look is asked for."""
        is_risky = isinstance(value, str) and is_formula_like(value)
        if isinstance(value, str) and look in ("money", "whole", "day"):
            look = "text"
        cell = self._made.get((look, is_risky))
        if cell is None:
            cell = self._made[look, is_risky] = WriteOnlyCell(sheet)
            cell.style = f"isthmus {look}"
            if is_risky:
                cell.quotePrefix = True
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # whatever it begins with: it is no formula and no error
        return cell


def _write_page(
    book: Workbook,
    looks: _Looks,
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
        column.number_format = _FORMATS.get(styles[number - 1], "@")
    for rule in _rules(page, offers):
        sheet.data_validations.append(rule)
    sheet.append(_row(sheet, looks, headers, ["head"] * len(headers)))
    for number, row in enumerate(page.rows):
        if number % _BEAT == 0:
            pulse()
        sheet.append(_row(sheet, looks, page.cells(row), styles))


def _row(sheet: Any, looks: _Looks, values: Any, styles: Sequence[str]) -> Iterator[Any]:  # noqa: ANN401
    """Cells one after the other, each written before the next is made."""
    for value, look in zip(values, styles, strict=True):
        yield None if value is None else looks.cell(sheet, look, value)


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


def _write_readme(book: Workbook, looks: _Looks, info: MapInfo | None) -> None:
    sheet = book.create_sheet(README)
    for letter, width in (("A", 34), ("B", 9), ("C", 110)):
        sheet.column_dimensions[letter].width = width
    for look, texts in lines(info):
        known = look if look in (TITLE, HEADING) else "text"
        sheet.append(_row(sheet, looks, [guarded(t) or None for t in texts], [known] * len(texts)))


def _write_lists(book: Workbook, looks: _Looks, offers: Offers) -> None:
    """What cells offer, a column a list."""
    sheet = book.create_sheet(LISTS)
    sheet.append(_row(sheet, looks, [LISTS_MARK], [TITLE]))
    names = [None, *offers.lists]
    sheet.append(_row(sheet, looks, names, [HEADING] * len(names)))
    longest = max((len(texts) for texts in offers.lists.values()), default=0)
    for number in range(longest):
        row: list[CellValue] = [None]
        row += [guarded(t[number]) if number < len(t) else None for t in offers.lists.values()]
        sheet.append(_row(sheet, looks, row, ["text"] * len(row)))


def _describe(book: Workbook, info: MapInfo | None) -> None:
    """Properties of the document, without whoever made it."""
    book.properties.creator = "Isthmus"
    book.properties.title = guarded(info.name) if info else "Isthmus template"
    book.properties.created = book.properties.modified = _STILL.replace(tzinfo=None)


class _StillZip(zipfile.ZipFile):
    """A ZIP file whose parts all have one time."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *rest: Any, **named: Any) -> None:  # noqa: ANN401
        """Add a part that is given whole."""
        super().writestr(self._part(zinfo_or_arcname), data, *rest, **named)

    def write(self, filename: Any, arcname: Any = None, *_rest: Any, **_named: Any) -> None:  # noqa: ANN401
        """Add a part that lies in a file."""
        source: IO[bytes]
        with Path(filename).open("rb") as source, self.open(self._part(arcname), "w") as part:
            shutil.copyfileobj(source, part)

    def _part(self, name: Any) -> zipfile.ZipInfo:  # noqa: ANN401
        made = zipfile.ZipInfo(str(name), _STILL.timetuple()[:6])
        made.compress_type = zipfile.ZIP_DEFLATED
        return made
