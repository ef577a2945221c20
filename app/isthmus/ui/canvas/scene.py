"""The chart ready to paint: sheets of coasts, flows, cards and labels, kept up shape by shape."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from isthmus.drawing import paint
from isthmus.drawing.chart import Chart
from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.bundling import MANY_FLOWS, FarFlows
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.captions import CAPTIONED, SHRINK, same_words
from isthmus.ui.canvas.easel import Easel
from isthmus.ui.canvas.extents import Shape
from isthmus.ui.canvas.far import FAR, MANY, FarCards
from isthmus.ui.canvas.farlabels import label_steps
from isthmus.ui.canvas.griddots import draw_grid
from isthmus.ui.canvas.layers import (
    Layer,
    Shapes,
    Spot,
    shapes_of,
    sheets_of,
    small_cards,
    small_notes,
)
from isthmus.ui.canvas.names import Names, alone, write
from isthmus.ui.canvas.sheet import Sheet, Steps
from isthmus.ui.canvas.small import SMALL
from isthmus.ui.canvas.smallnotes import level_at

__all__ = ["Layer", "Scene", "Spot", "shapes_of"]

_DOT_LEAST = 18.0
"""Screen pixels between dots of the sea, below which they thin out."""
_LAND = (Layer.SHALLOWS, Layer.COASTS)
_FADED = {Layer.FLOWS: 0.35, Layer.LABELS: 0.0, Layer.CARDS: 0.35, Layer.NAMES: 0.0}
"""How opaque what is not in focus is; labels go, or lines would strike them through."""
_CROWDED = 0.56
"""Below this zoom flows that lead far keep back on maps of very many."""
Keys = frozenset[str]
_NOTHING = Chart(Box(0, 0, 0, 0))


class Scene:
    """What the canvas paints of a chart in a theme."""

    def __init__(self, theme: Theme) -> None:
        """An empty sea."""
        self._theme = theme
        self._sheets = sheets_of(theme)
        self._small_cards = small_cards(theme)
        self._small_notes = small_notes(theme)
        self._last: tuple[Chart, Shapes] | None = None
        self._show(_NOTHING)
        self.focus: frozenset[str] = frozenset()
        """Keys of the systems and flows beside which all others fade; none do where it is empty."""
        self.filtered = False
        """Whether a filter lets things fade: the coasts are quiet then, or they would stand out."""
        self.grid = False
        """The grid shows over sea and land."""

    @property
    def quiet(self) -> bool:
        """Whether coasts keep back: a lens colours the cards."""
        return self._chart.reading.dresses

    @property
    def theme(self) -> Theme:
        """The colours it paints with."""
        return self._theme

    @property
    def sea(self) -> QColor:
        """The colour where nothing is."""
        return inks.colour(self._theme.chart["sea"])

    def set_theme(self, theme: Theme, chart: Chart) -> None:
        """Paint this chart in other colours."""
        if theme is not self._theme:
            self._theme = theme
            self._sheets = sheets_of(theme)
            self._small_cards = small_cards(theme)
            self._small_notes = small_notes(theme)
            self.update(chart)

    def update(self, chart: Chart) -> None:
        """Show this chart; what is in it unchanged is not made ready again."""
        for layer, shapes in self._shapes_of(chart).items():
            self._sheets[layer].replace(shapes)
        self._small_cards.replace(self._shapes_of(chart)[Layer.CARDS])
        for sheet in self._small_notes.values():
            sheet.replace(self._shapes_of(chart)[Layer.NOTES])
        self._show(chart)

    def _show(self, chart: Chart) -> None:
        self._chart = chart
        self._far_cards: FarCards | None = None
        self._far_flows: FarFlows | None = None
        self._names: Names | None = None

    # From far out

    def is_far(self, zoom: float) -> bool:
        """Whether cards are boxes at that zoom."""
        return zoom < FAR and len(self._sheets[Layer.CARDS]) > MANY

    @property
    def _boxes(self) -> FarCards:
        if self._far_cards is None:
            self._far_cards = FarCards(self._chart.standing, self._theme)
        return self._far_cards

    @property
    def _bundled(self) -> FarFlows:
        if self._far_flows is None:
            self._far_flows = FarFlows(self._chart, self._theme)
        return self._far_flows

    def names(self, zoom: float) -> Names:
        """What is written over the map at that zoom, where it is not the map's own size."""
        if self._names is None or self._names.zoom != zoom:
            shapes = self._shapes_of(self._chart)
            table = self._bundled.table if zoom < FAR else None
            self._names = Names(
                shapes[Layer.CAPTIONS],
                self._chart.standing,
                zoom,
                table,
                gathers=self.is_far(zoom),
                flows=self._chart.flows,
            )
        return self._names

    # What is another in another chart

    def differing(self, chart: Chart) -> set[Spot]:
        """What stands otherwise in `chart` than here, or in only one of both."""
        found: set[Spot] = set()
        known: dict[int, set[str]] = {}  # layers that show the same shapes differ alike
        for layer, shapes in self._shapes_of(chart).items():
            if id(shapes) not in known:
                known[id(shapes)] = self._sheets[layer].differing(shapes)
            keys = known[id(shapes)]
            if layer is Layer.CAPTIONS:
                keys = self._other_words(keys, shapes)
            found.update((layer, key) for key in keys)
        return found

    def _other_words(self, keys: Collection[str], shapes: Mapping[str, Shape]) -> set[str]:
        """Of these captions, those that do not stay as they are: their coast may run elsewhere."""
        sheet = self._sheets[Layer.CAPTIONS]
        return {key for key in keys if not same_words(sheet.shape(key), shapes.get(key))}

    def areas(self, spots: Collection[Spot]) -> list[QRectF]:
        """What the shapes at these spots touch, in scene units."""
        found: list[QRectF] = []
        for layer, sheet in self._sheets.items():
            keys = [key for at, key in spots if at is layer]
            if keys:
                found += sheet.bounds(keys)
        return found

    def in_order(self, spots: Collection[Spot], chart: Chart) -> list[Spot]:
        """The spots in painting order."""
        shapes = self._shapes_of(chart)
        wanted: dict[Layer, set[str]] = {}
        for layer, key in spots:
            wanted.setdefault(layer, set()).add(key)
        return [
            (layer, key)
            for layer in Layer
            if layer in wanted
            for key in shapes.get(layer, ())
            if key in wanted[layer]
        ]

    def _shapes_of(self, chart: Chart) -> Shapes:
        """As `shapes_of`; a drag asks for those of one chart several times over."""
        if self._last is None or self._last[0] is not chart:
            self._last = chart, shapes_of(chart)
        return self._last[1]

    # Painting

    def draw_sea(self, painter: QPainter, camera: Camera, screen: QRectF) -> None:
        """Fill a part of the widget with sea; the painter is in screen units."""
        painter.fillRect(screen, self.sea)
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
        for _ in self.steps(painter, camera, seen, layers, without):
            pass

    def steps(
        self,
        painter: QPainter,
        camera: Camera,
        seen: QRectF,
        layers: Collection[Layer] = tuple(Layer),
        without: Collection[Spot] = frozenset(),
    ) -> Steps:
        """As `draw`, a little at a time; each step says how much work it was, in shapes."""
        if self.grid and Layer.FLOWS in layers:
            draw_grid(painter, camera, seen, self._theme)
        easel = Easel(painter, camera, seen, self._theme)
        left_out = {one: frozenset(key for at, key in without if at is one) for one in layers}
        left_out[Layer.TITLES] = frozenset(key for at, key in without if at is Layer.CAPTIONS)
        for layer in layers:
            opacity = self._opacity(layer, faded=bool(self.focus))
            if opacity:
                painter.setOpacity(opacity)
                yield from self._layer(easel, layer, left_out[layer])
        painter.setOpacity(1.0)
        for layer in layers:
            if self.focus and layer in _FADED:
                only = self.focus - left_out[layer]
                yield from self._layer(easel, layer, frozenset(), only)

    def _opacity(self, layer: Layer, *, faded: bool) -> float:
        """How opaque a layer is: coasts are quiet where a lens colours cards, or a filter is on."""
        if layer in _LAND and (self.quiet or self.filtered):
            return paint.QUIET
        return _FADED.get(layer, 1.0) if faded else 1.0

    def _layer(self, easel: Easel, layer: Layer, without: Keys, only: Keys | None = None) -> Steps:
        zoom = easel.camera.zoom
        if layer is Layer.NAMES:
            yield from self.names(zoom).plate_steps(easel, without, only)
        elif layer in {Layer.CAPTIONS, Layer.TITLES}:
            yield from self._captions(easel, without, plated=layer is Layer.TITLES)
        else:
            with easel.in_scene():
                yield from self._shapes(easel, layer, without, only)

    def _captions(self, easel: Easel, without: Keys, *, plated: bool) -> Steps:
        """Captions under the cards, or those on plates over them, which there are from afar."""
        zoom, sheet = easel.camera.zoom, self._sheets[Layer.CAPTIONS]
        if zoom < SHRINK:
            yield from self.names(zoom).caption_steps(easel, sheet, without, plated=plated)
        elif not plated:
            with easel.in_scene():
                yield from sheet.steps(easel.painter, easel.seen, zoom, without)

    def _shapes(self, easel: Easel, layer: Layer, without: Keys, only: Keys | None) -> Steps:
        """What a layer shows one by one, or from far out in flocks; in scene units."""
        painter, seen, zoom = easel.painter, easel.seen, easel.camera.zoom
        if layer is Layer.LABELS and zoom < SMALL:
            shown = (key for key in self.names(zoom).labels if key not in without)
            keys = [key for key in shown if only is None or key in only]
            yield from label_steps(easel, self._sheets[layer], self._chart.flows, keys)
            return
        if only is None and self.is_far(zoom):
            if layer is Layer.CARDS:
                yield from self._boxes.steps(painter, seen, zoom, without)
                return
            if layer is Layer.FLOWS and len(self._sheets[layer]) > MANY_FLOWS:
                yield from self._bundled.steps(painter, seen, zoom, without)
                return
        if only is None and layer is Layer.FLOWS and self._is_crowded(zoom):
            yield from self._bundled.long_steps(painter, seen, without)
            only = self._bundled.short
        yield from self._sheet_at(layer, zoom).steps(painter, seen, zoom, without, only)

    def _is_crowded(self, zoom: float) -> bool:
        """Whether flows that lead far are to keep back at that zoom."""
        return zoom < _CROWDED and len(self._sheets[Layer.FLOWS]) > 2 * MANY_FLOWS

    def _sheet_at(self, layer: Layer, zoom: float) -> Sheet:
        """What shows the layer at that zoom."""
        if layer is Layer.CARDS and zoom < SMALL:
            return self._small_cards
        size = level_at(zoom) if layer is Layer.NOTES else None
        return self._sheets[layer] if size is None else self._small_notes[size]

    def draw_some(
        self,
        painter: QPainter,
        camera: Camera,
        seen: QRectF,
        chart: Chart,
        spots: Collection[Spot],
    ) -> None:
        """Draw what `seen` shows of the chart's shapes at these spots, as `draw` does."""
        shapes, zoom = self._shapes_of(chart), camera.zoom
        easel = Easel(painter, camera, seen, self._theme)
        for layer, key in spots:
            shape = shapes[layer].get(key)
            if shape is None or (layer is Layer.LABELS and zoom < SMALL):
                continue
            faded = bool(self.focus) and key not in self.focus
            painter.setOpacity(self._opacity(layer, faded=faded))
            if layer is Layer.CAPTIONS and zoom < SHRINK and isinstance(shape, CAPTIONED):
                caption = alone(shape, zoom)
                if caption is not None:
                    write(easel, key, caption, self._sheets[layer])
                continue
            easel.to_scene()
            self._sheet_at(layer, zoom).draw_shape(painter, key, shape, seen, zoom)
            painter.restore()
        painter.setOpacity(1.0)


def _first(low: float, origin: float, step: float) -> float:
    """The first multiple of `step` from `origin` that is not below `low`."""
    return low + (origin - low) % step
