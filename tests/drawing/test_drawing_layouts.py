"""Real maps after each kind of layout: nothing lies on anything else."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest

from isthmus.analysis.check import check
from isthmus.analysis.results import IslandKind
from isthmus.catalogue.load import load_catalogue
from isthmus.drawing.chart import Chart
from isthmus.drawing.compose import compose
from isthmus.layout.departments import owners_of
from isthmus.layout.geometry import Box
from isthmus.layout.kinds import Kind, laid_out
from isthmus.layout.network import network_of
from isthmus.layout.paths import flattened
from isthmus.layout.sides import sides_of
from support.maps import overlap
from support.portfolio import portfolio, sample
from support.quality import labels_over_cards, lines_of, lines_over_cards

MAPS = {"sample": sample, "portfolio": portfolio}
BOTH = pytest.mark.parametrize("name", MAPS)
ALL = pytest.mark.parametrize("kind", Kind)


@cache
def drawn(name: str, kind: Kind) -> Chart:
    snapshot = MAPS[name]()
    analysis = check(snapshot, load_catalogue())
    found = laid_out(network_of(snapshot, analysis), kind, owners_of(snapshot, {}))
    return compose(snapshot, analysis, load_catalogue(), found.points)


def whole(chart: Chart) -> Box:
    boxes = [card.box for card in chart.cards.values()]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(left, top, right - left, bottom - top)


@BOTH
@ALL
def test_no_card_lies_on_another_and_no_label_on_a_card(name: str, kind: Kind) -> None:
    chart = drawn(name, kind)
    assert len(chart.cards) == len(MAPS[name]().systems)
    boxes = [card.box for card in chart.cards.values()]
    assert sum(overlap(a, b) for a, b in combinations(boxes, 2)) == 0
    assert labels_over_cards(chart) == 0


@BOTH
@ALL
def test_the_whole_is_compact_and_as_wide_as_a_screen(name: str, kind: Kind) -> None:
    chart = drawn(name, kind)
    area = whole(chart)
    assert 1.2 < area.width / area.height < 2.4
    cards = sum(card.box.width * card.box.height for card in chart.cards.values())
    assert cards / (area.width * area.height) > 0.1


@BOTH
@ALL
def test_hardly_any_flow_runs_over_a_card(name: str, kind: Kind) -> None:
    chart = drawn(name, kind)
    cards = sides_of(card.box for card in chart.cards.values())
    assert lines_over_cards(lines_of(chart), cards) <= len(chart.flows) / 5


@BOTH
@pytest.mark.parametrize("kind", [Kind.ORGANIC, Kind.DIRECTION])
def test_flows_by_hand_lead_over_no_land_that_is_cut_off(name: str, kind: Kind) -> None:
    chart = drawn(name, kind)
    ashore: dict[str, set[str]] = {}
    for island in check(MAPS[name](), load_catalogue()).islands:
        ashore[island.key] = set(island.systems)
    apart = [coast for coast in chart.coasts if coast.kind is not IslandKind.MAINLAND]
    assert apart
    for coast in apart:
        ends = np.array(flattened(coast.steps))
        land = np.array([[*ends.min(axis=0), *ends.max(axis=0)]])
        others = {
            key: flow
            for key, flow in chart.flows.items()
            if ashore[coast.island].isdisjoint((flow.source, flow.target))
        }
        assert lines_over_cards([flattened(flow.steps) for flow in others.values()], land) == 0
