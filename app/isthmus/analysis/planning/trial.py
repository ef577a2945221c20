"""A map as it will be: with what is planned live, and with a plan's flows on top."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from isthmus.analysis.naming import folded
from isthmus.analysis.planning.results import PlannedFlow
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import (
    DataObject,
    Flow,
    FlowMethod,
    FlowState,
    Lifecycle,
    Record,
    System,
)
from isthmus.model.snapshot import Snapshot


def as_planned(snapshot: Snapshot, as_of: date | None) -> Snapshot:
    """The map with all that is planned, and yet to come, live; what it replaces is retired."""

    def to_come(go_live: date | None) -> bool:
        return as_of is None or go_live is None or go_live > as_of

    systems: dict[str, Record] = {
        s.id: replace(s, lifecycle=Lifecycle.LIVE, go_live=None)
        for s in snapshot.systems.values()
        if s.lifecycle is Lifecycle.PLANNED and to_come(s.go_live)
    }
    flows: dict[str, Record] = {
        f.id: replace(f, state=FlowState.LIVE, go_live=None)
        for f in snapshot.flows.values()
        if f.state is FlowState.PLANNED and to_come(f.go_live)
    }
    ended: dict[str, Record] = _replaced(snapshot)
    return _with(snapshot, {"systems": systems, "flows": {**flows, **ended}})


def _replaced(snapshot: Snapshot) -> dict[str, Record]:
    """The flows by hand that end, where a planned flow goes their way, as retired ones."""
    flows = snapshot.flows.values()
    coming = {(f.source, f.target) for f in flows if f.state is FlowState.PLANNED}
    return {
        f.id: replace(f, state=FlowState.RETIRED, end_of_life=None)
        for f in flows
        if f.method is FlowMethod.MANUAL
        and f.state is FlowState.LIVE
        and f.end_of_life is not None
        and (f.source, f.target) in coming
    }


def with_flows(snapshot: Snapshot, catalogue: Catalogue, flows: Iterable[PlannedFlow]) -> Snapshot:
    """The map with some flows live in place of those that they replace."""
    flows = list(flows)
    objects = _Objects(snapshot, catalogue)
    added: dict[str, Record] = {}
    for number, flow in enumerate(flows):
        record = Flow(
            id=f"plan-{number:06}",
            source=flow.source,
            target=flow.target,
            data_objects=objects.ids(flow.data_objects),
            method=flow.method,
            two_way=flow.two_way,
        )
        added[record.id] = record
    for ident in {old for flow in flows for old in flow.replaces}:
        added[ident] = replace(snapshot.flows[ident], state=FlowState.RETIRED, end_of_life=None)
    return _with(snapshot, {"flows": added, "data_objects": objects.made})


def with_system(snapshot: Snapshot, system: System) -> Snapshot:
    """The map with one more system."""
    return _with(snapshot, {"systems": {system.id: system}})


class _Objects:
    """The data objects of a map by name; those that it lacks are made."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.made: dict[str, Record] = {}
        self._ids: dict[str, str] = {}
        for known in sorted(snapshot.data_objects.values(), key=lambda one: (one.name, one.id)):
            self._ids.setdefault(folded(known.name), known.id)

    def ids(self, names: Iterable[str]) -> tuple[str, ...]:
        """The ids of data objects by name."""
        return tuple(dict.fromkeys(self._id(name) for name in names))

    def _id(self, name: str) -> str:
        key = folded(name)
        if key not in self._ids:
            kind = self._catalogue.match_data_object(name)
            known = (kind.key, kind.personal) if kind else ("", False)
            made = DataObject(id=f"plan-{key}", name=name, kind=known[0], personal=known[1])
            self.made[made.id] = made
            self._ids[key] = made.id
        return self._ids[key]


def _with(snapshot: Snapshot, more: Mapping[str, Mapping[str, Record]]) -> Snapshot:
    tables = dict(snapshot.tables)
    for name, records in more.items():
        if records:
            tables[name] = MappingProxyType({**tables[name], **records})
    return Snapshot(MappingProxyType(tables), snapshot.revision)
