"""Flows from flow sheets and from the cells of systems that name other systems."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import product

from isthmus.exchange.bonds import Bonder
from isthmus.exchange.entries import Entry, Link, Where
from isthmus.exchange.flowrows import Draft, draft_of
from isthmus.exchange.folding import fold
from isthmus.exchange.ledger import MERGED, NEW, REPORTED, Ledger
from isthmus.exchange.proposal import INFO, WARNING
from isthmus.exchange.resolve import Directory, Found
from isthmus.exchange.rows import Layout, layout_of, not_a_record
from isthmus.exchange.tables import Column, Table
from isthmus.model.records import CellRef, Flow, FlowMethod

_ARROW = re.compile(r"\s*(<[-=]*>|<[-=]*|[-=]*>|[←→↔⇄])\s*\w")
_SENDS = frozenset(("feeds",))
"""Of a system's own columns, those in which it gives the data; in the others it takes it.

A system that depends on another needs its data: 'A depends on B' is a flow from B to A.
"""
_NEEDS = (
    "depend", "requi", "abhang", "depen", "afhank", "avheng", "afhaeng", "afhang", "beroend",
    "dipend", "zalez", "riippu", "zavis", "upstream",
)  # fmt: skip
"""What words begin with that say that a system needs another."""


@dataclass(slots=True)
class FlowEntry:
    """A flow while it is put together."""

    flow: Flow
    data: list[str] = field(default_factory=list)
    """Names of data objects that the rows give."""
    rows: list[Where] = field(default_factory=list)
    """The rows of its own that tell of it."""
    plain: bool = False
    """Nothing is told of it but its ends."""


@dataclass(slots=True)
class Linker:
    """Puts flows together, and accounts for every reference to a system that it meets."""

    directory: Directory
    ledger: Ledger
    bonder: Bonder
    pulse: Callable[[], None] = lambda: None
    """Called now and then; stops the import by raising."""
    flows: dict[tuple[str, str], list[FlowEntry]] = field(default_factory=dict)
    """What the files tell of, by the ends."""
    references: dict[int, int] = field(default_factory=dict)
    """How many references were met, per sheet (by its grid's identity: files may share names)."""

    def entry(self, entry: Entry) -> None:
        """All that a system's own rows say of others."""
        for link in entry.links:
            self.link(entry, link)
        for link in entry.bonds:
            self.bonder.cell(entry, link)

    def link(self, entry: Entry, link: Link) -> None:
        """The flows between a system and those that one of its cells names."""
        for found in self.directory.all_in(link.text):
            self._count(link.table)
            other = self._met(found, link.table, link.row, link.column)
            if other is None:
                self.ledger.count(REPORTED)
            elif other is entry:
                self._report_self(link.table, link.row, link.column, found.text)
            else:
                self._arrowed(entry, other, link, found.text)

    def _arrowed(self, entry: Entry, other: Entry, link: Link, text: str) -> None:
        """The flow that a name in a cell stands for; an arrow before it says which way it goes."""
        arrow = _ARROW.match(text)
        mark = arrow[1] if arrow else ">" if link.column.field in _SENDS else "<"
        back, forth = mark[0] in "<←↔⇄", mark[-1] in ">→↔⇄"
        ends = (entry, other) if forth else (other, entry)
        self._plain(ends, link, two_way=back and forth)

    def _count(self, table: Table) -> None:
        key = id(table.grid)
        self.references[key] = self.references.get(key, 0) + 1

    def _met(self, found: Found, table: Table, row: int, column: Column) -> Entry | None:
        """The system that was found; what is doubtful or lacking is told."""
        if found.entry is None and (kind := self.directory.other_type(found.text)):
            named = f"'{column.header[:60]}' names something of type '{kind[:60]}'"
            told = f"{named}, which is no system; no flow was made."
            self.ledger.tell(INFO, table, row, column, told)
        elif found.entry is None:
            why = found.note or f"'{found.text[:80]}' is no system in this inventory"
            told = f"{why}; '{column.header[:60]}' names it, and no flow was made."
            fix = self._fix(found.text, table.text(row, column))
            self.ledger.tell(WARNING, table, row, column, told, fix=fix)
        elif found.note:
            self.ledger.tell(INFO, table, row, column, f"{found.note}; check that it is so.")
        return found.entry

    def _fix(self, name: str, cell: str) -> str:
        """A cell's text with the system in it that a name there may have been meant for."""
        meant = self.directory.meant(name)
        return cell.replace(name, meant, 1) if meant else ""

    def _report_self(self, table: Table, row: int, column: Column, text: str) -> None:
        told = f"'{text[:80]}' is named as linked to itself; no flow was made."
        self.ledger.tell(INFO, table, row, column, told)
        self.ledger.count(REPORTED)

    def _plain(self, ends: tuple[Entry, Entry], link: Link, *, two_way: bool) -> None:
        """A flow of which only the ends are known; one that is there already takes it in."""
        source, target = ends[0].id, ends[1].id
        grid = link.table.grid
        cell = CellRef(grid.file, grid.name, link.table.place(link.row, link.column))
        known = self.flows.get((source, target)) or self._two_way(target, source)
        if known:
            if known[0].plain:
                _cite(known[0], cell)
            self.ledger.count(MERGED)
            return
        flow = Flow(source=source, target=target, two_way=two_way, origin=(cell,))
        self.flows[source, target] = [FlowEntry(flow, plain=True)]
        self.ledger.count(NEW)

    def _two_way(self, source: str, target: str) -> list[FlowEntry]:
        return [e for e in self.flows.get((source, target), ()) if e.flow.two_way]

    def tell_of_ways(self, table: Table) -> None:
        """Tell of columns of links whose headers do not say which way the data moves."""
        for column in table.columns:
            words = fold(column.header)
            if column.field == "depends_on" and not any(stem in words for stem in _NEEDS):
                at = CellRef(table.grid.file, table.grid.name, column.cell)
                told = (
                    f"'{column.header[:60]}' does not say which way data moves: it was taken to "
                    "come from the systems that are named. Read the column as 'Sends data to' if "
                    "it goes there."
                )
                self.ledger.tell_cell(INFO, at, told)

    def sheet(self, table: Table) -> None:
        """The flows of a flow sheet."""
        layout = layout_of(table, "source")
        for number, row in enumerate(table.rows):
            if number % 500 == 0:
                self.pulse()
            self._row(layout, row)

    def _row(self, layout: Layout, row: int) -> None:
        table = layout.table
        target = table.of("target")[0]
        if self.bonder.row(layout, row, target):
            self._count(table)
            self.ledger.count(REPORTED)
            return
        if fault := self._fault(layout, row, target):
            severity, message = fault
            self._count(table)
            self.ledger.tell(severity, table, row, layout.key, message)
            self.ledger.count(REPORTED)
            return
        sources = self.directory.all_in(table.text(row, layout.key))
        targets = self.directory.all_in(table.text(row, target))
        draft = draft_of(layout, row, self.ledger)
        for source, other in product(sources, targets):
            self._count(table)
            self._pair((layout, row, target), (source, other), draft)

    def _fault(self, layout: Layout, row: int, target: Column) -> tuple[str, str] | None:
        """Why a row of a flow sheet is no flow, if it is none."""
        if found := not_a_record(layout, row):
            return found
        for column in (layout.key, target):
            if not self.directory.all_in(layout.table.text(row, column)):
                return WARNING, f"The row has nothing in '{column.header[:60]}'; it is left out."
        return None

    def _pair(
        self, place: tuple[Layout, int, Column], ends: tuple[Found, Found], draft: Draft
    ) -> None:
        """One flow of a row, from one source to one target."""
        layout, row, target = place
        one = self._met(ends[0], layout.table, row, layout.key)
        other = self._met(ends[1], layout.table, row, target)
        if one is None or other is None:
            self.ledger.count(REPORTED)
        elif one is other:
            self._report_self(layout.table, row, target, ends[1].text)
        else:
            here = (layout.table, row, layout.key)
            self._put(FlowEntry(draft.flow(one.id, other.id), draft.data, [here]))

    def _put(self, told: FlowEntry) -> None:
        """Add a flow, or let it go up in one between the same systems that is no other."""
        flow = told.flow
        several = self.flows.setdefault((flow.source, flow.target), [])
        for entry in several:
            if is_same(entry.flow, flow):
                _merge(entry, told)
                self.ledger.count(MERGED)
                return
        told.data = list(dict.fromkeys(told.data))
        several.append(told)
        self.ledger.count(NEW)


def is_same(one: Flow, other: Flow) -> bool:
    """Whether flows between the same ends are one: state, method, name and id do not differ."""
    methods = {one.method, other.method} - {FlowMethod.UNKNOWN}
    names = {fold(one.name), fold(other.name)} - {""}
    mine, theirs = dict(one.external_ids), dict(other.external_ids)
    ids = all(mine[source] == theirs[source] for source in mine.keys() & theirs.keys())
    return one.state == other.state and len(methods) < 2 and len(names) < 2 and ids


def _cite(entry: FlowEntry, cell: CellRef) -> None:
    cells = dict.fromkeys((*entry.flow.origin, cell))
    entry.flow = replace(entry.flow, origin=tuple(cells))


def _merge(entry: FlowEntry, told: FlowEntry) -> None:
    """Let a flow take over what it lacks of another row that tells of it."""
    old, flow = entry.flow, told.flow
    filled = {
        name: getattr(flow, name)
        for name in ("name", "description", "frequency", "go_live", "end_of_life")
        if not getattr(old, name) and getattr(flow, name)
    }
    if old.method is FlowMethod.UNKNOWN:
        filled["method"] = flow.method
    entry.flow = replace(
        old,
        **filled,
        two_way=old.two_way or flow.two_way,
        custom=tuple({**dict(flow.custom), **dict(old.custom)}.items()),
        external_ids=tuple(dict.fromkeys((*old.external_ids, *flow.external_ids))),
        origin=tuple(dict.fromkeys((*old.origin, *flow.origin))),
    )
    entry.data = list(dict.fromkeys((*entry.data, *told.data)))
    entry.rows += told.rows
    entry.plain = entry.plain and told.plain
