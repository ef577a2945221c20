"""Which column of a sheet holds which field, by header and by values together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.folding import fold, fold_header, shown_header
from isthmus.exchange.headers import Candidate, candidates, language_of, near_candidates
from isthmus.exchange.profile import Profile, evidence, fit
from isthmus.exchange.proposal import CUSTOM
from isthmus.exchange.sheetkinds import is_headed_as_type, types_of
from isthmus.exchange.values import items_of
from isthmus.exchange.vocabulary import BOND_FIELDS, LINK_FIELDS

ACCEPTED = 0.5
"""Least score of a column that a field takes."""
_SEVERAL = frozenset(
    (*LINK_FIELDS, *BOND_FIELDS, "regulations", "regions", "holds", "masters", "capabilities",
     "data_objects", "abbreviation")
)  # fmt: skip
"""Fields that may have several columns."""
_FOREIGN = 0.9
"""What an exact word of another language than the sheet's counts."""
_BRACKETED = 0.003
"""What a bracket costs a header, so that 'Stage' comes before 'Stage (raw)'."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_WEAK = 0.6
"""The score of a header that is all of a phrase which may mean something else too."""
_PAIR = 1.5
"""The score of headers that differ by a number: surer than what each may mean by itself."""
_PAIRED = {"1": "2", "a": "b", "i": "ii", "one": "two"}
_IDS = frozenset(
    ("id", "ids", "number", "nr", "no", "nummer", "code", "kode", "tag", "key", "ref", "identifier")
)
_COUNTING = frozenset(("nr", "no", "nummer", "number", "num", "lfd", "n", "sno", "pos", "row"))
"""Last words of headers over numbers that may only count the rows; 'ID' means more."""
_BAND = 40
"""Characters of a heading over several columns that still names what stands in them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a column: its own header, the band above it, another header line."""

    own: str
    band: str = ""
    other: str = ""


NOTHING = "neither its header nor its values tell of a field"
_KEPT = "it is kept as a custom field"
_ALL_TYPES = 0.8
"""Least share of a column's values that are types of elements, in a column of them."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column was taken for, how surely and why."""

    field: str
    score: float
    reason: str


_TYPE = Meaning(CUSTOM, 0.0, "its values are types of elements, and tell which rows are systems")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A field that a column may hold."""

    score: float
    field: str
    column: int
    reason: str


def recognise(
    headings: Sequence[Heading],
    profiles: Sequence[Profile],
    fields: Sequence[str],
    catalogue: Catalogue,
) -> list[Meaning]:
    """The meaning of each column among `fields`; `custom` where it is none of them."""
    language = language_of(heading.own for heading in headings)
    claims = [
        claim
        for column, heading in enumerate(headings)
        for claim in _claims(column, heading, profiles[column], fields, language)
    ]
    claims += _categories(headings, profiles, fields, catalogue)
    claims += _data(headings, profiles, fields, catalogue)
    if "source" in fields:
        claims += _pairs(headings)
    years = [_year(heading.own) for heading in headings]
    types = {
        column: _TYPE
        for column, heading in enumerate(headings)
        if _are_types(heading, profiles[column])
    }
    claims = [claim for claim in claims if claim.column not in types]
    taken = _assign(claims, fields, years)
    if "name" in fields:
        _ensure_name(taken, claims)
        _ensure_id(taken, headings, profiles)
        _without_running(taken, headings, profiles)
    if "category" in fields:
        _by_values(taken, headings, profiles, catalogue)
    _tell_of_others(taken, claims, headings)
    taken = {**types, **taken}
    nothing = Meaning(CUSTOM, 0.0, f"{NOTHING}; {_KEPT}")
    return [taken.get(column, nothing) for column in range(len(headings))]


def _are_types(heading: Heading, values: Profile) -> bool:
    """Whether a column says of which type of element each row is, as exports of models do."""
    if not values.values or not is_headed_as_type(heading.own):
        return False
    return sum(types_of(values.values)) >= _ALL_TYPES * len(values.values)


def _tell_of_others(
    taken: dict[int, Meaning], claims: list[_Claim], headings: Sequence[Heading]
) -> None:
    """Say of columns that lost all they could mean to others which ones those are."""
    holder = {meaning.field: column for column, meaning in taken.items()}
    known = frozenset(taken)
    for claim in sorted(claims, key=lambda c: c.score):
        if claim.column not in known and claim.field in holder:
            other = shown_header(headings[holder[claim.field]].own)[:60]
            told = f"{claim.reason}, but '{other}' is that more surely; {_KEPT}"
            taken[claim.column] = Meaning(CUSTOM, 0.0, told)


def _claims(
    column: int, heading: Heading, values: Profile, fields: Sequence[str], language: str
) -> list[_Claim]:
    """Every field that a column's headings and values speak for enough."""
    found: dict[str, _Claim] = {}
    for candidate in _headed(heading):
        if candidate.field not in fields:
            continue
        score = candidate.score * fit(candidate.field, values)
        if candidate.language not in (language, "weak"):
            score *= _FOREIGN
        score -= _BRACKETED if "(" in heading.own else 0.0
        told = evidence(candidate.field, values) if candidate.weak else ""
        reason = f"{candidate.reason}, and {told}" if told else candidate.reason
        claim = _Claim(score, candidate.field, column, reason)
        if score >= ACCEPTED and score > found.get(claim.field, _Claim(0, "", 0, "")).score:
            found[claim.field] = claim
    return list(found.values())


