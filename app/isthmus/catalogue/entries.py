"""Entries of the catalogue's files, read strictly: every fault names file, entry and key."""

import csv
import tomllib
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from isthmus.catalogue.errors import CatalogueError

E = TypeVar("E", bound=StrEnum)


class Entry:
    """One entry of a file: each key is read once, and what nobody reads is a fault."""

    def __init__(self, path: Path, name: str, values: object) -> None:
        self.path = path
        self.name = name
        if not isinstance(values, dict):
            raise CatalogueError.at(path, name, "is not a table of keys and values")
        self._values: dict[str, object] = dict(values)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not empty."""
        value = self._values.pop(key, default)
        if value is None:
            raise self.fault(f"the key '{key}' is missing")
        if not isinstance(value, str):
            raise self.fault(f"'{key}' is not a text")
        if not value.strip() and default is None:
            raise self.fault(f"'{key}' is empty")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them empty or twice; () if the key is not there."""
        values = self._values.pop(key, [])
        if not isinstance(values, list) or not all(
            isinstance(v, str) and v.strip() for v in values
        ):
            raise self.fault(f"'{key}' is not a list of texts")
        if len(set(values)) < len(values):
            raise self.fault(f"'{key}' holds something twice")
        return tuple(value.strip() for value in values)

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """True or false; without a default it must be there."""
        value = self._values.pop(key, default)
        if not isinstance(value, bool):
            raise self.fault(f"'{key}' is missing or neither true nor false")
        return value

    def number(self, key: str, least: int, most: int) -> int:
        """A whole number between two bounds, which it may reach."""
        value = self._values.pop(key, None)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.fault(f"'{key}' is missing or no whole number from {least} to {most}")
        return value

    def share(self, key: str) -> float:
        """A share of the whole, from 0 to 1."""
        value = self._values.pop(key, None)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise self.fault(f"'{key}' is missing or no number from 0 to 1")
        return float(value)

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """One of the values of an enum."""
        value = self.text(key, default)
        if value not in list(kind):
            known = ", ".join(kind)
            raise self.fault(f"'{key}' is '{value}', which is none of {known}")
        return kind(value)

    def reference(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """A text that is one of the known keys (or the empty default)."""
        value = self.text(key, default)
        if value != default and value not in known:
            raise self.fault(f"'{key}' refers to '{value}', which is not known")
        return value

    def references(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        """A list of texts that are all known keys."""
        values = self.texts(key)
        for value in values:
            if value not in known:
                raise self.fault(f"'{key}' refers to '{value}', which is not known")
        return values

    def done(self) -> None:
        """Nothing is left that was not read.

        Raises:
            CatalogueError: the entry has a key that is not known.
        """
        if self._values:
            raise self.fault(f"the key '{min(self._values)}' is not known")

    def fault(self, text: str) -> CatalogueError:
        """The error to raise for this entry."""
        return CatalogueError.at(self.path, self.name, text)


def tables(path: Path, *heads: str) -> Iterator[tuple[str, dict[str, object]]]:
    """The named tables of a TOML file, each of them there and no other."""
    values = read_toml(path)
    if unknown := sorted(values.keys() - set(heads)):
        raise CatalogueError.at(path, unknown[0], "this table is not known")
    for head in heads:
        table = values.get(head)
        if not isinstance(table, dict):
            raise CatalogueError.at(path, head, "this table is missing")
        yield head, table


def read_toml(path: Path) -> dict[str, object]:
    """The values of a TOML file.

    Raises:
        CatalogueError: it cannot be read, or is no TOML (a key that is there twice included).
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError.at(path, "", str(error)) from error


def read_csv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line number and values of each row of a CSV file that has exactly these columns.

    Raises:
        CatalogueError: it cannot be read, has other columns, or a row has more or fewer cells.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise CatalogueError.at(path, "", str(error)) from error
    rows = csv.reader(text.splitlines(), strict=True)
    if tuple(next(rows, ())) != columns:
        raise CatalogueError.at(path, "line 1", f"the columns are not {', '.join(columns)}")
    for row in rows:
        if len(row) != len(columns):
            raise CatalogueError.at(path, f"line {rows.line_num}", f"has {len(row)} cells")
        yield rows.line_num, dict(zip(columns, row, strict=True))
