"""Sheets whose rows are of several types: systems, flows, data objects, departments, capabilities.

Exports of models have them: LeanIX writes one sheet with a column of types, Archi one file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.choices import SKIPPED
from isthmus.exchange.folding import shown_header
from isthmus.exchange.ledger import MERGED, NEW, REPORTED, UPDATED, Ledger
from isthmus.exchange.proposal import (
    CAPABILITIES,
    DATA_OBJECTS,
    DEPARTMENTS,
    FLOWS,
    IGNORED,
    MIXED,
    SYSTEMS,
    WARNING,
)
from isthmus.exchange.registry import Registry
from isthmus.exchange.rows import source_of_ids
from isthmus.exchange.sheetkinds import type_word
from isthmus.exchange.table import Column, Table
from isthmus.exchange.tables import remade, type_column
from isthmus.exchange.updating import Told, same_but_cells
from isthmus.exchange.values import is_placeholder
from isthmus.model.records import Capability, CellRef, DataObject, Department, Record, Sourced

_ROLES = {
    "data object": DATA_OBJECTS, "business object": DATA_OBJECTS,
    "user group": DEPARTMENTS, "organization": DEPARTMENTS, "organisation": DEPARTMENTS,
    "department": DEPARTMENTS, "business unit": DEPARTMENTS, "organizational unit": DEPARTMENTS,
    "business capability": CAPABILITIES, "capability": CAPABILITIES,
    "interface": FLOWS, "information flow": FLOWS,
}  # fmt: skip
"""What rows of a type are, where they are no systems."""
_KINDS: dict[str, type[Record]] = {
    DATA_OBJECTS: DataObject, DEPARTMENTS: Department, CAPABILITIES: Capability,
}  # fmt: skip
RECORDS = tuple(_KINDS)
_PATH = " / "
"""What stands between the levels of a name in LeanIX: 'Sales / Field service'."""


def parts_of(table: Table, catalogue: Catalogue) -> list[Table]:
    """A sheet, or one table for each kind of record that its rows are by their types."""
    column = type_column(table) if table.role in (SYSTEMS, MIXED, IGNORED) else None
    if column is None:
        return [_named(table, catalogue)]
    rows: dict[str, list[int]] = {}
    for row in table.rows:
        rows.setdefault(_ROLES.get(type_word(table.text(row, column)), ""), []).append(row)
    parts = [_part(table, column, role, its, catalogue) for role, its in rows.items() if role]
    made = [part for part in parts if part]
    taken = {row for part in made for row in part.rows}
    left = tuple(row for row in table.rows if row not in taken)
    if not made:
        return [table]
    return [remade(table, left, table.role, table.why, catalogue), *made] if left else made


def _named(table: Table, catalogue: Catalogue) -> Table:
    """A sheet that a program names after the one type that all its rows are."""
    kind = type_word(table.grid.name).removesuffix("s")
    role = _ROLES.get(kind, "")
    if not table.program or role not in RECORDS or table.role == FLOWS or not table.rows:
        return table
    why = f"By the name that {table.program} gave the sheet its rows are {role}."
    made = remade(table, table.rows, role, why, catalogue)
    return made if made.of("name") else table


def _part(
    table: Table, column: Column, role: str, rows: list[int], catalogue: Catalogue
) -> Table | None:
    """The rows of one kind; None if they lack what such a record needs."""
    kind = table.text(rows[0], column)
    why = f"By '{column.header[:60]}' ({column.cell}) these rows are {kind}: they become {role}."
    part = remade(table, tuple(rows), role, why, catalogue)
    needed = ("source", "target") if role == FLOWS else ("name",)
    return part if all(part.of(field) for field in needed) else None


@dataclass(slots=True)
class Recorder:
    """Puts the records of such rows into the map, and accounts for every row."""

    registry: Registry
    ledger: Ledger
    others: dict[str, str]
    """Types of the elements that are no systems, by name and id; flows may name them."""
    _known: dict[str, set[str]] = field(default_factory=dict)
    """Ids of the records that are there, by role."""
    _made: set[str] = field(default_factory=set)

    def sheet(self, table: Table) -> None:
        """All rows of one kind."""
        kind = _KINDS[table.role]
        known = {one.id for one in self.registry.edit.all(kind)}
        self._known.setdefault(table.role, known)
        name, types = table.of("name")[0], type_column(table)
        source = source_of_ids(table)
        for row in table.rows:
            text = table.text(row, name)
            if is_placeholder(text):
                fault = f"The row has nothing in '{name.header[:60]}'; it is left out."
                self.ledger.tell(WARNING, table, row, name, fault)
                self.ledger.count(REPORTED)
                continue
            told = _told(table, row, types, source)
            self.ledger.count(self._put(table.role, shown_header(text), told))
            what = table.text(row, types) if types else table.role
            for other in (text, *(number for _, number in told.ids)):
                self.others.setdefault(other, what)

    def _put(self, role: str, text: str, told: Told) -> str:
        """Put one record; what became of its row."""
        found, known = self._find(role, text, told.cells[0]), self._known[role]
        record = self.registry.edit.get(_KINDS[role], found)
        if not isinstance(record, Sourced):
            return REPORTED
        now = self.registry.updating.merged(record, told)
        if now != record:
            self.registry.edit.put(now)
        if found not in known:
            known.add(found)
            self._made.add(found)
            return NEW
        return MERGED if found in self._made or same_but_cells(now, record) else UPDATED

    def _find(self, role: str, text: str, cell: CellRef) -> str:
        """The id of the record of a name, which is made if there is none."""
        if role == DEPARTMENTS:
            return self.registry.department(text.replace(_PATH, ">"), cell)
        if role == CAPABILITIES:
            return self.registry.capability(text, cell)
        return self.registry.data_object(text, cell)


def _told(table: Table, row: int, types: Column | None, source: str) -> Told:
    """What a row says of its record beside the name; what no field holds is a custom field."""
    values: dict[str, str] = {}
    ids: list[tuple[str, str]] = []
    cells: list[CellRef] = []
    described = table.role != DEPARTMENTS  # departments have no description
    for column in table.columns:
        text = table.text(row, column)
        name = column.field if column.field == "name" else f"custom:{column.header}"
        if is_placeholder(text) or column == types or column.field == SKIPPED:
            continue
        if column.field == "id":
            ids.append((source, text))
            name = "id"
        elif column.field == "description" and described:
            name = "description"
        if name not in ("name", "id"):
            values[name] = text
        cells.append(CellRef(table.grid.file, table.grid.name, table.place(row, column), name))
    cells.sort(key=lambda cell: cell.field != "name")
    return Told(values, cells, ids=ids)


def of_records(tables: Sequence[Table]) -> list[Table]:
    """The tables that such records are read from."""
    return [table for table in tables if table.role in RECORDS]
