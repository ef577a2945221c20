"""Rows of an inventory read into entries; rows that are none are told with the reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from isthmus.exchange.choices import SKIPPED
from isthmus.exchange.entries import Entry, Link
from isthmus.exchange.folding import fold, shown_header
from isthmus.exchange.grid import text_of
from isthmus.exchange.headers import candidates
from isthmus.exchange.ledger import Ledger
from isthmus.exchange.proposal import CUSTOM, INFO, WARNING
from isthmus.exchange.readings import Reader, Value, reader_of
from isthmus.exchange.recognition import ends_as_id
from isthmus.exchange.sections import departments_by_row, sections_of
from isthmus.exchange.sheetkinds import is_still_relation, type_word
from isthmus.exchange.tables import Column, Table, type_column
from isthmus.exchange.values import is_placeholder, items_of
from isthmus.exchange.vocabulary import BOND_FIELDS, LINK_FIELDS, words
from isthmus.model.records import CellRef
from isthmus.model.sourcing import CUSTOM as CUSTOM_FIELD

_TEMPLATE = re.compile(r"[\[<{«]\s*\w.*[\]>}»]")
_OPENING = ("[", "<", "{", "«")
_AFTER_TOTAL = re.compile(r"[:\d.,\s]+$")
_WORD = re.compile(r"[^\W\d_]{4}")
LONGEST_NAME = 250
"""Characters of a system's name."""
EMBEDDED = re.compile(r"technologist|embedded|fachbereich", re.IGNORECASE)
"""In an IT steward's cell: who looks after the system sits in the business."""
_NAMED_TOO = 0.6
"""How surely a second column has to be headed as names are, to stand for its systems too."""
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
    keys: frozenset[Column] = frozenset()
    """Further columns that tell rows apart: other tables may name systems by them."""
    types: Column | None = None
    """The column that says of what type of element, or of relation, a row is."""
    sections: Mapping[int, str] = field(default_factory=dict)
    """Rows that head those below them, and the departments that they name."""
    departments: Mapping[int, str] = field(default_factory=dict)
    """The department of a row by the heading above it."""
    others: frozenset[str] = frozenset()
    """The texts of that column whose rows are no systems, or no flows."""

    def other_type(self, row: int) -> str:
        """The type of element that a row is, if it is one that is no system; '' otherwise."""
        text = self.table.text(row, self.types) if self.types else ""
        return text if text in self.others else ""


def layout_of(table: Table, key: str) -> Layout:
    """The readers for a table's columns."""
    readers = tuple((c, reader_of(table, c)) for c in table.columns if c.field != SKIPPED)
    source = source_of_ids(table)
    types, others = _LEFT_OUT[key](table) if key in _LEFT_OUT else (None, frozenset())
    keys = frozenset(c for c in table.columns if c.field == CUSTOM and is_key(table, c))
    named = table.of(key)[0]
    sections = sections_of(table, named) if key == "name" else {}
    departments = departments_by_row(table, sections)
    return Layout(table, named, readers, source, keys, types, sections, departments, others)


def source_of_ids(table: Table) -> str:
    """What an id of a sheet is an id of; stays the same from one export to the next."""
    ids = table.of("id")
    sheet = "" if table.grid.stem else f"{table.grid.name}: "
    return f"{sheet}{ids[0].header}" if ids else ""


def _types(table: Table) -> tuple[Column | None, frozenset[str]]:
    """The column of types of elements, and those of them that are no systems.

    An application service is what an ArchiMate component does, but elsewhere a system that runs.
    """
    column = type_column(table)
    texts = {table.text(row, column) for row in table.rows} if column else set()
    types = {text: type_word(text) for text in texts}
    kept = frozenset() if "application component" in types.values() else words().system_types
    others = (t for t, word in types.items() if word in words().other_types and word not in kept)
    return column, frozenset(others)


def _still_relations(table: Table) -> tuple[Column | None, frozenset[str]]:
    """The column of kinds of relations, and those of them along which no data moves."""
    for column in table.columns:
        if column.field in (CUSTOM, "two_way", "method"):
            texts = {table.text(row, column) for row in table.rows}
            others = frozenset(text for text in texts if is_still_relation(text))
            if others:
                return column, others
    return None, frozenset()


