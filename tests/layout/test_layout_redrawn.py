"""Cards change places where fewer drawn lines cross then, and never for the worse."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.layout.grid import cells_of
from isthmus.layout.network import STANDARD, Part
from isthmus.layout.pulse import Pulse
from isthmus.layout.rating import disorder
from isthmus.layout.redrawn import Berths, in_cells, redrawn
from isthmus.layout.weft import Weft, crossings

SHAPE = (5, 4)


def part_of(count: int, pairs: list[tuple[int, int]], sizes=None) -> Part:
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    sizes = np.tile(STANDARD, (count, 1)) if sizes is None else sizes
    return Part(tuple(map(str, range(count))), table[:, 0], table[:, 1], sizes)


def in_a_row(count: int) -> np.ndarray:
    """Corners of cards in the cells of a grid, row by row."""
    return cells_of(SHAPE)[:count] * np.array((280.0, 96.0))


def drawn(part: Part, corners: np.ndarray) -> int:
    return disorder(corners, part.sizes, (part.sources, part.targets))


@st.composite
def parts(draw) -> Part:
    count = draw(st.integers(4, 18))
    ends = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), min_size=3, max_size=30, unique=True))
    return part_of(count, [(a, b) for a, b in pairs if a != b])


@settings(max_examples=40, deadline=None)
@given(parts())
def test_never_more_lines_cross_and_all_cards_keep_to_the_cells(part: Part) -> None:
    corners = in_a_row(len(part.keys))
    berths = in_cells(np.arange(len(corners)), cells_of(SHAPE), corners, part.sizes)
    found = redrawn(part, corners, [berths])
    assert drawn(part, found) <= drawn(part, corners)
    stand = {tuple(at) for at in found.tolist()}
    assert len(stand) == len(corners)
    assert stand <= {tuple(at) for at in berths.places.tolist()}
    assert (redrawn(part, corners, [berths]) == found).all()


def test_a_tangle_is_undone() -> None:
    pairs = [(k, 19 - k) for k in range(10)] + [(k, k + 7) for k in range(12)]
    part, corners = part_of(20, pairs), in_a_row(20)
    berths = in_cells(np.arange(20), cells_of(SHAPE), corners, part.sizes)
    before = drawn(part, corners)
    assert drawn(part, redrawn(part, corners, [berths])) < before / 2


def test_cards_change_places_with_those_of_their_group_alone() -> None:
    pairs = [(k, 19 - k) for k in range(10)] + [(k, k + 7) for k in range(12)]
    part, corners = part_of(20, pairs), in_a_row(20)
    groups = [tuple(range(k, 20, 5)) for k in range(5)]
    found = redrawn(part, corners, [Berths(group, corners[list(group)]) for group in groups])
    assert (found != corners).any()
    for group in groups:
        mine = list(group)
        assert sorted(map(tuple, found[mine])) == sorted(map(tuple, corners[mine]))


def test_cards_of_another_size_stay() -> None:
    pairs = [(k, 19 - k) for k in range(10)]
    sizes = np.tile(STANDARD, (20, 1))
    sizes[[2, 9, 14]] += (40.0, 16.0)
    part, corners = part_of(20, pairs, sizes), in_a_row(20)
    berths = in_cells(np.arange(20), cells_of(SHAPE), corners, sizes)
    found = redrawn(part, corners, [berths])
    assert (found[[2, 9, 14]] == corners[[2, 9, 14]]).all()
    assert drawn(part, found) < drawn(part, corners)


def test_maps_with_many_flows_are_left_as_they_are() -> None:
    pairs = [(a, b) for a in range(30) for b in range(a + 1, 30)]
    corners = cells_of((6, 5)) * np.array((280.0, 96.0))
    part = part_of(30, pairs)
    berths = in_cells(np.arange(30), cells_of((6, 5)), corners, part.sizes)
    assert redrawn(part, corners, [berths]) is corners


def test_it_can_be_stopped() -> None:
    def stop(_: float) -> None:
        raise TimeoutError

    pairs = [(k, 19 - k) for k in range(10)]
    part, corners = part_of(20, pairs), in_a_row(20)
    berths = in_cells(np.arange(20), cells_of(SHAPE), corners, part.sizes)
    with pytest.raises(TimeoutError):
        redrawn(part, corners, [berths], Pulse(stop))


STEPS = st.lists(st.integers(-6, 6), min_size=5, max_size=5)


@st.composite
def lines(draw) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper ends of lines of five parts, level and upright in turn."""
    found = []
    for _ in range(draw(st.integers(1, 12))):
        at = np.array((draw(st.integers(0, 9)), draw(st.integers(0, 9))), dtype=float)
        points = [at]
        for k, step in enumerate(draw(STEPS)):
            at = at + ((step, 0) if k % 2 else (0, step))
            points.append(at)
        found.append(points)
    table = np.array(found)
    starts, ends = table[:, :-1].T, table[:, 1:].T
    return np.minimum(starts, ends), np.maximum(starts, ends)


@given(lines(), lines(), st.data())
def test_the_weft_counts_what_each_line_crosses(mine, others, data) -> None:
    count = others[0].shape[2]
    weights = np.array(data.draw(st.lists(st.integers(1, 3), min_size=count, max_size=count)))
    one_by_one = crossings(
        mine[0][..., None], mine[1][..., None], others[0][:, :, None], others[1][:, :, None]
    )
    found = Weft(*others, weights).crossed(*mine)
    assert found.tolist() == (one_by_one @ weights).tolist()
