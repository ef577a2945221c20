"""Paints a chart as primitives, layer by layer: the same for screen, SVG, PDF and PNG."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from isthmus.analysis.results import IslandKind
from isthmus.drawing import cardpaint, groundpaint
from isthmus.drawing.arrows import arrow_head, shaft
from isthmus.drawing.chart import Card, Chart, Coast, FlowLook, FlowShape
from isthmus.drawing.fading import faded
from isthmus.drawing.primitives import Anchor, Circle, Path, Pen, Primitive, Rect, Text
from isthmus.drawing.shores import CAPTION_SIZE, CAPTION_SPACING, CAPTION_WEIGHT
from isthmus.drawing.theme import Theme
from isthmus.drawing.wires import LABEL_SIZE, LABEL_WEIGHT
from isthmus.layout.geometry import Box

_FADED = "59"
"""Opacity, as two digits, of flows off the path that a lens follows."""
QUIET = 0.55
"""Opacity of coasts where a lens colours the cards."""
DOTS = 24.0
"""From one dot of the sea to the next."""

_LAND = {
    IslandKind.MAINLAND: "land",
    IslandKind.ISLAND: "cut_off",
    IslandKind.ROGUE: "cut_off",
    IslandKind.TIDAL: "tidal",
}
_STROKES: dict[FlowLook, tuple[str, float, tuple[float, ...]]] = {
    FlowLook.LIVE: ("flow", 1.5, ()),
    FlowLook.FILE: ("manual", 1.6, (7.0, 3.0, 1.6, 3.0)),
    FlowLook.MANUAL: ("manual", 1.6, (2.0, 3.2)),
    FlowLook.PLANNED: ("planned", 1.6, (6.0, 4.0)),
    FlowLook.RETIRED: ("retired", 1.2, (1.2, 4.8)),
    FlowLook.MISSING: ("missing", 1.9, (8.0, 5.0)),
}


@dataclass(frozen=True, slots=True)
class Layers:
    """All primitives of a chart, in the order in which the layers are painted."""

    sea: tuple[Primitive, ...]
    lands: tuple[Primitive, ...]
    coasts: tuple[Primitive, ...]
    areas: tuple[Primitive, ...]
    flows: tuple[Primitive, ...]
    captions: tuple[Primitive, ...]
    labels: tuple[Primitive, ...]
    cards: tuple[Primitive, ...]
    notes: tuple[Primitive, ...]

    def __iter__(self) -> Iterator[Primitive]:
        """Every primitive, lowest first."""
        for name in ("sea", *LAYERS):
            yield from getattr(self, name)


LAYERS = ("lands", "coasts", "areas", "flows", "captions", "labels", "cards", "notes")
"""The layers over the sea, lowest first."""


def primitives(chart: Chart, theme: Theme, *, dots: bool = True) -> Layers:
    """The chart in a theme's colours; `dots` on the sea are many where the map is large."""
    ground = chart.grounds
    flows = sorted(chart.flows.values(), key=lambda shape: shape.look is FlowLook.MISSING)
    return Layers(
        tuple(sea(chart.bounds, theme, dots=dots)),
        tuple(part for each in ground.lands.values() for part in groundpaint.land(each, theme)),
        tuple(coasts(chart.coasts, theme)),
        tuple(part for each in ground.areas.values() for part in groundpaint.area(each, theme)),
        tuple(part for shape in flows for part in _lit_flow(shape, chart, theme)),
        tuple(captions(chart, theme)),
        tuple(part for shape in flows if is_lit(shape, chart) for part in label(shape, theme)),
        tuple(part for key in chart.standing for part in _card(key, chart, theme)),
        tuple(part for each in ground.notes.values() for part in groundpaint.note(each, theme)),
    )


def is_lit(shape: FlowShape, chart: Chart) -> bool:
    """Whether a flow is on the path that the lens follows, if it follows one."""
    lit = chart.reading.lit
    if chart.focus and shape.key not in chart.focus:
        return False
    return lit is None or shape.key in lit or shape.look is FlowLook.MISSING


def _card(key: str, chart: Chart, theme: Theme) -> Iterable[Primitive]:
    """The card or box of that key, faded where the view's filter does not let it pass."""
    parts = card(chart.standing[key], theme)
    return faded(parts) if chart.focus and key not in chart.focus else parts


