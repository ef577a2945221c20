"""Lineage: held against plain searches over all simple paths and all simple cycles."""

from collections.abc import Iterator
from itertools import pairwise, permutations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.lineage.frequency import frequency_of
from isthmus.analysis.lineage.loops import Leg, cycles_of
from isthmus.analysis.lineage.objects import Age, Lineage, lineages
from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.naming import in_order
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import FlowState, HoldingRole, System
from isthmus.model.snapshot import Snapshot
from support.harbour import harbour_vale
from support.mapmaker import MapMaker, catalogue_of
from support.portfolio import sample

NAMES = "ABCDE"
OFTEN = ["real time", "hourly", "daily", "weekly", "on demand", ""]

FLOW = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(["contact", "invoice", ""]),
    st.booleans(), st.sampled_from(OFTEN),
    st.sampled_from([FlowState.LIVE, FlowState.LIVE, FlowState.PLANNED]),
)  # fmt: skip
HOLDING = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(["contact", "invoice"]), st.sampled_from(HoldingRole)
)
FLOWS, HOLDINGS = st.lists(FLOW, max_size=9), st.lists(HOLDING, max_size=6)


def made(flows, holdings, forms: bool = False) -> Snapshot:
    make = MapMaker()
    for name in NAMES:
        make.system(name, {"C": "forms", "D": "hub"}.get(name, "") if forms else "")
    for a, b, thing, two_way, often, state in flows:
        if a != b:
            named = [thing] if thing else []
            make.flow(a, b, *named, two_way=two_way, frequency=often, state=state)
    for thing in ("contact", "invoice"):
        make.data_object(thing)
    for (name, thing), role in {(name, thing): role for name, thing, role in holdings}.items():
        make.holding(name, thing, role)
    return make.snapshot()


def live_of(snapshot: Snapshot) -> LiveMap:
    return live_map(snapshot, catalogue_of())


def steps_of(snapshot: Snapshot, thing: str, *, named: bool) -> list[tuple[str, str, str]]:
    """From, to and flow of each live leg that names the object (or may carry it)."""
    legs = []
    for flow in snapshot.flows.values():
        takes = thing in flow.data_objects or not (named or flow.data_objects)
        if flow.state is FlowState.LIVE and takes:
            legs.append((flow.source, flow.target, flow.id))
            if flow.two_way:
                legs.append((flow.target, flow.source, flow.id))
    return legs


