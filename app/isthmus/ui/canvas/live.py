"""The map during a drag: what stays is painted once, what moves in every frame."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter

from isthmus.drawing.chart import Chart
from isthmus.ui.canvas.backing import Backing
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.layers import Layer, Spot
from isthmus.ui.canvas.scene import Scene
from isthmus.ui.canvas.slices import AT_ONCE, SLICE, Slices

_UNDER = (Layer.LANDS, Layer.SHALLOWS, Layer.COASTS, Layer.AREAS)
_LINES = (Layer.FLOWS, Layer.CAPTIONS)
_OVER = tuple(layer for layer in Layer if layer not in {*_UNDER, *_LINES})
_GROUPS = (_UNDER, _LINES, _OVER)
"""The layers of each picture: flows that move run under cards and labels that stay, as at rest."""

_LITTLE = AT_ONCE // 8
"""So much is done in the first frame of a drag on a large map, which leads flows besides."""


class LiveBacking:
    """Pictures of what stays, with what moves drawn between and over them.

    While these are painted, which on a large map takes several frames, the backing's picture is
    shown, where the cards that move still stand at their old places too.
    """

    def __init__(self, scene: Scene, backing: Backing) -> None:
        """Nothing moves yet."""
        self._scene, self._backing = scene, backing
        self._moving: set[Spot] = set()
        self._order: list[Spot] = []
        self._pictures: tuple[Slices, ...] | None = None
        self._left: list[Slices] = []
        self._painted_for: tuple[Camera, QSize, float] | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether there is more to paint of what stays."""
        return bool(self._left)

    def reset(self) -> None:
        """The drag is over."""
        self._moving.clear()
        self._painted_for = None
        self._stop()
        self._pictures = None

    def work(self) -> bool:
        """Paint a slice of what stays; whether all of it is painted now."""
        if self._left and self._left[0].run(SLICE):
            del self._left[0]
        return not self._left

    def draw(
        self, painter: QPainter, chart: Chart, camera: Camera, size: QSize, ratio: float
    ) -> None:
        """Draw the chart of a drag, which differs from the scene in few shapes."""
        more = self._scene.differing(chart) - self._moving
        if more or self._painted_for != (camera, size, ratio):
            self._moving |= more
            self._order = self._scene.in_order(self._moving, chart)
            is_small = len(chart.flows) + len(chart.cards) < AT_ONCE
            self._paint_resting(camera, size, ratio, AT_ONCE if is_small else _LITTLE)
        seen = camera.seen(QSizeF(size))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._left or self._pictures is None:
            self._backing.draw(painter, camera, size, ratio, moving=True)
            self._scene.draw_some(painter, camera, seen, chart, self._order)
            return
        for picture, layers in zip(self._pictures, _GROUPS, strict=True):
            painter.drawPixmap(0, 0, picture.picture)
            self._scene.draw_some(painter, camera, seen, chart, self._moving_in(layers))

    def _moving_in(self, layers: Collection[Layer]) -> list[Spot]:
        return [spot for spot in self._order if spot[0] in layers]

    def _paint_resting(self, camera: Camera, size: QSize, ratio: float, most: int) -> None:
        """Begin to paint what stays; so much work (in shapes) is done at once."""
        self._stop()
        self._painted_for = (camera, size, ratio)
        screen = QRectF(0, 0, size.width(), size.height())
        moving = frozenset(self._moving)

        def picture(layers: Collection[Layer]) -> Slices:
            paint = lambda painter: self._paint(painter, camera, screen, layers, moving)  # noqa: E731
            made = Slices(screen, ratio, paint)
            made.picture.fill(Qt.GlobalColor.transparent)
            return made

        self._pictures = tuple(map(picture, _GROUPS))
        for one in self._pictures:
            if self._left or not one.work(most):
                self._left.append(one)

    def _paint(
        self,
        painter: QPainter,
        camera: Camera,
        screen: QRectF,
        layers: Collection[Layer],
        moving: frozenset[Spot],
    ) -> Iterator[int]:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if Layer.COASTS in layers:
            self._scene.draw_sea(painter, camera, screen)
        seen = camera.seen(screen.size())
        yield from self._scene.steps(painter, camera, seen, layers, moving)

    def _stop(self) -> None:
        for slices in self._left:
            slices.stop()
        self._left = []
