"""The connected parts of the live map: mainland, tidal islands, islands and rogue islands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.results import IslandKind
from isthmus.model.records import FlowMethod

_CARRIED_BY_HAND = frozenset({FlowMethod.MANUAL, FlowMethod.FILE})
"""What ties a system only while somebody carries the data (PRODUCT.md: tidal island)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A connected part: numbers of its systems, ascending, which is by name."""

    kind: IslandKind
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts of a live map, largest first, then by name."""

    parts: Sequence[Part]
    part_of: Sequence[int]
    """Index of the part by system."""
    mainland: int | None
    """Index of the mainland, None where nothing marks one."""

    def on_mainland(self, system: int) -> bool:
        """Whether a system lies on the mainland."""
        return self.part_of[system] == self.mainland


def parts_of(live: LiveMap) -> Parts:
    """Part the live map into its mainland and its islands."""
    components = _components(range(len(live.systems)), live.ends)
    found = []
    main = _elect(live, components)
    for component in components:
        if component is main:
            found += _mainland(live, component)
        else:
            found.append(Part(_kind(live, component), component))
    found.sort(key=lambda part: (-len(part.members), part.members))
    part_of = [0] * len(live.systems)
    for i, part in enumerate(found):
        for member in part.members:
            part_of[member] = i
    kinds = [part.kind for part in found]
    mainland = kinds.index(IslandKind.MAINLAND) if IslandKind.MAINLAND in kinds else None
    return Parts(found, part_of, mainland)


def _components(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return sorted(tuple(sorted(component)) for component in nx.connected_components(graph))


def _elect(live: LiveMap, components: Sequence[tuple[int, ...]]) -> tuple[int, ...] | None:
    """The component that is the mainland; None where the best of them is one unmarked system."""
    if not components:
        return None
    best = max(components, key=lambda component: (_standing(live, component), -component[0]))
    return None if _standing(live, best) == (0, 0, 0, 0, 1) else best


def _standing(live: LiveMap, members: Collection[int]) -> tuple[int, int, int, int, int]:
    """What speaks for a part: marked backbone; IT's systems of record; IT's; of record; size."""
    backbone = sum(live.systems[i].backbone for i in members)
    both = sum(live.stewarded[i] and live.record[i] for i in members)
    stewarded = sum(live.stewarded[i] for i in members)
    record = sum(live.record[i] for i in members)
    return backbone, both, stewarded, record, len(members)


def _kind(live: LiveMap, members: Sequence[int]) -> IslandKind:
    """Rogue where IT looks after none of it and some is owned or funded outside IT."""
    if any(live.stewarded[i] for i in members):
        return IslandKind.ISLAND
    outside = live.ownership.outside
    rogue = any(outside(live.systems[i]) for i in members)
    return IslandKind.ROGUE if rogue else IslandKind.ISLAND


def _mainland(live: LiveMap, component: tuple[int, ...]) -> list[Part]:
    """The mainland proper, and what is tied to it only by manual transfers and files.

    Where nothing but files and hands ties anything, and nothing marks a core, there is nothing
    to be cut off from: the whole component is the mainland.
    """
    inside = set(component)
    edges = [(i, ends) for i, ends in enumerate(live.ends) if ends[0] in inside]
    firm = [ends for i, ends in edges if live.flows[i].method not in _CARRIED_BY_HAND]
    if len(firm) == len(edges):
        return [Part(IslandKind.MAINLAND, component)]
    core = _elect(live, _components(component, firm)) or component
    rest = inside.difference(core)
    among = [ends for _, ends in edges if ends[0] in rest and ends[1] in rest]
    tidal = [Part(IslandKind.TIDAL, members) for members in _components(sorted(rest), among)]
    return [Part(IslandKind.MAINLAND, core), *tidal]
