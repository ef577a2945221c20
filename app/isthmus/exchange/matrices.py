"""Matrices found: systems by systems, and systems by data objects."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.folding import fold, fold_name, shown_header
from isthmus.exchange.grid import Cell, Grid, cell_name, column_name, is_blank, text_of
from isthmus.exchange.headers import candidates
from isthmus.exchange.marks import are_crud, are_letters, are_marks
from isthmus.exchange.proposal import DATA_MATRIX, IGNORED, MATRIX
from isthmus.exchange.table import Column, Table
from isthmus.exchange.values import yes_no
from isthmus.exchange.vocabulary import words
from isthmus.model.snapshot import Snapshot

_DEPTH = 400
"""Rows that are looked at."""
_HEADS = 12
"""Filled rows from the top among which the one with the names is looked for."""
_SIDE = 3
"""First columns, one of which holds the names of the rows."""
_LEAST = 2
"""Columns of marks that a matrix has at least."""
_MOST = 60
"""Characters of a name over a column of marks."""
_TITLES = 4
"""Rows above the names that may say which way the data moves."""
_PARTS = re.compile(r"\s*(?:[\\/|\n>→⇒,;:]|->|=>|–|—|\s-\s)\s*")
_AND = re.compile(r"\s*[,;:/\\|–—()]\s*|\s+(?:and|und|et|y|en|og|och|e|to|an|nach|vers|hacia)\s+")
_ROW = frozenset(
    ("row", "rows", "zeile", "zeilen", "ligne", "lignes", "fila", "filas", "rij", "rijen", "rad",
     "rader", "raekke", "raekker", "linha", "linhas", "riga", "righe", "wiersze", "rivit", "radky")
)  # fmt: skip
_COLUMN = frozenset(
    ("column", "columns", "spalte", "spalten", "colonne", "colonnes", "columna", "columnas",
     "kolom", "kolommen", "kolonne", "kolonner", "kolumn", "kolumner", "coluna", "colunas")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the other sheets and the map name: systems, and data objects; folded."""

    systems: frozenset[str] = frozenset()
    data: frozenset[str] = frozenset()


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where a matrix stands in a sheet."""

    role: str
    header: int
    names: int
    """The column with the names of the rows."""
    marked: tuple[int, ...]
    across: bool = False
    """The rows are data objects and the columns systems."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet while it is looked at."""

    grid: Grid
    catalogue: Catalogue
    known: Known

    def below(self, header: int) -> list[list[Cell]]:
        return self.grid.rows[header + 1 : header + 1 + _DEPTH]

    def heads(self, header: int) -> list[str]:
        return [shown_header(text_of(cell)) for cell in self.grid.rows[header]]

    def is_data(self, text: str) -> bool:
        """Whether a text names a data object that is known."""
        if not text or len(text) > _MOST:
            return False
        return fold(text) in self.known.data or bool(self.catalogue.match_data_object(text))


def matrix_of(
    table: Table, catalogue: Catalogue, known: Known = NOTHING_KNOWN, role: str = ""
) -> Table | None:
    """The table as a matrix; None if it is none. With `role` it is one, as the user says."""
    sheet = _Sheet(table.grid, catalogue, known)
    rows = [row for row in range(len(table.grid.rows)) if not is_blank(table.grid.rows[row])]
    if role:
        header = rows[0] if table.header is None else table.header
        shape = _as_chosen(sheet, header, role)
    else:
        found = (shape for row in _tried(sheet, table, rows) if (shape := _shape(sheet, row)))
        shape = next(found, None)
    return None if shape is None else _table(table, sheet, shape, rows)


def _tried(sheet: _Sheet, table: Table, rows: Sequence[int]) -> Sequence[int]:
    """The rows that may name the columns: below one with several headers there are none."""
    header = table.header
    if header is not None and sum(map(bool, sheet.heads(header))) >= _LEAST:
        rows = [row for row in rows if row <= header]
    return rows[:_HEADS]


def _shape(sheet: _Sheet, header: int) -> _Shape | None:
    """The matrix whose columns are named in a row, None if there is none."""
    heads = sheet.heads(header)
    if sum(map(bool, heads)) < _LEAST:
        return None
    below = sheet.below(header)
    return _systems(sheet, header, heads, below) or _data(sheet, header, heads, below)


def _named(heads: list[str], names: int) -> list[int]:
    """The columns right of the rows' names that may be of marks."""
    right = range(names + 1, len(heads))
    return [c for c in right if 0 < len(heads[c]) <= _MOST and not _names_nothing(heads[c])]