def _categories(
    headings: Sequence[Heading],
    profiles: Sequence[Profile],
    fields: Sequence[str],
    catalogue: Catalogue,
) -> list[_Claim]:
    """Columns whose header may mean a category and whose values the catalogue knows as such."""
    found = []
    for column, heading in enumerate(headings if "category" in fields else ()):
        headed = [c for c in _headed(heading) if c.field == "category"]
        share = _share_of_categories(profiles[column], catalogue) if headed else 0.0
        if share >= 0.3:
            score = max(c.score for c in headed) + 0.3 * share
            reason = f"{headed[0].reason}, and {share:.0%} of its values are categories"
            found.append(_Claim(score, "category", column, reason))
    return found


def _data(
    headings: Sequence[Heading],
    profiles: Sequence[Profile],
    fields: Sequence[str],
    catalogue: Catalogue,
) -> list[_Claim]:
    """Columns of flows whose header may mean the data that moves, and whose values name some."""
    found = []
    for column, heading in enumerate(headings if "data_objects" in fields else ()):
        headed = [c for c in _headed(heading) if c.field == "data_objects" and _is_all(c)]
        share = _share_of_data(profiles[column], catalogue) if headed else 0.0
        if share >= 0.3:
            score = max(c.score for c in headed) + 0.6 * share
            reason = f"{headed[0].reason}, and {share:.0%} of its values are data objects"
            found.append(_Claim(score, "data_objects", column, reason))
    return found


def _is_all(candidate: Candidate) -> bool:
    """Whether a header says nothing but what the candidate means."""
    return candidate.score >= (_WEAK if candidate.weak else 1.0)


def _share_of_data(values: Profile, catalogue: Catalogue) -> float:
    """The share of a column's different values that name data objects of the catalogue."""
    if not values.values or values.length > 60 or values.numbers > 0.3:
        return 0.0
    items = [items_of(text) for text in values.values[:80]]
    known = [any(catalogue.match_data_object(item) for item in several) for several in items]
    return sum(known) / len(known)


def _share_of_categories(values: Profile, catalogue: Catalogue) -> float:
    """The share of a column's different values that the catalogue knows as categories."""
    if not values.values or values.length > 60 or values.numbers > 0.3:
        return 0.0
    known = [catalogue.match_category(text) for text in values.values[:80]]
    return sum(match is not None and match.score >= 0.9 for match in known) / len(known)


def _headed(heading: Heading) -> list[Candidate]:
    """What all that stands over a column may mean."""
    found = list(candidates(heading.own))
    if 0 < len(heading.band) <= _BAND:
        found += candidates(f"{heading.band} {heading.own}")
        found += candidates(f"{heading.own} {heading.band}")
    if heading.other:
        found += candidates(heading.other)
    if not any(c.score >= ACCEPTED for c in found):
        found += near_candidates(heading.own)
    return found


def _assign(
    claims: list[_Claim], fields: Sequence[str], years: Sequence[int]
) -> dict[int, Meaning]:
    """The surest claims first; a field takes one column unless it may have several.

    Of columns alike but for the year in their headers ('Cost 2024', 'Cost 2025') the last counts.
    """
    order = {field: place for place, field in enumerate(fields)}
    taken: dict[int, Meaning] = {}
    used: set[str] = set()
    ranked = sorted(
        claims, key=lambda c: (-round(c.score, 3), -years[c.column], c.column, order[c.field])
    )
    for claim in ranked:
        free = claim.field not in used or claim.field in _SEVERAL
        if claim.column not in taken and free:
            used.add(claim.field)
            taken[claim.column] = _meaning(claim)
    return taken


