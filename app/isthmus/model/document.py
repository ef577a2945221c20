"""The open map: tables of records that change only by change sets, with endless undo."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from isthmus.model.changes import ChangeSet, Delta, joined
from isthmus.model.integrity import IntegrityError, all_faults, faults_of, referring
from isthmus.model.records import MapInfo, Record
from isthmus.model.snapshot import Snapshot, freeze
from isthmus.model.tables import TABLES
from isthmus.model.transaction import Transaction

Listener = Callable[[ChangeSet], None]


def empty_tables() -> dict[str, dict[str, Record]]:
    """The tables of a new map: empty but for what is said of the map itself."""
    tables: dict[str, dict[str, Record]] = {name: {} for name in TABLES}
    tables["info"]["map"] = MapInfo()
    return tables


class Document:
    """The records of one map, its undo history and those who listen to it.

    Not thread-safe: one thread edits; others read `snapshot()`.
    """

    def __init__(
        self, tables: Mapping[str, Mapping[str, Record]] | None = None, *, are_whole: bool = False
    ) -> None:
        """Start from `tables` (copied), or from an empty map.

        `are_whole` says that the tables have been checked already, as those of a map file are.

        Raises:
            IntegrityError: the tables are inconsistent.
        """
        own = empty_tables()
        for name, rows in (tables or {}).items():
            own[name] = dict(rows)
        if not are_whole and (faults := all_faults(own)):
            raise IntegrityError("; ".join(faults[:5]))
        self._tables = own
        self._revision = 0
        self._snapshot: Snapshot | None = None
        self._done: list[ChangeSet] = []
        self._undone: list[ChangeSet] = []
        self._listeners: list[Listener] = []
        self._editing = False
        self._burst = ""

    @property
    def revision(self) -> int:
        """Counts the change sets applied since the document was made, undo and redo too."""
        return self._revision

    def snapshot(self) -> Snapshot:
        """The map as it stands, immutable; the same object until the next change."""
        if self._snapshot is None:
            self._snapshot = freeze(self._tables, self._revision)
        return self._snapshot

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each applied change set; call what is returned to end that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def edit(self, label: str, author: str = "") -> Iterator[Transaction]:
        """Collect an edit; commit it whole at the end, or nothing of it if anything raises.

        Raises:
            IntegrityError: the edit would leave the map inconsistent.
            RuntimeError: an edit is under way already.
        """
        if self._editing:
            raise RuntimeError("an edit is under way already")
        self._editing = True
        try:
            transaction = Transaction(self._tables)
            yield transaction
            deltas = transaction.deltas()
        finally:
            self._editing = False
        if deltas:
            self.apply(ChangeSet(label, deltas, author, burst=self._burst))

    @contextmanager
    def in_burst(self, burst: str) -> Iterator[None]:
        """Edits within are undone and redone together with those of that burst beside them."""
        before, self._burst = self._burst, burst
        try:
            yield
        finally:
            self._burst = before

    def apply(self, change: ChangeSet) -> None:
        """Apply a change set made elsewhere (an import, a merge) as one undo step.

        Raises:
            IntegrityError: it does not fit the map as it stands, or would break it.
        """
        self._commit(change)
        self._done.append(change)
        self._undone.clear()
        self._tell(change)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, None if there is nothing."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, None if there is nothing."""
        return self._undone[-1].label if self._undone else None

    @property
    def position(self) -> str:
        """Where the map stands in its history: undo and redo lead back to the same positions."""
        return self._done[-1].id if self._done else ""

    def undo(self) -> ChangeSet | None:
        """Take back the last change set; the inverse that was applied, None if none is left.

        Of a burst, all that follow each other: they are heard of as one change.
        """
        if not self._done:
            return None
        if (count := _together(self._done)) > 1:
            return self._leap(count, 0, self._done[-1].label)
        back = self._done[-1].inverse()
        self._commit(back)
        self._undone.append(self._done.pop())
        self._tell(back)
        return back

    def redo(self) -> ChangeSet | None:
        """Do again what undo took back; what was applied, None if none is left."""
        if not self._undone:
            return None
        if (count := _together(self._undone)) > 1:
            return self._leap(0, count, self._undone[-1].label)
        last = self._undone[-1]
        again = ChangeSet(last.label, last.deltas, last.author)
        self._commit(again)
        self._done.append(self._undone.pop())
        self._tell(again)
        return again

    @property
    def steps(self) -> tuple[ChangeSet, ...]:
        """The change sets that undo would take back, oldest first."""
        return tuple(self._done)

    @property
    def done(self) -> tuple[str, ...]:
        """Positions that undo leads back through, oldest first; the last is where the map is."""
        return tuple(change.id for change in self._done)

    @property
    def undone(self) -> tuple[str, ...]:
        """Positions that redo leads on to, the next one first."""
        return tuple(change.id for change in reversed(self._undone))

    def go_to(self, position: str) -> ChangeSet | None:
        """Undo or redo all steps up to a position ('' for the first), heard of as one change.

        None if the map is there already, or if no undo and no redo leads there.
        """
        done, undone = self.done, self.undone
        if position in undone:
            return self._leap(0, undone.index(position) + 1)
        if position in done:
            return self._leap(len(done) - 1 - done.index(position), 0)
        return None if position else self._leap(len(done), 0)

    def _leap(self, back: int, on: int, label: str = "") -> ChangeSet | None:
        """Take back so many steps, or do so many again; together they are called `label`."""
        if not back and not on:
            return None
        if back:
            steps = [change.inverse() for change in self._done[: -back - 1 : -1]]
            name = f"Undo {label}" if label else f"Undo {back} steps"
        else:
            steps = self._undone[: -on - 1 : -1]
            name = label or f"Redo {on} steps"
        leap = joined(steps, steps[0].label if len(steps) == 1 else name)
        self._commit(leap)
        for _ in range(back):
            self._undone.append(self._done.pop())
        for _ in range(on):
            self._done.append(self._undone.pop())
        self._tell(leap)
        return leap

    def _commit(self, change: ChangeSet) -> None:
        """Check the change against the map and put it in, all of it or nothing."""
        tables = dict(self._tables)
        for name in {delta.table for delta in change.deltas}:
            tables[name] = dict(tables[name])
        for delta in change.deltas:
            _put(tables, delta)
        if faults := list(_faults_after(tables, change)):
            raise IntegrityError("; ".join(faults[:5]))
        self._tables = tables
        self._revision += 1
        self._snapshot = None

    def _tell(self, change: ChangeSet) -> None:
        for listener in tuple(self._listeners):
            listener(change)