def _names_nothing(head: str) -> bool:
    """Whether a text is the word for a sum or a mark itself."""
    return fold(head) in words().totals or yes_no(head) is not None


def _side(below: list[list[Cell]], column: int) -> set[str]:
    """What stands in a column, as names are compared."""
    texts = (text_of(cells[column]) for cells in below if column < len(cells))
    return {fold_name(text) for text in texts if text and len(text) <= _MOST}


def _systems(
    sheet: _Sheet, header: int, heads: list[str], below: list[list[Cell]]
) -> _Shape | None:
    """A matrix of systems by systems: the columns are called as rows are, or as known systems."""
    for names in range(min(_SIDE, len(heads))):
        own, columns = _side(below, names), _named(heads, names)
        keys = {column: fold_name(heads[column]) for column in columns}
        shared = [column for column in columns if keys[column] in own]
        met = [column for column in columns if keys[column] in own | sheet.known.systems]
        rows_met = len(own & sheet.known.systems) >= max(1, len(own) / 2)
        several = len({keys[column] for column in met}) >= _LEAST
        if several and (_is_most(shared, columns) or (rows_met and _is_most(met, columns))):
            marked = [c for c in columns if c in met or are_marks(below, c)]
            return _Shape(MATRIX, header, names, tuple(marked))
    return None


def _is_most(some: Sequence[int], columns: Sequence[int]) -> bool:
    return len(some) >= max(_LEAST, len(columns) / 2)


def _data(sheet: _Sheet, header: int, heads: list[str], below: list[list[Cell]]) -> _Shape | None:
    """A matrix of systems by data objects, either way round; the marks are letters or crosses."""
    for names in range(min(_SIDE, len(heads))):
        columns = _named(heads, names)
        met = [column for column in columns if sheet.is_data(heads[column])]
        if len(met) >= max(_LEAST, 0.6 * len(columns)) and are_letters(below, met):
            marked = [c for c in columns if c in met or are_marks(below, c)]
            return _Shape(DATA_MATRIX, header, names, tuple(marked))
        if _names_systems(heads[names]) and len(columns) >= _LEAST and are_crud(below, columns):
            return _Shape(DATA_MATRIX, header, names, tuple(columns))
        met = [c for c in columns if fold_name(heads[c]) in sheet.known.systems]
        if _is_most(met, columns) and are_letters(below, met):
            texts = [text_of(cells[names]) for cells in below if names < len(cells)]
            filled = [text for text in texts if text]
            if filled and sum(map(sheet.is_data, filled)) >= 0.6 * len(filled):
                return _Shape(DATA_MATRIX, header, names, tuple(met), across=True)
    return None


def _names_systems(corner: str) -> bool:
    """Whether the corner says that the rows are systems: 'Application'."""
    return any(c.field == "name" and c.score >= _NAMED for c in candidates(corner))


_NAMED = 0.6


def _as_chosen(sheet: _Sheet, header: int, role: str) -> _Shape | None:
    """The matrix that the user says a sheet is: the first column names the rows."""
    heads = sheet.heads(header)
    columns = _named(heads, 0)
    return _Shape(role, header, 0, tuple(columns)) if columns else None


def _table(table: Table, sheet: _Sheet, shape: _Shape, rows: list[int]) -> Table:
    """The matrix as a table: the fields of its columns say what is named there."""
    grid, heads = table.grid, sheet.heads(shape.header)
    if shape.role == MATRIX:
        back, told = _direction(sheet, shape)
        ends = ("target", "source") if back else ("source", "target")
        why = f"It is a matrix of systems by systems: a mark is a flow from {_WAY[back]}{told}."
    else:
        ends = ("data_objects", "name") if shape.across else ("name", "data_objects")
        why = "It is a matrix of systems by data objects: a mark says that the system holds it."
    columns = tuple(
        Column(
            index,
            heads[index] or f"Column {column_name(index)}",
            cell_name(shape.header, index),
            ends[index != shape.names],
            1.0,
            _SIDES[index != shape.names],
            column_name(index),
        )
        for index in (shape.names, *shape.marked)
    )
    below = tuple(row for row in rows if row > shape.header)
    why += _left_out(heads, shape)
    return Table(
        grid, shape.role, why, shape.header, columns, below, table.language, number=table.number
    )


def _left_out(heads: list[str], shape: _Shape) -> str:
    """Which columns are no part of the matrix, in a sentence; '' if all are."""
    rest = [n for n, head in enumerate(heads) if head and n not in (shape.names, *shape.marked)]
    named = ", ".join(f"'{heads[n][:40]}' ({cell_name(shape.header, n)})" for n in rest)
    return f" No part of it, and not read: {named}." if rest else ""


