"""Parts of a chart: what is selected with its flows, what a frame shows."""

import pytest

from isthmus.drawing.compose import compose
from isthmus.drawing.excerpt import cropped, excerpt
from isthmus.drawing.options import options_for
from isthmus.layout.arrange import arrange
from isthmus.layout.geometry import Box
from isthmus.model.document import Document
from isthmus.model.viewing import View
from support.maps import catalogue, harbour, islands


@pytest.fixture(scope="module")
def drawn():
    snapshot = harbour()
    analysis = islands(snapshot)
    chart = compose(snapshot, analysis, catalogue(), arrange(snapshot, analysis))
    return chart, analysis


def test_selected_systems_come_with_the_flows_among_them(drawn):
    chart, analysis = drawn
    flow = next(iter(chart.flows.values()))
    part = excerpt(chart, {flow.source, flow.target}, analysis)
    assert set(part.cards) == {flow.source, flow.target}
    assert flow.key in part.flows
    assert all({f.source, f.target} <= set(part.cards) for f in part.flows.values())
    assert part.bounds.width < chart.bounds.width


def test_a_selected_flow_comes_with_its_ends_and_no_other_flow(drawn):
    chart, analysis = drawn
    for flow in chart.flows.values():
        part = excerpt(chart, {flow.key}, analysis)
        assert set(part.cards) == {flow.source, flow.target}
        assert set(part.flows) == {flow.key}


def test_a_coast_comes_where_all_of_its_island_does(drawn):
    chart, analysis = drawn
    for coast in chart.coasts:
        island = next(one for one in analysis.islands if one.key == coast.island)
        assert excerpt(chart, island.systems, analysis).coasts == (coast,)
        if len(island.systems) > 1:
            assert excerpt(chart, island.systems[1:], analysis).coasts == ()


def test_nothing_that_is_on_the_chart_is_the_whole_chart(drawn):
    chart, analysis = drawn
    assert excerpt(chart, (), analysis) is chart
    assert excerpt(chart, {"gone"}, analysis) is chart


def test_a_frame_shows_what_touches_it_and_is_cut_to_the_drawing(drawn):
    chart, _ = drawn
    card = min(chart.cards.values(), key=lambda c: c.box.x)
    part = cropped(chart, Box(card.box.x - 5000, card.box.y + 10, 5001, 20))
    assert part.bounds.x == chart.bounds.x
    assert part.bounds.right == card.box.x + 1
    assert card.system in part.cards
    assert len(part.cards) < len(chart.cards)
    assert cropped(chart, chart.bounds).cards == chart.cards
    assert cropped(chart, Box(1e6, 1e6, 10, 10)) is chart


def test_the_legend_of_a_part_counts_what_the_part_shows():
    snapshot = harbour()
    analysis = islands(snapshot)
    view = View(id="view", name="Map", lens="lifecycle")
    tables = dict(snapshot.tables) | {"views": {"view": view}, "placements": {}}
    snapshot = Document(tables).snapshot()
    options = options_for(snapshot, "view")
    chart = compose(snapshot, analysis, catalogue(), arrange(snapshot, analysis), options)
    keys = sorted(chart.cards)[:3]
    assert sum(value.count for value in chart.reading.values) == len(chart.cards)
    assert sum(value.count for value in excerpt(chart, keys, analysis).reading.values) == 3
    box = chart.cards[keys[0]].box
    part = cropped(chart, box)
    assert sum(value.count for value in part.reading.values) == len(part.cards)
