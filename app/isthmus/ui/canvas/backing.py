"""The painted map kept as a picture: moved while panning, scaled while zooming, sharp at rest.

Where sharpening is much work, it goes on in slices beside the picture on show, and whatever the
user does next comes first.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.scene import Scene
from isthmus.ui.canvas.slices import AT_ONCE, SLICE, Slices

_WHOLE = 1e-3
"""Device pixels off a whole one that still count as whole."""
SMOOTH = 0.012
"""Seconds: a map that is painted sharp in less is painted so even while it moves."""


def sharp_steps(painter: QPainter, scene: Scene, camera: Camera, screen: QRectF) -> Iterator[int]:
    """Paint a part of the widget, step by step; the painter is in screen units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    scene.draw_sea(painter, camera, screen)
    yield 1
    yield from scene.steps(painter, camera, seen_in(camera, screen))


def paint_sharp(painter: QPainter, scene: Scene, camera: Camera, screen: QRectF) -> None:
    """Paint a part of the widget; the painter is in screen units."""
    for _ in sharp_steps(painter, scene, camera, screen):
        pass


def seen_in(camera: Camera, screen: QRectF) -> QRectF:
    """The part of the scene that a part of the widget shows."""
    return QRectF(camera.to_scene(screen.topLeft()), camera.to_scene(screen.bottomRight()))


class _Job:
    """A part of the widget that is being painted for a camera."""

    def __init__(
        self, scene: Scene, camera: Camera, screen: QRectF, ratio: float, *, is_hole: bool = False
    ) -> None:
        self.camera, self.is_hole = camera, is_hole
        self.slices = Slices(screen, ratio, lambda p: sharp_steps(p, scene, camera, screen))

    def paints(self, camera: Camera, screen: QRectF, ratio: float) -> bool:
        """Whether that is what it paints."""
        mine = (self.camera, self.slices.screen, self.slices.ratio)
        return mine == (camera, screen, ratio)


