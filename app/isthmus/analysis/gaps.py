"""Missing, one-way and manual integrations, by the catalogue's rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from isthmus.analysis.counterparts import Counterparts
from isthmus.analysis.drafting import (
    GAP_FIELDS,
    cells_of_flows,
    cells_of_systems,
    draft,
    lowered,
    proposed,
)
from isthmus.analysis.gapwords import gap_evidence
from isthmus.analysis.livemap import ANYTHING, LiveMap
from isthmus.analysis.parts import Parts
from isthmus.analysis.paths import Sweep, Trail
from isthmus.analysis.results import Finding, FindingKind, ProposedFlow
from isthmus.catalogue.types import Direction, Rule, Subject

_TITLES = {
    FindingKind.MISSING_INTEGRATION: "Missing integration",
    FindingKind.ONE_WAY: "One-way flow",
    FindingKind.MANUAL_TRANSFER: "Manual transfer",
}


@dataclass(slots=True)
class Gaps:
    """What the rules found."""

    findings: list[Finding] = field(default_factory=list)
    expected: int = 0
    in_place: int = 0
    manual_flows: set[int] = field(default_factory=set)
    """Flows by hand that some finding is about."""


@dataclass(frozen=True, slots=True)
class Way:
    """One direction that a rule expects of a system, and the path that there is, if any."""

    gives: bool
    """Data leaves the system that the rule is about; else it comes to it."""
    trail: Trail | None
    manual: bool
    """A leg of the path is by hand, and the rule wants none."""

    @property
    def fine(self) -> bool:
        """Whether the rule is content with it."""
        return self.trail is not None and not self.manual


class RuleCheck:
    """One rule held against the live map."""

    def __init__(self, live: LiveMap, parts: Parts, rule: Rule,
                 by_category: Mapping[str, Sequence[int]]) -> None:  # fmt: skip
        """Find the two sides of the rule and sweep the map once per direction."""
        self._live, self._parts, self.rule = live, parts, rule
        givers = _members(rule.sources, by_category)
        takers = _members(rule.targets, by_category)
        by_source = rule.subject is Subject.SOURCE
        others = takers if by_source else givers
        self._others = set(others)
        lone = others[0] if len(others) == 1 else None
        own = givers if by_source else takers
        self.subjects = [i for i in own if i != lone] if others else []
        self._distinct = not self._others.isdisjoint(own)
        self._carried = live.bits(rule.data_objects)
        self._partners: Counterparts | None = None
        self._ways = self._directions(by_source) if self.subjects else ()
        self._sweeps = {gives: self._sweep(gives, by_hand=False) for gives in self._ways}
        self._by_hand: dict[bool, Sweep] = {}

    def _directions(self, by_source: bool) -> tuple[bool, ...]:  # noqa: FBT001 - one call
        """Which ways data should move, seen from the subject: the rule's own way first."""
        both = self.rule.direction is Direction.BOTH
        return (by_source, not by_source) if both else (by_source,)

    def _sweep(self, gives: bool, *, by_hand: bool) -> Sweep:  # noqa: FBT001 - a key, not an option
        live, rule = self._live, self.rule
        legs = live.coming if gives else live.leaving
        return Sweep(
            live, self._others, legs, self._carried, rule.max_hops,
            by_hand=by_hand or not rule.automated, distinct=self._distinct,
        )  # fmt: skip

    def in_place(self, subject: int) -> bool:
        """Whether a system has all that the rule expects of it."""
        return all(self._sweeps[gives].reaches(subject) for gives in self._ways)

    def finding(self, subject: int, gaps: Gaps) -> Finding:
        """What is wrong at a system for which the rule is not in place."""
        ways = [self._way(subject, gives) for gives in self._ways]
        lacking = [way for way in ways if way.trail is None]
        if len(lacking) == len(ways):
            kind = FindingKind.MISSING_INTEGRATION
        else:
            kind = FindingKind.ONE_WAY if lacking else FindingKind.MANUAL_TRANSFER
        other = self._counterpart(subject, ways)
        if kind is FindingKind.MANUAL_TRANSFER:
            gaps.manual_flows.update(i for way in ways for i in self._manual_legs(way))
        return self._draft(kind, subject, other, ways)

    def _way(self, subject: int, gives: bool) -> Way:  # noqa: FBT001 - a key, not an option
        trail = self._sweeps[gives].trail(subject)
        if trail is not None or not self.rule.automated:
            return Way(gives, trail, manual=False)
        if gives not in self._by_hand:
            self._by_hand[gives] = self._sweep(gives, by_hand=True)
        trail = self._by_hand[gives].trail(subject)
        return Way(gives, trail, manual=trail is not None)

    def _counterpart(self, subject: int, ways: Sequence[Way]) -> int:
        """Whom the system has some path to already, else the most plausible partner."""
        known = [way.trail.counterpart for way in ways if way.trail]
        if known:
            return known[0]
        if self._partners is None:
            self._partners = Counterparts(self._live, self._parts, self._others)
        return self._partners.best(subject)

    def _draft(self, kind: FindingKind, subject: int, other: int, ways: Sequence[Way]) -> Finding:
        live, rule = self._live, self.rule
        pair = (subject, other) if rule.subject is Subject.SOURCE else (other, subject)
        missing = kind is FindingKind.MISSING_INTEGRATION
        flows = [live.flows[i] for way in ways if way.trail for i in way.trail.flows]
        seen = [(way.gives, way.trail, way.manual) for way in ways]
        return draft(
            live,
            kind=kind,
            rule=rule.key,
            severity=rule.severity if missing else lowered(rule.severity),
            title=_TITLES[kind],
            about=(live.tokens[subject],),
            systems=pair,
            objects=[live.kind_name(kind) for kind in rule.data_objects],
            evidence=gap_evidence(live, rule, (subject, other), seen),
            cells=[*cells_of_systems(live, pair, GAP_FIELDS), *cells_of_flows(flows)],
            closes_with=[flow for way in ways for flow in self._closing(way, subject, other)],
        )

    def _closing(self, way: Way, subject: int, other: int) -> Iterator[ProposedFlow]:
        """The flows that make one direction as the rule wants it."""
        if way.fine:
            return
        if way.trail is None:
            giver, taker = (subject, other) if way.gives else (other, subject)
            yield proposed(self._live, giver, taker, self._to_move(giver))
            return
        for leg, (here, there) in self._legs(way):
            if leg in set(self._manual_legs(way)):
                yield proposed(self._live, here, there, self._moved_by(leg))

    def _legs(self, way: Way) -> Iterator[tuple[int, tuple[int, int]]]:
        """The flows of a path, each with the systems that data leaves and comes to."""
        if way.trail is None:
            return
        stops = way.trail.systems
        for flow, here, there in zip(way.trail.flows, stops, stops[1:], strict=False):
            yield flow, ((here, there) if way.gives else (there, here))

    def _manual_legs(self, way: Way) -> list[int]:
        if way.trail is None or not way.manual:
            return []
        return [i for i in way.trail.flows if self._live.flows[i].method.value == "manual"]

    def _to_move(self, giver: int) -> list[str]:
        """Those of the rule's data objects that the giver holds, else all of them."""
        live = self._live
        held = {live.objects[i].name for i in live.held.get(giver, ())}
        names = [live.kind_name(kind) for kind in self.rule.data_objects]
        return [name for name in names if name in held] or names

    def _moved_by(self, flow: int) -> list[str]:
        """What a flow moves, else what the rule would have it move."""
        live = self._live
        if live.carries[flow] == ANYTHING:
            return [live.kind_name(kind) for kind in self.rule.data_objects]
        numbers = sorted(live.object_number[i] for i in live.flows[flow].data_objects)
        return [live.objects[i].name for i in numbers]


def _members(categories: Sequence[str], by_category: Mapping[str, Sequence[int]]) -> list[int]:
    return sorted(
        i for category in dict.fromkeys(categories) for i in by_category.get(category, ())
    )


def gaps_of(live: LiveMap, parts: Parts) -> Gaps:
    """Hold every rule of the catalogue against the live map."""
    by_category: dict[str, list[int]] = {}
    for i, system in enumerate(live.systems):
        by_category.setdefault(system.category, []).append(i)
    by_category.pop("", None)
    gaps = Gaps()
    for rule in live.catalogue.rules:
        check = RuleCheck(live, parts, rule, by_category)
        failing = [i for i in check.subjects if not check.in_place(i)]
        gaps.expected += len(check.subjects)
        gaps.in_place += len(check.subjects) - len(failing)
        gaps.findings += [check.finding(i, gaps) for i in failing]
    return gaps
