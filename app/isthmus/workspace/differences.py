"""A change set in words: what comes, what goes, and which fields change from what to what."""

from dataclasses import dataclass, fields
from enum import StrEnum

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.wording import Get, record_words, value_words
from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.records import Record, Sourced
from isthmus.model.snapshot import Snapshot
from isthmus.model.sourcing import CUSTOM, values_of
from isthmus.model.tables import TABLES

_SHOWN = ("systems", "flows", "data_objects", "holdings", "departments", "capabilities", "waivers",
          "info")  # fmt: skip
"""Tables of what a map says; where it stands on a view is no difference."""


_SUMMARY = ("vendor", "category", "department", "data_objects", "method", "role", "parent",
            "description")  # fmt: skip
"""The fields that tell most of a record that comes or goes."""


class Kind(StrEnum):
    """What happens to a record."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, in words; '' for nothing."""

    field: str
    """A field's name, or 'custom:Colour'."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What happens to one record."""

    table: str
    id: str
    kind: Kind
    name: str
    fields: tuple[FieldChange, ...] = ()
    """Of a record that changes."""
    summary: str = ""
    """What is said of a record that comes or goes."""


def differences(change: ChangeSet, base: Snapshot, catalogue: Catalogue) -> list[Difference]:
    """What a change does to what the map says, table by table and by name.

    That a record is cited from other cells is none.
    """
    words = _Words(change, base, catalogue)
    found = [one for delta in change.deltas if (one := words.difference(delta)) is not None]
    order = {table: place for place, table in enumerate(_SHOWN)}
    return sorted(found, key=lambda d: (order[d.table], d.kind, d.name.casefold(), d.id))


class _Words:
    """Finds what ids stand for, in the map as it was and as it will be."""

    def __init__(self, change: ChangeSet, base: Snapshot, catalogue: Catalogue) -> None:
        self._base = base
        self._catalogue = catalogue
        self._after = {(one.table, one.id): one.after for one in change.deltas}

    def _before_it(self, kind: type[Record], record_id: str) -> Record | None:
        return self._base.tables[_TABLE_OF[kind]].get(record_id)

    def _after_it(self, kind: type[Record], record_id: str) -> Record | None:
        key = (_TABLE_OF[kind], record_id)
        return self._after[key] if key in self._after else self._before_it(kind, record_id)

    def difference(self, delta: Delta) -> Difference | None:
        """What a delta does, None if that is nothing that the map says."""
        known = delta.after or delta.before
        if delta.table not in _SHOWN or known is None:
            return None
        get = self._after_it if delta.after else self._before_it
        name = record_words(known, get, self._catalogue)
        if delta.before is None or delta.after is None:
            kind = Kind.NEW if delta.before is None else Kind.GONE
            summary = self._summary(known, get)
            return Difference(delta.table, delta.id, kind, name, summary=summary)
        changed = self._changed(delta.before, delta.after)
        return Difference(delta.table, delta.id, Kind.CHANGED, name, changed) if changed else None

    def _summary(self, record: Record, get: Get) -> str:
        values = ((name, getattr(record, name, None)) for name in _SUMMARY)
        said = (value_words(name, value, get, self._catalogue) for name, value in values)
        return " · ".join(text for text in said if text and text != "unknown")

    def _changed(self, before: Record, after: Record) -> tuple[FieldChange, ...]:
        was, is_now = _values(before), _values(after)
        return tuple(
            FieldChange(name, self._say(name, was.get(name), self._before_it),
                        self._say(name, is_now.get(name), self._after_it))
            for name in dict.fromkeys((*was, *is_now))
            if was.get(name) != is_now.get(name)
        )  # fmt: skip

    def _say(self, name: str, value: object, get: Get) -> str:
        return value_words(name, value, get, self._catalogue)


_TABLE_OF: dict[type[Record], str] = {kind: name for name, kind in TABLES.items()}


def _values(record: Record) -> dict[str, object]:
    """What a record says, with custom fields one by one."""
    if isinstance(record, Sourced):
        return values_of(record)
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name != "id"}


def field_label(name: str) -> str:
    """A field's name as it is shown where nothing better is known."""
    return name.removeprefix(CUSTOM) if name.startswith(CUSTOM) else name.replace("_", " ")
