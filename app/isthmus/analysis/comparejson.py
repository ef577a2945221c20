"""What differs between two states of a map, as plain values, for `compare --json`."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from isthmus.analysis.compared import Comparison, Figure, RecordChange, Value
from isthmus.analysis.comparewords import names_of
from isthmus.analysis.results import Finding, Island
from isthmus.model.snapshot import Snapshot


def comparison_json(found: Comparison) -> dict[str, Any]:
    """One object that json.dumps takes; names instead of ids."""
    before, after = found.before, found.after
    return {
        "findings": {
            "new": [_finding(after, one) for one in found.findings_new],
            "gone": [_finding(before, one) for one in found.findings_gone],
            "changed": [
                {
                    "before": _finding(before, one.before),
                    "after": _finding(after, one.after),
                    "what": list(one.what),
                }
                for one in found.findings_changed
            ],
        },
        "islands": _islands(found),
        "figures": {one.key: _figure(one) for one in found.figures},
        "spend": [
            {
                "department": row.department,
                "inside_it": _figure(row.inside),
                "outside_it": _figure(row.outside),
            }
            for row in found.spend
        ],
        "systems": {
            "added": names_of(after, found.systems_added),
            "removed": names_of(before, found.systems_removed),
            "changed": [
                {
                    "before": before.systems[one.before].name,
                    "after": after.systems[one.after].name,
                    "fields": list(one.fields),
                }
                for one in found.systems_changed
            ],
        },
        "flows": _flows(found),
    }


def _finding(snapshot: Snapshot, finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "kind": finding.kind.value,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "waived": finding.waived,
        "systems": names_of(snapshot, finding.systems),
        "data_objects": list(finding.data_objects),
        "evidence": finding.evidence,
    }


def _islands(found: Comparison) -> dict[str, Any]:
    return {
        "new": [_island(found.after, one) for one in found.islands_new],
        "gone": [_island(found.before, one) for one in found.islands_gone],
        "changed": [
            {
                "before": _island(found.before, one.before),
                "after": _island(found.after, one.after),
                "joined": names_of(found.after, one.joined),
                "left": names_of(found.before, one.left),
            }
            for one in found.islands_changed
        ],
    }


def _island(snapshot: Snapshot, island: Island) -> dict[str, Any]:
    return {"kind": island.kind.value, "systems": names_of(snapshot, island.systems)}


def _flows(found: Comparison) -> dict[str, Any]:
    return {
        "added": [_flow(found.after, ident) for ident in found.flows_added],
        "removed": [_flow(found.before, ident) for ident in found.flows_removed],
        "changed": _changed_flows(found, found.flows_changed),
    }


def _changed_flows(found: Comparison, changes: Sequence[RecordChange]) -> list[dict[str, Any]]:
    return [
        {
            "before": _flow(found.before, one.before),
            "after": _flow(found.after, one.after),
            "fields": list(one.fields),
        }
        for one in changes
    ]


def _flow(snapshot: Snapshot, ident: str) -> dict[str, Any]:
    flow = snapshot.flows[ident]
    return {
        "source": snapshot.systems[flow.source].name,
        "target": snapshot.systems[flow.target].name,
        "data_objects": [snapshot.data_objects[one].name for one in flow.data_objects],
        "state": flow.state.value,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "before": _number(figure.before),
        "after": _number(figure.after),
        "difference": _number(figure.difference),
    }


def _number(value: Value) -> float | int | None:
    """Amounts to the cent, shares to four places, as `check --json` has them."""
    if isinstance(value, Decimal):
        number = float(value)
        return int(number) if number == int(number) else round(number, 4)
    return round(value, 4) if isinstance(value, float) else value
