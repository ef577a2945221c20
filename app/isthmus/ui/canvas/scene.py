"""The chart ready to paint: sheets of coasts, flows, cards and labels, kept up shape by shape."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from isthmus.drawing import paint
from isthmus.drawing.chart import Card, Chart, Coast, FlowLook, FlowShape
from isthmus.drawing.primitives import Primitive
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.sheet import Item, Sheet, item
from isthmus.ui.canvas.strokes import strokes_of

_DOT_LEAST = 12.0
"""Screen pixels between dots of the sea, below which they thin out."""


class Layer(StrEnum):
    """The layers in painting order."""

    SHALLOWS = "shallows"
    COASTS = "coasts"
    CAPTIONS = "captions"
    FLOWS = "flows"
    LABELS = "labels"
    CARDS = "cards"


Shape = Card | FlowShape | Coast
Spot = tuple[Layer, str]
"""A layer and the key of a shape in it."""


def shapes_of(chart: Chart) -> dict[Layer, Mapping[str, Shape]]:
    """The shapes of a chart by layer and key, lowest first; some stand in several layers."""
    flows = sorted(chart.flows.items(), key=lambda pair: pair[1].look is FlowLook.MISSING)
    coasts = {coast.island: coast for coast in chart.coasts}
    return {
        Layer.SHALLOWS: coasts,
        Layer.COASTS: coasts,
        Layer.CAPTIONS: coasts,
        Layer.FLOWS: dict(flows),
        Layer.LABELS: {key: flow for key, flow in flows if flow.label_box is not None},
        Layer.CARDS: dict(chart.cards),
    }


def _primitives(layer: Layer, shape: Shape, theme: Theme) -> Iterable[Primitive]:
    """What a layer shows of a shape."""
    if isinstance(shape, Card):
        return paint.card(shape, theme)
    if isinstance(shape, FlowShape):
        return paint.flow(shape, theme) if layer is Layer.FLOWS else paint.label(shape, theme)
    if layer is Layer.CAPTIONS:
        return paint.caption(shape, theme)
    shallows, land = paint.coasts((shape,), theme)
    return (shallows,) if layer is Layer.SHALLOWS else (land,)


class Scene:
    """What the canvas paints of a chart in a theme."""

    def __init__(self, theme: Theme) -> None:
        """An empty sea."""
        self._theme = theme
        self._sheets = {layer: Sheet(words=layer is Layer.LABELS) for layer in Layer}

    @property
    def theme(self) -> Theme:
        """The colours it paints with."""
        return self._theme

    def set_theme(self, theme: Theme, chart: Chart) -> None:
        """Paint this chart in other colours."""
        if theme is not self._theme:
            self._theme = theme
            for sheet in self._sheets.values():
                sheet.replace({})
            self.update(chart)

    def update(self, chart: Chart) -> None:
        """Show this chart; what is in it unchanged is not made ready again."""
        for layer, shapes in shapes_of(chart).items():
            sheet = self._sheets[layer]
            items = {key: self.ready(layer, key, shape) for key, shape in shapes.items()}
            sheet.replace(items)

    def ready(self, layer: Layer, key: str, shape: Shape) -> Item:
        """The shape ready to draw: as it is held already, if it is unchanged."""
        held = self._sheets[layer].get(key)
        if held is not None and (held.shape is shape or held.shape == shape):
            return held
        return item(shape, strokes_of(_primitives(layer, shape, self._theme)))

    def differing(self, chart: Chart) -> set[Spot]:
        """What stands otherwise in `chart` than here, or in only one of both."""
        found: set[Spot] = set()
        for layer, shapes in shapes_of(chart).items():
            sheet = self._sheets[layer]
            for key, shape in shapes.items():
                held = sheet.get(key)
                if held is None or (held.shape is not shape and held.shape != shape):
                    found.add((layer, key))
            found.update((layer, key) for key in sheet.keys() - shapes.keys())
        return found

    def items_of(self, chart: Chart, spots: Collection[Spot]) -> dict[Layer, list[Item]]:
        """The shapes of `chart` at these spots, ready to draw, in painting order."""
        return {
            layer: [self.ready(layer, key, shapes[key]) for key in shapes if (layer, key) in spots]
            for layer, shapes in shapes_of(chart).items()
        }

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
        layers: Iterable[Layer] = Layer,
        without: Collection[Spot] = frozenset(),
    ) -> None:
        """Draw what `seen` (scene units) shows; the painter is in screen units."""
        painter.save()
        painter.setTransform(camera.transform(), combine=True)
        for layer in layers:
            left_out = frozenset(key for one, key in without if one is layer)
            self._sheets[layer].draw(painter, seen, camera.zoom, left_out)
        painter.restore()

    def draw_items(
        self, painter: QPainter, camera: Camera, items: Mapping[Layer, Iterable[Item]]
    ) -> None:
        """Draw items that were made `ready`; the painter is in screen units."""
        painter.save()
        painter.setTransform(camera.transform(), combine=True)
        for layer, some in items.items():
            for one in some:
                self._sheets[layer].draw_item(painter, one, camera.zoom)
        painter.restore()


def _first(low: float, origin: float, step: float) -> float:
    """The first multiple of `step` from `origin` that is not below `low`."""
    return low + (origin - low) % step
