"""The live part of a map as numbers: what every question about islands and gaps is asked of.

Systems, flows and data objects are numbered in their canonical order, so that whoever goes by
number goes by name, and no answer depends on a random id.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from operator import itemgetter

from isthmus.analysis.naming import (
    flow_content,
    folded,
    has_namesakes,
    in_order,
    sourced_key,
    tokens_of,
)
from isthmus.analysis.ownership import Ownership
from isthmus.analysis.premises import Bond, Premises, catalogue_for, premises_of
from isthmus.analysis.things import Things, things_of
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import (
    Flow,
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
"""All bits: what a flow may carry that names no data object, or none that the catalogue knows."""


@dataclass(frozen=True, slots=True)
class LiveMap:
    """What is live of a map at one date; systems, flows, objects by number."""

    snapshot: Snapshot
    catalogue: Catalogue
    """With the rules that hold for the map."""
    premises: Premises
    as_of: date | None
    ownership: Ownership
    systems: Sequence[System]
    number: Mapping[str, int]
    tokens: Sequence[str]
    hub: Sequence[bool]
    stewarded: Sequence[bool]
    """IT looks after it."""
    record: Sequence[bool]
    """System of record: master of a data object, else by its category."""
    things: Things
    held: Mapping[int, Mapping[int, HoldingRole]]
    """By system: the data objects that it holds, the strongest role of each."""
    holdings: Mapping[tuple[int, int], Sequence[Holding]]
    """The holdings by system and data object."""
    twins: Sequence[tuple[int, ...]] = ()
    """Systems of the same name, where these are to count as one: each has the legs of all."""
    bonds: Sequence[tuple[int, int]] = ()
    """Systems tied by more than flows: those of one name, parts of one, what runs on what, where
    these are to count."""
    flows: Sequence[Flow] = ()
    ends: Sequence[tuple[int, int]] = ()
    """Numbers of each flow's source and target."""
    carries: Sequence[int] = ()
    """The kinds that each flow may carry, as bits; ANYTHING where no known kind is recorded."""
    manual: Sequence[bool] = ()
    """Whether each flow is by hand."""
    leaving: Sequence[Sequence[Leg]] = ()
    """Legs by which data leaves each system; the other system is where it goes."""
    coming: Sequence[Sequence[Leg]] = ()
    """Legs by which data comes to each system; the other system is where it comes from."""

    def degree(self, system: int) -> int:
        """Legs that leave or come, a measure of how tied in a system is."""
        return len(self.leaving[system]) + len(self.coming[system])

    def name(self, system: int) -> str:
        """The name of a system."""
        return self.systems[system].name

    def held_names(self, system: int, kinds: Sequence[str]) -> list[str]:
        """What the map calls those of the kinds of data objects that a system holds."""
        held = 0
        for thing in self.held.get(system, ()):
            held |= self.things.bit_of[thing]
        return [self.things.kind_name(kind) for kind in kinds if held & self.things.bits((kind,))]


_STRENGTH = list(HoldingRole)
_GROUND = ("info", "systems", "departments", "data_objects", "settings")


def live_map(
    snapshot: Snapshot,
    catalogue: Catalogue,
    as_of: date | None = None,
    last: LiveMap | None = None,
) -> LiveMap:
    """The live part of a map: by lifecycle and state alone, or by the dates at `as_of`.

    `last` is one of the same catalogue and date; what did not change since is taken from it.
    """
    if last is not None and _is_ground_same(last, snapshot):
        return _with_flows(last, snapshot)
    alive = [s for s in snapshot.systems.values() if system_lives(s, as_of)]
    systems = all_in_order(snapshot, alive)
    number = {system.id: i for i, system in enumerate(systems)}
    premises, catalogue = premises_of(snapshot), catalogue_for(snapshot, catalogue)
    things = things_of(snapshot, catalogue)
    twins = twins_among(systems) if premises.same_name else ()
    holdings = _holdings(snapshot, number, things)
    held = _held(holdings)
    ownership = Ownership(snapshot)
    live = LiveMap(
        snapshot=snapshot,
        catalogue=catalogue,
        premises=premises,
        as_of=as_of,
        ownership=ownership,
        systems=systems,
        number=number,
        tokens=tokens_of(snapshot, systems),
        hub=hubs_among(systems, catalogue),
        stewarded=[ownership.stewarded(system) for system in systems],
        record=_records(systems, held, catalogue),
        things=things,
        held=held,
        holdings=holdings,
        twins=twins,
        bonds=_bonds(systems, number, premises.bonds, twins),
    )
    if last is not None and _are_flows_same(last, live):
        return _with_flows_of(last, live)
    return _with_sorted(live, *flows_in_order(snapshot, _running(live), number))


