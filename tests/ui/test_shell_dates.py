"""Dates and amounts as they are typed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.ui.dates import (
    NotADate,
    NotANumber,
    read_amount,
    read_date,
    read_end,
    read_whole,
    write_amount,
    write_date,
)


@given(st.dates())
def test_a_date_that_is_written_is_read_back(day: date) -> None:
    assert read_date(write_date(day)) == day


@given(st.decimals(0, 10**12, places=2))
def test_an_amount_that_is_written_is_read_back(amount: Decimal) -> None:
    assert read_amount(write_amount(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("84000", "84000"),
        ("84,000", "84000"),
        ("84.000", "84000"),
        ("84 000.5", "84000.5"),
        ("84'000", "84000"),
        ("1.234,50", "1234.50"),
        ("1,00", "1"),
        ("120k", "120000"),
        ("1.2m", "1200000"),
    ],
)
def test_amounts_in_their_usual_shapes(text: str, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["-5", "1e9", "NaN", "ten", "~5", "84000 EUR"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        read_amount(text)


@pytest.mark.parametrize("text", ["2027-13-01", "tomorrow", "31/31/2027", "2027", "45000"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NotADate, match="2027-06-30"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01/02/2026", date(2026, 2, 1)),
        ("3/31/2026", date(2026, 3, 31)),
        ("31 March 2026", date(2026, 3, 31)),
        ("2026-03", date(2026, 3, 1)),
    ],
)
def test_dates_are_read_as_an_import_reads_them(text: str, day: date) -> None:
    assert read_date(text) == day


def test_a_month_ends_with_its_last_day() -> None:
    assert read_end("2028-02") == date(2028, 2, 29)


def test_nothing_is_nothing() -> None:
    assert read_date(" ") is None
    assert read_amount("") is None
    assert read_whole("") is None
    assert read_date("30.6.2027") == date(2027, 6, 30)
    with pytest.raises(NotANumber):
        read_whole("1.5")
