"""Core and periphery of the live map, and how far a change spreads."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.resilience.graph import onward, reach_of, reversed_of

_LARGE = 0.05
"""The share of the systems that a cycle must have to be a core."""
_DOMINANT = 1.5
"""How many times as large as the next cycle it must be."""


class Role(StrEnum):
    """What a system is to the others, by who depends on it and on whom it depends."""

    CORE = "core"
    """Many depend on it, and it depends on many."""
    SHARED = "shared"
    """Many depend on it, it depends on few: what it gives is used all over the map."""
    CONTROL = "control"
    """Few depend on it, it depends on many: it gathers what others give."""
    PERIPHERAL = "peripheral"


class Shape(StrEnum):
    """How the live map is built."""

    CORE_PERIPHERY = "core-periphery"
    """One cycle of systems that give to each other stands out."""
    MULTI_CORE = "multi-core"
    """There are large cycles, none of them much larger than the next."""
    HIERARCHICAL = "hierarchical"
    """There is no large cycle: data moves one way."""


@dataclass(frozen=True, slots=True)
class Cores:
    """Core and periphery of a live map; all by the numbers of its systems."""

    propagation_cost: float
    """The share (0 to 1) of the systems that a change in one of them may reach on average, itself
    included."""
    shape: Shape
    roles: tuple[Role, ...]
    fan_in: tuple[int, ...]
    """How many systems depend on each, directly or not, itself included."""
    fan_out: tuple[int, ...]
    """On how many each depends."""
    cycle: tuple[int, ...]
    """The largest cycle: systems of which each depends on every other; () where there is none."""

    def of_role(self, role: Role) -> list[int]:
        """The systems of a role, by name."""
        return [i for i, each in enumerate(self.roles) if each is role]


def cores_of(live: LiveMap) -> Cores:
    """Propagation cost, and each system's role by its visibility fan-in and fan-out.

    MacCormack, Rusnak and Baldwin 2006, "Exploring the structure of complex software designs",
    Management Science 52(7): the propagation cost is the density of the visibility matrix, which
    is the transitive closure with the diagonal. Baldwin, MacCormack and Rusnak 2014, "Hidden
    structure: using network methods to map system architecture", Research Policy 43(8): shapes
    and roles. There a file depends on what it calls; here the target of a flow depends on its
    source, since it works with what it gets.
    """
    steps = onward(live)
    down, up = reach_of(steps), reach_of(reversed_of(steps))
    fan_in, fan_out = (tuple(map(int.bit_count, reach.bits)) for reach in (down, up))
    count = len(steps)
    cycles = sorted(down.cycles, key=lambda cycle: (-len(cycle), cycle))
    shape = _shape([len(cycle) for cycle in cycles], count)
    marks = _marks(shape, cycles, fan_in, fan_out)
    return Cores(
        propagation_cost=sum(fan_in) / count**2 if count else 0.0,
        shape=shape,
        roles=tuple(_role(pair, marks) for pair in zip(fan_in, fan_out, strict=True)),
        fan_in=fan_in,
        fan_out=fan_out,
        cycle=tuple(cycles[0]) if cycles and len(cycles[0]) > 1 else (),
    )


def _shape(sizes: Sequence[int], count: int) -> Shape:
    """By the largest cycle, which a single system is not."""
    largest, next_one = [*sizes, 0, 0][:2]
    if largest < 2 or largest < _LARGE * count:
        return Shape.HIERARCHICAL
    dominant = largest >= _DOMINANT * next_one
    return Shape.CORE_PERIPHERY if dominant else Shape.MULTI_CORE


def _marks(
    shape: Shape, cycles: Sequence[Sequence[int]], fan_in: Sequence[int], fan_out: Sequence[int]
) -> tuple[float, float]:
    """From what fan-in and fan-out on many are many: those of the core, else the medians.

    A system that only itself depends on has few who do, whatever the median: so lonely systems,
    of which a map of islands is full, are no core. This is ours, not the paper's.
    """
    if shape is Shape.CORE_PERIPHERY:
        return fan_in[cycles[0][0]], fan_out[cycles[0][0]]
    return max(2, median(fan_in or (0,))), max(2, median(fan_out or (0,)))


def _role(fans: tuple[int, int], marks: tuple[float, float]) -> Role:
    many_in, many_out = fans[0] >= marks[0], fans[1] >= marks[1]
    if many_in:
        return Role.CORE if many_out else Role.SHARED
    return Role.CONTROL if many_out else Role.PERIPHERAL
