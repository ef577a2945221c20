from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.model.money import exact_money, money


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
    [
        ("38000", "€38,000"),
        ("1E+3", "€1,000"),
        ("12.5", "€12.50"),
        ("-7", "−€7"),
        ("0.00", "€0"),
        ("162274.46", "€162,274"),
        ("-99.999", "−€100"),
        ("100.5", "€101"),
    ],
)
def test_exact_money_keeps_the_amount_and_cents_only_of_little(amount, text):
    assert exact_money(Decimal(amount), "EUR") == text


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_money_never_fails_and_never_shows_a_thousand_of_a_step(amount):
    text = money(amount, "EUR")
    assert "€" in text
    assert "1,000k" not in text
    assert "1,000M" not in text
