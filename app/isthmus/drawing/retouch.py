"""The chart after an edit that moves nothing: what says something else is drawn anew, no more."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.cards import card_of, dressed_again, flagged_by
from isthmus.drawing.cast import ground_boxes, grounds_of
from isthmus.drawing.chart import Card, Chart, Coast
from isthmus.drawing.dressing import Dresser
from isthmus.drawing.index import ChartIndex
from isthmus.drawing.options import STANDARD, ChartOptions
from isthmus.drawing.reefs import coasts_of
from isthmus.drawing.shores import whole_bounds
from isthmus.model.collector import collector_at_rest
from isthmus.model.records import System
from isthmus.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a chart was composed of."""

    snapshot: Snapshot
    analysis: Analysis


def retouch(
    chart: Chart,
    index: ChartIndex,
    before: Drawn,
    after: Drawn,
    catalogue: Catalogue,
    *,
    options: ChartOptions = STANDARD,
) -> Chart:
    """The chart of the map as it is now, where every card, flow and label stays in its place.

    `index` is the chart's own; `before` is what the chart was composed of. It is the same chart
    if nothing shows otherwise.
    """
    dresser = Dresser(after.snapshot, after.analysis, catalogue, options.view)
    cards = cards_now(chart.cards, before, after, catalogue, dresser)
    reading = dresser.reading.among(cards)
    reading = chart.reading if reading == chart.reading else reading
    index = _owned(index, after.analysis)
    coasts = _coasts(chart, index, before, after, options)
    grounds = grounds_of(after.snapshot, options, cards, cards)
    grounds = chart.grounds if grounds == chart.grounds else grounds
    if cards is chart.cards and coasts is chart.coasts and grounds is chart.grounds:
        same = index is chart.index and reading is chart.reading
        return chart if same else replace(chart, index=index, reading=reading)
    area = chart.bounds
    if coasts is not chart.coasts or grounds is not chart.grounds:
        area = whole_bounds(index, ground_boxes(grounds), coasts)
    return replace(
        chart,
        bounds=area,
        cards=cards,
        coasts=coasts,
        grounds=grounds,
        reading=reading,
        index=index,
    )


def recolour(
    chart: Chart, drawn: Drawn, catalogue: Catalogue, options: ChartOptions = STANDARD
) -> Chart:
    """The chart of the same map where its view has another lens, face or badges.

    Flows, coasts and places stay the very same.
    """
    with collector_at_rest():
        dresser = Dresser(drawn.snapshot, drawn.analysis, catalogue, options.view)
        cards = _redressed(chart.cards, dresser, drawn.snapshot.systems, catalogue)
        return replace(chart, cards=cards, reading=dresser.reading.among(cards))


def _redressed(
    cards: Mapping[str, Card],
    dresser: Dresser,
    systems: Mapping[str, System],
    catalogue: Catalogue,
) -> Mapping[str, Card]:
    """The cards with those anew that are dressed otherwise."""
    fresh = {
        key: dressed_again(card, systems[key], catalogue, dresser.dress(systems[key]))
        for key, card in cards.items()
    }
    return fresh if any(fresh[key] is not card for key, card in cards.items()) else cards


def cards_now(
    cards: Mapping[str, Card],
    before: Drawn,
    after: Drawn,
    catalogue: Catalogue,
    dresser: Dresser,
) -> Mapping[str, Card]:
    """The cards with those anew whose system, flag or dress is another."""
    old, new = before.snapshot.systems, after.snapshot.systems
    plain = dresser.is_plain and not any(card.dress.hue for card in cards.values())
    if not (plain and _same_dressing(before.snapshot, after.snapshot)):
        cards = _redressed(cards, dresser, new, catalogue)
    edited = {key for key in cards if old.get(key) is not new[key]}
    flagged = flagged_by(after.analysis)
    dubious = edited | (flagged_by(before.analysis) ^ flagged)
    fresh: dict[str, Card] = {}
    for key in dubious & cards.keys():
        box = cards[key].box
        at, size = (box.x, box.y), (box.width, box.height)
        dress = dresser.dress(new[key])
        card = card_of(new[key], catalogue, at, flagged=key in flagged, size=size, dress=dress)
        if card != cards[key]:
            fresh[key] = card
    if any(old[key].name != new[key].name for key in edited if key in old):
        return _by_name({**cards, **fresh}, after.snapshot)
    return {**cards, **fresh} if fresh else cards


def _same_dressing(before: Snapshot, after: Snapshot) -> bool:
    """Whether departments and icons, on which many cards depend at once, are the same."""
    return before.departments == after.departments and before.icons == after.icons


def _by_name(cards: Mapping[str, Card], snapshot: Snapshot) -> Mapping[str, Card]:
    """The cards in the order of names, which is that of painting and of walking."""
    systems = snapshot.systems
    order = sorted(cards, key=lambda key: (systems[key].name.casefold(), key))
    return {key: cards[key] for key in order}


def _owned(index: ChartIndex, analysis: Analysis) -> ChartIndex:
    """The index with the cards on the islands that the analysis puts them on."""
    island_of = analysis.island_of
    owner = np.array([island_of.get(system, -1) for system in index.rows], dtype=np.int64)
    return index if np.array_equal(owner, index.owner) else replace(index, owner=owner)


def _coasts(
    chart: Chart, index: ChartIndex, before: Drawn, after: Drawn, options: ChartOptions
) -> tuple[Coast, ...]:
    """The coasts with those anew whose island is another; a coast depends on nothing else."""
    currency = after.snapshot.info.currency
    if currency != before.snapshot.info.currency:
        return coasts_of(after.analysis, index, currency, options)
    same = same_islands(before.analysis, after.analysis)
    kept = [coast for coast in chart.coasts if coast.island in same]
    coasts = coasts_of(after.analysis, index, currency, options, kept)
    return chart.coasts if _same(coasts, chart.coasts) else coasts


def same_islands(before: Analysis, after: Analysis) -> set[str]:
    """The keys of the islands of which the same is said."""
    if before is after:
        return {island.key for island in after.islands}
    known = {island.key: island for island in before.islands}
    return {one.key for one in after.islands if known.get(one.key) == one}


def _same(one: Collection[Coast], other: Collection[Coast]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
