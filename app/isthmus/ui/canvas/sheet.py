"""One layer of the map on screen: its shapes made ready when first seen, culled by what is seen."""

from collections.abc import Callable, Collection, Mapping

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from isthmus.ui.canvas.extents import Edges, Shape
from isthmus.ui.canvas.far import FAR, MANY, FarDrawing
from isthmus.ui.canvas.strokes import Stroke

Make = Callable[[Shape], tuple[Stroke, ...]]
Parts = Callable[..., list[Edges]]
"""Takes the kind of shape that the layer holds."""
MakeFar = Callable[[Mapping[str, Shape]], FarDrawing]


class Sheet:
    """The shapes of a layer by key, in painting order."""

    def __init__(
        self, make: Make, parts: Parts, far: MakeFar | None = None, *, words: bool = False
    ) -> None:
        """An empty layer: `make` readies a shape, `parts` says what it touches.

        With `far`, many shapes are drawn in its way from far out. In a layer of `words`, shapes
        only frame texts and go where these go.
        """
        self._make, self._parts, self._make_far, self._words = make, parts, far, words
        self._shapes: Mapping[str, Shape] = {}
        self._keys: list[str] = []
        self._ready: dict[str, tuple[Shape, tuple[Stroke, ...]]] = {}
        self._known_parts: dict[str, tuple[Shape, list[Edges]]] = {}
        self._index: tuple[npt.NDArray[np.float64], npt.NDArray[np.intp]] | None = None
        self._far: FarDrawing | None = None

    def replace(self, shapes: Mapping[str, Shape]) -> None:
        """Hold these shapes instead; what is ready of them stays so."""
        self._shapes, self._keys = shapes, list(shapes)
        self._index, self._far = None, None
        self._ready = {key: pair for key, pair in self._ready.items() if key in shapes}

    def differing(self, shapes: Mapping[str, Shape]) -> set[str]:
        """The keys at which other shapes stand there than here, or none in one of both."""
        here = self._shapes.get
        found = {key for key, shape in shapes.items() if here(key) is not shape}
        if len(shapes) - len(found) < len(self._shapes):
            found.update(self._shapes.keys() - shapes.keys())
        return found

    def seen(self, seen: QRectF) -> list[tuple[str, Shape]]:
        """Key and shape of what `seen` (scene units) shows of the layer."""
        keys = (self._keys[number] for number in self._visible(seen))
        return [(key, self._shapes[key]) for key in keys]

    def draw(
        self,
        painter: QPainter,
        seen: QRectF,
        zoom: float,
        without: Collection[str] = frozenset(),
    ) -> None:
        """Draw what `seen` (scene units) shows of the layer; the painter is in scene units."""
        visible = self._visible(seen)
        if self._make_far is not None and zoom < FAR and len(visible) > MANY:
            self._draw_far(painter, self._make_far, without)
            return
        for number in visible:
            key = self._keys[number]
            if key not in without:
                self.draw_shape(painter, key, self._shapes[key], seen, zoom)

    def draw_only(
        self, painter: QPainter, seen: QRectF, zoom: float, only: Collection[str]
    ) -> None:
        """Draw what `seen` shows of some of the shapes, each as from near."""
        for key, shape in self.seen(seen):
            if key in only:
                self.draw_shape(painter, key, shape, seen, zoom)

    def draw_shape(
        self, painter: QPainter, key: str, shape: Shape, seen: QRectF, zoom: float
    ) -> None:
        """Draw one shape, which need not be what this layer holds at the key."""
        strokes = self._strokes(key, shape)
        if self._words and any(zoom < stroke.from_zoom for stroke in strokes):
            return
        for stroke in strokes:
            if zoom >= stroke.from_zoom:
                stroke.draw(painter, seen)

    def _strokes(self, key: str, shape: Shape) -> tuple[Stroke, ...]:
        """The shape made ready, as it was already if it has not changed."""
        held = self._ready.get(key)
        if held is not None and (held[0] is shape or held[0] == shape):
            return held[1]
        strokes = self._make(shape)
        if self._shapes.get(key) is shape:
            self._ready[key] = shape, strokes
        return strokes

    def _visible(self, seen: QRectF) -> list[int]:
        if self._index is None:
            self._index = self._indexed()
        edges, owners = self._index
        inside = (
            (edges[:, 0] <= seen.right())
            & (edges[:, 2] >= seen.left())
            & (edges[:, 1] <= seen.bottom())
            & (edges[:, 3] >= seen.top())
        )
        numbers: list[int] = np.unique(owners[inside]).tolist()
        return numbers

    def _indexed(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.intp]]:
        """The edges of all parts, and whose they are."""
        known, self._known_parts = self._known_parts, {}
        for key, shape in self._shapes.items():
            held = known.get(key)
            fits = held is not None and held[0] is shape
            self._known_parts[key] = held if held and fits else (shape, self._parts(shape))
        parts = [some for _, some in self._known_parts.values()]
        edges = np.array([edge for some in parts for edge in some], dtype=np.float64)
        owners = np.repeat(np.arange(len(parts)), [len(some) for some in parts])
        return edges.reshape(-1, 4), owners

    def _draw_far(self, painter: QPainter, far: MakeFar, without: Collection[str]) -> None:
        if without:
            left = {key: shape for key, shape in self._shapes.items() if key not in without}
            far(left)(painter)
            return
        if self._far is None:
            self._far = far(self._shapes)
        self._far(painter)
