"""Dates and amounts as people type them."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

DATE_HINT = "year-month-day"


class NotADate(ValueError):  # noqa: N818 - says what the text is
    """The text is no date; the message says how to write one."""


class NotANumber(ValueError):  # noqa: N818 - says what the text is
    """The text is no number; the message says how to write one."""


_SHAPES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), (0, 1, 2)),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), (2, 1, 0)),
)


def read_date(text: str) -> date | None:
    """The date that was typed, '2027-06-30' or '30.6.2027'; None for nothing.

    Raises:
        NotADate: it is another text.
    """
    clean = text.strip()
    if not clean:
        return None
    for shape, order in _SHAPES:
        if found := shape.fullmatch(clean):
            year, month, day = (int(found.group(place + 1)) for place in order)
            try:
                return date(year, month, day)
            except ValueError:
                break
    raise NotADate("Not a date: write it as 2027-06-30")


def write_date(value: date | None) -> str:
    """A date as it is shown and typed."""
    return value.isoformat() if value else ""


_AMOUNT = re.compile(r"\d{1,3}(?:[ ,'\u2019\u00a0\u202f]\d{3})*(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?")
"""A point stands before cents alone: '84.000' could be meant as 84 or as 84,000."""


def read_amount(text: str) -> Decimal | None:
    """The amount that was typed, '84000' or '84,000.50'; None for nothing.

    Raises:
        NotANumber: it is another text.
    """
    clean = text.strip()
    if not clean:
        return None
    if not _AMOUNT.fullmatch(clean):
        raise NotANumber("Not an amount: write it as 84000 or 84,000.50")
    try:
        return Decimal(re.sub(r"[^\d.]", "", clean))
    except InvalidOperation as error:
        raise NotANumber("Not an amount: write it as 84000") from error


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
