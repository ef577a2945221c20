"""An edit being made: collects what it changes, and what follows from a deletion."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from isthmus.model.changes import Delta
from isthmus.model.integrity import IntegrityError, Reference, ids_in, references, referring
from isthmus.model.records import Record
from isthmus.model.sourcing import keeping
from isthmus.model.tables import TABLES

R = TypeVar("R", bound=Record)
_TABLE_OF = {kind: name for name, kind in TABLES.items()}


def table_of(record: Record) -> str:
    """The name of the table that a record belongs in."""
    return _TABLE_OF[type(record)]


_Referrers = dict[str, dict[tuple[str, str], None]]
"""Table and id of those that refer, in order, by the id of what is referred to."""


def _note(referrers: _Referrers, record: Record, ref: Reference) -> None:
    """Enter what a record refers to in one of its fields."""
    value = getattr(record, ref.field)
    if value is None:
        return
    for wanted in value if isinstance(value, tuple) else (value,):
        referrers.setdefault(wanted, {})[ref.table, record.id] = None


class Transaction:
    """Collects additions, changes and deletions; the map itself is not touched."""

    def __init__(self, base: Mapping[str, Mapping[str, Record]], *, by_hand: bool = True) -> None:
        """Edit on top of `base`; an import (not `by_hand`) keeps account of its cells itself."""
        self._base = base
        self._by_hand = by_hand
        self._changed: dict[tuple[str, str], Record | None] = {}
        self._referrers: dict[str, _Referrers] = {}
        """By the table of what is referred to; those that were asked for."""

    def get(self, kind: type[R], record_id: str) -> R | None:
        """The record as this edit leaves it so far, None if it is not there."""
        key = (_TABLE_OF[kind], record_id)
        found = self._changed[key] if key in self._changed else self._base[key[0]].get(record_id)
        return found if isinstance(found, kind) else None

    def all(self, kind: type[R]) -> list[R]:
        """All records of a kind as this edit leaves them so far."""
        table = _TABLE_OF[kind]
        rows = dict(self._base[table])
        for (name, record_id), record in self._changed.items():
            if name == table:
                if record is None:
                    rows.pop(record_id, None)
                else:
                    rows[record_id] = record
        return [record for record in rows.values() if isinstance(record, kind)]

    def put(self, record: R) -> R:
        """Add a record, or replace the one of the same id.

        Of a field that came from a cell and is changed now, what the cell gave is kept with it.
        """
        if self._by_hand:
            record = keeping(self._base[table_of(record)].get(record.id), record)
        self._changed[table_of(record), record.id] = record
        for ref in references(table_of(record)) if self._referrers else ():
            if ref.target in self._referrers:
                _note(self._referrers[ref.target], record, ref)
        return record

    def change(self, kind: type[R], record_id: str, /, **values: Any) -> R:  # noqa: ANN401
        """Replace some fields of a record.

        Raises:
            IntegrityError: there is no such record.
        """
        record = self.get(kind, record_id)
        if record is None:
            raise IntegrityError(f"{_TABLE_OF[kind]}/{record_id} is not there")
        return self.put(replace(record, **values))

    def delete(self, kind: type[Record], record_id: str) -> None:
        """Delete a record with all that cannot stand without it; take its id out of the rest."""
        if self.get(kind, record_id) is None:
            return
        table = _TABLE_OF[kind]
        self._changed[table, record_id] = None
        for name, referrer in tuple(self._referring_to(table, record_id)):
            for ref in references(name):
                record = self.get(TABLES[name], referrer)
                if ref.target == table and record and record_id in ids_in(record, ref):
                    self._let_go(record, ref, record_id)

    def _referring_to(self, table: str, record_id: str) -> Mapping[tuple[str, str], None]:
        """Table and id of each record that refers, or once referred, to the given one."""
        if table not in self._referrers:
            self._referrers[table] = {}
            for ref in referring(table):
                for record in self.all(TABLES[ref.table]):
                    _note(self._referrers[table], record, ref)
        return self._referrers[table].get(record_id, {})

    def _let_go(self, record: Record, ref: Reference, gone: str) -> None:
        """Delete the record or take the id out of it, as the field demands."""
        if ref.required:
            self.delete(type(record), record.id)
            return
        value = getattr(record, ref.field)
        left = tuple(v for v in value if v != gone) if isinstance(value, tuple) else None
        values: dict[str, Any] = {ref.field: left}
        self.put(replace(record, **values))

    def deltas(self) -> tuple[Delta, ...]:
        """What changed in all, one delta a record, none where nothing differs."""
        found = []
        for (table, record_id), after in self._changed.items():
            before = self._base[table].get(record_id)
            if before != after:
                found.append(Delta(table, record_id, before, after))
        return tuple(found)
