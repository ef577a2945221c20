"""Which systems the data passes through: betweenness centrality."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.resilience.graph import Neighbours, onward, reversed_of, steps_of

SAMPLES = 200
"""How many systems an estimate starts from."""
_EXACT_WORK = 50_000_000
"""Systems times neighbours up to which all systems are started from: half a second on 2 cores.
A count, not a clock, so that the answer does not depend on the machine."""
_SEED = 1977  # Freeman's year


@dataclass(frozen=True, slots=True)
class Hub:
    """A system that shortest ways lead through."""

    system: int
    share: float
    """The share (0 to 1) of all pairs of other systems: one for which every shortest way leads
    through it counts whole, one for which some do in proportion."""


@dataclass(frozen=True, slots=True)
class Hubs:
    """Those systems, the busiest first, then by name."""

    hubs: tuple[Hub, ...]
    samples: int
    """From how many systems the ways were followed."""
    systems: int
    """How many there are."""

    @property
    def estimated(self) -> bool:
        """Whether the shares are estimates."""
        return self.samples < self.systems


def hubs_of(live: LiveMap, *, ties: bool = False, samples: int | None = None) -> Hubs:
    """The betweenness centrality of every system that has any.

    Freeman 1977, "A set of measures of centrality based on betweenness", Sociometry 40(1). It is
    asked of the directed live graph: data moves along flows one way, and a system matters to a
    pair only if what one of them gives passes through it on its way to the other. With `ties`
    direction is ignored: who holds together what is tied at all, as for the mainland. Flows
    between the same two systems count as one. Where it takes long, the ways are followed from
    `samples` systems alone, always the same ones by name, and the sums scaled up (Brandes and
    Pich 2007, "Centrality estimation in large networks", Bifurcation and Chaos 17(7)).
    """
    steps = onward(live)
    if ties:
        back = reversed_of(steps)
        steps = [sorted({*on, *off}) for on, off in zip(steps, back, strict=True)]
    count = len(steps)
    if samples is None:
        heavy = count * sum(map(len, steps)) > _EXACT_WORK
        samples = SAMPLES if heavy else count
    return _ranked(_exact(steps) if samples >= count else _sampled(steps, samples), samples)


def _ranked(through: Sequence[float], samples: int) -> Hubs:
    count = len(through)
    pairs = max(1, (count - 1) * (count - 2))
    hubs = [Hub(i, round(value / pairs, 9)) for i, value in enumerate(through)]
    ranked = sorted((hub for hub in hubs if hub.share), key=lambda hub: (-hub.share, hub.system))
    return Hubs(tuple(ranked), min(samples, count), count)


def _exact(steps: Neighbours) -> list[float]:
    import rustworkx as rx  # noqa: PLC0415 - the window starts without it

    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from([None] * len(steps))
    graph.extend_from_edge_list(list(steps_of(steps)))
    through = rx.digraph_betweenness_centrality(graph, normalized=False)
    return [through[i] for i in range(len(steps))]


def _sampled(steps: Neighbours, samples: int) -> list[float]:
    from isthmus.analysis.resilience.sampling import through_from  # noqa: PLC0415 - loads NumPy

    starts = sorted(Random(_SEED).sample(range(len(steps)), samples))  # noqa: S311 - no secret
    scale = len(steps) / samples
    return [value * scale for value in through_from(steps, starts)]
