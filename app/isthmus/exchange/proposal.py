"""What an import would change, and the account of everything it read."""

from dataclasses import dataclass

from isthmus.model.changes import ChangeSet

INFO = "info"
WARNING = "warning"
ERROR = "error"

SYSTEMS = "systems"
FLOWS = "flows"
MIXED = "mixed"
IGNORED = "ignored"

CUSTOM = "custom"
"""The field of a column that the model has no field for: kept as a custom field."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the user should know or put right; `cell` is '' where it is none."""

    severity: str
    file: str
    sheet: str
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of what was read: rows for systems, references for flows."""

    new: int = 0
    updated: int = 0
    merged: int = 0
    reported: int = 0

    @property
    def total(self) -> int:
        """Everything that was read."""
        return self.new + self.updated + self.merged + self.reported


@dataclass(frozen=True, slots=True)
class ColumnAccount:
    """What a column was taken for, how surely (0 to 1) and why."""

    cell: str
    header: str
    field: str
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SheetAccount:
    """What a sheet was taken for and why; rows are those below the header that say something."""

    file: str
    name: str
    role: str
    why: str
    header_row: int | None
    rows: int
    columns: tuple[ColumnAccount, ...] = ()
    references: int = 0
    """Flows that its rows name."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change set to look at and to apply as one step, with its account."""

    change: ChangeSet
    sheets: tuple[SheetAccount, ...]
    systems: Tally
    flows: Tally
    problems: tuple[Problem, ...]
