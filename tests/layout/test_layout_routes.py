from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box, Verb
from isthmus.layout.links import Link, Route
from isthmus.layout.paths import flattened
from isthmus.layout.routes import route
from isthmus.layout.sides import sides_of
from support.maps import overlap

Boxes = dict[str, Box]


def card(column: float, row: float) -> Box:
    return Box(column * 280, row * 96, 172, 50)


def on_edge(point: tuple[float, ...], box: Box) -> bool:
    x, y = point
    upright = x in (box.x, box.right) and box.y <= y <= box.bottom
    level = y in (box.y, box.bottom) and box.x <= x <= box.right
    return upright or level


def length_under(way: Route, box: Box) -> float:
    """Length of the route in a box."""
    found = 0.0
    for (ax, ay), (bx, by) in pairwise(flattened(way.steps)):
        parts = max(1, round(max(abs(bx - ax), abs(by - ay))))
        for k in range(parts):
            t = (k + 0.5) / parts
            x, y = ax + (bx - ax) * t, ay + (by - ay) * t
            if box.x < x < box.right and box.y < y < box.bottom:
                found += max(abs(bx - ax), abs(by - ay)) / parts
    return found


@st.composite
def scattered(draw: st.DrawFn) -> tuple[Boxes, list[Link]]:
    cells = draw(
        st.lists(
            st.tuples(st.integers(0, 4), st.integers(0, 6)), min_size=2, max_size=14, unique=True
        )
    )
    jitter = st.integers(-20, 20)
    boxes = {
        f"s{k}": Box(c * 280 + draw(jitter), r * 96 + draw(jitter) / 2, 172, 50)
        for k, (c, r) in enumerate(cells)
    }
    name = st.sampled_from(sorted(boxes))
    ends = draw(st.lists(st.tuples(name, name).filter(lambda e: e[0] != e[1]), max_size=16))
    links = [Link(f"f{k}", a, b, (96.0, 60.0)) for k, (a, b) in enumerate(ends)]
    return boxes, links


@settings(max_examples=60, deadline=None)
@given(scattered())
def test_routes_run_from_edge_to_edge(drawn: tuple[Boxes, list[Link]]) -> None:
    boxes, links = drawn
    ways = route(links, boxes)
    assert ways.keys() == {link.key for link in links}
    for link in links:
        steps = ways[link.key].steps
        assert steps[0][0] is Verb.MOVE
        assert all(verb in (Verb.LINE, Verb.CUBIC) for verb, _ in steps[1:])
        assert on_edge(steps[0][1], boxes[link.source])
        assert on_edge(steps[-1][1][-2:], boxes[link.target])


@settings(max_examples=60, deadline=None)
@given(scattered())
def test_labels_cover_no_card_and_no_label(drawn: tuple[Boxes, list[Link]]) -> None:
    boxes, links = drawn
    ways = route(links, boxes)
    labels = [way.label_box for way in ways.values() if way.label_box]
    assert not any(overlap(a, b) for a, b in combinations(labels, 2))
    assert not any(overlap(a, b) for a in labels for b in boxes.values())


@settings(max_examples=20, deadline=None)
@given(scattered())
def test_routes_are_the_same_each_time(drawn: tuple[Boxes, list[Link]]) -> None:
    boxes, links = drawn
    assert route(links, boxes) == route(links, dict(reversed(boxes.items())))


def test_neighbours_get_a_straight_line_and_their_first_label() -> None:
    boxes = {"a": card(0, 0), "b": card(1, 0), "c": card(0, 1)}
    ways = route([Link("r", "a", "b", (60.0,)), Link("d", "a", "c", (60.0,))], boxes)
    assert ways["r"].steps == ((Verb.MOVE, (172, 25)), (Verb.LINE, (280, 25)))
    assert ways["d"].steps == ((Verb.MOVE, (86, 50)), (Verb.LINE, (86, 96)))
    assert ways["r"].label == ways["d"].label == 0


def test_a_label_too_wide_for_its_place_gives_way_to_a_shorter_one() -> None:
    boxes = {"a": card(0, 0), "b": card(1, 0)}
    assert route([Link("f", "a", "b", (140.0, 70.0))], boxes)["f"].label == 1
    assert route([Link("f", "a", "b", (140.0,))], boxes)["f"].label == -1


