"""Our own sheets among those of any workbook: known by the header of their ids, read strictly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from isthmus.exchange.answers.questions import QUESTION
from isthmus.exchange.choices import SHEET_AS_RECOGNISED, SKIPPED, SheetChoice
from isthmus.exchange.grid import Cell, Grid, cell_name, column_name, is_blank
from isthmus.exchange.ours.cells import CellValue, from_csv, said, unguarded
from isthmus.exchange.ours.headers import (
    CUSTOM_FIELD,
    FIELD,
    ID_KEY,
    SOURCE,
    STATE_KEY,
    Key,
    currency_of,
    keys_of,
    kind_of,
)
from isthmus.exchange.ours.kinds import Kind
from isthmus.exchange.ours.readme import LISTS_MARK, MARK
from isthmus.exchange.proposal import CUSTOM, IGNORED
from isthmus.exchange.table import Column, Table

OUR_ID = "isthmus_id"
"""The field of the column that makes a sheet one of ours."""
OUR_STATE = "isthmus_state"
ASKS = "It asks who drives what: 'isthmus answers' takes it in."
"""Why a sheet of answers is left to others."""
_DEPTH = 20
"""Rows from the top among which the headers are looked for."""


def our_table(
    grid: Grid, choice: SheetChoice = SHEET_AS_RECOGNISED, number: int = 0
) -> Table | None:
    """The sheet made out if it is one of ours, None for any other."""
    if told := _beside(grid):
        return Table(grid, IGNORED, told, number=number)
    for row in range(min(_DEPTH, len(grid.rows))):
        kind = kind_of(_headers(grid, row))
        if kind is not None:
            return _table(grid, kind, row, choice, number)
    return None


def _beside(grid: Grid) -> str:
    """Why a sheet of our workbook holds no records, '' for any other."""
    first = grid.rows[0][0] if grid.rows and grid.rows[0] else ""
    text = first if isinstance(first, str) else ""
    if text.startswith(f"{MARK}: "):
        return "It explains Isthmus's own workbook."
    if text.startswith(QUESTION):
        return ASKS
    return "It holds what cells of Isthmus's own workbook offer." if text == LISTS_MARK else ""


def _headers(grid: Grid, row: int) -> list[str]:
    texts = (cell if isinstance(cell, str) else f"{cell}" for cell in grid.rows[row])
    return [unguarded(from_csv(text) if grid.stem else text) for text in texts]


def _table(grid: Grid, kind: Kind, header: int, choice: SheetChoice, number: int) -> Table | None:
    role = choice.role or kind.role
    if role not in (kind.role, IGNORED):
        return None  # it was chosen to be read as somebody else's
    rows = tuple(r for r in range(header + 1, len(grid.rows)) if not is_blank(grid.rows[r]))
    columns = tuple(_columns(grid, kind, header, rows, choice))
    known = sum(column.field != CUSTOM for column in columns)
    why = f"It is Isthmus's own sheet of {kind.role}: {known} of {len(columns)} columns are fields."
    if role == IGNORED:
        return Table(grid, IGNORED, "So it was chosen.", header, columns, rows, number=number)
    return Table(grid, role, why, header, columns, rows, number=number)


def _columns(
    grid: Grid, kind: Kind, header: int, rows: Sequence[int], choice: SheetChoice
) -> list[Column]:
    """The columns that have a header or hold something."""
    width = max((len(grid.rows[row]) for row in (header, *rows)), default=0)
    headers = (_headers(grid, header) + [""] * width)[:width]
    found = []
    for index, (text, key) in enumerate(zip(headers, keys_of(kind, headers), strict=True)):
        if text or any(index < len(grid.rows[r]) and grid.rows[r][index] != "" for r in rows):
            shown = text or f"Column {column_name(index)}"
            field = choice.fields.get(index, _field(key))
            reason = "Isthmus's own header" if field != CUSTOM else "no header of Isthmus's own"
            place = cell_name(header, index)
            found.append(Column(index, shown, place, field, 1.0, reason, column_name(index)))
    return found


def _field(key: Key) -> str:
    """The field as the account tells it."""
    if key == ID_KEY:
        return OUR_ID
    if key == STATE_KEY:
        return OUR_STATE
    return {SOURCE: "id", CUSTOM_FIELD: CUSTOM}.get(key.kind, key.name)


def is_ours(table: Table) -> bool:
    """Whether a table is a sheet of ours that holds records."""
    return table.role != IGNORED and bool(table.of(OUR_ID))


@dataclass(frozen=True, slots=True)
class OurSheet:
    """A sheet of ours, with where each field stands."""

    table: Table
    kind: Kind
    places: Mapping[Key, tuple[Column, ...]]
    """The columns of each key; several where texts go on in the next one."""
    currency: str = ""
    """What an empty cell under the currency's header means."""

    def value(self, row: int, key: Key) -> CellValue:
        """What a row says in a column, None for nothing."""
        cells: list[Cell] = [self.table.cell(row, column) for column in self.places[key]]
        return said(cells, is_csv=self.table.grid.stem)

    def at(self, row: int, key: Key) -> tuple[Table, int, Column]:
        """The cell, to tell of it."""
        return self.table, row, self.places[key][0]


def sheet_of(table: Table) -> OurSheet:
    """A table of ours with where each field stands, as the user wants its columns read."""
    headers = _headers(table.grid, table.header or 0)
    kind = kind_of(headers)
    if kind is None:  # pragma: no cover - it would be no table of ours
        raise ValueError(f"{table.grid.name} is none of ours")
    keys = keys_of(kind, headers)
    places: dict[Key, tuple[Column, ...]] = {}
    currency = ""
    for column in table.columns:
        if column.field == SKIPPED:
            continue
        own = keys[column.index] if column.index < len(keys) else Key(CUSTOM_FIELD, column.header)
        key = _chosen(kind, column, own)
        places[key] = (*places.get(key, ()), column)
        if key == Key(FIELD, "currency"):
            currency = currency or currency_of(column.header)
    return OurSheet(table, kind, places, currency)


def _chosen(kind: Kind, column: Column, own: Key) -> Key:
    """What a column holds: what its header says, or what the user chose instead."""
    if own.kind == CUSTOM_FIELD and not own.name and column.header.startswith("Column "):
        own = Key(CUSTOM_FIELD, column.header)
    if column.field == _field(own):
        return own
    if kind.field(column.field):
        return Key(FIELD, column.field)
    return own if own.kind == CUSTOM_FIELD else Key(CUSTOM_FIELD, column.header)
