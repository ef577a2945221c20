"""The chart after an edit: what the edit touches is composed anew, the rest stays where it is."""

from collections.abc import Collection, Mapping

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.cast import Cast, cast_of, written_on
from isthmus.drawing.chart import Chart, FlowShape
from isthmus.drawing.compose import Positions, compose, routed
from isthmus.drawing.folding import rolled_ends
from isthmus.drawing.index import index_of, with_flows
from isthmus.drawing.mend import Mend
from isthmus.drawing.options import STANDARD, ChartOptions
from isthmus.drawing.realm import Realm
from isthmus.drawing.reefs import coasts_of
from isthmus.drawing.retouch import Drawn, retouch
from isthmus.drawing.wires import compose_wires
from isthmus.layout.geometry import Box
from isthmus.model.snapshot import Snapshot

_MANY = 0.3
"""Share of the systems from which on everything is composed anew."""


def renew(
    chart: Chart,
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    positions: Positions,
    *,
    touched: Collection[str],
    options: ChartOptions = STANDARD,
    since: Drawn | None = None,
) -> Chart:
    """The chart of the map as it is now, quicker than compose where little changed.

    `touched` are the systems that came, went or moved and the ends of flows that came, went or
    changed since `chart`; flows between others keep their ways and labels. Names, flags and
    coasts are always those of now. `since` is what `chart` was composed of: where nothing is
    touched, what it says just so still is then not composed again.
    """
    same = chart.cards.keys() == _on(snapshot, positions)
    if since and chart.index and not touched and same and not _folds(chart, snapshot, options):
        return retouch(
            chart, chart.index, since, Drawn(snapshot, analysis), catalogue, options=options
        )
    if len(touched) > _MANY * len(positions) or not chart.cards:
        return compose(snapshot, analysis, catalogue, positions, options)
    if since and chart.index and not _folds(chart, snapshot, options):
        now = Drawn(snapshot, analysis)
        return Mend(chart, chart.index, since, now, catalogue, positions, options).mended(touched)
    cast = cast_of(snapshot, analysis, catalogue, positions, options)
    due = _due(chart, cast, touched)
    boxes = cast.places()
    index = index_of(cast.snapshot, analysis, boxes)
    coasts = coasts_of(analysis, index, snapshot.info.currency, options)
    kept = {key: flow for key, flow in chart.flows.items() if _stays(flow, due, boxes)}
    index = with_flows(index, kept)
    wires = compose_wires(cast.snapshot, index, cast.options, touching=due)
    flows = {**kept, **routed(wires, boxes, index, coasts, written_on(cast.grounds))}
    return cast.chart(flows, coasts, index)


def _on(snapshot: Snapshot, positions: Positions) -> set[str]:
    """The systems that are on the chart."""
    return set(positions.keys() & snapshot.systems.keys())


def _folds(chart: Chart, snapshot: Snapshot, options: ChartOptions) -> bool:
    """Whether a territory is collapsed, or was."""
    return chart.fold is not None or bool(Realm(snapshot, options.view).boxes())


def _due(chart: Chart, cast: Cast, touched: Collection[str]) -> Collection[str]:
    """What stands for the touched systems, and the ends of lines that stand for other flows now."""
    before, after = chart.fold, cast.fold
    if before is None and after is None:
        return touched
    old, new = before.rolled if before else {}, after.rolled if after else {}
    ends = {*touched} if after is None else after.ends(touched)
    for key in old.keys() | new.keys():
        if old.get(key) != new.get(key):
            ends.update(rolled_ends(key))
    ends.update(key for key, card in cast.boxes.items() if chart.boxes.get(key) != card)
    return ends | (cast.places().keys() ^ chart.standing.keys())


def _stays(flow: FlowShape, touched: Collection[str], boxes: Mapping[str, Box]) -> bool:
    ends = (flow.source, flow.target)
    return not any(end in touched or end not in boxes for end in ends)
