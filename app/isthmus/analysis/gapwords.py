"""The sentence that says what a rule expected and what there is instead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isthmus.analysis.livemap import ANYTHING, LiveMap
from isthmus.analysis.paths import Trail
from isthmus.analysis.plans import last_date
from isthmus.analysis.results import FindingKind
from isthmus.analysis.wording import counted, from_day, listed
from isthmus.catalogue.types import Rule, Subject


@dataclass(frozen=True, slots=True)
class Way:
    """One direction that a rule expects of a system, and the path that there is, if any."""

    gives: bool
    """Data leaves the system that the rule is about; else it comes to it."""
    trail: Trail | None
    manual: bool = False
    """A leg of the path is by hand, and the rule wants none."""
    planned: Trail | None = None
    """The path that there will be, where the rule is not content with what there is."""

    @property
    def fine(self) -> bool:
        """Whether the rule is content with it."""
        return self.trail is not None and not self.manual


@dataclass(frozen=True, slots=True)
class Lack:
    """What a rule finds wanting between a system that it is about and a counterpart."""

    kind: FindingKind
    subject: int
    other: int
    ways: tuple[Way, ...]

    @property
    def planned(self) -> bool:
        """Whether what is planned makes all of it good."""
        return all(way.fine or way.planned is not None for way in self.ways)

    @property
    def pair(self) -> tuple[int, int]:
        """The system, and its counterpart."""
        return self.subject, self.other


class GapWords:
    """Words the gaps of one rule on one live map."""

    def __init__(self, live: LiveMap, rule: Rule, planned: LiveMap | None) -> None:
        """Prepare what all of the rule's sentences share."""
        self._live, self._plan = live, planned or live
        self._what = listed([live.things.kind_name(kind) for kind in rule.data_objects], "or")
        self._reach = "directly" if rule.max_hops == 1 else "directly or over hubs"
        self._rule = rule

    def evidence(self, lacks: Sequence[Lack]) -> str:
        """What the map has and lacks between systems and their counterpart, and why it matters."""
        first = lacks[0]
        if len(lacks) > 1:
            said = self._many(lacks)
        elif first.kind is FindingKind.MISSING_INTEGRATION:
            said = self._nothing(first.pair, first.ways)
        else:
            said = "; ".join(self._one(first.pair, way) for way in first.ways)
        said = said if self._live.flows else f"{said}; the map records no live flow at all"
        return f"{said[0].upper()}{said[1:]}. {self._planned(lacks)}{self._why(lacks)}"

    def _why(self, lacks: Sequence[Lack]) -> str:
        """Why it matters: of a rule of both directions, of the way that is wanting."""
        rule, forward = self._rule, self._rule.subject is Subject.SOURCE
        wanting = {way.gives is forward for lack in lacks for way in lack.ways if not way.fine}
        if rule.why_back and wanting == {False}:
            return rule.why_back
        return rule.reason if len(wanting) == 2 else rule.why

    def _many(self, lacks: Sequence[Lack]) -> str:
        """The same lack of many systems."""
        way, other = lacks[0].ways[0], self._live.name(lacks[0].other)
        names = listed([self._live.name(lack.subject) for lack in lacks])
        each = f"{counted(len(lacks), 'system')} ({names})"
        if lacks[0].kind is FindingKind.MISSING_INTEGRATION:
            if len(lacks) == 2:
                here, there = (self._live.name(lack.subject) for lack in lacks)
                any_of = f"{here} or {there}"
            else:
                any_of = f"any of {each}"
            between = f"from {any_of} to {other}" if way.gives else f"from {other} to {any_of}"
            return f"no live path takes {self._what} {between}, {self._reach}"
        between = f"from {each} to {other}" if way.gives else f"from {other} to {each}"
        trails = [way.trail for lack in lacks for way in lack.ways if way.trail]
        return f"{self._what} {between}: carried by hand{self._doubt(trails)}"

    def _planned(self, lacks: Sequence[Lack]) -> str:
        """What is planned, and when it is to be live."""
        some = [lack for lack in lacks if lack.planned]
        if not some:
            return ""
        ways = [(lack.subject, way) for lack in some for way in lack.ways]
        to_come = [(i, way.gives, way.planned) for i, way in ways if way.planned]
        date = last_date(self._plan, [trail for _, _, trail in to_come])
        when = f", {from_day(date)}" if date else ""
        if len(lacks) == 1:
            said = " and ".join(self._to_come(*each) for each in to_come)
            elsewhere = all(trail.counterpart != lacks[0].other for _, _, trail in to_come)
            return f"Planned{' instead' if elsewhere else ''}: {said}{when}. "
        names = listed([self._live.name(lack.subject) for lack in some])
        of = "all of them" if len(some) == len(lacks) else f"{len(some)} of them, {names}"
        return f"Planned for {of}{when}. "

    def _to_come(self, subject: int, gives: bool, trail: Trail) -> str:  # noqa: FBT001 - a key
        ends = (self._live.name(subject), self._live.name(trail.counterpart))
        giver, taker = ends if gives else ends[::-1]
        return f"{giver} to {taker} {self._over(trail)}"

    def _nothing(self, pair: tuple[int, int], ways: Sequence[Way]) -> str:
        here, there = (self._live.name(i) for i in pair)
        if len(ways) == 2:
            between = f"between {here} and {there} either way"
        else:
            between = f"from {here} to {there}" if ways[0].gives else f"from {there} to {here}"
        instead = self._instead(pair, ways)
        said = f"no live path takes {self._what} {between}, {self._reach}"
        return f"{said}; {instead}" if instead else said

    def _instead(self, pair: tuple[int, int], ways: Sequence[Way]) -> str:
        """What the flows between the two carry, where there are flows but of other data."""
        live = self._live
        flows = {i for way in ways for i in self._between(*(pair if way.gives else pair[::-1]))}
        things = live.things.numbers(ident for i in flows for ident in live.flows[i].data_objects)
        if not things:
            return ""
        names = listed(live.things.names(things))
        flow = "the flow" if len(flows) == 1 else f"the {len(flows)} flows"
        return f"{flow} between them {'carries' if len(flows) == 1 else 'carry'} {names}"

    def _between(self, giver: int, taker: int) -> list[int]:
        """The flows straight from one system to another, looked up at the less busy of the two."""
        leaving, coming = self._live.leaving[giver], self._live.coming[taker]
        if len(leaving) <= len(coming):
            return [flow for there, flow in leaving if there == taker]
        return [flow for there, flow in coming if there == giver]

    def _one(self, pair: tuple[int, int], way: Way) -> str:
        live, trail = self._live, way.trail
        here, there = live.name(pair[0]), live.name(trail.counterpart if trail else pair[1])
        giver, taker = (here, there) if way.gives else (there, here)
        if trail is None:
            instead = self._instead(pair, (way,))
            said = f"nothing takes {self._what} from {giver} to {taker}"
            return f"{said} ({instead})" if instead else said
        state = "is carried by hand" if way.manual else "is in place"
        return f"{giver} to {taker} {self._over(trail)} {state}{self._doubt([trail])}"

    def _doubt(self, trails: Iterable[Trail]) -> str:
        """That nobody can tell whether some flow carries what the rule is about."""
        live = self._live
        open_flows = {i for t in trails for i in t.flows if live.carries[i] == ANYTHING}
        if not open_flows:
            return ""
        things = live.things
        own = things.numbers(ident for i in open_flows for ident in live.flows[i].data_objects)
        if not own:
            return ", though what it carries is not recorded"
        return f", if {listed(things.names(own), 'or')} is what is meant"

    def _over(self, trail: Trail) -> str:
        if not trail.hubs:
            return "directly"
        hubs = listed([self._plan.name(i) for i in trail.hubs])
        return f"over {hubs} ({counted(len(trail.flows), 'hop')})"
