"""The connected parts of the live map: mainland, tidal islands, islands and rogue islands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from isthmus.analysis.differing import differing
from isthmus.analysis.livemap import LiveMap, flow_runs
from isthmus.analysis.premises import MainlandBy
from isthmus.analysis.results import IslandKind
from isthmus.model.records import Flow, FlowMethod, System

_FEW = 12
"""So many systems are drawn before the first flows are."""
_TOLD_OF = 0.1
"""The share of systems with flows from which on islands are told apart."""


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
    firm_of: Sequence[int] = ()
    """By system: which of those that are tied by more than manual transfers and files it is of."""
    told: bool = True
    """Whether islands can be told apart: a map of one system has none, nor has one that records
    hardly a flow, or no live flow and nothing of IT."""

    def on_mainland(self, system: int) -> bool:
        """Whether a system lies on the mainland."""
        return self.part_of[system] == self.mainland


def parts_of(live: LiveMap, last: tuple[LiveMap, Parts] | None = None) -> Parts:
    """Part the live map into its mainland and its islands; as at `last`, where no tie differs."""
    if last is not None and _are_ties_same(live, *last):
        return last[1]
    land = _Land(live)
    found = []
    main = _elect(live, land.components) if _is_recorded(live) else None
    told = main is not None or _can_be_told(live)
    for component in land.components:
        if component is main:
            found += _mainland(live, land, component)
        else:
            kind = _kind(live, component) if told else IslandKind.ISLAND
            found.append(Part(kind, component))
    found.sort(key=lambda part: (-len(part.members), part.members))
    part_of = [0] * len(live.systems)
    for i, part in enumerate(found):
        for member in part.members:
            part_of[member] = i
    kinds = [part.kind for part in found]
    mainland = kinds.index(IslandKind.MAINLAND) if IslandKind.MAINLAND in kinds else None
    firm_of = [land.firm_of[i] for i in range(len(live.systems))]
    return Parts(found, part_of, mainland, firm_of, told=told and len(live.systems) > 1)


def _are_ties_same(live: LiveMap, old: LiveMap, parts: Parts) -> bool:
    """Whether all that differs are flows that tie what is tied firmly without them."""
    if (
        live.number != old.number
        or live.bonds != old.bonds
        or bool(live.flows) is not bool(old.flows)
    ):
        return False
    if not _is_standing_same(live, old):
        return False
    for was, now in differing(old.snapshot.flows, live.snapshot.flows):
        before, after = _tie(old, was), _tie(live, now)
        if before == after:
            continue
        if before or not after or parts.firm_of[after[0]] != parts.firm_of[after[1]]:
            return False
    return True


def _is_standing_same(live: LiveMap, old: LiveMap) -> bool:
    """Whether what marks the mainland and the rogue islands is as it was."""
    here, before = live.snapshot.tables, old.snapshot.tables
    if any(here[name] != before[name] for name in ("departments", "settings")):
        return False
    if live.record != old.record or live.stewarded != old.stewarded:
        return False
    systems = differing(old.snapshot.systems, live.snapshot.systems)
    return all(_marks(old, was) == _marks(live, now) for was, now in systems)


def _marks(live: LiveMap, system: System | None) -> tuple[bool, bool] | None:
    return (system.backbone, live.ownership.outside(system)) if system else None


def _tie(live: LiveMap, flow: Flow | None) -> tuple[int, int, FlowMethod] | None:
    """What a flow ties, and by what; None where it ties nothing."""
    if flow is None or not flow_runs(live, flow):
        return None
    return live.number[flow.source], live.number[flow.target], flow.method


def _is_recorded(live: LiveMap) -> bool:
    """Whether so many systems have flows that those without are likely to have none.

    An inventory that lists hundreds of systems and hardly a flow tells nothing of islands: what is
    missing there is the record. A backbone that somebody marked, or a map of a few systems that
    somebody draws, tells.
    """
    if len(live.systems) <= _FEW or any(system.backbone for system in live.systems):
        return True
    tied = sum(bool(live.degree(i)) for i in range(len(live.systems)))
    return tied >= len(live.systems) * _TOLD_OF


def _can_be_told(live: LiveMap) -> bool:
    """Whether something but bare systems is recorded: a flow, or what IT looks after."""
    if not _is_recorded(live):
        return False
    known = live.flows or any(live.stewarded) or live.ownership.knows_it
    return bool(known) and len(live.systems) > 1


class _Land:
    """What is connected: firmly, and with manual transfers and files as well.

    The firm components are found first; what they are tied to by hand is a small graph of them.
    """

    def __init__(self, live: LiveMap) -> None:
        flows = zip(live.flows, live.ends, strict=True)
        firm: list[tuple[int, int]] = []
        self._loose: list[tuple[int, int]] = []
        for flow, ends in flows:
            (self._loose if flow.method in live.premises.carried else firm).append(ends)
        firm += live.bonds
        self.firm = _components(range(len(live.systems)), firm)
        self.firm_of = {i: n for n, members in enumerate(self.firm) for i in members}
        self.components = self.tied(range(len(self.firm)))

    def tied(self, firm: Collection[int]) -> list[tuple[int, ...]]:
        """Components of all live flows among some of the firm ones, which go by their index."""
        pairs = ((self.firm_of[a], self.firm_of[b]) for a, b in self._loose)
        inside = set(firm)
        groups = _components(firm, (p for p in pairs if p[0] in inside and p[1] in inside))
        return sorted(tuple(sorted(i for n in group for i in self.firm[n])) for group in groups)

    def firm_within(self, component: Collection[int]) -> list[int]:
        """Indices of the firm components that make up a component."""
        return sorted({self.firm_of[i] for i in component})


def _components(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return sorted(tuple(sorted(component)) for component in nx.connected_components(graph))


def _elect(live: LiveMap, components: Sequence[tuple[int, ...]]) -> tuple[int, ...] | None:
    """The component that is the mainland, if any can be called so.

    One unmarked system is none. Where no live flow is recorded at all, only a system that is
    marked as backbone, or of record and looked after by IT, is.
    """
    if not components:
        return None
    by = live.premises.mainland
    if by is MainlandBy.SIZE:
        largest = max(components, key=lambda component: (len(component), -component[0]))
        return largest if len(largest) > 1 else None
    best = max(components, key=lambda component: (standing(live, component), -component[0]))
    if by is MainlandBy.BACKBONE:
        return best if standing(live, best)[0] else None
    backbone, both, *_ = marks = standing(live, best)
    unmarked = not (backbone or both) if not live.flows else marks == (0, 0, 0, 0, 1)
    return None if unmarked else best


def standing(live: LiveMap, members: Collection[int]) -> tuple[int, int, int, int, int]:
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


def _mainland(live: LiveMap, land: _Land, component: tuple[int, ...]) -> list[Part]:
    """The mainland proper, and what is tied to it only by manual transfers and files.

    Where nothing but files and hands ties anything, and nothing marks a core, there is nothing
    to be cut off from: the whole component is the mainland.
    """
    firm = land.firm_within(component)
    core = _elect(live, [land.firm[n] for n in firm])
    if core is None or len(core) == len(component):
        return [Part(IslandKind.MAINLAND, component)]
    tidal = land.tied([n for n in firm if land.firm[n] is not core])
    return [Part(IslandKind.MAINLAND, core), *(Part(IslandKind.TIDAL, group) for group in tidal)]
