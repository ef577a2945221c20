"""Missing, one-way and manual integrations, by the catalogue's rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from isthmus.analysis.drafting import (
    GAP_FIELDS,
    cells_of_flows,
    cells_of_systems,
    draft,
    lowered,
    proposed,
)
from isthmus.analysis.gapwords import GapWords, Way
from isthmus.analysis.livemap import ANYTHING, LiveMap
from isthmus.analysis.partners import Partners
from isthmus.analysis.parts import Parts
from isthmus.analysis.paths import Asked, Question, Sweep
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


class Sides(NamedTuple):
    """The systems that a rule is about, and those of which each must have one to deal with."""

    subjects: Sequence[int]
    others: Sequence[int]


@dataclass(frozen=True, slots=True)
class Ground:
    """What all rules are held against."""

    live: LiveMap
    by_category: Mapping[str, Sequence[int]]
    sweeps: Mapping[bool, Sweep]
    """By whether systems give data or take it."""
    partners: Partners
    any_manual: bool


class RuleCheck:
    """One rule held against the live map: first it asks, then the sweeps are run, then it tells."""

    def __init__(self, ground: Ground, rule: Rule) -> None:
        """Find the two sides of the rule and ask the sweeps."""
        self._ground, self._live, self.rule = ground, ground.live, rule
        sides = _sides(rule, ground.by_category)
        self._others = sides.others
        lone = sides.others[0] if len(sides.others) == 1 else None
        self.subjects = [i for i in sides.subjects if i != lone] if sides.others else []
        self._among = not set(self._others).isdisjoint(self.subjects)
        self._kinds = [self._live.things.kind_name(kind) for kind in rule.data_objects]
        self._words = GapWords(self._live, rule)
        ways = self._directions() if self.subjects else ()
        self._asked = {gives: self._ask(gives, by_hand=not rule.automated) for gives in ways}
        manual = rule.automated and ground.any_manual
        self._by_hand = {gives: self._ask(gives, by_hand=True) for gives in ways if manual}

    def _directions(self) -> tuple[bool, ...]:
        """Whether data should be given, or taken, or both, seen from the rule's subject."""
        gives = self.rule.subject is Subject.SOURCE
        return (gives, not gives) if self.rule.direction is Direction.BOTH else (gives,)

    def _ask(self, gives: bool, *, by_hand: bool) -> Asked:  # noqa: FBT001 - a key, not an option
        carried = self._live.things.bits(self.rule.data_objects)
        question = Question(self._others, carried, self.rule.max_hops, by_hand, self._among)
        return self._ground.sweeps[gives].ask(question)

    def in_place(self, subject: int) -> bool:
        """Whether a system has all that the rule expects of it."""
        return all(
            self._ground.sweeps[g].reaches(asked, subject) for g, asked in self._asked.items()
        )

    def finding(self, subject: int, gaps: Gaps) -> Finding:
        """What is wrong at a system for which the rule is not in place."""
        ways = [self._way(subject, gives) for gives in self._asked]
        lacking = [way for way in ways if way.trail is None]
        if len(lacking) == len(ways):
            kind = FindingKind.MISSING_INTEGRATION
        else:
            kind = FindingKind.ONE_WAY if lacking else FindingKind.MANUAL_TRANSFER
        gaps.manual_flows.update(i for way in ways for i in self._manual_legs(way))
        return self._draft(kind, subject, self._counterpart(subject, ways), ways)

    def _way(self, subject: int, gives: bool) -> Way:  # noqa: FBT001 - a key, not an option
        sweep = self._ground.sweeps[gives]
        trail = sweep.trail(self._asked[gives], subject)
        if trail is not None or gives not in self._by_hand:
            return Way(gives, trail, manual=False)
        trail = sweep.trail(self._by_hand[gives], subject)
        return Way(gives, trail, manual=trail is not None)

    def _counterpart(self, subject: int, ways: Sequence[Way]) -> int:
        """Whom the system has some path to already, else the most plausible partner."""
        known = [way.trail.counterpart for way in ways if way.trail]
        if known:
            return known[0]
        by_source = self.rule.subject is Subject.SOURCE
        other_side = self.rule.targets if by_source else self.rule.sources
        return self._ground.partners.best(subject, other_side)

    def _draft(self, kind: FindingKind, subject: int, other: int, ways: Sequence[Way]) -> Finding:
        live, rule = self._live, self.rule
        pair = (subject, other) if rule.subject is Subject.SOURCE else (other, subject)
        missing = kind is FindingKind.MISSING_INTEGRATION
        flows = [live.flows[i] for way in ways if way.trail for i in way.trail.flows]
        return draft(
            live,
            kind=kind,
            rule=rule.key,
            severity=rule.severity if missing else lowered(rule.severity),
            title=_TITLES[kind],
            about=(live.tokens[subject],),
            systems=pair,
            objects=self._kinds,
            evidence=self._words.evidence((subject, other), ways),
            cells=chain(cells_of_systems(live, pair, GAP_FIELDS), cells_of_flows(flows)),
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
            if self._live.manual[leg]:
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
        return [i for i in way.trail.flows if self._live.manual[i]]

    def _to_move(self, giver: int) -> list[str]:
        """Those of the rule's data objects that the giver holds, else all of them."""
        return self._live.held_names(giver, self.rule.data_objects) or self._kinds

    def _moved_by(self, flow: int) -> list[str]:
        """What a flow moves, else what the rule would have it move."""
        live = self._live
        if live.carries[flow] == ANYTHING:
            return self._kinds
        return live.things.names(live.things.numbers(live.flows[flow].data_objects))


def _sides(rule: Rule, by_category: Mapping[str, Sequence[int]]) -> Sides:
    givers = _members(rule.sources, by_category)
    takers = _members(rule.targets, by_category)
    return Sides(givers, takers) if rule.subject is Subject.SOURCE else Sides(takers, givers)


def _members(categories: Sequence[str], by_category: Mapping[str, Sequence[int]]) -> list[int]:
    wanted = dict.fromkeys(categories)
    return sorted(i for category in wanted for i in by_category.get(category, ()))


def gaps_of(live: LiveMap, parts: Parts) -> Gaps:
    """Hold every rule of the catalogue against the live map."""
    ground = _ground(live, parts)
    checks = [RuleCheck(ground, rule) for rule in live.catalogue.rules]
    for sweep in ground.sweeps.values():
        sweep.run()
    gaps = Gaps()
    for check in checks:
        failing = [i for i in check.subjects if not check.in_place(i)]
        gaps.expected += len(check.subjects)
        gaps.in_place += len(check.subjects) - len(failing)
        gaps.findings += [check.finding(i, gaps) for i in failing]
    return gaps


def _ground(live: LiveMap, parts: Parts) -> Ground:
    by_category: dict[str, list[int]] = {}
    for i, system in enumerate(live.systems):
        by_category.setdefault(system.category, []).append(i)
    sweeps = {gives: Sweep(live, gives=gives) for gives in (True, False)}
    return Ground(live, by_category, sweeps, Partners(live, parts), any(live.manual))
