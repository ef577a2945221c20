"""The fit report as plain values, for `fit --json`; names instead of ids."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from isthmus.analysis.candidate import Candidate
from isthmus.analysis.fit import Alike, Fit, Need
from isthmus.analysis.fitdata import DataNeed
from isthmus.catalogue.types import Source


def fit_json(found: Fit) -> dict[str, Any]:
    """One object that json.dumps takes."""
    return {
        "candidate": _candidate(found.candidate),
        "on_map": _names(found, found.on_map),
        "effort": found.effort,
        "needs": [_need(found, need) for need in found.needs],
        "unmet": [{"rule": rule.key, "title": rule.title} for rule in found.unmet],
        "connectors": _sources(found.connectors),
        "overlaps": [_alike(found, alike) for alike in found.alike],
        "data": [_data(found, need) for need in found.data],
        "compliance": _compliance(found),
        "involvement": {
            "part": found.involvement.verdict.value,
            "reasons": [reason.told for reason in found.involvement.reasons],
            "unknown": list(found.involvement.unknown),
        },
        "islands": {
            "before": asdict(found.before),
            "bought": {**asdict(found.bought), "candidate_on": found.bought_as.value},
            "tied": {**asdict(found.tied), "candidate_on": found.tied_as.value},
        },
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    cost = candidate.annual_cost
    values = {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(candidate).items()}
    return {**values, "annual_cost": None if cost is None else str(cost)}


def _need(found: Fit, need: Need) -> dict[str, Any]:
    source, target = _names(found, (need.flow.source, need.flow.target))
    return {
        "source": source,
        "target": target,
        "data_objects": list(need.flow.data_objects),
        "severity": need.severity.value,
        "rules": [rule.key for rule in need.rules],
        "connectors": _sources(need.connectors),
    }


def _alike(found: Fit, alike: Alike) -> dict[str, Any]:
    return {
        "system": found.snapshot.systems[alike.system].name,
        "likeness": alike.likeness.score,
        "weak": alike.likeness.weak,
        "reasons": list(alike.likeness.reasons),
        "cautions": list(alike.likeness.cautions),
    }


def _data(found: Fit, need: DataNeed) -> dict[str, Any]:
    return {
        "name": need.name,
        "own": need.own,
        "held": need.held,
        "comes_from": _names(found, need.comes_from),
        "goes_to": _names(found, need.goes_to),
        "masters": _names(found, need.masters),
        "personal": need.personal,
        "regulations": list(need.regulations),
        "regions": list(need.regions),
    }


def _compliance(found: Fit) -> dict[str, Any]:
    facts = found.compliance
    return {
        "personal": list(facts.personal),
        "regulations": list(facts.regulations),
        "laws": _sources(facts.laws),
        "crossings": [
            {"name": each.name, "from": list(each.there), "to": list(each.here)}
            for each in facts.crossings
        ],
        "regions_known": facts.regions_known,
    }


def _sources(sources: Iterable[Source]) -> list[dict[str, str]]:
    return [{"key": each.key, "title": each.title, "url": each.url} for each in sources]


def _names(found: Fit, ids: Iterable[str]) -> list[str]:
    return [found.snapshot.systems[i].name for i in ids]
