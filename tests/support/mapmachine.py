"""A Hypothesis state machine that edits a map in every way, undoes and redoes.

Subclasses add what else must hold (that it can be stored).
"""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.document import Document
from isthmus.model.integrity import IntegrityError, all_faults
from isthmus.model.snapshot import Snapshot
from isthmus.model.tables import TABLES
from support.strategies import OPTIONAL, REFERRING, plain_fields, some_fields

if TYPE_CHECKING:
    from isthmus.model.records import Record

TARGETS = {"source": "systems", "target": "systems", "system": "systems", "view": "views",
           "data_object": "data_objects", "flow": "flows", "department": "departments"}  # fmt: skip
FREE = sorted(TABLES.keys() - {"info"})


class MapMachine(RuleBasedStateMachine):
    """Edits a document and remembers every snapshot that undo and redo must bring back."""

    @initialize()
    def begin(self) -> None:
        self.document = Document()
        self.past: list[Snapshot] = []
        self.future: list[Snapshot] = []
        self.heard: list[ChangeSet] = []
        self.document.subscribe(self.heard.append)

    def one_of(self, data: st.DataObject, table: str) -> str | None:
        ids = sorted(self.document.snapshot().tables[table])
        return data.draw(st.sampled_from(ids), label=table) if ids else None

    def references(self, data: st.DataObject, table: str) -> dict[str, Any] | None:
        """Values for the referring fields; None if there is nothing to refer to."""
        values: dict[str, Any] = {}
        for name in REFERRING.get(table, ()):
            values[name] = self.one_of(data, TARGETS[name])
        if None in values.values():
            return None
        if table in OPTIONAL and data.draw(st.booleans()):
            values[OPTIONAL[table][0]] = self.one_of(data, OPTIONAL[table][1])
        if table == "systems" and data.draw(st.booleans()):
            values["department"] = self.one_of(data, "departments")
            values["funder"] = self.one_of(data, "departments")
            values["capabilities"] = tuple(filter(None, [self.one_of(data, "capabilities")]))
        if table == "flows" and (known := self.one_of(data, "data_objects")):
            values["data_objects"] = (known,)
        return values

    def did(self, before: Snapshot) -> None:
        """Note an edit that was made."""
        if self.document.snapshot() is not before:
            self.past.append(before)
            self.future.clear()

    @rule(data=st.data(), table=st.sampled_from(FREE))
    def add(self, data: st.DataObject, table: str) -> None:
        values = self.references(data, table)
        if values is None or (table == "flows" and values["source"] == values["target"]):
            return
        record = TABLES[table](**data.draw(plain_fields(table)), **values)
        before = self.document.snapshot()
        with self.document.edit(f"Add to {table}") as tx:
            tx.put(record)
        assert self.document.snapshot().tables[table][record.id] == record
        self.did(before)

    @rule(data=st.data(), table=st.sampled_from(sorted(TABLES)))
    def change(self, data: st.DataObject, table: str) -> None:
        key = self.one_of(data, table)
        if key is None:
            return
        before = self.document.snapshot()
        with self.document.edit(f"Change in {table}") as tx:
            tx.change(TABLES[table], key, **data.draw(some_fields(table)))
        self.did(before)

    @rule(data=st.data(), table=st.sampled_from(sorted(OPTIONAL | REFERRING)))
    def tie_anew(self, data: st.DataObject, table: str) -> None:
        """Refer to other records; what would be senseless is refused and changes nothing."""
        key, values = self.one_of(data, table), self.references(data, table)
        if key is None or values is None:
            return
        before = self.document.snapshot()
        try:
            with self.document.edit("Tie anew") as tx:
                tx.change(TABLES[table], key, **values)
        except IntegrityError:
            assert self.document.snapshot() is before
        self.did(before)

    @rule(data=st.data(), tables=st.lists(st.sampled_from(FREE), min_size=1, max_size=3))
    def delete(self, data: st.DataObject, tables: list[str]) -> None:
        before = self.document.snapshot()
        with self.document.edit("Delete") as tx:
            for table in tables:
                if (key := self.one_of(data, table)) is not None:
                    tx.delete(TABLES[table], key)
        self.did(before)

    @rule(data=st.data(), table=st.sampled_from(["departments", "systems", "views"]))
    def delete_and_refer(self, data: st.DataObject, table: str) -> None:
        """Delete only the record itself, which leaves others dangling: refused if any did."""
        key = self.one_of(data, table)
        if key is None:
            return
        before = self.document.snapshot()
        gone = Delta(table, key, before.tables[table][key], None)
        try:
            self.document.apply(ChangeSet("Leave others dangling", (gone,)))
        except IntegrityError:
            assert self.document.snapshot() is before
        self.did(before)

    @rule(data=st.data(), table=st.sampled_from(FREE))
    def fail_midway(self, data: st.DataObject, table: str) -> None:
        """An edit that breaks off leaves everything as it was."""
        before = self.document.snapshot()
        with suppress(IntegrityError), self.document.edit("Break off") as tx:
            if key := self.one_of(data, table):
                tx.delete(TABLES[table], key)
            tx.change(TABLES[table], "never there")
        assert self.document.snapshot() is before

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        now = self.document.snapshot()
        assert self.document.undo() is not None
        assert self.document.snapshot().same_content(self.past[-1])
        self.past.pop()
        self.future.append(now)

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        before = self.document.snapshot()
        assert self.document.redo() is not None
        assert self.document.snapshot().same_content(self.future[-1])
        self.future.pop()
        self.past.append(before)

    @rule(data=st.data())
    def stale_change_is_refused(self, data: st.DataObject) -> None:
        """A change made on another state of the map does not fit and is refused whole."""
        key = self.one_of(data, "systems")
        if key is None:
            return
        before = self.document.snapshot()
        system = before.systems[key]
        other = replace(system, name=f"{system.name}, once")
        newer: Record = replace(system, name=f"{system.name}, now")
        try:
            self.document.apply(ChangeSet("Stale", (Delta("systems", key, other, newer),)))
        except IntegrityError:
            assert self.document.snapshot() is before
        else:
            raise AssertionError("a stale change was applied")

    @invariant()
    def is_whole(self) -> None:
        snapshot = self.document.snapshot()
        assert not all_faults(snapshot.tables)
        assert len(self.heard) == self.document.revision == snapshot.revision
        assert (self.document.undo_label is None) == (not self.past)
        assert (self.document.redo_label is None) == (not self.future)
