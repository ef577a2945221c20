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
    [("84000", "84000"), ("84,000", "84000"), ("84 000.5", "84000.5"), ("84'000", "84000")],
)
def test_amounts_in_their_usual_shapes(text: str, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["84.000", "1,00", "-5", "1e9", "NaN", "ten", "8,4,0"])
def test_an_amount_that_could_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        read_amount(text)


@pytest.mark.parametrize("text", ["2027-13-01", "tomorrow", "30/6/2027", "2027"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NotADate, match="2027-06-30"):
        read_date(text)


def test_nothing_is_nothing() -> None:
    assert read_date(" ") is None
    assert read_amount("") is None
    assert read_whole("") is None
    assert read_date("30.6.2027") == date(2027, 6, 30)
    with pytest.raises(NotANumber):
        read_whole("1.5")
