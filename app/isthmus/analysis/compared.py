"""What differs between two states of a map, as frozen values."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from isthmus.analysis.results import Finding, Island
from isthmus.model.snapshot import Snapshot

Value = int | float | Decimal | None


class Unit(StrEnum):
    """What a figure counts."""

    COUNT = "count"
    SHARE = "share"
    """0 to 1."""
    MONEY = "money"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of two maps side by side; None where it is not known."""

    key: str
    label: str
    unit: Unit
    before: Value
    after: Value
    comparable: bool = True
    """Not of amounts in two currencies."""

    @property
    def difference(self) -> Decimal | None:
        """What was added; None where that cannot be told."""
        if self.before is None or self.after is None or not self.comparable:
            return None
        return Decimal(str(self.after)) - Decimal(str(self.before))


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that both maps have, and in what it differs."""

    before: Finding
    after: Finding
    what: tuple[str, ...]
    """Of 'severity', 'systems', 'accepted', 'evidence'."""


@dataclass(frozen=True, slots=True)
class IslandChange:
    """An island that both maps have."""

    before: Island
    after: Island
    joined: tuple[str, ...]
    """Ids after."""
    left: tuple[str, ...]
    """Ids before."""


@dataclass(frozen=True, slots=True)
class SpendChange:
    """What a department spends inside and outside IT, before and after."""

    department: str
    """Name; '' for systems with no department."""
    inside: Figure
    outside: Figure


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A system or a flow that both maps have: its ids, and the fields in which it differs."""

    before: str
    after: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two states of a map.

    Ids of what is gone are those of the map before, all others those of the map after.
    """

    before: Snapshot
    after: Snapshot
    findings_new: tuple[Finding, ...]
    findings_gone: tuple[Finding, ...]
    findings_changed: tuple[FindingChange, ...]
    islands_new: tuple[Island, ...]
    islands_gone: tuple[Island, ...]
    islands_changed: tuple[IslandChange, ...]
    systems_added: tuple[str, ...]
    systems_removed: tuple[str, ...]
    systems_changed: tuple[RecordChange, ...]
    flows_added: tuple[str, ...]
    flows_removed: tuple[str, ...]
    flows_changed: tuple[RecordChange, ...]
    figures: tuple[Figure, ...]
    spend: tuple[SpendChange, ...]

    @property
    def open_new(self) -> tuple[Finding, ...]:
        """New findings that nobody has accepted, and those whose acceptance no longer holds."""
        back = (
            change.after
            for change in self.findings_changed
            if change.before.waived and not change.after.waived
        )
        return (*(finding for finding in self.findings_new if not finding.waived), *back)

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        lists = (
            self.findings_new, self.findings_gone, self.findings_changed,
            self.islands_new, self.islands_gone, self.islands_changed,
            self.systems_added, self.systems_removed, self.systems_changed,
            self.flows_added, self.flows_removed, self.flows_changed,
        )  # fmt: skip
        return not any(lists) and all(one.before == one.after for one in self.figures)
