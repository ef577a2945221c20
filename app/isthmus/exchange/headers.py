"""Which fields a header may mean, by its words alone."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from isthmus.exchange.folding import fold_header, shown_header
from isthmus.exchange.vocabulary import LANGUAGES, Phrase, phrases, spoken

_FILLERS = frozenset(
    ("the", "of", "a", "an", "der", "die", "das", "des", "de", "la", "le", "les", "du", "del", "el",
     "los", "las", "van", "het", "per", "for", "av", "til", "this", "name", "s", "l", "d")
)  # fmt: skip
_ADDRESSES = frozenset(
    ("url", "urls", "link", "links", "hyperlink", "uri", "lenke", "lien", "enlace")
)
"""A column of addresses is no field, whatever it is an address of."""
_NOUNS = frozenset(
    ("app", "application", "applications", "system", "component", "ci", "asset", "service",
     "module", "software", "tool", "platform", "node", "element", "name", "id", "key", "code",
     "number", "fact", "sheet", "anwendung", "applikation", "systeme", "logiciel", "applicatie",
     "systeem", "aplicacion", "sistema", "aplicativo", "applikasjon", "fagsystem", "losning",
     "aplicacao", "applicazione", "informationssystem", "informatiesysteem")
)  # fmt: skip
"""What a flow's end may be called: 'Source App ID' is the source."""
_UNITS = frozenset(
    ("usd", "eur", "gbp", "nok", "sek", "dkk", "chf", "cad", "aud", "kr", "k", "keur", "kusd", "yr",
     "year", "pa", "annum", "month", "monthly", "mo", "per", "excl", "incl", "vat", "approx", "est",
     "estimated", "approximate", "ca", "total", "about")
)  # fmt: skip
"""What stands beside 'cost' in a header and says nothing of what the column holds."""
_ASKING = frozenset(
    ("what", "which", "who", "where", "how", "when", "is", "are", "does", "do", "it", "its", "the",
     "this", "your", "you", "of", "a", "to", "by", "for", "in", "main", "primary", "please",
     "was", "welche", "welcher", "welches", "wer", "wie", "ist", "quel", "quelle",
     "qui", "est", "le", "la")
)  # fmt: skip
"""What makes a question of the word that matters: 'Who is the vendor?'."""
_QUESTIONS = frozenset(
    ("what", "which", "who", "where", "how", "when", "welche", "welcher", "wer", "quel", "quelle")
)
_SHOWN = 60
"""Characters of a header in a reason."""
_LONGEST_PHRASE = 9
_BARE = 0.9
"""How surely a phrase is meant that is all of a header but for words that say nothing."""
_NEAR = 86
"""Least likeness, of 100, of a header to a phrase that it is a misspelling of."""


class Candidate(NamedTuple):
    """A field that a header may mean: how surely (0 to 1), why, and in which language."""

    field: str
    score: float
    reason: str
    language: str
    weak: bool


@cache
def _index() -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases():
        found[phrase.text].append(phrase)
    return dict(found)


@lru_cache(maxsize=16384)
def candidates(header: str) -> tuple[Candidate, ...]:
    """Every field that the header's words may mean, the likeliest first; exact or in part."""
    tokens = [t for t in fold_header(header).split() if not t.isdigit()][:60]
    if not _ADDRESSES.isdisjoint(tokens):
        return ()
    best: dict[tuple[str, bool], Candidate] = {}
    for length in range(min(len(tokens), _LONGEST_PHRASE), 0, -1):
        for start in range(len(tokens) - length + 1):
            text = " ".join(tokens[start : start + length])
            for phrase in _index().get(text, ()):
                _keep(best, _scored(phrase, (header, tokens), start, length))
    for words, fields in ((_NOUNS, ("source", "target")), (_UNITS, ("annual_cost", "users"))):
        for phrase in _bare(tokens, words):
            if phrase.field in fields and not phrase.weak:
                reason = _says(header, phrase)
                _keep(best, Candidate(phrase.field, _BARE, reason, phrase.language, weak=False))
    if "?" in header or (tokens[:1] and tokens[0] in _QUESTIONS):
        bare = [token for token in tokens if token not in _ASKING]
        for candidate in candidates(" ".join(bare)) if len(bare) < len(tokens) else ():
            _keep(best, candidate._replace(score=_BARE * candidate.score))
    return tuple(sorted(best.values(), key=lambda c: (-c.score, c.field)))


def _bare(tokens: list[str], words: frozenset[str]) -> list[Phrase]:
    """The phrases that are all of a header but for some words."""
    bare = [token for token in tokens if token not in words]
    return _index().get(" ".join(bare), []) if 0 < len(bare) < len(tokens) else []


def _keep(best: dict[tuple[str, bool], Candidate], found: Candidate | None) -> None:
    """Keep the likeliest candidate of each field, one a kind of evidence."""
    if found is None:
        return
    key = (found.field, found.weak)
    if key not in best or best[key].score < found.score:
        best[key] = found


def _says(header: str, phrase: Phrase) -> str:
    """Why a header means a field: what it says, and what that is in other words."""
    said = f"its header says '{shown_header(header)[:_SHOWN]}'"
    word = spoken(phrase.field)
    if phrase.text == fold_header(word):
        return said
    if phrase.weak:
        return f"{said}, which may mean {word}"
    in_words = "another word" if phrase.language == "en" else LANGUAGES[phrase.language]
    return f"{said} ({in_words} for {word})"


def _scored(
    phrase: Phrase, said: tuple[str, list[str]], start: int, length: int
) -> Candidate | None:
    """How surely a phrase that stands in the header says what all of it means."""
    header, tokens = said
    coverage = length / len(tokens)
    if length == len(tokens):
        score = 0.6 if phrase.weak else 1.0
        reason = _says(header, phrase)
        return Candidate(phrase.field, score, reason, phrase.language, phrase.weak)
    if phrase.text in _FILLERS or (coverage < 0.3 and length < 4):
        return None
    score = (0.25 if phrase.weak else 0.45) + (0.2 if phrase.weak else 0.4) * coverage
    score += 0.1 if length > 1 and not phrase.weak else 0.0
    ends = start + length == len(tokens)
    if length == 1 and not ends:
        score -= 0.2 if start else 0.12  # a word before others qualifies them
    told = f"its header has '{phrase.text}' in it"
    reason = f"{told}, which means {spoken(phrase.field)}"
    return Candidate(phrase.field, score, reason, phrase.language, phrase.weak)


@lru_cache(maxsize=4096)
def near_candidates(header: str) -> tuple[Candidate, ...]:
    """Fields whose phrases the header misspells."""
    text = fold_header(header)
    if not 5 <= len(text) <= 60:
        return ()
    found = process.extract(text, list(_index()), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=4)
    best: dict[tuple[str, bool], Candidate] = {}
    for near, likeness, _ in found:
        for phrase in _index()[near]:
            score = likeness / 100 * (0.5 if phrase.weak else 0.85)
            told = f"its header is nearly '{near}', which means {spoken(phrase.field)}"
            _keep(best, Candidate(phrase.field, score, told, phrase.language, phrase.weak))
    return tuple(sorted(best.values(), key=lambda c: (-c.score, c.field)))


def language_of(headers: Iterable[str]) -> str:
    """The language that most headers are exact in, '' if none tells; English wins a tie."""
    votes: dict[str, float] = defaultdict(float)
    for header in headers:
        exact = {c.language for c in candidates(header) if c.score == 1.0 and not c.weak}
        for language in exact:
            votes[language] += 1 / len(exact)
    if not votes:
        return ""
    return max(votes, key=lambda language: (round(votes[language], 6), language == "en", language))
