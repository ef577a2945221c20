"""The map that a plan is made for: what is live and planned, and the pieces to be tied in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.parts import Parts, parts_of
from isthmus.analysis.planning.efforts import Efforts, Pricing
from isthmus.analysis.planning.problem import ROOT, grown
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot

Pair = tuple[int, int]
"""A flow to be built: numbers of the systems that data leaves and comes to."""

Admits = Callable[[Pair], bool]

_HUBS = 6
"""So many hubs are weighed for a way over a hub, those most tied in first."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One map with what every part of the planning asks of it."""

    live: LiveMap
    parts: Parts
    pricing: Pricing
    nodes: Sequence[int]
    """By system the piece that it is on: ROOT on the mainland, else a number of its own for each
    set of systems that flows tie together which nobody has to carry."""
    hubs: Sequence[int]
    """The hubs on the mainland, the most fit to be tied to first."""
    by_hand: Mapping[Pair, Sequence[int]]
    """The flows by hand, or by file, by their ends."""
    admits: Admits
    """Which flows may be weighed."""

    def fits(self, pairs: Iterable[Pair]) -> bool:
        """Whether some flows may all be weighed."""
        return all(map(self.admits, pairs))

    def manual(self, pair: Pair) -> list[int]:
        """The flows by hand from one system to another."""
        return [i for i in self.by_hand.get(pair, ()) if self.live.manual[i]]

    def standing(self, system: int) -> tuple[bool, bool, int, int]:
        """What makes a system fit to be tied to: the smaller the better."""
        marked = self.live.systems[system].backbone
        return not self.parts.on_mainland(system), not marked, -self.live.degree(system), system


def ground_of(
    snapshot: Snapshot,
    catalogue: Catalogue,
    efforts: Efforts,
    as_of: date | None = None,
    extra: Iterable[str] = (),
) -> Ground:
    """A map to plan on; `extra` are ids of systems to be weighed as hubs before all others."""
    live = live_map(snapshot, catalogue, as_of)
    parts = parts_of(live)
    on_land = [i for i in range(len(live.systems)) if live.hub[i] and parts.on_mainland(i)]
    on_land.sort(key=lambda i: (not live.systems[i].backbone, -live.degree(i), i))
    first = [live.number[ident] for ident in extra if ident in live.number]
    hubs = list(dict.fromkeys([*first, *on_land]))[: _HUBS + len(first)]
    pricing = Pricing(live, parts, efforts)
    nodes, by_hand = _pieces(live, parts), _by_hand(live)
    return Ground(live, parts, pricing, nodes, hubs, by_hand, lambda _: True)


def _pieces(live: LiveMap, parts: Parts) -> list[int]:
    beside: dict[int, list[int]] = {}
    for flow, (a, b) in zip(live.flows, live.ends, strict=True):
        if flow.method not in live.premises.carried:
            beside.setdefault(a, []).append(b)
            beside.setdefault(b, []).append(a)
    for a, b in live.bonds:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    nodes = [-1] * len(live.systems)
    last = ROOT
    for system in range(len(nodes)):
        if parts.mainland is not None and parts.on_mainland(system):
            nodes[system] = ROOT
        elif nodes[system] < 0:
            last += 1
            for member in grown({system}, beside):
                nodes[member] = last
    return nodes


def _by_hand(live: LiveMap) -> dict[Pair, list[int]]:
    found: dict[Pair, list[int]] = {}
    for i, (flow, ends) in enumerate(zip(live.flows, live.ends, strict=True)):
        if flow.method in live.premises.carried:
            found.setdefault(ends, []).append(i)
    return found
