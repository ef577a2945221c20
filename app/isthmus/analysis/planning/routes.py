"""The ways in which what a rule expects of a system can be brought about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from isthmus.analysis.livemap import Leg
from isthmus.analysis.planning.ground import Ground, Pair
from isthmus.catalogue.types import Rule, Subject

WIDEST = 16
"""So many ways are weighed for one need, the cheapest first."""
_NEAR = 6
"""So many hubs that are in reach already are weighed at each end of a path."""
_OTHERS = 3
"""So many counterparts besides the one that a finding names."""


@dataclass(frozen=True, slots=True)
class Route:
    """Flows to be built that together do what is needed, and what they have to carry."""

    pairs: tuple[Pair, ...]
    cargo: tuple[str, ...]
    """Names of data objects."""


class RuleWays:
    """What one rule takes for a path, in one direction, on one map."""

    def __init__(self, ground: Ground, rule: Rule, origins: Sequence[int], *, gives: bool) -> None:
        """`origins` are the systems one of which each subject must reach, or be reached from."""
        live = ground.live
        self._ground, self._live, self._rule, self._gives = ground, live, rule, gives
        self._bits = live.things.bits(rule.data_objects)
        self._onward = live.leaving if gives else live.coming
        self._back = live.coming if gives else live.leaving
        self._origins = sorted(origins, key=ground.standing)
        self._among = frozenset(origins)
        self._shared = self._homeward(self._origins)

    def is_met(self, subject: int) -> bool:
        """Whether the map has such a path."""
        home, most = self._home(subject), self._rule.max_hops
        return any(
            there in home and home[there] < most and there != subject
            for there, flow in self._onward[subject]
            if self._passes(flow)
        )

    def routes(self, subject: int, other: int) -> list[Route]:
        """The cheapest ways to bring one about; `other` is the counterpart to be preferred."""
        every = {*self._single(subject, other), *self._double(subject, other)}
        options = filter(self._ground.fits, every)
        price = self._ground.pricing.total
        ranked = sorted(
            options, key=lambda o: (price(o), len(o), all(other not in p for p in o), o)
        )
        return [Route(pairs, self._cargo(subject, other, pairs)) for pairs in ranked[:WIDEST]]

    def _passes(self, flow: int) -> bool:
        live = self._live
        return bool(live.carries[flow] & self._bits) and not (
            self._rule.automated and live.manual[flow]
        )

    def _home(self, subject: int) -> dict[int, int]:
        """By origin, and by hub: how many flows lead from there to an origin."""
        if subject not in self._among:
            return self._shared
        return self._homeward([origin for origin in self._origins if origin != subject])

    def _homeward(self, origins: Iterable[int]) -> dict[int, int]:
        return self._spread(dict.fromkeys(origins, 0), self._back)

    def _spread(self, reach: dict[int, int], legs: Sequence[Sequence[Leg]]) -> dict[int, int]:
        """Add the hubs that paths from some systems lead to, with the number of flows."""
        hub = self._live.hub
        frontier = list(reach)
        for hop in range(1, self._rule.max_hops):
            fresh = {
                there: hop
                for here in frontier
                for there, flow in legs[here]
                if hub[there] and there not in reach and self._passes(flow)
            }
            reach |= fresh
            frontier = list(fresh)
        return reach

    def _single(self, subject: int, other: int) -> Iterator[tuple[Pair, ...]]:
        """One flow between what the subject reaches and what reaches a counterpart."""
        home, most = self._home(subject), self._rule.max_hops
        starts = self._spread({subject: 0}, self._onward)
        ends = [*self._counterparts(subject, other), *self._nearest(home)]
        for here in [subject, *self._nearest(starts)]:
            for there in ends:
                taken = starts[here] + 1 + home.get(there, most)
                if there not in (here, subject) and taken <= most:
                    yield (self._pair(here, there),)

    def _double(self, subject: int, other: int) -> Iterator[tuple[Pair, ...]]:
        """A flow to a hub of the mainland, and one from there to a counterpart."""
        if self._rule.max_hops < 2:
            return
        for hub in self._ground.hubs:
            for there in self._counterparts(subject, other):
                if hub not in (subject, there) and there != subject:
                    yield tuple(sorted((self._pair(subject, hub), self._pair(hub, there))))

    def _counterparts(self, subject: int, other: int) -> list[int]:
        """The one that the finding names, and the most fit of the rest."""
        rest = (origin for origin in self._origins if origin not in (other, subject))
        more = [origin for origin, _ in zip(rest, range(_OTHERS), strict=False)]
        return [other, *more] if other in self._among else more

    def _nearest(self, reach: dict[int, int]) -> list[int]:
        hubs = [i for i in reach if self._live.hub[i]]
        return sorted(hubs, key=lambda i: (reach[i], self._ground.standing(i)))[:_NEAR]

    def _pair(self, here: int, there: int) -> Pair:
        return (here, there) if self._gives else (there, here)

    def _cargo(self, subject: int, other: int, pairs: tuple[Pair, ...]) -> tuple[str, ...]:
        """Those of the rule's data objects that the giver holds, else all of them."""
        givers = {pair[0] for pair in pairs}
        far = next((i for i in self._origins if i in givers), other)
        return to_move(self._ground, self._rule, subject if self._gives else far)


def to_move(ground: Ground, rule: Rule, giver: int) -> tuple[str, ...]:
    """What a giver would send: what it holds of a rule's data objects, else all of them."""
    live = ground.live
    names = [live.things.kind_name(kind) for kind in rule.data_objects]
    return tuple(live.held_names(giver, rule.data_objects) or names)


def gives_of(rule: Rule, *, both: bool) -> tuple[bool, ...]:
    """The directions of a rule, seen from its subject: whether it gives."""
    gives = rule.subject is Subject.SOURCE
    return (gives, not gives) if both else (gives,)
