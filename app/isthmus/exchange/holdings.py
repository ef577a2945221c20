"""What systems hold, from matrices of systems by data objects and from lists."""

from dataclasses import dataclass, field

from isthmus.exchange.choices import SKIPPED
from isthmus.exchange.entries import unsaid
from isthmus.exchange.ledger import MERGED, NEW, REPORTED, UPDATED, Ledger
from isthmus.exchange.marks import role_of
from isthmus.exchange.proposal import CUSTOM, HOLDINGS, INFO, WARNING
from isthmus.exchange.registry import Registry
from isthmus.exchange.resolve import Directory, Found
from isthmus.exchange.rows import Layout, layout_of, not_a_record
from isthmus.exchange.table import Column, Table
from isthmus.exchange.updating import Told, same_but_cells
from isthmus.exchange.values import is_placeholder, items_of
from isthmus.model.records import CellRef, Holding, HoldingRole
from isthmus.model.sourcing import CUSTOM as CUSTOM_FIELD

_NO_VALUE = frozenset((CUSTOM, "id", "system", "data_object", "role"))
"""What a column holds that is no field of a holding, or one that it cannot lack."""
_OUTCOMES = (NEW, UPDATED, MERGED, REPORTED)
"""Of a row that tells of several holdings the first of these counts."""


@dataclass(slots=True)
class Holder:
    """Puts holdings into the map, and accounts for every mark and every row."""

    directory: Directory
    registry: Registry
    ledger: Ledger
    _before: dict[tuple[str, str], Holding] = field(init=False)
    """The holdings as they were, by system and data object."""
    _met: set[tuple[str, str]] = field(default_factory=set)
    """Those that a mark or a row has told of."""

    def __post_init__(self) -> None:
        self._before = {
            (one.system, one.data_object): one for one in self.registry.edit.all(Holding)
        }

    def sheet(self, table: Table) -> None:
        """All marks of a matrix, written as a list; or all rows of a list."""
        layout = layout_of(table, "system") if table.role == HOLDINGS else None
        for row in table.rows:
            if layout:
                self.ledger.count(self._row(layout, row))
            else:
                self._mark(table, row)

    def _mark(self, table: Table, row: int) -> None:
        system, data, mark = table.columns
        found = self.directory.find(table.text(row, system))
        if not self._is_known(found, table, row, system, "marks were"):
            self.ledger.count(REPORTED)
            return
        role = self._role(table, row, mark)
        held = self._data(table, row, data, table.text(row, data))
        told = Told({"role": role}, [_cell(table, row, mark, "role")])
        self.ledger.count(self._hold(found, held, told))

    def _row(self, layout: Layout, row: int) -> str:
        """What became of a row of a list."""
        table, (data, *_) = layout.table, layout.table.of("data_object")
        if fault := not_a_record(layout, row):
            severity, message = fault
            self.ledger.tell(severity, table, row, layout.key, message)
            return REPORTED
        names = items_of(table.text(row, data))
        if not names:
            lacking = f"The row has nothing in '{data.header[:60]}'; it is left out."
            self.ledger.tell(WARNING, table, row, data, lacking)
            return REPORTED
        told = self._told(table, row)
        systems = [
            found
            for found in self.directory.all_in(table.text(row, layout.key))
            if self._is_known(found, table, row, layout.key, "data was")
        ]
        held = [self._data(table, row, data, name) for name in names] if systems else []
        done = {self._hold(found, one, told) for found in systems for one in held}
        return next((outcome for outcome in _OUTCOMES if outcome in done), REPORTED)

    def _is_known(self, found: Found, table: Table, row: int, at: Column, what: str) -> bool:
        """Whether a text stands for a system; what is not sure is told."""
        if found.entry is None:
            why = found.note or f"'{found.text[:80]}' is no system in this inventory"
            self.ledger.tell(WARNING, table, row, at, f"{why}; its {what} left out.")
        elif found.note:
            self.ledger.tell(INFO, table, row, at, f"{found.note}; check that it is so.")
        return found.entry is not None

    def _role(self, table: Table, row: int, column: Column) -> HoldingRole:
        text = table.text(row, column)
        role, is_sure = role_of(text)
        if not is_sure:
            told = f"'{text[:60]}' is taken to say that the system holds a copy of the data."
            self.ledger.tell(INFO, table, row, column, told)
        return role

    def _data(self, table: Table, row: int, column: Column, name: str) -> str:
        """The id of a data object."""
        return self.registry.data_object(name, _cell(table, row, column, "name"))

    def _told(self, table: Table, row: int) -> Told:
        """What a row of a list says beside which system and which data; the rest is custom."""
        values: dict[str, object] = {"role": HoldingRole.REPLICA}
        cells = []
        for column in (c for c in table.columns if c.field != SKIPPED):
            name = f"{CUSTOM_FIELD}{column.header}" if column.field == CUSTOM else column.field
            if is_placeholder(text := table.text(row, column)):
                continue
            if name == "role":
                values[name] = self._role(table, row, column)
            elif column.field == CUSTOM:
                values[name] = text
            cells.append(_cell(table, row, column, name))
        where = (table, row, table.of("system")[0])
        every = [f"{CUSTOM_FIELD}{c.header}" for c in table.columns if c.field == CUSTOM]
        return Told(values, cells, unsaid([where], set(every) - values.keys(), _NO_VALUE))

    def _hold(self, found: Found, held: str, told: Told) -> str:
        """Put one holding; what became of the mark or the row."""
        key = (found.entry.id if found.entry else "", held)
        before, is_first = self._before.get(key), key not in self._met
        now = self.registry.hold_as(key, told)
        self._met.add(key)
        self._before[key] = now
        if before is None:
            return NEW
        return UPDATED if is_first and not same_but_cells(now, before) else MERGED


def _cell(table: Table, row: int, column: Column, name: str) -> CellRef:
    return CellRef(table.grid.file, table.grid.name, table.place(row, column), name)
