"""What lies around systems in the model: by depth, direction and kinds of flow."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from isthmus.analysis.results import Analysis
from isthmus.model.records import Flow, FlowMethod, FlowState
from isthmus.model.snapshot import Snapshot


class Direction(StrEnum):
    """Which way flows are followed from a system."""

    BOTH = "both"
    UPSTREAM = "upstream"
    """To those that send it data."""
    DOWNSTREAM = "downstream"
    """To those that it sends data to."""


class Kind(StrEnum):
    """Kinds of flow that may be followed or not."""

    LIVE = "live"
    """Live, and carried by no one."""
    CARRIED = "carried"
    """Live, by file or by hand."""
    PLANNED = "planned"
    RETIRED = "retired"


CURRENT = frozenset({Kind.LIVE, Kind.CARRIED, Kind.PLANNED})
"""All but those that are no more."""
_BY_HAND = (FlowMethod.FILE, FlowMethod.MANUAL)


def kind_of(flow: Flow) -> Kind:
    """The kind of a flow."""
    if flow.state is FlowState.PLANNED:
        return Kind.PLANNED
    if flow.state is FlowState.RETIRED:
        return Kind.RETIRED
    return Kind.CARRIED if flow.method in _BY_HAND else Kind.LIVE


Links = Mapping[str, set[str]]


def links(
    snapshot: Snapshot, direction: Direction, kinds: Collection[Kind] = CURRENT
) -> dict[str, set[str]]:
    """For each system those that one step along flows of these kinds leads to."""
    found: dict[str, set[str]] = {}
    for flow in snapshot.flows.values():
        if kind_of(flow) not in kinds:
            continue
        if direction is not Direction.UPSTREAM or flow.two_way:
            found.setdefault(flow.source, set()).add(flow.target)
        if direction is not Direction.DOWNSTREAM or flow.two_way:
            found.setdefault(flow.target, set()).add(flow.source)
    return found


def within(start: Iterable[str], ways: Links, depth: int) -> frozenset[str]:
    """The systems of `start`, and those that at most so many steps lead to."""
    found = set(start)
    edge = set(found)
    for _ in range(depth):
        edge = {other for system in edge for other in ways.get(system, ())} - found
        if not edge:
            break
        found |= edge
    return frozenset(found)


def whole_islands(start: Iterable[str], analysis: Analysis) -> frozenset[str]:
    """The systems of `start`, and all on the same islands."""
    found = set(start)
    numbers = {analysis.island_of[one] for one in found if one in analysis.island_of}
    for number in numbers:
        found.update(analysis.islands[number].systems)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Absent:
    """The neighbours of a system that are not on a view."""

    upstream: frozenset[str] = field(default_factory=frozenset)
    """Those that send it data."""
    downstream: frozenset[str] = field(default_factory=frozenset)
    """Those that it sends data to; two-way flows count on both sides."""

    @property
    def all(self) -> frozenset[str]:
        """Those of both sides."""
        return self.upstream | self.downstream

    def side(self, direction: Direction) -> frozenset[str]:
        """Those on a side, or on both."""
        if direction is Direction.BOTH:
            return self.all
        return self.upstream if direction is Direction.UPSTREAM else self.downstream


def absent_around(snapshot: Snapshot, on: Collection[str]) -> dict[str, Absent]:
    """For the systems that are on a view, their neighbours in the model that are not.

    Only systems that have such neighbours are named; retired flows do not count.
    """
    if len(on) >= len(snapshot.systems):
        return {}
    up: dict[str, set[str]] = {}
    down: dict[str, set[str]] = {}
    for flow in snapshot.flows.values():
        here, there = flow.source in on, flow.target in on
        if here is there or flow.state is FlowState.RETIRED:
            continue
        if here or flow.two_way:
            system, other = (flow.source, flow.target) if here else (flow.target, flow.source)
            down.setdefault(system, set()).add(other)
        if there or flow.two_way:
            system, other = (flow.target, flow.source) if there else (flow.source, flow.target)
            up.setdefault(system, set()).add(other)
    empty: set[str] = set()
    return {
        system: Absent(frozenset(up.get(system, empty)), frozenset(down.get(system, empty)))
        for system in up.keys() | down.keys()
    }
