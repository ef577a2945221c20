"""Composes the chart: the map's records and findings as cards, flows and coasts in their places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.cards import Size, compose_cards
from isthmus.drawing.chart import Card, Chart, Coast, FlowShape
from isthmus.drawing.index import ChartIndex, index_of, with_labels
from isthmus.drawing.options import STANDARD, ChartOptions
from isthmus.drawing.shores import bounds, caption_box, compose_coasts, shift_coasts
from isthmus.drawing.wires import Wire, compose_wires
from isthmus.layout.geometry import Box
from isthmus.layout.links import Route
from isthmus.layout.routes import route
from isthmus.layout.sides import sides_of
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
    cards = compose_cards(snapshot, analysis, catalogue, positions, options.view)
    boxes = {system: card.box for system, card in cards.items()}
    index = index_of(snapshot, analysis, boxes)
    coasts = compose_coasts(analysis, index, snapshot.info.currency)
    flows = routed(compose_wires(snapshot, index, options), boxes, index, coasts)
    index = with_labels(index, {key: flow.label_box for key, flow in flows.items()})
    area = bounds(boxes.values(), coasts, flows.values())
    return Chart(area, cards, flows, coasts, index)


def recompose(
    chart: Chart,
    snapshot: Snapshot,
    analysis: Analysis,
    moved: Positions,
    options: ChartOptions = STANDARD,
    *,
    sizes: Mapping[str, Size] = MappingProxyType({}),
) -> Chart:
    """The chart with some systems moved and nothing else changed, quick enough for a drag.

    `moved` are the new positions of the systems that move; the rest stays as it is in `chart`,
    which compose or recompose made of the same snapshot, analysis and options. `sizes` are those
    of moved cards that are drawn larger or smaller too. The bounds grow where need be, and never
    shrink.
    """
    before = chart.index
    if before is None:
        raise ValueError("only a chart that compose made can be recomposed")
    new = {s: _elsewhere(chart.cards[s], moved[s], sizes.get(s)) for s in moved if s in chart.cards}
    cards = {**chart.cards, **new}
    index = before.moved({system: card.box for system, card in new.items()})
    coasts = shift_coasts(chart.coasts, analysis, before, index, snapshot.info.currency)
    wires = compose_wires(snapshot, index, options, touching=new)
    index = index.labelled({wire.link.key: None for wire in wires})
    ends = {end for wire in wires for end in (wire.link.source, wire.link.target)}
    flows = routed(wires, {end: cards[end].box for end in ends}, index, coasts)
    index = index.labelled({key: flow.label_box for key, flow in flows.items()})
    fresh = [coast for coast, old in zip(coasts, chart.coasts, strict=True) if coast is not old]
    area = bounds((card.box for card in new.values()), fresh, flows.values(), chart.bounds)
    return Chart(area, cards, {**chart.flows, **flows}, coasts, index)


def _elsewhere(card: Card, at: tuple[float, float], size: Size | None) -> Card:
    return replace(card, box=Box(*at, *(size or (card.box.width, card.box.height))))


def routed(
    wires: Sequence[Wire], boxes: Mapping[str, Box], index: ChartIndex, coasts: Iterable[Coast]
) -> dict[str, FlowShape]:
    """The wires routed, their labels off cards, captions and the labels in the index."""
    written = np.concatenate([index.labels, sides_of(caption_box(coast) for coast in coasts)])
    routes = route([wire.link for wire in wires], boxes, index.sides, written)
    return {wire.link.key: _shape(wire, routes[wire.link.key]) for wire in wires}


def _shape(wire: Wire, way: Route) -> FlowShape:
    """The wire along its route."""
    label = wire.labels[way.label] if way.label >= 0 else ""
    link = wire.link
    return FlowShape(
        link.key, link.source, link.target, wire.look, way.steps, label, way.label_box, wire.two_way
    )
