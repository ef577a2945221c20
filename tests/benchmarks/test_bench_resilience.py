"""How long resilience takes, beside the plain NetworkX calls that ask the same.

Figures to reach (2 cores): each answer within a few seconds at 10,000 systems. Betweenness from
all systems is not waited for there: both follow the ways from as many.
"""

from collections.abc import Callable
from time import perf_counter

import networkx as nx
import pytest

from isthmus.analysis.check import check
from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.parts import parts_of
from isthmus.analysis.resilience.cores import cores_of
from isthmus.analysis.resilience.failing import failing
from isthmus.analysis.resilience.hubs import hubs_of
from isthmus.analysis.resilience.stress import stress
from isthmus.catalogue.load import load_catalogue
from support.mapmaker import company

SIZES = [
    pytest.param(100, 250, id="100"),
    pytest.param(1_000, 2_500, id="1000"),
    pytest.param(10_000, 25_000, id="10000"),
]


def fastest(work: Callable[[], object], rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def tied(live: LiveMap) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(live.systems)))
    graph.add_edges_from(live.ends)
    return graph


def directed(live: LiveMap) -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(live.systems)))
    graph.add_edges_from((a, b) for a, legs in enumerate(live.leaving) for b, _ in legs)
    return graph


def points_and_bridges(live: LiveMap) -> None:
    """Which they are, without whom they cut off."""
    graph = tied(live)
    list(nx.articulation_points(graph))
    list(nx.bridges(graph))


def visibility(live: LiveMap) -> None:
    graph = directed(live)
    for system in graph:
        nx.descendants(graph, system)


def betweenness(live: LiveMap, samples: int) -> None:
    nx.betweenness_centrality(directed(live), k=samples, seed=1)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("systems", "flows"), SIZES)
def test_resilience_beside_networkx(systems, flows, capsys):
    catalogue = load_catalogue()
    snapshot = company(systems, flows, catalogue)
    live = live_map(snapshot, catalogue)
    parts, samples = parts_of(live), hubs_of(live).samples
    rounds = 3 if systems <= 1_000 else 1
    rows = [
        ("points, bridges", lambda: failing(live, parts), lambda: points_and_bridges(live)),
        ("core, propagation", lambda: cores_of(live), lambda: visibility(live)),
        (f"hubs, {samples}", lambda: hubs_of(live), lambda: betweenness(live, samples)),
    ]
    worst = [live.systems[failing(live, parts).systems[0].what].id]
    with capsys.disabled():
        print(f"\n{systems:,} systems, {flows:,} flows: ms, plain NetworkX, ratio")
        for name, ours, plain in rows:
            own, base = fastest(ours, rounds), fastest(plain, rounds)
            print(f"  {name:20} {own * 1000:8.1f} {base * 1000:10.1f} {own / base:7.3f}")
            assert own < base * 2
        took = fastest(lambda: stress(snapshot, catalogue, worst, []))
        one = fastest(lambda: check(snapshot, catalogue))
        print(f"  {'stress of the worst':20} {took * 1000:8.1f}, {took / one:.1f} times one check")
