"""What the user decides of an import, where it is not to go as recognised."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from isthmus.model.records import CellRef

_T = TypeVar("_T")

SKIPPED = ""
"""The field of a column that the user wants left out."""


class Fate(StrEnum):
    """What becomes of a record whose row is not in the newer edition of its file."""

    KEEP = "keep"
    RETIRE = "retire"
    DELETE = "delete"


class Side(StrEnum):
    """Whose value counts where a field was edited here and changed there."""

    MINE = "mine"
    """The map's, as it was edited by hand."""
    THEIRS = "theirs"
    """The file's."""


@dataclass(frozen=True, slots=True)
class SheetKey:
    """A sheet of one of the files, which are counted from 0 since two may be called the same."""

    file: int
    sheet: str


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """How a sheet is to be read; what is None or missing stays as recognised."""

    role: str | None = None
    header_row: int | None = None
    """Counted from 1, as it is shown."""
    fields: Mapping[int, str] = field(default_factory=dict)
    """Field by column (from 0): a field's name, CUSTOM, or SKIPPED."""
    hidden: bool = True
    """Read what is hidden in it: rows, columns, or all of it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A row, by the cell with its name, and what it may be one with.

    That is an earlier row of the import (by its cell), or a system of the map (by its id).
    """

    row: CellRef
    other: CellRef | str


@dataclass(frozen=True, slots=True)
class FieldKey:
    """A field of a record of the map; 'custom:Colour' is the custom field 'Colour'."""

    table: str
    id: str
    field: str


@dataclass(frozen=True, slots=True)
class Choices:
    """All that the user decided. Without any, everything goes as recognised and nothing is lost."""

    sheets: Mapping[SheetKey, SheetChoice] = field(default_factory=dict)
    joined: frozenset[Pair] = frozenset()
    """Pairs that are one system though they would be kept apart."""
    split: frozenset[Pair] = frozenset()
    """Pairs that are two systems though they would be merged."""
    fixes: Mapping[CellRef, str] = field(default_factory=dict)
    """What a cell is to be read as, by file, sheet and cell (with field '')."""
    editions: Mapping[str, str] = field(default_factory=dict)
    """By a file's name, the name of the earlier file that it replaces; '' for none."""
    fate: Fate = Fate.KEEP
    """What becomes of records that the newer edition of a file lacks..."""
    fates: Mapping[tuple[str, str], Fate] = field(default_factory=dict)
    """...and of single ones, by table and id."""
    side: Side = Side.MINE
    """Who is right where a field was edited here and changed there..."""
    sides: Mapping[FieldKey, Side] = field(default_factory=dict)
    """...and in single fields."""

    def without_file(self, number: int) -> "Choices":
        """What is decided of the sheets that are left when a file goes."""
        return replace(self, sheets=keys_without(number, self.sheets))


def keys_without(number: int, by_sheet: Mapping[SheetKey, _T]) -> dict[SheetKey, _T]:
    """What is known by sheet, with the files counted anew when one goes."""
    return {
        SheetKey(key.file - (key.file > number), key.sheet): value
        for key, value in by_sheet.items()
        if key.file != number
    }


AS_RECOGNISED = Choices()
SHEET_AS_RECOGNISED = SheetChoice()
