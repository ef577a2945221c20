"""The words that recognition goes by, from resources/recognition."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from isthmus.exchange.folding import fold, fold_header
from isthmus.paths import resources

SYSTEM_FIELDS = (
    "name", "id", "abbreviation", "description", "vendor", "product", "category", "department",
    "funder", "business_owner", "it_steward", "steward_in_business", "hosting", "lifecycle",
    "criticality", "annual_cost", "currency", "users", "go_live", "end_of_life", "contract_end",
    "regulations", "regions", "personal_data", "technology_area", "capabilities", "backbone",
    "masters", "holds", "depends_on", "receives", "feeds", "part_of", "runs_on",
)  # fmt: skip
FLOW_FIELDS = (
    "source", "target", "data_objects", "method", "state", "frequency", "two_way", "flow_name",
    "id", "description", "go_live", "end_of_life",
)  # fmt: skip
RECORD_FIELDS = ("parent", "is_it")
"""What only lists of departments and capabilities tell."""
PROPERTY_FIELDS = ("element", "property", "value")
"""What a row of properties tells: of which element, which property, and what it is."""
HOLDING_FIELDS = ("system", "data_object", "role")
"""What a row tells of who holds what."""
LINK_FIELDS = ("depends_on", "receives", "feeds")
BOND_FIELDS = ("part_of", "runs_on")
"""Fields that name systems along which no data need move."""
"""Columns of a system's row that name other systems."""
WEAK = "weak"
LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "nl": "Dutch",
    "no": "Norwegian", "da": "Danish", "sv": "Swedish", "pt": "Portuguese", "it": "Italian",
    "pl": "Polish", "fi": "Finnish", "cs": "Czech",
}  # fmt: skip
_SPOKEN = {
    "id": "ID", "it_steward": "IT steward", "steward_in_business": "an IT steward in the business",
    "users": "number of users", "depends_on": "the systems it depends on",
    "part_of": "what it is part of", "runs_on": "what it runs on",
    "receives": "the systems it gets data from", "feeds": "the systems it sends data to",
    "masters": "the data it is the master of", "holds": "the data it holds",
    "role": "how the system holds it",
    "two_way": "direction", "state": "status of the flow", "flow_name": "name of the flow",
    "data_objects": "the data that moves", "funder": "who pays", "go_live": "go-live date",
    "contract_end": "end of the contract", "element": "the element that it is of",
    "property": "name of a property", "value": "value of a property",
}  # fmt: skip
"""Fields whose names in the model are not what one would say."""


def spoken(field: str) -> str:
    """A field as one would say it: 'IT steward'."""
    return _SPOKEN.get(field, field.replace("_", " "))


class VocabularyError(ValueError):
    """A file of words is damaged; the message names it and the entry."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A folded phrase that means a field, and in which language."""

    text: str
    field: str
    language: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What words in cells mean; every text is folded."""

    placeholders: frozenset[str]
    totals: frozenset[str]
    instructions: frozenset[str]
    dictionary_headers: frozenset[str]
    people_headers: frozenset[str]
    system_types: frozenset[str]
    other_types: frozenset[str]
    still_relations: frozenset[str]
    bonds: dict[str, tuple[str, bool]]
    """Kinds of relations that say of two systems that one is part of the other or runs on it: the
    field, and whether the second of the two is the lower one."""
    sheet_noise: frozenset[str]
    vague_departments: frozenset[str]
    other_sheets: dict[str, frozenset[str]]
    department_words: frozenset[str]
    it_names: frozenset[str]
    it_words: frozenset[str]
    meanings: dict[str, dict[str, str]]
    """For each kind of word (lifecycle, hosting, yes_no...): folded phrase to value."""


@dataclass(frozen=True, slots=True)
class HoldingWords:
    """What lists of who holds what are called, and their columns; every text is folded."""

    sheets: frozenset[str]
    columns: dict[str, Phrase]
    """By the phrase that is all of a header."""


def _load(name: str) -> dict[str, Any]:
    path = resources() / "recognition" / name
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(f"{name} cannot be read: {error}") from error


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every phrase that a header may hold.

    Raises:
        VocabularyError: the file is damaged, or names a field that there is none of.
    """
    table = _load("headers.toml")
    known = {*SYSTEM_FIELDS, *FLOW_FIELDS, *PROPERTY_FIELDS, *RECORD_FIELDS}
    if wrong := set(table) ^ known:
        raise VocabularyError(f"headers.toml: field {min(wrong)!r} is unknown or missing")
    return tuple(
        Phrase(fold_header(text), field, language, language == WEAK)
        for field, languages in table.items()
        for language, texts in languages.items()
        for text in texts
    )


