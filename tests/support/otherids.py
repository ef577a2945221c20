"""The same map again, in all that ids and the order of records may make of it."""

from dataclasses import replace
from random import Random

from isthmus.model.document import Document
from isthmus.model.integrity import references
from isthmus.model.records import Record, new_id
from isthmus.model.snapshot import Snapshot


def other_ids(snapshot: Snapshot, random: Random) -> Snapshot:
    """The same map with other ids, its records in another order."""
    ids = {i: new_id() for t, rows in snapshot.tables.items() for i in rows if t != "info"}
    tables: dict[str, dict[str, Record]] = {}
    for table, rows in snapshot.tables.items():
        records = [_renamed(table, record, ids) for record in rows.values()]
        random.shuffle(records)
        tables[table] = {record.id: record for record in records}
    return Document(tables).snapshot()


def _renamed(table: str, record: Record, ids: dict[str, str]) -> Record:
    changes: dict[str, object] = {"id": ids.get(record.id, record.id)}
    for ref in references(table):
        value = getattr(record, ref.field)
        if isinstance(value, tuple):
            changes[ref.field] = tuple(ids[i] for i in value)
        elif value:
            changes[ref.field] = ids[value]
    return replace(record, **changes)
