"""Change sets: everything that happens to a map, as values that can be inverted and stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from enum import Flag, auto

from isthmus.model.records import Flow, Record, System, new_id


class Facet(Flag):
    """What a change touches, so that others compute again only what they must."""

    NOTHING = 0
    TOPOLOGY = auto()
    """What is tied to what: systems and flows come, go or count otherwise."""
    ATTRIBUTES = auto()
    """What the findings read of records besides."""
    LABELS = auto()
    """Texts that are shown and weigh nothing in an analysis."""
    LAYOUT = auto()
    """Where things stand on a view."""


_LAYOUT_TABLES = frozenset({"views", "placements", "bends", "territories", "areas", "notes"})
_UNWEIGHED_TABLES = frozenset({"icons", "scenarios"})
_TOPOLOGY_FIELDS = frozenset(
    {"source", "target", "state", "method", "two_way", "backbone", "lifecycle", "go_live",
     "end_of_life", "category"}
)  # fmt: skip
_LABEL_FIELDS = frozenset(
    {"description", "external_ids", "imported", "respondent", "icon", "colour"}
)


@dataclass(frozen=True, slots=True)
class Delta:
    """One record before and after; None where it does not exist."""

    table: str
    id: str
    before: Record | None
    after: Record | None

    def inverse(self) -> "Delta":
        """The delta that takes this one back."""
        return Delta(self.table, self.id, self.after, self.before)

    def changed_fields(self) -> frozenset[str]:
        """Names of the fields that differ; all of them where a record comes or goes."""
        known = self.before or self.after
        if known is None:
            return frozenset()
        names = (f.name for f in fields(known))
        if self.before is None or self.after is None:
            return frozenset(names)
        return frozenset(n for n in names if getattr(self.before, n) != getattr(self.after, n))

    def facets(self) -> Facet:
        """What this delta touches."""
        if self.table in _LAYOUT_TABLES:
            return Facet.LAYOUT
        if self.table in _UNWEIGHED_TABLES:
            return Facet.LABELS
        changed = self.changed_fields()
        if changed <= _LABEL_FIELDS:
            return Facet.LABELS if changed else Facet.NOTHING
        if isinstance(self.before or self.after, System | Flow) and changed & _TOPOLOGY_FIELDS:
            return Facet.TOPOLOGY | Facet.ATTRIBUTES
        return Facet.ATTRIBUTES


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A labelled list of deltas, at most one a record, that is applied whole or not at all."""

    label: str
    deltas: tuple[Delta, ...]
    author: str = ""
    time: datetime = field(default_factory=_now)
    id: str = field(default_factory=new_id)
    burst: str = ""
    """Those of one burst (a key held down) that follow each other are undone together."""

    def __bool__(self) -> bool:
        return bool(self.deltas)

    def inverse(self, label: str | None = None) -> "ChangeSet":
        """The change set that takes this one back."""
        back = tuple(delta.inverse() for delta in reversed(self.deltas))
        return ChangeSet(label or f"Undo {self.label}", back, self.author)

    def facets(self) -> Facet:
        """What the whole change touches."""
        found = Facet.NOTHING
        for delta in self.deltas:
            found |= delta.facets()
        return found

    def touches(self, tables: Iterable[str]) -> bool:
        """Whether a record of one of the tables changes."""
        wanted = frozenset(tables)
        return any(delta.table in wanted for delta in self.deltas)


def joined(changes: Iterable[ChangeSet], label: str) -> ChangeSet:
    """Change sets that follow each other as one: each record from its first to its last state."""
    first: dict[tuple[str, str], Record | None] = {}
    last: dict[tuple[str, str], Record | None] = {}
    for change in changes:
        for delta in change.deltas:
            key = (delta.table, delta.id)
            first.setdefault(key, delta.before)
            last[key] = delta.after
    deltas = (Delta(*key, before, last[key]) for key, before in first.items())
    return ChangeSet(label, tuple(one for one in deltas if one.before != one.after))
