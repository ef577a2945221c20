"""Our own sheets taken into a map: what still says what the export wrote changes nothing."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, cast

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.choices import AS_RECOGNISED, Choices
from isthmus.exchange.editions import Editions
from isthmus.exchange.ledger import MERGED, NEW, REPORTED, UPDATED, Ledger
from isthmus.exchange.ours.asking import Directory
from isthmus.exchange.ours.changing import Changer, Changes
from isthmus.exchange.ours.forms import Desk
from isthmus.exchange.ours.headers import CUSTOM_FIELD, FIELD, Key
from isthmus.exchange.ours.keys import Keys
from isthmus.exchange.ours.kinds import IN_ORDER, Kind
from isthmus.exchange.ours.labels import TREES, Labels
from isthmus.exchange.ours.rows import Identifying, KeyOf, Row, keys_for, paths_of, rows_of
from isthmus.exchange.ours.tables import is_ours, sheet_of
from isthmus.exchange.proposal import INFO, WARNING, Conflict
from isthmus.exchange.registry import Registry
from isthmus.exchange.table import Table
from isthmus.exchange.updating import Updating
from isthmus.model.integrity import TREES as ABOVE
from isthmus.model.records import CellRef, MapInfo, Record, Sourced, System
from isthmus.model.snapshot import Snapshot, freeze
from isthmus.model.sourcing import keeping
from isthmus.model.transaction import Transaction

_BEAT = 500


class Ledgers(NamedTuple):
    """The accounts of an import: of systems, of flows, of all other records."""

    systems: Ledger
    flows: Ledger
    others: Ledger

    def of(self, kind: Kind) -> Ledger:
        """The account that rows of a kind are counted in."""
        return {"systems": self.systems, "flows": self.flows}.get(kind.table, self.others)


@dataclass(frozen=True, slots=True)
class Taken:
    """The map with what our own sheets say, and the records that have no row on them."""

    snapshot: Snapshot
    missing: Sequence[tuple[str, str, CellRef]] = ()
    """Table, id, and the sheet on which it has no row."""
    conflicts: Sequence[Conflict] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What our own sheets are taken into."""

    base: Snapshot
    catalogue: Catalogue
    edit: Transaction
    ledgers: Ledgers
    choices: Choices
    pulse: Callable[[], None] = lambda: None


def take_ours(tables: Sequence[Table], ground: Ground) -> Taken:
    """Put what our own sheets say into the edit."""
    ours = [table for table in tables if is_ours(table)]
    return _Taking(ground).run(ours) if ours else Taken(ground.base)


