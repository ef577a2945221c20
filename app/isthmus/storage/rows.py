"""Records as rows of SQLite tables, and back; change sets as the history's rows."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from isthmus.model.changes import ChangeSet
from isthmus.model.codec import UNREADABLE, CodecError, plain, readers_of
from isthmus.model.deltas import deltas_from, deltas_text, json_text
from isthmus.model.records import Record
from isthmus.model.tables import TABLES

Row = tuple[str | int | float | None, ...]
_Convert = Callable[[Any], Any]
Tables = Mapping[str, Mapping[str, Record]]


class Column(NamedTuple):
    """A column of a record's table."""

    name: str
    type: str
    """TEXT, INTEGER or REAL."""
    write: _Convert | None
    """Makes the column's value of the field's, None where they are the same."""
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
    if get_origin(hint) is tuple:
        return Column(name, "TEXT", _list_text, is_list=True)
    kinds: dict[Any, tuple[str, _Convert | None]] = {
        str: ("TEXT", None),
        bool: ("INTEGER", int),
        int: ("INTEGER", None),
        float: ("REAL", _real),
    }
    kind, write = kinds.get(hint, ("TEXT", plain))
    return Column(name, kind, write, is_list=False)


def row_of(table: str, record: Record) -> Row:
    """The values of a record in the order of its columns."""
    values_of, writers = _writing(table)
    values = list(values_of(record))
    for place, write in writers:
        if values[place] is not None:
            values[place] = write(values[place])
    return tuple(values)


@cache
def _writing(table: str) -> tuple[Callable[[Record], Row], list[tuple[int, _Convert]]]:
    """What gets a record's values, and how to write those that SQLite does not know."""
    found = columns(table)
    writers = [(place, one.write) for place, one in enumerate(found) if one.write is not None]
    return attrgetter(*(one.name for one in found)), writers


def _list_text(value: tuple[Any, ...]) -> str:
    """Texts, numbers, and tuples of these, which JSON writes as lists without being told."""
    return json_text(value) if value else "[]"


def _real(value: float) -> float:
    """SQLite keeps -0.0 as 0.0, so the digest must see it so."""
    return float(value) + 0.0


def record_of(table: str, row: Row) -> Record:
    """The record that `row_of` made a row of.

    Raises:
        CodecError: a value does not fit its field.
    """
    names, texts, readers = _reading(table)
    values: list[Any] = list(row)
    try:
        for place in texts:
            if type(values[place]) is not str:
                raise TypeError("it is not text")
        for place, read in readers:
            values[place] = read(values[place])
        return TABLES[table](**dict(zip(names, values, strict=True)))
    except UNREADABLE as error:
        raise CodecError(f"{table}: {str(row)[:200]} does not fit: {error}") from error


@cache
def _reading(table: str) -> tuple[list[str], list[int], list[tuple[int, _Convert]]]:
    """The names of the columns, which must be text as they are, how to read the others."""
    found = columns(table)
    by_name = readers_of(TABLES[table])  # type: ignore[arg-type]  # a class is hashable
    texts = [n for n, one in enumerate(found) if one.write is None and one.type == "TEXT"]
    texts = [n for n in texts if not _may_lack(table, found[n].name)]
    readers = [
        (n, _list_reader(by_name[one.name]) if one.is_list else by_name[one.name])
        for n, one in enumerate(found)
        if n not in texts
    ]
    return [one.name for one in found], texts, readers


def _may_lack(table: str, name: str) -> bool:
    return get_origin(get_type_hints(TABLES[table])[name]) is UnionType


def _list_reader(read: _Convert) -> _Convert:
    """How to read a JSON list; an empty one, as most are, without ado."""
    return lambda text: () if text == "[]" else read(_list_of(text))


def _list_of(text: Any) -> list[Any]:  # noqa: ANN401
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
            deltas = deltas_from(self.deltas)
            time = datetime.fromisoformat(self.time)
        except ValueError as error:
            raise CodecError(f"entry {self.revision} of the history is damaged") from error
        return ChangeSet(self.label, deltas, self.author, time, self.id)


def entry_of(change: ChangeSet, revision: int) -> HistoryEntry:
    """A change set as the history's entry of that revision."""
    deltas = deltas_text(change.deltas)
    return HistoryEntry(
        revision, change.id, change.time.isoformat(), change.author, change.label, deltas
    )
