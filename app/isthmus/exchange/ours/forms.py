"""How a field's value stands in a cell of our own sheets, and how it is read from there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Protocol

from isthmus.exchange.ours.cells import CellValue, marked, plain_text, unmarked
from isthmus.exchange.ours.keys import Keys
from isthmus.exchange.ours.labels import Labels
from isthmus.exchange.ours.lists import joined, parted
from isthmus.exchange.ours.words import NO, YES, meant, word_of, words_of

FIRST_DAY = date(1900, 3, 1)
"""Before it Excel counts days wrongly, or not at all: earlier ones are written as texts."""
_DIGITS = 15
"""Digits of a number that Excel keeps; longer ones are written as texts."""
_LEAST = 1e-300
"""Nearer to nothing Excel takes a number for nothing."""


class UnreadError(ValueError):
    """A cell does not say what the export would have written: others may read it."""


class Asked(Protocol):
    """Finds what a cell refers to."""

    def one(self, table: str, text: str) -> str:
        """The id of the record that a text names; raises ValueError with the reason if none is."""

    @property
    def keys(self) -> Keys:
        """The catalogue's names."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What values are written by: how records and entries of the catalogue are called."""

    labels: Labels
    keys: Keys


Write = Callable[[Any, Desk], CellValue]
Read = Callable[[CellValue, Asked], Any]


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of value is written and read. An empty cell is never asked."""

    write: Write
    read: Read
    """Raises UnreadError where another reader may try, ValueError where nobody can."""
    like: str = ""
    """The field as which the import of other programs' sheets reads what somebody typed."""
    words: tuple[str, ...] = ()
    """What a list in the workbook offers."""
    refers: str = ""
    """The table whose records are offered."""
    look: str = "text"
    """How the cell looks: text, long, money, whole or day."""


TEXT = Form(lambda value, _: value or None, lambda cell, _: plain_text(cell))
LONG = Form(TEXT.write, TEXT.read, look="long")
NAME = Form(lambda value, _: marked(value), lambda cell, _: unmarked(plain_text(cell)))
"""A text that is there even where it is empty."""
ITEMS = Form(
    lambda value, _: joined(value) or None, lambda cell, _: tuple(parted(plain_text(cell)))
)


def _flag(cell: CellValue, _: Asked) -> bool:
    text = plain_text(cell).casefold()
    if text not in (YES.casefold(), NO.casefold()):
        raise UnreadError
    return text == YES.casefold()


FLAG = Form(lambda value, _: YES if value else NO, _flag, "backbone", (YES, NO))


def word(kind: type[StrEnum], like: str = "") -> Form:
    """One of the words of a kind."""

    def read(cell: CellValue, _: Asked) -> StrEnum:
        found = meant(kind, plain_text(cell))
        if found is None:
            raise UnreadError
        return found

    return Form(lambda value, _: word_of(value) or None, read, like, words_of(kind))


def _write_amount(value: Decimal | None, _: Desk) -> CellValue:
    """A number where Excel keeps all its digits, else a text."""
    if value is None:
        return None
    number = float(value)
    is_kept = number == 0 or _LEAST < abs(number) < 1 / _LEAST
    if is_kept and len(value.as_tuple().digits) <= _DIGITS and Decimal(repr(number)) == value:
        return number
    return str(value)


def _amount(cell: CellValue, _: Asked) -> Decimal:
    if isinstance(cell, int | float):
        return Decimal(repr(cell))
    try:
        found = Decimal(plain_text(cell))
    except InvalidOperation:
        raise UnreadError from None
    if not found.is_finite():
        raise UnreadError
    return found


AMOUNT = Form(_write_amount, _amount, "annual_cost", look="money")


def _write_count(value: int | None, _: Desk) -> CellValue:
    return value if value is None or len(str(abs(value))) <= _DIGITS else str(value)


def _count(cell: CellValue, _: Asked) -> int:
    try:
        found = int(plain_text(cell))
    except ValueError:
        raise UnreadError from None
    if not -(2**63) <= found < 2**63:
        raise ValueError(f"'{found}' is more than can be counted")
    return found


COUNT = Form(_write_count, _count, "users", look="whole")


def _write_day(value: date | None, _: Desk) -> CellValue:
    return value if value is None or value >= FIRST_DAY else value.isoformat()


def _day(cell: CellValue, _: Asked) -> date:
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(plain_text(cell))
    except ValueError:
        raise UnreadError from None


START = Form(_write_day, _day, "go_live", look="day")
END = Form(_write_day, _day, "contract_end", look="day")
"""A day before which something lasts: a bare month means its last day."""


def _moment(cell: CellValue, _: Asked) -> datetime:
    text = plain_text(cell)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text[:60]}' is no date with a time as 2026-01-31T12:00:00") from None


MOMENT = Form(lambda value, _: value and value.isoformat(), _moment)


def entry(kind: str, called: str) -> Form:
    """An entry of the catalogue; `called` says in a message what the text is not."""

    def read(cell: CellValue, asked: Asked) -> str:
        text = plain_text(cell)
        found = asked.keys.key(kind, text)
        if found is None:
            raise ValueError(f"'{text[:60]}' is no {called} that the catalogue knows")
        return found

    return Form(lambda value, desk: desk.keys.name(kind, value) if value else None, read)


def reference(table: str) -> Form:
    """A record of a table."""

    def write(value: str | None, desk: Desk) -> CellValue:
        return None if value is None else desk.labels.of(table, value)

    return Form(write, lambda cell, asked: asked.one(table, plain_text(cell)), refers=table)


def references(table: str) -> Form:
    """Records of a table, several in one cell."""

    def write(value: tuple[str, ...], desk: Desk) -> CellValue:
        return joined(desk.labels.of(table, each) for each in value) or None

    def read(cell: CellValue, asked: Asked) -> tuple[str, ...]:
        return tuple(asked.one(table, text) for text in parted(plain_text(cell)))

    return Form(write, read)
