"""Deltas as plain values and back, as the history and the scenarios of a map keep them.

Reading is strict: the values come from files that anybody may have written.
"""

import json
from collections.abc import Iterable
from typing import Any

from isthmus.model.changes import Delta
from isthmus.model.codec import CodecError, from_plain, to_plain
from isthmus.model.records import Record
from isthmus.model.tables import TABLES

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def json_text(value: Any) -> str:  # noqa: ANN401
    """The one JSON text for a value."""
    return _ENCODER.encode(value)


def deltas_text(deltas: Iterable[Delta]) -> str:
    """The deltas as JSON: table, id, before, after of each.

    Of a record that changes, 'before' has only the values that differ.
    """
    return json_text([_plain(delta) for delta in deltas])


def _plain(delta: Delta) -> list[Any]:
    before = None if delta.before is None else to_plain(delta.before)
    after = None if delta.after is None else to_plain(delta.after)
    if before is not None and after is not None:
        before = {name: before[name] for name in delta.changed_fields()}
    return [delta.table, delta.id, before, after]


def deltas_from(text: str) -> tuple[Delta, ...]:
    """The deltas that `deltas_text` wrote.

    Raises:
        CodecError: they cannot be read.
    """
    try:
        return tuple(_delta(*one) for one in json.loads(text))
    except (TypeError, ValueError, RecursionError) as error:
        raise CodecError(f"a change cannot be read: {error}") from error


def _delta(table: str, record_id: str, before: Any, after: Any) -> Delta:  # noqa: ANN401
    if table not in TABLES or not isinstance(record_id, str):
        raise ValueError("it names a table that no map has")
    if before is not None and after is not None:
        before = after | before
    old, new = _record(table, before), _record(table, after)
    if (old or new) is None or any(one and one.id != record_id for one in (old, new)):
        raise ValueError("it names a record of another id")
    return Delta(table, record_id, old, new)


def _record(table: str, values: Any) -> Record | None:  # noqa: ANN401
    if values is None:
        return None
    if not isinstance(values, dict):
        raise TypeError("a record is no object")
    return from_plain(TABLES[table], values)
