"""Reads .xlsx, .xlsm, .xlsb, .xls and .ods: values only, whatever formulas and links there are."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.grid import Cell, Grid, Place, Range, is_blank, without_errors
from isthmus.exchange.guard import Cancelled, Extent, check_extent, check_workbook, locked
from isthmus.exchange.sightings import Sightings


def read_workbook(path: Path, cancelled: Cancelled) -> Iterator[Grid]:
    """The sheets of a workbook in order, hidden ones too.

    Raises:
        ImportFault: it is no workbook, locked, damaged or too large.
        ImportCancelled: `cancelled` said so.
    """
    seen = check_workbook(path, cancelled)
    try:
        yield from _sheets(path, seen, cancelled)
    except PasswordError as error:
        raise locked(path.name) from error
    except (CalamineError, OSError) as error:
        raise _unreadable(path.name, str(error)) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise _unreadable(path.name, "its parts contradict one another") from error


def _sheets(path: Path, seen: dict[str, Sightings], cancelled: Cancelled) -> Iterator[Grid]:
    workbook = load_workbook(BytesIO(path.read_bytes()))
    for meta in workbook.sheets_metadata:
        if cancelled():
            raise ImportCancelled
        if meta.typ is SheetTypeEnum.WorkSheet:
            yield _grid(path.name, workbook, meta, seen.get(meta.name, Sightings()))


_PANIC = "PanicException"
"""What the parser raises where it did not reckon with a file; it is no Exception to Python."""


def _unreadable(name: str, why: str) -> ImportFault:
    return ImportFault(
        f"{name} cannot be read as a workbook ({why}). Open it in Excel and save it again as .xlsx."
    )


def _grid(file: str, workbook: CalamineWorkbook, meta: SheetMetadata, seen: Sightings) -> Grid:
    sheet = workbook.get_sheet_by_name(meta.name)
    check_extent(file, meta.name, Extent(sheet.total_height, sheet.total_width))
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    _empty(rows, seen.faults)
    hidden = meta.visible is not SheetVisibleEnum.Visible
    grid = Grid(
        file, meta.name, rows, hidden, _merged(sheet), (_MORE,) if seen.more else (),
        hidden_rows=frozenset(r for r in seen.rows if r < len(rows) and not is_blank(rows[r])),
        hidden_columns=frozenset(c for c in seen.columns if c <= sheet.total_width),
        since_1904=seen.since_1904,
        faults=seen.faults,
    )  # fmt: skip
    return without_errors(grid)


_MORE = (
    "So many of its formulas failed or were never worked out that not all are listed. Open it in "
    "Excel and save it again."
)


def _empty(rows: list[list[Cell]], places: Iterable[Place]) -> None:
    """Empty what is at fault, however the parser gives it."""
    for row, column in places:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ""


def _merged(sheet: CalamineSheet) -> tuple[Range, ...]:
    """The merged ranges; not every format tells them."""
    ranges: list[Any] = sheet.merged_cell_ranges or []
    return tuple((start[0], start[1], end[0], end[1]) for start, end in ranges)
