"""What the marks of a matrix say, and the matrix as a list with a row for each mark."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.folding import fold, shown_header
from isthmus.exchange.grid import Cell, Grid, text_of
from isthmus.exchange.proposal import CUSTOM, DATA_MATRIX, FLOWS, MATRIX
from isthmus.exchange.table import Column, Table
from isthmus.exchange.values import is_placeholder, meaning, yes_no
from isthmus.model.records import HoldingRole

_ITEMS = re.compile(r"\s*[,;/\n|:+]\s*")
_LETTERS = frozenset("crudxwmols")
_MASTERING = frozenset("cmw")
"""Letters that say that data comes into being, or is kept, in a system: create, master, write."""
_READING = frozenset("rl")
"""Letters that say that a system only reads: read, lire, lesen, leer, lezen."""
_CRUD = frozenset("crudmwls")
_NONE = ("■", "█", "▓", "░", "\\", "/")
"""How the cells on the diagonal are blotted out."""
_MOST_LETTERS = 5

LISTED = ("source", "target", "two_way", "method", "state", "flow_name", "data_objects", CUSTOM)
"""The columns of a matrix of systems written as a list."""
_HEADS = {
    "two_way": "Direction", "method": "Method", "state": "State", "flow_name": "Flow",
    "data_objects": "Data", CUSTOM: "Mark",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark between two systems says of the flow."""

    both: bool = False
    back: bool = False
    method: str = ""
    state: str = ""
    name: str = ""
    data: tuple[str, ...] = ()
    text: str = ""
    """What it says that is no part of a flow: a number, say."""


def is_mark(text: str) -> bool:
    """Whether a cell says that there is something between its row and its column."""
    return not is_placeholder(text) and text not in _NONE and yes_no(text) is not False


def mark_of(text: str, catalogue: Catalogue) -> Mark:
    """What a mark between two systems says."""
    letters = fold(text).replace(" ", "")
    if yes_no(text):
        return Mark()
    if letters and set(letters) <= {"r", "w"}:  # the row's system reads, or writes to, the other
        return Mark(both=len(set(letters)) > 1, back=letters == "r")
    way = meaning("two_way", text)
    if way and way[1]:
        return Mark(both=way[0] == "both", back=way[0] == "back")
    if text.isdigit():
        return Mark(text=text)
    return _worded(text, catalogue)


def _worded(text: str, catalogue: Catalogue) -> Mark:
    """A mark in words: ways of moving data, data objects, and what else is the flow's name."""
    whole = meaning("method", text)
    if whole and whole[1]:
        return Mark(method=text)
    methods, states, data, rest = [], [], [], []
    for item in filter(None, _ITEMS.split(text)):
        way = meaning("method", item)
        if way and way[1]:
            methods.append(item)
        elif (stage := meaning("state", item)) and stage[1]:
            states.append(item)
        elif catalogue.match_data_object(item):
            data.append(item)
        else:
            rest.append(item)
    name = shown_header(text) if rest else ""
    state = states[0] if states else ""
    return Mark(method=", ".join(methods), state=state, name=name, data=tuple(data))


def role_of(text: str) -> tuple[HoldingRole, bool]:
    """How a system holds the data that a mark is for, and whether the mark surely says so."""
    letters = set(fold(text).replace(" ", ""))
    if found := meaning("holding", text):
        return HoldingRole(found[0]), True
    if letters and letters <= _LETTERS and len(text) <= _MOST_LETTERS + 2:
        if letters & _MASTERING or letters == {"o"}:
            return HoldingRole.MASTER, True
        return (HoldingRole.READER if letters <= _READING else HoldingRole.REPLICA), True
    return HoldingRole.REPLICA, bool(yes_no(text))


def are_crud(below: Sequence[list[Cell]], columns: Iterable[int]) -> bool:
    """Whether columns hold letters for what is done with data, and nothing but them."""
    texts = {text_of(cells[c]) for c in columns for cells in below if c < len(cells)}
    marks = {text for text in texts if is_mark(text)}
    return len(marks) > 1 and all(_is_crud(mark) for mark in marks)


def _is_crud(text: str) -> bool:
    letters = fold(text).replace(" ", "")
    return bool(letters) and set(letters) <= _CRUD and len(letters) <= _MOST_LETTERS


