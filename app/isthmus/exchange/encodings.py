"""Finds out the encoding of a text that does not say it.

UTF-8 proves itself. Of the rest, each encoding's letters are held against the alphabets of the
languages that it was made for: read in a wrong one, words mix cases, scripts and symbols.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

_SAMPLE = 400
"""Different words with letters beyond ASCII that are looked at."""
_SAMPLE_BYTES = 200_000
_SURE = 0.12
"""How far the best reading has to be ahead of the next to be no matter of doubt."""
_LEAST = 0.7
"""Share of the words that must be well spelt for the best reading to be sure."""
_WORD = re.compile(r"[^\s,;|\"'()/\[\]<>=:+^~]*[^\x00-\x7f\s][^\s,;|\"'()/\[\]<>=:+^~]*")
_TRIM = ".!?-*&%#_0123456789"
_SIGNS = "€£–—“”„‘’‚«»‹›…•·°§©®™ №±×²³½¼"
_MARKS = frozenset(_SIGNS)
"""Signs that stand beside words in any language."""
_LATIN_MOST = 0.65
"""Share of the letters of a word in Latin script that lie beyond ASCII, at most."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was read in, and what to tell of it ('' for nothing)."""

    text: str
    encoding: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An encoding, as it is called to people, with the letters of its languages beyond ASCII.

    Where the script is not Latin, `common` are its ten most frequent letters.
    """

    encoding: str
    called: str
    alphabets: tuple[frozenset[str], ...]
    common: frozenset[str] = frozenset()


def _letters(*alphabets: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(letters + letters.upper()) for letters in alphabets)


_WESTERN = _letters(
    "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúü", "àèéìòù", "áâãàçéêíóôõú", "éëïóöüè", "åæøéòôü", "åäöé",
    "áðéíóúýþæö",
)  # fmt: skip
_CENTRAL = _letters("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž",
                    "ăâîșțşţ")  # fmt: skip
_CYRILLIC = _letters(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    "абвгдђежзијклљмнњопрстћуфхцчџш",
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
)
_GREEK = _letters("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ")
_RUSSIAN = frozenset("оеаинтсрвл" + "ОЕАИНТСРВЛ")
_HELLENIC = frozenset("αοιετσνηυρςάόίέή" + "ΑΟΙΕΤΣΝΗΥΡΆΌΊΈΉ")

_CANDIDATES = (
    _Candidate("cp1252", "Windows-1252 (Western European)", _WESTERN),
    _Candidate("cp1250", "Windows-1250 (Central European)", _CENTRAL),
    _Candidate("iso8859_2", "ISO 8859-2 (Central European)", _CENTRAL),
    _Candidate("cp1251", "Windows-1251 (Cyrillic)", _CYRILLIC, _RUSSIAN),
    _Candidate("koi8_r", "KOI8-R (Cyrillic)", _CYRILLIC, _RUSSIAN),
    _Candidate("cp1253", "Windows-1253 (Greek)", _GREEK, _HELLENIC),
    _Candidate("iso8859_7", "ISO 8859-7 (Greek)", _GREEK, _HELLENIC),
    _Candidate("cp1254", "Windows-1254 (Turkish)", _letters("çğıöşüİâîû")),
    _Candidate("mac_roman", "Mac Roman", _WESTERN),
    _Candidate("cp850", "DOS 850 (Western European)", _WESTERN),
)
_JAPANESE = "Shift-JIS (Japanese)"


def decode(data: bytes) -> Decoded:
    """The text that bytes without any mark most likely are; never fails."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _guessed(data)


def _guessed(data: bytes) -> Decoded:
    sample = _sample(data)
    ranked = sorted(_readings(sample), key=lambda found: -found[0])
    for place, (score, encoding, called) in enumerate(ranked):
        if (text := _strictly(data, encoding)) is not None:
            read = sample.decode(encoding)
            others = (s for s, other, _ in ranked[place + 1 :] if sample.decode(other) != read)
            doubtful = score < _LEAST or score - next(others, 0.0) < _SURE
            return Decoded(text, encoding, _note(called) if doubtful else "")
    text = data.decode("cp1252", errors="replace")
    return Decoded(text, "cp1252", _note("Windows-1252, with signs that it does not have"))


