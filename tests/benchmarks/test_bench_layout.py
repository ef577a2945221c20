"""How long layout and drawing take, and how readable the result is.

Run with `pytest tests/benchmarks/test_bench_layout.py -m long -s`. The baseline is what one would
write first: NetworkX's spring layout with straight lines from middle to middle.
"""

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import TypeVar

import networkx as nx
import numpy as np
import pytest

from isthmus.drawing.compose import compose, recompose
from isthmus.layout.arrange import arrange
from isthmus.layout.departments import owners_of
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box
from isthmus.layout.kinds import Kind, laid_out
from isthmus.layout.network import network_of
from isthmus.layout.newcomers import settled_in
from isthmus.layout.pulse import Pulse
from isthmus.layout.sides import sides_of
from isthmus.model.snapshot import Snapshot
from support.bigmap import big_map
from support.maps import boxes_at, catalogue, company, islands
from support.portfolio import portfolio, sample
from support.quality import crossings, lines_of, lines_over_cards

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

Result = TypeVar("Result")


def timed(work: Callable[[], Result], times: int = 1) -> tuple[Result, float]:
    """The result and the least of some times in seconds."""
    least = float("inf")
    for _ in range(times):
        start = perf_counter()
        result = work()
        least = min(least, perf_counter() - start)
    return result, least


@pytest.mark.parametrize(
    ("count", "layout", "chart", "drag"),
    [(100, 0.7, 0.1, 0.016), (1_000, 1.0, 1.0, 0.016), (10_000, 10.0, 12.0, 0.1)],
)
def test_times(count: int, layout: float, chart: float, drag: float) -> None:
    snapshot = company(count, 2.5, cut_off=0.08)
    analysis = islands(snapshot)
    positions, arranging = timed(lambda: arrange(snapshot, analysis))
    drawn, composing = timed(lambda: compose(snapshot, analysis, catalogue(), positions))
    system = analysis.islands[0].systems[7]
    x, y = positions[system]
    _, dragging = timed(lambda: recompose(drawn, snapshot, analysis, {system: (x + 30, y + 20)}), 5)
    print(
        f"\n{count} systems, {len(snapshot.flows)} flows: arrange {arranging:.2f} s, "
        f"compose {composing:.2f} s, a drag's frame {dragging * 1000:.1f} ms"
    )
    # Twice the aim: other work on the machine must not fail this.
    assert arranging < 2 * layout
    assert composing < 2 * chart
    assert dragging < 2 * drag


def spring(snapshot: Snapshot) -> tuple[list[list[tuple[float, float]]], np.ndarray]:
    """Straight lines and cards of a spring layout, as large as cards on 4% of the sea need."""
    graph = nx.Graph()
    graph.add_nodes_from(snapshot.systems)
    graph.add_edges_from((flow.source, flow.target) for flow in snapshot.flows.values())
    size = (len(graph) * CARD_WIDTH * CARD_HEIGHT / 0.04) ** 0.5
    at = nx.spring_layout(graph, seed=1, scale=size / 2)
    middles = {key: (float(x), float(y)) for key, (x, y) in at.items()}
    lines = [[middles[f.source], middles[f.target]] for f in snapshot.flows.values()]
    corners = {key: (x - CARD_WIDTH / 2, y - CARD_HEIGHT / 2) for key, (x, y) in middles.items()}
    return lines, sides_of(boxes_at(corners).values())


def measured(snapshot: Snapshot, positions: Mapping[str, tuple[float, float]]) -> tuple[int, int]:
    """Crossings, and how often a flow runs over a card."""
    chart = compose(snapshot, islands(snapshot), catalogue(), positions)
    cards = sides_of(card.box for card in chart.cards.values())
    return crossings(lines_of(chart)), lines_over_cards(lines_of(chart), cards)


def straight(snapshot: Snapshot) -> tuple[int, int, float]:
    """The same for a spring layout with straight lines, and its seconds."""
    (lines, cards), seconds = timed(lambda: spring(snapshot))
    # A straight line from middle to middle runs over its own two cards too.
    over = lines_over_cards(lines, cards) - 2 * len(snapshot.flows)
    return crossings(lines), over, seconds


