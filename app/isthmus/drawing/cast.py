"""All that stands on a view, before any line is drawn: cards, boxes, territories, notes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.cards import compose_cards
from isthmus.drawing.chart import Card, Chart, Coast, FlowShape
from isthmus.drawing.dressing import Dresser
from isthmus.drawing.folding import Fold, box_cards, fold_of
from isthmus.drawing.index import ChartIndex, with_flows
from isthmus.drawing.jotting import area_name_box, compose_areas, compose_notes
from isthmus.drawing.lands import compose_lands, land_caption_box, regrown, touched_lands
from isthmus.drawing.options import ChartOptions
from isthmus.drawing.plots import BARE, Grounds
from isthmus.drawing.reading import Reading
from isthmus.drawing.realm import Realm
from isthmus.drawing.shores import whole_bounds
from isthmus.layout.geometry import Box
from isthmus.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Cast:
    """What stands where on a view."""

    snapshot: Snapshot
    """The map as it is drawn: with boxes in place of what is collapsed."""
    options: ChartOptions
    cards: Mapping[str, Card]
    boxes: Mapping[str, Card]
    grounds: Grounds
    fold: Fold | None
    reading: Reading

    def places(self) -> dict[str, Box]:
        """Where cards and boxes stand."""
        return {key: card.box for key, card in (*self.cards.items(), *self.boxes.items())}

    def chart(
        self, flows: Mapping[str, FlowShape], coasts: tuple[Coast, ...], index: ChartIndex
    ) -> Chart:
        """The chart of all this with its flows and coasts; the index is given the flows."""
        index = with_flows(index, flows)
        return Chart(
            bounds=whole_bounds(index, ground_boxes(self.grounds), coasts),
            cards=self.cards,
            flows=flows,
            coasts=coasts,
            grounds=self.grounds,
            boxes=self.boxes,
            fold=self.fold,
            reading=self.reading,
            index=index,
        )


def cast_of(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    positions: Mapping[str, tuple[float, float]],
    options: ChartOptions,
) -> Cast:
    """What stands on the view that the options name."""
    fold = fold_of(snapshot, options, positions)
    dresser = Dresser(snapshot, analysis, catalogue, options.view)
    home = fold.home if fold else ()
    seen = {key: at for key, at in positions.items() if key not in home}
    cards = compose_cards(snapshot, analysis, catalogue, seen, options.view, dresser=dresser)
    reading = dresser.reading.among(cards)
    if fold is None:
        grounds = grounds_of(snapshot, options, cards, positions)
        return Cast(snapshot, options, cards, {}, grounds, None, reading)
    boxes = box_cards(snapshot, analysis, fold, Realm(snapshot, options.view))
    grounds = grounds_of(snapshot, options, {**cards, **boxes}, positions)
    drawn = fold.options(options)
    return Cast(fold.snapshot, drawn, cards, boxes, grounds, fold, reading)


def grounds_of(
    snapshot: Snapshot,
    options: ChartOptions,
    cards: Mapping[str, Card],
    seen: Collection[str],
) -> Grounds:
    """Territories, areas and notes of the view; the systems that are `seen` stand on it."""
    if options.view is None:
        return BARE
    view = options.view.id
    lands = compose_lands(snapshot, Realm(snapshot, options.view), cards, seen)
    found = Grounds(lands, compose_areas(snapshot, view), compose_notes(snapshot, view))
    return found or BARE


def written_on(grounds: Grounds) -> list[Box]:
    """Where something is written on the ground, which the labels of flows keep off."""
    words = [land_caption_box(land) for land in grounds.lands.values()]
    words += [area_name_box(area) for area in grounds.areas.values() if area.name]
    return words + [note.box for note in grounds.notes.values()]


def ground_boxes(grounds: Grounds) -> list[Box]:
    """Where territories, areas and notes lie."""
    return [plot.box for plot in grounds]


def drawn_of(
    chart: Chart, snapshot: Snapshot, options: ChartOptions
) -> tuple[Snapshot, ChartOptions]:
    """The map as the chart draws it, with boxes in place of what is collapsed."""
    fold = chart.fold
    return (fold.snapshot, fold.options(options)) if fold else (snapshot, options)


def grounds_moved(chart: Chart, cards: Mapping[str, Card], moved: Collection[str]) -> Grounds:
    """The grounds after some cards moved: lands grow and shrink with what stands on them."""
    lands = chart.grounds.lands
    if not lands:
        return chart.grounds
    return replace(chart.grounds, lands=regrown(lands, cards, touched_lands(lands, moved)))