class _Taking:
    """One import of our own sheets."""

    def __init__(self, ground: Ground) -> None:
        base = ground.base
        self.ground = ground
        self.conflicts: list[Conflict] = []
        self.base = base
        self.catalogue = ground.catalogue
        self.edit = ground.edit
        self.ledgers = ground.ledgers
        self.pulse = ground.pulse
        self.missing: list[tuple[str, str, CellRef]] = []
        self.tables: dict[str, dict[str, Any]] = {k: dict(v) for k, v in base.tables.items()}
        self.desk = Desk(Labels(base.tables), Keys(ground.catalogue))
        self.directory = Directory(self.desk.labels, self.desk.keys, self.tables)
        self.directory.make = self._make
        self.currency = base.info.currency
        self._registry: Registry | None = None

    def run(self, tables: Sequence[Table]) -> Taken:
        """Take the kinds one after the other, those first that others refer to."""
        rows: dict[str, list[Row]] = {kind.table: [] for kind in IN_ORDER}
        for sheet in map(sheet_of, tables):
            self.pulse()
            rows[sheet.kind.table] += rows_of(sheet)
        self._take_currency(rows["systems"])
        for kind in IN_ORDER:
            self._kind(kind, rows[kind.table])
        now = freeze(self.tables, self.base.revision)
        return Taken(now, self.missing, self.conflicts)

    def _take_currency(self, rows: Sequence[Row]) -> None:
        """The first costs of a map say in which currency they are added up."""
        codes = {row.sheet.currency for row in rows if row.get("annual_cost") is not None} - {""}
        has_costs = any(system.annual_cost is not None for system in self.base.systems.values())
        if len(codes) == 1 and not has_costs and codes != {self.currency}:
            (self.currency,) = codes
            self.tables["info"]["map"] = self.edit.change(MapInfo, "map", currency=self.currency)

    def _kind(self, kind: Kind, rows: list[Row]) -> None:
        records = dict(self.tables[kind.table])
        found = Identifying(records, *self._keys(kind, rows))
        kept = found.identify(rows)
        self._tell_twins(kind, found)
        if kind.field("name") and kind.table != "flows":
            self.directory.know(kind.table, self._labels(kind, kept))
        self._registry = None
        changer = Changer(
            kind=kind,
            desk=self.desk,
            directory=self.directory,
            ledger=self.ledgers.of(kind),
            currency=self.currency,
            choices=self.ground.choices,
            conflicts=self.conflicts,
        )
        for number, row in enumerate(kept):
            if number % _BEAT == 0:
                self.pulse()
            self._put(kind, row, changer.changes(row))
        if kind.table in ABOVE:
            self._cut_circles(kind, kept)
        if not kind.is_sourced:
            self._tell_strangers(kind, rows)
        self._note_missing(kind, records, kept)

    def _keys(self, kind: Kind, rows: list[Row]) -> tuple[Callable[[Row], Hashable], KeyOf]:
        """What a row and a record have in common that are one though no id says so."""
        if kind.field("name") and kind.table != "flows":
            return keys_for(kind.table, self.desk.labels, rows)
        names = _TELLING[kind.table]

        def of_row(row: Row) -> Hashable:
            return tuple(self._said(kind, row, name) for name in names)

        return of_row, lambda record: tuple(getattr(record, name) for name in names)

    def _said(self, kind: Kind, row: Row, name: str) -> Hashable:
        """What a field of a row says, its default where it says nothing, None if unreadable."""
        field, cell = kind.field(name), row.get(name)
        if field is None or cell is None:
            return cast("Hashable", kind.default(name))
        try:
            return cast("Hashable", field.form.read(cell, self.directory))
        except ValueError:
            return None

    def _labels(self, kind: Kind, rows: list[Row]) -> Iterator[tuple[str, str]]:
        """How other rows call these, with their ids."""
        if kind.table in TREES:
            yield from ((path, row.id) for row, path in paths_of(rows).items())
        else:
            yield from ((row.name, row.id) for row in rows if row.cells.get(_NAME) is not None)

    def _put(self, kind: Kind, row: Row, changes: Changes) -> None:
        ledger = self.ledgers.of(kind)
        if (lacking := changes.lacking) or self._is_loop(kind, row, changes):
            header = lacking.header if lacking else ""
            why = f"has nothing to read in '{header}'" if lacking else "leads to where it begins"
            self._tell(kind, row, WARNING, f"The row {why}; it is left out.")
            ledger.count(REPORTED)
            return
        record = self._record(kind, row, changes)
        if isinstance(record, System) and record.id in record.runs_on:
            record = replace(record, runs_on=tuple(i for i in record.runs_on if i != record.id))
            told = f"'{row.name[:60]}' cannot run on itself; that was left out."
            self._tell(kind, row, WARNING, told)
        if record == row.record:
            ledger.count(MERGED)
            return
        ledger.count(UPDATED if row.record else NEW)
        self.tables[kind.table][record.id] = self.edit.put(record)

    def _is_loop(self, kind: Kind, row: Row, changes: Changes) -> bool:
        """Whether a flow would lead from a system to itself."""
        if kind.table != "flows":
            return False
        ends = (changes.values.get(n, getattr(row.record, n, None)) for n in ("source", "target"))
        source, target = ends
        return bool(source == target)

    def _record(self, kind: Kind, row: Row, changes: Changes) -> Record:
        """The record with what its row changes.

        Who changes a cell of an export edits the map: what an inventory gave of a field is kept,
        so that a later edition of it does not undo the change unasked.
        """
        values, cells = dict(changes.values), tuple(changes.cells.values())
        if row.record is None:
            origin = {"origin": cells} if kind.is_sourced else {}
            return kind.record(id=row.id, **values, **origin)
        if not values:
            return row.record
        changed = keeping(row.record, replace(row.record, **values))
        if not isinstance(changed, Sourced) or not cells:
            return changed
        fresh = {cell.field for cell in cells}
        kept = (cell for cell in changed.origin if cell.field not in fresh)
        return replace(changed, origin=(*kept, *cells))

    def _make(self, table: str, name: str) -> str:
        """A department, a capability or a data object that nothing but a cell names."""
        if self._registry is None:
            now = freeze(self.tables, self.base.revision)
            updating = Updating(self.edit, self.catalogue, Editions((), {}), AS_RECOGNISED)
            self._registry = Registry.of(now, self.catalogue, self.edit, updating)
        registry = self._registry
        if table == "capabilities":
            made = registry.capability(name, None)
        elif table == "departments":
            made = registry.department(name, None)
        else:
            made = registry.data_object(name, None)
        self._know_made(next(kind for kind in IN_ORDER if kind.table == table), made)
        return made

    def _know_made(self, kind: Kind, record_id: str | None) -> None:
        """Let rows below refer to what was made, and to what it is part of."""
        while record_id and record_id not in self.tables[kind.table]:
            record = self.edit.get(kind.record, record_id)
            if record is None:
                return
            self.tables[kind.table][record_id] = record
            record_id = getattr(record, "parent", None)

    def _cut_circles(self, kind: Kind, rows: list[Row]) -> None:
        """Let nothing be its own ancestor, in whatever way the sheets say so."""
        records = self.tables[kind.table]
        for row in rows:
            if row.id in records and _is_own_ancestor(row.id, records, ABOVE[kind.table]):
                at_top: dict[str, Any] = {ABOVE[kind.table]: None}
                records[row.id] = self.edit.put(replace(records[row.id], **at_top))
                told = "would be a part of itself; it was put at the top."
                self._tell(kind, row, WARNING, f"'{row.name[:60]}' {told}")

    def _tell_twins(self, kind: Kind, found: Identifying) -> None:
        for row, first in found.twins.items():
            told = f"The row stands in row {first.number + 1} already; it was merged."
            self._tell(kind, row, INFO, told)
            self.ledgers.of(kind).count(MERGED)
        for row, first in found.copies.items():
            told = (
                f"The row has the id of row {first.number + 1}, as a copied row has; "
                "it was taken for one without an id."
            )
            self._tell(kind, row, INFO, told)

    def _tell_strangers(self, kind: Kind, rows: Sequence[Row]) -> None:
        """Tell of columns that records without custom fields have no place for."""
        met = {
            (id(row.sheet), key): (row, key)
            for row in reversed(rows)
            for key in row.cells
            if key.kind == CUSTOM_FIELD
        }
        for row, key in met.values():
            told = f"'{key.name[:60]}' is no field of a {kind.one}; the column is left out."
            self.ledgers.of(kind).tell(WARNING, *row.sheet.at(row.number, key), told)

    def _note_missing(self, kind: Kind, records: Mapping[str, Record], rows: Sequence[Row]) -> None:
        """Note the records that have no row on a sheet that was read."""
        if rows:
            grid = rows[0].sheet.table.grid
            met = {row.id for row in rows}
            place = CellRef(grid.file, grid.name, "")
            self.missing += [(kind.table, key, place) for key in records if key not in met]

    def _tell(self, kind: Kind, row: Row, severity: str, message: str) -> None:
        """Tell of a row, by the first cell of a field that it needs."""
        places = row.sheet.places
        named = (Key(FIELD, field.name) for field in kind.fields if field.required)
        key = next((key for key in named if key in places), next(iter(places)))
        self.ledgers.of(kind).tell(severity, *row.sheet.at(row.number, key), message)


_NAME = Key(FIELD, "name")
_TELLING = {
    "flows": ("source", "target", "state", "method", "name"),
    "holdings": ("system", "data_object"),
    "waivers": ("finding_key",),
}
"""The fields that records without names of their own are told apart by."""


def _is_own_ancestor(record_id: str, records: Mapping[str, Any], field: str) -> bool:
    seen: set[str] = set()
    at = getattr(records[record_id], field)
    while at and at in records and at not in seen:
        if at == record_id:
            return True
        seen.add(at)
        at = getattr(records[at], field)
    return False