_LEFT_OUT = {"name": _types, "source": _still_relations}
"""How rows that are no systems, or no flows, are told, by what names the rows."""


def is_key(table: Table, column: Column) -> bool:
    """Whether a column is headed as ids or names are, and no value of it comes twice."""
    named = any(c.field == "name" and c.score >= _NAMED_TOO for c in candidates(column.header))
    if not named and not ends_as_id(column.header):
        return False
    texts = [text for row in table.rows if not is_placeholder(text := table.text(row, column))]
    return len(set(texts)) == len(texts)


def not_a_record(layout: Layout, row: int) -> tuple[str, str] | None:
    """Severity and reason, if a row below the header is no record of its sheet."""
    table, key = layout.table, layout.key
    name = table.text(row, key)
    if reason := _left_out(layout, row, name):
        return INFO, f"{reason}; it is left out."
    if is_placeholder(name):
        said = f", only '{name}'" if name else ""
        return WARNING, f"The row has nothing in '{key.header[:60]}'{said}; it is left out."
    if kind := layout.other_type(row):
        what = "moves no data" if key.field == "source" else "is no system"
        return INFO, f"A row of type '{kind[:60]}' {what}; it is left out."
    return None


def _left_out(layout: Layout, row: int, name: str) -> str:
    """What a row is that is no record and is not meant to be one; '' if it may be one."""
    folded = fold(name)
    if row in layout.sections:
        told = ", and is taken for their department" if layout.sections[row] else ""
        return f"'{name[:60]}' heads the rows below it{told}"
    if name.startswith(_OPENING) and _TEMPLATE.fullmatch(name) and _waits(layout.table, row):
        return f"'{name[:60]}' waits to be filled in"
    if folded == fold(layout.key.header) and _repeats_header(layout.table, row):
        return "The row repeats the headers"
    if not folded or folded in words().instructions:
        texts = [text for c in layout.table.columns if (text := layout.table.text(row, c))]
        if all(fold(text) in words().instructions for text in texts):
            return "The row says how to fill in the columns"
    total = not folded or folded.split()[0] in _total_starts()
    return "The row adds up those above it" if total and _is_total(layout, row, name) else ""


