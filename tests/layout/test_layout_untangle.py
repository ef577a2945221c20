"""Flows take other ways where fewer of them cross then."""

import numpy as np
import pytest

from isthmus.layout import routes
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, COLUMN, ROW, Box
from isthmus.layout.links import Link
from isthmus.layout.paths import flattened
from support.quality import crossings, lines_over_cards


def tangle() -> tuple[list[Link], dict[str, Box]]:
    """A grid of cards with flows from anywhere to anywhere."""
    random = np.random.default_rng(3)
    boxes = {str(k): Box(k % 6 * COLUMN, k // 6 * ROW, CARD_WIDTH, CARD_HEIGHT) for k in range(36)}
    pairs = [random.choice(36, 2, replace=False).tolist() for _ in range(50)]
    return [Link(str(k), str(a), str(b)) for k, (a, b) in enumerate(pairs)], boxes


def test_fewer_flows_cross_and_none_runs_over_a_card(monkeypatch: pytest.MonkeyPatch) -> None:
    links, boxes = tangle()
    after = [flattened(way.steps) for way in routes.route(links, boxes).values()]
    monkeypatch.setattr(routes, "_FEW", 0)
    before = [flattened(way.steps) for way in routes.route(links, boxes).values()]
    cards = np.array([(box.x, box.y, box.right, box.bottom) for box in boxes.values()])
    assert crossings(after) < 0.92 * crossings(before)
    assert lines_over_cards(after, cards) <= lines_over_cards(before, cards)
