"""Flows from flow sheets and from the cells of systems that name other systems."""

from dataclasses import dataclass, field, replace

from isthmus.exchange.entries import Entry, Link
from isthmus.exchange.folding import fold, shown_header
from isthmus.exchange.ledger import MERGED, NEW, REPORTED, UPDATED, Ledger
from isthmus.exchange.proposal import CUSTOM, INFO, WARNING
from isthmus.exchange.readings import read
from isthmus.exchange.resolve import Directory, Found
from isthmus.exchange.rows import Layout, layout_of, not_a_record
from isthmus.exchange.tables import Column, Table
from isthmus.exchange.values import is_placeholder, meaning, yes_no
from isthmus.model.records import CellRef, Flow, FlowMethod

_SENDS = frozenset(("feeds",))
"""Of a system's own columns, those in which it gives the data; in the others it takes it.

A system that depends on another needs its data: 'A depends on B' is a flow from B to A.
"""


@dataclass(slots=True)
class FlowEntry:
    """A flow while it is put together."""

    flow: Flow
    base: Flow | None = None
    data: list[str] = field(default_factory=list)
    """Names of data objects that the rows give."""


@dataclass(slots=True)
class Linker:
    """Puts flows together, and accounts for every reference to a system that it meets."""

    directory: Directory
    ledger: Ledger
    flows: dict[tuple[str, str], list[FlowEntry]] = field(default_factory=dict)
    references: dict[tuple[str, str], int] = field(default_factory=dict)
    """Per file and sheet, how many references were met."""

    def know(self, flow: Flow) -> None:
        """A flow that the map has already."""
        self.flows.setdefault((flow.source, flow.target), []).append(FlowEntry(flow, flow))

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
                ends = (entry, other) if link.column.field in _SENDS else (other, entry)
                self._plain(ends, link)

    def _count(self, table: Table) -> None:
        key = (table.grid.file, table.grid.name)
        self.references[key] = self.references.get(key, 0) + 1

    def _met(self, found: Found, table: Table, row: int, column: Column) -> Entry | None:
        """The system that was found; what is doubtful or lacking is told."""
        if found.entry is None:
            why = found.note or f"'{found.text[:80]}' is no system in this inventory"
            told = f"{why}; '{column.header[:60]}' names it, and no flow was made."
            self.ledger.tell(WARNING, table, row, column, told)
        elif found.note:
            self.ledger.tell(INFO, table, row, column, f"{found.note}; check that it is so.")
        return found.entry

    def _report_self(self, table: Table, row: int, column: Column, text: str) -> None:
        told = f"'{text[:80]}' is named as linked to itself; no flow was made."
        self.ledger.tell(INFO, table, row, column, told)
        self.ledger.count(REPORTED)

    def _plain(self, ends: tuple[Entry, Entry], link: Link) -> None:
        """A flow of which only the ends are known; one that is there already takes it in."""
        source, target = ends[0].id, ends[1].id
        if self.flows.get((source, target)) or self._two_way(target, source):
            self.ledger.count(MERGED)
            return
        grid = link.table.grid
        cell = CellRef(grid.file, grid.name, link.table.place(link.row, link.column))
        flow = Flow(source=source, target=target, origin=(cell,))
        self.flows[source, target] = [FlowEntry(flow)]
        self.ledger.count(NEW)

    def _two_way(self, source: str, target: str) -> bool:
        return any(e.flow.two_way for e in self.flows.get((source, target), ()))

    def sheet(self, table: Table) -> None:
        """The flows of a flow sheet."""
        layout = layout_of(table, "source")
        for row in table.rows:
            self._row(layout, row)

    def _row(self, layout: Layout, row: int) -> None:
        table = layout.table
        target = table.of("target")[0]
        if fault := self._fault(layout, row, target):
            severity, message = fault
            self._count(table)
            self.ledger.tell(severity, table, row, layout.key, message)
            self.ledger.count(REPORTED)
            return
        sources = self.directory.all_in(table.text(row, layout.key))
        targets = self.directory.all_in(table.text(row, target))
        for source in sources:
            for other in targets:
                self._count(table)
                self._pair(layout, row, (source, other), target)

    def _fault(self, layout: Layout, row: int, target: Column) -> tuple[str, str] | None:
        """Why a row of a flow sheet is no flow, if it is none."""
        if found := not_a_record(layout, row):
            return found
        if is_placeholder(layout.table.text(row, target)):
            return WARNING, f"The row has nothing in '{target.header[:60]}'; it is left out."
        return None

    def _pair(
        self, layout: Layout, row: int, ends: tuple[Found, Found], target: Column
    ) -> None:
        """One flow of a row, from one source to one target."""
        table = layout.table
        one = self._met(ends[0], table, row, layout.key)
        other = self._met(ends[1], table, row, target)
        if one is None or other is None:
            self.ledger.count(REPORTED)
        elif one is other:
            self._report_self(table, row, target, ends[1].text)
        else:
            self._put(*self._read(layout, row, one.id, other.id))

    def _read(
        self, layout: Layout, row: int, source: str, target: str
    ) -> tuple[Flow, list[str]]:
        """The flow that a row tells of, and the names of the data objects that it carries."""
        table = layout.table
        values: dict[str, object] = {}
        custom: dict[str, str] = {}
        data: list[str] = []
        origin: list[CellRef] = []
        for column, reader in layout.readers:
            text = table.text(row, column)
            if not text or (column.field != CUSTOM and is_placeholder(text)):
                continue
            if column.field == CUSTOM:
                custom[column.header] = text
                continue
            origin.append(_cited(table, row, column))
            if column.field in ("source", "target"):
                continue
            if column.field == "two_way":
                source, target = _directed(values, custom, column, text, (source, target))
                continue
            reading = read(reader, table.cell(row, column))
            if reading.keep:
                custom[column.header] = text
            if reading.fault:
                told = f"'{column.header[:60]}': {reading.fault}; its text is kept as a custom field."
                self.ledger.tell(INFO, table, row, column, told)
            if column.field == "data_objects" and isinstance(reading.value, tuple):
                data += reading.value
            elif reading.value is not None:
                values[_FIELDS.get(column.field, column.field)] = reading.value
        number = values.pop("id", None)
        ids = ((layout.id_source, str(number)),) if number else ()
        if isinstance(values.get("name"), str):
            values["name"] = shown_header(str(values["name"]))
        flow = Flow(source=source, target=target, external_ids=ids, origin=tuple(origin),
                    custom=tuple(custom.items()), **values)  # type: ignore[arg-type]  # fmt: skip
        return flow, data

    def _put(self, flow: Flow, data: list[str]) -> None:
        """Add a flow, or let it go up in one between the same systems that is no other."""
        several = self.flows.setdefault((flow.source, flow.target), [])
        for entry in several:
            if _is_same(entry.flow, flow):
                self.ledger.count(_merge(entry, flow, data))
                return
        several.append(FlowEntry(flow, None, list(dict.fromkeys(data))))
        self.ledger.count(NEW)