def _together(steps: Sequence[ChangeSet]) -> int:
    """How many of the last steps are of one burst; 1 where the last is of none."""
    burst = steps[-1].burst
    others = (n for n, step in enumerate(reversed(steps)) if not burst or step.burst != burst)
    return max(1, next(others, len(steps)))


def _put(tables: dict[str, dict[str, Record]], delta: Delta) -> None:
    """Apply one delta to writable tables, if the record is as the delta expects it."""
    rows = tables[delta.table]
    if rows.get(delta.id) != delta.before:
        raise IntegrityError(f"{delta.table}/{delta.id} is not as the change expects it")
    if delta.after is None:
        rows.pop(delta.id, None)
        return
    if type(delta.after) is not TABLES[delta.table] or delta.after.id != delta.id:
        raise IntegrityError(f"{delta.table}/{delta.id}: the record is of another kind or id")
    rows[delta.id] = delta.after


def _faults_after(tables: Mapping[str, Mapping[str, Record]], change: ChangeSet) -> Iterator[str]:
    """What the change broke: in the records that it wrote, and in those that it left dangling."""
    gone: dict[str, set[str]] = {}
    for delta in change.deltas:
        if delta.after is not None:
            yield from faults_of(delta.table, delta.after, tables)
        else:
            gone.setdefault(delta.table, set()).add(delta.id)
    if "map" in gone.get("info", ()):
        yield "info: what is said of the map itself cannot be deleted"
    elif set(tables["info"]) != {"map"}:
        yield "info: there must be exactly one record, with the id 'map'"
    for table, ids in gone.items():
        for ref in referring(table):
            for record in tables[ref.table].values():
                if not ids.isdisjoint(_held(record, ref.field)):
                    yield f"{ref.table}/{record.id}: {ref.field} would dangle"


def _held(record: Record, name: str) -> tuple[str, ...]:
    value = getattr(record, name)
    return value if isinstance(value, tuple) else (value,)
