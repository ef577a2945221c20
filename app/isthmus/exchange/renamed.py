"""Columns of a newer edition that are headed otherwise than before, known by what they hold."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.choices import SheetChoice, SheetKey
from isthmus.exchange.editions import Editions
from isthmus.exchange.entries import Entry, name_key
from isthmus.exchange.folding import fold
from isthmus.exchange.headers import candidates
from isthmus.exchange.proposal import CUSTOM, IGNORED, SYSTEMS
from isthmus.exchange.readings import Reader, reader_of
from isthmus.exchange.table import Column, Table
from isthmus.exchange.tables import make_table
from isthmus.exchange.vocabulary import SYSTEM_FIELDS, spoken
from isthmus.model.records import System
from isthmus.model.snapshot import Snapshot
from isthmus.model.sourcing import CUSTOM as CUSTOM_FIELD
from isthmus.model.sourcing import cited_fields, told_before, told_fields

_LEAST = 3
"""Rows in which an earlier value and the new column's can be compared, at least..."""
_SAME = 0.6
"""...and the share of them in which they say the same: some may have been changed since."""
_APART = 2
"""Different values that were said, at least: one alone tells no columns apart."""
_NO_VALUE = frozenset(("name", "id"))
"""What tells rows apart is no field that another column can be told to hold by its values."""

Words = Callable[[str, object], str]
"""How a field's value is shown."""


_SURE = 0.9
"""Score of a header that means hardly anything else."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A column that holds what a column of the earlier edition held, and why it is taken for it."""

    field: str
    share: float
    header: str

    @property
    def reason(self) -> str:
        """Why, as the wizard shows it."""
        what = spoken(self.field)
        return f"it holds what the earlier edition gave as {what}, in {self.share:.0%} of its rows"


RenamedColumns = Mapping[tuple[SheetKey, int], Renamed]


def renamed_columns(
    entries: Iterable[Entry], editions: Editions, words: Words
) -> dict[tuple[SheetKey, int], Renamed]:
    """The unknown columns of newer editions that hold what a field of theirs held that is gone."""
    found: dict[tuple[SheetKey, int], Renamed] = {}
    for sheet in _sheets(entries, editions):
        taken: set[int] = set()
        for field in sheet.lost():
            shares = {c: sheet.share(field, c, words) for c in sheet.unknown() if c not in taken}
            best = max(shares, key=lambda c: (shares[c], -c), default=None)
            if best is not None and shares[best] >= _SAME:
                taken.add(best)
                column = next(c for c in sheet.table.columns if c.index == best)
                key = SheetKey(sheet.table.number, sheet.table.grid.name)
                found[key, best] = Renamed(field, shares[best], column.header)
    return found


def columns_gone(entries: Iterable[Entry], editions: Editions) -> Iterator[tuple[str, str, str]]:
    """File, sheet and words on the columns of the earlier edition that the newer one lacks."""
    for sheet in _sheets(entries, editions):
        gone = [spoken(field) for field in sheet.lost()] + sheet.lost_custom()
        if gone:
            names = ", ".join(f"'{name}'" for name in gone)
            table = sheet.table.grid
            told = f"No column gives {names} any more; what the earlier edition said of it stays."
            yield table.file, table.name, told


def named_again(table: Table, choice: SheetChoice, base: Snapshot, catalogue: Catalogue) -> Table:
    """A table whose column of names is headed as none is, known by the names of the map in it.

    Only a column that is headed as nothing else is: the ends of flows are names of systems too.
    """
    if table.role != IGNORED or choice.role or not base.systems or not table.rows:
        return table
    given = table
    if not table.columns:
        choice = replace(choice, header_row=table.rows[0] + 1)
        table = make_table(table.grid, catalogue, choice, table.number)
    known = {name_key(system.name) for system in base.systems.values()}
    headed = [column for column in table.of("name") if column.score >= _SURE]
    for column in headed or filter(_may_name, table.columns):
        texts = {name_key(text) for row in table.rows if (text := table.text(row, column))}
        if len(texts & known) >= max(_LEAST, _SAME * len(texts)):
            read_so = replace(choice, role=SYSTEMS, fields={column.index: "name", **choice.fields})
            found = make_table(table.grid, catalogue, read_so, table.number)
            share = f"{len(texts & known)} of its {len(texts)} texts are names of the map"
            return replace(found, why=f"Its rows are systems: in '{column.header[:60]}' {share}.")
    return given


