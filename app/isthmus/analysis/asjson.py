"""The result of a check as plain values, for `check --json`."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from isthmus.analysis.results import Analysis, Finding, Metrics
from isthmus.model.records import CellRef, Waiver
from isthmus.model.snapshot import Snapshot


def as_json(snapshot: Snapshot, analysis: Analysis) -> dict[str, Any]:
    """One object that json.dumps takes: map, islands, findings, metrics; names instead of ids."""
    metrics = analysis.metrics
    return {
        "map": {
            "systems": metrics.systems,
            "flows": metrics.flows,
            "data_objects": metrics.data_objects,
            "departments": metrics.departments,
        },
        "islands": [
            {"kind": island.kind.value, "systems": sorted(_names(snapshot, island.systems))}
            for island in analysis.islands
        ],
        "findings": [_finding(snapshot, finding) for finding in analysis.findings],
        "metrics": {
            **_metrics(snapshot, metrics),
            "waived": [f.key for f in analysis.findings if f.waived],
        },
    }


def _finding(snapshot: Snapshot, finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "kind": finding.kind.value,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "systems": _names(snapshot, finding.systems),
        "data_objects": list(finding.data_objects),
        "evidence": finding.evidence,
        "cells": [_cell(cell) for cell in finding.cells],
        "closes_with": [
            {
                "source": snapshot.systems[flow.source].name,
                "target": snapshot.systems[flow.target].name,
                "data_objects": list(flow.data_objects),
            }
            for flow in finding.closes_with
        ],
        **_acceptance(snapshot, finding),
    }


def _acceptance(snapshot: Snapshot, finding: Finding) -> dict[str, Any]:
    """Of an accepted finding the waivers that it is accepted by."""
    if not finding.waived:
        return {}
    return {"accepted": [_waiver(snapshot.waivers[ident]) for ident in finding.accepted_by]}


def _waiver(waiver: Waiver) -> dict[str, str | None]:
    """Who accepted a finding, in what role, why and until when; None for no end."""
    return {
        "who": waiver.who,
        "role": waiver.role,
        "reason": waiver.reason,
        "granted": waiver.granted.date().isoformat() if waiver.granted else None,
        "until": waiver.until.isoformat() if waiver.until else None,
    }


def _metrics(snapshot: Snapshot, metrics: Metrics) -> dict[str, Any]:
    return {
        **_figures(metrics),
        "costs_unrecorded": _names(snapshot, metrics.costs_unrecorded),
        "costs_without_rate": _names(snapshot, metrics.costs_without_rate),
        "spend": [
            {
                "department": row.department,
                "inside_it": _amount(row.inside_it),
                "outside_it": _amount(row.outside_it),
            }
            for row in metrics.spend
        ],
        "spend_areas": [
            {
                "area": row.name,
                "inside_it": _amount(row.inside_it),
                "outside_it": _amount(row.outside_it),
            }
            for row in metrics.spend_areas
        ],
    }


def _figures(metrics: Metrics) -> dict[str, Any]:
    return {
        "live_systems": metrics.live_systems,
        "live_flows": metrics.live_flows,
        "islands": metrics.islands,
        "rogue_islands": metrics.rogue_islands,
        "systems_cut_off": metrics.systems_cut_off,
        "expected": metrics.expected,
        "in_place": metrics.in_place,
        "missing": metrics.missing,
        "integrated": _share(metrics.integrated),
        "spend_inside": _amount(metrics.spend_inside),
        "spend_outside": _amount(metrics.spend_outside),
        "outside_on_top": _share(metrics.outside_on_top),
        "costs_unknown": metrics.costs_unknown,
    }


def _cell(cell: CellRef) -> dict[str, str]:
    return {"file": cell.file, "sheet": cell.sheet, "cell": cell.cell}


def _names(snapshot: Snapshot, ids: Sequence[str]) -> list[str]:
    return [snapshot.systems[ident].name for ident in ids]


def _amount(amount: Decimal) -> float:
    """An amount to the cent, as JSON has it."""
    return round(float(amount), 2)


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
