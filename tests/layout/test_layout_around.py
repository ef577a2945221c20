"""Places round a card: free, near, on the side that was wished for."""

from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.layout.around import place_around
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box

spots = st.tuples(st.integers(-1500, 1500), st.integers(-900, 900))


def box(at: tuple[float, float]) -> Box:
    return Box(*at, CARD_WIDTH, CARD_HEIGHT)


def apart(one: Box, other: Box) -> bool:
    across = one.right <= other.x or other.right <= one.x
    return across or one.bottom <= other.y or other.bottom <= one.y


@given(st.lists(spots, max_size=40), spots, st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_nothing_is_covered(taken, corner, number) -> None:
    there = [box(at) for at in taken]
    placed = place_around(corner, [f"s{n}" for n in range(number)], there)
    new = [box(at) for at in placed.values()]
    assert len(new) == number
    assert all(apart(one, other) for one in new for other in there)
    assert all(apart(a, b) for n, a in enumerate(new) for b in new[:n])


def test_those_that_send_stand_left_and_those_that_get_right() -> None:
    sides = {"a": -1, "b": 1, "c": -1, "d": 1}
    placed = place_around((0, 0), list(sides), [box((0, 0))], sides)
    assert all(placed[key][0] * side > 0 for key, side in sides.items())
    assert abs(placed["a"][0]) == placed["b"][0]
    assert place_around((0, 0), list(sides), [box((0, 0))], sides) == placed


def test_many_find_room_in_a_crowd() -> None:
    crowd = [box((x * 200.0, y * 80.0)) for x in range(-12, 13) for y in range(-12, 13)]
    placed = place_around((0, 0), [f"s{n}" for n in range(120)], crowd)
    assert all(apart(box(at), one) for at in placed.values() for one in crowd)
