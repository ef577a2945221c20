"""Free room on the map: what is added covers nothing, and stands as near as may be."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from isthmus.drawing.chart import Card, Chart
from isthmus.layout.geometry import Box
from isthmus.ui.canvas.room import free_spot, hull, way_beside, way_to_room

spots = st.tuples(st.floats(-500, 500), st.floats(-300, 300))
lists = st.lists(spots, max_size=30)


def chart_of(boxes) -> Chart:
    cards = {str(n): Card(str(n), box, "", "", "", "none") for n, box in enumerate(boxes)}
    return Chart(Box(0, 0, 0, 0), cards)


def cards(places) -> list[Box]:
    return [Box(x, y, 172, 50) for x, y in places]


def apart(one: Box, other: Box) -> bool:
    across = one.right <= other.x or other.right <= one.x
    return across or one.bottom <= other.y or other.bottom <= one.y


@given(lists)
def test_a_free_spot_is_free(taken):
    chart = chart_of(cards(taken))
    x, y = free_spot((0.0, 0.0), chart)
    own = Box(x - 86, y - 25, 172, 50).grown(15)
    assert all(apart(own, card.box) for card in chart.cards.values())
    if not taken:
        assert (x, y) == (0.0, 0.0)


@given(lists, st.lists(spots, min_size=1, max_size=20))
def test_a_group_finds_room_for_all_its_cards(taken, group):
    chart, moving = chart_of(cards(taken)), cards(group)
    dx, dy = way_to_room(moving, chart)
    moved = [Box(box.x + dx, box.y + dy, box.width, box.height) for box in moving]
    assert all(apart(box, card.box) for box in moved for card in chart.cards.values())


@given(st.lists(spots, min_size=1, max_size=8))
def test_copies_stand_beside_what_they_were_made_of(places):
    chart = chart_of(cards(places))
    dx, dy = way_beside(chart, chart.cards)
    assert (dx % 8, dy % 8) == (0, 0)
    for card in chart.cards.values():
        moved = Box(card.box.x + dx, card.box.y + dy, 172, 50)
        assert all(apart(moved, other.box) for other in chart.cards.values())


def test_room_far_from_a_crowd_is_found_at_once():
    crowd = [Box(n % 100 * 200, n // 100 * 70, 172, 50) for n in range(10_000)]
    chart, group = chart_of(crowd), crowd[:40]
    begun = perf_counter()
    dx, dy = way_to_room(group, chart, (10_000.0, 3_000.0))
    assert perf_counter() - begun < 1.5
    whole = hull(group)
    moved = Box(whole.x + dx, whole.y + dy, whole.width, whole.height)
    assert all(apart(moved, box) for box in crowd)
