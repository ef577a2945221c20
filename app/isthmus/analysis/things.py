"""The data objects of a map by number, and which kinds of the catalogue they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from isthmus.analysis.naming import folded, numbered, sourced_key
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import DataObject
from isthmus.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Things:
    """Data objects in the order of their names; kinds as bits."""

    catalogue: Catalogue
    records: Sequence[DataObject]
    number: Mapping[str, int]
    """By id."""
    tokens: Sequence[str]
    bit_of: Sequence[int]
    """The bit of each one's kind, 0 for the company's own."""
    kind_bits: Mapping[str, int]
    """The bit of each kind that the catalogue knows."""
    kind_names: Mapping[str, str]
    """What the map calls each kind that is on it."""

    def bits(self, kinds: Iterable[str]) -> int:
        """The bits of some kinds."""
        bits = 0
        for kind in kinds:
            bits |= self.kind_bits.get(kind, 0)
        return bits

    def bits_among(self, ids: Iterable[str]) -> int:
        """The bits of the kinds of some data objects."""
        bits = 0
        for ident in ids:
            bits |= self.bit_of[self.number[ident]]
        return bits

    def kind_name(self, kind: str) -> str:
        """What the map calls a kind of data object, else what the catalogue does."""
        if kind in self.kind_names:
            return self.kind_names[kind]
        known = self.catalogue.data_objects.get(kind)
        return known.name if known else kind

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of some data objects, ascending."""
        return sorted({self.number[ident] for ident in ids})

    def names(self, numbers: Iterable[int]) -> list[str]:
        """The names of some data objects by number."""
        return [self.records[i].name for i in numbers]


def things_of(snapshot: Snapshot, catalogue: Catalogue) -> Things:
    """The data objects of a map."""
    records = sorted(snapshot.data_objects.values(), key=_place)
    kinds = [record.kind or _kind(catalogue, record.name) for record in records]
    kind_bits = {kind: 1 << i for i, kind in enumerate(catalogue.data_objects)}
    return Things(
        catalogue=catalogue,
        records=records,
        number={record.id: i for i, record in enumerate(records)},
        tokens=numbered([folded(record.name) for record in records]),
        bit_of=[kind_bits.get(kind, 0) for kind in kinds],
        kind_bits=kind_bits,
        kind_names=_kind_names(catalogue, kinds, records),
    )


def _kind_names(
    catalogue: Catalogue, kinds: Sequence[str], records: Sequence[DataObject]
) -> dict[str, str]:
    """The name of the first data object of each kind, but of one that is called as the kind is."""
    names: dict[str, str] = {}
    for kind, record in zip(kinds, records, strict=True):
        known = catalogue.data_objects.get(kind)
        if kind and (kind not in names or (known and folded(record.name) == folded(known.name))):
            names[kind] = record.name
    return names


def _place(record: DataObject) -> tuple[Any, ...]:
    said = (record.name, record.kind, record.description, record.personal, sourced_key(record))
    return (folded(record.name), *said, record.id)


@lru_cache(maxsize=4096)
def _kind(catalogue: Catalogue, name: str) -> str:
    """The kind that a name means, remembered from check to check."""
    known = catalogue.match_data_object(name)
    return known.key if known else ""
