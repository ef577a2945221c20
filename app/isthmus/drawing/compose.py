"""Composes the chart: the map's records and findings as cards, flows and coasts in their places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

import numpy as np

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.cards import Size
from isthmus.drawing.cast import cast_of, drawn_of, ground_boxes, grounds_moved, written_on
from isthmus.drawing.chart import Card, Chart, Coast, FlowShape
from isthmus.drawing.docks import docks
from isthmus.drawing.index import ChartIndex, index_of
from isthmus.drawing.options import STANDARD, ChartOptions
from isthmus.drawing.reefs import coasts_moved, coasts_of
from isthmus.drawing.shores import bounds, caption_box, whole_bounds
from isthmus.drawing.wires import Bends, Wire, compose_wires, flow_wires
from isthmus.layout.footing import Footing
from isthmus.layout.geometry import Box
from isthmus.layout.links import Route
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.layout.routes import Between, route
from isthmus.layout.sides import sides_of
from isthmus.model.collector import collector_at_rest
from isthmus.model.records import Flow
from isthmus.model.snapshot import Snapshot

Positions = Mapping[str, tuple[float, float]]

_LIVE_FLOWS = 100
"""So many flows follow a drag; a hub's others are back once it is dropped."""
_LIVE_CARDS = 60
"""Coasts of other islands follow a drag as long as they have no more cards than this together."""


def compose(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    positions: Positions,
    options: ChartOptions = STANDARD,
    *,
    pulse: Pulse = SILENT,
) -> Chart:
    """The chart of the systems that have a position: top left corners of cards, by system id.

    Raises what the listener of the pulse raises.
    """
    with collector_at_rest():
        return _compose(snapshot, analysis, catalogue, positions, options, pulse=pulse)


def _compose(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    positions: Positions,
    options: ChartOptions,
    *,
    pulse: Pulse,
) -> Chart:
    pulse.beat()
    cast = cast_of(snapshot, analysis, catalogue, positions, options)
    boxes = cast.places()
    index = index_of(cast.snapshot, analysis, boxes)
    pulse.beat(0.05)
    coasts = coasts_of(analysis, index, snapshot.info.currency, options)
    wires = compose_wires(cast.snapshot, index, cast.options)
    rest = pulse.share(0.1, 0.95)
    flows = routed(wires, boxes, index, coasts, written_on(cast.grounds), pulse=rest)
    return cast.chart(flows, coasts, index)


def recompose(
    chart: Chart,
    snapshot: Snapshot,
    analysis: Analysis,
    moved: Positions,
    options: ChartOptions = STANDARD,
    *,
    sizes: Mapping[str, Size] = MappingProxyType({}),
    bends: Bends | None = None,
    footing: Footing | None = None,
) -> Chart:
    """The chart with some systems moved and nothing else changed, quick enough for a drag.

    `moved` are the new positions of the systems that move; the rest stays as it is in `chart`,
    which compose or recompose made of the same snapshot, analysis and options. `sizes` are those
    of moved cards that are drawn larger or smaller too, `bends` those of the flows while they move
    along. `footing` is what the frames of one drag have in common: with it, of very many flows at
    what moves only those that lead nearest are shown, and coasts of others stay where there are
    many. The bounds grow where need be, and never shrink.
    """
    before = chart.index
    if before is None:
        raise ValueError("only a chart that compose made can be recomposed")
    snapshot, options = drawn_of(chart, snapshot, options)
    old = chart.standing
    new = {s: _elsewhere(old[s], moved[s], sizes.get(s)) for s in moved if s in old}
    cards = {**old, **new}
    grounds = grounds_moved(chart, cards, new)
    index = before.moved({system: card.box for system, card in new.items()})
    is_drag = footing is not None
    coasts = coasts_moved(
        chart.coasts,
        analysis,
        (before, index),
        snapshot.info.currency,
        options,
        most=_LIVE_CARDS if is_drag else None,
    )
    far = _far_flows(index, new, cards) if is_drag else frozenset()
    wires = compose_wires(snapshot, index, options, touching=new, bends=bends, but=far)
    index = index.unlabelled([*far, *(wire.link.key for wire in wires)])
    ends = {end for wire in wires for end in (wire.link.source, wire.link.target)}
    at_ends = {end: cards[end].box for end in ends}
    between = _on(footing, index, new) if footing else None
    written = written_on(grounds)
    flows = routed(wires, at_ends, index, coasts, written, beside=chart.flows, between=between)
    index = index.led(flows)
    held = set(map(id, chart.coasts))
    fresh = [coast for coast in coasts if id(coast) not in held]
    stand = (*(card.box for card in new.values()), *ground_boxes(grounds))
    area = bounds(stand, fresh, flows.values(), chart.bounds)
    return replace(
        chart,
        bounds=area,
        cards={key: cards[key] for key in chart.cards} if chart.boxes else cards,
        boxes={key: cards[key] for key in chart.boxes},
        flows={**_without(chart.flows, far), **flows},
        coasts=coasts,
        grounds=grounds,
        index=index,
    )