def are_letters(below: Sequence[list[Cell]], columns: Iterable[int]) -> bool:
    """Whether columns hold crosses, words for holding data, or letters for what is done with it."""
    texts = [text_of(cells[c]) for c in columns for cells in below if c < len(cells)]
    marks = [text for text in texts if is_mark(text)]
    return bool(marks) and sum(role_of(mark)[1] for mark in marks) >= 0.8 * len(marks)


def are_marks(below: Sequence[list[Cell]], column: int) -> bool:
    """Whether all that stands in a column, if anything does, can be told to be marks."""
    texts = {text for cells in below if column < len(cells) if (text := text_of(cells[column]))}
    return all(map(_is_surely_mark, texts))


def _is_surely_mark(text: str) -> bool:
    if not is_mark(text) or yes_no(text):
        return True
    ways = (meaning("two_way", text), meaning("method", text), meaning("state", text),
            meaning("holding", text))  # fmt: skip
    letters = set(fold(text).replace(" ", ""))
    return any(way and way[1] for way in ways) or (bool(letters) and letters <= _LETTERS)


@dataclass(frozen=True, slots=True)
class Listed(Table):
    """A matrix written as a list; its cells know where they stand in the matrix."""

    places: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def place(self, row: int, column: Column) -> str:
        """The cell of the matrix that a cell of the list comes from."""
        return self.places[row, column.index]


Row = list[tuple[str, str]]
"""Texts of a row of the list, each with the cell that it comes from."""


def as_list(table: Table, catalogue: Catalogue) -> Table:
    """A matrix as a list of its marks; any other table as it is."""
    if table.role == MATRIX:
        return _listed(table, FLOWS, LISTED, list(_flow_rows(table, catalogue)))
    if table.role == DATA_MATRIX:
        return _listed(table, DATA_MATRIX, ("name", "data_objects", CUSTOM), list(_held(table)))
    return table


def _listed(table: Table, role: str, fields: Sequence[str], rows: list[Row]) -> Listed:
    """The list, without the columns in which nothing stands."""
    needed = [n for n, name in enumerate(fields) if n < 2 or any(row[n][0] for row in rows)]
    heads = {table.columns[0].field: table.columns[0].header}
    columns = tuple(
        Column(at, heads.get(fields[n]) or _head(fields[n]), "A1", fields[n], 1.0, "", "")
        for at, n in enumerate(needed)
    )
    grid = table.grid
    cells: list[list[Cell]] = [[row[n][0] for n in needed] for row in rows]
    places = {(at, i): row[n][1] for at, row in enumerate(rows) for i, n in enumerate(needed)}
    return Listed(
        Grid(grid.file, grid.name, cells, stem=grid.stem), role, table.why, None, columns,
        tuple(range(len(rows))), table.language, number=table.number, places=places,
    )  # fmt: skip


def _head(name: str) -> str:
    return _HEADS.get(name, "The other side of the matrix")


def _marks(table: Table) -> Iterator[tuple[int, Column, str]]:
    """The cells of a matrix that are marked."""
    names, *marked = table.columns
    used = [column for column in marked if column.field not in ("", CUSTOM)]
    for row in table.rows:
        if table.text(row, names):
            for column in used:
                text = table.text(row, column)
                if is_mark(text):
                    yield row, column, text


def _flow_rows(table: Table, catalogue: Catalogue) -> Iterator[Row]:
    """A row of the list for each mark between two systems."""
    names = table.columns[0]
    read: dict[str, Mark] = {}
    for row, column, text in _marks(table):
        mark = read.setdefault(text, mark_of(text, catalogue))
        one = (table.text(row, names), table.place(row, names))
        other = (column.header, column.cell)
        ends = [one, other] if (names.field == "source") != mark.back else [other, one]
        cell = table.place(row, column)
        told = (
            "<->" if mark.both else "->",
            mark.method,
            mark.state,
            mark.name,
            ", ".join(mark.data),
        )
        yield [*ends, *((text, cell) for text in (*told, mark.text))]


def _held(table: Table) -> Iterator[Row]:
    """A row of the list for each mark between a system and a data object."""
    names = table.columns[0]
    for row, column, text in _marks(table):
        ends = [(table.text(row, names), table.place(row, names)), (column.header, column.cell)]
        if names.field != "name":
            ends.reverse()
        yield [*ends, (text, table.place(row, column))]
