"""Accepted risks: which findings a waiver holds for, and which come back though there was one.

A waiver holds while the finding is about no other systems than it covers and no more severe than
it was. So an accepted risk that grows is looked at again.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.results import Finding, FindingKind
from isthmus.analysis.wording import by_whom, day_named, listed
from isthmus.catalogue.types import Severity
from isthmus.model.records import Waiver

K = TypeVar("K", bound=Hashable)

_OF_EACH = frozenset(
    {
        FindingKind.ROGUE_ISLAND,
        FindingKind.ISLAND,
        FindingKind.TIDAL_ISLAND,
        FindingKind.CONTRACT_ENDED,
    }
)
"""What is said of each of several systems: accepted for many, it is accepted for each of them.

Of gaps and of data objects more than the systems makes the finding, so its key must be the same.
"""


class Waivers:
    """The waivers of a map that run on a day."""

    def __init__(self, live: LiveMap, day: date) -> None:
        """A waiver runs through its last day."""
        self._live = live
        everything = live.snapshot.waivers.values()
        running = sorted((w for w in everything if runs(w, day)), key=_order, reverse=True)
        self._place = {one.id: place for place, one in enumerate(running)}
        self._by_key = _grouped((one.finding_key, one) for one in running)
        self._by_system = _grouped(
            ((_kind_of(one.finding_key), ident), one) for one in running for ident in one.covers
        )

    def marked(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, those that are accepted marked so, those that come back saying so."""
        return [self._marked(finding) for finding in findings]

    def _marked(self, finding: Finding) -> Finding:
        known = self._known(finding)
        if not known:
            return finding
        if by := _holding(finding, known):
            return replace(finding, waived=True, accepted_by=tuple(one.id for one in by))
        nearest = max(known, key=lambda one: _nearness(one, finding))
        return replace(finding, evidence=f"{finding.evidence} {self._back(finding, nearest)}")

    def _known(self, finding: Finding) -> list[Waiver]:
        """The waivers that have to do with a finding."""
        own = self._by_key.get(finding.key, [])
        if finding.kind not in _OF_EACH:
            return own
        kind, of = _kind_of(finding.key), self._by_system
        beside = {w.id: w for ident in finding.systems for w in of.get((kind, ident), ())}
        beside |= {one.id: one for one in own}
        return sorted(beside.values(), key=lambda one: self._place[one.id])

    def _back(self, finding: Finding, waiver: Waiver) -> str:
        """Up to what it was accepted, and what it is now."""
        covered, about = frozenset(waiver.covers), finding.systems
        new = [self._live.snapshot.systems[i].name for i in about if i not in covered]
        text = " ".join(accepted_words(waiver))
        if waiver.covers and new:
            systems = "system" if len(covered) == 1 else "systems"
            many = f"it is about {len(about):,} now, " if len(about) != len(covered) else "now "
            return f"{text} for {len(covered):,} {systems}; {many}{listed(new)} among them."
        return f"{text} as {waiver.severity}; it is {finding.severity} now."


def runs(waiver: Waiver, day: date) -> bool:
    """Whether a waiver has not ended; it holds through its last day."""
    return waiver.until is None or day <= waiver.until


def accepted_words(waiver: Waiver) -> Iterator[str]:
    """'Accepted', 'by Ann (CIO)', 'on 3 May 2026', as far as it is known."""
    yield "Accepted"
    if who := by_whom(waiver):
        yield f"by {who}"
    if waiver.granted is not None:
        yield f"on {day_named(waiver.granted.date())}"


def _holding(finding: Finding, known: Sequence[Waiver]) -> list[Waiver]:
    """The waivers by which a finding is accepted; [] if it is not.

    One is enough that covers all its systems, or that was given before waivers covered any; else
    several that do so together.
    """
    fitting = [one for one in known if _is_as_severe(finding, one)]
    for one in fitting:
        if (one.finding_key == finding.key and not one.covers) or _covers(finding, [one]):
            return [one]
    return fitting if _covers(finding, fitting) else []


def _is_as_severe(finding: Finding, waiver: Waiver) -> bool:
    """Whether a finding is no more severe than it was; what is no severity limits nothing."""
    if waiver.severity not in list(Severity):
        return True
    return finding.severity.rank <= Severity(waiver.severity).rank


def _covers(finding: Finding, waivers: Sequence[Waiver]) -> bool:
    covered = frozenset(ident for one in waivers for ident in one.covers)
    return bool(finding.systems) and covered.issuperset(finding.systems)


def _nearness(waiver: Waiver, finding: Finding) -> tuple[bool, int]:
    """How much a waiver has to do with a finding."""
    shared = frozenset(finding.systems) & frozenset(waiver.covers)
    return waiver.finding_key == finding.key, len(shared)


def _kind_of(key: str) -> str:
    """Kind and rule of a finding's key."""
    return key.rpartition("/")[0]


def _order(waiver: Waiver) -> tuple[str, ...]:
    """By what it says, so that which is told of does not depend on its id; the latest first."""
    granted = waiver.granted.isoformat() if waiver.granted else ""
    return (granted, waiver.finding_key, waiver.who, waiver.role, waiver.reason)


def _grouped(pairs: Iterable[tuple[K, Waiver]]) -> dict[K, list[Waiver]]:
    groups: dict[K, list[Waiver]] = {}
    for key, waiver in pairs:
        groups.setdefault(key, []).append(waiver)
    return groups
