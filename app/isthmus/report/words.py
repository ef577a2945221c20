"""Figures and lists in words, the same way everywhere in the report."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_SMALL = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def number(count: int) -> str:
    """A whole number with thousands set apart: '25,000'."""
    return f"{count:,}"


def in_words(count: int) -> str:
    """A number as it stands in a sentence: 'four', but '13'."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else number(count)


def plural(count: int, one: str, many: str = "") -> str:
    """The noun that goes with the count: 'system' with 1, else 'systems'."""
    return one if count == 1 else many or f"{one}s"


def counted(count: int, one: str, many: str = "") -> str:
    """The count in figures with its noun: '15 systems'."""
    return f"{number(count)} {plural(count, one, many)}"


def told(count: int, one: str, many: str = "") -> str:
    """The count in words with its noun: 'four systems'."""
    return f"{in_words(count)} {plural(count, one, many)}"


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def percent(share: float) -> str:
    """A share in per cent; 0% and 100% only where it is exactly none or all."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    exact = Decimal(str(share)) * 100
    return f"{exact.quantize(Decimal(1), ROUND_HALF_UP):,}%"


def day(when: date) -> str:
    """A date as it is read: '22 November 2026', whatever the machine's language."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def by_name(names: Iterable[str]) -> list[str]:
    """Names in the order of the alphabet, letters' case ignored."""
    return sorted(names, key=lambda name: (name.casefold(), name))


def listed(names: Sequence[str], room: int = 6000) -> str:
    """Names set apart by commas, cut after `room` characters with the count of what is left."""
    used = 0
    for index, name in enumerate(names):
        used += len(name) + 2
        if used > room and index:
            return f"{', '.join(names[:index])} and {number(len(names) - index)} more"
    return ", ".join(names)


def joined(names: Sequence[str]) -> str:
    """A list in a sentence: 'a, b and c'."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
