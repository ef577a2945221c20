"""Which parts of the live map are to be tied to its mainland by what is planned."""

from collections.abc import Iterable, Mapping

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts
from isthmus.analysis.results import IslandKind

Ties = Mapping[int, tuple[int, ...]]
"""By part: the planned flows on its way to the mainland, from the part on; numbers."""

_Edges = dict[int, list[tuple[int, int]]]
"""By place, which is a part, or a planned system as a negative number: place and flow."""


def planned_ties(live: LiveMap, parts: Parts, planned: LiveMap | None) -> Ties:
    """The parts that what is planned ties to the mainland, each with the fewest flows.

    An island is tied in by any flow, also to what is tied to the mainland by hand only: it is
    tidal then. A tidal island is tied in only by what nobody has to carry.
    """
    if planned is None or parts.mainland is None:
        return {}
    new = range(len(live.flows), len(planned.flows))
    firm = [i for i in new if planned.flows[i].method not in live.premises.carried]
    tidal = [i for i, part in enumerate(parts.parts) if part.kind is IslandKind.TIDAL]
    of_islands = _ways([parts.mainland, *tidal], _edges(parts, planned, new))
    of_tidal = _ways([parts.mainland], _edges(parts, planned, firm))
    return of_islands | {part: of_tidal[part] for part in tidal if part in of_tidal}


def _edges(parts: Parts, planned: LiveMap, flows: Iterable[int]) -> _Edges:
    edges: _Edges = {}
    for flow in flows:
        here, there = (_place(parts, end) for end in planned.ends[flow])
        edges.setdefault(here, []).append((there, flow))
        edges.setdefault(there, []).append((here, flow))
    return edges


def _place(parts: Parts, system: int) -> int:
    return parts.part_of[system] if system < len(parts.part_of) else ~system


def _ways(starts: list[int], edges: _Edges) -> dict[int, tuple[int, ...]]:
    """The shortest way from each part back to a start, by the first flows in canonical order."""
    ways: dict[int, tuple[int, ...]] = dict.fromkeys(starts, ())
    frontier = starts
    while frontier:
        fresh = []
        for here in frontier:
            for there, flow in edges.get(here, ()):
                if there not in ways:
                    ways[there] = (flow, *ways[here])
                    fresh.append(there)
        frontier = fresh
    return {place: way for place, way in ways.items() if place >= 0 and way}
