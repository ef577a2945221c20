"""What the text of a cell means: placeholders, words of a kind, several values in one cell."""

import re
from functools import lru_cache

from isthmus.exchange.folding import fold, spaced
from isthmus.exchange.vocabulary import words

_NUMBERING = re.compile(
    r"^\s*(?:\(?(?:[a-z]|\d{1,3})[).]|\d{1,2}\s?[:–-]|[•·▪◦‣*–-])\s+", re.IGNORECASE
)
_ASIDE = re.compile(r"\s[–—-]+\s|[:(\[,;–—]")
_LINES = re.compile(r"[\r\n\v]+|\s*[•·▪◦‣]\s*|\s*[;|]\s*")
_COMMAS = re.compile(r"\s*,\s*")
_NEGATIONS = frozenset(
    ("not", "no", "non", "nicht", "kein", "keine", "pas", "niet", "geen", "ikke", "ingen", "inte",
     "ej", "nao")
)  # fmt: skip
_LONGEST = 120
_DIGITS = frozenset("0123456789")
"""No placeholder ends in one, and most of what is not worth remembering does: ids, dates, sums."""


def is_placeholder(text: str) -> bool:
    """Whether a cell's text only says that there is nothing to say: 'N/A', '-', 'keine'."""
    return not text or (len(text) < 32 and text[-1] not in _DIGITS and _says_nothing(text))


@lru_cache(maxsize=65536)
def _says_nothing(text: str) -> bool:
    return not words().placeholders.isdisjoint((word(text), text.strip().casefold()))


def word(text: str) -> str:
    """A short text folded; what is all punctuation stays as it is."""
    return fold(text) or text.strip()


@lru_cache(maxsize=16384)
def meaning(kind: str, text: str) -> tuple[str, bool] | None:
    """What a text means among words of a kind, and whether it says just that and no more."""
    table = words().meanings[kind]
    bare = spaced(_NUMBERING.sub("", text).strip())
    if found := table.get(word(text)) or table.get(word(bare)):
        return found, True
    if found := table.get(word(_ASIDE.split(bare, maxsplit=1)[0])):
        return found, False
    return _within(table, fold(bare[:_LONGEST]).split()) if len(bare) <= 2 * _LONGEST else None


def _within(table: dict[str, str], tokens: list[str]) -> tuple[str, bool] | None:
    """The longest phrase of the table that stands among the tokens and is not denied."""
    for length in range(min(len(tokens), 8), 0, -1):
        for start in range(len(tokens) - length + 1):
            phrase = " ".join(tokens[start : start + length])
            denied = start > 0 and tokens[start - 1] in _NEGATIONS
            if len(phrase) > 2 and not denied and phrase in table:
                return table[phrase], False
    return None


def yes_no(text: str) -> bool | None:
    """Yes or no in the languages known, None for anything else; 'Yes, partly' is a yes."""
    table = words().meanings["yes_no"]
    first = fold(text).partition(" ")[0]
    found = table.get(word(text)) or (table.get(first) if len(first) > 1 else None)
    return None if found is None else found == "yes"


def without_numbering(text: str) -> str:
    """A list's item without its bullet or number."""
    return _NUMBERING.sub("", text).strip().strip(",;").strip()


def lines_of(text: str) -> list[str]:
    """The items of a cell that lines, bullets, semicolons or bars part."""
    items = (without_numbering(item) for item in _LINES.split(text))
    return [item for item in items if not is_placeholder(item)]


def items_of(text: str) -> list[str]:
    """The items of a cell, parted by commas too."""
    found = [piece.strip() for item in lines_of(text) for piece in _COMMAS.split(item)]
    return [item for item in found if not is_placeholder(item)]
