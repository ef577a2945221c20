"""A sheet made out: its columns, what they hold, and the rows that say something."""

from dataclasses import dataclass

from isthmus.exchange.grid import Cell, Grid, text_of
from isthmus.exchange.proposal import ColumnAccount


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: where it stands, how it is called, what it holds."""

    index: int
    header: str
    """As it is shown; unlike that of any other column of the table."""
    cell: str
    field: str
    score: float
    reason: str
    letters: str = ""

    def account(self) -> ColumnAccount:
        """The column as the account tells it."""
        account = (self.cell, self.header, self.field, self.score, self.reason)
        return ColumnAccount(*account, index=self.index)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its role, and why; the rows below its header that say something."""

    grid: Grid
    role: str
    why: str
    header: int | None = None
    columns: tuple[Column, ...] = ()
    rows: tuple[int, ...] = ()
    language: str = ""
    department: str = ""
    """Whose systems the rows are, if the sheet is named after a department."""
    number: int = 0
    """Which of the files it is in, counted from 0."""
    program: str = ""
    """Which program's export it is known to be; '' if none's."""

    def of(self, field: str) -> list[Column]:
        """The columns that hold a field, from left to right."""
        return [column for column in self.columns if column.field == field]

    def cell(self, row: int, column: Column) -> Cell:
        """What a cell holds; '' where the row ends before it."""
        cells = self.grid.rows[row]
        return cells[column.index] if column.index < len(cells) else ""

    def text(self, row: int, column: Column) -> str:
        """What a cell says."""
        return text_of(self.cell(row, column))

    def place(self, row: int, column: Column) -> str:
        """The cell's name."""
        return f"{column.letters}{row + 1}"
