"""Several flows between the same two cards run side by side; bends by hand are honoured."""

from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.layout.candidates import Side
from isthmus.layout.geometry import Box
from isthmus.layout.links import Link, Point
from isthmus.layout.paths import flattened
from isthmus.layout.routes import route
from support.maps import overlap

LEAST = {2: 9.0, 3: 9.0, 4: 9.0, 5: 7.9, 6: 6.3, 7: 5.2, 8: 4.5}
"""Scene units that so many lines keep between them, on a card of standard height."""


def dense(steps) -> list[Point]:
    """Points along a path, three units or less apart."""
    found = []
    for (ax, ay), (bx, by) in pairwise(flattened(steps)):
        count = max(1, int(dist((ax, ay), (bx, by)) / 3))
        found += [
            (ax + (bx - ax) * t / count, ay + (by - ay) * t / count) for t in range(count + 1)
        ]
    return found


@pytest.mark.parametrize("count", LEAST)
@pytest.mark.parametrize("at", [(280, 0), (0, 96), (280, 192), (560, 96), (-280, 288), (0, 288)])
def test_flows_between_the_same_two_never_touch(count: int, at: Point) -> None:
    boxes = {"a": Box(0, 0, 172, 50), "b": Box(*at, 172, 50)}
    links = [
        Link(str(k), *(("a", "b") if k % 3 else ("b", "a")), (60.0, 40.0)) for k in range(count)
    ]
    ways = route(links, boxes)
    lines = [dense(way.steps) for way in ways.values()]
    for one, other in combinations(lines, 2):
        assert min(dist(p, q) for p in one for q in other) >= LEAST[count]
    labels = [way.label_box for way in ways.values() if way.label_box]
    assert len(labels) >= 2
    assert not any(overlap(a, b) for a, b in combinations(labels, 2))


def test_a_flow_led_anew_keeps_off_the_ends_that_are_taken() -> None:
    boxes = {"a": Box(0, 0, 172, 50), "b": Box(280, 0, 172, 50)}
    alone = route([Link("f", "a", "b")], boxes)["f"].steps[0][1][1]
    taken = {("a", Side.RIGHT): [alone], ("b", Side.LEFT): [alone]}
    beside = route([Link("f", "a", "b")], boxes, taken=taken)["f"].steps
    assert abs(beside[0][1][1] - alone) >= 12
    assert beside[0][1][1] == beside[-1][1][1]


points = st.tuples(st.integers(-600, 900), st.integers(-400, 700))


@settings(max_examples=80, deadline=None)
@given(st.lists(points, min_size=1, max_size=4, unique=True), st.booleans())
def test_a_bent_flow_passes_its_points_and_ends_at_the_cards(bends, both) -> None:
    boxes = {"a": Box(0, 0, 172, 50), "b": Box(420, 192, 220, 80)}
    spots = tuple((float(x), float(y)) for x, y in bends)
    links = [Link("f", "a", "b", (60.0,), spots)]
    links += [Link("g", "b", "a", (60.0,))] if both else []
    way = route(links, boxes)["f"]
    line = dense(way.steps)
    for spot in spots:
        # A bend is rounded: the line cuts its corner by no more than the radius.
        assert min(dist(spot, at) for at in line) <= 18.5
    for (x, y), box in ((line[0], boxes["a"]), (line[-1], boxes["b"])):
        assert box.grown(0.01).contains(x, y)
        assert min(abs(x - box.x), abs(x - box.right), abs(y - box.y), abs(y - box.bottom)) < 0.01
    if way.label_box:
        assert not any(overlap(way.label_box, box) for box in boxes.values())


def test_a_bend_beside_a_card_lets_the_line_leave_it_straight() -> None:
    boxes = {"a": Box(0, 0, 172, 50), "b": Box(420, 192, 172, 50)}
    way = route([Link("f", "a", "b", (), ((300.0, 25.0), (300.0, 217.0)))], boxes)["f"]
    corners = flattened(way.steps)
    assert corners[0] == (172, 25)
    assert corners[-1] == (420, 217)
    assert {y for x, y in corners if x < 280} == {25.0}
