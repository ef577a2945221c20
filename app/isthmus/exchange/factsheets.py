"""Sheets whose rows are of several types: systems, flows, data objects, departments, capabilities.

Exports of models have them: LeanIX writes one sheet with a column of types, Archi one file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.choices import SKIPPED
from isthmus.exchange.folding import fold_header, shown_header
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
from isthmus.model.sourcing import CUSTOM as CUSTOM_FIELD

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
_DISPLAYED = "display name"
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
    rest = replace(table, grid=replace(table.grid), rows=left)
    return [rest, *made] if left else made


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
        types, source = type_column(table), source_of_ids(table)
        name = _naming(table)
        for row in table.rows:
            text = table.text(row, name)
            if is_placeholder(text):
                fault = f"The row has nothing in '{name.header[:60]}'; it is left out."
                self.ledger.tell(WARNING, table, row, name, fault)
                self.ledger.count(REPORTED)
                continue
            told = _told(table, row, (name, types), source)
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
        above, mark, _ = text.rpartition(_PATH)
        if mark and isinstance(record, Department | Capability) and record.parent is None:
            record = replace(record, parent=self._find(role, above, told.cells[0]))
            self.registry.edit.put(record)
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
            return self.registry.department(text, cell)
        if role == CAPABILITIES:
            return self.registry.capability(text, cell)
        return self.registry.data_object(text, cell)


def _naming(table: Table) -> Column:
    """The column that names the records: LeanIX's relations name them as it displays them."""
    shown = (column for column in table.columns if fold_header(column.header) == _DISPLAYED)
    return next(shown, table.of("name")[0]) if table.program else table.of("name")[0]


def _told(table: Table, row: int, apart: tuple[Column, Column | None], source: str) -> Told:
    """What a row says of its record beside its name and type; what no field holds is custom."""
    values: dict[str, str] = {}
    emptied: dict[str, CellRef] = {}
    ids: list[tuple[str, str]] = []
    grid = table.grid
    cells = [CellRef(grid.file, grid.name, table.place(row, apart[0]), "name")]
    for column in table.columns:
        if column in apart or column.field == SKIPPED:
            continue
        text, name = table.text(row, column), _field(table, column)
        cell = CellRef(grid.file, grid.name, table.place(row, column), name)
        if name == "id":
            ids += [] if is_placeholder(text) else [(source, text)]
        elif is_placeholder(text):
            emptied[name] = cell
            continue
        else:
            values[name] = text
        cells.append(cell)
    return Told(values, cells, emptied, ids=ids)


def _field(table: Table, column: Column) -> str:
    """What a column of such records holds; departments have no description."""
    if column.field == "id" or (column.field == "description" and table.role != DEPARTMENTS):
        return column.field
    return f"{CUSTOM_FIELD}{column.header}"


def of_records(tables: Sequence[Table]) -> list[Table]:
    """The tables that such records are read from."""
    return [table for table in tables if table.role in RECORDS]
