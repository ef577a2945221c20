from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.report.words import (
    counted,
    day,
    exact_money,
    in_words,
    joined,
    listed,
    money,
    percent,
    told,
)


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("84000", "EUR", "€84k"),
        ("180400", "EUR", "€180k"),
        ("8400", "USD", "$8.4k"),
        ("999", "GBP", "£999"),
        ("999.6", "GBP", "£1,000"),
        ("999600", "EUR", "€1M"),
        ("1000", "CHF", "CHF 1k"),
        ("1250000", "EUR", "€1.3M"),
        ("2000000000", "JPY", "¥2bn"),
        ("4500000000000", "EUR", "€4,500bn"),
        ("0", "EUR", "€0"),
        ("-1200", "EUR", "−€1.2k"),
        ("12", "", "12"),
    ],
)
def test_money_is_readable_at_every_size(amount, currency, text):
    assert money(Decimal(amount), currency) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [("38000", "€38,000"), ("1E+3", "€1,000"), ("12.5", "€12.50"), ("-7", "−€7"), ("0.00", "€0")],
)
def test_exact_money_keeps_the_amount(amount, text):
    assert exact_money(Decimal(amount), "EUR") == text


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_money_never_fails_and_never_shows_a_thousand_of_a_step(amount):
    text = money(amount, "EUR")
    assert "€" in text
    assert "1,000k" not in text
    assert "1,000M" not in text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0%"), (0.001, "<1%"), (0.395, "40%"), (0.68, "68%"), (0.999, ">99%"), (1, "100%"),
     (12.5, "1,250%")],
)  # fmt: skip
def test_percent_claims_none_or_all_only_where_it_is_so(share, text):
    assert percent(share) == text


def test_numbers_and_their_nouns():
    assert [counted(n, "system") for n in (0, 1, 2)] == ["0 systems", "1 system", "2 systems"]
    assert told(1, "new flow") == "one new flow"
    assert told(12, "system") == "twelve systems"
    assert in_words(25_000) == "25,000"


def test_lists_are_cut_with_the_count_of_what_is_left():
    names = [f"System {n:03}" for n in range(500)]
    text = listed(names, room=100)
    shown = text.count(",") + 1
    assert text.endswith(f" and {500 - shown} more")
    assert len(text) < 120
    assert listed(["a" * 5000, "b"], room=100).startswith("a" * 5000)
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert joined([]) == ""


def test_a_day_is_told_in_english_whatever_the_machine_speaks():
    assert day(date(2026, 11, 22)) == "22 November 2026"
