from itertools import combinations
from math import hypot

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from isthmus.drawing.coast import coastline
from isthmus.drawing.outline import convex_hull
from isthmus.layout.geometry import Box, Step, Verb
from isthmus.layout.paths import flattened
from support.maps import overlap

Loop = list[tuple[float, float]]


def loops(steps: tuple[Step, ...]) -> list[Loop]:
    """Each closed part of an outline as a polygon."""
    found: list[list[Step]] = []
    for step in steps:
        if step[0] is Verb.MOVE:
            found.append([])
        found[-1].append(step)
    return [flattened(part) for part in found]


def inside(x: float, y: float, steps: tuple[Step, ...]) -> bool:
    """Even-odd rule over all loops."""
    crossings = 0
    for loop in loops(steps):
        for (ax, ay), (bx, by) in zip(loop, [*loop[1:], loop[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                crossings += 1
    return crossings % 2 == 1


def corners(box: Box) -> list[tuple[float, float]]:
    return [(x, y) for x in (box.x, box.right) for y in (box.y, box.bottom)]


def sides(boxes: list[Box]) -> np.ndarray:
    return np.array([(b.x, b.y, b.right, b.bottom) for b in boxes]).reshape(-1, 4)


@st.composite
def scenes(draw: st.DrawFn) -> tuple[list[Box], list[Box]]:
    """Cards of an island and cards of others, none overlapping another."""
    place = st.tuples(st.integers(0, 1500), st.integers(0, 900))
    places = draw(st.lists(place, min_size=2, max_size=14))
    boxes: list[Box] = []
    for x, y in places:
        box = Box(float(x), float(y), 172, 50)
        if not any(overlap(box.grown(30), other.grown(30)) for other in boxes):
            boxes.append(box)
    count = draw(st.integers(1, len(boxes)))
    return boxes[:count], boxes[count:]


@settings(max_examples=150, deadline=None)
@given(scenes())
def test_a_coast_takes_in_its_own_cards_and_no_others(scene: tuple[list[Box], list[Box]]) -> None:
    members, others = scene
    coast, shallows = coastline(sides(members), sides(others), 18)
    for box in members:
        assert all(inside(x, y, coast) for x, y in corners(box))
        assert all(inside(x, y, shallows) for x, y in corners(box))
    for box in others:
        assert not any(inside(x, y, coast) for x, y in [*corners(box), box.centre])


@settings(max_examples=60, deadline=None)
@given(scenes())
def test_the_margin_is_even_where_nothing_stands_in_the_way(
    scene: tuple[list[Box], list[Box]],
) -> None:
    members, _ = scene
    coast, _ = coastline(sides(members), sides([]), 18)
    assert len(loops(coast)) == 1
    for x, y in flattened(coast):
        near = min(
            hypot(max(b.x - x, x - b.right, 0), max(b.y - y, y - b.bottom, 0)) for b in members
        )
        assert near > 11
    left = min(x for x, _ in flattened(coast))
    assert min(box.x for box in members) - left == 18


def test_a_coast_winds_round_a_card_of_others_in_one_piece() -> None:
    members = [
        Box(c * 280, r * 96, 172, 50) for c in range(3) for r in range(3) if (c, r) != (1, 1)
    ]
    stranger = Box(280, 96, 172, 50)
    coast, _ = coastline(sides(members), sides([stranger]), 18)
    assert not inside(*stranger.centre, coast)
    assert all(inside(*box.centre, coast) for box in members)


def test_far_parts_are_joined_by_a_neck_of_land() -> None:
    members = [Box(0, 0, 172, 50), Box(900, 600, 172, 50)]
    stranger = Box(450, 300, 172, 50)
    coast, shallows = coastline(sides(members), sides([stranger]), 18)
    assert len(loops(coast)) == len(loops(shallows)) == 1
    assert not inside(*stranger.centre, coast)


def test_a_hull_turns_one_way_only_and_holds_all_points() -> None:
    points = [(0.0, 0.0), (5.0, 1.0), (10.0, 0.0), (4.0, 8.0), (5.0, 4.0), (2.0, 0.0)]
    hull = convex_hull(points)
    assert set(hull) == {(0.0, 0.0), (10.0, 0.0), (4.0, 8.0)}
    assert convex_hull([(1.0, 1.0)]) == [(1.0, 1.0)]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=3, unique=True))
def test_every_point_lies_left_of_no_side_of_the_hull(points: list[tuple[int, int]]) -> None:
    hull = convex_hull([(float(x), float(y)) for x, y in points])
    assume(len(hull) > 2)
    for (ax, ay), (bx, by) in zip(hull, [*hull[1:], hull[0]], strict=True):
        assert all((bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0 for x, y in points)


def test_the_scenes_hold_no_overlapping_cards() -> None:
    boxes = [Box(0, 0, 10, 10), Box(10, 0, 10, 10), Box(5, 5, 10, 10)]
    assert [overlap(a, b) for a, b in combinations(boxes, 2)] == [False, True, True]
