"""Systems of all sheets collected: the same one twice is merged, what the map has is met again."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from isthmus.exchange.choices import AS_RECOGNISED, Choices, Pair
from isthmus.exchange.editions import edition_key
from isthmus.exchange.entries import Entry, may_be_one, name_key, of_base
from isthmus.exchange.folding import shown_header
from isthmus.exchange.ledger import MERGED, NEW, REPORTED, UPDATED, Ledger
from isthmus.exchange.pairing import near_pairs
from isthmus.exchange.proposal import INFO, Match
from isthmus.exchange.rows import LONGEST_NAME, Layout, entry_of, layout_of, not_a_record
from isthmus.exchange.tables import Column, Table
from isthmus.model.records import CellRef
from isthmus.model.snapshot import Snapshot

_AKIN = 60
"""Least likeness, of 100, of the names of a row and of the map's system with the same number."""
_BY_ID, _BY_NAME, _BY_HAND = 1.0, 0.95, 1.0
"""How surely rows are one that share an id, or a name; or that the user says are one."""
_DIFFERING = 3
"""Fields that namesakes of two departments say otherwise, at least, to be two systems."""
_BUT_ID = 0.7
"""How surely namesakes are one that another id, or another vendor, tells apart."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The system that a row tells of too, how surely and why."""

    entry: Entry
    score: float
    reason: str


