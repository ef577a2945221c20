"""The live map as plain neighbours, and which systems data gets to from which."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from isthmus.analysis.livemap import LiveMap

Neighbours = Sequence[Sequence[int]]
"""By system: other systems, ascending, each once."""


def onward(live: LiveMap, without: Collection[int] = ()) -> list[list[int]]:
    """By system those that its flows lead to, some flows left out; a two-way flow leads back."""
    return [sorted({there for there, flow in legs if flow not in without}) for legs in live.leaving]


def reversed_of(neighbours: Neighbours) -> list[list[int]]:
    """The same steps taken backward."""
    back: list[list[int]] = [[] for _ in neighbours]
    for here, there in steps_of(neighbours):
        back[there].append(here)
    return back


def steps_of(neighbours: Neighbours) -> Iterator[tuple[int, int]]:
    """All pairs of a system and a neighbour."""
    return ((here, there) for here, others in enumerate(neighbours) for there in others)


@dataclass(frozen=True, slots=True)
class Reach:
    """Which systems are reached from which, and which reach each other."""

    cycles: Sequence[Sequence[int]]
    """The strongly connected components: each one's systems reach each other."""
    bits: Sequence[int]
    """By system: those that are reached from it, itself included, as bits."""


def reach_of(neighbours: Neighbours) -> Reach:
    """The transitive closure, as bits.

    Systems on a cycle reach the same, so the cycles are drawn together first, and each takes over
    what those after it reach, the last ones first (Purdom 1970, "A transitive closure algorithm",
    BIT 10). The bits of one cycle are one number that its systems share.
    """
    import rustworkx as rx  # noqa: PLC0415 - the window starts without it

    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from([None] * len(neighbours))
    graph.extend_from_edge_list(list(steps_of(neighbours)))
    cycles = sorted(sorted(cycle) for cycle in rx.strongly_connected_components(graph))
    cycle_of = {system: n for n, cycle in enumerate(cycles) for system in cycle}
    after = [{cycle_of[there] for i in cycle for there in neighbours[i]} for cycle in cycles]
    order = _last_first(after)
    bits = [sum(1 << i for i in cycle) for cycle in cycles]
    for n in order:
        for later in after[n]:
            bits[n] |= bits[later]
    return Reach(cycles, [bits[cycle_of[i]] for i in range(len(neighbours))])


def _last_first(after: Sequence[Collection[int]]) -> list[int]:
    """The cycles in an order in which all that comes after one stands before it."""
    import rustworkx as rx  # noqa: PLC0415

    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from([None] * len(after))
    pairs = ((here, there) for here, others in enumerate(after) for there in others)
    graph.extend_from_edge_list([(here, there) for here, there in pairs if here != there])
    return list(rx.topological_sort(graph))[::-1]


def numbers_in(bits: int) -> list[int]:
    """The systems that bits stand for, ascending."""
    found = []
    while bits:
        last = bits & -bits
        found.append(last.bit_length() - 1)
        bits ^= last
    return found
