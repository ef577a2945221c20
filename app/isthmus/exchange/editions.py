"""Which file is a newer edition of one imported before."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath

from isthmus.exchange.choices import Choices
from isthmus.exchange.entries import Entry
from isthmus.exchange.folding import fold
from isthmus.exchange.proposal import Edition
from isthmus.exchange.vocabulary import words
from isthmus.model.records import CellRef, Sourced
from isthmus.model.snapshot import Snapshot

_MOST = 0.5
"""The share of an earlier file's records that its newer edition has at least..."""
_SAME = 0.8
"""...and the share of columns that hold the same in both."""
_LEAST = 3
"""Systems that are in both, for a file of another name to be an edition."""
_NOISE = frozenset(
    ("v", "version", "final", "copy", "kopie", "copie", "copia", "new", "neu", "old", "alt",
     "draft", "entwurf", "latest", "export", "stand", "as", "of", "q", "kw", "cw", "week", "rev",
     "updated")
)  # fmt: skip
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Editions:
    """The files of an import, each with those that it replaces."""

    found: tuple[Edition, ...]
    replaced: Mapping[str, frozenset[str]]
    """By a file, all earlier ones: what was missing and kept is still cited from long before."""

    def family(self, file: str) -> frozenset[str]:
        """A file and those that it replaces."""
        return self.replaced.get(file, frozenset()) | {file}

    @property
    def earlier(self) -> frozenset[str]:
        """The names of all files that are replaced."""
        return frozenset().union(*self.replaced.values())


def editions_of(
    names: Sequence[str], entries: Iterable[Entry], base: Snapshot, choices: Choices
) -> Editions:
    """For each file, the earlier one that it replaces: as the user says, else by name or layout."""
    earlier = _cited([*base.systems.values(), *base.flows.values()])
    found: dict[str, _Cited] = defaultdict(_Cited)
    for entry in entries:
        for cell in entry.origin:
            found[cell.file].layout.add(_column(cell))
        for table, _, _ in entry.rows if entry.base else ():
            found[table.grid.file].records.add(entry.id)
    editions = [_edition(name, earlier, found[name], choices) for name in dict.fromkeys(names)]
    keys = {one.file: {edition_key(one.file), edition_key(one.earlier)} for one in editions}
    replaced = {
        one.file: frozenset(file for file in earlier if edition_key(file) in keys[one.file])
        for one in editions
        if one.earlier
    }
    return Editions(tuple(editions), replaced)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What a file brought, and in which columns."""

    records: set[str] = field(default_factory=set)
    layout: set[tuple[str, str]] = field(default_factory=set)
    """Pairs of (field, column's letters)."""


def _cited(records: Iterable[Sourced]) -> Mapping[str, _Cited]:
    """The records that each file brought."""
    found: dict[str, _Cited] = defaultdict(_Cited)
    for record in records:
        for cell in record.origin:
            found[cell.file].records.add(record.id)
            found[cell.file].layout.add(_column(cell))
    return found


def _column(cell: CellRef) -> tuple[str, str]:
    return cell.field, cell.cell.rstrip("0123456789")


def _edition(name: str, earlier: Mapping[str, _Cited], here: _Cited, choices: Choices) -> Edition:
    if name in choices.editions:
        return Edition(name, choices.editions[name], "as you said")
    if name in earlier:
        return Edition(name, name, "it is called the same")
    shared = {file: len(one.records & here.records) for file, one in earlier.items()}
    akin = [file for file in earlier if edition_key(file) == edition_key(name)]
    if akin:
        latest = max(akin, key=lambda file: (shared[file], file))
        return Edition(name, latest, "it is called the same but for date or version")
    for file in sorted(shared, key=lambda file: (-shared[file], file))[:1]:
        if shared[file] >= _LEAST and _is_alike(earlier[file], here):
            told = f"{shared[file]} of its {len(earlier[file].records)} records are in it"
            return Edition(name, file, f"{told}, in the same columns")
    return Edition(name, "", "no file imported before is like it")


def _is_alike(earlier: _Cited, here: _Cited) -> bool:
    """Whether most records of an earlier file are in one that has the same columns.

    Another inventory of the same systems must not be taken for an edition: what it leaves empty
    would be cleared.
    """
    same = len(earlier.layout & here.layout) / max(1, len(earlier.layout | here.layout))
    return same >= _SAME and len(earlier.records & here.records) >= _MOST * len(earlier.records)


def edition_key(file: str) -> str:
    """A file's name without what changes from one export to the next: dates, numbers, versions."""
    return lasting(PurePath(file).stem)


@lru_cache(maxsize=1024)
def lasting(name: str) -> str:
    """What stays of the name of a file or a sheet from one edition to the next."""
    kept = fold(_DIGITS.sub(" ", name)).split()
    undated = [token for token in kept if token not in words().meanings["months"]]
    if not kept and not _DIGITS.search(name):
        return name  # it is all signs
    return " ".join(token for token in undated if token not in _NOISE) or " ".join(undated)
