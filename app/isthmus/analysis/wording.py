"""How evidence is worded: lists of names, numbers of things."""

from collections.abc import Sequence
from datetime import date

from isthmus.model.records import Waiver

SHOWN = 4  # more names than that make a sentence a list


def listed(names: Sequence[str], last: str = "and", shown: int = SHOWN) -> str:
    """Names as a sentence lists them, the tail of a long list as a number."""
    if len(names) > shown:
        return f"{', '.join(names[: shown - 1])} {last} {len(names) - shown + 1} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def counted(count: int, thing: str) -> str:
    """A number of things: '1 system', '3 systems'."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def by_whom(waiver: Waiver) -> str:
    """'Ann (CIO)'; '' if nobody is named."""
    if waiver.who and waiver.role:
        return f"{waiver.who} ({waiver.role})"
    return waiver.who or waiver.role


def from_day(when: date) -> str:
    """A date as a sentence has it: 'from 22 November 2026', whatever the machine's language."""
    return f"from {day_named(when)}"


def day_named(when: date) -> str:
    """A date as it is written out: '22 November 2026'."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