@dataclass(slots=True)
class Collection:
    """The systems met so far, with those of the map."""

    ledger: Ledger
    choices: Choices = AS_RECOGNISED
    pulse: Callable[[], None] = lambda: None
    """Called now and then; stops the import by raising."""
    entries: list[Entry] = field(default_factory=list)
    """Those that the files tell of, in the order of their first rows."""
    unmet: dict[str, Entry] = field(default_factory=dict)
    """The map's own systems that no row has told of yet, by id."""
    others: dict[str, str] = field(default_factory=dict)
    """Types of the elements that are no systems, by name and id."""
    matches: list[Match] = field(default_factory=list)
    """Rows that are, or may be, one with an earlier row or with a system of the map."""
    _by_name: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _by_id: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    _by_row: dict[CellRef, Entry] = field(default_factory=dict)
    _lone: set[str] = field(default_factory=set)
    """Names that stand in one row of the sheet at hand only."""
    _joined: dict[CellRef, list[CellRef | str]] = field(default_factory=lambda: defaultdict(list))

    def know(self, base: Snapshot) -> None:
        """The systems that the map has already."""
        for pair in self.choices.joined:
            self._joined[pair.row].append(pair.other)
        for system in sorted(base.systems.values(), key=lambda s: (s.name.casefold(), s.id)):
            entry = of_base(system)
            self.unmet[system.id] = entry
            self._index(entry)

    def _index(self, entry: Entry) -> None:
        for name in {name_key(name) for name in entry.names}:
            self._by_name[name].append(entry)
        for pair in entry.ids.items():
            self._by_id.setdefault(pair, []).append(entry)
        for key in entry.keys if self._joined else ():
            self._by_row[key] = entry

    def sheet(self, table: Table) -> None:
        """All rows of a sheet of systems."""
        layout = layout_of(table, "name")
        self._find_lone(layout)
        for number, row in enumerate(table.rows):
            if number % 500 == 0:
                self.pulse()
            self._row(layout, row)

    def _find_lone(self, layout: Layout) -> None:
        """Note the names that stand in one row only: their vendor may have changed since."""
        if self.unmet:
            table, key = layout.table, layout.key
            times = Counter(name_key(table.text(row, key)) for row in table.rows)
            self._lone = {name for name, count in times.items() if count == 1}

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
            return
        self._note(entry, known)
        if known.entry.id in self.unmet:
            self._update(known.entry, entry)
        else:
            self._merge(known.entry, entry, layout, row)

    def _leave_out(self, layout: Layout, row: int) -> None:
        """Remember an element that is no system: flows may name it."""
        if kind := layout.other_type(row):
            columns = (layout.key, *layout.table.of("id"))
            for text in (layout.table.text(row, column) for column in columns):
                self.others.setdefault(text, kind)

    def _known(self, entry: Entry) -> _Known | None:
        """The system that a row is another row of, or that the map has."""
        (key,) = entry.keys if self._joined or self.choices.split else (None,)
        for other in self._joined.get(key, ()) if key else ():
            found = self.unmet.get(other) if isinstance(other, str) else self._by_row.get(other)
            if found is not None:
                return _Known(found, _BY_HAND, "you said that they are one")
        apart = {pair.other for pair in self.choices.split if pair.row == key}
        return next((one for one in self._alike(entry) if not _is_apart(one.entry, apart)), None)

    def _alike(self, entry: Entry) -> Iterator[_Known]:
        """What a row may be one with, the likeliest first."""
        for pair in entry.ids.items():
            for known in self._with_id(pair, entry):
                source = pair[0].rpartition(": ")[2]
                yield _Known(known, _BY_ID, f"the same {source}, {pair[1]}")
        named = self._by_name.get(name_key(entry.name), ())
        likely = [known for known in named if self._may_be_one(known, entry)]
        for known in sorted(likely, key=lambda known: _distance(known, entry)):
            same = "name and vendor" if known.vendor and known.vendor == entry.vendor else "name"
            yield _Known(known, _BY_NAME, f"the same {same}")

    def _with_id(self, pair: tuple[str, str], entry: Entry) -> list[Entry]:
        """Systems with a row's id; where several have it, it tells only together with the name."""
        found = [one for one in self._by_id.get(pair, ()) if self._means(pair[1], one, entry)]
        if len(found) < 2:
            return found
        return [one for one in found if name_key(entry.name) in map(name_key, one.names)]

    def _may_be_one(self, known: Entry, entry: Entry) -> bool:
        """Whether namesakes may be one; a file may change its mind about a vendor."""
        is_again = name_key(entry.name) in self._lone and self._is_of(known, entry)
        if known.id not in self.unmet and _tell_of_two(known, entry):
            return False
        return may_be_one(known, entry, vendor_counts=not is_again)

    def _is_of(self, known: Entry, entry: Entry) -> bool:
        """Whether the map has a system from the earlier edition of the file of a row."""
        (table, _, _), *_ = entry.rows
        file = self.choices.editions.get(table.grid.file, table.grid.file)
        cells = known.base.origin if known.base and known.id in self.unmet else ()
        return any(edition_key(cell.file) == edition_key(file) for cell in cells)

    def _means(self, number: str, known: Entry, entry: Entry) -> bool:
        """Whether an id that both have says that they are one.

        Within an import the names must agree. The map's system may have been renamed since, but a
        mere number may also come from another inventory: then the names must be akin.
        """
        if known.id not in self.unmet:
            return name_key(known.name) == name_key(entry.name)
        name = name_key(entry.name)
        akin = max(fuzz.token_set_ratio(name_key(other), name) for other in known.names)
        return akin >= _AKIN or not number.isdigit()

    def _note(self, entry: Entry, known: _Known) -> None:
        """Note that a row was taken for another row of a system, or for one that the map has."""
        is_maps = known.entry.id in self.unmet
        other = known.entry.id if is_maps else known.entry.keys[0]
        pair = Pair(entry.keys[0], other)
        names = entry.name, known.entry.name
        self.matches.append(Match(pair, *names, known.score, known.reason, joined=True))

    def _add(self, entry: Entry, layout: Layout, row: int) -> None:
        namesakes = self._by_name.get(name_key(entry.name), ())
        if namesakes:
            differs = _what_differs(namesakes[0], entry)
            told = f"'{entry.name}' stands in {namesakes[0].place} too, with another {differs}"
            self._tell(layout, row, f"{told}; both were kept.")
            self._offer(entry, namesakes[0])
        self.entries.append(entry)
        self._index(entry)
        self.ledger.count(NEW)

    def _offer(self, entry: Entry, known: Entry) -> None:
        """Offer to join namesakes of which something says that they are two."""
        pair = Pair(entry.keys[0], known.id if known.id in self.unmet else known.keys[0])
        reason = f"the same name, but another {_what_differs(known, entry)}"
        names = entry.name, known.name
        self.matches.append(Match(pair, *names, _BUT_ID, reason, joined=False))

    def _update(self, known: Entry, entry: Entry) -> None:
        """The first row that tells of a system of the map."""
        del self.unmet[known.id]
        known.values, known.raw, known.custom = entry.values, entry.raw, entry.custom
        known.ids, known.origin, known.links = entry.ids, entry.origin, entry.links
        known.bonds = entry.bonds
        known.aliases, known.place, known.name = entry.aliases, entry.place, entry.name
        known.where, known.rows = entry.where, entry.rows
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
            note = self.matches[-1]
            reason = f"{note.reason}; of the first row stay: {names}"
            self.matches[-1] = replace(note, reason=reason)
        self._tell(layout, row, f"{told}.")
        for key in entry.keys if self._joined else ():
            self._by_row[key] = known
        self.ledger.count(MERGED)

    def name(self, text: str, table: Table, row: int, column: Column) -> bool:
        """A system of which nothing is known but that a flow names it; whether it is a new one."""
        name = shown_header(text)[:LONGEST_NAME]
        if self._by_name.get(name_key(name)):
            return False
        grid, cell = table.grid, table.place(row, column)
        entry = Entry(name, place=f"{grid.name}!{cell}")
        entry.where["name"] = (table, row, column)
        entry.rows.append((table, row, column))
        entry.origin.append(CellRef(grid.file, grid.name, cell, "name"))
        self.entries.append(entry)
        self._index(entry)
        self.ledger.count(NEW)
        return True

    def _tell(self, layout: Layout, row: int, message: str) -> None:
        self.ledger.tell(INFO, layout.table, row, layout.key, message, is_match=True)

    def tell_alike(self) -> None:
        """Tell of systems whose names are nearly the same; they are kept apart."""
        for entry, twin, score, reason in near_pairs(self.entries, self.unmet.values()):
            told = f"'{entry.name}' is nearly '{twin.name}' ({twin.place}); both were kept."
            self.ledger.tell(INFO, *entry.where["name"], told, is_match=True)
            pair = Pair(entry.keys[0], twin.id if twin.base else twin.keys[0])
            self.matches.append(Match(pair, entry.name, twin.name, score, reason, joined=False))


