"""Amounts of money as they are read, the same on the map, in evidence and in the report."""

from decimal import ROUND_HALF_UP, Decimal

_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹"}
_CENTS_BELOW = 100
_STEPS = ((Decimal(10**9), "bn"), (Decimal(10**6), "M"), (Decimal(1000), "k"))


def money(amount: Decimal, currency: str) -> str:
    """An amount to two or three figures: '€84k', '€8.4k', '€1.2M', 'CHF 320'."""
    sign = "−" if amount < 0 else ""
    size = abs(amount)
    for step, letter in _STEPS:
        # An amount that would round up to 1,000 of a step belongs to the next: €1M, not €1,000k.
        if size >= step or (size >= step * Decimal("0.9995") and step > 1000):
            return f"{sign}{_prefix(currency)}{_short(size / step)}{letter}"
    return f"{sign}{_prefix(currency)}{size.quantize(Decimal(1), ROUND_HALF_UP):,}"


def exact_money(amount: Decimal, currency: str) -> str:
    """An amount to the unit: '€38,000'; to the cent below a hundred, where cents tell something."""
    sign = "−" if amount < 0 else ""
    size = abs(amount)
    shown = _plain(size)
    digits = "{:,.0f}" if shown == shown.to_integral_value() else "{:,.2f}"
    return f"{sign}{_prefix(currency)}{digits.format(shown)}"


def _plain(size: Decimal) -> Decimal:
    """Without an exponent or needless zeros, so that 1E+3 prints as 1,000."""
    whole = size >= _CENTS_BELOW or size == size.to_integral_value()
    return size.quantize(Decimal(1) if whole else Decimal("0.01"), ROUND_HALF_UP)


def _short(size: Decimal) -> str:
    """One decimal below 10, none above."""
    tenths = size.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if tenths >= 10 or tenths == tenths.to_integral_value():
        return f"{size.quantize(Decimal(1), ROUND_HALF_UP):,}"
    return f"{tenths}"


def _prefix(currency: str) -> str:
    return _SIGNS.get(currency) or (f"{currency} " if currency else "")