def penned(snapshot: Snapshot, boxes: Mapping[str, Box]) -> int:
    """Crossings of straight lines where each department's systems stand by spring in its box."""
    middles = {}
    ties = [(flow.source, flow.target) for flow in snapshot.flows.values()]
    for key, box in boxes.items():
        graph = nx.Graph()
        graph.add_nodes_from(one for one, it in snapshot.systems.items() if it.department == key)
        graph.add_edges_from((a, b) for a, b in ties if a in graph and b in graph)
        at = nx.spring_layout(graph, seed=1, scale=0.5)
        for one, (x, y) in at.items():
            middles[one] = (box.centre[0] + x * box.width, box.centre[1] + y * box.height)
    return crossings([[middles[a], middles[b]] for a, b in ties if {a, b} <= middles.keys()])


MAPS = {
    "sample": sample,
    "portfolio of 211": portfolio,
    "company of 60": lambda: company(60),
    "company of 200": lambda: company(200),
}


@pytest.mark.parametrize("name", MAPS)
def test_lines_over_cards_and_crossings(name: str) -> None:
    snapshot = MAPS[name]()
    crossed_spring, over_spring, seconds = straight(snapshot)
    print(f"\n{name}: spring {crossed_spring} crossings, {over_spring} over cards, {seconds:.2f} s")
    ties = network_of(snapshot, islands(snapshot))
    for kind in Kind:
        found, ours = timed(lambda kind=kind: laid_out(ties, kind, owners_of(snapshot, {})))
        crossed, over = measured(snapshot, found.points)
        print(f"{kind.value:>14}: {crossed} crossings, {over} over cards, {ours:.2f} s")
        assert over < over_spring
        if found.boxes:
            pens = penned(snapshot, found.boxes)
            print(f"{'':>14}  (by spring within the territories: {pens} crossings)")
            assert crossed < pens
        # The portfolio is a forest, which hardly crosses where it may stand anywhere. Territories
        # hold its systems where flows must cross: see DECISIONS.md.
        forest = name == "portfolio of 211"
        free = forest and kind is not Kind.DEPARTMENTS
        if name == "sample" or free or kind is Kind.ORGANIC:
            assert crossed < crossed_spring


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(("count", "aim"), [(100, 1.0), (1_000, 2.0), (10_000, 10.0)])
def test_times_of_each_kind(kind: Kind, count: int, aim: float) -> None:
    snapshot = big_map(count, count * 5 // 2).snapshot()
    ties = network_of(snapshot, islands(snapshot))
    _, seconds = timed(lambda: laid_out(ties, kind, owners_of(snapshot, {})))
    print(f"\n{kind.value} at {count}: {seconds:.2f} s")
    assert seconds < 4 * aim  # other work on the machine must not fail this


@pytest.mark.parametrize(("count", "aim"), [(100, 0.05), (1_000, 0.1), (10_000, 0.8)])
def test_arranging_20_new_systems(count: int, aim: float) -> None:
    snapshot = company(count, 2.5, cut_off=0.08)
    analysis = islands(snapshot)
    positions = arrange(snapshot, analysis)
    new = set(sorted(positions, key=lambda key: snapshot.systems[key].name)[:: count // 20][:20])
    fixed = {key: at for key, at in positions.items() if key not in new}
    ties = network_of(snapshot, analysis)
    found, seconds = timed(lambda: settled_in(snapshot, analysis, ties, fixed), 3)
    print(f"\n20 new systems among {count}: {seconds * 1000:.0f} ms")
    assert {key: found.points[key] for key in fixed} == fixed
    assert seconds < 4 * aim


def test_a_long_layout_is_cancelled_soon() -> None:
    snapshot = big_map(10_000, 25_000).snapshot()
    ties, owners = network_of(snapshot, islands(snapshot)), owners_of(snapshot, {})
    for kind in Kind:
        begun = perf_counter()

        def stop(_: float, due: float = begun + 1.0) -> None:
            if perf_counter() > due:
                raise TimeoutError

        with pytest.raises(TimeoutError):
            laid_out(ties, kind, owners, "", Pulse(stop))
        late = perf_counter() - begun - 1.0
        print(f"\n{kind.value} of 10,000 systems ended {late * 1000:.0f} ms after it was cancelled")
        assert late < 1.2  # the aim is 0.3 s
