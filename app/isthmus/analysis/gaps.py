"""Missing, one-way and manual integrations, by the catalogue's rules."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
from isthmus.analysis.gapwords import GapWords, Lack, Way
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.partners import Partners
from isthmus.analysis.parts import Parts
from isthmus.analysis.paths import Asked, Question, Sweep, Trail
from isthmus.analysis.results import Finding, FindingKind, ProposedFlow
from isthmus.analysis.scoping import Sides, sides_of
from isthmus.catalogue.types import Direction, Rule, Scope, Severity, Subject

_TITLES = {
    FindingKind.MISSING_INTEGRATION: "Missing integration",
    FindingKind.ONE_WAY: "One-way flow",
    FindingKind.MANUAL_TRANSFER: "Manual transfer",
}

Sweeps = Mapping[bool, Sweep]
"""By whether systems give data or take it."""


@dataclass(slots=True)
class Gaps:
    """What a rule found, or some of them."""

    findings: list[Finding] = field(default_factory=list)
    expected: int = 0
    in_place: int = 0
    manual_flows: set[str] = field(default_factory=set)
    """Ids of the flows by hand that some finding is about."""

    def add(self, other: "Gaps") -> None:
        """Take what another found into this."""
        self.findings += other.findings
        self.expected += other.expected
        self.in_place += other.in_place
        self.manual_flows |= other.manual_flows


@dataclass(frozen=True, slots=True)
class Ground:
    """What all rules are held against."""

    live: LiveMap
    by_category: Mapping[str, Sequence[int]]
    sweeps: Sweeps
    partners: Partners
    any_manual: bool


class Plans(NamedTuple):
    """The map with what is planned on top, and the sweeps over it."""

    planned: LiveMap
    sweeps: Sweeps


class RuleCheck:
    """One rule held against the live map: first it asks, then the sweeps are run, then it tells."""

    def __init__(self, ground: Ground, rule: Rule, sides: Sides) -> None:
        """Ask the sweeps whether each subject of the rule deals with one of the others."""
        self._ground, self._live, self.rule = ground, ground.live, rule
        self._others = sides.others
        lone = sides.others[0] if len(sides.others) == 1 else None
        self.subjects = [i for i in sides.subjects if i != lone] if sides.others else []
        self._among = not set(self._others).isdisjoint(self.subjects)
        self._kinds = [self._live.things.kind_name(kind) for kind in rule.data_objects]
        self._ways = self._directions() if self.subjects else ()
        self._asked = self._ask(ground.sweeps, by_hand=not rule.automated)
        manual = rule.automated and ground.any_manual
        self._by_hand = self._ask(ground.sweeps, by_hand=True) if manual else {}
        self._plans: Plans | None = None
        self._planned: dict[bool, Asked] = {}

    def _directions(self) -> tuple[bool, ...]:
        """Whether data should be given, or taken, or both, seen from the rule's subject."""
        gives = self.rule.subject is Subject.SOURCE
        return (gives, not gives) if self.rule.direction is Direction.BOTH else (gives,)

    def _ask(self, sweeps: Sweeps, *, by_hand: bool) -> dict[bool, Asked]:
        carried = self._live.things.bits(self.rule.data_objects)
        question = Question(self._others, carried, self.rule.max_hops, by_hand, self._among)
        return {gives: sweeps[gives].ask(question) for gives in self._ways}

    def ask_of_plans(self, plans: Plans) -> None:
        """Ask the same of the map as it is planned."""
        self._plans = plans
        self._planned = self._ask(plans.sweeps, by_hand=not self.rule.automated)

    def failing(self) -> list[int]:
        """The systems that have not all that the rule expects of them."""
        reaches = [(self._ground.sweeps[gives].reaches, to) for gives, to in self._asked.items()]
        return [i for i in self.subjects if not all(reach(to, i) for reach, to in reaches)]

    def gaps(self, failing: Sequence[int]) -> Gaps:
        """What is wrong at the systems for which the rule is not in place."""
        expected = len(self.subjects)
        gaps = Gaps(expected=expected, in_place=expected - len(failing))
        if failing:
            gaps.findings += self._findings(failing, gaps)
        return gaps

    def _findings(self, failing: Sequence[int], gaps: Gaps) -> Iterator[Finding]:
        self._words = GapWords(self._live, self.rule, self._plans.planned if self._plans else None)
        lacks = [self._lack(subject) for subject in failing]
        gaps.manual_flows.update(leg for lack in lacks for leg in self._manual_legs(lack))
        if not self.rule.together:
            yield from (self._draft((lack,)) for lack in lacks)
            return
        groups: dict[tuple[FindingKind, int], list[Lack]] = {}
        for lack in lacks:
            groups.setdefault((lack.kind, lack.other), []).append(lack)
        yield from (self._draft(group) for group in groups.values())

    def ways(self, subject: int) -> tuple[Way, ...]:
        """How the system has what the rule expects of it, or has it not, each direction."""
        return tuple(self._way(subject, gives) for gives in self._asked)

    def _lack(self, subject: int) -> Lack:
        ways = self.ways(subject)
        lacking = [way for way in ways if way.trail is None]
        if len(lacking) == len(ways):
            kind = FindingKind.MISSING_INTEGRATION
        else:
            kind = FindingKind.ONE_WAY if lacking else FindingKind.MANUAL_TRANSFER
        return Lack(kind, subject, self._counterpart(subject, ways), ways)

    def _way(self, subject: int, gives: bool) -> Way:  # noqa: FBT001 - a key, not an option
        trail = self._ground.sweeps[gives].trail(self._asked[gives], subject)
        if trail is not None:
            return Way(gives, trail)
        if gives in self._by_hand:
            trail = self._ground.sweeps[gives].trail(self._by_hand[gives], subject)
        planned = None
        if self._plans is not None:
            planned = self._plans.sweeps[gives].trail(self._planned[gives], subject)
        return Way(gives, trail, manual=trail is not None, planned=planned)

    def _counterpart(self, subject: int, ways: Sequence[Way]) -> int:
        """Whom the system has some path to already, else the most plausible partner.

        Before that partner goes whom it is planned to have a path to, unless that would part
        those who are told of together.
        """
        known = [way.trail.counterpart for way in ways if way.trail]
        if not (known or self.rule.together):
            known = [way.planned.counterpart for way in ways if way.planned]
        if known:
            return known[0]
        by_source = self.rule.subject is Subject.SOURCE
        other_side = self.rule.targets if by_source else self.rule.sources
        partners = self._ground.partners
        if self.rule.within is not Scope.ANYWHERE:
            return partners.among(subject, self._others)
        choose = partners.central if self.rule.together else partners.best
        return choose(subject, other_side)

    def _draft(self, lacks: Sequence[Lack]) -> Finding:
        """One finding on one system's lack, or on that of many who lack the same counterpart."""
        live, rule, first = self._live, self.rule, lacks[0]
        gives, many = rule.subject is Subject.SOURCE, len(lacks) > 1
        systems = [first.other, *(lack.subject for lack in lacks)]
        if gives and not many:
            systems.reverse()
        trails = (way.trail for lack in lacks for way in lack.ways if way.trail)
        flows = [live.flows[i] for trail in trails for i in trail.flows]
        return draft(
            live,
            kind=first.kind,
            rule=rule.key,
            severity=self._severity(lacks),
            title=_TITLES[first.kind] + "s" * many,
            about=(live.tokens[first.other if rule.together else first.subject],),
            systems=systems,
            objects=self._kinds,
            evidence=self._words.evidence(lacks),
            cells=chain(cells_of_systems(live, systems, GAP_FIELDS), cells_of_flows(flows)),
            closes_with=list(dict.fromkeys(self._closing(lacks))),
            first_takes=gives and many,
        )

    def _severity(self, lacks: Sequence[Lack]) -> Severity:
        """The rule's; a step lower where only a part is lacking, and where the rest is planned.

        Where the map records no flow at all, the lack may be the map's: a step lower too.
        """
        severity = self.rule.severity if self._live.flows else lowered(self.rule.severity)
        if lacks[0].kind is not FindingKind.MISSING_INTEGRATION:
            severity = lowered(severity)
        return lowered(severity) if all(lack.planned for lack in lacks) else severity

    def _closing(self, lacks: Iterable[Lack]) -> Iterator[ProposedFlow]:
        """The flows that make each direction as the rule wants it."""
        for lack in lacks:
            for way in lack.ways:
                if way.trail is None:
                    ends = (lack.subject, lack.other)
                    giver, taker = ends if way.gives else ends[::-1]
                    yield proposed(self._live, giver, taker, self._to_move(giver))
                else:
                    yield from self._automatic(way)

    def _automatic(self, way: Way) -> Iterator[ProposedFlow]:
        """The manual legs of a path that should have none, made automatic."""
        for leg, (here, there) in self._legs(way):
            if way.manual and self._live.manual[leg]:
                yield proposed(self._live, here, there, self._moved_by(leg))

    def _manual_legs(self, lack: Lack) -> list[str]:
        """Ids of the flows by hand that the rule does not want."""
        live, ways = self._live, (way for way in lack.ways if way.manual)
        return [live.flows[i].id for way in ways for i, _ in self._legs(way) if live.manual[i]]

    def _legs(self, way: Way) -> Iterator[tuple[int, tuple[int, int]]]:
        """The flows of a path, each with the systems that data leaves and comes to."""
        if way.trail is None:
            return
        stops = way.trail.systems
        for flow, here, there in zip(way.trail.flows, stops, stops[1:], strict=False):
            yield flow, ((here, there) if way.gives else (there, here))

    def _to_move(self, giver: int) -> list[str]:
        """Those of the rule's data objects that the giver holds, else all of them."""
        return self._live.held_names(giver, self.rule.data_objects) or self._kinds

    def _moved_by(self, flow: int) -> list[str]:
        """What a flow moves, else what the rule would have it move."""
        things = self._live.things
        return things.names(things.numbers(self._live.flows[flow].data_objects)) or self._kinds


