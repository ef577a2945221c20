"""The live part of a map as numbers: what every question about islands and gaps is asked of.

Systems, flows and data objects are numbered in their canonical order, so that whoever goes by
number goes by name, and no answer depends on a random id.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from isthmus.analysis.naming import (
    flow_content,
    folded,
    in_order,
    numbered,
    sourced_key,
    tokens_of,
)
from isthmus.analysis.ownership import Ownership
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import (
    DataObject,
    Flow,
    FlowMethod,
    FlowState,
    Holding,
    HoldingRole,
    Lifecycle,
    System,
)
from isthmus.model.snapshot import Snapshot

Leg = tuple[int, int]
"""One step of a path: the other system, and the flow."""

ANYTHING = -1
"""All bits: what a flow may carry that names no data object."""


@dataclass(frozen=True, slots=True)
class LiveMap:
    """What is live of a map at one date; systems, flows, objects by number."""

    snapshot: Snapshot
    catalogue: Catalogue
    ownership: Ownership
    systems: Sequence[System]
    number: Mapping[str, int]
    tokens: Sequence[str]
    flows: Sequence[Flow]
    ends: Sequence[tuple[int, int]]
    """Numbers of each flow's source and target."""
    carries: Sequence[int]
    """The kinds that each flow may carry, as bits; ANYTHING where none is recorded."""
    manual: Sequence[bool]
    """Whether each flow is by hand."""
    leaving: Sequence[Sequence[Leg]]
    """Legs by which data leaves each system; the other system is where it goes."""
    coming: Sequence[Sequence[Leg]]
    """Legs by which data comes to each system; the other system is where it comes from."""
    hub: Sequence[bool]
    stewarded: Sequence[bool]
    """IT looks after it."""
    record: Sequence[bool]
    """System of record: master of a data object, else by its category."""
    objects: Sequence[DataObject]
    object_number: Mapping[str, int]
    object_tokens: Sequence[str]
    object_bits: Sequence[int]
    """The bit of each data object's kind, 0 for the company's own."""
    kind_bits: Mapping[str, int]
    """Bit of each kind of data object that the catalogue knows."""
    kind_names: Mapping[str, str]
    """What the map calls each kind of data object that is on it."""
    held: Mapping[int, Mapping[int, HoldingRole]]
    """By system: the data objects that it holds, the strongest role of each."""
    holdings: Mapping[tuple[int, int], Sequence[Holding]]
    """The holdings by system and data object."""

    def degree(self, system: int) -> int:
        """Legs that leave or come, a measure of how tied in a system is."""
        return len(self.leaving[system]) + len(self.coming[system])

    def name(self, system: int) -> str:
        """The name of a system."""
        return self.systems[system].name

    def bits(self, kinds: Iterable[str]) -> int:
        """The bits of kinds of data objects."""
        bits = 0
        for kind in kinds:
            bits |= self.kind_bits.get(kind, 0)
        return bits

    def kind_name(self, kind: str) -> str:
        """What the map calls a kind of data object, else what the catalogue does."""
        if kind in self.kind_names:
            return self.kind_names[kind]
        known = self.catalogue.data_objects.get(kind)
        return known.name if known else kind

    def held_names(self, system: int, kinds: Sequence[str]) -> list[str]:
        """What the map calls those of the kinds of data objects that a system holds."""
        held = 0
        for thing in self.held.get(system, ()):
            held |= self.object_bits[thing]
        return [self.kind_name(kind) for kind in kinds if held & self.kind_bits.get(kind, 0)]


_STRENGTH = list(HoldingRole)


def live_map(snapshot: Snapshot, catalogue: Catalogue, as_of: date | None = None) -> LiveMap:
    """The live part of a map: by lifecycle and state alone, or by the dates at `as_of`."""
    alive = [s for s in snapshot.systems.values() if system_lives(s, as_of)]
    ids = {system.id for system in alive}
    running = [
        f
        for f in snapshot.flows.values()
        if f.source in ids and f.target in ids and flow_lives(f, as_of)
    ]
    systems = in_order(snapshot, alive, running)
    number = {system.id: i for i, system in enumerate(systems)}
    flows, ends = _flows_in_order(snapshot, running, number)
    objects = sorted(
        snapshot.data_objects.values(), key=lambda o: (folded(o.name), *_object_key(o), o.id)
    )
    kinds = _kinds(objects, catalogue)
    kind_bits = {kind: 1 << i for i, kind in enumerate(catalogue.data_objects)}
    bits = {o.id: kind_bits.get(kinds[o.id], 0) for o in objects}
    carries = _carried(flows, bits)
    leaving, coming = _legs(flows, ends, len(systems))
    object_number = {o.id: i for i, o in enumerate(objects)}
    holdings = _holdings(snapshot, number, object_number)
    held = _held(holdings)
    ownership = Ownership(snapshot)
    return LiveMap(
        snapshot=snapshot,
        catalogue=catalogue,
        ownership=ownership,
        systems=systems,
        number=number,
        tokens=tokens_of(snapshot, systems),
        flows=flows,
        ends=ends,
        carries=carries,
        manual=[flow.method is FlowMethod.MANUAL for flow in flows],
        leaving=leaving,
        coming=coming,
        hub=_hubs(systems, catalogue),
        stewarded=[ownership.stewarded(system) for system in systems],
        record=_records(systems, held, catalogue),
        objects=objects,
        object_number=object_number,
        object_tokens=numbered([folded(o.name) for o in objects]),
        object_bits=[bits[o.id] for o in objects],
        kind_bits=kind_bits,
        kind_names={kinds[o.id]: o.name for o in reversed(objects) if kinds[o.id]},
        held=held,
        holdings=holdings,
    )


