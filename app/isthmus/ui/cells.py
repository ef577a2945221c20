"""Cells of workbooks as they are cited: in order, with what the map has taken from each."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import CellRef, HoldingRole, Record, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.sourcing import CUSTOM
from isthmus.ui.dates import write_amount, write_date
from isthmus.ui.properties.fields import words_of

_TABLES = ("systems", "flows", "data_objects", "departments", "holdings")
"""Of the records that one cell gave rise to, the first of these is told of."""
_LISTS = {
    "holds": (HoldingRole.REPLICA, HoldingRole.READER),
    "masters": (HoldingRole.MASTER,),
}
_LINKS = {
    "department": "departments",
    "funder": "departments",
    "source": "systems",
    "target": "systems",
    "part_of": "systems",
    "runs_on": "systems",
    "data_objects": "data_objects",
    "capabilities": "capabilities",
}
"""Tables of the records that a field names by their ids."""
_TELLING = frozenset(("it_steward",))
"""Fields whose empty cells are evidence."""
_EMPTY = "(empty)"
_SHEET_CELL = re.compile(r"\$?([A-Za-z]*)\$?(\d*)")


@dataclass(frozen=True, slots=True)
class CitedSheet:
    """Lines such as 'Applications!B9 name: Mailchimp' under the name of their file."""

    title: str
    lines: tuple[str, ...]


def cited(
    cells: Collection[CellRef], snapshot: Snapshot, catalogue: Catalogue
) -> tuple[CitedSheet, ...]:
    """The cells by file and sheet, row after row, each once, with the value as the map has it."""
    teller = _Teller(cells, snapshot, catalogue)
    sheets: dict[tuple[str, str], list[str]] = {}
    for cell in sorted(set(cells), key=_place):
        sheets.setdefault((cell.file, cell.sheet), []).append(teller.line(cell))
    return tuple(
        CitedSheet(" · ".join(part for part in place if part), tuple(lines))
        for place, lines in sheets.items()
    )


def _place(cell: CellRef) -> tuple[str, str, int, int, str, str]:
    """Where it stands: file, sheet, row, column."""
    found = _SHEET_CELL.match(cell.cell)
    letters, digits = (found[1].upper(), found[2]) if found else ("", "")
    row, column = int(digits or 0), len(letters)
    return cell.file.casefold(), cell.sheet.casefold(), row, column, letters, cell.field


def field_name(cell: CellRef) -> str:
    """The name of the field that a cell gave, as it is shown."""
    custom = cell.field.removeprefix(CUSTOM)
    return custom if custom != cell.field else cell.field.replace("_", " ")


class _Teller:
    """Knows which record came from which cell."""

    def __init__(
        self, cells: Collection[CellRef], snapshot: Snapshot, catalogue: Catalogue
    ) -> None:
        self._snapshot = snapshot
        self._catalogue = catalogue
        self._records: dict[CellRef, Record] = {}
        for record in _in_order(snapshot):
            for cell in getattr(record, "origin", ()):
                if cell in cells:
                    self._records.setdefault(cell, record)

    def line(self, cell: CellRef) -> str:
        """'Applications!B9 name: Mailchimp'; without what is not known of it."""
        place = "!".join(part for part in (cell.sheet, cell.cell) if part) or cell.file
        field, value = field_name(cell), self._value(cell)
        what = f"{field}: {value}" if field and value else field or value
        return f"{place} {what}".rstrip()

    def _value(self, cell: CellRef) -> str:
        """What the map has where that cell was read; '' if that cannot be told."""
        record = self._records.get(cell)
        if record is None:
            return ""
        if cell.field in _LISTS:
            return self._held(record, cell.field)
        if cell.field == "id":
            return ", ".join(str(number) for _, number in getattr(record, "external_ids", ()))
        if cell.field.startswith(CUSTOM):
            return str(dict(getattr(record, "custom", ())).get(field_name(cell), ""))
        value = self._words(cell.field, getattr(record, cell.field, None))
        return value or (_EMPTY if cell.field in _TELLING else "")

    def _held(self, record: Record, field: str) -> str:
        """The data objects that a system masters, or holds otherwise."""
        roles, objects = _LISTS[field], self._snapshot.data_objects
        if not isinstance(record, System):
            return str(getattr(record, "name", ""))
        held = (
            objects[one.data_object].name
            for one in self._snapshot.holdings.values()
            if one.system == record.id and one.role in roles
        )
        return ", ".join(sorted(held, key=str.casefold))

    def _words(self, field: str, value: Any) -> str:  # noqa: ANN401 - any field's value
        if field == "category":
            category = self._catalogue.categories.get(value)
            return category.name if category else str(value or "")
        if isinstance(value, tuple):
            return ", ".join(self._words(field, one) for one in value)
        if field in _LINKS:
            named = self._snapshot.tables[_LINKS[field]].get(value)
            return str(getattr(named, "name", ""))
        return _plain(value)


def _plain(value: Any) -> str:  # noqa: ANN401 - any field's value
    """A value in words, as the properties show it."""
    if value is None:
        return ""
    if isinstance(value, StrEnum):
        return words_of(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return write_amount(value)
    return write_date(value) if isinstance(value, date) else str(value)


def _in_order(snapshot: Snapshot) -> Iterator[Record]:
    for table in _TABLES:
        records = snapshot.tables[table].values()
        yield from sorted(records, key=lambda one: (getattr(one, "name", "").casefold(), one.id))
