"""The whole check of a map: islands, missing integrations, data objects, spend."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from isthmus.analysis.compliance.findings import compliance_findings, compliance_of
from isthmus.analysis.custody import custodies_of
from isthmus.analysis.gaps import Gaps, gaps_of
from isthmus.analysis.involvement.verdicts import absences
from isthmus.analysis.landing import Landing
from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.naming import key_of
from isthmus.analysis.parts import Parts, parts_of
from isthmus.analysis.plans import planned_map
from isthmus.analysis.results import (
    Analysis,
    Finding,
    FindingKind,
    Island,
    IslandKind,
    Metrics,
)
from isthmus.analysis.shores import Shores
from isthmus.analysis.spend import Spend
from isthmus.analysis.transfers import transfers_of
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Severity
from isthmus.model.collector import collector_at_rest
from isthmus.model.rates import Rates
from isthmus.model.snapshot import Snapshot


def check(
    snapshot: Snapshot,
    catalogue: Catalogue,
    as_of: date | None = None,
    rates: Rates | None = None,
) -> Analysis:
    """Everything that is to be said of a map: as it is recorded, or as it is live at a date.

    What is found depends on the map's content alone, not on ids or the order of records; but
    which waivers, contracts and lives have ended is asked of `as_of`, else of today.
    """
    with collector_at_rest():
        return _check(snapshot, catalogue, as_of, rates)


def _check(
    snapshot: Snapshot, catalogue: Catalogue, as_of: date | None, rates: Rates | None
) -> Analysis:
    live, day = live_map(snapshot, catalogue, as_of), as_of or datetime.now(UTC).date()
    parts = parts_of(live)
    planned, spend = planned_map(live), Spend(live, rates or live.premises.rates)
    gaps = gaps_of(live, parts, planned)
    custodies = custodies_of(live, gaps.findings)
    findings = [
        *Shores(live, parts, Landing(live, parts, gaps.findings, planned), spend).findings(),
        *gaps.findings,
        *transfers_of(live, gaps.manual_flows),
        *custodies.findings,
        *compliance_findings(live, compliance_of(live, day)),
        *absences(live, parts, spend, day),
    ]
    findings = _waived(findings, _waivers(snapshot, day))
    findings.sort(key=lambda finding: _order(live, finding))
    return Analysis(
        revision=snapshot.revision,
        islands=tuple(_islands(live, parts, spend)),
        findings=tuple(findings),
        metrics=_metrics(live, parts, gaps, spend, findings),
        out_of_reach=custodies.out_of_reach,
        island_of={system.id: parts.part_of[i] for i, system in enumerate(live.systems)},
    )


def _waivers(snapshot: Snapshot, day: date) -> frozenset[str]:
    """Keys of the findings that are waived on a day; a waiver holds through its last day."""
    waivers = snapshot.waivers.values()
    return frozenset(w.finding_key for w in waivers if w.until is None or day <= w.until)


def _waived(findings: Sequence[Finding], waived: Collection[str]) -> list[Finding]:
    return [replace(f, waived=True) if f.key in waived else f for f in findings]


_RANK = {severity: severity.rank for severity in Severity}
_PLACE = {kind: place for place, kind in enumerate(FindingKind)}


def _order(live: LiveMap, finding: Finding) -> tuple[object, ...]:
    """Most severe first, then by kind, rule, names of systems and of data objects."""
    numbers = tuple(live.number[i] for i in finding.systems)
    return (
        -_RANK[finding.severity],
        _PLACE[finding.kind],
        finding.rule,
        numbers,
        finding.data_objects,
    )


def _islands(live: LiveMap, parts: Parts, spend: Spend) -> list[Island]:
    islands = []
    for part in parts.parts:
        ids = tuple(live.systems[i].id for i in part.members)
        tokens = () if part.kind is IslandKind.MAINLAND else [live.tokens[i] for i in part.members]
        outside = spend.outside(part.members)
        islands.append(Island(key_of(part.kind.value, "", tokens), part.kind, ids, outside))
    return islands


def _metrics(
    live: LiveMap, parts: Parts, gaps: Gaps, spend: Spend, findings: Sequence[Finding]
) -> Metrics:
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
