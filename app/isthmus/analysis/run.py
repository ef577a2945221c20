"""One check of a map, stage by stage; and the next one, of what an edit touched alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from isthmus.analysis.compliance.findings import compliance_findings, compliance_of
from isthmus.analysis.custody import Told, custodies_of
from isthmus.analysis.gaps import Gaps, gaps_of
from isthmus.analysis.involvement.verdicts import Absences, absences
from isthmus.analysis.landing import Landing
from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.parts import Parts, parts_of
from isthmus.analysis.plans import planned_map
from isthmus.analysis.results import Finding
from isthmus.analysis.shores import Shores
from isthmus.analysis.spend import Spend
from isthmus.analysis.touched import Touched, touched_between
from isthmus.analysis.transfers import transfers_of
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.rates import Rates
from isthmus.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Question:
    """What a check is asked of besides a map."""

    catalogue: Catalogue
    as_of: date | None
    """None: the map as it is recorded."""
    day: date
    """The day on which waivers, contracts and lives have ended or have not."""
    rates: Rates | None = None
    """None: those of the map."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the stages of a check found, each as the next check may take it over."""

    question: Question
    live: LiveMap
    parts: Parts
    spend: Spend
    landing: Landing
    shores: Shores
    by_rule: Mapping[str, Gaps]
    gaps: Gaps
    """Of all rules."""
    custodies: Mapping[str, Told]
    absences: Absences
    findings: tuple[Finding, ...]
    """In no order yet, and none of them waived yet."""


def run(snapshot: Snapshot, question: Question, last: Run | None = None) -> Run:
    """Check a map; what holds of `last` is taken over, and is equal to what is found afresh."""
    if last is not None and last.question != question:
        last = None
    catalogue, day = question.catalogue, question.day
    live = live_map(snapshot, catalogue, question.as_of, last.live if last else None)
    parts = parts_of(live, (last.live, last.parts) if last else None)
    touched = touched_between((last.live, last.parts), (live, parts)) if last else None
    kept = _Kept(last, touched)
    planned, spend = planned_map(live), Spend(live, question.rates or live.premises.rates)
    by_rule = gaps_of(live, parts, planned, kept.gaps())
    gaps = Gaps()
    for each in by_rule.values():
        gaps.add(each)
    custodies = custodies_of(live, gaps.findings, kept.custodies(gaps))
    landing = Landing(live, parts, gaps.findings, planned)
    shores = Shores(live, parts, landing, spend)
    kept.hand_to(landing, shores)
    absent = absences(live, parts, spend, day, kept.absences())
    findings = (
        *shores.findings(),
        *gaps.findings,
        *transfers_of(live, gaps.manual_flows),
        *(finding for told in custodies.values() for finding in told.findings),
        *compliance_findings(live, compliance_of(live, day)),
        *(finding for finding in absent.values() if finding is not None),
    )
    return Run(
        question=question,
        live=live,
        parts=parts,
        spend=spend,
        landing=landing,
        shores=shores,
        by_rule=by_rule,
        gaps=gaps,
        custodies=custodies,
        absences=absent,
        findings=findings,
    )


class _Kept:
    """What holds of the last check, stage by stage."""

    def __init__(self, last: Run | None, touched: Touched | None) -> None:
        self._last, self._touched = last, touched

    def gaps(self) -> dict[str, Gaps]:
        """By rule."""
        if self._last is None or self._touched is None:
            return {}
        touched, rules = self._touched.rule, self._last.live.catalogue.rules
        return {r.key: self._last.by_rule[r.key] for r in rules if not touched(r)}

    def custodies(self, gaps: Gaps) -> dict[str, Told]:
        """By data object: what gaps ask for bears on it as well."""
        last, touched = self._last, self._touched
        if last is None or touched is None or touched.things is None:
            return {}
        asked = _asked(gaps).symmetric_difference(_asked(last.gaps))
        names = {name for *_, names in asked for name in names}
        records = last.live.things.records
        bears = touched.things | {one.id for one in records if one.name in names}
        return {ident: told for ident, told in last.custodies.items() if ident not in bears}

    def absences(self) -> Absences:
        """By system."""
        last, touched = self._last, self._touched
        if last is None or touched is None:
            return {}
        near = touched.near
        return {ident: told for ident, told in last.absences.items() if ident not in near}

    def hand_to(self, landing: Landing, shores: Shores) -> None:
        """Of the parts."""
        if self._last is not None and self._touched is not None:
            landing.trust(self._last.landing, self._touched)
            shores.trust(self._last.shores, self._touched)


def _asked(gaps: Gaps) -> set[tuple[str, str, tuple[str, ...]]]:
    flows = (flow for finding in gaps.findings for flow in finding.closes_with)
    return {(flow.source, flow.target, flow.data_objects) for flow in flows}