def _are_flows_same(last: LiveMap, live: LiveMap) -> bool:
    """Whether the same flows lead between the same systems, which stand in the same order."""
    here, before = live.snapshot.tables, last.snapshot.tables
    if any(here[name] != before[name] for name in ("flows", "data_objects", "settings")):
        return False
    return live.number == last.number and not (live.twins or has_namesakes(live.tokens))


def _with_flows_of(last: LiveMap, live: LiveMap) -> LiveMap:
    return replace(
        live,
        flows=last.flows,
        ends=last.ends,
        carries=last.carries,
        manual=last.manual,
        leaving=last.leaving,
        coming=last.coming,
    )


def _with_sorted(live: LiveMap, flows: Sequence[Flow], ends: Sequence[tuple[int, int]]) -> LiveMap:
    leaving, coming = legs_of(flows, ends, len(live.systems), live.twins)
    return replace(
        live,
        flows=flows,
        ends=ends,
        carries=carried_by(flows, live.things),
        manual=[flow.method in live.premises.manual for flow in flows],
        leaving=leaving,
        coming=coming,
    )


def _is_ground_same(last: LiveMap, snapshot: Snapshot) -> bool:
    """Whether systems, and all that flows and holdings refer to besides, are what they were.

    Where systems share a name, their order may hang on their flows.
    """
    here, before = snapshot.tables, last.snapshot.tables
    return all(here[name] == before[name] for name in _GROUND) and not has_namesakes(last.tokens)


def _with_flows(last: LiveMap, snapshot: Snapshot) -> LiveMap:
    """The live map with the flows and holdings of another snapshot on the same ground."""
    live = replace(last, snapshot=snapshot)
    if snapshot.flows != last.snapshot.flows:
        live = _with_sorted(live, *_flows_in_order_again(live))
    return live if snapshot.holdings == last.snapshot.holdings else _with_other_holdings(live)


def _with_other_holdings(last: LiveMap) -> LiveMap:
    holdings = _holdings(last.snapshot, last.number, last.things)
    held = _held(holdings)
    record = _records(last.systems, held, last.catalogue)
    return replace(last, holdings=holdings, held=held, record=record)


def twins_among(systems: Sequence[System]) -> list[tuple[int, ...]]:
    """Groups of systems whose names are the same but for case and blanks."""
    groups: dict[str, list[int]] = {}
    for place, system in enumerate(systems):
        groups.setdefault(folded(system.name), []).append(place)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _bonds(
    systems: Sequence[System],
    number: Mapping[str, int],
    counted: Collection[Bond],
    twins: Sequence[tuple[int, ...]],
) -> list[tuple[int, int]]:
    found = [pair for group in twins for pair in pairwise(group)]
    for here, system in enumerate(systems) if counted else ():
        above = [system.part_of] if Bond.PART_OF in counted and system.part_of else []
        below = system.runs_on if Bond.RUNS_ON in counted else ()
        found += [(here, number[ident]) for ident in (*above, *below) if ident in number]
    return found


