"""What is to be laid out: systems by island, the flows between them, the sizes of their cards."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from isthmus.analysis.results import Analysis, Island, IslandKind
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH
from isthmus.model.snapshot import Snapshot

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Point = tuple[float, float]
Size = tuple[float, float]

_MANY = 500

STANDARD: Size = (CARD_WIDTH, CARD_HEIGHT)


@dataclass(frozen=True, slots=True)
class Part:
    """Nodes that are laid out together: the flows between them as indexes, and their sizes."""

    keys: tuple[str, ...]
    sources: Ints
    targets: Ints
    sizes: Floats
    """Width and height of each: (n, 2)."""
    thorough: bool = True
    """Whether the whole is so small that no effort need be spared."""

    def renumbered(self, order: Ints) -> "Part":
        """The same with its nodes in another order."""
        index = np.argsort(order)
        table = np.column_stack([index[self.sources], index[self.targets]])
        table = table[np.lexsort(table.T[::-1])]
        keys = tuple(self.keys[k] for k in order.tolist())
        return replace(
            self, keys=keys, sources=table[:, 0], targets=table[:, 1], sizes=self.sizes[order]
        )


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes (systems, or what stands for several) by island, in the order of their names."""

    parts: tuple[tuple[str, ...], ...]
    """The mainland, then the larger islands, then rogue islets."""
    flows: tuple[tuple[str, str], ...]
    """One for all between a pair in one direction, none from a node to itself."""
    sizes: Mapping[str, Size] = field(default_factory=dict)
    """Of the cards that are not of standard size."""

    def size(self, key: str) -> Size:
        """Width and height of the node's card."""
        return self.sizes.get(key, STANDARD)

    def nodes(self) -> list[str]:
        """All of them, island by island."""
        return list(chain.from_iterable(self.parts))

    def only(self, keys: Collection[str]) -> "Network":
        """The same of some of the nodes."""
        parts = (tuple(key for key in part if key in keys) for part in self.parts)
        flows = tuple((a, b) for a, b in self.flows if a in keys and b in keys)
        return Network(tuple(part for part in parts if part), flows, self.sizes)

    def part(self, keys: Sequence[str]) -> Part:
        """These nodes, and the flows among them."""
        return self.divided([keys])[0]

    def divided(self, groups: Iterable[Sequence[str]]) -> list[Part]:
        """The groups as parts, each with the flows inside it."""
        listed = [tuple(group) for group in groups]
        where = {key: (n, k) for n, group in enumerate(listed) for k, key in enumerate(group)}
        ends: list[list[tuple[int, int]]] = [[] for _ in listed]
        for flow in self.flows:
            source, target = where.get(flow[0]), where.get(flow[1])
            if source and target and source[0] == target[0]:
                ends[source[0]].append((source[1], target[1]))
        return [self._part(group, sorted(ends[n])) for n, group in enumerate(listed)]

    def _part(self, keys: tuple[str, ...], pairs: list[tuple[int, int]]) -> Part:
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        sizes = np.array([self.size(key) for key in keys], dtype=float).reshape(-1, 2)
        few = sum(map(len, self.parts)) <= _MANY
        return Part(keys, table[:, 0], table[:, 1], sizes, few)

    def neighbours(self) -> dict[str, list[str]]:
        """For each node those that a flow ties it to, in either direction."""
        around: dict[str, list[str]] = {key: [] for key in self.nodes()}
        for a, b in self.flows:
            around[a].append(b)
            around[b].append(a)
        return around


def network_of(
    snapshot: Snapshot,
    analysis: Analysis,
    wanted: Collection[str] | None = None,
    sizes: Mapping[str, Size] | None = None,
    together: Mapping[str, str] | None = None,
) -> Network:
    """The network of the wanted systems (all if none are named).

    `together` names the node that stands for a system, where one stands for several.
    """
    merged = together or {}
    chosen = snapshot.systems.keys() if wanted is None else wanted & snapshot.systems.keys()
    parts = _merged(_parts(snapshot, analysis, chosen), merged)
    order = {key: k for k, key in enumerate(chain.from_iterable(parts))}
    pairs = set()
    for flow in snapshot.flows.values():
        source, target = merged.get(flow.source, flow.source), merged.get(flow.target, flow.target)
        if source != target and source in order and target in order:
            pairs.add((order[source], order[target]))
    names = list(order)
    flows = tuple((names[a], names[b]) for a, b in sorted(pairs))
    return Network(tuple(map(tuple, parts)), flows, sizes or {})


def _parts(snapshot: Snapshot, analysis: Analysis, wanted: Collection[str]) -> list[list[str]]:
    """The systems by island: the mainland, then the larger ones, then rogue islets."""
    islands = sorted(analysis.islands, key=_importance)
    parts = [[system for system in island.systems if system in wanted] for island in islands]
    known = set(chain.from_iterable(parts))
    # Those that came after the analysis was made are islets until it is made again.
    new = sorted(set(wanted) - known, key=lambda key: (snapshot.systems[key].name.casefold(), key))
    return [part for part in parts if part] + [[system] for system in new]


def _importance(island: Island) -> tuple[bool, int, bool]:
    return (
        island.kind is not IslandKind.MAINLAND,
        -len(island.systems),
        island.kind is not IslandKind.ROGUE,
    )


def _merged(parts: list[list[str]], together: Mapping[str, str]) -> list[list[str]]:
    """The parts with one node for those that stand together, in the first of their parts."""
    if not together:
        return parts
    seen: set[str] = set()
    found = []
    for part in parts:
        nodes = dict.fromkeys(together.get(key, key) for key in part)
        found.append([node for node in nodes if node not in seen])
        seen.update(nodes)
    return [part for part in found if part]
