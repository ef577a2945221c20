"""Ends of contracts and of life that have passed or come soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from isthmus.analysis.livemap import LiveMap

SOON, LATER = 90, 180
"""Days: a quarter's notice, and the half year in which a successor can still be chosen."""


class EndOf(StrEnum):
    """What ends."""

    CONTRACT = "contract"
    LIFE = "life"


class When(StrEnum):
    """How near an end is."""

    PAST = "past"
    SOON = "within 90 days"
    LATER = "within 180 days"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a live system's contract or life."""

    system: int
    """By number."""
    end_of: EndOf
    on: date
    days: int
    """From the day that was asked about; below 0 where it has passed."""
    when: When


def deadlines_of(live: LiveMap, day: date) -> list[Deadline]:
    """The ends of the live systems that have passed or come within 180 days, the first first.

    A life has ended on its last date, as the map counts; a contract holds through its last day.
    """
    return sorted(_deadlines(live, day), key=lambda one: (one.on, one.system, one.end_of))


def _deadlines(live: LiveMap, day: date) -> Iterator[Deadline]:
    for i, system in enumerate(live.systems):
        ends = ((EndOf.CONTRACT, system.contract_end), (EndOf.LIFE, system.end_of_life))
        for end_of, on in ends:
            if on is None or (days := (on - day).days) > LATER:
                continue
            is_past = days < 0 or (days == 0 and end_of is EndOf.LIFE)
            when = When.PAST if is_past else When.SOON if days <= SOON else When.LATER
            yield Deadline(i, end_of, on, days, when)
