"""Cells that the user puts right before the import, and what a cell may have been meant to say."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import fuzz, process

from isthmus.exchange.folding import fold
from isthmus.exchange.grid import Cell, Grid, column_number
from isthmus.exchange.vocabulary import words
from isthmus.model.records import CellRef

_NEAR = 80
"""Least likeness, of 100, of a text to what it may have been meant to say."""
_SHORTEST = 4
"""Characters of a text that can be a misspelling rather than another word."""
_PLACE = re.compile(r"([A-Z]+)(\d+)")


def with_fixes(grid: Grid, fixes: Mapping[CellRef, str]) -> Grid:
    """The sheet with what the user says that cells say; the sheet as read stays as it is."""
    here = {cell.cell: text for cell, text in fixes.items()
            if (cell.file, cell.sheet) == (grid.file, grid.name)}  # fmt: skip
    if not here:
        return grid
    rows, faults = list(grid.rows), dict(grid.faults)
    for place, text in here.items():
        found = _PLACE.fullmatch(place)
        row, column = (int(found[2]) - 1, column_number(found[1]) - 1) if found else (-1, -1)
        if 0 <= row < len(rows) and column >= 0:
            rows[row] = _with(rows[row], column, text)
            faults.pop((row, column), None)
    return replace(grid, rows=rows, faults=faults)


def _with(cells: list[Cell], column: int, text: str) -> list[Cell]:
    """A row with another text in one of its cells, which may lie beyond its end."""
    padded = [*cells, *[""] * (column + 1 - len(cells))]
    padded[column] = text
    return padded


def word_meant(kind: str, text: str) -> str:
    """The word of a kind (lifecycle, hosting...) that a text misspells, '' if none."""
    return nearest(fold(text), words().meanings[kind])


def nearest(text: str, known: Iterable[str]) -> str:
    """The one of the texts known that another misspells, '' if none is near enough."""
    if len(text) < _SHORTEST:
        return ""
    found = process.extractOne(text, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else ""
