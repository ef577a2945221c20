"""What of a chart still holds after a large edit, to show until the map is composed anew."""

from collections.abc import Collection
from dataclasses import replace

from isthmus.analysis.results import Analysis
from isthmus.drawing.chart import Chart
from isthmus.drawing.index import ChartIndex, relabelled
from isthmus.model.snapshot import Snapshot


def remaining(
    chart: Chart, snapshot: Snapshot, analysis: Analysis, shown: Collection[str]
) -> Chart:
    """The chart without cards that are not `shown` any more, and without flows that are gone.

    Nothing moves; islands that lost a card have no coast. `analysis` is that of the chart. Of one
    with collapsed territories, or that compose did not make, nothing remains.
    """
    if chart.index is None or chart.fold is not None:
        return Chart(chart.bounds)
    cards = {key: card for key, card in chart.cards.items() if key in shown}
    known = snapshot.flows
    flows = {
        key: flow
        for key, flow in chart.flows.items()
        if key in known and flow.source in cards and flow.target in cards
    }
    index = _left(chart.index, cards, flows)
    lost = _islands_of(chart.index, analysis, chart.cards.keys() - cards.keys())
    coasts = tuple(coast for coast in chart.coasts if coast.island not in lost)
    return replace(chart, cards=cards, flows=flows, coasts=coasts, index=index)


def _left(index: ChartIndex, cards: Collection[str], flows: Collection[str]) -> ChartIndex:
    """The index of these cards and flows, which are in it."""
    taken = [index.rows[key] for key in cards]
    by_system = {
        key: tuple(flow for flow in some if flow.id in flows)
        for key, some in index.flows.items()
        if key in cards
    }
    rows = {key: row for row, key in enumerate(cards)}
    sides, owner = index.sides[taken], index.owner[taken]
    left = replace(index, rows=rows, sides=sides, owner=owner, flows=by_system)
    return relabelled(left, frozenset(flows), ())


def _islands_of(index: ChartIndex, analysis: Analysis, systems: Collection[str]) -> set[str]:
    """The keys of the islands that the systems are on."""
    numbers = {int(index.owner[index.rows[system]]) for system in systems}
    return {analysis.islands[number].key for number in numbers if number >= 0}
