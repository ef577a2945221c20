"""What each finding takes: needs, each met by one of several routes, and systems to be tied in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from isthmus.analysis.planning.ground import Ground, Pair
from isthmus.analysis.planning.renewal import Renewal
from isthmus.analysis.planning.routes import Route, RuleWays, gives_of
from isthmus.analysis.planning.watch import Phase, Watch
from isthmus.analysis.planning.wishes import ISLANDS
from isthmus.analysis.results import Finding, FindingKind
from isthmus.catalogue.types import Direction, Rule, Subject

_WHY_NOT = {
    FindingKind.NO_MASTER: "no flow closes it: decide which system is the master",
    FindingKind.TWO_MASTERS: "no flow closes it: decide which of the two is the master",
    FindingKind.NO_FLOWS: "no flow closes it: record the flows that there are",
}
NOTHING = "nothing that would close it is plausible: accept it as a risk, or retire the system"

LATE = "time was up before the flows that would close it were weighed"


@dataclass(frozen=True, slots=True)
class Demand:
    """What closing one finding takes, by number on the ground."""

    finding: Finding
    needs: tuple[tuple[Route, ...], ...] = ()
    """Those that the map, with what is planned, does not meet."""
    members: tuple[int, ...] = ()
    """Systems that are to be on the mainland, and are not."""
    why_not: str = ""
    """Why no flow closes it; '' where some may."""

    @property
    def is_met(self) -> bool:
        """Whether what is planned closes it already."""
        return not (self.needs or self.members or self.why_not)


def sides_of(finding: Finding, rule: Rule) -> tuple[tuple[str, ...], str]:
    """Ids of the systems that a rule is about, and of their counterpart, of one of its gaps."""
    if len(finding.systems) > 2:
        return finding.systems[1:], finding.systems[0]
    first, second = finding.systems
    return ((first,), second) if rule.subject is Subject.SOURCE else ((second,), first)


@dataclass(slots=True)
class Needs:
    """Looks up what findings take, on one map."""

    ground: Ground
    _rules: Mapping[str, Rule] = field(init=False)
    _by_category: dict[str, list[int]] = field(init=False, default_factory=dict)
    _ways: dict[tuple[str, bool], RuleWays] = field(init=False, default_factory=dict)
    _renewal: Renewal = field(init=False)

    def __post_init__(self) -> None:
        """Sort the systems by category once."""
        live = self.ground.live
        self._rules = {rule.key: rule for rule in live.catalogue.rules}
        for i, system in enumerate(live.systems):
            self._by_category.setdefault(system.category, []).append(i)
        self._renewal = Renewal(self.ground)

    def of(self, finding: Finding) -> Demand:
        """What one finding takes."""
        if finding.kind in _WHY_NOT:
            return Demand(finding, why_not=_WHY_NOT[finding.kind])
        if finding.kind in ISLANDS:
            return self._island(finding)
        needs = [need for need in self._needs(finding) if need is not None]
        if not all(needs):
            return Demand(finding, why_not=NOTHING)
        return Demand(finding, tuple(dict.fromkeys(tuple(need) for need in needs)))

    def _island(self, finding: Finding) -> Demand:
        live, parts = self.ground.live, self.ground.parts
        if parts.mainland is None:
            return Demand(finding, why_not="the map has no mainland that it could be tied to")
        numbers = (live.number[ident] for ident in finding.systems)
        return Demand(finding, members=tuple(i for i in numbers if not parts.on_mainland(i)))

    def _needs(self, finding: Finding) -> Iterator[list[Route] | None]:
        """The routes of each need; None for one that is met."""
        rule = self._rules.get(finding.rule)
        if rule is not None:
            yield from chain(self._of_rule(finding, rule), self._by_hand(finding))
        elif finding.kind is FindingKind.OUT_OF_REACH:
            holders = [self.ground.live.number[ident] for ident in finding.systems]
            yield from (self._renewal.routes(finding.data_objects[0], i) for i in holders)
        else:
            yield from self._by_hand(finding)

    def _of_rule(self, finding: Finding, rule: Rule) -> Iterator[list[Route] | None]:
        number = self.ground.live.number
        subjects, other = sides_of(finding, rule)
        named = self._named(finding)
        for gives in gives_of(rule, both=rule.direction is Direction.BOTH):
            ways = self._ways_of(rule, gives=gives)
            for subject in (number[ident] for ident in subjects):
                if ways.is_met(subject):
                    yield None
                else:
                    found = ways.routes(subject, number[other])
                    last = len(subjects) == 1 and self.ground.fits(named.pairs)
                    yield [*found, *([named] if last else [])]

    def _ways_of(self, rule: Rule, *, gives: bool) -> RuleWays:
        if (rule.key, gives) not in self._ways:
            others = rule.targets if rule.subject is Subject.SOURCE else rule.sources
            origins = [i for key in dict.fromkeys(others) for i in self._by_category.get(key, ())]
            self._ways[rule.key, gives] = RuleWays(self.ground, rule, origins, gives=gives)
        return self._ways[rule.key, gives]

    def _named(self, finding: Finding) -> Route:
        """The flows that the finding names, all together."""
        cargo = (name for flow in finding.closes_with for name in flow.data_objects)
        pairs = sorted({self._pair(flow.source, flow.target) for flow in finding.closes_with})
        return Route(tuple(pairs), tuple(dict.fromkeys(cargo)))

    def _by_hand(self, finding: Finding) -> Iterator[list[Route]]:
        """What is carried by hand is to go by itself, where the finding says so."""
        for flow in finding.closes_with:
            pair = self._pair(flow.source, flow.target)
            if self.ground.manual(pair):
                yield [Route((pair,), flow.data_objects)] if self.ground.admits(pair) else []

    def _pair(self, source: str, target: str) -> Pair:
        number = self.ground.live.number
        return number[source], number[target]


def demands_of(
    ground: Ground,
    findings: Sequence[Finding],
    watch: Watch | None = None,
    until: float | None = None,
) -> list[Demand]:
    """What some findings take; those that are not weighed by `until` (monotonic) are left.

    Raises:
        Stopped: nobody wants it any more.
    """
    needs, steps = Needs(ground), (watch or Watch()).steps(Phase.WEIGHING, findings, until)
    weighed = [needs.of(finding) for finding in steps]
    return [*weighed, *(Demand(late, why_not=LATE) for late in findings[len(weighed) :])]


def members_of(demands: Sequence[Demand]) -> list[int]:
    """All systems that are to be tied in."""
    return sorted({member for demand in demands for member in demand.members})
