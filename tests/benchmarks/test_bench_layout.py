"""How long layout and drawing take, and how readable the result is.

Run with `pytest tests/benchmarks/test_bench_layout.py -m long -s`. The baseline is what one would
write first: NetworkX's spring layout with straight lines from middle to middle.
"""

from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

import networkx as nx
import numpy as np
import pytest

from isthmus.drawing.compose import compose, recompose
from isthmus.layout.arrange import arrange
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH
from isthmus.layout.sides import sides_of
from isthmus.model.snapshot import Snapshot
from support.maps import boxes_at, catalogue, company, islands
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
    [(100, 0.5, 0.1, 0.016), (1_000, 1.0, 1.0, 0.016), (10_000, 10.0, 12.0, 0.1)],
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


@pytest.mark.parametrize("count", [60, 200])
def test_lines_over_cards_and_crossings(count: int) -> None:
    snapshot = company(count)
    analysis = islands(snapshot)
    positions, ours = timed(lambda: arrange(snapshot, analysis))
    chart = compose(snapshot, analysis, catalogue(), positions)
    (straight, cards), theirs = timed(lambda: spring(snapshot))
    own = sides_of(card.box for card in chart.cards.values())
    ends = 2 * len(snapshot.flows)
    over = lines_over_cards(lines_of(chart), own)
    # A straight line from middle to middle runs over its own two cards too.
    over_straight = lines_over_cards(straight, cards) - ends
    crossed, crossed_straight = crossings(lines_of(chart)), crossings(straight)
    print(
        f"\n{count} systems: over cards {over} (spring {over_straight}), "
        f"crossings {crossed} (spring {crossed_straight}), "
        f"arranged in {ours:.2f} s (spring {theirs:.2f} s)"
    )
    assert over < over_straight
    assert crossed < crossed_straight
