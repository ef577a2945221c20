"""The chart with other labels on its flows, all of which run where they did."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from isthmus.drawing.cast import drawn_of, ground_boxes, written_on
from isthmus.drawing.chart import Chart, FlowShape
from isthmus.drawing.index import ChartIndex, with_flows
from isthmus.drawing.options import STANDARD, ChartOptions
from isthmus.drawing.shores import caption_box, whole_bounds
from isthmus.drawing.wires import Wire, compose_wires
from isthmus.layout.geometry import Box
from isthmus.layout.rewriting import place_again
from isthmus.layout.sides import sides_of
from isthmus.model.collector import collector_at_rest
from isthmus.model.snapshot import Snapshot


def relabel(chart: Chart, snapshot: Snapshot, options: ChartOptions = STANDARD) -> Chart:
    """The chart of the same map where its view labels flows otherwise.

    Cards, coasts and the lines of flows stay where they are; only what is written on them changes.
    """
    if chart.index is None:
        raise ValueError("only a chart that compose made can be changed")
    with collector_at_rest():
        return _relabelled(chart, chart.index, snapshot, options)


def _relabelled(
    chart: Chart, index: ChartIndex, snapshot: Snapshot, options: ChartOptions
) -> Chart:
    snapshot, options = drawn_of(chart, snapshot, options)
    wires = [w for w in compose_wires(snapshot, index, options) if w.link.key in chart.flows]
    avoid = sides_of(_written(chart))
    lines = {key: flow.steps for key, flow in chart.flows.items()}
    placed = place_again([wire.link for wire in wires], lines, index.sides, avoid)
    flows = dict(_written_anew(chart, wires, placed))
    index = with_flows(index, flows)
    area = whole_bounds(index, ground_boxes(chart.grounds), chart.coasts)
    return replace(chart, flows=flows, index=index, bounds=area)


def _written(chart: Chart) -> Iterator[Box]:
    """What is written on the map beside the labels of flows, which these keep off."""
    yield from (caption_box(coast) for coast in chart.coasts if coast.caption)
    yield from written_on(chart.grounds)


def _written_anew(
    chart: Chart, wires: Sequence[Wire], placed: Mapping[str, tuple[int, Box]]
) -> Iterator[tuple[str, FlowShape]]:
    for wire in wires:
        key = wire.link.key
        number, box = placed.get(key, (-1, None))
        label = wire.labels[number] if box else ""
        yield key, replace(chart.flows[key], label=label, label_box=box)
