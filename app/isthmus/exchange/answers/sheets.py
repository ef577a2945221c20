"""The sheets of answers among those of a workbook: known by the header of their questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from isthmus.exchange.answers.questions import (
    ANSWER,
    DRIVER,
    KIND,
    NAME,
    QUESTION,
    RESPONDENT,
    SHEETS,
    one_line,
    question_header,
)
from isthmus.exchange.grid import Cell, Grid, cell_name, is_blank, text_of
from isthmus.exchange.ours.cells import from_csv, unguarded
from isthmus.model.records import Side

_DEPTH = 20
"""Rows from the top among which the headers are looked for."""
_HEADERS = {each.casefold(): each for each in (ANSWER, KIND, NAME, DRIVER, RESPONDENT)}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row of a sheet of answers: what stands under each header that is known."""

    sheet: "AnswerSheet"
    number: int
    texts: Mapping[str, str]

    def said(self, header: str) -> str:
        """What the row says under a header, '' for nothing."""
        return self.texts.get(header, "")

    def cell(self, header: str) -> str:
        """The cell under a header, of the whole row's first cell where there is none."""
        return cell_name(self.number, self.sheet.places.get(header, 0))


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """A sheet of one side's answers, with where each column stands."""

    grid: Grid
    side: Side
    header: int
    places: Mapping[str, int]
    """Columns by what they hold, counted from 0."""

    def rows(self) -> Iterator[AnswerRow]:
        """The rows below the header that say something."""
        for number in range(self.header + 1, len(self.grid.rows)):
            row = self.grid.rows[number]
            if not is_blank(row):
                texts = {
                    header: _text(row[place], self.grid)
                    for header, place in self.places.items()
                    if place < len(row)
                }
                yield AnswerRow(self, number, texts)


def answer_sheet(grid: Grid) -> AnswerSheet | None:
    """The sheet made out if it holds answers, None for any other.

    Where the column of the questions was deleted, the sheet's name tells whose answers it holds.
    """
    for number, row in enumerate(grid.rows[:_DEPTH]):
        headers = [_text(cell, grid).casefold() for cell in row]
        places = {_HEADERS[h]: at for at, h in reversed(list(enumerate(headers))) if h in _HEADERS}
        side = _side(grid, headers)
        if side is not None and DRIVER in places:
            asked = question_header(side).casefold()
            if asked in headers:
                places[QUESTION] = headers.index(asked)
            return AnswerSheet(grid, side, number, places)
    return None


def _side(grid: Grid, headers: list[str]) -> Side | None:
    for side in SHEETS:
        if question_header(side).casefold() in headers:
            return side
    named = grid.name.strip().casefold()
    return next((side for side, name in SHEETS.items() if name.casefold() == named), None)


def _text(cell: Cell, grid: Grid) -> str:
    text = cell if isinstance(cell, str) else text_of(cell)
    return one_line(unguarded(from_csv(text) if grid.stem else text))
