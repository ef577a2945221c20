"""Sheets whose rows are of several types: systems, flows, data objects, departments, capabilities.

Exports of models have them: LeanIX writes one sheet with a column of types, Archi one file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.choices import SKIPPED
from isthmus.exchange.folding import fold_header, shown_header
from isthmus.exchange.headers import candidates
from isthmus.exchange.ledger import MERGED, NEW, REPORTED, UPDATED, Ledger
from isthmus.exchange.proposal import (
    CAPABILITIES,
    CUSTOM,
    DATA_OBJECTS,
    DEPARTMENTS,
    FLOWS,
    IGNORED,
    INFO,
    MIXED,
    SYSTEMS,
    WARNING,
)
from isthmus.exchange.registry import Registry
from isthmus.exchange.rows import source_of_ids
from isthmus.exchange.sheetkinds import type_word
from isthmus.exchange.table import Column, Table
from isthmus.exchange.tables import fields_of, other_kind, remade, type_column
from isthmus.exchange.updating import Told, same_but_cells
from isthmus.exchange.values import is_placeholder, items_of, yes_no
from isthmus.exchange.vocabulary import holding_words
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
    """A sheet that is named after the one kind of record that all its rows are.

    What a program names so is; of others only what can be no inventory of systems.
    """
    kind = type_word(table.grid.name).removesuffix("s")
    role = _ROLES.get(kind, "") if table.program else ""
    if not role and table.role == IGNORED and table.columns:
        role = _LISTS.get(other_kind(table.grid.name), "")
    if role not in RECORDS or table.role == FLOWS or not table.rows:
        return table
    by = f"the name that {table.program} gave the sheet" if table.program else "the sheet's name"
    made = remade(table, table.rows, role, f"By {by} its rows are {role}.", catalogue)
    made = made if made.of("name") else _with_naming(made)
    return made if made.of("name") and not _names_systems(made) else table


_LISTS = {"departments": DEPARTMENTS, "data objects": DATA_OBJECTS, "capabilities": CAPABILITIES}
"""Roles by what a sheet's name says that it holds."""
_CALLED = {DEPARTMENTS: "department", DATA_OBJECTS: "data_objects", CAPABILITIES: "capabilities"}
"""What the header over the names of such records means in an inventory of systems."""


def _names_systems(table: Table) -> bool:
    """Whether the names are those of systems by their header, whatever the sheet is called."""
    word = holding_words().columns.get(fold_header(table.of("name")[0].header))
    return not table.program and word is not None and word.field == "system"


