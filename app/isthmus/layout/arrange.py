"""Positions for all systems: islands unmixed, packed beside the mainland, nothing overlapping."""

from collections.abc import Collection, Mapping

from isthmus.analysis.results import Analysis
from isthmus.layout.beside import free_place, place_near
from isthmus.layout.islands import SEA
from isthmus.layout.network import Point, Size, network_of
from isthmus.layout.organic import organic
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.model.snapshot import Snapshot


def arrange(
    snapshot: Snapshot,
    analysis: Analysis,
    only: Collection[str] | None = None,
    fixed: Mapping[str, Point] | None = None,
    *,
    sizes: Mapping[str, Size] | None = None,
    pulse: Pulse = SILENT,
) -> dict[str, Point]:
    """Top left corners of the cards by system id; the same for the same map.

    With `fixed`, the systems that it places stay where they are and the others are put beside
    them; with `only`, no others than those and the fixed ones are placed. `sizes` are those of
    the cards that are not of standard size.
    """
    stay = {system: at for system, at in (fixed or {}).items() if system in snapshot.systems}
    wanted = set(snapshot.systems if only is None else only) & snapshot.systems.keys()
    network = network_of(snapshot, analysis, wanted - stay.keys(), sizes)
    if not stay:
        return organic(network, pulse)
    placed = place_near(snapshot, analysis, network.nodes(), stay, network.sizes)
    rest = [system for system in network.nodes() if system not in placed]
    apart = organic(network.only(set(rest)), pulse)
    left, top = free_place(placed, apart, SEA, network.sizes)
    return placed | {system: (left + x, top + y) for system, (x, y) in apart.items()}
