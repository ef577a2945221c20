"""The account that an import gives of its sheets, and of files that hold nothing for it."""

from collections.abc import Mapping, Sequence

from isthmus.exchange.naming import are_listed
from isthmus.exchange.ours.tables import ASKS, is_ours
from isthmus.exchange.proposal import DATA_MATRIX, FLOWS, SheetAccount
from isthmus.exchange.table import Table


def references_of(listed: Table, met: Mapping[int, int]) -> int:
    """How many flows, or marks, the rows of a sheet name; `met` has those that were linked."""
    if is_ours(listed):
        return len(listed.rows) if listed.role == FLOWS else 0
    marks = len(listed.rows) if listed.role == DATA_MATRIX else 0
    return met.get(id(listed.grid), marks)


def account_of(table: Table, references: int = 0) -> SheetAccount:
    """What a sheet was taken for."""
    grid = table.grid
    return SheetAccount(
        file=grid.file,
        name=grid.name,
        role=table.role,
        why=table.why + (" The sheet is hidden." if grid.hidden else ""),
        header_row=None if table.header is None else table.header + 1,
        rows=len(table.rows),
        columns=tuple(column.account() for column in table.columns),
        references=references,
        number=table.number,
        program=table.program,
        hidden=grid.hidden,
        hidden_rows=len(grid.hidden_rows),
        hidden_columns=len(grid.hidden_columns),
    )


def nothing_in(files: Sequence[str], tables: list[Table]) -> str:
    """Why nothing can be imported, which headers were seen, and what is needed."""
    names = ", ".join(files)
    if any(table.why == ASKS for table in tables):
        return f"{names} holds answers on who drives what. Take them in with 'isthmus answers'."
    if all(not table.rows and table.header is None for table in tables):
        return f"{names} is empty: no sheet of it holds anything. Choose another file."
    if are_listed(tables):
        return (
            f"{names}: none of the elements that its relations name is a system. Export a model "
            "with application components, or import into a map that has the systems."
        )
    if any(table.role == FLOWS for table in tables):
        return (
            f"{names} lists flows only, and names their ends by number. Import it together with "
            "the inventory of the systems that "
            "it names, or into a map that has them."
        )
    seen = "; ".join(
        f"sheet '{table.grid.name}': {table.why}" for table in tables if table.rows or table.columns
    )
    return (
        f"{names}: no column could name a system. Seen in {seen} An inventory needs one row a "
        "system, and a header such as 'Application name' over the column with the names."
    )
