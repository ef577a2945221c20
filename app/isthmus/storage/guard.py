"""Opening a file that anybody may have written: nothing in it is trusted before it is checked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

from sqlite_utils import Database

from isthmus.model.codec import CodecError
from isthmus.storage.digest import digest_of
from isthmus.storage.errors import StorageError
from isthmus.storage.schema import (
    APPLICATION_ID,
    MAJOR,
    MINOR,
    VERSION,
    SchemaObject,
    column_names,
    objects_in,
    objects_of,
    over,
)

MAX_FILE = 1 << 29
"""Bytes; the largest map that Isthmus is made for has a tenth of it."""
MAX_VALUE = 1 << 27
"""Bytes of one value: an import of 25,000 flows is one entry of the history."""
SECONDS = 5.0
BYTES_A_SECOND = 10_000_000
"""A file may take SECONDS, and one more for each so many bytes."""

_REASON = 200
"""Letters of a reason; SQLite quotes what it stumbles over."""
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}


def read_file(path: Path) -> bytes:
    """The bytes of a map file.

    Raises:
        StorageError: it cannot be read, or is too large.
    """
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise StorageError(
                f"{path.name} has {size >> 20} MB; maps of more than {MAX_FILE >> 20} MB"
                " cannot be opened."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise StorageError(f"There is no file {path}.") from error
    except IsADirectoryError as error:
        raise StorageError(f"{path} is a folder, not a map.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StorageError(f"{path.name} cannot be read: {reason}. Is it yours to read?") from error


def version_of(data: bytes, name: str) -> int:
    """The schema version that the header states.

    Raises:
        StorageError: the bytes are no map, or one of a newer Isthmus.
    """
    if not data:
        raise StorageError(f"{name} is empty. {_instead(name)}")
    if not data.startswith(_MAGIC) or len(data) < _HEADER:
        raise StorageError(f"{name} is not an Isthmus map. To import a workbook, use Import.")
    if int.from_bytes(data[68:72], "big") != APPLICATION_ID:
        raise StorageError(f"{name} is a database of another program, not an Isthmus map.")
    version = int.from_bytes(data[60:64], "big")
    if version // 1000 > MAJOR:
        raise StorageError(
            f"{name} was made by a newer Isthmus: its format is {version // 1000}."
            f"{version % 1000}, this one reads up to {MAJOR}.{MINOR}. Update Isthmus to open it."
        )
    if version < 1000:
        raise damaged(name, "its version makes no sense")
    return version


def damaged(name: str, why: object) -> StorageError:
    """What to say of a file that cannot be trusted any more."""
    reason = " ".join(str(why).split())[:_REASON]
    return StorageError(f"{name} is damaged ({reason}). {_instead(name)}")


def _instead(name: str) -> str:
    return f"Open an earlier save instead: where there is one, it lies beside it as {name}~1."


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Database]:
    """The bytes of a map as a database in memory, guarded and checked.

    Raises:
        StorageError: it is not what Isthmus writes; also for what goes wrong while it is read.
    """
    with _guarded(data, name) as db:
        _check_objects(db, version_of(data, name), name)
        _check_content(db, name)
        yield db


def stated_digest(path: Path) -> str:
    """The digest that a map file states, without a look at the rest; '' if it states none.

    Raises:
        StorageError: it cannot be read, or is no map.
    """
    with _guarded(read_file(path), path.name) as db:
        found = db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
        return str(found[0]) if found else ""


@contextmanager
def _guarded(data: bytes, name: str) -> Iterator[Database]:
    """The bytes of a map as a database in memory that can do no harm."""
    version_of(data, name)
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(_out_of_wal_mode(data))
            _guard(connection, SECONDS + len(data) / BYTES_A_SECOND)
            yield over(connection)
        except (sqlite3.Error, CodecError, UnicodeError, OverflowError) as error:
            raise damaged(name, error) from error


def _out_of_wal_mode(data: bytes) -> bytes:
    """The same database with a rollback journal: one in memory cannot have a WAL."""
    return data[:18] + b"\x01\x01" + data[20:]


def _guard(connection: sqlite3.Connection, seconds: float) -> None:
    """Take every power from what the file may hold, and set it a time limit."""
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    end = monotonic() + seconds
    connection.set_progress_handler(lambda: monotonic() > end, 100_000)


def _check_objects(db: Database, version: int, name: str) -> None:
    """Compare what the database holds with what Isthmus makes."""
    found = objects_in(db)
    for kind, called, _, sql in found:
        if kind not in ("table", "index") or sql.upper().startswith("CREATE VIRTUAL"):
            raise damaged(name, f"it holds a {kind}, {called!r:.60}, that Isthmus did not make")
    if version <= VERSION:
        _check_same(found, objects_of(version), name)
    else:
        _check_columns(db, name)


def _check_same(found: frozenset[SchemaObject], ours: frozenset[SchemaObject], name: str) -> None:
    if extra := sorted(found - ours):
        raise damaged(name, f"it holds a {extra[0][0]}, {extra[0][1]!r:.60}, unlike Isthmus's own")
    if lacking := sorted(ours - found):
        raise damaged(name, f"it lacks the {lacking[0][0]} {lacking[0][1]!r:.60}")


def _check_columns(db: Database, name: str) -> None:
    """A newer minor version may have more tables and columns, but has all of today's."""
    today = [called for kind, called, _, _ in objects_of(VERSION) if kind == "table"]
    for table in sorted(called for called in today if not called.startswith("_")):
        has = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        wanted = ("key", "value") if table == "meta" else column_names(table)
        if not has.issuperset(wanted):
            raise damaged(name, f"its table {table} lacks columns")


def _check_content(db: Database, name: str) -> None:
    """Compare pages and content with what was saved."""
    (answer,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise damaged(name, answer)
    stated = db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
    if stated is None or stated[0] != digest_of(db):
        raise damaged(name, "its content is not what was saved")
