"""Systems that do the same: which could be folded into which, and what that takes and saves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from isthmus.analysis.drafting import proposed
from isthmus.analysis.likeness import Comparison, Likeness, category_name
from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.results import ProposedFlow
from isthmus.analysis.spend import Spend
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.rates import Rates
from isthmus.model.snapshot import Snapshot

MOST_COMPARED = 12
"""Larger systems of its kind that each is compared with, the largest ones: more are no choice."""
SHARED_CAPABILITIES = 0.5
"""Share of capabilities that systems of two categories must have in common, and data besides."""
MOST_SERVING = 12
"""Systems that serve a capability, above which it is too broad to make any of them alike."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A system that could be folded into a larger one; ids, names of data objects."""

    kept: str
    folded: str
    likeness: float
    """0 to 1: see `likeness.Likeness`."""
    weak: bool
    """Nothing but the category speaks for it."""
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    shared: tuple[str, ...]
    """Data objects that both hold."""
    to_move: tuple[str, ...]
    """Data objects that only the folded one holds."""
    rebuild: tuple[ProposedFlow, ...]
    """Flows of the folded one that the kept one lacks."""
    in_place: int
    """Flows of the folded one, by direction, that the kept one has already."""
    between: int
    """Flows between the two, which are not needed any more."""
    saved: Decimal | None
    """What the folded one costs a year, in the map's currency; None if that is not known."""


@dataclass(frozen=True, slots=True)
class OverlapGroup:
    """The overlaps of one category ('' for systems of several), most alike first."""

    category: str
    name: str
    systems: tuple[str, ...]
    """Ids of all who are told of, in the order of their names."""
    overlaps: tuple[Overlap, ...]

    @property
    def likeness(self) -> float:
        """That of the most alike."""
        return max((each.likeness for each in self.overlaps), default=0.0)

    @property
    def weak(self) -> bool:
        """Whether nothing but the category speaks for any of them."""
        return all(each.weak for each in self.overlaps)


def overlaps(
    snapshot: Snapshot,
    catalogue: Catalogue,
    as_of: date | None = None,
    rates: Rates | None = None,
) -> tuple[OverlapGroup, ...]:
    """Who does the same on a map: groups with evidence first, then the most alike, then by name.

    Each system is told at most once as one to fold, into the larger one that it is most like.
    """
    live = live_map(snapshot, catalogue, as_of)
    spend = Spend(live, rates or live.premises.rates)
    comparison = Comparison(live)
    found: dict[str, list[tuple[Overlap, int, int]]] = {}
    for small, large in _pairs(live, comparison).items():
        overlap = _overlap(live, spend, (large, small), comparison.compare(small, large))
        same = live.systems[small].category == live.systems[large].category
        key = live.systems[small].category if same else ""
        found.setdefault(key, []).append((overlap, large, small))
    groups = [_group(live, key, rows) for key, rows in found.items()]
    return tuple(sorted(groups, key=lambda group: (group.weak, -group.likeness, group.name)))


def _group(live: LiveMap, category: str, rows: list[tuple[Overlap, int, int]]) -> OverlapGroup:
    rows.sort(key=lambda row: (row[0].weak, -row[0].likeness, *row[1:]))
    numbers = sorted({i for _, *pair in rows for i in pair})
    name = category_name(live, category) if category else "Several categories"
    ids = tuple(live.systems[i].id for i in numbers)
    return OverlapGroup(category, name, ids, tuple(row[0] for row in rows))


def _pairs(live: LiveMap, comparison: Comparison) -> dict[int, int]:
    """By system that could be folded: the larger one that it is most like."""
    sized = sorted(range(len(live.systems)), key=lambda i: size_order(live, i))
    place = {system: at for at, system in enumerate(sized)}
    best: dict[int, tuple[float, int]] = {}
    for one, other in _candidates(live, comparison, sized):
        large, small = sorted((one, other), key=place.__getitem__)
        choice = (-comparison.score(small, large), place[large])
        best[small] = min(best.get(small, choice), choice)
    return {small: sized[at] for small, (_, at) in best.items()}


def size_order(live: LiveMap, system: int) -> tuple[bool, int, int, int]:
    """What sorts systems by size: the backbone first, then most users, most flows, by name."""
    record = live.systems[system]
    return not record.backbone, -(record.users or 0), -live.degree(system), system


