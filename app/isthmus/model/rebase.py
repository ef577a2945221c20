"""Deltas applied to a map that has changed since they were made.

Only the fields that a delta changes are set on today's record. What is gone, and what would dangle
or run in a circle, is left out and told.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from isthmus.model.changes import Delta
from isthmus.model.integrity import TREES, Reference, ids_in, references
from isthmus.model.records import Flow, Record, Sourced
from isthmus.model.snapshot import Snapshot
from isthmus.model.sourcing import keeping
from isthmus.model.tables import TABLES
from isthmus.model.transaction import Transaction

_ORDER = {table: place for place, table in enumerate(TABLES)}


def rebased(snapshot: Snapshot, deltas: Iterable[Delta]) -> tuple[tuple[Delta, ...], list[str]]:
    """The deltas as they fit the map, and what of them is left out or goes along, in words."""
    return _Rebase(snapshot, deltas).done()


class _Rebase:
    """One change being fitted to one map."""

    def __init__(self, snapshot: Snapshot, deltas: Iterable[Delta]) -> None:
        self._today = snapshot.tables
        self._deltas = sorted(deltas, key=lambda delta: (_ORDER[delta.table], delta.id))
        self._after = {(d.table, d.id): d.after for d in self._deltas if d.after is not None}
        self._tx = Transaction(snapshot.tables, by_hand=False)
        self._told: list[str] = []
        self._present = {name: set(rows) for name, rows in snapshot.tables.items()}

    def done(self) -> tuple[tuple[Delta, ...], list[str]]:
        """Put in what comes and what changes, then take out what goes."""
        gone = [d for d in self._deltas if d.after is None and d.table != "info"]
        for delta in gone:
            self._present[delta.table].discard(delta.id)
        for delta in self._coming():
            if delta.after is not None:
                self._tx.put(self._without_dangling(delta.table, delta.after, None))
        for delta in self._deltas:
            if delta.before is not None and delta.after is not None:
                self._change(delta, delta.before, delta.after)
        self._open_circles()
        for delta in gone:
            self._tx.delete(TABLES[delta.table], delta.id)
        fitted = self._tx.deltas()
        self._tell_what_goes_along(fitted)
        return fitted, sorted(self._told)

    def _coming(self) -> list[Delta]:
        """New records that can stand: all that they need stays or comes too."""
        coming = []
        for delta in self._deltas:
            if delta.before is None and delta.id not in self._today[delta.table]:
                coming.append(delta)
            elif delta.before is None and delta.after != self._today[delta.table][delta.id]:
                self._tell(delta, "is on the map already and stays as it is")
        for delta in coming:
            self._present[delta.table].add(delta.id)
        while lost := [delta for delta in coming if not self._can_stand(delta.table, delta.after)]:
            for delta in lost:
                self._present[delta.table].discard(delta.id)
                self._tell(delta, "is left out: what it belongs to is gone")
            coming = [delta for delta in coming if delta.id in self._present[delta.table]]
        return coming

    def _can_stand(self, table: str, record: Record | None) -> bool:
        if record is None or (isinstance(record, Flow) and record.source == record.target):
            return False
        needs = [ref for ref in references(table) if ref.required]
        return not any(self._lost(record, ref) for ref in needs)

    def _lost(self, record: Record, ref: Reference) -> list[str]:
        present = self._present[ref.target]
        return [ident for ident in ids_in(record, ref) if ident not in present]

    def _change(self, delta: Delta, before: Record, after: Record) -> None:
        """Set on today's record what the delta changes."""
        today = self._tx.get(TABLES[delta.table], delta.id)
        if today is None:
            self._tell(delta, "is left out: it is gone from the map")
            return
        if today != before:
            after = _merged(today, before, after, delta.changed_fields())
        after = self._without_dangling(delta.table, after, today)
        if not self._can_stand(delta.table, after):
            self._tell(delta, "leads where it led: where it should lead is gone")
            needs = [ref.field for ref in references(delta.table) if ref.required]
            values: dict[str, Any] = {name: getattr(today, name) for name in needs}
            after = replace(after, **values)
        self._tx.put(after)

    def _without_dangling(self, table: str, record: Record, today: Record | None) -> Record:
        """The record without the ids of what is gone, told where today's has them not either."""
        values: dict[str, Any] = {}
        for ref in references(table):
            lost = () if ref.required else [*self._lost(record, ref), *_itself(record, ref)]
            if not lost:
                continue
            value = getattr(record, ref.field)
            left = tuple(one for one in value if one not in lost)
            values[ref.field] = left if isinstance(value, tuple) else None
            if today is None or not set(lost) <= set(ids_in(today, ref)):
                what = ref.field.replace("_", " ")
                name = called(record, self._name)
                self._told.append(f"{name} loses part of its {what}: that is gone from the map.")
        return replace(record, **values) if values else record

    def _open_circles(self) -> None:
        """Let those that would be their own ancestors stay part of what they are part of today."""
        for table, field in TREES.items():
            while circling := self._circling(table, field):
                for delta in circling:
                    above = getattr(self._today[table].get(delta.id), field, None)
                    self._tx.change(TABLES[table], delta.id, **{field: above})
                    self._tell(delta, "keeps its place: it would be part of itself")

    def _circling(self, table: str, field: str) -> list[Delta]:
        """The deltas of those that are on a circle and are not part of what they are today."""
        above = {one.id: getattr(one, field, None) for one in self._tx.all(TABLES[table])}
        found = []
        for delta in self._deltas:
            if delta.table == table and delta.id in above and _is_own_ancestor(delta.id, above):
                today = getattr(self._today[table].get(delta.id), field, None)
                found += [delta] if above[delta.id] != today else []
        return found

    def _tell_what_goes_along(self, fitted: Sequence[Delta]) -> None:
        meant = {(delta.table, delta.id) for delta in self._deltas if delta.after is None}
        for delta in fitted:
            if delta.after is None and (delta.table, delta.id) not in meant:
                self._tell(delta, "goes too: what it belongs to goes")

    def _tell(self, delta: Delta, what: str) -> None:
        record = self._today[delta.table].get(delta.id) or delta.after or delta.before
        if record is not None:
            self._told.append(f"{called(record, self._name)} {what}.")

    def _name(self, table: str, ident: str) -> str:
        """The name of a record, today or in the change; '' if there is none."""
        known = self._today[table].get(ident) or self._after.get((table, ident))
        return getattr(known, "name", "")


