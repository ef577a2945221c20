"""Clips to and from JSON. Reading is strict: the clipboard is anybody's."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from isthmus.model.codec import CodecError, from_plain, to_plain
from isthmus.model.records import Record
from isthmus.model.tables import TABLES
from isthmus.workspace.clips.clip import TABLES_OF, Clip
from isthmus.workspace.clips.icons import safe
from isthmus.workspace.errors import WorkspaceError

R = TypeVar("R", bound=Record)

FORMAT = "application/x-isthmus+json"
"""The MIME type under which a clip lies on the clipboard."""

_MARK = "isthmus-clip"
_VERSION = 1
MOST_BYTES = 64 * 2**20
_MOST = {"systems": 20_000, "flows": 100_000, "holdings": 200_000, "icons": 500}
_MOST_OF_OTHERS = 50_000
_LONGEST_NAME = 500
"""Characters of a name."""
_LONGEST_TEXT = 100_000
_FARTHEST = 1e7
"""Scene units from the middle of the scene."""
_NAMED = {"systems", "departments", "capabilities", "data_objects", "icons"}


class ClipError(WorkspaceError):
    """What lies on the clipboard says that it is part of a map, and is none."""


def to_json(clip: Clip) -> bytes:
    """The clip as JSON in UTF-8."""
    tables = {
        field.name: [to_plain(record) for record in getattr(clip, field.name)]
        for field in fields(clip)
    }
    whole = {"format": _MARK, "version": _VERSION, **tables}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(data: bytes) -> Clip:
    """The clip that `to_json` wrote.

    Raises:
        ClipError: it is none, is damaged, or is larger than any map part can be.
    """
    whole = _loaded(data)
    if whole.get("format") != _MARK or not isinstance(whole.get("version"), int):
        raise ClipError("The clipboard holds no part of a map. Copy it again in Isthmus.")
    if whole["version"] > _VERSION:
        raise ClipError("This was copied in a newer Isthmus. Save it there as a map instead.")
    clip = Clip(**{name: _records(name, whole.get(name, [])) for name in TABLES_OF})
    return replace(clip, icons=safe(clip.icons))


def _loaded(data: bytes) -> Mapping[str, Any]:
    if len(data) > MOST_BYTES:
        raise ClipError("The clipboard holds more than a map can. Save it as a map instead.")
    try:
        whole = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ClipError(_DAMAGED) from error
    if not isinstance(whole, dict):
        raise ClipError(_DAMAGED)
    return whole


def _records(table: str, rows: object) -> tuple[Any, ...]:
    """The records of a table, each of another id."""
    if not isinstance(rows, list) or len(rows) > _MOST.get(table, _MOST_OF_OTHERS):
        raise ClipError(_DAMAGED)
    kind, found = TABLES[table], {}
    for row in rows:
        if not isinstance(row, dict):
            raise ClipError(_DAMAGED)
        record = _record(kind, row)
        if not record.id or record.id in found:
            raise ClipError(_DAMAGED)
        if table in _NAMED:
            _check_name(getattr(record, "name", ""))
        found[record.id] = record
    return tuple(found.values())


def _record(kind: type[R], row: Mapping[str, Any]) -> R:
    for name, value in row.items():
        if isinstance(value, str) and name != "content" and len(value) > _LONGEST_TEXT:
            raise ClipError(_DAMAGED)
        if isinstance(value, int | float) and abs(value) > _FARTHEST and name in _LENGTHS:
            raise ClipError(_DAMAGED)
    try:
        return from_plain(kind, row)
    except (CodecError, OverflowError, RecursionError) as error:
        raise ClipError(f"{_DAMAGED} ({error})") from error


def _check_name(name: str) -> None:
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise ClipError(_DAMAGED)


_LENGTHS = {"x", "y", "width", "height"}
_DAMAGED = "What is on the clipboard is damaged. Copy it again in Isthmus"