def system_lives(system: System, as_of: date | None) -> bool:
    """Whether a system is live: by its lifecycle, or by its dates where a date is asked about.

    A planned one lives from its go-live date, a retired one lived until its end of life.
    """
    return _lives(
        system.lifecycle is Lifecycle.PLANNED,
        system.lifecycle is Lifecycle.RETIRED,
        (system.go_live, system.end_of_life),
        as_of,
    )


def flow_lives(flow: Flow, as_of: date | None) -> bool:
    """Whether data moves along a flow: by its state, or by its dates, as for a system."""
    return _lives(
        flow.state is FlowState.PLANNED,
        flow.state is FlowState.RETIRED,
        (flow.go_live, flow.end_of_life),
        as_of,
    )


def _lives(
    planned: bool,  # noqa: FBT001 - two facts of one record, named at both calls
    retired: bool,  # noqa: FBT001
    dates: tuple[date | None, date | None],
    as_of: date | None,
) -> bool:
    if as_of is None:
        return not (planned or retired)
    start, end = dates
    if (planned and start is None) or (retired and end is None):
        return False
    return (start is None or start <= as_of) and (end is None or as_of < end)


def _flows_in_order(
    snapshot: Snapshot, flows: Iterable[Flow], number: Mapping[str, int]
) -> tuple[list[Flow], list[tuple[int, int]]]:
    """Flows by source and target, then by what they say; with the numbers of their ends."""
    total = len(number)
    pairs: dict[int, list[Flow]] = {}
    for flow in flows:
        pairs.setdefault(number[flow.source] * total + number[flow.target], []).append(flow)
    ordered: list[Flow] = []
    ends: list[tuple[int, int]] = []
    for pair in sorted(pairs):
        same = pairs[pair]
        if len(same) > 1:
            same.sort(key=lambda flow: (*flow_content(snapshot, flow), flow.id))
        ordered += same
        ends += [divmod(pair, total)] * len(same)
    return ordered, ends


def _object_key(record: DataObject) -> tuple[Any, ...]:
    return (record.name, record.kind, record.description, record.personal, sourced_key(record))


def _kinds(objects: Sequence[DataObject], catalogue: Catalogue) -> dict[str, str]:
    """The catalogue's kind of each data object by id, '' for the company's own."""
    kinds = {}
    for record in objects:
        kinds[record.id] = record.kind or _kind(catalogue, record.name)
    return kinds


@lru_cache(maxsize=4096)
def _kind(catalogue: Catalogue, name: str) -> str:
    """The kind that a name means, remembered from check to check."""
    known = catalogue.match_data_object(name)
    return known.key if known else ""


def _carried(flows: Sequence[Flow], bits: Mapping[str, int]) -> list[int]:
    seen: dict[tuple[str, ...], int] = {(): ANYTHING}
    carried = []
    for flow in flows:
        objects = flow.data_objects
        if objects not in seen:
            mask = 0
            for ident in objects:
                mask |= bits[ident]
            seen[objects] = mask
        carried.append(seen[objects])
    return carried


def _legs(
    flows: Sequence[Flow], ends: Sequence[tuple[int, int]], systems: int
) -> tuple[list[list[Leg]], list[list[Leg]]]:
    """The legs by which data leaves and comes to each system; a two-way flow counts both ways."""
    leaving: list[list[Leg]] = [[] for _ in range(systems)]
    coming: list[list[Leg]] = [[] for _ in range(systems)]
    for i, (source, target) in enumerate(ends):
        to, back = (target, i), (source, i)
        leaving[source].append(to)
        coming[target].append(back)
        if flows[i].two_way:
            leaving[target].append(back)
            coming[source].append(to)
    return leaving, coming


def _holdings(
    snapshot: Snapshot, number: Mapping[str, int], object_number: Mapping[str, int]
) -> dict[tuple[int, int], list[Holding]]:
    """The live systems' holdings by system and data object, in canonical order."""
    found: dict[tuple[int, int], list[Holding]] = {}
    for holding in snapshot.holdings.values():
        if holding.system in number:
            pair = number[holding.system], object_number[holding.data_object]
            found.setdefault(pair, []).append(holding)
    for same in found.values():
        if len(same) > 1:
            same.sort(key=lambda holding: (_STRENGTH.index(holding.role), *sourced_key(holding)))
    return {pair: found[pair] for pair in sorted(found)}


def _held(
    holdings: Mapping[tuple[int, int], Sequence[Holding]],
) -> dict[int, dict[int, HoldingRole]]:
    held: dict[int, dict[int, HoldingRole]] = {}
    for (system, thing), same in holdings.items():
        held.setdefault(system, {})[thing] = same[0].role
    return held


def _hubs(systems: Sequence[System], catalogue: Catalogue) -> list[bool]:
    hubs = {key for key, category in catalogue.categories.items() if category.hub}
    return [system.category in hubs for system in systems]


def _records(
    systems: Sequence[System],
    held: Mapping[int, Mapping[int, HoldingRole]],
    catalogue: Catalogue,
) -> list[bool]:
    usual = {key for key, category in catalogue.categories.items() if category.record_of}
    return [
        HoldingRole.MASTER in held[i].values() if i in held else system.category in usual
        for i, system in enumerate(systems)
    ]