def _candidates(
    live: LiveMap, comparison: Comparison, sized: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs to compare: of one category, or of those who serve the same and hold the same."""
    for same in _by_category(live, sized).values():
        for at, small in enumerate(same):
            yield from ((large, small) for large in same[: min(at, MOST_COMPARED)])
    for serving in _by_capability(live, sized).values():
        for at, small in enumerate(serving):
            yield from (
                (large, small)
                for large in serving[:at]
                if _serve_the_same(live, comparison, large, small)
            )


def _by_category(live: LiveMap, sized: Sequence[int]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for system in sized:
        if live.systems[system].category:
            found.setdefault(live.systems[system].category, []).append(system)
    return found


def _by_capability(live: LiveMap, sized: Sequence[int]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for system in sized:
        for capability in live.systems[system].capabilities:
            found.setdefault(capability, []).append(system)
    return {key: serving for key, serving in found.items() if len(serving) <= MOST_SERVING}


def _serve_the_same(live: LiveMap, comparison: Comparison, one: int, other: int) -> bool:
    """Whether systems of two categories do the same: most capabilities, and some data."""
    a, b = set(live.systems[one].capabilities), set(live.systems[other].capabilities)
    alike = live.systems[one].category == live.systems[other].category != ""
    return (
        not alike
        and comparison.share_data(one, other)
        and len(a & b) >= SHARED_CAPABILITIES * len(a | b)
    )


def _overlap(live: LiveMap, spend: Spend, pair: tuple[int, int], likeness: Likeness) -> Overlap:
    kept, folded = pair
    moving = _Moving(live, kept, folded)
    only = sorted(set(live.held.get(folded, ())) - set(live.held.get(kept, ())))
    return Overlap(
        kept=live.systems[kept].id,
        folded=live.systems[folded].id,
        likeness=likeness.score,
        weak=likeness.weak,
        reasons=likeness.reasons,
        cautions=likeness.cautions,
        shared=tuple(live.things.names(likeness.things)),
        to_move=tuple(live.things.names(only)),
        rebuild=tuple(moving.rebuilt()),
        in_place=moving.in_place,
        between=moving.between,
        saved=spend.costs[folded],
    )


class _Moving:
    """What becomes of a system's flows once another takes its place."""

    def __init__(self, live: LiveMap, kept: int, folded: int) -> None:
        """Look at what each of the two gives and takes, by direction and other end."""
        self._live, self._kept = live, kept
        legs = (*live.leaving[folded], *live.coming[folded])
        self.between = len({flow for other, flow in legs if other == kept})
        self._wanted = [
            *self._ways(folded, kept, gives=True),
            *self._ways(folded, kept, gives=False),
        ]
        self._there = dict(
            [*self._ways(kept, folded, gives=True), *self._ways(kept, folded, gives=False)]
        )
        self.in_place = sum(self._lacking(way, things) is None for way, things in self._wanted)

    def rebuilt(self) -> Iterator[ProposedFlow]:
        """The flows that the kept system lacks: those that it gives first, by the other's name."""
        for (gives, other), things in self._wanted:
            lacking = self._lacking((gives, other), things)
            if lacking is not None:
                ends = (self._kept, other) if gives else (other, self._kept)
                yield proposed(self._live, *ends, self._live.things.names(sorted(lacking)))

    def _lacking(self, way: "_Way", things: frozenset[int]) -> frozenset[int] | None:
        """What does not move that way yet; None if all does, as where a flow says not what."""
        there = self._there.get(way)
        if there is None:
            return things
        rest = things - there
        return rest if there and rest else None

    def _ways(
        self, system: int, apart_from: int, *, gives: bool
    ) -> "Iterator[tuple[_Way, frozenset[int]]]":
        """By other end: the data objects that move; none where a flow says not what it carries."""
        live = self._live
        moved: dict[int, list[tuple[int, ...]]] = {}
        for other, flow in (live.leaving if gives else live.coming)[system]:
            if other not in (system, apart_from):
                things = tuple(live.things.numbers(live.flows[flow].data_objects))
                moved.setdefault(other, []).append(things)
        for other, each in sorted(moved.items()):
            known = all(each)
            yield (
                (gives, other),
                frozenset(i for one in each for i in one) if known else frozenset(),
            )


_Way = tuple[bool, int]
"""Whether data is given, and the system at the other end."""
