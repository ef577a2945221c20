"""How the user had sheets of a shape read: kept, and proposed again for the next of that shape."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isthmus.exchange.choices import SheetChoice
from isthmus.exchange.folding import fold_header
from isthmus.exchange.proposal import CUSTOM, ROLES
from isthmus.exchange.tables import fields_of

_KEPT = 200
"""Mappings; the one that was not used for longest goes."""
_SHARED = 0.8
"""Least share of the headers that two sheets of one shape have in common."""
_LARGEST = 4 * 2**20
"""Characters of the file that are read."""
_FIELDS = frozenset((*(field for role in ROLES for field in fields_of(role)), CUSTOM, ""))
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """How a sheet was read; headers are folded, in any order."""

    file: str
    """The file that it was made for."""
    headers: frozenset[str]
    role: str | None
    header_row: int | None
    fields: tuple[tuple[str, str], ...]
    """Field by folded header, where the user chose it."""
    hidden: bool = True

    def likeness(self, headers: frozenset[str]) -> float:
        """The share of headers, 0 to 1, that a sheet has in common with it."""
        return len(self.headers & headers) / max(1, len(self.headers | headers))

    def choice(self, headers: Sequence[tuple[int, str]]) -> SheetChoice:
        """The same for a sheet with these columns (from 0) and headers."""
        by_header = dict(self.fields)
        named = {place: by_header.get(fold_header(text)) for place, text in headers}
        fields = {place: field for place, field in named.items() if field is not None}
        return SheetChoice(self.role, self.header_row, fields, self.hidden)


def mapping_of(
    file: str, shape: Sequence[str], headers: Sequence[tuple[int, str]], choice: SheetChoice
) -> SavedMapping:
    """What is to be kept of a choice for a sheet.

    `shape` are the headers as they were recognised, by which the next such sheet is known;
    `headers` those of the row that the user chose, by which its columns are.
    """
    folded = {place: fold_header(text) for place, text in headers}
    fields = {folded[place]: field for place, field in choice.fields.items() if place in folded}
    return SavedMapping(
        file,
        frozenset(fold_header(text) for text in shape),
        choice.role,
        choice.header_row,
        tuple(sorted(fields.items())),
        choice.hidden,
    )


class Mappings:
    """The mappings in a folder; a file that is damaged or lost is done without."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "mappings.json"
        self._known = _read(self._path)

    def __bool__(self) -> bool:
        """Whether any is kept."""
        return bool(self._known)

    def find(self, headers: Sequence[str]) -> SavedMapping | None:
        """The mapping for a sheet with these headers: of the same, else of nearly the same."""
        folded = frozenset(fold_header(text) for text in headers)
        likely = [one for one in self._known if one.likeness(folded) >= _SHARED]
        return max(likely, key=lambda one: one.likeness(folded), default=None)

    def save(self, mapping: SavedMapping) -> None:
        """Keep a mapping instead of any other of the same headers."""
        kept = [one for one in self._known if one.headers != mapping.headers]
        self._known = [mapping, *kept][:_KEPT]
        self._write()

    def forget(self, mapping: SavedMapping) -> None:
        """Propose a mapping no more."""
        self._known = [one for one in self._known if one != mapping]
        self._write()

    def _write(self) -> None:
        plain = [
            {
                "file": one.file,
                "headers": sorted(one.headers),
                "role": one.role,
                "header_row": one.header_row,
                "fields": dict(one.fields),
                "hidden": one.hidden,
            }
            for one in self._known
        ]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part = self._path.with_suffix(".part")
            part.write_text(json.dumps(plain, ensure_ascii=False, indent=1), "utf-8")
            part.replace(self._path)
        except OSError as error:
            _LOG.warning("Mappings cannot be kept: %s", error)


def _read(path: Path) -> list[SavedMapping]:
    try:
        with path.open(encoding="utf-8") as file:
            found = json.loads(file.read(_LARGEST))
        return [_mapping(one) for one in found][:_KEPT]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        _LOG.warning("Mappings in %s are done without: %s", path.name, error)
        return []


def _mapping(value: Any) -> SavedMapping:  # noqa: ANN401
    """A mapping as it was written. Raises what its value does not fit."""
    role, row, fields = value["role"], value["header_row"], dict(value["fields"])
    texts = [value["file"], *value["headers"], *fields, *fields.values()]
    if not all(isinstance(text, str) for text in texts) or not _FIELDS.issuperset(fields.values()):
        raise ValueError("a mapping holds what is no field")
    if role not in (None, *ROLES) or not (row is None or (type(row) is int and row > 0)):
        raise ValueError("a mapping names no role or row that there is")
    return SavedMapping(
        value["file"],
        frozenset(value["headers"]),
        role,
        row,
        tuple(sorted(fields.items())),
        value["hidden"] is not False,
    )
