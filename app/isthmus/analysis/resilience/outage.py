"""What a map is when some of it is gone: it has failed, or is retired."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from isthmus.model.records import FlowState, Lifecycle, Record, System
from isthmus.model.snapshot import Snapshot, freeze


@dataclass(frozen=True, slots=True)
class Outage:
    """Systems and flows that are gone; ids."""

    systems: frozenset[str]
    flows: frozenset[str]


def without(snapshot: Snapshot, outage: Outage) -> Snapshot:
    """The map where they are gone: neither systems nor flows live any more, at any date."""
    systems = {
        ident: replace(snapshot.systems[ident], lifecycle=Lifecycle.RETIRED, end_of_life=None)
        for ident in outage.systems
    }
    return _with(snapshot, systems, outage.flows)


def standing_still(snapshot: Snapshot, outage: Outage) -> Snapshot:
    """The map where the systems are there and hold what they hold, but nothing flows.

    What was expected of a system that fails is expected still, so this shows what breaks.
    """
    still = {
        flow.id
        for flow in snapshot.flows.values()
        if flow.source in outage.systems or flow.target in outage.systems
    }
    return _with(snapshot, {}, outage.flows | still)


def _with(snapshot: Snapshot, systems: dict[str, System], flows: Collection[str]) -> Snapshot:
    tables: dict[str, dict[str, Record]] = {k: dict(v) for k, v in snapshot.tables.items()}
    tables["systems"].update(systems)
    for ident in flows:
        flow = snapshot.flows[ident]
        tables["flows"][ident] = replace(flow, state=FlowState.RETIRED, end_of_life=None)
    return freeze(tables, snapshot.revision)
