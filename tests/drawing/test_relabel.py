"""Other labels on the flows of a chart: quickly, and just those that composing gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.drawing.chart import Chart
from isthmus.drawing.compose import compose
from isthmus.drawing.options import ChartOptions, options_for
from isthmus.drawing.relabel import relabel
from isthmus.layout.geometry import Box, Verb
from isthmus.layout.paths import corners_of, rounded
from isthmus.model.document import Document
from isthmus.model.viewing import FlowLabel
from isthmus.workspace import edits
from support.bigmap import big_map
from support.harbour import harbour_id, harbour_vale

VIEW = harbour_id("views", "Map")


def composed(document: Document, view: str) -> tuple[Chart, ChartOptions]:
    snapshot = document.snapshot()
    placed = {one.system: (one.x, one.y) for one in snapshot.placements.values()}
    analysis, options = check(snapshot, load_catalogue()), options_for(snapshot, view)
    return compose(snapshot, analysis, load_catalogue(), placed, options), options


def said(chart: Chart) -> dict[str, tuple[str, tuple[int, ...]]]:
    """What is written where, to the pixel: corners are reckoned back from rounded ones."""
    return {key: (one.label, _whole(one.label_box)) for key, one in chart.flows.items()}


def _whole(box: Box | None) -> tuple[int, ...]:
    return tuple(round(side, 3) for side in (box.x, box.y, box.right, box.bottom)) if box else ()


@pytest.mark.parametrize("labels", list(FlowLabel))
@pytest.mark.parametrize("large", [False, True])
def test_labels_placed_again_are_those_of_composing(labels, large) -> None:
    document, view = (big_map(150, 380), "view") if large else (harbour_vale(), VIEW)
    before, _ = composed(document, view)
    edits.label_flows(document, view, labels)
    whole, options = composed(document, view)
    again = relabel(before, document.snapshot(), options)
    assert said(again) == said(whole)
    assert any(flow.label for flow in again.flows.values()) is (labels is not FlowLabel.NONE)
    assert list(again.flows) == list(whole.flows)
    assert again.index.label_rows == whole.index.label_rows
    assert again.cards is before.cards
    assert all(flow.steps is before.flows[key].steps for key, flow in again.flows.items())


def test_labels_on_flows_led_by_hand_are_placed_as_composing_does() -> None:
    document = harbour_vale()
    flow = next(iter(document.snapshot().flows))
    edits.bend(document, VIEW, flow, ((500.0, -200.0), (900.0, -300.0)))
    before, _ = composed(document, VIEW)
    edits.label_flows(document, VIEW, FlowLabel.METHOD)
    whole, options = composed(document, VIEW)
    assert said(relabel(before, document.snapshot(), options)) == said(whole)


points = st.lists(
    st.tuples(st.integers(-900, 900), st.integers(-900, 900)).map(lambda p: (p[0] * 1.0, p[1])),
    min_size=2,
    max_size=6,
    unique=True,
)


@given(points)
def test_the_corners_of_a_rounded_line_are_found_again(corners) -> None:
    steps = rounded(corners)
    found = corners_of(steps)
    assert found[0] == steps[0][1]
    for corner in corners[1:-1]:
        assert any(abs(x - corner[0]) + abs(y - corner[1]) < 0.01 for x, y in found)
    assert steps[0][0] is Verb.MOVE
    assert found[-1] == steps[-1][1][-2:]
