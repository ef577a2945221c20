"""Reachability, hubs and cores, held against brute force and against NetworkX."""

from random import Random
from statistics import median

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.livemap import live_map
from isthmus.analysis.resilience.cores import Role, Shape, cores_of
from isthmus.analysis.resilience.graph import numbers_in, onward, reach_of, reversed_of
from isthmus.analysis.resilience.hubs import hubs_of
from isthmus.analysis.resilience.sampling import through_from
from isthmus.catalogue.load import load_catalogue
from support.mapmaker import MapMaker, catalogue_of, company

NOTHING = catalogue_of()

STEPS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30)


def neighbours(steps, count=12) -> list[list[int]]:
    return [sorted({b for a, b in steps if a == i != b}) for i in range(count)]


def reached(graph: list[list[int]], start: int) -> set[int]:
    seen, stack = {start}, [start]
    while stack:
        for there in graph[stack.pop()]:
            if there not in seen:
                seen.add(there)
                stack.append(there)
    return seen


def mapped(count: int, steps, **fields):
    """A live map of systems 0 to count - 1 by name."""
    make = MapMaker()
    for i in range(count):
        make.system(f"s{i:05}")
    for a, b in steps:
        if a != b:
            make.flow(f"s{a:05}", f"s{b:05}", **fields)
    return live_map(make.snapshot(), NOTHING)


def digraph(live) -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(live.systems)))
    graph.add_edges_from((a, b) for a, others in enumerate(onward(live)) for b in others)
    return graph


@given(steps=STEPS)
def test_what_is_reached_is_what_a_walk_from_each_system_comes_to(steps):
    graph = neighbours(steps)
    reach = reach_of(graph)
    by_force = [reached(graph, i) for i in range(12)]
    assert [set(numbers_in(bits)) for bits in reach.bits] == by_force
    cycles = {frozenset(j for j in by_force[i] if i in by_force[j]) for i in range(12)}
    assert {frozenset(cycle) for cycle in reach.cycles} == cycles


@given(steps=STEPS)
def test_steps_taken_backward_reach_those_that_reached(steps):
    graph = neighbours(steps)
    forth, back = reach_of(graph).bits, reach_of(reversed_of(graph)).bits
    for i in range(12):
        assert numbers_in(back[i]) == [j for j in range(12) if forth[j] >> i & 1]


def test_a_flow_both_ways_leads_both_ways_and_two_flows_lead_once():
    live = mapped(2, [(0, 1), (0, 1)])
    assert onward(live) == [[1], []]
    assert onward(mapped(2, [(0, 1)], two_way=True)) == [[1], [0]]
    assert onward(live, without={0}) == [[1], []]
    assert onward(live, without={0, 1}) == [[], []]


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_hubs_are_those_of_networkx(ties, seed):
    random = Random(seed)
    live = mapped(40, [random.sample(range(40), 2) for _ in range(90)])
    graph = digraph(live)
    oracle = nx.betweenness_centrality(graph.to_undirected() if ties else graph)
    found = hubs_of(live, ties=ties)
    assert not found.estimated
    shares = {hub.system: hub.share for hub in found.hubs}
    assert shares == pytest.approx({i: share for i, share in oracle.items() if share})
    ranked = sorted(found.hubs, key=lambda hub: (-hub.share, hub.system))
    assert list(found.hubs) == ranked


@given(steps=STEPS)
def test_from_all_systems_the_estimate_is_no_estimate(steps):
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(12))
    graph.add_edges_from((a, b) for a, b in steps if a != b)
    oracle = nx.betweenness_centrality(graph, normalized=False)
    assert through_from(neighbours(steps), range(12)) == pytest.approx(list(oracle.values()))


def test_an_estimate_says_so_is_always_the_same_and_comes_near():
    live = live_map(company(600, 1_500, load_catalogue()), load_catalogue())
    exact, guess = hubs_of(live), hubs_of(live, samples=200)
    assert (guess.samples, guess.systems, guess.estimated) == (200, 600, True)
    assert guess == hubs_of(live, samples=200)
    shares = {hub.system: hub.share for hub in exact.hubs}
    assert {hub.system for hub in guess.hubs} <= shares.keys()
    for hub in guess.hubs[:10]:
        assert hub.share == pytest.approx(shares[hub.system], rel=0.35)
    top = {hub.system for hub in exact.hubs[:10]}
    assert len(top & {hub.system for hub in guess.hubs[:15]}) >= 8


@given(steps=STEPS, count=st.integers(0, 12))
def test_propagation_cost_and_fans_are_the_visibility_matrix_counted(steps, count):
    steps = [(a, b) for a, b in steps if max(a, b) < count]
    cores = cores_of(mapped(count, steps))
    graph = neighbours(steps, count)
    matrix = [[j in reached(graph, i) for j in range(count)] for i in range(count)]
    assert cores.fan_in == tuple(sum(row) for row in matrix)
    assert cores.fan_out == tuple(sum(column) for column in zip(*matrix, strict=True))
    cells = [cell for row in matrix for cell in row]
    assert cores.propagation_cost == pytest.approx(sum(cells) / max(1, len(cells)))
    assert sorted(i for role in Role for i in cores.of_role(role)) == list(range(count))


def test_a_cycle_that_stands_out_is_the_core_and_its_fans_part_the_others():
    cycle = [(0, 1), (1, 2), (2, 0)]
    cores = cores_of(mapped(8, [*cycle, (3, 0), (2, 4), (5, 6)]))
    assert (cores.shape, cores.cycle) == (Shape.CORE_PERIPHERY, (0, 1, 2))
    assert cores.of_role(Role.CORE) == [0, 1, 2]
    assert cores.of_role(Role.SHARED) == [3]  # its data is used by the whole core and beyond
    assert cores.of_role(Role.CONTROL) == [4]
    assert cores.of_role(Role.PERIPHERAL) == [5, 6, 7]
    assert cores.propagation_cost == (3 * 4 + 5 + 1 + 2 + 1 + 1) / 64


def test_two_cycles_of_like_size_are_several_cores():
    cycles = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 3)]
    assert cores_of(mapped(5, cycles)).shape is Shape.CORE_PERIPHERY
    assert cores_of(mapped(6, [*cycles, (4, 5), (5, 4)])).shape is Shape.MULTI_CORE


@pytest.mark.parametrize(("others", "shape"), [(38, "core-periphery"), (39, "hierarchical")])
def test_a_cycle_of_less_than_a_twentieth_of_the_systems_is_no_core(others, shape):
    assert cores_of(mapped(2 + others, [(0, 1), (1, 0)])).shape == shape


def test_where_no_cycle_stands_out_the_medians_part_the_roles_and_the_lonely_are_no_core():
    live = mapped(9, [(0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (0, 6)])
    cores = cores_of(live)
    assert cores.shape is Shape.HIERARCHICAL
    assert cores.cycle == ()
    marks = [max(2, median(fans)) for fans in (cores.fan_in, cores.fan_out)]
    assert marks == [2, 2]
    assert cores.of_role(Role.CORE) == [2, 3]
    assert cores.of_role(Role.SHARED) == [0, 1]
    assert cores.of_role(Role.CONTROL) == [4, 5, 6]
    assert cores.of_role(Role.PERIPHERAL) == [7, 8]


def test_a_map_of_nothing_has_no_core_and_no_hubs():
    live = mapped(0, [])
    assert cores_of(live).propagation_cost == 0
    assert hubs_of(live).hubs == ()
    assert hubs_of(mapped(1, [])).hubs == hubs_of(mapped(2, [(0, 1)])).hubs == ()