@cache
def holding_words() -> HoldingWords:
    """What lists of who holds what are called.

    Raises:
        VocabularyError: the file is damaged or lacks a list, or a phrase means two things.
    """
    table = _load("records.toml")
    try:
        held = table["holdings"]
        told = [
            Phrase(fold_header(text), field, language, weak=False)
            for field in HOLDING_FIELDS
            for language, texts in held[field].items()
            for text in texts
        ]
        found = HoldingWords(_folded(held["sheets"]), {p.text: p for p in reversed(told)})
    except (KeyError, AttributeError, TypeError) as error:
        raise VocabularyError(f"records.toml lacks or misspells {error}") from error
    if wrong := [p for p in told if found.columns[p.text].field != p.field]:
        raise VocabularyError(f"records.toml: {wrong[0].text!r} has two meanings")
    return found


def _folded(texts: list[str]) -> frozenset[str]:
    return frozenset(fold(text) or text.strip() for text in texts)


def _placeholders(texts: list[str]) -> frozenset[str]:
    """Texts folded, but for what a failed formula leaves: '#VALUE!' is none, and 'Value' is one."""
    failed = {text.casefold() for text in texts if text.startswith("#")}
    return _folded([text for text in texts if not text.startswith("#")]) | failed | {""}


_MEANINGS = (
    "yes_no", "lifecycle", "hosting", "criticality", "method", "state", "two_way", "holding",
    "months",
)  # fmt: skip


@cache
def words() -> Words:
    """What words in cells mean.

    Raises:
        VocabularyError: the file is damaged or lacks a list.
    """
    table = _load("values.toml")
    try:
        return Words(
            placeholders=_placeholders(table["placeholders"]),
            totals=_folded(table["totals"]),
            instructions=_folded(table["instructions"]),
            dictionary_headers=_folded(table["dictionary_headers"]),
            people_headers=_folded(table["people_headers"]),
            system_types=_folded(table["system_types"]),
            other_types=_folded(table["other_types"]),
            still_relations=_folded(table["still_relations"]),
            bonds=_bonds(table["bonds"]),
            sheet_noise=_folded(table["sheet_noise"]),
            vague_departments=_folded(table["vague_departments"]),
            other_sheets={k: _folded(v) for k, v in table["other_sheets"].items()},
            department_words=_folded(table["department_words"]),
            it_names=_folded(table["it_names"]),
            it_words=_folded(table["it_words"]),
            meanings={kind: _meanings(kind, table[kind]) for kind in _MEANINGS},
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise VocabularyError(f"values.toml lacks or misspells {error}") from error


def names_it(department: str) -> bool:
    """Whether a department is IT, by its name.

    Raises:
        VocabularyError: the file is damaged or lacks a list.
    """
    folded = fold(department)
    return folded in words().it_names or not words().it_words.isdisjoint(folded.split()[:6])


def _bonds(table: dict[str, dict[str, list[str]]]) -> dict[str, tuple[str, bool]]:
    return {
        text: (field, side == "upper_first")
        for field, sides in table.items()
        for side, texts in sides.items()
        for text in _folded(texts)
    }


def _meanings(kind: str, table: dict[str, list[str]]) -> dict[str, str]:
    """Folded phrase to meaning; a phrase that has two is a fault of the file."""
    found: dict[str, str] = {}
    for meaning, texts in table.items():
        for text in _folded(texts):
            if found.setdefault(text, meaning) != meaning:
                raise VocabularyError(f"values.toml: {text!r} has two meanings under {kind}")
    return found
