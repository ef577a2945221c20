"""Finds the records that cells of our own sheets name: as exported, as typed, or made of a name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from isthmus.exchange.entries import name_key
from isthmus.exchange.folding import fold
from isthmus.exchange.ours.keys import Keys
from isthmus.exchange.ours.labels import TREES, Labels, id_in

Make = Callable[[str, str], str]
"""Makes a record of a table by its name; its id."""

_CALLED = {"systems": "system", "data_objects": "data object", "departments": "department",
           "capabilities": "capability"}  # fmt: skip


class Directory:
    """Everything that can be referred to, by what it is called in the sheets and in the map."""

    def __init__(self, base: Labels, keys: Keys, tables: Mapping[str, Mapping[str, Any]]) -> None:
        """`base` are the labels of the map as it was; `tables` grow as rows are taken."""
        self.keys = keys
        self.make: Make | None = None
        self._base = base
        self._tables = tables
        self._exact: dict[str, dict[str, str]] = {}
        self._ids: dict[str, frozenset[str]] = {}
        self._folded: dict[str, dict[str, set[str]]] = {}

    def know(self, table: str, labels: Iterable[tuple[str, str]]) -> None:
        """The labels of a table's rows with their ids; those of the map come after them."""
        exact = self._exact.setdefault(table, {})
        folded: dict[str, set[str]] = defaultdict(set)
        sheets, known = list(labels), self._base.all(table).items()
        for label, record_id in (*sheets, *((label, key) for key, label in known)):
            exact.setdefault(label, record_id)
            folded[_key(table, label)].add(record_id)
        self._folded[table] = folded
        self._ids[table] = frozenset(record_id for _, record_id in sheets)

    def one(self, table: str, text: str) -> str:
        """The id of the record that a text names.

        Raises:
            ValueError: none is called so, and none can be made of a name alone.
        """
        exact = self._exact.get(table, {})
        found = exact.get(text) or exact.get(text.strip()) or self._by_id(table, text)
        found = found or self._alike(table, text)
        if found is None and self.make is not None and table != "systems":
            found = exact[text] = self.make(table, text)
        if found is None:
            raise ValueError(f"'{text[:60]}' is no {_CALLED[table]} on these sheets or in the map")
        return found

    def _by_id(self, table: str, text: str) -> str | None:
        record_id = id_in(text)
        is_known = record_id in self._tables[table] or record_id in self._ids.get(table, ())
        return record_id if is_known else None

    def _alike(self, table: str, text: str) -> str | None:
        """The only one whose label differs in case, accents and punctuation at most."""
        several = self._folded.get(table, {}).get(_key(table, text), set())
        return next(iter(several)) if len(several) == 1 else None


def _key(table: str, label: str) -> str:
    return (fold(label) if table in TREES else name_key(label)) or label