def _waits(table: Table, row: int) -> bool:
    """Whether a row that is called as a gap to be filled in has little else than such gaps."""
    texts = [text for c in table.columns if (text := table.text(row, c))]
    filled = sum(not _TEMPLATE.fullmatch(text) for text in texts)
    return filled <= max(_FILLED, len(texts) // 2)


_FILLED = 2
"""Cells that hold something in a row that waits to be filled in: a number, an example."""


def _repeats_header(table: Table, row: int) -> bool:
    filled = [(c, text) for c in table.columns if (text := table.text(row, c))]
    same = sum(fold(text) == fold(c.header) for c, text in filled)
    return same >= max(2, 0.7 * len(filled))


@cache
def _total_starts() -> frozenset[str]:
    return frozenset(text.split()[0] for text in words().totals)


def _is_total(layout: Layout, row: int, name: str) -> bool:
    """Whether a row is a sum: the word for it stands first, and texts stand nowhere else."""
    table = layout.table
    label = name or next((t for c in table.columns if (t := table.text(row, c))), "")
    if fold(_AFTER_TOTAL.sub("", label)) not in words().totals:
        return False
    others = (table.cell(row, c) for c in table.columns if c != layout.key)
    return sum(isinstance(o, str) and bool(_WORD.search(o)) for o in others) <= 1


class _Cell(NamedTuple):
    """A filled cell of a row, with what is needed to read and to cite it."""

    layout: Layout
    row: int
    column: Column
    reader: Reader
    text: str

    def cite(self, entry: Entry, field: str) -> None:
        """Note that a field comes from this cell."""
        grid = self.layout.table.grid
        place = self.layout.table.place(self.row, self.column)
        entry.origin.append(CellRef(grid.file, grid.name, place, field))


def entry_of(layout: Layout, row: int, ledger: Ledger) -> Entry:
    """The system that a row tells of."""
    table = layout.table
    cells = table.grid.rows[row]
    name = shown_header(table.text(row, layout.key))
    entry = Entry(name, place=f"{table.grid.name}!{table.place(row, layout.key)}")
    entry.where["name"] = (table, row, layout.key)
    entry.rows.append((table, row, layout.key))
    if len(name) > LONGEST_NAME:
        _shorten(entry, layout, row, ledger)
    for column, reader in layout.readers:
        text = text_of(cells[column.index]) if column.index < len(cells) else ""
        cell = _Cell(layout, row, column, reader, text)
        if text and column.field == CUSTOM:
            _keep(entry, cell)
            if column in layout.keys:
                entry.aliases.append(text)
        elif text and not is_placeholder(text):
            _take(entry, cell, ledger)
        elif column.field == "it_steward":
            cell.cite(entry, "it_steward")  # that nobody looks after a system is evidence
    if department := layout.departments.get(row) or table.department:
        entry.raw.setdefault("department", department)
    return entry


def _shorten(entry: Entry, layout: Layout, row: int, ledger: Ledger) -> None:
    """Cut a name that is a text; all of it is kept as a custom field."""
    entry.custom[layout.key.header] = entry.name
    entry.name = entry.name[: LONGEST_NAME - 1].rstrip() + "…"
    told = f"The name is longer than {LONGEST_NAME} characters and was cut; give it a short one."
    ledger.tell(WARNING, layout.table, row, layout.key, f"{told} All of it is kept.")


def _keep(entry: Entry, cell: _Cell) -> None:
    """Keep a cell's text as a custom field."""
    entry.custom[cell.column.header] = cell.text
    cell.cite(entry, CUSTOM_FIELD + cell.column.header)


def _take(entry: Entry, cell: _Cell, ledger: Ledger) -> None:
    """Put what a recognised cell says where it belongs."""
    field, header, text = cell.column.field, cell.column.header, cell.text
    if field == "id":
        entry.ids[cell.layout.id_source] = text
    elif field in BOND_FIELDS:
        entry.bonds.append(Link(cell.layout.table, cell.row, cell.column, text))
        return  # cited with what it is found to name
    elif field in LINK_FIELDS:
        entry.links.append(Link(cell.layout.table, cell.row, cell.column, text))
    elif field in ("personal_data", "abbreviation"):
        _keep(entry, cell)
        entry.aliases += items_of(text) if field == "abbreviation" else []
        return
    elif field in _NAMED:
        entry.where.setdefault(field, (cell.layout.table, cell.row, cell.column))
        entry.raw[field] = text
        entry.raw[f"{field} header"] = header
    elif field != "name" and not _value(entry, cell, ledger):
        return
    cell.cite(entry, field)


def _value(entry: Entry, cell: _Cell, ledger: Ledger) -> bool:
    """Read a field; a text that says more than its reading is kept. Whether there is a value."""
    table, column = cell.layout.table, cell.column
    reading = cell.reader(table.cell(cell.row, column), cell.text)
    if reading.fault:
        told = "; its text is kept as a custom field." if reading.keep else "."
        message = f"'{column.header[:60]}': {reading.fault}{told}"
        ledger.tell(INFO, table, cell.row, column, message, fix=reading.fix)
    if reading.keep:
        _keep(entry, cell)
    if reading.value is None:
        return False
    _put(entry, column.field, reading.value)
    if reading.currency:
        entry.values.setdefault("currency", reading.currency)
    return True


def _put(entry: Entry, field: str, value: Value) -> None:
    """Set a field; lists of several columns are joined."""
    old = entry.values.get(field)
    if isinstance(old, tuple) and isinstance(value, tuple):
        value = tuple(dict.fromkeys((*old, *value)))
    entry.values[field] = value
    if field == "it_steward" and EMBEDDED.search(str(value)):
        entry.values.setdefault("steward_in_business", True)
