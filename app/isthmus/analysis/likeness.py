"""How alike two systems are in what they do: a score, and the reasons for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.wording import listed
from isthmus.model.records import System

SAME_PRODUCT, SAME_CATEGORY, SAME_CAPABILITIES = 0.5, 0.35, 0.35
MOST_FUNCTION = 0.5
"""What product, category and capabilities weigh together at most."""
SAME_DATA, SAME_PARTNERS, SAME_OWNER = 0.3, 0.1, 0.1
OTHER_REGIONS, BACKBONE = 0.15, 0.15
"""What is taken off where the two serve different regions, or the backbone is concerned."""
ENOUGH_PARTNERS = 2
"""Systems that both exchange data with that tell something: one may be what all are tied to."""

_TYING = "integration"
"""The head of what nearly all are tied to (sign-in, integration): it makes none alike."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two systems are, 0 to 1, with what speaks for and against merging them.

    Isthmus's own measure, a sum of shares:

    function: 0.5 for the same product, 0.35 for the same category, 0.35 times the share
    (Jaccard) of capabilities that both serve, together 0.5 at most;
    data: 0.3 times the share of the smaller holding that the other holds too (overlap
    coefficient, so that a small tool within a large one counts as much as two of a size);
    partners: 0.1 times the share (Jaccard) of systems that both exchange data with, hubs,
    sign-in and integration platforms left out, which everything is tied to;
    owner: 0.1 where one department owns both.
    0.15 is taken off where their regions are known and none is shared, and where one of them
    is marked as backbone.
    """

    score: float
    weak: bool
    """Only the category speaks for it: no product, capability, data object or two partners."""
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    things: tuple[int, ...]
    """Numbers of the data objects that both hold."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of a system."""

    system: System
    held: frozenset[int]
    """Data objects that it holds; none where no holding is recorded."""
    moved: Mapping[int, frozenset[int]]
    """By system that it exchanges data with: the data objects that move, either way."""
    known: frozenset[int]
    """What it holds; where nothing is recorded, all that it exchanges."""
    partners: frozenset[int]

    def things(self, other: int) -> frozenset[int]:
        """What it holds; where nothing is recorded, what it exchanges with all but one other.

        What moves between two systems makes them steps of one process, not alike.
        """
        if self.held or other not in self.moved:
            return self.known
        moved = (things for partner, things in self.moved.items() if partner != other)
        return frozenset().union(*moved)


