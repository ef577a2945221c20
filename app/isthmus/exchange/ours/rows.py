"""Rows of our own sheets, and which record of the map each of them is."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from isthmus.exchange.entries import name_key
from isthmus.exchange.folding import fold
from isthmus.exchange.ours.cells import CellValue, plain_text, unmarked
from isthmus.exchange.ours.headers import FIELD, ID_KEY, STATE_KEY, Key
from isthmus.exchange.ours.labels import TREES, Labels, part_of_path
from isthmus.exchange.ours.state import State, state_in
from isthmus.exchange.ours.tables import OurSheet
from isthmus.exchange.values import is_placeholder
from isthmus.model.records import Record, new_id


@dataclass(slots=True, eq=False)
class Row:
    """A row: what its cells say, and the record that it is of."""

    sheet: OurSheet
    number: int
    cells: dict[Key, CellValue] = field(default_factory=dict)
    """What is not empty."""
    given: str = ""
    """The id that it names."""
    state: State | None = None
    """How it was exported, if that is known."""
    record: Record | None = None
    """The map's record that it is."""
    id: str = ""

    def get(self, name: str) -> CellValue:
        """What the cell of a field says."""
        return self.cells.get(Key(FIELD, name))

    def text(self, name: str) -> str:
        """The same as a text."""
        return plain_text(self.get(name))

    @property
    def name(self) -> str:
        """What the row is called; it may be nothing."""
        return unmarked(self.text("name"))


def rows_of(sheet: OurSheet) -> Iterator[Row]:
    """The rows of a sheet; in one that names no id, placeholders say nothing."""
    for number in sheet.table.rows:
        values = ((key, sheet.value(number, key)) for key in sheet.places)
        row = Row(sheet, number, {key: value for key, value in values if value is not None})
        row.given = plain_text(row.cells.pop(ID_KEY, None))
        row.state = state_in(plain_text(row.cells.pop(STATE_KEY, None)))
        if not row.given:
            row.cells = {k: v for k, v in row.cells.items() if not is_placeholder(plain_text(v))}
        yield row


KeyOf = Callable[[Any], Hashable]


@dataclass(slots=True)
class Identifying:
    """Gives each row of a kind its record: by id, else by what it is called; or a new one."""

    records: Mapping[str, Record]
    key_of_row: Callable[[Row], Hashable]
    key_of_record: KeyOf
    twins: dict[Row, Row] = field(default_factory=dict)
    """Rows that say all over again what an earlier one says."""
    copies: dict[Row, Row] = field(default_factory=dict)
    """Rows that name the id of another one and are something else."""

    def identify(self, rows: Sequence[Row]) -> list[Row]:
        """The rows but for twins, each with its record and its id."""
        for several in _by_id(rows).values():
            self._claim(several)
        kept = [row for row in rows if row not in self.twins]
        claimed = {row.id for row in kept if row.id}
        free: dict[Hashable, list[Record]] = defaultdict(list)
        for record in self.records.values():
            if record.id not in claimed:
                free[self.key_of_record(record)].append(record)
        for row in kept:
            if row.record is None:
                self._match(row, free, claimed)
        return kept

    def _claim(self, rows: list[Row]) -> None:
        """Give an id to the row whose name is still the record's, or to the first."""
        record = self.records.get(rows[0].given)
        named = (row for row in rows if record and self._is_called_so(row, record))
        first = next(named, rows[0])
        first.record, first.id = record, rows[0].given if record else ""
        for row in rows:
            if row is not first:
                same = row.cells == first.cells
                (self.twins if same else self.copies)[row] = first
                row.given = ""

    def _is_called_so(self, row: Row, record: Record) -> bool:
        return self.key_of_row(row) == self.key_of_record(record)

    def _match(self, row: Row, free: dict[Hashable, list[Record]], claimed: set[str]) -> None:
        """The record that is called as the row is, if no other row is it; else a new one."""
        several = free.get(self.key_of_row(row), [])
        found = next((record for record in several if _may_be(row, record)), None)
        if found is not None:
            several.remove(found)
            row.record, row.id = found, found.id
        else:
            row.id = row.given if row.given and row.given not in claimed else new_id()
        claimed.add(row.id)


def _by_id(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.given:
            found.setdefault(row.given, []).append(row)
    return found


def _may_be(row: Row, record: Record) -> bool:
    """Whether the vendors, where both are known, do not speak against it."""
    known, said = fold(getattr(record, "vendor", "")), fold(row.text("vendor"))
    return not known or not said or known == said


def paths_of(rows: Sequence[Row]) -> dict[Row, str]:
    """The path of each row of a tree by what the sheets say; a parent of no row is as it says."""
    found: dict[Row, str] = {}
    by_label: dict[str, str] = {}
    waiting = list(rows)
    while waiting:
        left = [row for row in waiting if not _climb(row, found, by_label)]
        if len(left) == len(waiting):
            row = left.pop(0)  # its parent is no row: it stands by its own words
            _enter(row, f"{row.text('parent')} > ", found, by_label)
        waiting = left
    return found


def _climb(row: Row, found: dict[Row, str], by_label: dict[str, str]) -> bool:
    parent = row.text("parent")
    if parent and parent not in by_label:
        return False
    _enter(row, f"{by_label[parent]} > " if parent else "", found, by_label)
    return True


def _enter(row: Row, above: str, found: dict[Row, str], by_label: dict[str, str]) -> None:
    path = f"{above}{part_of_path(row.name)}"
    found[row] = path
    by_label.setdefault(path, path)
    if row.given:
        by_label[f"{path} [{row.given}]"] = path


def keys_for(
    table: str, labels: Labels, rows: Sequence[Row]
) -> tuple[Callable[[Row], Hashable], KeyOf]:
    """What rows and records that are called alike have in common, by table."""
    if table not in TREES:
        return (lambda row: name_key(row.name)), (lambda record: name_key(record.name))
    paths, known = paths_of(rows), labels.all(table)
    return (lambda row: fold(paths[row])), (lambda record: fold(known[record.id]))
