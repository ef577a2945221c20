"""Flows of the files set against those of the map: the same one is updated, others are new."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from isthmus.exchange.entries import unsaid
from isthmus.exchange.ledger import MERGED, NEW, UPDATED, Ledger
from isthmus.exchange.linking import FlowEntry, is_same
from isthmus.exchange.proposal import CUSTOM as CUSTOM_COLUMN
from isthmus.exchange.registry import Registry
from isthmus.exchange.updating import Told, same_but_cells
from isthmus.model.records import CellRef, Flow
from isthmus.model.sourcing import CUSTOM, cited_fields

_ENDS = {"source", "target"}
_NO_VALUE = frozenset((CUSTOM_COLUMN, "id", *_ENDS))
"""What a column holds that is no field of a flow, or one that it cannot lack."""
_Finder = Callable[[FlowEntry], Flow | None]


@dataclass(slots=True)
class FlowMatcher:
    """Finds the map's flow that a file tells of, and puts down what is new or changed."""

    registry: Registry
    ledger: Ledger
    unmet: dict[str, Flow]
    """The map's flows that no row has told of yet, by id."""
    _between: dict[tuple[str, str], list[Flow]] = field(init=False)
    _by_id: dict[tuple[str, str], Flow] = field(init=False)

    def __post_init__(self) -> None:
        self._between = defaultdict(list)
        self._by_id = {}
        for flow in self.unmet.values():
            self._between[flow.source, flow.target].append(flow)
            if flow.two_way:
                self._between[flow.target, flow.source].append(flow)
            for pair in flow.external_ids:
                self._by_id.setdefault(pair, flow)

    def settle(self, flows: Mapping[tuple[str, str], Sequence[FlowEntry]]) -> None:
        """Put all flows of the files into the edit; the surest matches come first."""
        left = [entry for several in flows.values() for entry in several]
        for find in (self._with_id, self._alike, self._changed) if self.unmet else ():
            left = self._taken(left, find)
        for entry in left:
            self.registry.edit.put(self._filled(entry, entry.flow))

    def _taken(self, entries: Iterable[FlowEntry], find: _Finder) -> list[FlowEntry]:
        """Update the flows that are found; the entries that are left."""
        left = []
        for entry in entries:
            known = find(entry)
            if known is None:
                left.append(entry)
            else:
                self._update(known, entry)
        return left

    def _with_id(self, entry: FlowEntry) -> Flow | None:
        found = (self._by_id.get(pair) for pair in entry.flow.external_ids)
        return next((f for f in found if f and f.id in self.unmet), None)

    def _here(self, entry: FlowEntry) -> list[Flow]:
        between = self._between.get((entry.flow.source, entry.flow.target), ())
        return [flow for flow in between if flow.id in self.unmet]

    def _alike(self, entry: FlowEntry) -> Flow | None:
        """A flow between the same systems that the row does not speak against."""
        here = self._here(entry)
        if entry.plain:
            return here[0] if here else None
        alike = [flow for flow in here if is_same(flow, entry.flow)]
        cells = {(c.file, c.sheet, c.cell) for c in entry.flow.origin}
        alike.sort(
            key=lambda flow: cells.isdisjoint((c.file, c.sheet, c.cell) for c in flow.origin)
        )
        return alike[0] if alike else None

    def _changed(self, entry: FlowEntry) -> Flow | None:
        """A flow that an earlier edition told of, and of which this row tells otherwise."""
        families = {
            name
            for cell in entry.flow.origin
            for name in self.registry.updating.editions.family(cell.file)
        }
        return next(
            (f for f in self._here(entry) if any(c.file in families for c in f.origin)), None
        )

    def _update(self, known: Flow, entry: FlowEntry) -> None:
        """Let the map's flow say what the row says."""
        del self.unmet[known.id]
        after = self.registry.updating.merged(known, self._told(known, entry))
        self.ledger.counts[NEW] -= 1
        self.ledger.count(MERGED if same_but_cells(after, known) else UPDATED)
        if after != known:
            self.registry.edit.put(after)

    def _told(self, known: Flow, entry: FlowEntry) -> Told:
        flow = self._filled(entry, entry.flow)
        named = {cell.field for cell in flow.origin}
        values = {name: getattr(flow, name) for name in named if name in Flow.__slots__}
        if (flow.source, flow.target) == (known.target, known.source) and known.two_way:
            values = {n: v for n, v in values.items() if n not in _ENDS}
        elif "two_way" in named or flow.two_way:
            values["two_way"] = flow.two_way
        values |= {CUSTOM + name: value for name, value in flow.custom}
        cells = self._cells(known, entry, flow)
        lost = unsaid(entry.rows, cited_fields(known) - values.keys(), _NO_VALUE)
        return Told(values, cells, lost, ids=flow.external_ids)

    def _cells(self, known: Flow, entry: FlowEntry, flow: Flow) -> Sequence[CellRef]:
        """A list of names in a system's row says nothing of a flow that a row of its own tells."""
        return () if entry.plain and any(c.field for c in known.origin) else flow.origin

    def _filled(self, entry: FlowEntry, flow: Flow) -> Flow:
        """The flow with the data objects that are named."""
        if not entry.data:
            return flow
        origin = next((c for c in flow.origin if c.field == "data_objects"), None)
        ids = [self.registry.data_object(name, origin) for name in entry.data]
        return replace(flow, data_objects=tuple(dict.fromkeys((*flow.data_objects, *ids))))