_FIELDS = {"flow_name": "name"}


def _cited(table: Table, row: int, column: Column) -> CellRef:
    field_name = {"flow_name": "name", "id": "external_ids"}.get(column.field, column.field)
    return CellRef(table.grid.file, table.grid.name, table.place(row, column), field_name)


def _directed(
    values: dict[str, object], custom: dict[str, str], column: Column, text: str,
    ends: tuple[str, str],
) -> tuple[str, str]:  # fmt: skip
    """The ends in the direction that a cell tells; both ways are noted in `values`."""
    found = meaning("two_way", text)
    answer = yes_no(text)
    values["two_way"] = found[0] == "both" if found else bool(answer)
    if found is None and answer is None:
        custom[column.header] = text
    return (ends[1], ends[0]) if found and found[0] == "back" else ends


def _is_same(one: Flow, other: Flow) -> bool:
    """Whether two flows between the same ends are one: same state, and no method or name speaks against it."""
    methods = {one.method, other.method} - {FlowMethod.UNKNOWN}
    names = {fold(one.name), fold(other.name)} - {""}
    return one.state == other.state and len(methods) < 2 and len(names) < 2


def _merge(entry: FlowEntry, flow: Flow, data: list[str]) -> str:
    """Take over what a flow lacks, and what became of the reference."""
    before = (entry.flow, tuple(entry.data))
    old = entry.flow
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
    entry.data = list(dict.fromkeys((*entry.data, *data)))
    changed = (entry.flow, tuple(entry.data)) != before
    return UPDATED if entry.base is not None and changed else MERGED

