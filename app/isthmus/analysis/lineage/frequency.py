"""How often a flow runs, read from the words that people write: hours between two runs."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from isthmus.analysis.lineage.freqwords import (
    A_UNIT,
    AT_ONCE,
    BYGONE,
    EVERY,
    OFTEN,
    ON_DEMAND,
    TIMES,
    UNITS,
)

_UNIT_HOURS = {word: hours for hours, words in UNITS.items() for word in words}
_WORD_HOURS = {word: hours for hours, words in EVERY.items() for word in words}
_WORD_HOURS |= dict.fromkeys(AT_ONCE, 0.0)
_LONGEST = max(len(word.split()) for word in (*_WORD_HOURS, *ON_DEMAND))
_NUMBER = r"(\d{1,5}(?:[.,]\d{1,3})?)"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNIT_HOURS, key=len, reverse=True))})(?![a-z])"
_EVERY = re.compile(rf"\b(?:{'|'.join(A_UNIT)}) (?:{_NUMBER} ?)?{_UNIT}")
_OTHER = re.compile(rf"\bevery (?:other|second|2nd) (?={'|'.join(_UNIT_HOURS)})")
_SPAN = re.compile(rf"(?<![\d:]){_NUMBER} ?{_UNIT}")
_SO_OFTEN = re.compile(
    rf"{_NUMBER} ?(?:{'|'.join(TIMES)}) (?:[a-z]+ ){{0,2}}?({'|'.join(OFTEN)})\b"
)


class Rhythm(StrEnum):
    """What is known of how often a flow runs."""

    REGULAR = "regular"
    ON_DEMAND = "on demand"
    """When somebody wants it to: no age follows from it."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a flow runs."""

    rhythm: Rhythm
    hours: float | None = None
    """Between two runs, 0 for real time; None where none follows from what is written."""


NOT_KNOWN = Frequency(Rhythm.UNKNOWN)
_WANTED = Frequency(Rhythm.ON_DEMAND)


@lru_cache(maxsize=4096)
def frequency_of(text: str) -> Frequency:
    """What a text says of how often a flow runs: 'nightly', 'alle 15 Minuten', '2x per week'.

    What is counted ('every 15 min') says more than a word beside it, a word more than a bare span
    ('nightly, 2 h'); of several words the one that leaves the most time counts ('hourly, prices
    weekly'), so that no age is told too low.
    """
    words = _plain(text)
    hours = _counted(words)
    if hours is not None:
        return Frequency(Rhythm.REGULAR, hours)
    said = _worded(words.split())
    return _span(words) if said is NOT_KNOWN else said


def _plain(text: str) -> str:
    """Small letters without accents; but for points and commas in numbers nothing else."""
    letters = text.casefold().replace("ø", "o").replace("ł", "l").replace("æ", "ae")
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c)
    )
    kept = re.sub(r"[^a-z0-9.,:]+|(?<!\d)[.,:]|[.,:](?!\d)", " ", bare)
    return _OTHER.sub("every 2 ", " ".join(kept.split()))


def _counted(words: str) -> float | None:
    """Hours by a number of runs, or by 'every' with a unit, if the text says one of them."""
    if found := _SO_OFTEN.search(words):
        runs = _figure(found.group(1))
        return OFTEN[found.group(2)] / runs if runs else None
    found = _EVERY.search(words)
    return _figure(found.group(1) or "1") * _UNIT_HOURS[found.group("unit")] if found else None


def _span(words: str) -> Frequency:
    """By a bare span of time: '15-minute batch'."""
    found = _SPAN.search(words)
    if not found or not _figure(found.group(1)) or not set(words.split()).isdisjoint(BYGONE):
        return NOT_KNOWN
    return Frequency(Rhythm.REGULAR, _figure(found.group(1)) * _UNIT_HOURS[found.group("unit")])


def _figure(digits: str) -> float:
    return float(digits.replace(",", "."))


def _worded(words: list[str]) -> Frequency:
    """By the known phrases in the text; the longest first, none within another."""
    hours: list[float] = []
    is_wanted, at = False, 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if phrase in _WORD_HOURS or phrase in ON_DEMAND:
                hours += [_WORD_HOURS[phrase]] if phrase in _WORD_HOURS else []
                is_wanted |= phrase in ON_DEMAND
                at += length - 1
                break
        at += 1
    if hours:
        return Frequency(Rhythm.REGULAR, max(hours))
    return _WANTED if is_wanted else NOT_KNOWN