def _may_name(column: Column) -> bool:
    """Whether the header of a column does not surely mean something else than names."""
    best = next(iter(candidates(column.header)), None)
    return best is None or best.field == "name" or best.score < _SURE


def with_renamed(table: Table, renamed: RenamedColumns) -> Table:
    """The table with the fields that its columns are known by their values to hold."""
    key = SheetKey(table.number, table.grid.name)

    def known(column: Column) -> Column:
        found = renamed.get((key, column.index))
        if found is None or column.field != CUSTOM:
            return column
        score = round(found.share, 2)
        return replace(column, field=found.field, score=score, reason=found.reason)

    if not any(sheet == key for sheet, _ in renamed):
        return table
    return replace(table, columns=tuple(map(known, table.columns)))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet of a newer edition, with its rows that tell of the map's systems."""

    table: Table
    rows: list[tuple[int, System]]
    family: frozenset[str]

    def lost(self) -> list[str]:
        """The fields that the earlier edition gave, and no column gives any more."""
        cited = {
            cell.field
            for _, system in self.rows
            for cell in system.origin
            if cell.file in self.family
        }
        here = {column.field for column in self.table.columns}
        able = told_fields(System)
        return [f for f in SYSTEM_FIELDS if f in able and f in cited and f not in here | _NO_VALUE]

    def lost_custom(self) -> list[str]:
        """The headers of columns that were kept as custom fields, and are not there any more."""
        name = self.table.grid.name
        cited = {
            cell.field
            for _, system in self.rows
            for cell in system.origin
            if cell.file in self.family
            and (self.table.grid.stem or cell.sheet == name)
            and cell.field.startswith(CUSTOM_FIELD)
        }
        here = {CUSTOM_FIELD + column.header for column in self.table.columns}
        return sorted(field.removeprefix(CUSTOM_FIELD) for field in cited - here)

    def unknown(self) -> list[int]:
        """The columns that are kept as custom fields, and were not there before."""
        before = {name for _, system in self.rows for name in cited_fields(system)}
        return [
            column.index
            for column in self.table.columns
            if column.field == CUSTOM and CUSTOM_FIELD + column.header not in before
        ]

    def share(self, field: str, index: int, words: Words) -> float:
        """The share of the rows in which a column says what a field said; 0 if too few can tell."""
        column = next(c for c in self.table.columns if c.index == index)
        reader = reader_of(self.table, replace(column, field=field))
        said = list(self._said(field, column, reader, words))
        if len(said) < _LEAST or len({before for before, _ in said}) < _APART:
            return 0.0
        return sum(is_same for _, is_same in said) / len(said)

    def _said(
        self, field: str, column: Column, reader: Reader, words: Words
    ) -> Iterator[tuple[str, bool]]:
        """What each row said, and whether the column says the same."""
        for row, system in self.rows:
            text = self.table.text(row, column)
            if not text or field not in cited_fields(system):
                continue
            kept = dict(system.imported)
            said = told_before(system, field) if field in kept else getattr(system, field)
            value, before = reader(self.table.cell(row, column), text).value, words(field, said)
            yield before, value == said or fold(text) == fold(before)


def _sheets(entries: Iterable[Entry], editions: Editions) -> list[_Sheet]:
    """The sheets of newer editions, with the rows that tell of systems of the map."""
    rows: dict[int, list[tuple[int, System]]] = defaultdict(list)
    tables: dict[int, Table] = {}
    for entry in entries:
        for table, row, _ in entry.rows if entry.base else ():
            if table.grid.file in editions.replaced and entry.base is not None:
                tables[id(table.grid)] = table
                rows[id(table.grid)].append((row, entry.base))
    return [
        _Sheet(table, rows[key], editions.family(table.grid.file)) for key, table in tables.items()
    ]
