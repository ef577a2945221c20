"""What systems are parts of, and what they run on: by their own cells and by rows of relations."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from isthmus.exchange.entries import Entry, Link, unsaid
from isthmus.exchange.ledger import Ledger
from isthmus.exchange.proposal import INFO, WARNING
from isthmus.exchange.resolve import Directory
from isthmus.exchange.rows import Layout
from isthmus.exchange.sheetkinds import relation_kind
from isthmus.exchange.tables import Column, Table
from isthmus.exchange.updating import Told, Updating
from isthmus.exchange.vocabulary import BOND_FIELDS, words
from isthmus.model.records import CellRef, System
from isthmus.model.sourcing import CUSTOM, cited_fields
from isthmus.model.transaction import Transaction

_WHAT = {"part_of": "is part of", "runs_on": "runs on"}


class _Said(NamedTuple):
    """That a system is part of another or runs on it, and the cell that says so."""

    field: str
    other: Entry
    cell: CellRef


class _Place(NamedTuple):
    """Where a message belongs."""

    table: Table
    row: int
    column: Column


@dataclass(slots=True)
class Bonder:
    """Collects what the files say of systems' being parts of others, then puts it down."""

    directory: Directory
    ledger: Ledger
    named: set[str] = field(default_factory=set)
    """Ids of the systems that rows of relations name."""
    _said: dict[str, list[_Said]] = field(default_factory=dict)
    """By the id of the lower system."""
    _kept: dict[str, dict[str, tuple[str, CellRef]]] = field(default_factory=dict)
    """By system: texts that name nothing, by header."""

    def cell(self, entry: Entry, link: Link) -> None:
        """What a cell of a system's own row says; a text that names no system is kept."""
        table, row, column = link.table, link.row, link.column
        at = CellRef(table.grid.file, table.grid.name, table.place(row, column), column.field)
        for found in self.directory.all_in(link.text):
            if found.entry is None:
                self._kept.setdefault(entry.id, {})[column.header] = (link.text, at)
                told = f"'{found.text[:80]}' is no system in this inventory; the text of"
                kept = f"'{column.header[:60]}' is kept as a custom field."
                self.ledger.tell(INFO, table, row, column, f"{told} {kept}")
            elif found.entry is entry:
                told = f"'{found.text[:80]}' is the system itself; it was left out."
                self.ledger.tell(INFO, table, row, column, told)
            else:
                self._say(entry, _Said(column.field, found.entry, at), _Place(table, row, column))

    def row(self, layout: Layout, row: int, target: Column) -> bool:
        """Whether a row of relations says so of two systems: then it is put down, and told."""
        table, key = layout.table, layout.key
        kind = relation_kind(layout.other_type(row)) if layout.types else ""
        meant = words().bonds.get(kind)
        if meant is None:
            return False
        ends = [self.directory.all_in(table.text(row, column)) for column in (key, target)]
        if any(len(end) != 1 or end[0].entry is None for end in ends):
            return False
        name, is_turned = meant
        here, there = (end[0].entry for end in (ends[::-1] if is_turned else ends))
        if here is None or there is None or here is there:
            return False
        self.named |= {here.id, there.id}
        at = CellRef(table.grid.file, table.grid.name, table.place(row, target), name)
        self._say(here, _Said(name, there, at), _Place(table, row, key))
        told = f"'{here.name[:60]}' {_WHAT[name]} '{there.name[:60]}': it is no flow."
        self.ledger.tell(INFO, table, row, key, told)
        return True

    def _say(self, entry: Entry, said: _Said, place: _Place) -> None:
        """Note it; of several suites the first counts."""
        known = self._said.setdefault(entry.id, [])
        several = [one for one in known if one.field == said.field]
        if any(one.other is said.other for one in several):
            return
        if several and said.field == "part_of":
            told = f"'{entry.name[:60]}' is part of '{several[0].other.name[:60]}' already"
            self.ledger.tell(INFO, *place, f"{told}; '{said.other.name[:60]}' was left out.")
            return
        known.append(said)

    def settle(self, entries: Iterable[Entry], edit: Transaction, updating: Updating) -> None:
        """Put down what was collected, and take back what emptied cells said before."""
        for entry in entries:
            system = edit.get(System, entry.id)
            told = self._told(entry, system) if system else None
            if system and told and (told.values or told.emptied):
                edit.put(self._without_circle(updating.merged(system, told), edit))

    def _told(self, entry: Entry, system: System) -> Told:
        said, kept = self._said.get(entry.id, []), self._kept.get(entry.id, {})
        values: dict[str, Any] = {}
        for name in BOND_FIELDS:
            others = tuple(one.other.id for one in said if one.field == name)
            if others:
                values[name] = others[0] if name == "part_of" else others
        cells = [one.cell for one in said]
        for header, (text, cell) in kept.items():
            values[CUSTOM + header] = text
            cells.append(cell._replace(field=CUSTOM + header))
        lost = (cited_fields(system) & {*BOND_FIELDS}) - values.keys()
        return Told(values, cells, unsaid(entry.rows, lost, ()) if lost else {})

    def _without_circle(self, system: System, edit: Transaction) -> System:
        """The system, part of nothing where it would be a part of itself."""
        seen, above = {system.id}, system.part_of
        while above is not None and above not in seen:
            seen.add(above)
            record = edit.get(System, above)
            above = record.part_of if record else None
        if above is None:
            return system
        said = (one for one in self._said.get(system.id, ()) if one.field == "part_of")
        for one in said:
            told = f"'{system.name[:60]}' would be a part of itself; it was left out."
            self.ledger.tell_cell(WARNING, one.cell, told)
        return replace(system, part_of=None)