def test_opposite_and_repeated_flows_are_drawn_apart() -> None:
    boxes = {"a": card(0, 0), "b": card(1, 0), "c": card(0, 1)}
    links = [
        Link("1", "a", "b"),
        Link("2", "b", "a"),
        Link("3", "a", "b"),
        Link("4", "a", "c"),
        Link("5", "c", "a"),
    ]
    ways = route(links, boxes)
    heights = {ways[key].steps[0][1][1] for key in "123"}
    assert len(heights) == 3
    assert min(b - a for a, b in pairwise(sorted(heights))) >= 10
    assert abs(ways["4"].steps[0][1][0] - ways["5"].steps[0][1][0]) >= 60


@pytest.mark.parametrize("target", ["below", "right", "far"])
def test_a_flow_goes_round_the_cards_between(target: str) -> None:
    boxes = {f"{c},{r}": card(c, r) for c in range(5) for r in range(6)}
    ends = {"below": "2,4", "right": "4,1", "far": "4,5"}
    way = route([Link("f", "2,1" if target == "below" else "0,1", ends[target])], boxes)["f"]
    assert sum(length_under(way, box) for box in boxes.values()) == 0


def test_lines_that_share_a_channel_keep_apart() -> None:
    boxes = {f"{c},{r}": card(c, r) for c in range(2) for r in range(8)}
    links = [Link(f"f{r}", f"0,{r}", f"1,{r + 4}") for r in range(4)]
    ways = route(links, boxes)
    columns = [
        {x for (x, y), (nx, ny) in pairwise(flattened(way.steps)) if x == nx and abs(y - ny) > 40}
        for way in ways.values()
    ]
    shown = [next(iter(xs)) for xs in columns if xs]
    assert len(shown) >= 3
    assert len(set(shown)) == len(shown)


def test_labels_keep_off_what_is_to_be_avoided() -> None:
    boxes = {"a": card(0, 0), "b": card(2, 0)}
    link = Link("f", "a", "b", (60.0,))
    first = route([link], boxes)["f"].label_box
    assert first is not None
    second = route([link], boxes, avoid=sides_of([first]))["f"].label_box
    assert second is not None
    assert not overlap(first, second)


@pytest.mark.parametrize("at", [(0.0, 0.0), (0.0, 0.2), (0.3, 0.0), (0.4, 0.4)])
def test_cards_on_one_another_have_a_route_too(at: tuple[float, float]) -> None:
    boxes = {"a": card(0, 0), "b": card(*at)}
    assert route([Link("f", "a", "b")], boxes)["f"].steps


@settings(max_examples=60, deadline=None)
@given(scattered())
def test_lines_turn_at_every_corner(drawn: tuple[Boxes, list[Link]]) -> None:
    boxes, links = drawn
    for way in route(links, boxes).values():
        if any(verb is Verb.CUBIC for verb, _ in way.steps[:2]):
            continue  # a curve
        at = [step[1] for step in way.steps if step[0] is not Verb.CUBIC]
        ways = [(bx != ax, by != ay) for (ax, ay), (bx, by) in pairwise(at) if (ax, ay) != (bx, by)]
        straight = [one == other for one, other in pairwise(ways) if sum(one) == sum(other) == 1]
        assert not any(straight)


def test_many_flows_through_narrow_channels_run_over_no_card() -> None:
    boxes = {f"leaf {k:02}": Box(k % 10 * 200.0, k // 10 * 80.0, 172, 50) for k in range(60)}
    boxes["hub"] = Box(-400, 240, 172, 50)
    links = [Link(f"f{name}", "hub", name) for name in boxes if name != "hub"]
    for link, way in zip(links, route(links, boxes).values(), strict=True):
        others = (box for name, box in boxes.items() if name not in ("hub", link.target))
        assert not any(length_under(way, box.grown(-1)) for box in others)


def test_lines_side_by_side_leave_room_for_one_that_turns_away() -> None:
    at = {"alpha": (0.0, 150.0), "beta": (280.0, 150.0), "gamma": (560.0, 0.0)}
    boxes = {key: Box(*point, CARD_WIDTH, CARD_HEIGHT) for key, point in at.items()}
    links = [Link("g", "gamma", "alpha"), *(Link(f"b{k}", "alpha", "beta") for k in range(3))]
    routes = route(links, boxes)
    right = boxes["alpha"].right
    ends = []
    for found in routes.values():
        for _, numbers in (found.steps[0], found.steps[-1]):
            if abs(numbers[-2] - right) < 1e-6:
                ends.append(numbers[-1])
    assert len(ends) == 4
    assert min(b - a for a, b in pairwise(sorted(ends))) > 8
