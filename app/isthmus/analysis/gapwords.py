"""The sentence that says what a rule expected and what there is instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from isthmus.analysis.livemap import ANYTHING, LiveMap
from isthmus.analysis.paths import Trail
from isthmus.analysis.wording import counted, listed
from isthmus.catalogue.types import Rule


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


class GapWords:
    """Words the gaps of one rule on one live map."""

    def __init__(self, live: LiveMap, rule: Rule) -> None:
        """Prepare what all of the rule's sentences share."""
        self._live = live
        self._what = listed([live.things.kind_name(kind) for kind in rule.data_objects], "or")
        over = f"directly or over hubs in at most {counted(rule.max_hops, 'flow')}"
        self._reach = "directly" if rule.max_hops == 1 else over
        self._why = rule.why

    def evidence(self, pair: tuple[int, int], ways: Sequence[Way]) -> str:
        """What the map has and lacks between a system and its counterpart, and why it matters."""
        if all(way.trail is None for way in ways):
            said = self._nothing(pair, ways)
        else:
            said = "; ".join(self._one(pair, way) for way in ways)
        return f"{said[0].upper()}{said[1:]}. {self._why}"

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
        unsaid = any(live.carries[i] == ANYTHING for i in trail.flows)
        doubt = ", though what it carries is not recorded" if unsaid else ""
        state = "is carried by hand" if way.manual else "is in place"
        return f"{giver} to {taker} {self._over(trail)} {state}{doubt}"

    def _over(self, trail: Trail) -> str:
        if not trail.hubs:
            return "directly"
        hubs = listed([self._live.name(i) for i in trail.hubs])
        return f"over {hubs} ({counted(len(trail.flows), 'hop')})"
