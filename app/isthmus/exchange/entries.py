"""Systems while they are put together from rows, before they become records."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from isthmus.exchange.choices import SKIPPED
from isthmus.exchange.folding import fold, fold_name
from isthmus.exchange.readings import Value
from isthmus.exchange.tables import Column, Table
from isthmus.model.records import CellRef, System, new_id
from isthmus.model.sourcing import CUSTOM, name_before

V = TypeVar("V")
Where = tuple[Table, int, Column]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell of a system's row that names other systems."""

    table: Table
    row: int
    column: Column
    text: str


@dataclass(slots=True)
class Entry:
    """A system as the rows read so far tell it."""

    name: str
    id: str = field(default_factory=new_id)
    base: System | None = None
    place: str = ""
    """Where its first row stands, for messages."""
    values: dict[str, Value] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    """Texts that become ids later: department, funder, category, product..."""
    custom: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    origin: list[CellRef] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    bonds: list[Link] = field(default_factory=list)
    """Cells that name what it is part of, or runs on."""
    aliases: list[str] = field(default_factory=list)
    where: dict[str, Where] = field(default_factory=dict)
    """The cells of the name and of texts that name something else, to tell of."""
    rows: list[Where] = field(default_factory=list)
    """The cells with the name of all rows that tell of it."""
    former: dict[str, str] = field(default_factory=dict)
    """What a file said of the map's system where a hand has changed it since: name, vendor."""

    @property
    def keys(self) -> list[CellRef]:
        """The rows that tell of it, as pairs name them."""
        return [row_key(*row) for row in self.rows]

    @property
    def names(self) -> list[str]:
        """Its name, and what a file called it before it was renamed in the map."""
        return [self.name, *([self.former["name"]] if "name" in self.former else [])]

    @property
    def vendor(self) -> str:
        """The vendor, folded; '' if none is known."""
        return fold(str(self.values.get("vendor", "")))

    def take(self, other: "Entry") -> list[str]:
        """Take over what this entry lacks; the names of fields in which the other differs."""
        _join_lists(self.values, other.values)
        differing = [
            *_fill(self.values, other.values),
            *_fill(self.raw, other.raw),
            *_fill(self.custom, other.custom),
            *_fill(self.ids, other.ids),
        ]
        _fill(self.where, other.where)
        self.rows += other.rows
        self.origin += other.origin
        self.links += other.links
        self.bonds += other.bonds
        self.aliases += other.aliases
        return differing


def row_key(table: Table, row: int, column: Column) -> CellRef:
    """A row, by the cell with its name."""
    return CellRef(table.grid.file, table.grid.name, table.place(row, column))


def unsaid(
    rows: Iterable[Where], wanted: Collection[str], no_value: Collection[str]
) -> dict[str, CellRef]:
    """The cells of columns that could say what `wanted` fields hold, by field.

    Columns of the fields in `no_value` hold none but the texts that are kept as they are. A cell
    whose formula failed says nothing, not even that there is nothing.
    """
    found: dict[str, CellRef] = {}
    for table, row, _ in rows:
        for column in table.columns:
            if column.field == SKIPPED or (row, column.index) in table.grid.faults:
                continue
            own = MODEL_NAMES.get(column.field, column.field)
            names = (CUSTOM + column.header, *(() if column.field in no_value else (own,)))
            for name in names:
                if name in wanted and name not in found:
                    place = table.place(row, column)
                    found[name] = CellRef(table.grid.file, table.grid.name, place, name)
    return found


MODEL_NAMES = {"flow_name": "name"}
"""Fields of the model that the vocabulary calls otherwise."""


def _fill(mine: dict[str, V], theirs: dict[str, V]) -> list[str]:
    """Put in what is missing; the keys whose values differ."""
    return [key for key, value in theirs.items() if mine.setdefault(key, value) != value]


def _join_lists(mine: dict[str, Value], theirs: dict[str, Value]) -> None:
    """Let lists that both have hold what either has."""
    for key, value in theirs.items():
        old = mine.get(key)
        if isinstance(old, tuple) and isinstance(value, tuple):
            mine[key] = theirs[key] = tuple(dict.fromkeys((*old, *value)))


def may_be_one(one: Entry, other: Entry, *, vendor_counts: bool = True) -> bool:
    """Whether rows of the same name may mean one system: vendor and id do not speak against it."""
    vendors = {one.vendor, fold(one.former.get("vendor", ""))} - {""}
    if vendor_counts and vendors and other.vendor and other.vendor not in vendors:
        return False
    shared = one.ids.keys() & other.ids.keys()
    return all(one.ids[source] == other.ids[source] for source in shared)


def of_base(system: System) -> Entry:
    """An entry for a system that the map has already; what a file called it is another name."""
    values: dict[str, Value] = {"vendor": system.vendor} if system.vendor else {}
    ids = dict(system.external_ids)
    former = {name: told for name in ("name", "vendor") if (told := name_before(system, name))}
    return Entry(system.name, system.id, system, "the map", values, ids=ids, former=former)


def name_key(name: str) -> str:
    """What two names of one system share."""
    return fold_name(name) or name.strip().casefold()
