"""A plan as plain values, for `plan --json`."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from isthmus.analysis.planning.compare import Variant
from isthmus.analysis.planning.results import Plan, PlannedFlow, Wave, days
from isthmus.analysis.results import Finding
from isthmus.model.snapshot import Snapshot


def plan_json(
    snapshot: Snapshot, plan: Plan, variants: Iterable[Variant], rate: Decimal | None
) -> dict[str, Any]:
    """One object that json.dumps takes; names instead of ids, days instead of tenths."""
    cost = {} if rate is None else {"cost": round(float(days(plan.effort) * rate), 2)}
    return {
        "days": _days(plan.effort),
        **cost,
        "flows": len(plan.flows),
        "proof": {
            "is_best": plan.is_best,
            "least_days": _days(plan.least),
            "gap": round(plan.gap, 4),
            "points": plan.points,
            "most_points": plan.most_points,
            "flows_weighed": plan.weighed,
            "days_finding_by_finding": _days(plan.by_hand),
        },
        "waves": [_wave(snapshot, wave) for wave in plan.waves],
        "closes": [_finding(snapshot, finding) for finding in plan.closes],
        "leaves": [
            {**_finding(snapshot, left.finding), "reason": left.reason} for left in plan.leaves
        ],
        "planned": [_finding(snapshot, finding) for finding in plan.planned],
        "budgets_too_small": [
            {"department": s.department, "days": _days(s.budget), "needed": _days(s.needed)}
            for s in plan.shortfalls
        ],
        "flows_without_limits": plan.needed,
        "variants": [_variant(variant) for variant in variants],
    }


def _wave(snapshot: Snapshot, wave: Wave) -> dict[str, Any]:
    return {
        "wave": wave.number,
        "days": _days(wave.effort),
        "flows": [_flow(snapshot, flow) for flow in wave.flows],
        "closes": list(wave.closes),
        "findings_left": wave.findings_left,
        "islands_left": wave.islands_left,
        "systems_cut_off_left": wave.cut_off_left,
        "spend_brought_in": round(float(wave.spend_brought_in), 2),
    }


def _flow(snapshot: Snapshot, flow: PlannedFlow) -> dict[str, Any]:
    return {
        "source": snapshot.systems[flow.source].name,
        "target": snapshot.systems[flow.target].name,
        "data_objects": list(flow.data_objects),
        "method": flow.method.value,
        "days": _days(flow.effort),
        "department": flow.department,
        "closes": list(flow.closes),
        "notes": list(flow.notes),
        "two_way": flow.two_way,
        "replaces_flows_by_hand": len(flow.replaces),
    }


def _finding(snapshot: Snapshot, finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "systems": [snapshot.systems[ident].name for ident in finding.systems],
    }


def _variant(variant: Variant) -> dict[str, Any]:
    return {
        "name": variant.name,
        "days": _days(variant.effort),
        "setup_days": _days(variant.setup),
        "flows": variant.flows,
        "closes": variant.closes,
        "leaves": variant.leaves,
        "is_best": variant.is_best,
    }


def _days(effort: int) -> float:
    return float(days(effort))