def _with_naming(table: Table) -> Table:
    """The table with the column for its names whose header is what its rows are: 'Department'."""
    for column in table.columns:
        said = candidates(column.header)
        if column.field == CUSTOM and said and said[0].field == _CALLED[table.role]:
            reason = "its header says what the rows are"
            named = replace(column, field="name", score=said[0].score, reason=reason)
            columns = tuple(named if one == column else one for one in table.columns)
            return replace(table, columns=columns)
    return table


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
        numbers = _numbers(table, name)
        for row in table.rows:
            text = table.text(row, name)
            if is_placeholder(text):
                fault = f"The row has nothing in '{name.header[:60]}'; it is left out."
                self.ledger.tell(WARNING, table, row, name, fault)
                self.ledger.count(REPORTED)
                continue
            told = _told(table, row, (name, types), source)
            self._tell_unread(table, row)
            self.ledger.count(self._put(table.role, shown_header(text), told))
            for column in table.of("parent"):
                above = table.text(row, column)
                self._place(table, row, column, numbers.get(above, above))
            what = table.text(row, types) if types else table.role
            for other in (text, *(number for _, number in told.ids)):
                self.others.setdefault(other, what)

    def _tell_unread(self, table: Table, row: int) -> None:
        """Tell of cells that should say yes or no and do not."""
        for column in table.columns:
            text, reader = table.text(row, column), _READERS.get(_field(table, column))
            if reader is yes_no and not is_placeholder(text) and yes_no(text) is None:
                told = f"'{text[:60]}' is neither yes nor no; it is kept as a custom field."
                self.ledger.tell(INFO, table, row, column, told)

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
        if found not in known:  # what its name alone told counts less than the cell
            said = {n: told.values[n] for n in ("is_it", "personal") if n in told.values}
            record = self.registry.edit.put(replace(record, **said))
        now = self.registry.updating.merged(record, told)
        if now != record:
            self.registry.edit.put(now)
        if found not in known:
            known.add(found)
            self._made.add(found)
            return NEW
        return MERGED if found in self._made or same_but_cells(now, record) else UPDATED

    def _place(self, table: Table, row: int, column: Column, above: str) -> None:
        """Put a record under another, unless that would make it a part of itself."""
        role, cell = table.role, CellRef(table.grid.file, table.grid.name, table.place(row, column))
        own = self._find(role, shown_header(table.text(row, _naming(table))), cell)
        record = self.registry.edit.get(_KINDS[role], own)
        if not isinstance(record, Department | Capability):
            return
        parent = None if is_placeholder(above) else self._find(role, shown_header(above), cell)
        if parent is not None and own in self._above(role, parent):
            told = f"'{above[:60]}' is a part of '{record.name[:60]}' itself; it was left out."
            self.ledger.tell(WARNING, table, row, column, told)
            return
        cited = cell._replace(field="parent")
        told_now = Told({"parent": parent}, [cited]) if parent else Told({}, [], {"parent": cited})
        self.registry.edit.put(self.registry.updating.merged(record, told_now))

    def _above(self, role: str, record_id: str) -> set[str]:
        """A record and all that it is a part of."""
        found: set[str] = set()
        at: str | None = record_id
        while at is not None and at not in found:
            found.add(at)
            at = getattr(self.registry.edit.get(_KINDS[role], at), "parent", None)
        return found

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


def _numbers(table: Table, name: Column) -> dict[str, str]:
    """The names of a table's rows by their ids, by which others may call them."""
    return {
        table.text(row, column): table.text(row, name)
        for column in table.of("id")
        for row in table.rows
    }


def _told(table: Table, row: int, apart: tuple[Column, Column | None], source: str) -> Told:
    """What a row says of its record beside its name and type; what no field holds is custom."""
    values: dict[str, Any] = {}
    emptied: dict[str, CellRef] = {}
    ids: list[tuple[str, str]] = []
    grid = table.grid
    cells = [CellRef(grid.file, grid.name, table.place(row, apart[0]), "name")]
    for column in table.columns:
        if column in apart or column.field in (SKIPPED, "parent"):
            continue
        text, name = table.text(row, column), _field(table, column)
        cell = CellRef(grid.file, grid.name, table.place(row, column), name)
        if name == "id":
            ids += [] if is_placeholder(text) else [(source, text)]
        elif is_placeholder(text):
            emptied[name] = cell
            continue
        elif (value := _READERS.get(name, str)(text)) is None:
            cell = cell._replace(field=f"{CUSTOM_FIELD}{column.header}")
            values[cell.field] = text
        else:
            values[name] = value
        cells.append(cell)
    return Told(values, cells, emptied, ids=ids)


_READERS: dict[str, Callable[[str], Any]] = {
    "is_it": yes_no,
    "personal": yes_no,
    "regulations": lambda text: tuple(items_of(text)),
    "regions": lambda text: tuple(items_of(text)),
}
"""How the texts of fields are read that hold no text."""


def _field(table: Table, column: Column) -> str:
    """What a column of such records holds, as the model calls it; departments lack a few."""
    if column.field in fields_of(table.role) and column.field != "name":
        return "personal" if column.field == "personal_data" else column.field
    return f"{CUSTOM_FIELD}{column.header}"


def of_records(tables: Sequence[Table]) -> list[Table]:
    """The tables that such records are read from."""
    return [table for table in tables if table.role in RECORDS]
