"""What systems hold, from matrices of systems by data objects."""

from dataclasses import dataclass, field

from isthmus.exchange.ledger import MERGED, NEW, REPORTED, UPDATED, Ledger
from isthmus.exchange.marks import role_of
from isthmus.exchange.proposal import INFO, WARNING
from isthmus.exchange.registry import Registry
from isthmus.exchange.resolve import Directory
from isthmus.exchange.table import Table
from isthmus.model.records import CellRef, Holding, HoldingRole


@dataclass(slots=True)
class Holder:
    """Puts holdings into the map, and accounts for every mark."""

    directory: Directory
    registry: Registry
    ledger: Ledger
    _held: dict[tuple[str, str], tuple[str, HoldingRole]] = field(init=False)
    """Id (of those that were there before) and role, by system and data object."""

    def __post_init__(self) -> None:
        self._held = {
            (one.system, one.data_object): (one.id, one.role)
            for one in self.registry.edit.all(Holding)
        }

    def sheet(self, table: Table) -> None:
        """All marks of a matrix, written as a list."""
        for row in table.rows:
            self._mark(table, row)

    def _mark(self, table: Table, row: int) -> None:
        system, data, mark = table.columns
        text = table.text(row, mark)
        found = self.directory.find(table.text(row, system))
        if found.entry is None:
            why = found.note or f"'{found.text[:80]}' is no system in this inventory"
            self.ledger.tell(WARNING, table, row, system, f"{why}; its marks were left out.")
            self.ledger.count(REPORTED)
            return
        if found.note:
            self.ledger.tell(INFO, table, row, system, f"{found.note}; check that it is so.")
        role, is_sure = role_of(text)
        if not is_sure:
            told = f"'{text[:60]}' is taken to say that the system holds a copy of the data."
            self.ledger.tell(INFO, table, row, mark, told)
        grid = table.grid
        cited = CellRef(grid.file, grid.name, table.place(row, data), "name")
        name = table.text(row, data)
        held = self.registry.data_object(name, cited)
        cell = CellRef(grid.file, grid.name, table.place(row, mark), "role")
        self._hold((found.entry.id, held), role, cell)

    def _hold(self, key: tuple[str, str], role: HoldingRole, cell: CellRef) -> None:
        """Put one holding; count what became of the mark."""
        known = self._held.get(key)
        self.registry.hold(*key, role, cell)
        if known is None:
            self._held[key] = ("", role)
            self.ledger.count(NEW)
            return
        now = self.registry.edit.get(Holding, known[0]) if known[0] else None
        changed = now is not None and now.role is not known[1]
        self.ledger.count(UPDATED if changed else MERGED)
        self._held[key] = (known[0], now.role if now else role)
