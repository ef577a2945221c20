"""The chart ready to paint: sheets of coasts, flows, cards and labels, kept up shape by shape."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QTransform

from isthmus.drawing import groundpaint, paint
from isthmus.drawing.chart import Card, Chart, Coast, FlowLook, FlowShape
from isthmus.drawing.plots import AreaShape, Land, Plot
from isthmus.drawing.primitives import Primitive
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import extents, inks
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.captions import CAPTIONED, Captioned, caption_room, captioned
from isthmus.ui.canvas.extents import Shape
from isthmus.ui.canvas.far import FarFlows, far_cards
from isthmus.ui.canvas.griddots import draw_grid
from isthmus.ui.canvas.sheet import MakeFar, Parts, Sheet
from isthmus.ui.canvas.small import SMALL, small_card
from isthmus.ui.canvas.strokes import Stroke, strokes_of

_CAPTIONS_SHRINK = 0.95
"""The zoom down to which the captions of islands shrink with the map."""
_CAPTION_ROOM = 90.0
"""Screen pixels: a narrower island loses its caption then; a hundred islets need none."""
_DOT_LEAST = 18.0
"""Screen pixels between dots of the sea, below which they thin out."""


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
    NOTES = "notes"


_FADED = {Layer.FLOWS: 0.35, Layer.LABELS: 0.0, Layer.CARDS: 0.35}
"""How opaque what is not in focus is; labels go, or lines would strike them through."""

Spot = tuple[Layer, str]
"""A layer and the key of a shape in it."""


Shapes = dict[Layer, Mapping[str, Shape]]


def shapes_of(chart: Chart) -> Shapes:
    """The shapes of a chart by layer and key, lowest first; some stand in several layers."""
    flows = _missing_last(chart.flows)
    coasts = {coast.key: coast for coast in chart.coasts}
    ground = chart.grounds
    captions: Mapping[str, Shape] = {**coasts, **ground.lands, **ground.areas} if ground else coasts
    return {
        Layer.LANDS: ground.lands,
        Layer.SHALLOWS: coasts,
        Layer.COASTS: coasts,
        Layer.AREAS: ground.areas,
        Layer.CAPTIONS: captions,
        Layer.FLOWS: flows,
        Layer.LABELS: flows,
        Layer.CARDS: chart.standing,
        Layer.NOTES: ground.notes,
    }


def _missing_last(flows: Mapping[str, FlowShape]) -> Mapping[str, FlowShape]:
    """The flows with those on top that are missing."""
    missing = {key: flow for key, flow in flows.items() if flow.look is FlowLook.MISSING}
    if not missing:
        return flows
    return {key: flow for key, flow in flows.items() if key not in missing} | missing


_PARTS: dict[Layer, Parts] = {
    Layer.LANDS: extents.plot_parts,
    Layer.SHALLOWS: extents.coast_parts,
    Layer.COASTS: extents.coast_parts,
    Layer.AREAS: extents.plot_parts,
    Layer.CAPTIONS: extents.caption_parts,
    Layer.FLOWS: extents.line_parts,
    Layer.LABELS: extents.label_parts,
    Layer.CARDS: extents.card_parts,
    Layer.NOTES: extents.plot_parts,
}


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


def _small_cards(theme: Theme) -> Sheet:
    def make(shape: Shape) -> tuple[Stroke, ...]:
        return strokes_of(small_card(shape, theme)) if isinstance(shape, Card) else ()

    return Sheet(make, extents.card_parts, lambda shapes: far_cards(shapes, theme))


def _sheet(layer: Layer, theme: Theme) -> Sheet:
    far: dict[Layer, MakeFar] = {
        Layer.FLOWS: FarFlows(theme),
        Layer.CARDS: lambda shapes: far_cards(shapes, theme),
    }
    return Sheet(
        lambda shape: strokes_of(_primitives(layer, shape, theme)),
        _PARTS[layer],
        far.get(layer),
        words=layer is Layer.LABELS,
    )


class Scene:
    """What the canvas paints of a chart in a theme."""

    def __init__(self, theme: Theme) -> None:
        """An empty sea."""
        self._theme = theme
        self._sheets = {layer: _sheet(layer, theme) for layer in Layer}
        self._small_cards = _small_cards(theme)
        self._last: tuple[Chart, Shapes] | None = None
        self.focus: frozenset[str] = frozenset()
        """Keys of the systems and flows beside which all others fade; none do where it is empty."""
        self.grid = False
        """The grid shows over sea and land."""

    @property
    def theme(self) -> Theme:
        """The colours it paints with."""
        return self._theme

    def set_theme(self, theme: Theme, chart: Chart) -> None:
        """Paint this chart in other colours."""
        if theme is not self._theme:
            self._theme = theme
            self._sheets = {layer: _sheet(layer, theme) for layer in Layer}
            self._small_cards = _small_cards(theme)
            self.update(chart)

    def update(self, chart: Chart) -> None:
        """Show this chart; what is in it unchanged is not made ready again."""
        for layer, shapes in shapes_of(chart).items():
            self._sheets[layer].replace(shapes)
        self._small_cards.replace(chart.standing)

    def _sheet_at(self, layer: Layer, zoom: float) -> Sheet:
        """What shows the layer at that zoom."""
        return self._small_cards if layer is Layer.CARDS and zoom < SMALL else self._sheets[layer]

    def differing(self, chart: Chart) -> set[Spot]:
        """What stands otherwise in `chart` than here, or in only one of both."""
        found: set[Spot] = set()
        known: dict[int, set[str]] = {}  # layers that show the same shapes differ alike
        for layer, shapes in self._shapes_of(chart).items():
            if id(shapes) not in known:
                known[id(shapes)] = self._sheets[layer].differing(shapes)
            found.update((layer, key) for key in known[id(shapes)])
        return found

    def in_order(self, spots: Collection[Spot], chart: Chart) -> list[Spot]:
        """The spots in painting order."""
        shapes = self._shapes_of(chart)
        return [(layer, key) for layer in Layer for key in shapes[layer] if (layer, key) in spots]

    def _shapes_of(self, chart: Chart) -> Shapes:
        """As `shapes_of`; a drag asks for those of one chart several times over."""
        if self._last is None or self._last[0] is not chart:
            self._last = chart, shapes_of(chart)
        return self._last[1]

    def draw_sea(self, painter: QPainter, camera: Camera, screen: QRectF) -> None:
        """Fill a part of the widget with sea; the painter is in screen units."""
        painter.fillRect(screen, inks.colour(self._theme.chart["sea"]))
        step = paint.DOTS * camera.zoom
        while step < _DOT_LEAST:
            step *= 2
        first_x = _first(screen.left(), -camera.x * camera.zoom, step)
        first_y = _first(screen.top(), -camera.y * camera.zoom, step)
        columns = range(int((screen.right() - first_x) / step) + 1)
        rows = range(int((screen.bottom() - first_y) / step) + 1)
        dots = [QPointF(first_x + c * step, first_y + r * step) for r in rows for c in columns]
        painter.setPen(QPen(inks.colour(self._theme.chart["sea_dot"]), min(2.0, 2 * camera.zoom)))
        painter.drawPoints(dots)

    def draw(
        self,
        painter: QPainter,
        camera: Camera,
        seen: QRectF,
        layers: Collection[Layer] = tuple(Layer),
        without: Collection[Spot] = frozenset(),
    ) -> None:
        """Draw what `seen` (scene units) shows; the painter is in screen units."""
        if self.grid and Layer.FLOWS in layers:
            draw_grid(painter, camera, seen, self._theme)
        painter.save()
        painter.setTransform(camera.transform(), combine=True)
        for layer in layers:
            left_out = frozenset(key for one, key in without if one is layer)
            opacity = _FADED.get(layer, 1.0) if self.focus else 1.0
            painter.setOpacity(opacity)
            if not opacity:
                continue
            if layer is Layer.CAPTIONS and camera.zoom < _CAPTIONS_SHRINK:
                self._draw_captions(painter, camera, seen, left_out)
            else:
                sheet = self._sheet_at(layer, camera.zoom)
                sheet.draw(painter, seen, camera.zoom, left_out)
        painter.setOpacity(1.0)
        for layer in layers:
            if self.focus and layer in _FADED:
                left_out = frozenset(key for one, key in without if one is layer)
                sheet = self._sheet_at(layer, camera.zoom)
                sheet.draw_only(painter, seen, camera.zoom, self.focus - left_out)
        painter.restore()

    def _draw_captions(
        self, painter: QPainter, camera: Camera, seen: QRectF, without: Collection[str]
    ) -> None:
        """Captions that do not shrink any more."""
        for key, shape in self._sheets[Layer.CAPTIONS].seen(seen):
            if key not in without and isinstance(shape, CAPTIONED):
                self._draw_caption(painter, camera, seen, key, shape)

    def _draw_caption(
        self, painter: QPainter, camera: Camera, seen: QRectF, key: str, shape: Captioned
    ) -> None:
        """As much of a caption, at the size at which it stays, as its island is wide."""
        scale = _CAPTIONS_SHRINK / camera.zoom
        left, x, y, right = caption_room(shape)
        at_origin = captioned(shape, (right - x) / scale)
        if at_origin is not None and (right - left) * camera.zoom >= _CAPTION_ROOM:
            painter.save()
            painter.setTransform(QTransform(scale, 0, 0, scale, x, y), combine=True)
            self._sheets[Layer.CAPTIONS].draw_shape(painter, key, at_origin, seen, 1.0)
            painter.restore()

    def draw_some(
        self,
        painter: QPainter,
        camera: Camera,
        seen: QRectF,
        chart: Chart,
        spots: Collection[Spot],
    ) -> None:
        """Draw what `seen` shows of the chart's shapes at these spots, as `draw` does."""
        painter.save()
        painter.setTransform(camera.transform(), combine=True)
        shapes = self._shapes_of(chart)
        for layer, key in spots:
            shape = shapes[layer].get(key)
            faded = self.focus and key not in self.focus
            painter.setOpacity(_FADED.get(layer, 1.0) if faded else 1.0)
            shrunk = layer is Layer.CAPTIONS and camera.zoom < _CAPTIONS_SHRINK
            if shrunk and isinstance(shape, CAPTIONED):
                self._draw_caption(painter, camera, seen, key, shape)
            elif shape is not None:
                sheet = self._sheet_at(layer, camera.zoom)
                sheet.draw_shape(painter, key, shape, seen, camera.zoom)
        painter.restore()


def _first(low: float, origin: float, step: float) -> float:
    """The first multiple of `step` from `origin` that is not below `low`."""
    return low + (origin - low) % step