def gaps_of(
    live: LiveMap, parts: Parts, planned: LiveMap | None, known: Mapping[str, Gaps] | None = None
) -> dict[str, Gaps]:
    """Hold every rule of the catalogue against the live map, and against it as it is planned.

    By the rule's key; `known` is what holds of some of them as it was found before.
    """
    found = {rule.key: Gaps() for rule in live.catalogue.rules} | dict(known or {})
    rules = [rule for rule in live.catalogue.rules if rule.key not in (known or {})]
    if rules:
        _hold(_ground(live, parts), rules, planned, found)
    return found


def _hold(
    ground: Ground, rules: Iterable[Rule], planned: LiveMap | None, found: Mapping[str, Gaps]
) -> None:
    checks = _checks(ground, rules)
    _run(ground.sweeps)
    failing = [check.failing() for check in checks]
    if planned is not None:
        _ask_of_plans(planned, [check for check, lost in zip(checks, failing, strict=True) if lost])
    for check, lost in zip(checks, failing, strict=True):
        found[check.rule.key].add(check.gaps(lost))


def ways_in_place(
    live: LiveMap, parts: Parts, wanted: Mapping[str, Collection[int]]
) -> dict[tuple[str, int], list[Trail]]:
    """The paths by which some systems have what rules expect of them, from giver to taker.

    `wanted` are the systems by the rule's key. What is carried by hand where the rule wants it
    automatic counts too.
    """
    ground = _ground(live, parts)
    checks = _checks(ground, [rule for rule in live.catalogue.rules if rule.key in wanted])
    _run(ground.sweeps)
    found: dict[tuple[str, int], list[Trail]] = {}
    for check in checks:
        key = check.rule.key
        found |= {(key, subject): [] for subject in wanted[key] if (key, subject) not in found}
        for subject in {*wanted[key]}.intersection(check.subjects):
            trails = ((way.gives, way.trail) for way in check.ways(subject) if way.trail)
            found[key, subject] = [t if gives else t.turned() for gives, t in trails]
    return found


def _checks(ground: Ground, rules: Iterable[Rule]) -> list[RuleCheck]:
    """The rules, each as often as it has places in which counterparts have to be."""
    live = ground.live
    return [
        RuleCheck(ground, rule, sides)
        for rule in rules
        for sides in sides_of(rule, ground.by_category, live.systems, live.snapshot)
    ]


def _ask_of_plans(planned: LiveMap, checks: Sequence[RuleCheck]) -> None:
    sweeps = _sweeps(planned)
    for check in checks:
        check.ask_of_plans(Plans(planned, sweeps))
    _run(sweeps)


def _sweeps(live: LiveMap) -> Sweeps:
    return {gives: Sweep(live, gives=gives) for gives in (True, False)}


def _run(sweeps: Sweeps) -> None:
    for sweep in sweeps.values():
        sweep.run()


def _ground(live: LiveMap, parts: Parts) -> Ground:
    by_category: dict[str, list[int]] = {}
    for i, system in enumerate(live.systems):
        by_category.setdefault(system.category, []).append(i)
    return Ground(
        live, by_category, _sweeps(live), Partners(live, parts, by_category), any(live.manual)
    )