class Backing:
    """The scene as painted for one camera."""

    def __init__(self, scene: Scene) -> None:
        """Nothing painted yet."""
        self._scene = scene
        self._picture = QPixmap()
        self._camera: Camera | None = None
        self._is_stale = True
        self._holes: list[QRectF] = []
        self._job: _Job | None = None
        self._took = 0.0

    @property
    def is_at_work(self) -> bool:
        """Whether there is more to paint than was on show."""
        return self._job is not None or bool(self._holes)

    def invalidate(self) -> None:
        """The scene is another one."""
        self._is_stale = True
        self._stop()
        self._holes.clear()

    def forget(self) -> None:
        """Another map: the picture tells nothing of it."""
        self.invalidate()
        self._picture = QPixmap()
        self._camera = None

    def spoil(self, areas: Iterable[QRectF]) -> None:
        """The scene is another one in these parts of it, in scene units, and nowhere else."""
        self._stop()
        if self._camera is not None and not self._is_stale:
            whole = QRectF(QPointF(0, 0), self._picture.deviceIndependentSize())
            for area in areas:
                at = self._camera.rect_to_screen(area).toAlignedRect().adjusted(-2, -2, 2, 2)
                self._dig(QRectF(at).intersected(whole))

    def _dig(self, hole: QRectF) -> None:
        """Paint this part anew; one that lies in another needs no painting of its own."""
        if hole.isEmpty() or any(other.contains(hole) for other in self._holes):
            return
        self._holes = [other for other in self._holes if not hole.contains(other)]
        self._holes.append(hole)

    def draw(
        self, painter: QPainter, camera: Camera, size: QSize, ratio: float, *, moving: bool
    ) -> bool:
        """Draw the map for this camera; whether it is sharp (while `moving`, it need not be)."""
        if self._is_usable(camera, size, ratio):
            self._fill(ratio)
        elif moving and self._can_wait():
            self._stop()
        else:
            self._renew(camera, size, ratio)
        if self._is_usable(camera, size, ratio):
            painter.drawPixmap(0, 0, self._picture)
            return not self._holes
        self._draw_scaled(painter, camera, size)
        return False

    def work(self) -> bool:
        """Paint a slice of what is left; whether there is more to show than before."""
        if self._job is None:
            self._next_hole(self._picture.devicePixelRatio())
        if self._job is None or not self._job.slices.run(SLICE):
            return False
        self._finish()
        return True

    def finish(self) -> None:
        """Paint all that is left, however long it takes."""
        while self.is_at_work:
            self.work()

    # What is there already

    def _can_wait(self) -> bool:
        """Whether the picture as it is does for a while, and sharpening would hold up the hand."""
        return self._took > SMOOTH and not self._is_stale

    def _is_usable(self, camera: Camera, size: QSize, ratio: float) -> bool:
        """Whether the picture shows the scene there, or can be moved so that it does."""
        if self._is_stale or not self._fits(size, ratio):
            return False
        return self._camera == camera or self._scroll(camera, ratio)

    def _fits(self, size: QSize, ratio: float) -> bool:
        return self._picture.size() == size * ratio and self._picture.devicePixelRatio() == ratio

    def _scroll(self, camera: Camera, ratio: float) -> bool:
        """Shift the picture and dig up what comes in; False if it does not fit pixel on pixel."""
        before = self._camera
        if before is None or before.zoom != camera.zoom:
            return False
        dx = (before.x - camera.x) * camera.zoom * ratio
        dy = (before.y - camera.y) * camera.zoom * ratio
        if abs(dx - round(dx)) > _WHOLE or abs(dy - round(dy)) > _WHOLE:
            return False
        whole_x, whole_y = round(dx), round(dy)
        picture = self._picture
        if abs(whole_x) >= picture.width() or abs(whole_y) >= picture.height():
            return False
        self._stop()
        picture.scroll(whole_x, whole_y, picture.rect())
        self._camera = camera
        self._move_holes(whole_x / ratio, whole_y / ratio)
        return True

    def _move_holes(self, dx: float, dy: float) -> None:
        """Holes move along, and what comes into sight is one more."""
        size = self._picture.deviceIndependentSize()
        whole = QRectF(QPointF(0, 0), size)
        holes, self._holes = self._holes, []
        for hole in (*(each.translated(dx, dy) for each in holes), *_strips(size, dx, dy)):
            self._dig(hole.intersected(whole))
        with QPainter(self._picture) as painter:
            for hole in self._holes:
                painter.fillRect(hole, self._scene.sea)

    # Painting

    def _fill(self, ratio: float) -> None:
        """Paint holes that are little work at once, and leave the others to `work`."""
        while self._holes and self._job is None:
            self._next_hole(ratio)
            if not self._work_at_once():
                return

    def _next_hole(self, ratio: float) -> None:
        if self._holes and self._camera is not None:
            self._job = _Job(self._scene, self._camera, self._holes[0], ratio, is_hole=True)

    def _renew(self, camera: Camera, size: QSize, ratio: float) -> None:
        """Begin to paint the whole anew; little work is done at once."""
        screen = QRectF(0, 0, size.width(), size.height())
        if self._job is None or not self._job.paints(camera, screen, ratio):
            self._stop()
            self._job = _Job(self._scene, camera, screen, ratio)
            self._work_at_once()

    def _work_at_once(self) -> bool:
        """Paint as much as a frame has time for; whether that is all."""
        done = self._job is not None and self._job.slices.work(AT_ONCE)
        if done:
            self._finish()
        return done

    def _finish(self) -> None:
        """Show what is painted."""
        job, self._job = self._job, None
        if job is None:
            return
        if job.is_hole:
            self._holes.remove(job.slices.screen)
            with QPainter(self._picture) as painter:
                painter.drawPixmap(job.slices.screen.topLeft(), job.slices.picture)
            return
        self._picture, self._camera = job.slices.picture, job.camera
        self._took = job.slices.took
        self._is_stale = False
        self._holes.clear()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.slices.stop()
            self._job = None

    def _draw_scaled(self, painter: QPainter, camera: Camera, size: QSize) -> None:
        """The picture of the earlier camera where it belongs now, with sea around it."""
        before = self._camera or camera
        screen = QRectF(0, 0, size.width(), size.height())
        self._scene.draw_sea(painter, camera, screen)
        if self._picture.isNull():
            return
        held = before.seen(self._picture.deviceIndependentSize())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, camera.zoom < before.zoom)
        whole = QRectF(QPointF(0, 0), QSizeF(self._picture.size()))
        painter.drawPixmap(camera.rect_to_screen(held), self._picture, whole)


def _strips(size: QSizeF, dx: float, dy: float) -> list[QRectF]:
    """The parts of the widget that come into sight when the picture moves by (dx, dy)."""
    wide, high = size.width(), size.height()
    strips = []
    if dx:
        strips.append(QRectF(0 if dx > 0 else wide + dx, 0, abs(dx), high))
    if dy:
        strips.append(QRectF(0, 0 if dy > 0 else high + dy, wide, abs(dy)))
    return strips
