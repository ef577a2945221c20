"""What must hold between records: no reference dangles, no value is impossible."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import NamedTuple

from isthmus.model.fitness import unfit
from isthmus.model.records import Flow, Record, System
from isthmus.model.tables import TABLES


class IntegrityError(ValueError):
    """A change would leave the map inconsistent; nothing of it was applied."""


class Reference(NamedTuple):
    """A field of a table that refers to another table."""

    table: str
    field: str
    target: str
    required: bool


@cache
def references(table: str) -> tuple[Reference, ...]:
    """The fields of `table` that hold ids of other records."""
    return tuple(
        Reference(table, f.name, f.metadata["refers"], f.metadata["required"])
        for f in fields(TABLES[table])
        if "refers" in f.metadata
    )


@cache
def referring(target: str) -> tuple[Reference, ...]:
    """The fields, in any table, that hold ids of records of `target`."""
    return tuple(ref for table in TABLES for ref in references(table) if ref.target == target)


def ids_in(record: Record, ref: Reference) -> tuple[str, ...]:
    """The ids that `record` holds in the field of `ref`."""
    value = getattr(record, ref.field)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


Tables = Mapping[str, Mapping[str, Record]]


def faults_of(table: str, record: Record, tables: Tables) -> Iterator[str]:
    """Everything that is wrong with one record, each fault in words."""
    yield from _alone(table, record, tables)
    if table in TREES:
        yield from cycles([record], tables[table], TREES[table])


def misfits(table: str, record: Record, tables: Tables) -> Iterator[str]:
    """References of a record, whose values are known to fit, that lead nowhere or to itself."""
    for ref in references(table):
        for wanted in ids_in(record, ref):
            if wanted not in tables[ref.target]:
                yield f"{table}/{record.id}: {ref.field} refers to {wanted}, which is not there"
    if isinstance(record, Flow) and record.source == record.target:
        yield f"flows/{record.id}: a flow cannot lead from a system to itself"
    if isinstance(record, System) and record.id in record.runs_on:
        yield f"systems/{record.id}: a system cannot run on itself"


TREES = {"departments": "parent", "capabilities": "parent", "systems": "part_of"}
"""Tables whose records are parts of others, and the field that says of which."""


def cycles(
    records: Iterable[Record], rows: Mapping[str, Record], field: str = "parent"
) -> Iterator[str]:
    """A fault for each record of a tree that has a circle above it; linear in the tree."""
    sound: set[str] = set()
    for record in records:
        way: dict[str, None] = {}
        at: Record | None = record
        while at is not None and at.id not in sound:
            if at.id in way:
                yield f"{record.id}: {getattr(record, 'name', '')} is its own ancestor"
                break
            way[at.id] = None
            parent = getattr(at, field, None)
            at = rows.get(parent) if parent else None
        sound.update(way)


def _alone(table: str, record: Record, tables: Tables) -> Iterator[str]:
    """The faults of a record but for circles, which are looked for in all of a tree at once."""
    if faults := list(unfit(table, record)):
        yield from faults
    else:
        yield from misfits(table, record, tables)


def all_faults(tables: Tables, *, are_fit: bool = False) -> list[str]:
    """Everything that is wrong with a whole map.

    `are_fit` says that the values fit their fields, as they do when the codec has read them.
    """
    look = misfits if are_fit else _alone
    found = [
        fault
        for table, rows in tables.items()
        for record in rows.values()
        for fault in look(table, record, tables)
    ]
    for table, field in () if found else TREES.items():
        found.extend(cycles(tables[table].values(), tables[table], field))
    found += [f"{table}: a record has no id" for table, rows in tables.items() if "" in rows]
    if set(tables["info"]) != {"map"}:
        found.append("info: there must be exactly one record, with the id 'map'")
    return found
