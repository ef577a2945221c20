"""One layer of the map on screen: its shapes made ready when first seen, culled by what is seen."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from isthmus.ui.canvas.extents import Shape
from isthmus.ui.canvas.spread import SpreadOf, Whereabouts
from isthmus.ui.canvas.strokes import Stroke

Make = Callable[[Shape], tuple[Stroke, ...]]
Steps = Iterator[int]
"""Painting in small steps, each as much work as that many shapes that are ready."""

STEP = 24
"""Shapes painted in one step."""
MAKING = 5
"""Making a shape ready is as much work as painting so many."""
_STRETCH = 256
"""Shapes that are compared at once."""


class Sheet:
    """The shapes of a layer by key, in painting order."""

    def __init__(
        self,
        make: Make,
        spread: SpreadOf,
        *,
        words: bool = False,
        on_top: Callable[[Shape], bool] | None = None,
    ) -> None:
        """An empty layer: `make` readies a shape, `spread` says what shapes touch.

        In a layer of `words`, shapes only frame texts and go where these go. What is `on_top`
        comes last.
        """
        self._make, self._words, self._on_top = make, words, on_top
        self._shapes: Mapping[str, Shape] = {}
        self._order: list[str] = []
        self._held: list[Shape] = []
        self._ready: dict[str, tuple[Shape, tuple[Stroke, ...]]] = {}
        self._places = Whereabouts(spread)

    def __len__(self) -> int:
        """How many shapes there are."""
        return len(self._shapes)

    def replace(self, shapes: Mapping[str, Shape]) -> None:
        """Hold these shapes instead; what is ready of them stays so."""
        self._shapes, self._order = shapes, list(shapes)
        self._held = list(shapes.values())
        self._places.replace(shapes)
        for key in self._ready.keys() - shapes.keys():
            del self._ready[key]

    def differing(self, shapes: Mapping[str, Shape]) -> set[str]:
        """The keys at which other shapes stand there than here, or none in one of both."""
        order = list(shapes)
        if order == self._order:  # as in every frame of a drag: thousands are compared at once
            return {order[row] for row in _other_rows(self._held, list(shapes.values()))}
        here = self._shapes.get
        found = {key for key, shape in shapes.items() if here(key) is not shape}
        if len(shapes) - len(found) < len(self._shapes):
            found.update(self._shapes.keys() - shapes.keys())
        return found

    def shape(self, key: str) -> Shape | None:
        """What stands at that key."""
        return self._shapes.get(key)

    def bounds(self, keys: Collection[str]) -> list[QRectF]:
        """What the shapes at these keys touch, in scene units."""
        return self._places.bounds(keys)

    def seen(self, seen: QRectF) -> list[tuple[str, Shape]]:
        """Key and shape of what `seen` (scene units) shows of the layer."""
        found = [(key, self._shapes[key]) for key in self._places.inside(seen)]
        on_top = self._on_top
        return sorted(found, key=lambda pair: on_top(pair[1])) if on_top else found

    def steps(
        self,
        painter: QPainter,
        seen: QRectF,
        zoom: float,
        without: Collection[str] = frozenset(),
        only: Collection[str] | None = None,
    ) -> Steps:
        """Draw what `seen` (scene units) shows of the layer; the painter is in scene units."""
        work = 0
        for key, shape in self.seen(seen):
            if key in without or (only is not None and key not in only):
                continue
            work += 1 if key in self._ready else 1 + MAKING
            self.draw_shape(painter, key, shape, seen, zoom)
            if work >= STEP:
                yield work
                work = 0
        yield work

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


def _other_rows(some: Sequence[Shape], others: Sequence[Shape]) -> Iterator[int]:
    """Where two lists of one length hold shapes that are not alike.

    Lists are compared a stretch at a time: that takes each shape for alike that is the same one.
    """
    for start in range(0, len(some), _STRETCH):
        one, other = some[start : start + _STRETCH], others[start : start + _STRETCH]
        if one != other:
            yield from (start + k for k, shape in enumerate(one) if shape is not other[k])
