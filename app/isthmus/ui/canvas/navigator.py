"""Where to look: fit the map, bring something into sight, zoom by steps."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QPointF, QRectF

from isthmus.layout.geometry import Box
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import Camera, rect_of
from isthmus.ui.canvas.fitting import fit_beside
from isthmus.ui.canvas.glide import CameraGlide
from isthmus.ui.canvas.plots import box_of
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.trail import Trail

_STEP = 1.25
_MARGIN = 48.0
"""Screen pixels between what is brought into sight and the widget's edge."""
_READABLE = 0.8
"""The zoom that a far view comes nearer to, to show a finding."""


class Navigator(QObject):
    """Moves the camera on behalf of menus, findings and keys."""

    def __init__(self, stage: Stage) -> None:
        """Look where the stage looks."""
        super().__init__(stage)
        self._stage = stage
        self._glide = CameraGlide(stage)
        self._trail = Trail()
        self._whole: Camera | None = None
        self._is_fit_due = False
        stage.board.changed.connect(self._chart_changed)
        self.floating: Callable[[], Sequence[QRectF]] = tuple
        """What lies over the canvas, in its pixels: the whole map is fitted beside that."""

    def stop(self) -> None:
        """A hand has taken over."""
        self._glide.stop()

    def fit(self, *, at_once: bool = False) -> None:
        """Show the whole map, no larger than 100%; once it is composed, if it is being."""
        self._is_fit_due = self._stage.board.aside.is_busy
        if not self._is_fit_due:
            self._whole = self._fitted()
            self._jump(self._whole, at_once=at_once)

    def _chart_changed(self) -> None:
        if self._is_fit_due and not self._stage.board.aside.is_busy:
            self.fit()

    def refit(self, *, at_once: bool = False) -> None:
        """Show the whole map beside what floats over it now, if it was shown as a whole."""
        if self._whole is not None and self._glide.aim == self._whole:
            self._whole = self._fitted()
            self._glide.to(self._whole, at_once=at_once)

    def _fitted(self) -> Camera:
        chart = self._stage.board.chart
        if not chart.standing:
            return Camera()
        return fit_beside(chart, self._stage.size, self.floating())

    def fit_selection(self) -> None:
        """Show all that is selected, no larger than 100%; the whole map where nothing is."""
        stage = self._stage
        rect = self._around(stage.selection)
        if rect.isEmpty():
            self.fit()
        else:
            margin = _MARGIN / 2
            rect = rect.adjusted(-margin, -margin, margin, margin)
            self._jump(stage.camera.fitted(rect, stage.size))

    def back(self) -> bool:
        """Go back to where one looked before the last jump; whether there was one."""
        return self._follow(self._trail.back(self._glide.aim))

    def forward(self) -> bool:
        """Take the last step back again; whether there was one."""
        return self._follow(self._trail.forward(self._glide.aim))

    def forget(self) -> None:
        """Another map or view: where one looked before means nothing there."""
        self._trail = Trail()
        self._whole = None

    def _follow(self, camera: Camera | None) -> bool:
        if camera is not None:
            self._glide.to(camera)
        return camera is not None

    def _jump(self, camera: Camera, *, at_once: bool = False) -> None:
        """Go far, and remember the way back."""
        if not at_once:
            self._trail.leave(self._glide.aim, camera)
        self._glide.to(camera, at_once=at_once)

    def zoom_to(self, factor: float) -> None:
        """Another zoom, about the middle."""
        size = self._stage.size
        middle = QPointF(size.width() / 2, size.height() / 2)
        self._glide.to(self._glide.aim.zoomed(factor, middle))

    def zoom_by(self, steps: int) -> None:
        """Nearer by so many steps, or farther by as many less than none."""
        self.zoom_to(self._glide.aim.zoom * _STEP**steps)

    def look_at(self, scene: QPointF) -> None:
        """Put a scene point in the middle at once, as the minimap asks."""
        self.stop()
        stage = self._stage
        stage.camera = stage.camera.centred(scene.x(), scene.y(), stage.size)

    def reveal(self, ids: Iterable[str], *, closer: bool = False) -> None:
        """Bring systems and flows into sight: the least way there; `closer`, also readable."""
        rect = self._around(ids)
        if not rect.isEmpty():
            self._bring(rect, closer=closer)

    def reveal_box(self, box: Box) -> None:
        """Bring a place that no card may stand at yet into sight."""
        self._bring(rect_of(box), closer=False)

    def _bring(self, rect: QRectF, *, closer: bool) -> None:
        stage, camera = self._stage, self._glide.aim
        shown = camera.seen(stage.size)
        margin = _MARGIN / camera.zoom
        inside = shown.adjusted(margin, margin, -margin, -margin)
        readable = not closer or camera.zoom >= _READABLE
        if inside.contains(rect) and readable:
            return
        if readable and rect.width() <= inside.width() and rect.height() <= inside.height():
            self._jump(_shifted(camera, inside, rect))
        else:
            largest = max(camera.zoom, 1.0) if closer else camera.zoom
            self._jump(camera.fitted(rect, stage.size, largest))

    def _around(self, ids: Iterable[str]) -> QRectF:
        chart, rect = self._stage.board.chart, QRectF()
        for key in ids:
            if (box := box_of(chart, key)) is not None:
                rect = rect.united(rect_of(box))
            elif key in chart.flows:
                rect = rect.united(inks.path(chart.flows[key].steps).boundingRect())
        return rect


def _shifted(camera: Camera, inside: QRectF, rect: QRectF) -> Camera:
    """The camera moved just so far that `rect` lies inside."""
    dx = min(0.0, rect.left() - inside.left()) + max(0.0, rect.right() - inside.right())
    dy = min(0.0, rect.top() - inside.top()) + max(0.0, rect.bottom() - inside.bottom())
    return Camera(camera.x + dx, camera.y + dy, camera.zoom)
