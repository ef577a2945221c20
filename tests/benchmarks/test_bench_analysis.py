"""How long a full check takes, and one after an edit, beside plain NetworkX on the same map.

Figures to reach (2 cores): 50 ms at 1,000 systems and 2,500 flows, 500 ms at 10,000 and 25,000.
"""

from collections.abc import Callable
from decimal import Decimal
from time import perf_counter

import networkx as nx
import pytest

from isthmus.analysis.check import Checks, check
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import Flow, System
from isthmus.model.snapshot import Snapshot
from support.mapmaker import company

SIZES = [pytest.param(1_000, 2_500, 0.05, id="1000"), pytest.param(10_000, 25_000, 0.5, id="10000")]


def plain_networkx(snapshot: Snapshot) -> int:
    """Build the graph and count its weakly connected parts: the least that any check must do."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(snapshot.systems)
    graph.add_edges_from((flow.source, flow.target) for flow in snapshot.flows.values())
    return len(list(nx.weakly_connected_components(graph)))


def fastest(work: Callable[[], object], rounds: int = 5) -> float:
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


@pytest.mark.long
@pytest.mark.parametrize(("systems", "flows", "target"), SIZES)
def test_a_full_check(systems, flows, target, benchmark, capsys):
    catalogue = load_catalogue()
    snapshot = company(systems, flows, catalogue)
    analysis = benchmark.pedantic(
        check, args=(snapshot, catalogue), rounds=7, iterations=1, warmup_rounds=1
    )
    baseline = fastest(lambda: plain_networkx(snapshot))
    took = benchmark.stats.stats.min
    with capsys.disabled():
        print(
            f"\ncheck of {systems:,} systems, {flows:,} flows by {len(catalogue.rules)} rules: "
            f"{took * 1000:.0f} ms (aim {target * 1000:.0f} ms); plain NetworkX components "
            f"{baseline * 1000:.1f} ms, ratio {took / baseline:.1f}; "
            f"{len(analysis.findings):,} findings, {len(analysis.islands):,} parts, "
            f"{analysis.metrics.in_place:,} of {analysis.metrics.expected:,} in place"
        )
    assert took < 60 * baseline  # the aim is read off the figures: machines and loads differ


EDITS = {
    "a new flow": lambda tx, systems: tx.put(Flow(source=systems[5], target=systems[-5])),
    "a flow gone": lambda tx, _: tx.delete(Flow, tx.all(Flow)[0].id),
    "a cost": lambda tx, systems: tx.change(System, systems[7], annual_cost=Decimal(5)),
    "a name": lambda tx, systems: tx.change(System, systems[9], name="Renamed"),
    "a new system": lambda tx, _: tx.put(System(name="New", category="crm")),
}


@pytest.mark.long
@pytest.mark.parametrize(("systems", "flows", "target"), SIZES)
def test_a_check_after_an_edit(systems, flows, target, benchmark, capsys):
    catalogue = load_catalogue()
    snapshot = company(systems, flows, catalogue)
    document = Document({name: dict(rows) for name, rows in snapshot.tables.items()})
    full = fastest(lambda: check(snapshot, catalogue))
    checks = Checks(catalogue)
    checks.check(snapshot)
    took = {name: edited(document, checks, edit) for name, edit in EDITS.items()}
    benchmark.pedantic(checks.check, args=(document.snapshot(),), rounds=3, iterations=1)
    with capsys.disabled():
        print(f"\ncheck after an edit of {systems:,} systems (from scratch {full * 1000:.0f} ms):")
        for name, seconds in took.items():
            print(f"  {name}: {seconds * 1000:.0f} ms, {seconds / full:.2f} of it")
    assert min(took.values()) < full


def edited(document, checks, edit):
    """The median of five times: make the edit and check, take it back and check."""
    times = []
    for _ in range(5):
        with document.edit("Edit") as tx:
            edit(tx, list(document.snapshot().systems))
        start = perf_counter()
        checks.check(document.snapshot())
        times.append(perf_counter() - start)
        document.undo()
        checks.check(document.snapshot())
    return sorted(times)[2]
