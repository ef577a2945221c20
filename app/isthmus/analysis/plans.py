"""What is planned: the live map with the planned systems and flows on top of it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from isthmus.analysis.livemap import (
    LiveMap,
    all_in_order,
    carried_by,
    flows_in_order,
    hubs_among,
    legs_of,
)
from isthmus.analysis.paths import Trail
from isthmus.model.records import Flow, FlowState, Lifecycle, System


def planned_map(live: LiveMap) -> LiveMap | None:
    """The live map with what is planned appended to it; None where no flow is planned.

    Live systems and flows keep their numbers. It serves to look for paths: who holds what, and
    whose the planned systems are, is not in it.
    """
    systems = {s.id: s for s in live.snapshot.systems.values() if _to_come(live, s)}
    flows = _planned_flows(live, systems)
    if not flows:
        return None
    added = all_in_order(live.snapshot, systems.values()) if systems else []
    number = {**live.number, **{s.id: i for i, s in enumerate(added, len(live.systems))}}
    new_flows, new_ends = flows_in_order(live.snapshot, flows, number)
    all_flows, ends = [*live.flows, *new_flows], [*live.ends, *new_ends]
    leaving, coming = legs_of(all_flows, ends, len(number), live.twins)
    return replace(
        live,
        systems=[*live.systems, *added],
        number=number,
        flows=all_flows,
        ends=ends,
        carries=[*live.carries, *carried_by(new_flows, live.things)],
        manual=[*live.manual, *(flow.method in live.premises.manual for flow in new_flows)],
        leaving=leaving,
        coming=coming,
        hub=[*live.hub, *hubs_among(added, live.catalogue)],
    )


def _planned_flows(live: LiveMap, systems: Collection[str]) -> list[Flow]:
    return [
        flow
        for flow in live.snapshot.flows.values()
        if flow.state is FlowState.PLANNED
        and _later(live, flow.go_live)
        and all(end in systems or end in live.number for end in (flow.source, flow.target))
    ]


def _to_come(live: LiveMap, system: System) -> bool:
    return system.lifecycle is Lifecycle.PLANNED and _later(live, system.go_live)


def _later(live: LiveMap, go_live: date | None) -> bool:
    """Whether what is planned is yet to come; without a date to look at, all that is planned."""
    return live.as_of is None or go_live is None or go_live > live.as_of


def last_date(planned: LiveMap, trails: Iterable[Trail]) -> date | None:
    """When all that is planned on some paths is to be live; None if that is not known of all."""
    trails = list(trails)
    flows = [planned.flows[i] for trail in trails for i in trail.flows]
    systems = [planned.systems[i] for trail in trails for i in trail.systems]
    dates = [flow.go_live for flow in flows if flow.state is FlowState.PLANNED]
    dates += [each.go_live for each in systems if each.lifecycle is Lifecycle.PLANNED]
    known = [day for day in dates if day is not None]
    return max(known) if known and len(known) == len(dates) else None
