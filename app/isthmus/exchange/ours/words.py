"""The words that our own sheets have for values of a few kinds, and what they mean."""

from collections.abc import Mapping
from enum import StrEnum

from isthmus.model.records import (
    Criticality,
    FlowMethod,
    FlowState,
    HoldingRole,
    Hosting,
    Lifecycle,
)

YES, NO = "Yes", "No"

_OWN = {"saas": "SaaS", "api": "API", "etl": "ETL", "ipaas": "iPaaS", "unknown": ""}
"""Values that are not written as one would guess; what is unknown is an empty cell."""

KINDS: tuple[type[StrEnum], ...] = (
    Hosting, Lifecycle, Criticality, FlowState, FlowMethod, HoldingRole,
)  # fmt: skip


def word_of(value: StrEnum) -> str:
    """'Phasing out' for 'phasing-out'; '' for what is unknown."""
    return _OWN.get(value.value, value.value.replace("-", " ").capitalize())


def words_of(kind: type[StrEnum]) -> tuple[str, ...]:
    """All words of a kind, as a list offers them."""
    return tuple(word for value in kind if (word := word_of(value)))


def _meanings(kind: type[StrEnum]) -> Mapping[str, StrEnum]:
    return {word_of(value).casefold(): value for value in kind}


_MEANINGS = {kind: _meanings(kind) for kind in KINDS}


def meant(kind: type[StrEnum], text: str) -> StrEnum | None:
    """What one of our own words means, however its letters are; None for any other text."""
    return _MEANINGS[kind].get(text.strip().casefold())
