"""What a map is when some of it has failed, or is retired."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from isthmus.model.records import Flow, FlowState, Lifecycle, Record, System
from isthmus.model.snapshot import Snapshot, freeze


@dataclass(frozen=True, slots=True)
class Outage:
    """Systems and flows that fail, or that are retired at a date; ids."""

    systems: frozenset[str]
    flows: frozenset[str]
    retired_on: date | None = None


def without(snapshot: Snapshot, outage: Outage) -> Snapshot:
    """The map where they are gone: neither systems nor flows live any more."""
    systems = {i: _ended(snapshot.systems[i], outage.retired_on) for i in outage.systems}
    return _with(snapshot, systems, outage.flows, outage.retired_on)


def standing_still(snapshot: Snapshot, outage: Outage) -> Snapshot:
    """The map where the systems are there and hold what they hold, but nothing flows.

    What was expected of a system that fails is expected still, so this shows what breaks.
    """
    still = {
        flow.id
        for flow in snapshot.flows.values()
        if flow.source in outage.systems or flow.target in outage.systems
    }
    return _with(snapshot, {}, outage.flows | still, outage.retired_on)


def _with(
    snapshot: Snapshot, systems: dict[str, System], flows: Collection[str], day: date | None
) -> Snapshot:
    ended = {i: _stopped(snapshot.flows[i], day) for i in flows}
    tables: dict[str, dict[str, Record]] = {k: dict(v) for k, v in snapshot.tables.items()}
    tables["systems"].update(systems)
    tables["flows"].update(ended)
    return freeze(tables, snapshot.revision)


def _ended(system: System, day: date | None) -> System:
    """Retired: at a day, unless it is sooner anyway; else now and whenever one asks."""
    if day is None:
        return replace(system, lifecycle=Lifecycle.RETIRED, end_of_life=None)
    return replace(system, end_of_life=min(system.end_of_life or day, day))


def _stopped(flow: Flow, day: date | None) -> Flow:
    if day is None:
        return replace(flow, state=FlowState.RETIRED, end_of_life=None)
    return replace(flow, end_of_life=min(flow.end_of_life or day, day))
