"""Which flows of a chart came, went, changed or are led otherwise from one moment to another."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from isthmus.drawing.index import ChartIndex
from isthmus.drawing.options import ChartOptions
from isthmus.drawing.wires import bends_on
from isthmus.model.records import Flow
from isthmus.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class FlowChange:
    """What became of the flows of a chart."""

    gone: frozenset[str]
    """Flows that are not drawn any more."""
    fresh: Mapping[str, Flow]
    """Flows that are drawn otherwise, or newly."""
    ends: frozenset[str]
    """Systems at either, now or before."""
    by_system: Mapping[str, tuple[Flow, ...]]
    """All flows of the chart now, by the systems at their ends."""


def flow_change(
    index: ChartIndex,
    times: tuple[Snapshot, Snapshot],
    options: ChartOptions,
    shown: Collection[str],
    came: Collection[str],
) -> FlowChange:
    """What became of the flows of the chart with that index, from one of the times to the other.

    `shown` are its systems now, `came` those of them that were not on it.
    """
    before, after = times
    stale = _changed(before, after, options)
    left = index.rows.keys() - shown
    stale.update(flow.id for system in left for flow in index.flows.get(system, ()))
    if came:
        flows = after.flows.values()
        stale.update(flow.id for flow in flows if flow.source in came or flow.target in came)
    now = {key: after.flows[key] for key in stale if key in after.flows}
    fresh = {key: one for key, one in now.items() if one.source in shown and one.target in shown}
    old = [before.flows[key] for key in stale if key in before.flows]
    ends = {end for flow in (*old, *fresh.values()) for end in (flow.source, flow.target)}
    by_system = _by_system(index, stale, fresh, ends, shown)
    gone = frozenset(stale - fresh.keys())
    return FlowChange(gone, fresh, frozenset(ends).intersection(shown), by_system)


def _changed(before: Snapshot, after: Snapshot, options: ChartOptions) -> set[str]:
    """Flows that are other records, carry what has another name, or are led otherwise."""
    old, new = before.flows, after.flows
    found = {key for key, flow in new.items() if old.get(key) is not flow}
    if len(new) - len(found) < len(old):
        found |= old.keys() - new.keys()
    objects = before.data_objects, after.data_objects
    named = {key for key, one in objects[1].items() if objects[0].get(key) is not one}
    if named:
        carry = (key for key, flow in new.items() if not named.isdisjoint(flow.data_objects))
        found.update(carry)
    if before.bends or after.bends:
        was, now = bends_on(before, options.view), bends_on(after, options.view)
        found.update(key for key in was.keys() | now.keys() if was.get(key) != now.get(key))
    return found


def _by_system(
    index: ChartIndex,
    stale: Collection[str],
    fresh: Mapping[str, Flow],
    ends: Collection[str],
    shown: Collection[str],
) -> Mapping[str, tuple[Flow, ...]]:
    if not stale:
        return index.flows
    found = {key: flows for key, flows in index.flows.items() if key in shown}
    for end in ends:
        if end in found:
            found[end] = tuple(flow for flow in found[end] if flow.id not in stale)
    for flow in fresh.values():
        for end in (flow.source, flow.target):
            found[end] = (*found.get(end, ()), flow)
    return {key: flows for key, flows in found.items() if flows}
