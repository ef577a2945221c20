"""Composes the chart: the map's records and findings as cards, flows and coasts in their places."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.cards import compose_cards
from isthmus.drawing.chart import Chart, Coast, FlowShape
from isthmus.drawing.options import STANDARD, ChartOptions
from isthmus.drawing.shores import bounds, caption_box, compose_coasts
from isthmus.drawing.wires import Wire, compose_wires
from isthmus.layout.geometry import Box
from isthmus.layout.links import Route
from isthmus.layout.routes import route
from isthmus.model.snapshot import Snapshot

Positions = Mapping[str, tuple[float, float]]


def compose(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    positions: Positions,
    options: ChartOptions = STANDARD,
) -> Chart:
    """The chart of the systems that have a position: top left corners of cards, by system id."""
    cards = compose_cards(snapshot, analysis, catalogue, positions)
    boxes = {system: card.box for system, card in cards.items()}
    wires = compose_wires(snapshot, boxes, options)
    coasts = compose_coasts(analysis, boxes, snapshot.info.currency)
    flows = _shapes(wires, boxes, [caption_box(coast) for coast in coasts])
    return Chart(bounds(boxes.values(), coasts, flows.values()), cards, flows, coasts)


def recompose(
    chart: Chart,
    snapshot: Snapshot,
    analysis: Analysis,
    moved: Positions,
    options: ChartOptions = STANDARD,
) -> Chart:
    """The chart with some systems moved and nothing else changed, quick enough for a drag.

    `moved` are the new positions of the systems that move; the rest stays as it is in `chart`,
    which compose or recompose made of the same snapshot, analysis and options. The bounds grow
    where need be, and never shrink.
    """
    cards = dict(chart.cards)
    for system in moved.keys() & cards.keys():
        card = cards[system]
        x, y = moved[system]
        cards[system] = replace(card, box=Box(x, y, card.box.width, card.box.height))
    boxes = {system: card.box for system, card in cards.items()}
    coasts = compose_coasts(analysis, boxes, snapshot.info.currency, chart, moved.keys())
    wires = compose_wires(snapshot, boxes, options, touching=moved.keys())
    rerouted = _shapes(wires, boxes, _written({wire.link.key for wire in wires}, chart, coasts))
    fresh = [coast for coast, old in zip(coasts, chart.coasts, strict=True) if coast is not old]
    area = bounds((), fresh, rerouted.values(), chart.bounds)
    return Chart(area, cards, {**chart.flows, **rerouted}, coasts)


def _written(touched: Collection[str], chart: Chart, coasts: Iterable[Coast]) -> list[Box]:
    """What stands written on the chart, but for the labels of the touched flows."""
    labels = [
        flow.label_box for key, flow in chart.flows.items() if flow.label_box and key not in touched
    ]
    return [*labels, *(caption_box(coast) for coast in coasts)]


def _shapes(
    wires: Sequence[Wire], boxes: Mapping[str, Box], avoid: Collection[Box]
) -> dict[str, FlowShape]:
    routes = route([wire.link for wire in wires], boxes, avoid)
    return {wire.link.key: _shape(wire, routes[wire.link.key]) for wire in wires}


def _shape(wire: Wire, way: Route) -> FlowShape:
    """The wire along its route."""
    label = wire.labels[way.label] if way.label >= 0 else ""
    link = wire.link
    return FlowShape(
        link.key, link.source, link.target, wire.look, way.steps, label, way.label_box, wire.two_way
    )
