"""The figures of a map, and its parts as they are told."""

from collections.abc import Sequence
from decimal import Decimal

from isthmus.analysis.gaps import Gaps
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import key_of
from isthmus.analysis.parts import Parts
from isthmus.analysis.results import Finding, FindingKind, Island, IslandKind, Metrics
from isthmus.analysis.spend import Spend


def islands_of(live: LiveMap, parts: Parts, spend: Spend) -> list[Island]:
    """The parts of a live map, largest first, then by name."""
    islands = []
    for part in parts.parts:
        ids = tuple(live.systems[i].id for i in part.members)
        tokens = () if part.kind is IslandKind.MAINLAND else [live.tokens[i] for i in part.members]
        outside = spend.outside(part.members)
        islands.append(Island(key_of(part.kind.value, "", tokens), part.kind, ids, outside))
    return islands


def metrics_of(
    live: LiveMap, parts: Parts, gaps: Gaps, spend: Spend, findings: Sequence[Finding]
) -> Metrics:
    """How many there are of what, what is in place of what the rules expect, what it costs."""
    snapshot, departments = live.snapshot, spend.by_department()
    cut_off = [part for part in parts.parts if part.kind is not IslandKind.MAINLAND]
    missing = FindingKind.MISSING_INTEGRATION
    return Metrics(
        systems=len(snapshot.systems),
        flows=len(snapshot.flows),
        live_systems=len(live.systems),
        live_flows=len(live.flows),
        data_objects=len(snapshot.data_objects),
        departments=len(snapshot.departments),
        islands=len(cut_off),
        rogue_islands=sum(part.kind is IslandKind.ROGUE for part in cut_off),
        systems_cut_off=sum(len(part.members) for part in cut_off),
        expected=gaps.expected,
        in_place=gaps.in_place,
        missing=sum(len(f.systems) - 1 for f in findings if f.kind is missing and not f.waived),
        spend_inside=sum((row.inside_it for row in departments), Decimal(0)),
        spend_outside=sum((row.outside_it for row in departments), Decimal(0)),
        costs_unknown=spend.unknown,
        spend=departments,
        spend_areas=spend.by_area(),
        costs_unrecorded=spend.unrecorded(),
        costs_without_rate=spend.without_rate(),
    )
