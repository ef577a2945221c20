"""Map files: a whole map in, a whole map out."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from isthmus.model.changes import ChangeSet
from isthmus.model.codec import CodecError
from isthmus.model.garbage import held_off
from isthmus.model.integrity import all_faults
from isthmus.model.records import Record
from isthmus.model.tables import TABLES
from isthmus.storage.digest import digest_of, digest_of_rows
from isthmus.storage.errors import StorageError
from isthmus.storage.guard import damaged, opened, read_file, version_of
from isthmus.storage.replacing import BACKUPS, replace_file, write_whole
from isthmus.storage.rows import HistoryEntry, Row, Tables, record_of, row_of
from isthmus.storage.schema import (
    HISTORY,
    META,
    VERSION,
    column_names,
    insert_sql,
    migrate,
    over,
    select_sql,
)

SUFFIX = ".isthmus"


@dataclass(frozen=True, slots=True)
class LoadedMap:
    """What a map file holds."""

    tables: dict[str, dict[str, Record]]
    entries: tuple[HistoryEntry, ...]
    digest: str
    """SHA-256 over the content, in hex: tells this save of the map from any other."""
    read_only: bool = False
    """A newer Isthmus made the file; saving it here would lose what only that knows."""

    @property
    def history(self) -> tuple[ChangeSet, ...]:
        """All that ever happened to the map, oldest first.

        Raises:
            StorageError: an entry is damaged.
        """
        try:
            return tuple(entry.change_set() for entry in self.entries)
        except CodecError as error:
            raise StorageError(f"The map's history cannot be read: {error}.") from error

    @property
    def revision(self) -> int:
        """Number of the last entry of the history, 0 if there is none."""
        return self.entries[-1].revision if self.entries else 0


def load_map(path: Path) -> LoadedMap:
    """Read a map file; nothing is left open, locked or changed.

    Raises:
        StorageError: it cannot be read, is no map, or is not as Isthmus saved it.
    """
    return loaded(read_file(path), path.name)


def loaded(data: bytes, name: str) -> LoadedMap:
    """The map in the bytes of a file of that name.

    Raises:
        StorageError: the bytes are no map, or not as Isthmus saved it.
    """
    version = version_of(data, name)
    with opened(data, name) as db:
        stated = db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()[0]
        if version < VERSION:
            migrate(db)
        return read(db, name, stated, read_only=version > VERSION)


def read(db: Database, name: str, digest: str, *, read_only: bool = False) -> LoadedMap:
    """All records and the history of a database of today's schema.

    Raises:
        StorageError: a record does not make sense, alone or with the others.
    """
    try:
        with held_off():
            tables = {table: _records(db, table) for table in TABLES}
        entries = tuple(_entry(row) for row in db.execute(select_sql(HISTORY, "revision")))
    except CodecError as error:
        raise damaged(name, error) from error
    if faults := all_faults(tables, are_fit=True):
        raise damaged(name, faults[0])
    return LoadedMap(tables, entries, digest, read_only)


def _records(db: Database, table: str) -> dict[str, Record]:
    records = (record_of(table, row) for row in db.execute(select_sql(table)))
    return {record.id: record for record in records}


def _entry(row: tuple[Any, ...]) -> HistoryEntry:
    number, *texts = row
    if type(number) is not int or any(type(text) is not str for text in texts):
        raise CodecError("an entry of the history is not text")
    return HistoryEntry(number, *texts)


def save_map(
    path: Path, tables: Tables, entries: Sequence[HistoryEntry] = (), *, backups: int = BACKUPS
) -> str:
    """Write a map file whole; what was there before becomes the first backup.

    Returns:
        the digest of what was saved.

    Raises:
        StorageError: it could not be written; what was there is byte for byte as it was.
    """
    data, digest = built(tables, entries)
    replace_file(path, partial(write_whole, data=data), backups=backups)
    return digest


def built(tables: Tables, entries: Sequence[HistoryEntry]) -> tuple[bytes, str]:
    """The bytes of a map file and the digest of its content.

    Raises:
        StorageError: what SQLite made of the map is not the map.
    """
    with held_off():
        rows = {table: [row_of(table, one) for one in tables[table].values()] for table in TABLES}
    rows[HISTORY] = [entry.row() for entry in entries]
    digest = digest_of_rows((name, column_names(name), some) for name, some in rows.items())
    with closing(sqlite3.connect(":memory:")) as connection:
        db = over(connection)
        _fill(db, rows, digest)
        if digest_of(db) != digest:
            raise StorageError("The map could not be saved: SQLite did not keep it as it is.")
        return connection.serialize(), digest


def _fill(db: Database, rows: dict[str, list[Row]], digest: str) -> None:
    migrate(db)
    db.execute("VACUUM")  # tables of earlier versions leave pages behind that hold nothing
    with db.atomic():
        for table, some in rows.items():
            db.conn.executemany(insert_sql(table), some)
        meta = {"digest": digest, "saved_at": datetime.now(UTC).isoformat(timespec="seconds")}
        db.table(META).insert_all([{"key": key, "value": value} for key, value in meta.items()])
