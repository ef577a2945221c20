"""An open map: its document, its file, its working copy; what is saved and what is safe."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from isthmus.model.changes import ChangeSet
from isthmus.storage.errors import StorageError
from isthmus.storage.guard import stated_digest
from isthmus.storage.mapfile import SUFFIX, save_map
from isthmus.storage.places import working_folder
from isthmus.storage.rows import Tables
from isthmus.storage.working import WorkingCopy
from isthmus.workspace.errors import WorkspaceError
from isthmus.workspace.history import History
from isthmus.workspace.sources import Opened, author, new_document, open_map


class Event(Enum):
    """What listeners hear of."""

    OPENED = auto()
    """`document` is another one now."""
    CHANGED = auto()
    """The document changed; maybe `is_dirty` did."""
    SAVED = auto()
    SAFE = auto()
    """`is_safe` or `trouble` changed. This alone comes from another thread."""


Listener = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Saving:
    """A save under way: `run` may be called on any thread."""

    path: Path
    tables: Tables
    working: WorkingCopy
    revision: int
    position: str
    expected: str
    """Digest that the file must still have if it is there, '' for any."""

    def run(self) -> str:
        """Write the file; the digest of what was saved.

        Raises:
            StorageError: it could not be written; the file is as it was.
        """
        self.working.flush()
        if self.expected and self.path.exists() and stated_digest(self.path) != self.expected:
            raise StorageError(
                f"Somebody else has saved {self.path.name} since you opened it. Your work is"
                " safe here: save it under another name."
            )
        entries = [one for one in self.working.entries() if one.revision <= self.revision]
        return save_map(self.path, self.tables, entries)


class Workspace:
    """One open map at a time, a new one to begin with. For one thread, that of the window."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep working copies in `folder`, or in the user's state folder."""
        self._folder = folder or working_folder()
        self._listeners: list[Listener] = []
        self._trouble = ""
        self._begin(Opened(new_document()), is_saved=True)

    def _begin(self, opened: Opened, *, is_saved: bool) -> None:
        self.document = opened.document
        self.path: Path | None = opened.path
        self.is_read_only = opened.read_only
        self._digest = opened.digest
        self._saved: str | None = opened.document.position if is_saved else None
        self._working = WorkingCopy(
            self._folder,
            opened.document.snapshot().tables,
            opened.entries,
            self._about(),
            self._hear,
        )
        self.history = History(opened.entries)
        self._unsubscribe = opened.document.subscribe(self._record)

    @property
    def title(self) -> str:
        """What to call the map: its file's name, else its own."""
        return self.path.stem if self.path else self.document.snapshot().info.name

    @property
    def is_dirty(self) -> bool:
        """Whether there is something that the map's file does not hold."""
        return self._saved != self.document.position

    @property
    def saved_position(self) -> str | None:
        """The document's position that the map's file holds; None if it holds none of them."""
        return self._saved

    @property
    def is_safe(self) -> bool:
        """Whether every change is on the disk, in the working copy."""
        return self._working.is_safe

    @property
    def trouble(self) -> str:
        """Why the working copy cannot be written, for the user; '' if all is well."""
        return self._trouble

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` on each event; call what is returned to end that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def new(self) -> None:
        """An empty map in place of the open one, whose unsaved changes are given up."""
        self.adopt(Opened(new_document()), is_saved=True)

    def open(self, path: Path) -> None:
        """The map of a file in place of the open one, whose unsaved changes are given up.

        Raises:
            StorageError: the file cannot be opened; the open map stays.
        """
        self.adopt(open_map(path))

    def adopt(self, opened: Opened, *, is_saved: bool | None = None) -> None:
        """What `sources` opened in place of the open map; unsaved unless it is a file's."""
        self._end(keep=False)
        self._begin(opened, is_saved=opened.path is not None if is_saved is None else is_saved)
        self._tell(Event.OPENED)

    def save(self) -> None:
        """Save to the map's own file.

        Raises:
            WorkspaceError: it has none yet, or one that only a newer Isthmus may write.
            StorageError: it could not be written; the file is as it was.
        """
        self.finish(saving := self.begin_saving(), saving.run())

    def save_as(self, path: Path) -> None:
        """Save to another file, which is the map's own from now on.

        Raises:
            StorageError: it could not be written; what was there is as it was.
        """
        self.finish(saving := self.begin_saving(path), saving.run())

    def begin_saving(self, path: Path | None = None) -> Saving:
        """A save of the map as it stands, to run on any thread and then to `finish` here.

        Raises:
            WorkspaceError: the map has no file yet, or one that only a newer Isthmus may write.
        """
        target = _with_suffix(path or self._own_path())
        is_own = self.path is not None and target == self.path
        if is_own and self.is_read_only:
            raise WorkspaceError(
                f"{target.name} was made by a newer Isthmus and is open for reading only."
                " Save it under another name."
            )
        return Saving(
            target,
            self.document.snapshot().tables,
            self._working,
            self._working.revision,
            self.document.position,
            self._digest if is_own else "",
        )

    def finish(self, saving: Saving, digest: str) -> None:
        """Take note that a save has been run; nothing if another map is open by now."""
        if saving.working is not self._working:
            return
        self.path, self._digest, self.is_read_only = saving.path, digest, False
        self._saved = saving.position
        self._working.mark_saved(self._about(), saving.revision)
        self._tell(Event.SAVED)

    def flush(self) -> bool:
        """Wait until every change is on the disk; whether it is."""
        return self._working.flush()

    def close(self, *, keep: bool = False) -> None:
        """End the work; `keep` leaves unsaved changes in the working copy, to be recovered."""
        self._end(keep=keep and self.is_dirty)
        self._listeners.clear()

    def _end(self, *, keep: bool) -> None:
        self._unsubscribe()
        self._working.close(keep=keep)
        self._trouble = ""

    def _own_path(self) -> Path:
        if self.path is None:
            raise WorkspaceError("This map has no file yet. Say where to save it.")
        return self.path

    def _about(self) -> dict[str, str]:
        source = str(self.path) if self.path else ""
        return {"title": self.title, "source": source, "base": self._digest}

    def _record(self, change: ChangeSet) -> None:
        change = replace(change, author=change.author or author())
        self._working.record(change)
        if self.document.position == change.id:  # neither undo nor redo
            self.history.add(change)
        self._tell(Event.CHANGED)

    def _hear(self, error: StorageError | None) -> None:
        self._trouble = str(error) if error else ""
        self._tell(Event.SAFE)

    def _tell(self, event: Event) -> None:
        for listener in tuple(self._listeners):
            listener(event)


def _with_suffix(path: Path) -> Path:
    """The path with the ending of maps."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