def simple_ways(legs, starts) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every path without a system twice, by systems and by flows."""
    stack = [((start,), ()) for start in starts]
    while stack:
        systems, flows = stack.pop()
        yield systems, flows
        for a, b, flow in legs:
            if a == systems[-1] and b not in systems:
                stack.append(((*systems, b), (*flows, flow)))


def cost(snapshot: Snapshot, flows: tuple[str, ...]) -> tuple[int, float]:
    hours = [frequency_of(snapshot.flows[i].frequency).hours for i in flows]
    return hours.count(None), round(sum(h or 0 for h in hours), 6)


def mastered(snapshot: Snapshot, thing: str) -> set[str]:
    """Whom the map calls a master of an object."""
    return {
        h.system
        for h in snapshot.holdings.values()
        if h.data_object == thing and h.role is HoldingRole.MASTER
    }


@given(flows=FLOWS, holdings=HOLDINGS, forms=st.booleans())
def test_ages_are_those_of_the_best_of_all_simple_ways(flows, holdings, forms):
    snapshot = made(flows, holdings, forms)
    for found in lineages(live_of(snapshot)):
        legs = steps_of(snapshot, found.data_object, named=False)
        ways = list(simple_ways(legs, mastered(snapshot, found.data_object)))
        for holder in found.holders:
            costs = [cost(snapshot, f) for s, f in ways if s[-1] == holder]
            ages = [age for age in found.ages if age.system == holder]
            assert len(ages) == bool(costs)
            for age in ages:
                unknown, hours = min(costs)
                assert len(age.unknown) == unknown
                assert age.hours == (None if unknown else hours)
                check_way(snapshot, legs, age)


def check_way(snapshot: Snapshot, legs, age: Age) -> None:
    """The way is one, and the slowest flow on it is the slowest."""
    for (a, b), flow in zip(pairwise(age.way), age.flows, strict=True):
        assert (a, b, flow) in legs
    hours = {i: frequency_of(snapshot.flows[i].frequency).hours or 0 for i in age.flows}
    slowest = max(hours.values(), default=0)
    assert (hours[age.slowest] if age.slowest else 0) == slowest


@given(flows=FLOWS, holdings=HOLDINGS, forms=st.booleans())
def test_who_is_out_of_reach_is_who_the_check_says(flows, holdings, forms):
    snapshot = made(flows, holdings, forms)
    beyond = check(snapshot, catalogue_of()).out_of_reach
    found = lineages(live_of(snapshot))
    assert {one.data_object: one.out_of_reach for one in found if one.out_of_reach} == beyond
    for one in found:
        reached = {age.system for age in one.ages}
        if one.masters:
            assert set(one.holders) - reached - set(one.begins) == set(one.out_of_reach)


@given(flows=FLOWS, hub=st.booleans())
def test_a_loop_is_told_where_there_is_one_and_it_is_the_shortest_and_first(flows, hub):
    snapshot = made(flows, [], hub)
    hubs = {s.id for s in snapshot.systems.values() if s.category == "hub"}
    place = {s.id: i for i, s in enumerate(in_order(snapshot, snapshot.systems.values(), ()))}
    for found in lineages(live_of(snapshot)):
        legs = steps_of(snapshot, found.data_object, named=True)
        rings = sorted(
            ((len(ring), tuple(place[i] for i in ring)) for ring in all_rings(legs, place, hubs)),
        )
        told = [(len(loop.systems), tuple(place[i] for i in loop.systems)) for loop in found.loops]
        parts = components(legs)
        for part in parts:
            inside = [ring for ring in rings if ring_in(ring, part, place)]
            assert [one for one in told if ring_in(one, part, place)] == inside[:1]
        for loop in found.loops:
            ring = zip(loop.systems, (*loop.systems[1:], loop.systems[0]), strict=True)
            assert all((*step, f) in legs for step, f in zip(ring, loop.flows, strict=True))
            assert len(set(loop.flows)) == len(loop.flows)


def ring_in(ring, part, place) -> bool:
    return {i for i in part if place[i] in ring[1]} != set()


def components(legs) -> list[set[str]]:
    """Strongly connected parts of several systems, by mutual reach."""
    nodes = {end for a, b, _ in legs for end in (a, b)}
    reach = {n: {s[-1] for s, _ in simple_ways(legs, [n])} for n in nodes}
    parts = {frozenset(m for m in reach[n] if n in reach[m]) for n in nodes}
    return [set(part) for part in parts if len(part) > 1]


def all_rings(legs, place, hubs) -> Iterator[tuple[str, ...]]:
    """All simple cycles with no flow twice, from their first system by name."""
    for size in range(2, len(place) + 1):
        for ring in permutations(place, size):
            if place[ring[0]] != min(place[i] for i in ring):
                continue
            steps = list(zip(ring, (*ring[1:], ring[0]), strict=True))
            flows = [{f for a, b, f in legs if (a, b) == step} for step in steps]
            pair = size == 2 and (hubs & set(ring) or len(flows[0] | flows[1]) < 2)
            if all(flows) and not pair:
                yield ring


@given(
    legs=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=16), hub=st.booleans()
)
def test_of_one_way_legs_the_cycles_are_the_shortest_that_networkx_lists(legs, hub):
    hubs = {0} if hub else set()
    graph = nx.DiGraph([(a, b) for a, b in legs if a != b])
    for part in nx.strongly_connected_components(graph):
        rings = [
            (len(ring), turned(ring))
            for ring in nx.simple_cycles(graph.subgraph(part))
            if len(ring) > 2 or not hubs & set(ring)
        ]
        told = [
            (len(cycle.systems), cycle.systems)
            for cycle in cycles_of([Leg(a, b, i) for i, (a, b) in enumerate(legs)], hubs)
            if part & set(cycle.systems)
        ]
        assert told == sorted(rings)[:1]


def turned(ring) -> tuple[int, ...]:
    """The ring from its least number on."""
    at = ring.index(min(ring))
    return tuple(ring[at:] + ring[:at])


@given(flows=FLOWS, holdings=HOLDINGS)
def test_the_chain_is_the_longest_of_the_shortest_ways(flows, holdings):
    snapshot = made(flows, holdings)
    for found in lineages(live_of(snapshot)):
        legs = steps_of(snapshot, found.data_object, named=False)
        takers = {b for _, b, _ in steps_of(snapshot, found.data_object, named=True)}
        hops: dict[str, int] = {}
        for systems, _ in simple_ways(legs, mastered(snapshot, found.data_object)):
            if systems[-1] in {*found.holders, *takers}:
                hops[systems[-1]] = min(len(systems) - 1, hops.get(systems[-1], 99))
        assert found.hops == max(hops.values(), default=0)
        if found.chain:
            assert found.chain[0] in found.masters
            assert hops.get(found.chain[-1], 0) == found.hops


def test_a_two_way_flow_is_no_loop_but_two_flows_are():
    make = MapMaker()
    make.holding("Crm", "contact")
    make.holding("Mail", "contact", HoldingRole.REPLICA)
    make.flow("Crm", "Mail", "contact", two_way=True)
    assert lineages(live_of(make.snapshot()))[0].loops == ()
    back = make.flow("Mail", "Crm", "contact")
    [loop] = lineages(live_of(make.snapshot()))[0].loops
    assert loop.systems == (make.system("Crm"), make.system("Mail"))
    assert back in loop.flows


def test_two_masters_conflict_and_a_retired_one_does_not():
    make = MapMaker()
    make.holding("Crm", "contact")
    make.holding("Erp", "contact")
    [found] = lineages(live_of(make.snapshot()))
    assert found.conflict == (make.system("Crm"), make.system("Erp"))


@given(flows=FLOWS, holdings=HOLDINGS)
def test_neither_other_ids_nor_a_system_that_has_nothing_change_anything(flows, holdings):
    before, after = made(flows, holdings), made(flows, holdings)
    tables = {name: dict(rows) for name, rows in after.tables.items()}
    odd = System(name="B of nothing")
    tables["systems"][odd.id] = odd
    assert named(Document(tables).snapshot()) == named(before)


def named(snapshot: Snapshot) -> list[tuple[object, ...]]:
    def names(ids):
        return tuple(snapshot.systems[i].name for i in ids)

    return [
        (
            one.name, names(one.masters), names(one.holders), names(one.out_of_reach),
            names(one.chain), [names(loop.systems) for loop in one.loops],
            [(*names([age.system]), names(age.way), age.hours) for age in one.ages],
        )
        for one in lineages(live_of(snapshot))
    ]  # fmt: skip


@settings(max_examples=40)
@given(flows=FLOWS, holdings=HOLDINGS, random=st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(flows, holdings, random):
    mixed = list(flows)
    random.shuffle(mixed)
    by_system = list({(n, t): r for n, t, r in holdings}.items())
    random.shuffle(by_system)
    other = made(mixed, [(n, t, r) for (n, t), r in by_system])
    assert named(other) == named(made(flows, holdings))


def test_the_samples_customer_reaches_its_holders_within_days():
    snapshot = sample()
    found = {one.name: one for one in lineages(live_map(snapshot, load_catalogue()))}
    assert len(found) == len(snapshot.data_objects)
    customer: Lineage = found["Customer"]
    assert customer.masters
    assert customer.ages
    assert all(age.way[0] in customer.masters for age in customer.ages)


def test_the_company_of_the_pictures_has_a_lineage_for_each_object():
    snapshot = harbour_vale().snapshot()
    found = lineages(live_map(snapshot, load_catalogue()))
    assert [one.name for one in found] == sorted(
        (o.name for o in snapshot.data_objects.values()), key=str.casefold
    )
