"""Systems and departments that nothing but a name tells of: ends of flows, names of sheets."""

from collections.abc import Sequence
from dataclasses import replace

from isthmus.exchange.collecting import Collection
from isthmus.exchange.proposal import DATA_MATRIX, FLOWS, HOLDINGS, MIXED, SYSTEMS, WARNING
from isthmus.exchange.resolve import Directory
from isthmus.exchange.rows import layout_of, not_a_record
from isthmus.exchange.sheetkinds import department_of_sheet, is_sure_department
from isthmus.exchange.tables import Column, Table


def with_departments(tables: Sequence[Table]) -> list[Table]:
    """The sheets of a file; those named after departments and without a column for them have one.

    A name such as 'Data' or 'IT' is one only beside a sheet whose name can be nothing else.
    """
    named = [_department(table) for table in tables]
    sure = any(name and is_sure_department(name) for name in named)
    return [
        _with_department(table, name) if name and sure else table
        for table, name in zip(tables, named, strict=True)
    ]


def _department(table: Table) -> str:
    if table.role not in (SYSTEMS, MIXED) or table.grid.stem or table.of("department"):
        return ""
    return department_of_sheet(table.grid.name)


def _with_department(table: Table, name: str) -> Table:
    told = f"{table.why} Its name gives their department: {name}."
    return replace(table, department=name, why=told)


def are_numbered(tables: Sequence[Table]) -> bool:
    """Whether the ends of all flows are mostly numbers, which name no system by themselves."""
    texts = [text for table in tables for _, _, text in _ends(table)]
    return sum(text.replace(".", "").isdigit() for text in texts) > len(texts) / 2


def are_listed(tables: Sequence[Table]) -> bool:
    """Whether the ends of flows are mostly ids of a sheet of elements none of which is a system."""
    texts = [text for table in tables for _, _, text in _ends(table)]
    others = (table for table in tables if table.role not in _KEYS)
    ids = {
        table.text(row, column)
        for table in others
        for column in table.of("id")
        for row in table.rows
    }
    return sum(text in ids for text in texts) > len(texts) / 2


def name_systems(tables: Sequence[Table], collection: Collection, directory: Directory) -> None:
    """Take the ends of flows for the systems, where nothing else names any."""
    for table in tables:
        made = sum(
            collection.name(found.text, table, row, column)
            for row, column, text in _ends(table)
            for found in directory.all_in(text)
        )
        if made:
            heads = " and ".join(f"'{c.header[:60]}'" for c in _columns(table))
            told = (
                f"No inventory came with {_kind(table)}, so {made} systems were made of the names "
                f"in {heads}. Import the inventory too when there is one: it fills them in by name."
            )
            collection.ledger.tell_sheet(WARNING, table.grid.file, table.grid.name, told)


def _kind(table: Table) -> str:
    return {FLOWS: "these flows", HOLDINGS: "this list"}.get(table.role, "this matrix")


def _columns(table: Table) -> tuple[Column, ...]:
    """The columns that name systems."""
    if table.role == HOLDINGS:
        return (table.of("system")[0],)
    if table.role == DATA_MATRIX:
        return (table.of("name")[0],)
    return table.of("source")[0], table.of("target")[0]


def _ends(table: Table) -> list[tuple[int, Column, str]]:
    """Where the ends of a sheet's flows stand, or who holds data, and what stands there."""
    if table.role not in _KEYS:
        return []
    layout = layout_of(table, _KEYS[table.role])
    return [
        (row, column, table.text(row, column))
        for row in table.rows
        if not not_a_record(layout, row)
        for column in _columns(table)
    ]


_KEYS = {FLOWS: "source", DATA_MATRIX: "name", HOLDINGS: "system"}
"""What names the row of a sheet that names systems."""