_WAY = {
    False: "the row's system to the column's",
    True: "the column's system to the row's",
}
_SIDES = ("it names the rows of the matrix", "it is a column of marks of the matrix")


def _direction(sheet: _Sheet, shape: _Shape) -> tuple[bool, str]:
    """Whether data moves from the column's system to the row's, and what says which way."""
    corner = text_of(sheet.grid.rows[shape.header][shape.names])
    for text in (corner, *_titles(sheet.grid, shape.header)):
        back = _way(text)
        if back is None and text is corner and len(fold(corner).split()) <= _FEW:
            back = {"target": True, "source": False}.get(_end(corner))
        if back is not None:
            return back, f", as '{shown_header(text)[:80]}' says"
    return False, ""


def _titles(grid: Grid, header: int) -> Iterator[str]:
    """What stands above a matrix and may say which way the data moves; the sheet's name last."""
    for row in range(header - 1, max(-1, header - 1 - _TITLES), -1):
        yield from (text for cell in grid.rows[row] if (text := text_of(cell)))
    yield grid.name


def _way(text: str) -> bool | None:
    """Whether a text says that columns send and rows receive; None if it says nothing of it.

    'from / to' stands for rows and columns in this order.
    """
    if len(text) > 2 * _MOST:
        return None
    sided = [(end, piece) for piece in _AND.split(text) if (end := _end(piece))]
    for end, piece in sided:
        tokens = set(fold(piece).split())
        if tokens & (_ROW | _COLUMN):
            return (end == "target") != bool(tokens & _COLUMN)
    ends = [end for piece in _PARTS.split(text) if (end := _end(piece))]
    return ends[0] == "target" if len(ends) == len(set(ends)) == len(_BOTH) else None


_FEW = 2
"""Words of a corner that names one side only: 'Consumer'."""
_BOTH = ("source", "target")
_ENDS = {"source": "source", "receives": "source", "target": "target", "feeds": "target"}
"""Fields whose words name one side of a matrix; in the plural they name columns of links."""


def _end(text: str) -> str:
    """Which end of a flow a text names; '' if none."""
    kept = [word for word in fold(text).split() if word not in _ROW | _COLUMN | _FILLERS]
    ends = [c for c in candidates(" ".join(kept)) if c.field in _ENDS and c.score >= _SURE]
    return _ENDS[ends[0].field] if ends else ""


_SURE = 0.9
_FILLERS = frozenset(("in", "the", "are", "im", "den", "dans", "les", "as"))


def known_of(base: Snapshot) -> Known:
    """What the map names."""
    systems = base.systems.values()
    names = [text for s in systems for text in (s.name, *(value for _, value in s.external_ids))]
    data = frozenset(fold(one.name) for one in base.data_objects.values())
    return Known(frozenset(fold_name(name) for name in names), data)


def with_matrices(
    tables: Sequence[Table], known: Known, catalogue: Catalogue, fixed: frozenset[int] = frozenset()
) -> list[Table]:
    """The tables; those that prove to be matrices of what the others name are read as such.

    `fixed` are the places of those whose role the user chose.
    """
    if len(tables) == 1 and not known.systems:
        return list(tables)
    naming = [_names(table) for table in tables]
    found = []
    for place, table in enumerate(tables):
        others = frozenset().union(*(names for n, names in enumerate(naming) if n != place))
        here = Known(known.systems | others, known.data)
        if place in fixed or table.role == DATA_MATRIX or not table.rows or not here.systems:
            found.append(table)
            continue
        found.append(_as_matrix(table, catalogue, here) or table)
    return found


def _as_matrix(table: Table, catalogue: Catalogue, known: Known) -> Table | None:
    """The table as a matrix, unless more of it is recognised as something else."""
    matrix = matrix_of(table, catalogue, known)
    if matrix is None or table.role in (IGNORED, MATRIX):
        return matrix
    marked = {column.index for column in matrix.columns[1:]}
    others = sum(column.score > 0 and column.index not in marked for column in table.columns)
    return matrix if others <= max(_LEAST, len(marked)) else None


def _names(table: Table) -> frozenset[str]:
    """What a sheet of systems calls them: by name, id and abbreviation."""
    if table.role not in ("systems", "mixed"):
        return frozenset()
    columns = [*table.of("name"), *table.of("id"), *table.of("abbreviation")]
    texts = (table.text(row, column) for column in columns for row in table.rows)
    return frozenset(fold_name(text) for text in texts if text)
