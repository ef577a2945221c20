"""Part of a chart as a chart of its own: what is selected, or what is in sight."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from isthmus.analysis.results import Analysis
from isthmus.drawing.chart import Chart, Coast, FlowShape
from isthmus.drawing.plots import Grounds, Plot
from isthmus.drawing.shores import bounds, caption_box
from isthmus.layout.geometry import Box, Step


def excerpt(chart: Chart, keys: Collection[str], analysis: Analysis) -> Chart:
    """The chart of some systems with the flows among them, and of some flows with their ends.

    Territories, areas and notes come where they are named, an island's coast where all of the
    island does. The whole chart where nothing of it is named.
    """
    named = set(chart.lines_of(keys))
    chosen = {key for key in keys if key in chart.standing}
    grounds = _only(chart.grounds, lambda plot: plot.key in keys)
    lines = [chart.flows[key] for key in named]
    kept = chosen | {end for flow in lines for end in (flow.source, flow.target)}
    if not kept and not grounds:
        return chart
    flows = {
        key: flow
        for key, flow in chart.flows.items()
        if key in named or {flow.source, flow.target} <= chosen
    }
    cards = {key: card for key, card in chart.cards.items() if key in kept}
    part = replace(
        chart,
        cards=cards,
        reading=chart.reading.among(cards),
        boxes={key: box for key, box in chart.boxes.items() if key in kept},
        flows=flows,
        coasts=tuple(_whole(chart, kept, analysis)),
        grounds=grounds,
        index=None,
    )
    boxes = [card.box for card in part.standing.values()] + [plot.box for plot in grounds]
    return replace(part, bounds=bounds(boxes, part.coasts, flows.values()))


def _only(grounds: Grounds, wanted: Callable[[Plot], bool]) -> Grounds:
    """The territories, areas and notes that are wanted."""
    return Grounds(
        {key: land for key, land in grounds.lands.items() if wanted(land)},
        {key: area for key, area in grounds.areas.items() if wanted(area)},
        {key: note for key, note in grounds.notes.items() if wanted(note)},
    )


def _whole(chart: Chart, kept: Collection[str], analysis: Analysis) -> Iterable[Coast]:
    """The coasts of the islands that are kept with all of their cards."""
    members = {island.key: island.systems for island in analysis.islands}
    for coast in chart.coasts:
        mine = [system for system in members.get(coast.island, ()) if system in chart.cards]
        if mine and all(system in kept for system in mine):
            yield coast


def cropped(chart: Chart, frame: Box) -> Chart:
    """What a frame shows of the chart; the frame is cut to the chart's own bounds.

    Shapes are whole: a painter cuts them at the frame. The whole chart where they do not meet.
    """
    area = _common(chart.bounds, frame)
    if area is None:
        return chart
    cards = {key: card for key, card in chart.cards.items() if _meets(card.box, area)}
    return replace(
        chart,
        bounds=area,
        cards=cards,
        reading=chart.reading.among(cards),
        boxes={key: box for key, box in chart.boxes.items() if _meets(box.box, area)},
        flows={key: flow for key, flow in chart.flows.items() if _meets(_flow_box(flow), area)},
        coasts=tuple(coast for coast in chart.coasts if _meets(_coast_box(coast), area)),
        grounds=_only(chart.grounds, lambda plot: _meets(plot.box, area)),
        index=None,
    )


def _common(one: Box, other: Box) -> Box | None:
    """Where two boxes lie over each other, None where they do not."""
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None


def _meets(one: Box, other: Box) -> bool:
    """Whether two boxes touch; one may be as flat as a straight flow."""
    across = one.x <= other.right and other.x <= one.right
    return across and one.y <= other.bottom and other.y <= one.bottom


def _flow_box(flow: FlowShape) -> Box:
    return _around(flow.steps, [flow.label_box] if flow.label_box else [])


def _coast_box(coast: Coast) -> Box:
    return _around(coast.shallows, [caption_box(coast)])


def _around(steps: tuple[Step, ...], boxes: Collection[Box]) -> Box:
    """A box round a path, controls too, and round others."""
    xs = [number for _, numbers in steps for number in numbers[0::2]]
    ys = [number for _, numbers in steps for number in numbers[1::2]]
    for box in boxes:
        xs += (box.x, box.right)
        ys += (box.y, box.bottom)
    left, top = min(xs), min(ys)
    return Box(left, top, max(xs) - left, max(ys) - top)
