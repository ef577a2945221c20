"""Texts folded for comparison: headers, words in cells, names of systems."""

import re
import unicodedata
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_REQUIRED = re.compile(
    r"required|mandatory|optional|pflicht|erforderlich|obligat|verplicht|p[åa]kr|valgfri|oblig"
    r"|string|text|integer|number|varchar|boolean|bool|date|decimal|enum|float|\*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[\(\[\{<]([^\(\)\[\]\{\}<>]*)[\)\]\}>]")
_COUNT_MARK = re.compile(r"#(?=\s*of\b)|#\s*$")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_NAME = re.compile(r"[^\w+#&]+|_+")
_SIGNATURE = re.compile(
    r"\s*:\s*(?:string|text|int|integer|number|bool|boolean|date|enum)\b.*", re.IGNORECASE
)
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "’": "'", "ß": "ss"})


def _plain(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.translate(_LETTERS)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The words of a text in lower case, without accents and punctuation, one space apart."""
    if text.isascii():
        return " ".join(_NOT_WORD.split(text.lower())).strip()
    return " ".join(_NOT_WORD.split(_plain(text))).strip()


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """A system's name folded; '+', '#' and '&' stay, since 'C', 'C++' and 'C#' are three."""
    plain = text.lower() if text.isascii() else _plain(text)
    return " ".join(_NOT_NAME.split(plain)).strip()


@lru_cache(maxsize=8192)
def fold_header(text: str) -> str:
    """The words of a header; '(required)', units, type signatures and line breaks folded away."""
    text = _SIGNATURE.sub("", _CAMEL.sub(" ", unicodedata.normalize("NFKC", text)))
    text = _COUNT_MARK.sub(" number ", text)
    return fold(_BRACKETS.sub(_bracket, text)) or fold(text)


def _bracket(found: re.Match[str]) -> str:
    """What a bracket in a header leaves: nothing, if it names a unit, a type or a duty."""
    inside = found[1].strip()
    noise = len(inside) <= 4 or len(inside) > 30 or _REQUIRED.search(inside)
    return " " if noise else f" {inside}"


def spaced(text: str) -> str:
    """'missionCritical' as 'mission Critical', since programs write values so."""
    return _CAMEL.sub(" ", text)


def shown_header(text: str) -> str:
    """A header on one line, as it is shown and as a custom field is named."""
    return " ".join(text.replace("\xa0", " ").split())


def stripped_name(text: str) -> str:
    """A name without what stands in brackets."""
    return _BRACKETS.sub("", text).strip() or text