def all_in_order(snapshot: Snapshot, some: Iterable[System]) -> list[System]:
    """Some of a map's systems in the order of all of them.

    Of two that say the same, what is planned for one tells it from the other too.
    """
    wanted = {system.id for system in some}
    everything = in_order(snapshot, snapshot.systems.values(), snapshot.flows.values())
    return [system for system in everything if system.id in wanted]


def _running(live: LiveMap) -> list[Flow]:
    """The live flows between live systems."""
    return [flow for flow in live.snapshot.flows.values() if flow_runs(live, flow)]


def flow_runs(live: LiveMap, flow: Flow) -> bool:
    """Whether a flow is live, and the systems at both ends are."""
    as_of, alive = live.as_of, live.number
    is_live = flow.state is FlowState.LIVE if as_of is None else flow_lives(flow, as_of)
    return is_live and flow.source in alive and flow.target in alive


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


def flows_in_order(
    snapshot: Snapshot, flows: Sequence[Flow], number: Mapping[str, int]
) -> tuple[list[Flow], list[tuple[int, int]]]:
    """Flows by source and target, then by what they say; with the numbers of their ends."""
    total = len(number)
    pairs = [number[flow.source] * total + number[flow.target] for flow in flows]
    ordered = [flows[i] for i in sorted(range(len(flows)), key=pairs.__getitem__)]
    parallel = [(pair, count) for pair, count in Counter(pairs).items() if count > 1]
    pairs.sort()
    for pair, count in parallel:
        first = bisect_left(pairs, pair)
        same = ordered[first : first + count]
        same.sort(key=lambda flow: (*flow_content(snapshot, flow), flow.id))
        ordered[first : first + count] = same
    return ordered, [divmod(pair, total) for pair in pairs]


def _flows_in_order_again(last: LiveMap) -> tuple[list[Flow], list[tuple[int, int]]]:
    """The same, sorting none but the flows that changed and those parallel to them."""
    snapshot, number = last.snapshot, last.number
    fresh = {flow.id: flow for flow in _running(last)}
    kept = []
    for ends, flow in zip(last.ends, last.flows, strict=True):
        if fresh.get(flow.id) is flow:
            kept.append((ends, flow))
            del fresh[flow.id]
    beside = {(number[flow.source], number[flow.target]) for flow in fresh.values()}
    changed = [*fresh.values(), *(flow for ends, flow in kept if ends in beside)]
    flows, ends_of = flows_in_order(snapshot, changed, number)
    rows = [*(row for row in kept if row[0] not in beside), *zip(ends_of, flows, strict=True)]
    rows.sort(key=itemgetter(0))
    return [flow for _, flow in rows], [ends for ends, _ in rows]


def carried_by(flows: Sequence[Flow], things: Things) -> list[int]:
    """By flow the kinds that it may carry, as bits."""
    seen: dict[tuple[str, ...], int] = {(): ANYTHING}
    carried = []
    for flow in flows:
        objects = flow.data_objects
        if objects not in seen:
            seen[objects] = things.bits_among(objects) or ANYTHING
        carried.append(seen[objects])
    return carried


def legs_of(
    flows: Sequence[Flow],
    ends: Sequence[tuple[int, int]],
    systems: int,
    twins: Iterable[Sequence[int]] = (),
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
    for group in twins:
        for legs in (leaving, coming):
            shared = sorted({leg for one in group for leg in legs[one]}, key=lambda leg: leg[1])
            for one in group:
                legs[one] = shared
    return leaving, coming


def _holdings(
    snapshot: Snapshot, number: Mapping[str, int], things: Things
) -> dict[tuple[int, int], list[Holding]]:
    """The live systems' holdings by system and data object, in canonical order."""
    found: dict[tuple[int, int], list[Holding]] = {}
    for holding in snapshot.holdings.values():
        if holding.system in number:
            pair = number[holding.system], things.number[holding.data_object]
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


def hubs_among(systems: Sequence[System], catalogue: Catalogue) -> list[bool]:
    """By system whether data passes through it on its way."""
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
