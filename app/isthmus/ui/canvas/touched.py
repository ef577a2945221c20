"""Which systems an edit touches in the drawing: the rest of the chart may stay as it is."""

from collections.abc import Iterator

from isthmus.analysis.results import Finding
from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.records import DataObject, Flow, Record
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Placement


def touched_by(change: ChangeSet, view_id: str, snapshot: Snapshot) -> set[str]:
    """Systems that came, went or moved on the view, and the ends of flows that changed."""
    found: set[str] = set()
    renamed: set[str] = set()
    for delta in change.deltas:
        for record in _sides(delta):
            if isinstance(record, Flow):
                found |= {record.source, record.target}
            elif isinstance(record, Placement) and record.view == view_id:
                found.add(record.system)
            elif isinstance(record, DataObject):
                renamed.add(record.id)
    if renamed:
        found.update(_ends_of_carriers(renamed, snapshot))
    return found


def changes_between(old: Snapshot, new: Snapshot) -> ChangeSet:
    """All that differs between two snapshots of a map, as one change."""
    deltas: list[Delta] = []
    for table, rows in new.tables.items():
        before = old.tables[table]
        known = before.get
        fresh = [(key, one) for key, one in rows.items() if known(key) is not one]
        deltas += [Delta(table, key, known(key), one) for key, one in fresh]
        gone = sorted(before.keys() - rows.keys())
        deltas += [Delta(table, key, before[key], None) for key in gone]
    return ChangeSet("", tuple(deltas))


def ends_of(finding: Finding | None) -> set[str]:
    """The ends of the flows that a finding misses."""
    flows = finding.closes_with if finding else ()
    return {end for flow in flows for end in (flow.source, flow.target)}


def _sides(delta: Delta) -> Iterator[Record]:
    """The record before and after, where it is there."""
    yield from (record for record in (delta.before, delta.after) if record is not None)


def _ends_of_carriers(data_objects: set[str], snapshot: Snapshot) -> Iterator[str]:
    """The ends of the flows that carry one of the data objects: their labels name it."""
    for flow in snapshot.flows.values():
        if not data_objects.isdisjoint(flow.data_objects):
            yield from (flow.source, flow.target)


_MANY = 1000


_DRAWN = frozenset({"placements", "flows"})


def moves_many(change: ChangeSet) -> bool:
    """Whether so many cards and flows change that composing takes longer than one waits."""
    return sum(delta.table in _DRAWN for delta in change.deltas) > _MANY