def _far_flows(
    index: ChartIndex, moved: Iterable[str], cards: Mapping[str, Card]
) -> frozenset[str]:
    """Of very many flows at what moves, those that lead farthest: a drag is to stay quick."""
    flows = {flow.id: flow for system in moved for flow in index.flows.get(system, ())}
    if len(flows) <= _LIVE_FLOWS:
        return frozenset()
    ends = [(cards[one.source].box, cards[one.target].box) for one in flows.values()]
    table = np.array([(a.x, a.y, b.x, b.y) for a, b in ends])
    far = np.abs(table[:, :2] - table[:, 2:]).sum(axis=1)
    keys = list(flows)
    return frozenset(keys[k] for k in np.argsort(far, kind="stable")[_LIVE_FLOWS:].tolist())


def _without(flows: Mapping[str, FlowShape], keys: frozenset[str]) -> Mapping[str, FlowShape]:
    return {key: one for key, one in flows.items() if key not in keys} if keys else flows


def rebounded(chart: Chart) -> Chart:
    """The chart as large as what stands on it, once a drag is over."""
    if chart.index is None:
        return chart
    area = whole_bounds(chart.index, ground_boxes(chart.grounds), chart.coasts)
    return replace(chart, bounds=area)


def relead(
    chart: Chart,
    snapshot: Snapshot,
    flows: Iterable[Flow],
    options: ChartOptions = STANDARD,
    bends: Bends | None = None,
) -> Chart:
    """The chart with some of its flows led anew, and nothing else changed: quick enough for a drag.

    They go through `bends`, which are those of the view if none are given.
    """
    before = chart.index
    if before is None:
        raise ValueError("only a chart that compose made can be changed")
    snapshot, options = drawn_of(chart, snapshot, options)
    known = [flow for flow in flows if flow.id in chart.flows and flow.id in snapshot.flows]
    wires = flow_wires(known, snapshot, options, bends)
    index = before.unlabelled([wire.link.key for wire in wires])
    ends = {end for wire in wires for end in (wire.link.source, wire.link.target)}
    boxes = {end: chart.standing[end].box for end in ends}
    written = written_on(chart.grounds)
    fresh = routed(wires, boxes, index, chart.coasts, written, beside=chart.flows)
    index = index.led(fresh)
    area = bounds((), (), fresh.values(), chart.bounds)
    return replace(chart, bounds=area, flows={**chart.flows, **fresh}, index=index)


def _on(footing: Footing, index: ChartIndex, moved: Iterable[str]) -> Between:
    """The cards as obstacles, of which those that move are no part of what is kept."""
    rows = np.array([index.rows[system] for system in moved], dtype=np.intp)
    return partial(footing.obstacles, index.sides, rows)


def _elsewhere(card: Card, at: tuple[float, float], size: Size | None) -> Card:
    return replace(card, box=Box(*at, *(size or (card.box.width, card.box.height))))


def routed(
    wires: Sequence[Wire],
    boxes: Mapping[str, Box],
    index: ChartIndex,
    coasts: Iterable[Coast],
    written: Iterable[Box] = (),
    *,
    beside: Mapping[str, FlowShape] = MappingProxyType({}),
    between: Between | None = None,
    pulse: Pulse = SILENT,
) -> dict[str, FlowShape]:
    """The wires routed, their labels off cards, captions, what is written and other labels.

    Their ends keep off those of the flows `beside` them that stay.
    """
    words = (*(caption_box(coast) for coast in coasts if coast.caption), *written)
    avoid = np.concatenate([index.labels, sides_of(words)])
    links = [wire.link for wire in wires]
    taken = docks(links, boxes, index, beside) if beside else {}
    routes = route(links, boxes, index.sides, avoid, taken, between=between, pulse=pulse)
    return {wire.link.key: _shape(wire, routes[wire.link.key]) for wire in wires}


def _shape(wire: Wire, way: Route) -> FlowShape:
    """The wire along its route."""
    label = wire.labels[way.label] if way.label >= 0 else ""
    link = wire.link
    return FlowShape(
        link.key, link.source, link.target, wire.look, way.steps, label, way.label_box, wire.two_way
    )
