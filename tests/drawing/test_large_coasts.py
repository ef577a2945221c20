"""Coasts of thousands of cards that wind round cards of others: bounded work, one land."""

from random import Random

import numpy as np

from isthmus.drawing import inlets

MARGIN, SHALLOWS = 24.0, 10.0


def field(count: int, columns: int = 60):
    """Cards in rows, as a layout places them."""
    numbers = np.arange(count)
    corners = np.column_stack([numbers % columns * 280.0, numbers // columns * 96.0])
    return np.hstack([corners, corners + np.array((176.0, 50.0))])


def loops(steps) -> int:
    return sum(1 for verb, _ in steps if verb.name == "MOVE")


def test_a_large_land_round_a_card_of_others_is_one():
    cards = field(6000)
    inner = np.arange(6000) == 3030
    coast, _ = inlets.tight_outlines(cards[~inner], cards[inner], MARGIN, SHALLOWS)
    assert loops(coast) == 2  # the land, and the water round the card in it


def test_a_far_part_of_a_large_land_is_tied_by_a_neck():
    cards = field(3000)
    far = np.array([[30_000.0, 960.0, 30_176.0, 1010.0]])
    other = np.array([[25_000.0, 5000.0, 25_176.0, 5050.0]])
    coast, _ = inlets.tight_outlines(np.vstack([cards, far]), other, MARGIN, SHALLOWS)
    assert loops(coast) == 1


def test_pairs_that_a_neck_may_join_do_not_grow_with_the_land():
    cards = np.vstack([field(3000), field(4) + np.array((40_000.0, 0.0) * 2)])
    parts = inlets.Parts(len(cards))
    for number in range(1, 3000):
        parts.join(0, number)
    assert len(list(inlets._pairs_by_distance(cards, parts))) <= 4 * 2 + 6 + 10


def test_what_pairs_join_from_the_beginning_is_what_they_join_one_by_one():
    random = Random(5)
    pairs = [(random.randrange(60), random.randrange(60)) for _ in range(45)]
    at_once, one_by_one = inlets.Parts(60, np.array(pairs)), inlets.Parts(60)
    for one, other in pairs:
        one_by_one.join(one, other)
    assert at_once.count == one_by_one.count
    for one in range(60):
        for other in range(one):
            together = at_once.of(one) == at_once.of(other)
            assert together == (one_by_one.of(one) == one_by_one.of(other))