def _merged(today: Record, before: Record, after: Record, changed: frozenset[str]) -> Record:
    """Today's record with the changed fields; custom fields one by one.

    What cells gave is kept account of as for a change by hand, unless it comes with other cells.
    """
    names = changed if "origin" in changed else changed - {"imported"}
    values: dict[str, Any] = {name: getattr(after, name) for name in names}
    if "custom" in values:
        values["custom"] = _custom(*(cast("Sourced", one).custom for one in (today, before, after)))
    return keeping(today, replace(today, **values))


def _itself(record: Record, ref: Reference) -> tuple[str, ...]:
    """A system cannot run on itself, nor anything be part of itself."""
    is_own = ref.table == ref.target and record.id in ids_in(record, ref)
    return (record.id,) if is_own else ()


_Pairs = tuple[tuple[str, str], ...]


def _custom(today: _Pairs, before: _Pairs, after: _Pairs) -> _Pairs:
    was, is_now = dict(before), dict(after)
    wanted = {name: value for name, value in is_now.items() if was.get(name) != value}
    left = {name: value for name, value in today if name in is_now or name not in was}
    return tuple((left | wanted).items())


def _is_own_ancestor(ident: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    at = parents[ident]
    while at is not None and at != ident and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return at == ident


_KINDS = {
    "info": "What is said of the map",
    "holdings": "A holding",
    "placements": "A position on a view",
    "bends": "The way of a flow on a view",
    "territories": "A territory on a view",
    "areas": "An area on a view",
    "notes": "A note on a view",
    "waivers": "An accepted risk",
    "answers": "An answer",
    "settings": "A setting",
}
_TABLE_OF = {kind: table for table, kind in TABLES.items()}


def called(record: Record, name_of: Callable[[str, str], str]) -> str:
    """What to call a record in a sentence."""
    if isinstance(record, Flow):
        ends = (name_of("systems", end) or "a system" for end in (record.source, record.target))
        return "The flow " + " → ".join(ends)
    kind = _KINDS.get(_TABLE_OF[type(record)], "")
    return kind or getattr(record, "name", "")