def _lit_flow(shape: FlowShape, chart: Chart, theme: Theme) -> Iterator[Primitive]:
    """The flow, faded where it is off the path."""
    for part in flow(shape, theme):
        yield part if is_lit(shape, chart) else _faded(part)


def _faded(part: Path) -> Path:
    pen = part.pen and replace(part.pen, colour=part.pen.colour + _FADED)
    return replace(part, fill=part.fill and part.fill + _FADED, pen=pen)


def captions(chart: Chart, theme: Theme) -> Iterator[Primitive]:
    """The captions of coasts and territories, the names of areas."""
    for coast in chart.coasts:
        yield from caption(coast, theme)
    for land in chart.grounds.lands.values():
        yield from groundpaint.land_caption(land, theme)
    for area in chart.grounds.areas.values():
        yield from groundpaint.area_name(area, theme)


def sea(area: Box, theme: Theme, *, dots: bool = True) -> Iterator[Primitive]:
    """The sea over an area, with its dots at multiples of DOTS."""
    yield Rect(area.x, area.y, area.width, area.height, fill=theme.chart["sea"])
    if dots:
        for row in range(ceil(area.y / DOTS), ceil(area.bottom / DOTS)):
            for column in range(ceil(area.x / DOTS), ceil(area.right / DOTS)):
                yield Circle(column * DOTS, row * DOTS, 1, theme.chart["sea_dot"])


def coasts(shores: Sequence[Coast], theme: Theme) -> Iterator[Primitive]:
    """Shallows under all land, then the land with its coast lines."""
    for coast in shores:
        name = _LAND[coast.kind]
        line = Pen(theme.chart[f"{name}_shallows"])
        yield Path(coast.shallows, theme.chart[name] + "73", line)
    for coast in shores:
        name = _LAND[coast.kind]
        yield Path(coast.steps, theme.chart[name], Pen(theme.chart[f"{name}_coast"], 1.5))


def caption(coast: Coast, theme: Theme) -> Iterator[Primitive]:
    """The text beside a coast, readable where a flow runs under it."""
    if not coast.caption:
        return
    colour = theme.chart[f"{_LAND[coast.kind]}_caption"]
    x, y = coast.caption_at
    yield Text(
        x,
        y,
        coast.caption,
        CAPTION_SIZE,
        colour,
        CAPTION_WEIGHT,
        spacing=CAPTION_SPACING,
        halo=theme.chart["sea"],
    )


def flow_pen(look: FlowLook, theme: Theme) -> Pen:
    """The line of a flow that looks so."""
    colour, width, dash = _STROKES[look]
    return Pen(theme.chart[colour], width, dash)


def flow(shape: FlowShape, theme: Theme) -> Iterator[Path]:
    """The line of a flow with its arrow heads."""
    pen = flow_pen(shape.look, theme)
    yield Path(shaft(shape.steps, two_way=shape.two_way), pen=pen)
    for at_start in (False, True) if shape.two_way else (False,):
        yield Path(arrow_head(shape.steps, at_start=at_start), fill=pen.colour)


def label(shape: FlowShape, theme: Theme) -> Iterator[Primitive]:
    """The label of a flow in its pill, if it has one."""
    box = shape.label_box
    if not shape.label or box is None:
        return
    line, text, fill = theme.chart["label_line"], theme.chart["label_text"], theme.chart["label"]
    if shape.look not in {FlowLook.LIVE, FlowLook.RETIRED}:
        line = text = theme.chart[_STROKES[shape.look][0]]
    if shape.look is FlowLook.MISSING:
        fill = theme.chart["cut_off"]
    yield Rect(box.x, box.y, box.width, box.height, box.height / 2, fill, Pen(line))
    x, y = box.centre
    yield Text(x, y + 3.5, shape.label, LABEL_SIZE, text, LABEL_WEIGHT, Anchor.MIDDLE)


def card(each: Card, theme: Theme) -> Iterator[Primitive]:
    """A system's card: shadow, face, tile with its letter, texts, flag."""
    if each.collapsed:
        yield from groundpaint.box_card(each, theme)
        if each.flagged:
            front = replace(each, box=groundpaint.front(each.box))
            yield from cardpaint.flag(front, theme)
        return
    yield from cardpaint.card(each, theme)
