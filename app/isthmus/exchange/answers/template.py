"""Writes the two sheets on which IT and the business answer who drives what."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.answers.questions import (
    ANSWER,
    DRIVER,
    KIND,
    NAME,
    OWNER,
    RESPONDENT,
    SHEETS,
    Question,
    Questions,
    one_line,
    question_code,
    question_header,
    questions_of,
)
from isthmus.exchange.errors import ExportFault
from isthmus.exchange.ours.cells import guarded
from isthmus.exchange.ours.looks import Looks, describe, row_of, save_still
from isthmus.exchange.ours.readme import HEADING, LISTS, LISTS_MARK, TITLE
from isthmus.model.records import Side
from isthmus.model.snapshot import Snapshot

_WIDTHS = (12, 12, 18, 38, 28, 28, 28)
_LOOKS = ("id", "id", "text", "text", "text", "text", "text")
_MORE_ROWS = 1_000
"""Rows below the last one in which the list is offered too."""
_MOST_ROWS = 300_000
"""Of a sheet: what the import takes."""


def write_answers_template(snapshot: Snapshot, catalogue: Catalogue, path: Path) -> None:
    """Write an .xlsx with a sheet for IT and one for the business, with the map's answers in it.

    Raises:
        ExportFault: the map asks more than a sheet takes.
        OSError: the file cannot be written.
    """
    questions = questions_of(snapshot, catalogue)
    rows = {side: list(_rows(questions, side)) for side in SHEETS}
    for side, each in rows.items():
        if len(each) >= _MOST_ROWS:
            raise ExportFault(f"The sheet {SHEETS[side]} would have {len(each):,} rows.")
    book = Workbook(write_only=True)
    save_still(book, lambda: _fill(book, questions, rows), path)


Row = Sequence[str]


def _rows(questions: Questions, side: Side) -> Iterator[Row]:
    """A row for each answer of a side, and one to be filled in where there is none."""
    for question in questions.all:
        answers = questions.answers.get((side, question.about), ())
        for answer in answers:
            said = (questions.driver(answer), one_line(answer.respondent))
            yield _row(question, answer.id, *said)
        if not answers:
            yield _row(question)


def _row(question: Question, answer: str = "", driver: str = "", respondent: str = "") -> Row:
    code = question_code(question.about)
    return code, answer, question.kind, question.name, question.owner, driver, respondent


def _fill(book: Workbook, questions: Questions, rows: dict[Side, list[Row]]) -> None:
    looks = Looks(book)
    drivers = [guarded(each) for each in questions.drivers()]
    for side, name in SHEETS.items():
        headers = (question_header(side), ANSWER, KIND, NAME, OWNER, DRIVER, RESPONDENT)
        _write_sheet(book, looks, name, [headers, *rows[side]], len(drivers))
    _write_list(book, looks, drivers)
    describe(book, f"Who drives what: {questions.snapshot.info.name}")


def _write_sheet(
    book: Workbook, looks: Looks, name: str, rows: Sequence[Row], drivers: int
) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "E2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_WIDTHS))}{len(rows)}"
    for number, width in enumerate(_WIDTHS, start=1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width, column.number_format = width, "@"
    offered = DataValidation("list", formula1=f"{LISTS}!$B$3:$B${drivers + 2}", allow_blank=True)
    offered.add(f"F2:F{len(rows) + _MORE_ROWS}")
    sheet.data_validations.append(offered)
    sheet.append(row_of(sheet, looks, rows[0], ["head"] * len(_LOOKS)))
    for row in rows[1:]:
        sheet.append(row_of(sheet, looks, [guarded(text) or None for text in row], _LOOKS))


def _write_list(book: Workbook, looks: Looks, drivers: Sequence[str]) -> None:
    """What the cells of drivers offer."""
    sheet = book.create_sheet(LISTS)
    sheet.append(row_of(sheet, looks, [LISTS_MARK], [TITLE]))
    sheet.append(row_of(sheet, looks, [None, DRIVER], [HEADING] * 2))
    for text in drivers:
        sheet.append(row_of(sheet, looks, [None, text], ["text"] * 2))
