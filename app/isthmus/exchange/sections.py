"""Rows that head the rows below them, and the departments that they name."""

from isthmus.exchange.sheetkinds import department_of_sheet, is_sure_department
from isthmus.exchange.tables import Column, Table

_LEAST = 3
"""Cells that a system's row fills in a sheet that can have rows of headings."""
_WIDE = 3
"""Columns over which a heading's cell is merged."""


def sections_of(table: Table, key: Column) -> dict[int, str]:
    """The rows that are headings, with the department that each names ('' if it names none)."""
    if len(table.columns) < _LEAST:
        return {}
    wide = {top for top, left, _, right in table.grid.merged if right - left >= _WIDE - 1}
    lone = [row for row in table.rows if _is_lone(table, row, key)]
    full = sum(_filled(table, row) >= _LEAST for row in table.rows)
    if not lone or full < len(table.rows) / 2 or len(lone) > len(table.rows) / 3:
        return {}
    has_departments = bool(table.of("department"))
    found = {}
    for row in lone:
        name = department_of_sheet(table.text(row, key))
        if row in wide or (name and is_sure_department(name)):
            found[row] = "" if has_departments else name
    return found


def _is_lone(table: Table, row: int, key: Column) -> bool:
    return _filled(table, row) == 1 and bool(table.text(row, key))


def _filled(table: Table, row: int) -> int:
    return sum(cell != "" for cell in table.grid.rows[row])


def departments_by_row(table: Table, sections: dict[int, str]) -> dict[int, str]:
    """The department that the nearest heading above names, for each row that has one."""
    found, current = {}, ""
    for row in table.rows if any(sections.values()) else ():
        current = sections.get(row, current)
        found[row] = current
    return found
