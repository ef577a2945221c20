"""Systems that may be one though their names differ a little: told, and joined only if asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from isthmus.exchange.entries import Entry, name_key
from isthmus.exchange.folding import stripped_name
from isthmus.exchange.resolve import likeness

_VARIANTS = re.compile(
    r"\b(?:v\d+|new|old|neu|alt|legacy|classic|test|prod|production|dev|copy|kopie"
    r"|nouveau|ancien|nuevo|viejo|nieuw|oud|ny|gammel)\b"
)
_VERSION = re.compile(r"(?:\s+v?\d+x?)+(?:\sx)?\s*$")
_NUMBER = re.compile(r"(?<=[^\W\d] )\d+$")
"""What counts systems of one name: 'Server 1', 'Server 2'. A version of both has more to it."""
_VARIANT_SCORE = 0.85
"""How surely systems are one whose names differ by a bracket, a version or such a word."""

Near = tuple[Entry, Entry, float, str]
"""A row's system, another that is nearly called so, how surely they are one, and why."""


def near_pairs(entries: Sequence[Entry], unmet: Iterable[Entry]) -> Iterator[Near]:
    """Systems of the files that are nearly called as one before them, or as one of the map."""
    first: dict[str, Entry] = {}
    known = list(unmet)
    for entry in known:
        first.setdefault(variant_key(entry.name), entry)
    for entry in entries:
        twin = first.setdefault(variant_key(entry.name), entry)
        if twin is not entry and _may_be_one(twin.name, entry.name):
            yield entry, twin, _VARIANT_SCORE, _difference(entry.name, twin.name)
    yield from _misspelt([*known, *entries], len(known))


def _may_be_one(one: str, other: str) -> bool:
    """Whether names with the same key are not the same, nor two of a row of numbers."""
    mine, theirs = (_NUMBER.search(stripped_name(name)) for name in (one, other))
    counted = bool(mine and theirs and mine[0] != theirs[0])
    return name_key(one) != name_key(other) and not counted


def _misspelt(entries: Sequence[Entry], known: int) -> Iterator[Near]:
    """Pairs that differ by a slip of the hand; the first `known` are the map's."""
    keys = sorted((name_key(entry.name), place) for place, entry in enumerate(entries))
    for (one, here), (other, there) in pairwise(keys):
        score = likeness(one, other) if one != other and max(here, there) >= known else 0.0
        earlier, later = entries[min(here, there)], entries[max(here, there)]
        if score and variant_key(earlier.name) != variant_key(later.name):
            yield later, earlier, score, f"their names are alike to {score:.0%}"


def _difference(one: str, other: str) -> str:
    """By which words two names differ."""
    mine, theirs = name_key(one).split(), name_key(other).split()
    words = [w for w in mine if w not in theirs] + [w for w in theirs if w not in mine]
    if not words:
        return "their names hold the same words"
    return f"their names differ by '{' '.join(words)}' only"


def variant_key(name: str) -> str:
    """A name without brackets, versions and words such as 'new' and 'old'."""
    key = name_key(stripped_name(name))
    return " ".join(_VERSION.sub("", _VARIANTS.sub(" ", key)).split()) or key
