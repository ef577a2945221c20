"""On which views a change can be seen: so that undo never does what nobody sees."""

from collections.abc import Iterator

from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.records import Flow, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import View

_OF_TABS = frozenset({"name", "rank"})
"""Fields of views that their tabs show, whichever is on show."""


def views_to_see(change: ChangeSet, snapshot: Snapshot, shown: str) -> frozenset[str]:
    """Ids of the views that show something of the change; none where no view does.

    `shown` is the view on show, which goes before others that show no more of it.
    """
    drawn = frozenset(_drawn_on(change)) & snapshot.views.keys()
    seen = _views_with(change, snapshot)
    if drawn:
        return drawn | (seen & {shown})
    return frozenset({shown}) if shown in seen else seen


def _views_with(change: ChangeSet, snapshot: Snapshot) -> frozenset[str]:
    """The views that hold a system that changed, or both ends of a flow that did."""
    groups = {group for delta in change.deltas for group in _systems(delta)}
    if not groups:
        return frozenset()
    wanted = frozenset().union(*groups)
    held: dict[str, set[str]] = {}
    for one in snapshot.placements.values():
        if one.system in wanted:
            held.setdefault(one.view, set()).add(one.system)
    return frozenset(key for key, some in held.items() if any(group <= some for group in groups))


def _drawn_on(change: ChangeSet) -> Iterator[str]:
    for delta in change.deltas:
        record = delta.after or delta.before
        if isinstance(record, View):
            if not delta.changed_fields() <= _OF_TABS:
                yield record.id
        elif isinstance(view := getattr(record, "view", None), str):
            yield view


def _systems(delta: Delta) -> Iterator[frozenset[str]]:
    """What must stand on a view for the delta to be seen there."""
    for record in (delta.before, delta.after):
        if isinstance(record, System):
            yield frozenset({record.id})
        elif isinstance(record, Flow):
            yield frozenset({record.source, record.target})
