"""Which rest of a connected part is still the mainland when something of it is gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts, standing
from isthmus.analysis.resilience.tree import SearchTree, Span

_BITS = 32
"""Room for each count of what speaks for a part, so that weights add up and compare as numbers."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What still holds together of a connected part."""

    weight: int
    first: int
    """Its first system by name."""
    spans: tuple[Span, ...] = ()


def heir(rests: Iterable[Rest]) -> Rest | None:
    """The rest that most speaks for, the first by name of equals.

    A single system that nothing else speaks for is no mainland, and no rest of an island: None.
    """
    best = max(rests, key=lambda rest: (rest.weight, -rest.first), default=None)
    return None if best is None or best.weight == 1 else best


@dataclass(frozen=True, slots=True)
class Lands:
    """The connected parts of a live map, direction ignored, and what speaks for their systems."""

    main: frozenset[int]
    """The mainland with what is tied to it by files and hands."""
    weights: Sequence[int]
    """By system. On the mainland what makes a part the mainland counts, in the order in which
    it does (parts.standing); on an island all systems count the same, so that the largest rest
    is the heir."""


def lands_of(live: LiveMap, parts: Parts, tree: SearchTree) -> Lands:
    """The connected part that holds the mainland, and the weights of all systems."""
    main = frozenset(_main(parts, tree))
    weights = [_weight(live, i) if i in main else 1 for i in range(len(live.systems))]
    return Lands(main, weights)


def _main(parts: Parts, tree: SearchTree) -> list[int]:
    if parts.mainland is None:
        return []
    inside = parts.parts[parts.mainland].members[0]
    whole = (tree.below(root) for root in tree.roots())
    return next(tree.members((span,)) for span in whole if span[0] <= tree.place[inside] < span[1])


def _weight(live: LiveMap, system: int) -> int:
    weight = 0
    for count in standing(live, (system,)):
        weight = weight << _BITS | count
    return weight
