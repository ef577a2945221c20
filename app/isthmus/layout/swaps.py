"""Cards that change places where fewer flows cross then."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from isthmus.layout.crossings import Crossings
from isthmus.layout.network import Floats, Part
from isthmus.layout.pulse import SILENT, Pulse

_MANY = 250
"""Up to so many cards, and flows, this is quick enough."""
_ROUNDS = 5


def uncross(
    part: Part, middles: Floats, groups: Iterable[Sequence[int]], pulse: Pulse = SILENT
) -> None:
    """Let cards of one size in a group change places (in `middles`) as long as it helps.

    Flows are taken as straight lines. Large maps are left as they are.
    """
    if max(len(part.keys), len(part.sources)) > _MANY:
        return
    crossings = Crossings(part.sources, part.targets, cell=(1.0, 1.0))
    pairs = [pair for group in groups for pair in combinations(group, 2)]
    alike = [(a, b) for a, b in pairs if (part.sizes[a] == part.sizes[b]).all()]
    for _ in range(_ROUNDS):
        helped = False
        for a, b in alike:
            pulse.beat(1.0)
            helped |= _swapped(crossings, middles, a, b)
        if not helped:
            break


def _swapped(crossings: Crossings, middles: Floats, a: int, b: int) -> bool:
    """Whether two cards changed places because that helps."""
    before = crossings.at_nodes(middles, (a, b))
    if not before:
        return False
    middles[[a, b]] = middles[[b, a]]
    if crossings.at_nodes(middles, (a, b)) < before:
        return True
    middles[[a, b]] = middles[[b, a]]
    return False
