"""The raster of a drag: kept from frame to frame, and as good as one made anew."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.layout.footing import Footing
from isthmus.layout.obstacles import Obstacles

_CARDS = np.array(
    [[x * 280.0, y * 96, x * 280 + 172, y * 96 + 50] for x in range(6) for y in range(9)]
)
_LOW, _HIGH = np.array([-200.0, -200.0]), np.array([1900.0, 1100.0])
_ALL = np.array([[*(_LOW - 400), *(_HIGH + 400)]])


def moved(row: int, x: float, y: float) -> np.ndarray:
    cards = _CARDS.copy()
    cards[row] = (x, y, x + 172, y + 50)
    return cards


def test_a_drag_makes_one_raster():
    footing, rows = Footing(), np.array([7])
    for step in range(30):
        footing.obstacles(moved(7, 300 + 9.0 * step, 80), rows, _LOW, _HIGH)
    assert footing.made == 1


def test_it_makes_another_where_the_drag_leads_beyond_it_or_another_card_stands_elsewhere():
    footing, far = Footing(), _HIGH + np.array([1500, 0])
    footing.obstacles(moved(7, 300, 80), np.array([7]), _LOW, _HIGH)
    footing.obstacles(moved(7, 3000, 80), np.array([7]), _LOW, far)
    assert footing.made == 2
    footing.obstacles(moved(9, 3000, 80), np.array([7]), _LOW, far)
    assert footing.made == 3


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, len(_CARDS) - 1),
    st.floats(-150, 1700),
    st.floats(-150, 1000),
    st.integers(0, 2**32 - 1),
)
def test_what_it_says_of_cards_is_what_a_raster_of_all_says(row, x, y, seed):
    cards, draw = moved(row, x, y), np.random.default_rng(seed)
    whole = Obstacles(cards, _ALL)
    kept = Footing().obstacles(cards, np.array([row]), _LOW, _HIGH)
    starts = draw.uniform(_LOW, _HIGH, (400, 2))
    ends = starts.copy()
    ends[:200, 0] += draw.uniform(-400, 400, 200)
    ends[200:, 1] += draw.uniform(-400, 400, 200)
    assert (kept.under(starts, ends) == whole.under(starts, ends)).all()
    assert (kept.hit(starts) == whole.hit(starts)).all()
    low, high = np.minimum(starts, ends), np.maximum(starts, ends) + 14
    assert (kept.covered(low, high) == whole.covered(low, high)).all()
