"""Dates as people write them, in the order that a column shows."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from isthmus.exchange.folding import fold
from isthmus.exchange.grid import Cell, text_of
from isthmus.exchange.vocabulary import words

_EXCEL_EPOCH = date(1899, 12, 30)
_MAC_DAYS = 1462
"""What days counted from 1904, as old Macs did, lack."""
_SERIALS = range(20_000, 80_000)  # 1954 to 2119
_YEARS = range(1950, 2101)

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_BARE = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)")
_THREE = re.compile(r"(\d{1,2})([-/. ])\s?(\d{1,2})\.?[-/. ]\s?(\d{4}|\d{2})(?:[ t]\d{1,2}:.*)?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_QUARTER = re.compile(
    r"(?:q|k|t)\s?([1-4])[\s/-]*'?(\d{4}|\d{2})|([1-4])\.?\s?(?:q|k|t|quartal|kvartal)\s?(\d{4}|\d{2})"
)
_QUARTER_LATE = re.compile(r"(\d{4})[\s/-]*(?:q|k|t)([1-4])")
_YEAR = re.compile(r"(\d{4})")


class DateReader:
    """Reads the dates of one column; whether days or months come first is seen from all of it."""

    def __init__(
        self,
        texts: Iterable[str],
        *,
        month_first: bool = False,
        end: bool = False,
        since_1904: bool = False,
    ) -> None:
        """`month_first` decides where no cell does; with `end` a bare month means its last day."""
        self._end = end
        self._lacking = _MAC_DAYS if since_1904 else 0
        orders = {order for text in texts if (order := _order(text)) is not None}
        self.ambiguous = not orders
        """No cell shows whether the day or the month comes first."""
        self._month_first = month_first if len(orders) != 1 else orders.pop()

    def read(self, cell: Cell) -> date | None:
        """The date that a cell holds, None if it holds none."""
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return self._number(float(cell))
        if not isinstance(cell, str):
            return None
        return self._text(text_of(cell).casefold().removesuffix(".0"))

    def other_way(self, text: str) -> str:
        """A date in ISO form with day and month the other way round, '' if there is none."""
        found = _THREE.fullmatch(text.strip())
        if not found:
            return ""
        first, second = int(found[1]), int(found[3])
        month, day = (second, first) if self._month_first else (first, second)
        other = _date(_year(found[4]), month, day)
        return other.isoformat() if other else ""

    def _number(self, number: float) -> date | None:
        if int(number) in _SERIALS:
            return _EXCEL_EPOCH + timedelta(days=int(number) + self._lacking)
        return self._span(int(number), 1, 12) if int(number) in _YEARS else None

    def _text(self, text: str) -> date | None:
        if found := _ISO.fullmatch(text) or _BARE.fullmatch(text):
            return _date(int(found[1]), int(found[2]), int(found[3]))
        if found := _THREE.fullmatch(text):
            return self._three(int(found[1]), found[2], int(found[3]), _year(found[4]))
        if found := _YEAR_MONTH.fullmatch(text):
            return self._span(int(found[1]), int(found[2]), 1)
        if found := _MONTH_YEAR.fullmatch(text):
            return self._span(int(found[2]), int(found[1]), 1)
        if text.isascii() and text.isdigit():
            return self._number(float(text[:9]))
        return self._quarter(text) or self._spoken(text)

    def _three(self, first: int, mark: str, second: int, year: int) -> date | None:
        month_first = self._month_first and mark != "."
        month, day = (first, second) if month_first else (second, first)
        return _date(year, month, day)

    def _quarter(self, text: str) -> date | None:
        if found := _QUARTER.fullmatch(text):
            quarter, year = int(found[1] or found[3]), _year(found[2] or found[4])
        elif found := _QUARTER_LATE.fullmatch(text):
            quarter, year = int(found[2]), int(found[1])
        else:
            return None
        return self._span(year, quarter * 3 - 2, 3)

    def _spoken(self, text: str) -> date | None:
        """A date with its month in letters: '15. März 2024', 'Jan 2024', 'March 3, 2024'."""
        months = words().meanings["months"]
        tokens = [t for t in fold(text).split() if t not in _FILLERS]
        named = [int(months[t]) for t in tokens if t in months]
        numbers = [
            int(m[1]) for t in tokens if (m := re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th|er)?", t))
        ]
        if len(named) != 1 or len(named) + len(numbers) != len(tokens):
            return None
        if len(numbers) == 1:
            return self._span(_year(str(numbers[0])), named[0], 1)
        if len(numbers) != 2:
            return None
        day, year = sorted(numbers) if max(numbers) > 31 else numbers
        return _date(_year(str(year)), named[0], day)

    def _span(self, year: int, month: int, months: int) -> date | None:
        """The first day of some months from a month on, or the last."""
        if not (1 <= month <= 12 and year in _YEARS):
            return None
        if not self._end:
            return date(year, month, 1)
        years, rest = divmod(month - 1 + months, 12)
        return date(year + years, rest + 1, 1) - timedelta(days=1)


_FILLERS = frozenset(("de", "of", "den", "the", "le", "del"))


def _order(text: str) -> bool | None:
    """True where the month must come first, False where the day must, None where either may."""
    found = _THREE.fullmatch(text.strip())
    if not found or found[2] == ".":
        return None
    first, second = int(found[1]), int(found[3])
    if first > 12 or second > 12:
        return second > 12 >= first
    return None


def is_slashed(text: str) -> bool:
    """Whether a text is a date whose day and month could be exchanged."""
    found = _THREE.fullmatch(text.strip())
    return bool(found) and found is not None and found[2] != "." and found[1] != found[3]


def _year(text: str) -> int:
    """A year; two digits mean 1970 to 2069."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (1900 if year >= 70 else 2000)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
