"""The layers of the map on screen: which shapes stand in each, and what each shows of a shape."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from isthmus.drawing import groundpaint, paint
from isthmus.drawing.chart import Card, Chart, Coast, FlowLook, FlowShape
from isthmus.drawing.plots import AreaShape, Land, NoteShape, Plot
from isthmus.drawing.primitives import Primitive
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import extents
from isthmus.ui.canvas.extents import Shape
from isthmus.ui.canvas.sheet import Sheet
from isthmus.ui.canvas.small import small_card
from isthmus.ui.canvas.smallnotes import LEVELS, small_note
from isthmus.ui.canvas.spread import SpreadOf
from isthmus.ui.canvas.strokes import strokes_of


class Layer(StrEnum):
    """The layers in painting order."""

    LANDS = "lands"
    SHALLOWS = "shallows"
    COASTS = "coasts"
    AREAS = "areas"
    FLOWS = "flows"
    CAPTIONS = "captions"
    LABELS = "labels"
    CARDS = "cards"
    NAMES = "names"
    """Names of the most important systems, where cards are too small for theirs."""
    TITLES = "titles"
    """Captions that have no room beside the cards: they stand on plates over these."""
    NOTES = "notes"


Spot = tuple[Layer, str]
"""A layer and the key of a shape in it."""
Shapes = dict[Layer, Mapping[str, Shape]]


def shapes_of(chart: Chart) -> Shapes:
    """The shapes of a chart by layer and key, lowest first; some stand in several layers."""
    flows = chart.flows
    coasts = {coast.key: coast for coast in chart.coasts}
    ground, cards = chart.grounds, chart.standing
    captions: Mapping[str, Shape] = {**coasts, **ground.lands, **ground.areas} if ground else coasts
    return {
        Layer.LANDS: ground.lands,
        Layer.SHALLOWS: coasts,
        Layer.COASTS: coasts,
        Layer.AREAS: ground.areas,
        Layer.CAPTIONS: captions,
        Layer.FLOWS: flows,
        Layer.LABELS: flows,
        Layer.CARDS: cards,
        Layer.NOTES: ground.notes,
    }


def _is_missing(shape: Shape) -> bool:
    """Whether it is a flow that a finding misses: these lie over the others."""
    return isinstance(shape, FlowShape) and shape.look is FlowLook.MISSING


_SPREADS: dict[Layer, SpreadOf] = {
    Layer.LANDS: extents.spread_by(extents.plot_parts),
    Layer.SHALLOWS: extents.spread_by(extents.coast_parts),
    Layer.COASTS: extents.spread_by(extents.coast_parts),
    Layer.AREAS: extents.spread_by(extents.plot_parts),
    Layer.CAPTIONS: extents.spread_by(extents.caption_parts),
    Layer.FLOWS: extents.lines_spread,
    Layer.LABELS: extents.spread_by(extents.label_parts),
    Layer.CARDS: extents.spread_by(extents.card_parts),
    Layer.NOTES: extents.spread_by(extents.plot_parts),
}


def sheets_of(theme: Theme) -> dict[Layer, Sheet]:
    """An empty sheet for each layer that shows shapes one by one."""
    return {layer: _sheet(layer, theme) for layer in _SPREADS}


def _sheet(layer: Layer, theme: Theme) -> Sheet:
    return Sheet(
        lambda shape: strokes_of(_primitives(layer, shape, theme)),
        _SPREADS[layer],
        words=layer is Layer.LABELS,
        on_top=_is_missing if layer in {Layer.FLOWS, Layer.LABELS} else None,
    )


def small_cards(theme: Theme) -> Sheet:
    """An empty sheet that shows cards from a middle distance."""
    return Sheet(
        lambda shape: strokes_of(small_card(shape, theme)) if isinstance(shape, Card) else (),
        _SPREADS[Layer.CARDS],
    )


def small_notes(theme: Theme) -> dict[float, Sheet]:
    """An empty sheet of notes and headings for each size of letters from a distance."""
    return {size: _small_notes(theme, size) for _, size in LEVELS}


def _small_notes(theme: Theme, size: float) -> Sheet:
    return Sheet(
        lambda one: strokes_of(small_note(one, theme, size)) if isinstance(one, NoteShape) else (),
        _SPREADS[Layer.NOTES],
    )


def _primitives(layer: Layer, shape: Shape, theme: Theme) -> Iterable[Primitive]:
    """What a layer shows of a shape."""
    if isinstance(shape, Card):
        return paint.card(shape, theme)
    if isinstance(shape, FlowShape):
        return paint.flow(shape, theme) if layer is Layer.FLOWS else paint.label(shape, theme)
    if not isinstance(shape, Coast):
        return _plot(layer, shape, theme)
    if layer is Layer.CAPTIONS:
        return paint.caption(shape, theme)
    shallows, land = paint.coasts((shape,), theme)
    return (shallows,) if layer is Layer.SHALLOWS else (land,)


def _plot(layer: Layer, shape: Plot, theme: Theme) -> Iterable[Primitive]:
    """What a layer shows of a territory, an area or a note."""
    is_caption = layer is Layer.CAPTIONS
    if isinstance(shape, Land):
        paints = groundpaint.land_caption if is_caption else groundpaint.land
        return paints(shape, theme)
    if isinstance(shape, AreaShape):
        name = groundpaint.area_name if is_caption else groundpaint.area
        return name(shape, theme)
    return groundpaint.note(shape, theme)