def _meaning(claim: _Claim) -> Meaning:
    return Meaning(claim.field, round(min(1.0, claim.score), 2), claim.reason)


def _year(header: str) -> int:
    """The year that a header names, 0 if none."""
    found = _YEAR.findall(header)
    return int(found[-1]) if found else 0


def _pairs(headings: Sequence[Heading]) -> list[_Claim]:
    """The ends of flows in headers that differ by a number or a letter: 'System A', 'System B'."""
    folded = [fold(heading.own).rpartition(" ") for heading in headings]
    found = []
    for one, (noun, _, mark) in enumerate(folded):
        if mark not in _PAIRED or not any(c.field == "name" for c in candidates(noun)):
            continue
        for other, (same, _, its) in enumerate(folded):
            if same == noun and its == _PAIRED[mark]:
                reason = f"'{noun}' stands over two columns, as '{mark}' and '{its}'"
                found.append(_Claim(_PAIR, "source", one, reason))
                found.append(_Claim(_PAIR, "target", other, reason))
    return found


def _ensure_name(taken: dict[int, Meaning], claims: list[_Claim]) -> None:
    """Without a name a row is nothing: the best that may be one gives up what else it means."""
    if any(meaning.field == "name" for meaning in taken.values()):
        return
    named = [claim for claim in claims if claim.field == "name"]
    if named:
        best = max(named, key=lambda c: (round(c.score, 3), -c.column))
        taken[best.column] = _meaning(best)


def _ensure_id(
    taken: dict[int, Meaning], headings: Sequence[Heading], profiles: Sequence[Profile]
) -> None:
    """Where no header is known to mean an id, one that ends as ids' headers do, if it is unique."""
    if any(meaning.field == "id" for meaning in taken.values()):
        return
    for column, heading in enumerate(headings):
        values = profiles[column]
        if column not in taken and ends_as_id(heading.own) and values.filled > 1:
            if values.distinct == 1.0 and values.length <= 40:
                reason = "its header ends as those of ids do, and no value comes twice"
                taken[column] = Meaning("id", 0.6, reason)
            return


def _without_running(
    taken: dict[int, Meaning], headings: Sequence[Heading], profiles: Sequence[Profile]
) -> None:
    """Numbers that only count the rows are no ids: the next export counts anew."""
    for column, meaning in list(taken.items()):
        is_number = fold_header(headings[column].own).rpartition(" ")[2] in _COUNTING
        if meaning.field != "id" or meaning.score >= 1 or not is_number:
            continue
        if _counts(profiles[column].values):
            taken[column] = Meaning(CUSTOM, 0.0, f"it only counts the rows; {_KEPT}")


def _counts(values: Sequence[str]) -> bool:
    """Whether texts are the numbers from 0 or 1 on, in order."""
    numbers = [int(text) for text in values if text.isdecimal() and len(text) < _DIGITS]
    first = numbers[0] if numbers else -1
    whole = len(numbers) == len(values) > 1
    return whole and first in (0, 1) and numbers == list(range(first, first + len(numbers)))


_DIGITS = 9


def ends_as_id(header: str) -> bool:
    """Whether a header's last word is one that ids have."""
    return fold_header(header).rpartition(" ")[2] in _IDS


def _by_values(
    taken: dict[int, Meaning],
    headings: Sequence[Heading],
    profiles: Sequence[Profile],
    catalogue: Catalogue,
) -> None:
    """Fields that no header names, found in columns whose values are all of that kind."""
    used = {meaning.field for meaning in taken.values()}
    for column, values in enumerate(profiles):
        few = 2 <= len(values.values) <= max(12, values.filled // 4)
        if column in taken or not headings[column].own or values.filled < 4 or not few:
            continue
        field, share = _told(values, catalogue)
        if field and field not in used:
            used.add(field)
            told = evidence(field, values) or f"{share:.0%} of its values are categories"
            reason = f"its header does not say so, but {told}"
            taken[column] = Meaning(field, round(0.6 * share, 2), reason)


def _told(values: Profile, catalogue: Catalogue) -> tuple[str, float]:
    """The field that the values speak of by themselves, and the share of them that do."""
    for field, share in (("lifecycle", values.lifecycle), ("hosting", values.hosting)):
        if share >= 0.9 and values.yes_no < 0.5 and values.length < 40:
            return field, share
    share = _share_of_categories(values, catalogue)
    return ("category", share) if share >= 0.6 else ("", 0.0)
