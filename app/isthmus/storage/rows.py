"""Records as rows of SQLite tables, and back; change sets as the history's rows."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.codec import CodecError, from_plain, to_plain
from isthmus.model.records import TABLES, Record

Row = tuple[str | int | float | None, ...]
Tables = Mapping[str, Mapping[str, Record]]


class Column(NamedTuple):
    """A column of a record's table."""

    name: str
    type: str
    """TEXT, INTEGER or REAL."""
    is_list: bool
    """Whether the text is a JSON list."""


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns that the fields of a table's records need."""
    hints = get_type_hints(TABLES[table])
    return tuple(_column(f.name, hints[f.name]) for f in fields(TABLES[table]))


def _column(name: str, hint: Any) -> Column:  # noqa: ANN401
    if get_origin(hint) is UnionType:
        hint = next(arg for arg in get_args(hint) if arg is not NoneType)
    kind = {bool: "INTEGER", int: "INTEGER", float: "REAL"}.get(hint, "TEXT")
    return Column(name, kind, get_origin(hint) is tuple)


def row_of(table: str, record: Record) -> Row:
    """The values of a record in the order of its columns."""
    plain = to_plain(record)
    return tuple(write(plain[name]) for name, write in _writers(table))


@cache
def _writers(table: str) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((one.name, _writer(one)) for one in columns(table))


def _writer(column: Column) -> Callable[[Any], Any]:
    if column.is_list:
        return _list_text
    if column.type == "REAL":
        # SQLite keeps -0.0 as 0.0, so the digest must see it so
        return lambda value: None if value is None else float(value) + 0.0
    if column.type == "INTEGER":
        return lambda value: None if value is None else int(value)
    return lambda value: value


def _list_text(value: list[Any]) -> str:
    return json_text(value) if value else "[]"


def json_text(value: Any) -> str:  # noqa: ANN401
    """The one JSON text for a value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def record_of(table: str, row: Row) -> Record:
    """The record that `row_of` made a row of.

    Raises:
        CodecError: a value does not fit its field.
    """
    values = {}
    for column, value in zip(columns(table), row, strict=True):
        values[column.name] = _list_of(value) if column.is_list else value
    return from_plain(TABLES[table], values)


def _list_of(text: Any) -> list[Any]:  # noqa: ANN401
    if text == "[]":
        return []
    try:
        found = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise CodecError(f"{text!r:.80} is not a list") from error
    if not isinstance(found, list):
        raise CodecError(f"{text!r:.80} is not a list")
    return found


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A change set as the file keeps it; its deltas are read only when they are asked for."""

    revision: int
    id: str
    time: str
    author: str
    label: str
    deltas: str

    def row(self) -> Row:
        """The values in the order of the history's columns."""
        return (self.revision, self.id, self.time, self.author, self.label, self.deltas)

    def change_set(self) -> ChangeSet:
        """What was done.

        Raises:
            CodecError: the entry is damaged.
        """
        try:
            deltas = tuple(_delta(*one) for one in json.loads(self.deltas))
            time = datetime.fromisoformat(self.time)
        except (TypeError, ValueError, RecursionError) as error:
            raise CodecError(f"entry {self.revision} of the history is damaged") from error
        return ChangeSet(self.label, deltas, self.author, time, self.id)


def entry_of(change: ChangeSet, revision: int) -> HistoryEntry:
    """A change set as the history's entry of that revision."""
    deltas = json_text([_plain_delta(delta) for delta in change.deltas])
    return HistoryEntry(
        revision, change.id, change.time.isoformat(), change.author, change.label, deltas
    )


def _plain_delta(delta: Delta) -> list[Any]:
    """Table, id, before, after; of a changed record only the old values that differ."""
    before = None if delta.before is None else to_plain(delta.before)
    after = None if delta.after is None else to_plain(delta.after)
    if before is not None and after is not None:
        before = {name: before[name] for name in delta.changed_fields()}
    return [delta.table, delta.id, before, after]


def _delta(
    table: Any,  # noqa: ANN401
    record_id: Any,  # noqa: ANN401
    before: Any,  # noqa: ANN401
    after: Any,  # noqa: ANN401
) -> Delta:
    if table not in TABLES or not isinstance(record_id, str):
        raise ValueError("the history names a table that no map has")
    if before is not None and after is not None:
        before = after | before
    old, new = (None if one is None else from_plain(TABLES[table], one) for one in (before, after))
    if (old or new) is None or any(one and one.id != record_id for one in (old, new)):
        raise ValueError("the history names a record of another id")
    return Delta(table, record_id, old, new)
