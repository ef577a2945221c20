"""A sheet as it was read: rows of cells, with what is needed to cite them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""
Place = tuple[int, int]
"""Row and column, counted from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of one file. Rows may differ in length; what is missing is empty."""

    file: str
    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    merged: tuple[Range, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader had to put up with, in sentences for the user."""
    stem: bool = False
    """The name is the file's own (a CSV has no sheets)."""
    hidden_rows: frozenset[int] = frozenset()
    """Hidden by hand or by a filter, counted from 0; none where the format does not tell."""
    hidden_columns: frozenset[int] = frozenset()
    since_1904: bool = False
    """Days are counted from 1904 in it, where a number is a day."""
    faults: Mapping[Place, str] = field(default_factory=dict)
    """Cells read as empty though they are not, and why: an error such as '#REF!', or UNWORKED."""

    def without_hidden(self) -> "Grid":
        """The sheet with its hidden rows and columns emptied; all others stay where they are."""
        if not self.hidden_rows and not self.hidden_columns:
            return self
        shown = [
            [] if number in self.hidden_rows else self._shown(row)
            for number, row in enumerate(self.rows)
        ]
        faults = {
            place: why
            for place, why in self.faults.items()
            if place[0] not in self.hidden_rows and place[1] not in self.hidden_columns
        }
        return replace(self, rows=shown, faults=faults)

    def _shown(self, row: list[Cell]) -> list[Cell]:
        if not self.hidden_columns:
            return row
        return ["" if i in self.hidden_columns else cell for i, cell in enumerate(row)]


UNWORKED = "a formula that was never worked out"
"""Why a formula's cell is empty whose value no program worked out: it is in no file."""
ERRORS = frozenset((
    "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!",
    "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#NV", "#BEZUG!", "#WERT!", "#ZAHL!",
    "#NOMBRE?", "#NOM?", "#VALEUR!", "#NOMBRE!", "#VALOR!", "#I/T", "#VERDI!", "#NAVN?",
))  # fmt: skip
"""What a cell says whose formula failed, in Excel's languages."""


def without_errors(grid: Grid) -> Grid:
    """The sheet with cells emptied that say nothing but that a formula failed; they are noted."""
    faults = dict(grid.faults)
    for number, row in enumerate(grid.rows):
        if not ERRORS.isdisjoint(row):
            for column, cell in enumerate(row):
                if cell in ERRORS:
                    faults[number, column] = str(cell)
                    row[column] = ""
    return replace(grid, faults=faults) if faults else grid


def column_name(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """A cell as Excel names it; row and column counted from 0."""
    return f"{column_name(column)}{row + 1}"


def text_of(cell: Cell) -> str:
    """What a cell says, as text: whole numbers without '.0', dates in ISO form."""
    if isinstance(cell, str):
        return (cell if cell.isascii() else _UNSEEN.sub("", cell.replace("\xa0", " "))).strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{int(cell)}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        if cell.year < 1900:  # a time of day, which Excel counts from its day 0
            return cell.time().isoformat("minutes")
        midnight = cell.time() == time.min
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def is_blank(row: list[Cell]) -> bool:
    """Whether a row says nothing: empty cells, and what idle formulas leave (0, FALSE)."""
    return not any(cell not in _NOTHING and text_of(cell) for cell in row)


_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad\u200e\u200f]")
"""Characters of no width, which stick to text copied from web pages."""
_NOTHING: tuple[Cell, ...] = ("", 0, False)
