"""The digest of a map file's content: what SQLite's own integrity check does not see."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from sqlite_utils import Database

_UNSEEN = ("meta", "_sqlite_migrations")
"""Tables that say how the file came about, not what the map holds."""
_AT_ONCE = 2000

Table = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
"""Name, columns and rows; the first column tells the rows apart."""


def digest_of(db: Database) -> str:
    """SHA-256, in hex, over the names and rows of all tables of a database.

    It asks the database itself for its columns, so that it holds for files of any version.
    """
    found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return digest_of_rows(_read(db, name) for (name,) in found if name not in _UNSEEN)


def _read(db: Database, name: str) -> Table:
    """A table as a scan of it gives it.

    Not by an index: that has a copy of the ids of its own, and would hide a damaged one.
    """
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({_quoted(name)})")]
    listed = ", ".join(_quoted(column) for column in columns)
    rows = db.execute(f"SELECT {listed} FROM {_quoted(name)} NOT INDEXED")  # noqa: S608 - quoted
    return name, columns, rows.fetchall()


def digest_of_rows(tables: Iterable[Table]) -> str:
    """The same of rows in memory."""
    total = sha256()
    for name, columns, rows in sorted(tables, key=lambda one: one[0]):
        _add(total, [name, *columns])
        ordered = sorted(rows, key=lambda row: str(row[0]))
        for start in range(0, len(ordered), _AT_ONCE):
            _add(total, ordered[start : start + _AT_ONCE])
    return total.hexdigest()


def _add(total: Any, value: Sequence[Any]) -> None:  # noqa: ANN401 - hashlib's type has no name
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=repr)
    total.update(text.encode("utf-8", "surrogatepass"))
    total.update(b"\n")


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
