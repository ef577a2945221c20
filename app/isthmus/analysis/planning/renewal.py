"""The ways in which a holder out of reach can get a data object from its master."""

from collections.abc import Iterator

from isthmus.analysis.naming import folded
from isthmus.analysis.planning.ground import Ground, Pair
from isthmus.analysis.planning.problem import grown
from isthmus.analysis.planning.routes import WIDEST, Route
from isthmus.model.records import HoldingRole

_GIVERS = 4
"""So many systems that have the data object are weighed as givers."""
_TAKERS = 4
"""So many systems from which a holder gets it are weighed as takers."""


class Renewal:
    """Where data objects come from and get to, on one map."""

    def __init__(self, ground: Ground) -> None:
        """Nothing is looked up before it is asked for."""
        self._ground, self._live = ground, ground.live
        self._spread: dict[int, tuple[list[int], set[int]]] = {}

    def routes(self, name: str, holder: int) -> list[Route] | None:
        """The cheapest ways to renew what a holder has; None if it is renewed already."""
        thing = self._thing(name)
        masters, reached = self._reach(thing)
        if holder in reached:
            return None
        every = {*self._single(thing, holder), *self._double(thing, holder)}
        options = filter(self._ground.fits, every)
        price = self._ground.pricing.total
        ranked = sorted(options, key=lambda o: (price(o), len(o), masters[:1] != [o[0][0]], o))
        return [Route(pairs, (name,)) for pairs in ranked[:WIDEST]]

    def _thing(self, name: str) -> int:
        records = self._live.things.records
        return next(i for i, one in enumerate(records) if folded(one.name) == folded(name))

    def _reach(self, thing: int) -> tuple[list[int], set[int]]:
        """The masters of a data object, and all that it gets to from one of them."""
        if thing not in self._spread:
            held = self._live.held.items()
            masters = [i for i, roles in held if roles.get(thing) is HoldingRole.MASTER]
            moves = {i: self._legs(i, thing, onward=True) for i in range(len(self._live.systems))}
            self._spread[thing] = sorted(masters), grown(masters, moves)
        return self._spread[thing]

    def _legs(self, system: int, thing: int, *, onward: bool) -> list[int]:
        legs = (self._live.leaving if onward else self._live.coming)[system]
        ident = self._live.things.records[thing].id
        flows = self._live.flows
        return [
            there
            for there, flow in legs
            if not flows[flow].data_objects or ident in flows[flow].data_objects
        ]

    def _upstream(self, thing: int, holder: int) -> list[int]:
        """The holder, and those from which it gets the data object if they do."""
        seen = [holder]
        for here in seen:
            fresh = dict.fromkeys(self._legs(here, thing, onward=False))
            seen += [there for there in fresh if there not in seen]
            if len(seen) > _TAKERS:
                break
        return seen[:_TAKERS]

    def _single(self, thing: int, holder: int) -> Iterator[tuple[Pair, ...]]:
        """One flow from whoever has it: a master, or a hub that it gets to."""
        masters, reached = self._reach(thing)
        hubs = [i for i in reached if self._live.hub[i]]
        near = sorted(hubs, key=self._ground.standing)[:_GIVERS]
        for giver in dict.fromkeys([*masters[:_GIVERS], *near]):
            for taker in self._upstream(thing, holder):
                yield ((giver, taker),)

    def _double(self, thing: int, holder: int) -> Iterator[tuple[Pair, ...]]:
        """Over a hub of the mainland that it does not get to yet."""
        masters, reached = self._reach(thing)
        for hub in self._ground.hubs:
            if hub not in reached and hub != holder:
                for master in masters[:_GIVERS]:
                    yield tuple(sorted(((master, hub), (hub, holder))))
