"""Systems of all sheets collected: the same one twice is merged, those alike are told."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz

from isthmus.exchange.entries import Entry, may_be_one, name_key, of_base
from isthmus.exchange.folding import shown_header, stripped_name
from isthmus.exchange.ledger import MERGED, NEW, REPORTED, UPDATED, Ledger
from isthmus.exchange.proposal import INFO
from isthmus.exchange.resolve import likeness
from isthmus.exchange.rows import LONGEST_NAME, Layout, entry_of, layout_of, not_a_record
from isthmus.exchange.tables import Column, Table
from isthmus.model.records import CellRef
from isthmus.model.snapshot import Snapshot

_VARIANTS = re.compile(
    r"\b(?:v\d+|new|old|neu|alt|legacy|classic|test|prod|production|dev|copy|kopie"
    r"|nouveau|ancien|nuevo|viejo|nieuw|oud|ny|gammel)\b"
)
_VERSION = re.compile(r"(?:\s+v?\d+x?)+(?:\sx)?\s*$")


_AKIN = 60


@dataclass(slots=True)
class Collection:
    """The systems met so far, with those of the map."""

    ledger: Ledger
    pulse: Callable[[], None] = lambda: None
    """Called now and then; stops the import by raising."""
    entries: list[Entry] = field(default_factory=list)
    """Those that the files tell of, in the order of their first rows."""
    unmet: dict[str, Entry] = field(default_factory=dict)
    """The map's own systems that no row has told of yet, by id."""
    others: dict[str, str] = field(default_factory=dict)
    """Types of the elements that are no systems, by name and id."""
    _by_name: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _by_id: dict[tuple[str, str], Entry] = field(default_factory=dict)

    def know(self, base: Snapshot) -> None:
        """The systems that the map has already."""
        for system in sorted(base.systems.values(), key=lambda s: (s.name.casefold(), s.id)):
            entry = of_base(system)
            self.unmet[system.id] = entry
            self._index(entry)

    def _index(self, entry: Entry) -> None:
        self._by_name[name_key(entry.name)].append(entry)
        for pair in entry.ids.items():
            self._by_id.setdefault(pair, entry)

    def sheet(self, table: Table) -> None:
        """All rows of a sheet of systems."""
        layout = layout_of(table, "name")
        for number, row in enumerate(table.rows):
            if number % 500 == 0:
                self.pulse()
            self._row(layout, row)

    def _row(self, layout: Layout, row: int) -> None:
        if fault := not_a_record(layout, row):
            severity, message = fault
            self.ledger.tell(severity, layout.table, row, layout.key, message)
            self.ledger.count(REPORTED)
            self._leave_out(layout, row)
            return
        entry = entry_of(layout, row, self.ledger)
        known = self._known(entry)
        if known is None:
            self._add(entry, layout, row)
        elif known.id in self.unmet:
            self._update(known, entry)
        else:
            self._merge(known, entry, layout, row)

    def _leave_out(self, layout: Layout, row: int) -> None:
        """Remember an element that is no system: flows may name it."""
        if kind := layout.other_type(row):
            columns = (layout.key, *layout.table.of("id"))
            for text in (layout.table.text(row, column) for column in columns):
                self.others.setdefault(text, kind)

    def _known(self, entry: Entry) -> Entry | None:
        """The system that a row is another row of, or that the map has."""
        for pair in entry.ids.items():
            known = self._by_id.get(pair)
            if known is not None and self._means(pair[1], known, entry):
                return known
        named = self._by_name.get(name_key(entry.name), ())
        likely = (known for known in named if may_be_one(known, entry))
        return min(likely, key=lambda known: _distance(known, entry), default=None)

    def _means(self, number: str, known: Entry, entry: Entry) -> bool:
        """Whether an id that both have says that they are one.

        Within an import the names must agree. The map's system may have been renamed since, but a
        mere number may also come from another inventory: then the names must be akin.
        """
        if known.id not in self.unmet:
            return _same_name(known, entry)
        akin = fuzz.token_set_ratio(name_key(known.name), name_key(entry.name)) >= _AKIN
        return akin or not number.isdigit()

    def _add(self, entry: Entry, layout: Layout, row: int) -> None:
        namesakes = self._by_name.get(name_key(entry.name), ())
        if namesakes:
            told = f"'{entry.name}' stands in {namesakes[0].place} too, with another vendor or id"
            self._tell(layout, row, f"{told}; both were kept.")
        self.entries.append(entry)
        self._index(entry)
        self.ledger.count(NEW)

    def _update(self, known: Entry, entry: Entry) -> None:
        """The first row that tells of a system of the map."""
        del self.unmet[known.id]
        known.values, known.raw, known.custom = entry.values, entry.raw, entry.custom
        known.ids, known.origin, known.links = entry.ids, entry.origin, entry.links
        known.aliases, known.place, known.name = entry.aliases, entry.place, entry.name
        known.where = entry.where
        self.entries.append(known)
        self._index(known)
        self.ledger.count(UPDATED)

    def _merge(self, known: Entry, entry: Entry, layout: Layout, row: int) -> None:
        headers = {c.field: c.header for c in layout.table.columns}
        differing = [key for key in known.take(entry) if not key.endswith(" header")]
        told = f"'{entry.name}' stands in {known.place} already; the rows were merged"
        if differing:
            names = ", ".join(sorted({headers.get(key, key)[:60] for key in differing}))
            told += f", and the first row's values kept where they differ: {names}"
        self._tell(layout, row, f"{told}.")
        self.ledger.count(MERGED)

    def name(self, text: str, table: Table, row: int, column: Column) -> bool:
        """A system of which nothing is known but that a flow names it; whether it is a new one."""
        name = shown_header(text)[:LONGEST_NAME]
        if self._by_name.get(name_key(name)):
            return False
        grid, cell = table.grid, table.place(row, column)
        entry = Entry(name, place=f"{grid.name}!{cell}")
        entry.where["name"] = (table, row, column)
        entry.origin.append(CellRef(grid.file, grid.name, cell, "name"))
        self.entries.append(entry)
        self._index(entry)
        self.ledger.count(NEW)
        return True

    def _tell(self, layout: Layout, row: int, message: str) -> None:
        self.ledger.tell(INFO, layout.table, row, layout.key, message)

    def tell_alike(self) -> None:
        """Tell of systems whose names are nearly the same; they are kept apart."""
        first: dict[str, Entry] = {}
        for entry in self.entries:
            twin = first.setdefault(variant_key(entry.name), entry)
            if twin is not entry and name_key(twin.name) != name_key(entry.name):
                self._tell_pair(entry, twin)
        keys = sorted((name_key(e.name), i) for i, e in enumerate(self.entries))
        for (one, _), (other, place) in pairwise(keys):
            if one != other and likeness(one, other):
                entry = self.entries[place]
                twin = self._by_name[one][0]
                if variant_key(entry.name) != variant_key(twin.name):
                    self._tell_pair(entry, twin)

    def _tell_pair(self, entry: Entry, twin: Entry) -> None:
        told = f"'{entry.name}' is nearly '{twin.name}' ({twin.place}); both were kept."
        self.ledger.tell(INFO, *entry.where["name"], told)


def _distance(known: Entry, entry: Entry) -> tuple[bool, bool, bool]:
    """How far a namesake is from a row: other vendor, other spelling, other cell than before."""
    cells = set(known.base.origin) if known.base else set(known.origin)
    here = entry.vendor != known.vendor, entry.name != known.name
    return *here, cells.isdisjoint(ref for ref in entry.origin if ref.field == "name")


def _same_name(one: Entry, other: Entry) -> bool:
    return name_key(one.name) == name_key(other.name)


def variant_key(name: str) -> str:
    """A name without brackets, versions and words such as 'new' and 'old'."""
    key = name_key(stripped_name(name))
    return " ".join(_VERSION.sub("", _VARIANTS.sub(" ", key)).split()) or key
