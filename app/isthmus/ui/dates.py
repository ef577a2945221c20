"""Dates and amounts as people type them."""

import re
from datetime import date
from decimal import Decimal

from isthmus.exchange.dates import DateReader
from isthmus.exchange.money import AmountReader

DATE_HINT = "year-month-day"


class NotADate(ValueError):  # noqa: N818 - says what the text is
    """The text is no date; the message says how to write one."""


class NotANumber(ValueError):  # noqa: N818 - says what the text is
    """The text is no number; the message says how to write one."""


_SHAPE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def read_date(text: str, *, end: bool = False) -> date | None:
    """The date that was typed, '2027-06-30' or any that an import reads; None for nothing.

    Of '1/2/2027' the day comes first. A month alone means its first day, or with `end` its last.

    Raises:
        NotADate: it is another text.
    """
    clean = text.strip()
    if not clean:
        return None
    if found := _SHAPE.fullmatch(clean):
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            raise NotADate(_NO_DATE) from None
    day = None if clean.isdigit() else DateReader([clean], end=end).read(clean)
    if day is None:
        raise NotADate(_NO_DATE)
    return day


_NO_DATE = "Not a date: write it as 2027-06-30"


def read_end(text: str) -> date | None:
    """As `read_date`, for the last day of something."""
    return read_date(text, end=True)


def write_date(value: date | None) -> str:
    """A date as it is shown and typed."""
    return value.isoformat() if value else ""


def read_amount(text: str) -> Decimal | None:
    """The amount that was typed, '84,000.50', '84.000,50' or '84k'; None for nothing.

    Raises:
        NotANumber: it is another text.
    """
    clean = text.strip()
    if not clean:
        return None
    found = AmountReader([clean]).read(clean)
    if found is None or not found.exact or found.value < 0:
        raise NotANumber("Not an amount: write it as 84000 or 84,000.50")
    if found.currency:
        raise NotANumber(f"The amount alone: {found.currency} goes into its own field")
    return found.value


def write_amount(value: Decimal | None) -> str:
    """An amount as it is shown, with commas between thousands; cents only where there are any."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def read_whole(text: str) -> int | None:
    """The whole number that was typed; None for nothing.

    Raises:
        NotANumber: it is another text.
    """
    amount = read_amount(text)
    if amount is None:
        return None
    if amount != amount.to_integral_value():
        raise NotANumber("Not a whole number")
    return int(amount)
