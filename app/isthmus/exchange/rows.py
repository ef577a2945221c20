"""Rows of an inventory read into entries; rows that are none are told with the reason."""

import re
from dataclasses import dataclass

from isthmus.exchange.entries import Entry, Link
from isthmus.exchange.folding import fold, shown_header
from isthmus.exchange.grid import text_of
from isthmus.exchange.ledger import Ledger
from isthmus.exchange.proposal import CUSTOM, INFO, WARNING
from isthmus.exchange.readings import EMPTY, Reader, read, reader_of
from isthmus.exchange.tables import Column, Table
from isthmus.exchange.values import is_placeholder, lines_of
from isthmus.exchange.vocabulary import LINK_FIELDS, words
from isthmus.model.records import CellRef

_TEMPLATE = re.compile(r"[\[<{«]\s*\w.*[\]>}»]")
_LONGEST_NAME = 250
_NAMED = ("department", "funder", "category", "product", "technology_area")
"""Fields whose text names a record or an entry of the catalogue."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with a reader for each of its columns."""

    table: Table
    key: Column
    """The column that names the row: the name, or a flow's source."""
    readers: tuple[tuple[Column, Reader], ...]
    id_source: str = ""
    """What an id of this sheet is an id of; stays the same from one export to the next."""


def layout_of(table: Table, key: str) -> Layout:
    """The readers for a table's columns."""
    readers = tuple((column, reader_of(table, column)) for column in table.columns)
    ids = table.of("id")
    sheet = "" if table.grid.stem else f"{table.grid.name}: "
    return Layout(table, table.of(key)[0], readers, f"{sheet}{ids[0].header}" if ids else "")


def not_a_record(layout: Layout, row: int) -> tuple[str, str] | None:
    """Severity and reason, if a row below the header is no record of its sheet."""
    table, key = layout.table, layout.key
    name = table.text(row, key)
    filled = [(c, text) for c in table.columns if (text := table.text(row, c))]
    if sum(fold(text) == fold(c.header) for c, text in filled) >= max(2, 0.7 * len(filled)):
        return INFO, "The row repeats the headers; it is left out."
    if all(fold(text) in words().instructions for _, text in filled):
        return INFO, "The row says how to fill in the columns; it is left out."
    if _TEMPLATE.fullmatch(name):
        return INFO, f"'{name[:60]}' waits to be filled in; the row is left out."
    if _is_total(table, key, row, name):
        return INFO, "The row adds up those above it; it is left out."
    if is_placeholder(name):
        return WARNING, f"The row has nothing in '{key.header[:60]}'; it is left out."
    if len(name) > _LONGEST_NAME:
        return WARNING, f"Its '{key.header[:60]}' is a text, too long for a name; it is left out."
    return None


def _is_total(table: Table, key: Column, row: int, name: str) -> bool:
    """Whether a row is a sum: the word for it stands first, and texts stand nowhere else."""
    label = name or next((t for c in table.columns if (t := table.text(row, c))), "")
    first = fold(re.sub(r"[:\d.,\s]+$", "", label))
    if first not in words().totals:
        return False
    others = (table.cell(row, c) for c in table.columns if c != key)
    texts = sum(isinstance(o, str) and bool(re.search(r"[^\W\d_]{4}", o)) for o in others)
    return texts <= 1


def entry_of(layout: Layout, row: int, ledger: Ledger) -> Entry:
    """The system that a row tells of."""
    table = layout.table
    name = shown_header(table.text(row, layout.key))
    place = f"{table.grid.name}!{table.place(row, layout.key)}"
    entry = Entry(name, place=place)
    _cite(entry, table, row, layout.key, "name")
    cells = table.grid.rows[row]
    for column, reader in layout.readers:
        if column.index >= len(cells) or cells[column.index] == "" or column is layout.key:
            continue
        text = text_of(cells[column.index])
        if text and column.field == CUSTOM:
            entry.custom[column.header] = text
        elif text and not is_placeholder(text):
            _take(entry, layout, row, column, reader, ledger)
    return entry


def _take(
    entry: Entry, layout: Layout, row: int, column: Column, reader: Reader, ledger: Ledger
) -> None:
    """Put what a recognised cell says where it belongs."""
    table, field = layout.table, column.field
    text = table.text(row, column)
    if field == "id":
        entry.ids[layout.id_source] = text
    elif field in LINK_FIELDS:
        entry.links.append(Link(table, row, column, text))
    elif field in ("personal_data", "abbreviation"):
        entry.custom[column.header] = text
        entry.aliases += lines_of(text) if field == "abbreviation" else []
    elif field in _NAMED:
        entry.raw[field] = text
        entry.raw[f"{field} header"] = column.header
    else:
        _value(entry, table, row, column, reader, ledger)
        return
    _cite(entry, table, row, column, field)


def _value(
    entry: Entry, table: Table, row: int, column: Column, reader: Reader, ledger: Ledger
) -> None:
    """A field that the cell's text is read into; text that says more than its reading is kept."""
    reading = read(reader, table.cell(row, column))
    if reading == EMPTY:
        return
    text = table.text(row, column)
    if reading.fault:
        told = "; its text is kept as a custom field." if reading.keep else "."
        ledger.tell(INFO, table, row, column, f"'{column.header[:60]}': {reading.fault}{told}")
    if reading.keep:
        entry.custom[column.header] = text
    if reading.value is None:
        return
    _put(entry, column.field, reading.value)
    if reading.currency:
        entry.values.setdefault("currency", reading.currency)
    _cite(entry, table, row, column, column.field)


def _put(entry: Entry, field: str, value: object) -> None:
    """Set a field; lists of several columns are joined."""
    old = entry.values.get(field)
    if isinstance(old, tuple) and isinstance(value, tuple):
        value = tuple(dict.fromkeys((*old, *value)))
    entry.values[field] = value  # type: ignore[assignment]


def _cite(entry: Entry, table: Table, row: int, column: Column, field: str) -> None:
    grid = table.grid
    entry.origin.append(CellRef(grid.file, grid.name, table.place(row, column), field))
