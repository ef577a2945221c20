"""The working copy: every change of an open map is on the disk a moment after it was made."""

import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Condition, Thread
from time import monotonic

from isthmus.model.changes import ChangeSet
from isthmus.model.records import new_id
from isthmus.storage.errors import StorageError
from isthmus.storage.mapfile import SUFFIX, built
from isthmus.storage.rows import HistoryEntry, Tables, entry_of, row_of
from isthmus.storage.schema import HISTORY, insert_sql, over

RETRY = 5.0
"""Seconds after which a write that failed is tried again, if nothing asks for it earlier."""

_PUT_META = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"

About = Mapping[str, str]
"""What recovery shows of a working copy: 'title', 'source' (a path), 'base' (a digest)."""


class WorkingCopy:
    """A map's private copy in the state folder, written by a thread of its own.

    A change that cannot be written stays in the queue and is tried again: it is not lost as long
    as the program lives, and `failed` is told once.
    """

    def __init__(
        self,
        folder: Path,
        tables: Tables,
        entries: tuple[HistoryEntry, ...],
        about: About,
        changed: Callable[[StorageError | None], None],
    ) -> None:
        """Begin with a map as it was read.

        `changed` hears, on the writer's thread, of an error or, with None, that all is safe.
        """
        self.path = folder / f"{new_id()}{SUFFIX}"
        self._base: tuple[Tables, About] | None = (tables, about)
        self._entries = list(entries)
        self._revision = entries[-1].revision if entries else 0
        self._connection: sqlite3.Connection | None = None
        self._jobs: deque[Callable[[], None]] = deque([self._create])
        self._waiting: deque[ChangeSet] = deque()
        self._state = Condition()
        self._error: StorageError | None = None
        self._retry = False
        self._is_closing = False
        self._changed = changed
        self._thread = Thread(target=self._work, name="isthmus-writer", daemon=True)
        self._thread.start()

    @property
    def is_safe(self) -> bool:
        """Whether everything that was recorded is on the disk."""
        with self._state:
            return not self._jobs

    @property
    def revision(self) -> int:
        """The number of the last change set recorded, on the disk or not."""
        with self._state:
            return self._revision + len(self._waiting)

    def record(self, change: ChangeSet) -> None:
        """Write a change set that was applied to the map; returns at once."""
        with self._state:
            self._waiting.append(change)
            self._jobs.append(partial(self._write, change))
            self._state.notify_all()

    def mark_saved(self, about: About, revision: int) -> None:
        """Note that the map is in a file as of a revision; returns at once."""
        with self._state:
            self._jobs.append(partial(self._put_meta, {**about, "saved": str(revision)}))
            self._state.notify_all()

    def entries(self) -> tuple[HistoryEntry, ...]:
        """The history up to the last change set recorded, whether it is on the disk or not."""
        with self._state:
            later = [entry_of(one, self._revision + n) for n, one in enumerate(self._waiting, 1)]
            return (*self._entries, *later)

    def flush(self, timeout: float = 30.0) -> bool:
        """Wait, at most so many seconds, until all is on the disk; whether it is."""
        with self._state:
            self._error, self._retry = None, True
            self._state.notify_all()
            self._state.wait_for(lambda: not self._jobs or self._error, timeout)
            return not self._jobs

    def close(self, *, keep: bool) -> None:
        """Write what is left, end the thread, and delete the copy unless it is to be kept."""
        self.flush()
        with self._state:
            self._is_closing = True
            self._state.notify_all()
        self._thread.join()
        if self._connection:
            self._connection.close()
        if not keep:
            for ending in ("", "-wal", "-shm", "-journal"):
                with suppress(OSError):
                    self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception as error:  # noqa: BLE001 - whatever it is, the work must stay safe
                self._fail(error)
            else:
                self._done()

    def _next(self) -> Callable[[], None] | None:
        """The job to do now (it stays first in the queue until it is done), None to end."""
        with self._state:
            self._state.wait_for(lambda: self._is_closing or (self._jobs and not self._error))
            return None if self._is_closing else self._jobs[0]

    def _done(self) -> None:
        with self._state:
            self._jobs.popleft()
            self._retry = False
            is_safe = not self._jobs
            self._state.notify_all()
        if is_safe:
            self._announce(None)

    def _fail(self, error: Exception) -> None:
        """Tell of the error, then hold the queue until a flush, a close or RETRY."""
        told = StorageError(
            f"Your latest changes are not safe on the disk yet: {self.path.parent} could not be"
            f" written ({error}). Make room there, or save the map to another folder."
        )
        with self._state:
            self._error = told
            self._state.notify_all()
        self._announce(told)
        end = monotonic() + RETRY
        with self._state:
            self._state.wait_for(lambda: self._is_closing or self._retry, end - monotonic())
            self._error, self._retry = None, False

    def _announce(self, error: StorageError | None) -> None:
        """Tell of an error, or that all is safe; a fault of the listener must not end us."""
        try:
            self._changed(error)
        except Exception:  # noqa: BLE001 - shown as any bug is, but the writer lives on
            sys.excepthook(*sys.exc_info())

    def _create(self) -> None:
        """Write the map as it was opened, and open it for the changes to come."""
        if self._base is None:
            return
        tables, about = self._base
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        data, _ = built(tables, self._entries)
        self.path.write_bytes(data)
        connection = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None)
        try:
            # the lock tells other programs that the copy is in use, and goes when we go
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            self._connection = connection
            self._put_meta({"saved": str(self._revision), **about})
        except BaseException:
            self._connection = None
            connection.close()
            raise
        self._base = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise StorageError("The working copy is not open.")
        return self._connection

    def _write(self, change: ChangeSet) -> None:
        """Put one change set on the disk, whole or not at all."""
        entry = entry_of(change, self._revision + 1)
        connection = self._open()
        with over(connection).atomic():
            for delta in change.deltas:
                if delta.after is None:
                    connection.execute(f"DELETE FROM {delta.table} WHERE id = ?", (delta.id,))  # noqa: S608 - one of our tables
                else:
                    row = row_of(delta.table, delta.after)
                    connection.execute(insert_sql(delta.table, or_change=True), row)
            connection.execute(insert_sql(HISTORY), entry.row())
        with self._state:
            self._entries.append(entry)
            self._waiting.popleft()
            self._revision += 1

    def _put_meta(self, values: About) -> None:
        connection = self._open()
        with over(connection).atomic():
            connection.executemany(_PUT_META, list(values.items()))
