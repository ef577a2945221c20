"""The data that a candidate would hold, whom it would come from, and what law comes with it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from isthmus.analysis.candidate import Candidate
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import folded
from isthmus.analysis.results import ProposedFlow
from isthmus.catalogue.types import Rule, Source
from isthmus.model.records import HoldingRole, System

_LAWS = ("gdpr-", "eprivacy")
"""How the keys of sources begin that are law (sources.toml: law and standards)."""


@dataclass(frozen=True, slots=True)
class DataNeed:
    """A data object that the candidate would hold, take or give."""

    name: str
    """What the map calls it."""
    own: bool
    """Such a system is usually of record for it, or it comes into being there."""
    held: bool
    """It was said that the candidate would hold it."""
    comes_from: tuple[str, ...]
    """Ids of the systems that would give it, by the needed flows."""
    goes_to: tuple[str, ...]
    """Ids of the systems that would take it."""
    masters: tuple[str, ...]
    """Ids of the live systems that master it."""
    personal: bool
    regulations: tuple[str, ...]
    regions: tuple[str, ...]
    """Where the map says that it is held."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Personal data that would move between regions."""

    name: str
    here: tuple[str, ...]
    """The candidate's regions."""
    there: tuple[str, ...]
    """Those of the data object, or of its master."""


@dataclass(frozen=True, slots=True)
class Regulated:
    """What compliance the candidate brings."""

    personal: tuple[str, ...]
    """Names of the data objects with personal data."""
    regulations: tuple[str, ...]
    """Those that are said of the candidate, and that the map records of the data objects."""
    laws: tuple[Source, ...]
    """Articles of law that the rules behind the needed flows rest on."""
    crossings: tuple[Crossing, ...]
    regions_known: bool


def data_needs(
    live: LiveMap, candidate: Candidate, ident: str, flows: Sequence[ProposedFlow]
) -> tuple[DataNeed, ...]:
    """What the category usually holds, and what the needed flows move; own first, by name."""
    own, held = usual_names(live, candidate), held_names(live, candidate)
    moved = {name for flow in flows for name in flow.data_objects}
    found = [
        replace(_data_need(live, name, ident, flows), own=name in own, held=name in held)
        for name in own | held | moved
    ]
    found.sort(key=lambda need: (not need.own, not need.held, folded(need.name), need.name))
    return tuple(found)


def usual_names(live: LiveMap, candidate: Candidate) -> frozenset[str]:
    """What the map calls that which such a system usually holds as its own."""
    return frozenset(live.things.kind_name(kind) for kind in own_kinds(live, candidate))


def held_names(live: LiveMap, candidate: Candidate) -> frozenset[str]:
    """What it was said to hold, by the names of the map where that knows it."""
    known = {folded(record.name): record.name for record in reversed(live.things.records)}
    return frozenset(known.get(folded(name), name) for name in candidate.holds)


def own_kinds(live: LiveMap, candidate: Candidate) -> list[str]:
    """Kinds that such a system is usually of record for, or that come into being in it."""
    category = live.catalogue.categories[candidate.category]
    return list(dict.fromkeys((*category.record_of, *category.collects)))


def _data_need(live: LiveMap, name: str, ident: str, flows: Sequence[ProposedFlow]) -> DataNeed:
    records = [record for record in live.things.records if record.name == name]
    known = live.catalogue.match_data_object(name)
    moving = [flow for flow in flows if name in flow.data_objects]
    numbers = {live.things.number[record.id] for record in records}
    return DataNeed(
        name=name,
        own=False,
        held=False,
        comes_from=tuple(flow.source for flow in moving if flow.target == ident),
        goes_to=tuple(flow.target for flow in moving if flow.source == ident),
        masters=tuple(system.id for system in _masters(live, numbers)),
        personal=any(r.personal for r in records) or bool(known and known.personal),
        regulations=_all(each for record in records for each in record.regulations),
        regions=_all(each for record in records for each in record.regions),
    )


def _masters(live: LiveMap, things: Collection[int]) -> Iterator[System]:
    for system, roles in sorted(live.held.items()):
        if any(role is HoldingRole.MASTER and i in things for i, role in roles.items()):
            yield live.systems[system]


def regulated(
    live: LiveMap, ident: str, data: Sequence[DataNeed], rules: Iterable[Rule]
) -> Regulated:
    """The law and the regions that come with the data."""
    system = live.snapshot.systems[ident]
    claims = dict.fromkeys(rule.claim for rule in rules if rule.claim.startswith(_LAWS))
    personal = [need for need in data if need.personal]
    return Regulated(
        personal=tuple(need.name for need in personal),
        regulations=_all(
            (*system.regulations, *(each for need in data for each in need.regulations))
        ),
        laws=tuple(live.catalogue.sources[key] for key in sorted(claims)),
        crossings=tuple(_crossings(live, system.regions, personal)),
        regions_known=bool(system.regions),
    )


def _crossings(
    live: LiveMap, regions: Sequence[str], personal: Iterable[DataNeed]
) -> Iterator[Crossing]:
    """Personal data that is elsewhere only: by the data object's regions, else its masters'."""
    here = {region.casefold() for region in regions}
    for need in personal:
        systems = live.snapshot.systems
        of_masters = (each for ident in need.masters for each in systems[ident].regions)
        there = need.regions or _all(of_masters)
        if here and there and not here <= {region.casefold() for region in there}:
            yield Crossing(need.name, tuple(regions), there)


def _all(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts each once, by the alphabet."""
    return tuple(sorted(dict.fromkeys(texts), key=lambda text: (folded(text), text)))
