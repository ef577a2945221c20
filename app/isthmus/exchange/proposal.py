"""What an import would change, and the account of everything it read."""

from dataclasses import dataclass

from isthmus.exchange.choices import Fate, FieldKey, Pair, Side
from isthmus.model.changes import ChangeSet
from isthmus.model.records import CellRef

INFO = "info"
WARNING = "warning"
ERROR = "error"

SYSTEMS = "systems"
FLOWS = "flows"
MIXED = "mixed"
"""Systems, with columns that name other systems."""
DATA_OBJECTS = "data objects"
DEPARTMENTS = "departments"
CAPABILITIES = "capabilities"
HOLDINGS = "holdings"
"""A row says which system holds which data object."""
WAIVERS = "waivers"
PROPERTIES = "properties"
"""A row gives one more value of an element of another sheet."""
MATRIX = "matrix"
"""Systems by systems: a mark is a flow from the row's to the column's."""
DATA_MATRIX = "data matrix"
"""Systems by data objects: a mark is a holding."""
IGNORED = "ignored"
ROLES = (SYSTEMS, FLOWS, MIXED, DATA_OBJECTS, DEPARTMENTS, CAPABILITIES, HOLDINGS, WAIVERS,
         PROPERTIES, MATRIX, DATA_MATRIX, IGNORED)  # fmt: skip

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
    text: str = ""
    """What the cell says."""
    fix: str = ""
    """What it may have been meant to say, '' where nobody can tell."""
    more: tuple[str, ...] = ()
    """Further cells of the sheet of which the same is told."""
    is_match: bool = False
    """It is about rows that are, or may be, one: the matches say it too."""


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
    index: int = 0
    """Which column of the sheet it is, counted from 0."""


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
    number: int = 0
    """Which of the files it belongs to, counted from 0: two may be called the same."""
    program: str = ""
    """The program whose export it is known to be: 'LeanIX', 'ServiceNow'; '' if none is."""
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A row and what it is, or may be, one with: why, how surely (0 to 1), and what is done."""

    pair: Pair
    name: str
    other: str
    """The name of the earlier row, or of the map's system."""
    score: float
    reason: str
    joined: bool
    """They are taken for one; otherwise both are kept."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A record of the map whose row the newer edition of its file does not have any more."""

    table: str
    id: str
    name: str
    cell: CellRef
    """Where it stood in the earlier edition."""
    fate: Fate


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that was edited in the map and changed in the file, all values in words."""

    key: FieldKey
    name: str
    """The record's."""
    imported: str
    """What the file said before, '' for nothing."""
    mine: str
    theirs: str
    cell: CellRef
    """Where the file says it now."""
    side: Side


@dataclass(frozen=True, slots=True)
class Edition:
    """A file that is a newer edition of one imported before, '' where it is none; and why."""

    file: str
    earlier: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change set to look at and to apply as one step, with its account."""

    change: ChangeSet
    sheets: tuple[SheetAccount, ...]
    systems: Tally
    flows: Tally
    problems: tuple[Problem, ...]
    others: Tally = Tally()
    """Rows of other records: data objects, departments, capabilities, holdings, waivers."""
    matches: tuple[Match, ...] = ()
    missing: tuple[Missing, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    editions: tuple[Edition, ...] = ()