def _note(called: str) -> str:
    return (
        f"The file does not say its encoding, and {called} is a guess. If letters look wrong, "
        "save it as 'CSV UTF-8'."
    )


def _readings(sample: bytes) -> Iterator[tuple[float, str, str]]:
    """Score, encoding and its name, of each encoding that the bytes can be in."""
    for candidate in _CANDIDATES:
        if (text := _strictly(sample, candidate.encoding)) is not None:
            prior = 0.02 if candidate.encoding == "cp1252" else 0.0
            yield _score(text, candidate) + prior, candidate.encoding, candidate.called
    if (text := _strictly(sample, "cp932")) is not None:
        yield _japanese(text), "cp932", _JAPANESE


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _sample(data: bytes) -> bytes:
    """The lines with bytes beyond ASCII, as many as show the encoding."""
    lines: dict[bytes, None] = {}
    length = 0
    for line in data.splitlines():
        if not line.isascii():
            lines[line] = None
            length += len(line)
        if len(lines) >= _SAMPLE or length > _SAMPLE_BYTES:
            break
    return b"\n".join(lines)


def _score(text: str, candidate: _Candidate) -> float:
    """The share of the words beyond ASCII that one of the languages spells so."""
    words = list(dict.fromkeys(_WORD.findall(text)))[:_SAMPLE]
    weights = [_weight(word) for word in words]
    total = sum(weights)
    if not total:
        return 0.5
    plain = [_is_word(word, latin=not candidate.common) for word in words]
    best = 0.0
    for alphabet in candidate.alphabets:
        spelt = sum(
            weight * (1.0 if _beyond(word) <= alphabet else 0.5)
            for word, weight, is_word in zip(words, weights, plain, strict=True)
            if is_word
        )
        best = max(best, spelt / total)
    return best * (_frequency(text, candidate.common) if candidate.common else 1.0)


def _weight(word: str) -> float:
    """Long words tell more than single letters."""
    return min(1.0, len(word.strip(_TRIM)) / 4)


@cache
def _beyond(word: str) -> frozenset[str]:
    return frozenset(c for c in word if not c.isascii() and c not in _MARKS)


def _is_word(word: str, *, latin: bool) -> bool:
    """Whether a word is letters of one script, in a case that words are written in."""
    bare = word.strip(_TRIM + _SIGNS)
    if not bare:
        return True
    parts = [part for part in re.split(r"[-.&_\d’]", bare) if part]
    beyond = sum(not c.isascii() for c in bare)
    scripts = beyond <= max(1, _LATIN_MOST * len(bare)) if latin else beyond == _alphabetic(bare)
    return scripts and all(part.isalpha() and _is_cased(part) for part in parts)


def _alphabetic(text: str) -> int:
    return sum(c.isalpha() for c in text)


def _is_cased(part: str) -> bool:
    """Lower case, capitals, or a capital first; 'McDonald' and 'eLearning' have no letter amiss."""
    inner = "".join(part[i] for i in range(1, len(part)) if not part[i].isascii())
    return part.isupper() or not inner or inner.islower() or part[:-1].isupper()


def _frequency(text: str, common: frozenset[str]) -> float:
    """How much like its language the letters of a script come: half of them are a few."""
    letters = [c for c in text if not c.isascii() and c.isalpha()]
    share = sum(c in common for c in letters) / max(1, len(letters))
    return min(1.0, share / 0.5)


def _japanese(text: str) -> float:
    """The share of signs beyond ASCII that are kana and ideographs; Latin bytes pair as neither."""
    beyond = [c for c in text if not c.isascii()]
    full = sum("\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" for c in beyond)
    pairs = sum(_is_japanese(a) and _is_japanese(b) for a, b in pairwise(text))
    return min(full / max(1, len(beyond)), pairs / max(1, len(beyond)) * 2)


def _is_japanese(sign: str) -> bool:
    return "\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff"
