import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.layout.crossings import Crossings
from isthmus.layout.embed import embed
from isthmus.layout.exchange import Exchange, cost
from isthmus.layout.grid import assign, shape
from isthmus.layout.pack import Block, pack


def graph(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """A connected random graph."""
    random = np.random.default_rng(seed)
    pairs = {(int(random.integers(k)), k) for k in range(1, count)}
    for a, b in random.integers(count, size=(count // 2, 2)).tolist():
        if a != b:
            pairs.add((a, b))
    ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1]


def price(at: np.ndarray, ends: tuple[np.ndarray, np.ndarray]) -> float:
    moves = at[ends[1]] - at[ends[0]]
    return float(cost(moves[:, 0], moves[:, 1]).sum())


@pytest.mark.parametrize("count", [1, 2, 3, 7, 40, 1300])
def test_each_node_gets_a_cell_of_its_own(count: int) -> None:
    at = assign(count, *graph(count, 1))
    assert len({(c, r) for c, r in at.tolist()}) == count
    assert at.min() == 0


@pytest.mark.parametrize("seed", range(5))
def test_the_sums_kept_are_those_of_the_cells_as_they_stand(seed: int) -> None:
    count, ends = 30, graph(30, seed)
    columns, rows = shape(count)
    cells = np.array([(c, r) for c in range(columns) for r in range(rows)])
    work = Exchange(cells[:count].copy(), cells, *ends)
    before = price(work.at, ends)
    assert work.total() == pytest.approx(2 * before)
    work.descend(sweeps=20)
    after = price(work.at, ends)
    assert work.total() == pytest.approx(2 * after)
    assert after < before


def test_nodes_outside_the_cells_stay_but_pull() -> None:
    at = np.array([(0, 0), (9, 0), (1, 5)])
    cells = np.array([(c, 5) for c in range(10)])
    work = Exchange(at, cells, np.array([1]), np.array([2]))
    work.descend(sweeps=3)
    assert work.at.tolist() == [[0, 0], [9, 0], [9, 5]]


def test_a_chain_is_laid_out_without_a_detour() -> None:
    count = 6
    at = assign(count, np.arange(count - 1), np.arange(1, count))
    steps = np.abs(np.diff(at, axis=0)).sum(axis=1)
    assert steps.tolist() == [1] * (count - 1)


def test_an_embedding_spreads_and_points_right() -> None:
    sources, targets = np.arange(9), np.arange(1, 10)
    points = embed(10, sources, targets)
    assert len({tuple(p) for p in points.round(6).tolist()}) == 10
    assert points[9, 0] > points[0, 0]


blocks = st.lists(st.builds(Block, st.integers(1, 6), st.floats(50, 900)), max_size=25)


@settings(max_examples=60, deadline=None)
@given(blocks)
def test_packed_blocks_do_not_overlap(some: list[Block]) -> None:
    places = pack(some, 280, 1.6).places
    assert len(places) == len(some)
    placed = list(zip(places, some, strict=True))
    for k, ((c, y), block) in enumerate(placed):
        for (other_c, other_y), other in placed[:k]:
            beside = c + block.columns <= other_c or other_c + other.columns <= c
            below = y + block.height <= other_y + 1e-6 or other_y + other.height <= y + 1e-6
            assert beside or below


def test_crossings_are_counted_as_geometry_has_them() -> None:
    at = np.array([(0, 0), (2, 2), (2, 0), (0, 2), (4, 0), (4, 4)])
    flows = Crossings(np.array([0, 2, 4]), np.array([1, 3, 5]))
    assert flows.total(at) == 1
    assert flows.at_nodes(at, [0]) == 1
    assert flows.at_nodes(at, [4, 5]) == 0
    sharing = Crossings(np.array([0, 0]), np.array([1, 3]))
    assert sharing.total(at) == 0


@pytest.mark.parametrize("seed", range(3))
def test_untangling_never_makes_the_whole_worse(seed: int) -> None:
    count, ends = 24, graph(24, seed)
    columns, rows = shape(count)
    cells = np.array([(c, r) for c in range(columns) for r in range(rows)])
    work, crossings = Exchange(cells[:count].copy(), cells, *ends), Crossings(*ends)
    work.descend(sweeps=20)
    before = work.tangle(crossings)
    work.untangle(crossings, sweeps=6)
    assert work.tangle(crossings) <= before
