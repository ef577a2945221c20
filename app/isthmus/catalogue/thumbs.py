"""Rules of thumb for IT's involvement: read from a file that the CIO may replace, and checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from isthmus.catalogue.entries import Entry, tables
from isthmus.catalogue.errors import CatalogueError
from isthmus.model.records import Criticality

MOST_POINTS = 100
_MOST = 10**12
_LONGEST = 3660


class Asks(StrEnum):
    """What a sign asks of a system."""

    PERSONAL_DATA = "personal-data"
    SHARED_PASSWORDS = "shared-passwords"
    REGULATION = "regulation"
    REGION = "region"
    LICENCE_END = "licence-end"
    CRITICALITY = "criticality"
    SPEND = "spend"
    INTEGRATIONS = "integrations"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that IT should be involved with a system, and how much it weighs."""

    key: str
    asks: Asks
    points: int
    at_least: int = 1
    """How many, how much, or within how many days."""
    level: Criticality = Criticality.HIGH
    fields: tuple[str, ...] = ()
    """Names of custom fields."""
    yes: tuple[str, ...] = ()
    """What they say where it is so."""
    home: tuple[str, ...] = ()
    """The regions that are not abroad."""


@dataclass(frozen=True, slots=True)
class Thumbs:
    """The rules of thumb."""

    leads_from: int = 1
    advises_from: int = 1
    signs: tuple[Sign, ...] = ()


def load_thumbs(path: Path) -> Thumbs:
    """The rules of thumb in a file.

    Raises:
        CatalogueError: the file is missing, or an entry is faulty; names file and entry.
    """
    read = dict(tables(path, "verdicts", "signs"))
    verdicts = Entry(path, "verdicts", read["verdicts"])
    leads_from = verdicts.number("leads_from", 1, MOST_POINTS)
    advises_from = verdicts.number("advises_from", 1, MOST_POINTS)
    verdicts.done()
    if advises_from > leads_from:
        raise verdicts.fault("'advises_from' is more than 'leads_from'")
    signs = tuple(_sign(Entry(path, key, values)) for key, values in read["signs"].items())
    if not signs:
        raise CatalogueError.at(path, "signs", "there is no sign in it")
    return Thumbs(leads_from, advises_from, signs)


def _sign(entry: Entry) -> Sign:
    asks = entry.choice("test", Asks)
    points = entry.number("points", 1, MOST_POINTS)
    sign = _READERS.get(asks, _counting)(entry, asks, points)
    entry.done()
    return sign


def _counting(entry: Entry, asks: Asks, points: int) -> Sign:
    return Sign(entry.name, asks, points, at_least=entry.number("at_least", 1, _MOST))


def _dated(entry: Entry, asks: Asks, points: int) -> Sign:
    return Sign(entry.name, asks, points, at_least=entry.number("within", 0, _LONGEST))


def _levelled(entry: Entry, asks: Asks, points: int) -> Sign:
    level = entry.choice("level", Criticality)
    if level is Criticality.UNKNOWN:
        raise entry.fault("'level' is 'unknown', which is no level")
    return Sign(entry.name, asks, points, level=level)


def _worded(entry: Entry, asks: Asks, points: int) -> Sign:
    fields, yes = entry.texts("fields"), entry.texts("yes")
    if not (fields and yes):
        raise entry.fault("'fields' and 'yes' must each name something")
    return Sign(entry.name, asks, points, fields=fields, yes=yes)


def _placed(entry: Entry, asks: Asks, points: int) -> Sign:
    return Sign(entry.name, asks, points, home=entry.texts("home"))


_READERS: Mapping[Asks, Callable[[Entry, Asks, int], Sign]] = {
    Asks.LICENCE_END: _dated,
    Asks.CRITICALITY: _levelled,
    Asks.SHARED_PASSWORDS: _worded,
    Asks.REGION: _placed,
}