class Comparison:
    """Compares the systems of a live map, two at a time."""

    def __init__(self, live: LiveMap, usual: Mapping[int, frozenset[int]] | None = None) -> None:
        """`usual` are the data objects of systems that the map cannot know of yet."""
        self._live = live
        self._usual = usual or {}
        self._known: dict[int, Traits] = {}

    def traits(self, number: int) -> Traits:
        """What is compared of a system, by number."""
        if number not in self._known:
            live = self._live
            moved: dict[int, frozenset[int]] = {}
            for other, flow in (*live.leaving[number], *live.coming[number]):
                if other != number and not self._tying[other]:
                    things = live.things.numbers(live.flows[flow].data_objects)
                    moved[other] = moved.get(other, frozenset()) | frozenset(things)
            held = self._usual.get(number) or frozenset(live.held.get(number, ()))
            known = held or frozenset().union(*moved.values())
            partners = frozenset(moved)
            self._known[number] = Traits(live.systems[number], held, moved, known, partners)
        return self._known[number]

    def share_data(self, one: int, other: int) -> bool:
        """Whether both hold some data object."""
        return not self.traits(one).things(other).isdisjoint(self.traits(other).things(one))

    @cached_property
    def _tying(self) -> Sequence[bool]:
        head_of = self._live.catalogue.head_of
        pairs = zip(self._live.systems, self._live.hub, strict=True)
        return [hub or head_of(system.category) == _TYING for system, hub in pairs]

    def score(self, one: int, other: int) -> float:
        """The score alone, for choosing among many."""
        a, b = self.traits(one), self.traits(other)
        score = _function(a.system, b.system)
        score += SAME_DATA * _within(a.things(other), b.things(one))
        score += SAME_PARTNERS * _jaccard(a.partners - {other}, b.partners - {one})
        score += SAME_OWNER * _one_owner(a.system, b.system)
        score -= OTHER_REGIONS * _apart(a.system, b.system)
        score -= BACKBONE * (a.system.backbone or b.system.backbone)
        return round(min(1.0, max(0.0, score)), 4)

    def compare(self, one: int, other: int) -> Likeness:
        """The score with its reasons."""
        a, b = self.traits(one), self.traits(other)
        things = sorted(a.things(other) & b.things(one))
        partners = sorted(a.partners & b.partners)
        weak = not (
            things
            or len(partners) >= ENOUGH_PARTNERS
            or _same(a.system.product, b.system.product)
            or set(a.system.capabilities) & set(b.system.capabilities)
        )
        return Likeness(
            score=self.score(one, other),
            weak=weak,
            reasons=tuple(self._reasons(a, b, things, partners)),
            cautions=tuple(_cautions(a.system, b.system, tied=other in a.moved)),
            things=tuple(things),
        )

    def _reasons(
        self, a: Traits, b: Traits, things: Sequence[int], partners: Sequence[int]
    ) -> list[str]:
        """What speaks for it, the strongest first."""
        live, said = self._live, []
        one, other = a.system, b.system
        if _same(one.product, other.product):
            said.append(f"Both are {_product(live, one.product)}")
        elif _same(one.category, other.category):
            said.append(f"Both are of the category {category_name(live, one.category)}")
        if shared := set(one.capabilities) & set(other.capabilities):
            names = sorted(live.snapshot.capabilities[i].name for i in shared)
            said.append(f"Both serve {listed(names)}")
        if things:
            said.append(f"Both {self._verb(a, b)} {listed(live.things.names(things))}")
        if partners:
            said.append(f"Both exchange data with {listed([live.name(i) for i in partners])}")
        if _one_owner(one, other):
            said.append(f"{live.ownership.name(one.department)} owns both")
        return said

    def _verb(self, a: Traits, b: Traits) -> str:
        """How surely both hold what they share."""
        if any(self._live.number[each.system.id] in self._usual for each in (a, b)):
            return "would hold"
        return "hold" if a.held and b.held else "hold or exchange"


def category_name(live: LiveMap, key: str) -> str:
    """The name of a category; the key of one that the catalogue does not know."""
    category = live.catalogue.categories.get(key)
    return category.name if category else key


def _product(live: LiveMap, key: str) -> str:
    product = live.catalogue.products.get(key)
    return product.name if product else key


def _function(one: System, other: System) -> float:
    if _same(one.product, other.product):
        return MOST_FUNCTION
    category = SAME_CATEGORY * _same(one.category, other.category)
    if not (one.capabilities and other.capabilities):
        return category
    shared = _jaccard(frozenset(one.capabilities), frozenset(other.capabilities))
    return min(MOST_FUNCTION, category + SAME_CAPABILITIES * shared)


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def _one_owner(one: System, other: System) -> bool:
    return one.department is not None and one.department == other.department


def _regions(system: System) -> frozenset[str]:
    return frozenset(region.casefold() for region in system.regions)


def _apart(one: System, other: System) -> bool:
    """Whether both say where they are, and that is nowhere the same."""
    if not (one.regions and other.regions):
        return False
    return _regions(one).isdisjoint(_regions(other))


def _cautions(one: System, other: System, *, tied: bool) -> list[str]:
    said = []
    if tied:
        said.append("Data moves between them: they may be two steps of one process")
    if _apart(one, other):
        regions = f"{listed(sorted(one.regions))} and {listed(sorted(other.regions))}"
        said.append(f"They are in different regions: {regions}")
    said += [f"{each.name} is marked as backbone" for each in (one, other) if each.backbone]
    return said


def _within(one: frozenset[int], other: frozenset[int]) -> float:
    """The overlap coefficient: the share of the smaller set that the other holds too."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _jaccard(one: frozenset[Any], other: frozenset[Any]) -> float:
    """What both have as a share of what either has."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