def _what_differs(known: Entry, entry: Entry) -> str:
    """What tells namesakes apart."""
    shared = entry.ids.keys() & known.ids.keys()
    if any(entry.ids[one] != known.ids[one] for one in shared):
        return "id"
    return "department" if may_be_one(known, entry) else "vendor"


def _tell_of_two(one: Entry, other: Entry) -> bool:
    """Whether rows say mostly different things of what both speak of: namesakes, but not one."""
    same = differing = 0
    told = (one.values, other.values), (one.raw, other.raw), (one.custom, other.custom)
    for mine, theirs in told:
        for key in mine.keys() & theirs.keys():
            if not key.endswith(" header"):
                same += mine[key] == theirs[key]
                differing += mine[key] != theirs[key]
    return (
        differing >= _DIFFERING
        and differing > same
        and one.raw.get("department") != (other.raw.get("department"))
    )


def _is_apart(known: Entry, others: set[CellRef | str]) -> bool:
    """Whether the user says that a row is not one with a system or with a row of it."""
    return bool(others) and (known.id in others or not others.isdisjoint(known.keys))


def _distance(known: Entry, entry: Entry) -> tuple[bool, bool, bool]:
    """How far a namesake is from a row: other vendor, other spelling, other cell than before."""
    cells = {(c.file, c.sheet, c.cell) for c in (known.base.origin if known.base else known.origin)}
    here = entry.vendor != known.vendor, entry.name != known.name
    row = {(c.file, c.sheet, c.cell) for c in entry.keys}
    return *here, cells.isdisjoint(row)
