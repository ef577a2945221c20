"""How names are folded before they are compared: case, accents, punctuation, versions, brackets."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MAX_NAME = 160
"""Characters of a name that are looked at: what follows in a cell is prose."""

_MARKS = re.compile(r"[™®©℠]")
_APOSTROPHES = re.compile(r"['’`´]")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d"})
_NOT_WORD = re.compile(r"[\W_]+")
_DOTTED = re.compile(r"[^\w.]+")
_VERSION = re.compile(r"(?:v|ver|version|r|rel|release|sp)?\d{1,4}(?:\.\d+)*(?:\.?x)*[a-z]?")
_VERSION_WORDS = frozenset(("v", "ver", "version", "rel", "release", "versjon", "versie", "x"))


@dataclass(frozen=True, slots=True)
class Words:
    """Words that say nothing, or too little, of which product a name means (words.toml)."""

    corporate: frozenset[str] = frozenset()
    """Suffixes of companies' names: Inc, GmbH, AS."""
    edition: frozenset[str] = frozenset()
    """Editions: Enterprise, Professional."""
    noise: frozenset[str] = frozenset()
    """Kinds, environments and regions: platform, production, EMEA."""
    plain: frozenset[str] = frozenset()
    """Names of products that are plain words (Board, Front): the vendor must say so too."""
    brands: frozenset[str] = frozenset()
    """Plain words that everybody knows as products (Teams, Zoom): only as the whole name."""
    data: frozenset[str] = frozenset()
    """Words round a data object's name: data, master data, records."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The words of a text in lower case without accents and punctuation, one space apart."""
    return " ".join(_NOT_WORD.split(_lower(text))).strip()


def squeeze(text: str) -> str:
    """The folded text without its spaces, so that 'Hub Spot' equals 'HubSpot'."""
    return fold(text).replace(" ", "")


def without_brackets(text: str) -> str:
    """The text with what stands in brackets taken out."""
    return _BRACKETS.sub(" ", text).strip()


def in_brackets(text: str) -> list[str]:
    """What stands in brackets, in the order of the text."""
    return [(match[1] or match[2] or "").strip() for match in _BRACKETS.finditer(text)]


def tokens(text: str) -> list[str]:
    """Folded words of a text; a version such as 'v4.2' stays in one piece."""
    words: list[str] = []
    for piece in _DOTTED.split(_lower(text).replace("_", " ")):
        bare = piece.strip(".")
        words += [bare] if is_version(bare) else fold(bare).split()
    return words


def is_version(token: str) -> bool:
    """Whether the word is a version or a year: '2019', 'v4.2', '10g', '11.x'."""
    return token in _VERSION_WORDS or _VERSION.fullmatch(token) is not None


def _lower(text: str) -> str:
    plain = _APOSTROPHES.sub("", text[:MAX_NAME])
    if plain.isascii():
        return plain.lower()
    # Twice: capitals that are mathematical signs or full width fold only once they are decomposed.
    folded = unicodedata.normalize("NFKD", _MARKS.sub("", plain)).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return letters.translate(_LETTERS)
