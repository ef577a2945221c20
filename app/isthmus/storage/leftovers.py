"""Working copies that a crash left behind: what they hold, and the map in them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from isthmus.storage.guard import damaged
from isthmus.storage.mapfile import SUFFIX, LoadedMap, read
from isthmus.storage.schema import migrate, over


@dataclass(frozen=True, slots=True)
class Leftover:
    """Unsaved work of a program that ended without saving."""

    path: Path
    title: str
    source: str
    """The map file that was open, '' for one that was never saved."""
    unsaved: int
    """Change sets since the last save."""
    last_change: str
    """When, in ISO 8601, '' if that is unknown."""


def leftovers(folder: Path) -> tuple[Leftover, ...]:
    """Working copies with unsaved work that no running program holds, the latest first."""
    found = (_look_at(path) for path in sorted(folder.glob(f"*{SUFFIX}")))
    with_work = [one for one in found if one is not None and one.unsaved]
    return tuple(sorted(with_work, key=lambda one: one.last_change, reverse=True))


def recovered(path: Path) -> LoadedMap:
    """The map in a working copy, as it was after the last change that was made.

    Raises:
        StorageError: it is damaged.
    """
    try:
        with _opened(path) as db:
            migrate(db)
            return read(db, path.name, "")
    except sqlite3.Error as error:
        raise damaged(path.name, error) from error


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    """The copy with what its write-ahead log holds; it is ours, and stays where it is."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        yield over(connection)


def _look_at(path: Path) -> Leftover | None:
    """What a copy holds; None if it is in use."""
    try:
        with _opened(path) as db:
            meta = dict(db.execute("SELECT key, value FROM meta").fetchall())
            saved = int(meta.get("saved", "0"))
            unsaved, last = db.execute(
                "SELECT count(*), max(time) FROM history WHERE revision > ?", (saved,)
            ).fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return None
        return Leftover(path, path.stem, "", 1, "")
    except (sqlite3.Error, ValueError):
        return Leftover(path, path.stem, "", 1, "")
    title, source = meta.get("title", path.stem), meta.get("source", "")
    return Leftover(path, title, source, unsaved, last or "")
