"""What is written over the map from far out: captions and plates, placed once for each zoom."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from types import MappingProxyType

from PySide6.QtCore import QRectF

from isthmus.drawing.chart import Card, Coast, FlowShape
from isthmus.drawing.lands import button_box
from isthmus.drawing.plots import AreaShape, Land
from isthmus.drawing.primitives import Rect
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas.archipelago import gathered
from isthmus.ui.canvas.captions import BUTTONS_FROM, SHRINK, Caption, place_captions, scale_at
from isthmus.ui.canvas.easel import Easel
from isthmus.ui.canvas.extents import Shape
from isthmus.ui.canvas.far import FAR, frames_of
from isthmus.ui.canvas.farlabels import labels_shown
from isthmus.ui.canvas.placing import Covered, Frame, Taken, grown
from isthmus.ui.canvas.plates import Plate, box_plates, paint_plate, place_plates
from isthmus.ui.canvas.regions import Survey
from isthmus.ui.canvas.sheet import STEP, Sheet, Steps
from isthmus.ui.canvas.small import SMALL
from isthmus.ui.canvas.strokes import Stroke, strokes_of

_NEAR = 6.0
"""Screen pixels that captions come nearer to a button than to each other."""
_UNDER = 3.0
"""Screen pixels of calm sea round a caption of an island: no line runs through it."""


class Names:
    """The captions and the plates of a chart at one zoom."""

    def __init__(
        self,
        captioned: Mapping[str, Shape],
        cards: Mapping[str, Card],
        zoom: float,
        table: Survey | None = None,
        *,
        gathers: bool = False,
        flows: Mapping[str, FlowShape] = MappingProxyType({}),
    ) -> None:
        """A `table` of flows, where cards are far out, tells which of them are important.

        On a map of many, small islands are counted: it `gathers` their captions.
        """
        self.zoom = zoom
        self._gathers, self._flows = gathers, flows
        self._captioned, self._cards, self._table = captioned, cards, table
        self._taken = Taken()
        self._ready: dict[str, tuple[Stroke, ...]] = {}

    @cached_property
    def captions(self) -> dict[str, Caption]:
        """The captions, by key; placed when first asked for."""
        if self.zoom >= SHRINK:
            return {}
        named = gathered(self._captioned, self.zoom) if self._gathers else self._captioned
        covered = Covered(frames_of(self._cards, self.zoom))
        for frame in self._buttons():
            self._taken.take(frame)
        return place_captions(named, self.zoom, covered, self._taken)

    def _buttons(self) -> Iterator[Frame]:
        """Where the buttons stand that collapse territories; captions come near to them."""
        lands = (shape for shape in self._captioned.values() if isinstance(shape, Land))
        for land in lands if self.zoom >= BUTTONS_FROM else ():
            box = button_box(land)
            sides = (box.x, box.y, box.right, box.bottom)
            left, top, right, bottom = (side * self.zoom for side in sides)
            yield grown((left, top, right, bottom), -min(_NEAR, (right - left) / 2 - 1))

    @cached_property
    def plates(self) -> dict[str, Plate]:
        """The plates, by system or territory; placed after the captions when first asked for."""
        if self.zoom >= FAR:
            return {}
        _ = self.captions  # which take their places first
        found = box_plates(self._cards, self.zoom, self._taken)
        if self._table is not None:
            found |= place_plates(self._cards, self._table, self.zoom, FAR, self._taken)
        return found

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The flows that are labelled, though labels of their own size could not be read."""
        if self.zoom >= SMALL:
            return ()
        _ = self.plates  # which take their places first
        covered = Covered(frames_of(self._cards, self.zoom))
        return labels_shown(self._flows, self.zoom, covered, self._taken)

    def frames(self) -> Iterable[Frame]:
        """Where something is written, in screen pixels from the scene's origin."""
        yield from (caption.frame for caption in self.captions.values())
        yield from (plate.frame for plate in self.plates.values())

    def at(self, x: float, y: float) -> str | None:
        """The system, territory or area whose name is written at a point.

        The point is in screen pixels from the scene's origin.
        """
        named = {key: plate.frame for key, plate in self.plates.items()}
        for key, caption in self.captions.items():
            if isinstance(caption.shape, Land | AreaShape):
                named.setdefault(key, caption.frame)
        for key, (left, top, right, bottom) in named.items():
            if left <= x <= right and top <= y <= bottom:
                return key
        return None

    def caption_steps(
        self, easel: Easel, sheet: Sheet, without: Collection[str], *, plated: bool
    ) -> Steps:
        """Write the captions in sight, on plates or not; the painter is in screen units."""
        yield len(self.captions) // 8  # placing them is a step of its own
        for key, caption in self.captions.items():
            if caption.plated is plated and key not in without and _meets(caption.frame, easel):
                write(easel, key, caption, sheet)
                yield 2
        yield 0

    def plate_steps(
        self, easel: Easel, without: AbstractSet[str], only: AbstractSet[str] | None
    ) -> Steps:
        """Draw the plates in sight; the painter is in screen units."""
        count = 0
        yield len(self.plates) // 8
        for key, plate in self.plates.items():
            if key in without or (only is not None and key not in only):
                continue
            if _meets(plate.frame, easel):
                self._draw_plate(easel, key, plate)
                count += 2
                if count >= STEP:
                    yield count
                    count = 0
        yield count

    def _draw_plate(self, easel: Easel, key: str, plate: Plate) -> None:
        easel.painter.save()
        easel.to_origin()
        for stroke in self._strokes(key, plate, easel.theme):
            stroke.draw(easel.painter, stroke.bounds)
        easel.painter.restore()

    def _strokes(self, key: str, plate: Plate, theme: Theme) -> tuple[Stroke, ...]:
        if key not in self._ready:
            self._ready[key] = strokes_of(paint_plate(plate, theme))
        return self._ready[key]


def _meets(frame: Frame, easel: Easel) -> bool:
    left, top, right, bottom = (side / easel.camera.zoom for side in frame)
    return easel.seen.intersects(QRectF(left, top, right - left, bottom - top))


def write(easel: Easel, key: str, caption: Caption, sheet: Sheet) -> None:
    """Write one caption in its place; the painter is in screen units."""
    painter, scale = easel.painter, scale_at(easel.camera.zoom)
    painter.save()
    easel.to_origin()
    ground = _ground(caption, easel.theme)
    if ground is not None:
        for stroke in strokes_of((ground,)):
            stroke.draw(painter, stroke.bounds)
    painter.translate(caption.x, caption.y)
    painter.scale(scale, scale)
    sheet.draw_shape(painter, key, caption.shape, QRectF(-1e6, -1e6, 2e6, 2e6), 1.0)
    painter.restore()


def _ground(caption: Caption, theme: Theme) -> Rect | None:
    """What lies under the words: a plate, or sea that hides the flows under an island's."""
    if caption.plated:
        left, top, right, bottom = caption.frame
        shape = caption.shape
        pale = theme.tint(shape.tint)[1] if isinstance(shape, Land) else theme.chart["card"]
        return Rect(left, top, right - left, bottom - top, 5, f"{pale}e6")
    if isinstance(caption.shape, Coast):
        left, top, right, bottom = grown(caption.frame, _UNDER - 1)
        return Rect(left, top, right - left, bottom - top, 4, theme.chart["sea"] + "d9")
    return None


def alone(shape: Shape, zoom: float) -> Caption | None:
    """The caption of a shape that is dragged: nothing else is looked at."""
    found = place_captions({"": shape}, zoom, Covered(frames_of({}, zoom)), Taken())
    return found.get("")
