"""Tells what was hidden in a sheet, and which cells are empty only because a formula failed."""

from isthmus.exchange.grid import UNWORKED, Grid, cell_name, column_name
from isthmus.exchange.ledger import Ledger
from isthmus.exchange.proposal import INFO, WARNING
from isthmus.model.records import CellRef

_NAMED = 6
"""Rows, or columns, that are named; of more, only how many."""


def tell_of_grid(ledger: Ledger, grid: Grid, *, read_hidden: bool) -> None:
    """Tell of what is hidden, whether it is read, and of faulty cells."""
    if grid.hidden:
        told = "The sheet is hidden in the workbook; it was imported all the same."
        ledger.tell_sheet(INFO, grid.file, grid.name, told)
    if told := _hidden(grid, "read all the same" if read_hidden else "left out, as chosen"):
        ledger.tell_sheet(INFO, grid.file, grid.name, told)
    for (row, column), why in sorted(grid.faults.items()):
        place = CellRef(grid.file, grid.name, cell_name(row, column))
        ledger.tell_cell(WARNING, place, _fault(why))


def _fault(why: str) -> str:
    if why == UNWORKED:
        return (
            "The formula was never worked out, so that its value is not in the file. Open it in "
            "Excel and save it. The cell is taken as empty."
        )
    return f"The formula failed and says {why}. The cell is taken as empty."


def _hidden(grid: Grid, done: str) -> str:
    """What of a sheet is hidden, and what was done with it, in a sentence; '' if nothing is."""
    rows = _counted("row", [str(row + 1) for row in sorted(grid.hidden_rows)])
    columns = _counted("column", [column_name(column) for column in sorted(grid.hidden_columns)])
    told = " and ".join(part for part in (rows, columns) if part)
    one = len(grid.hidden_rows) + len(grid.hidden_columns) == 1
    verb = "is hidden in the workbook; it was" if one else "are hidden in the workbook; they were"
    return f"{told} {verb} {done}." if told else ""


def _counted(noun: str, names: list[str]) -> str:
    """'3 rows (2, 5 and 6)'."""
    if not names:
        return ""
    several = noun if len(names) == 1 else f"{noun}s"
    return f"{len(names)} {several} ({_listed(names)})"


def _listed(names: list[str]) -> str:
    """The names in a sentence; of many, the first."""
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])}, …"
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
