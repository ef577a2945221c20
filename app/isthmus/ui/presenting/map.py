"""The map of a presentation: nothing on it can be changed by hand."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from isthmus.analysis.results import Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.theme import Theme
from isthmus.model.document import Document
from isthmus.ui.canvas.camera import Camera, rect_of
from isthmus.ui.canvas.gestures.pan import PanGesture
from isthmus.ui.canvas.glide import CameraGlide
from isthmus.ui.canvas.prepared import Prepared
from isthmus.ui.canvas.surface import Surface

_LARGEST_WHOLE = 2.0
_LARGEST_NEAR = 1.6
"""So large is a map, or what a finding is about, drawn at most: it is seen from afar."""
_AROUND = 72.0
"""Scene units of surroundings on all sides of what a finding is about."""


class PresentedMap(Surface):
    """Flies from step to step; the wheel zooms, a drag pans, a click goes on."""

    clicked = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget) -> None:
        """An empty sea."""
        super().__init__(catalogue, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(False)
        self.setMouseTracking(True)
        self.setAccessibleName("Map")
        self._flight = CameraGlide(self._stage)
        self._pressed = QPointF()
        self._furniture.hide_tools()

    def set_theme(self, theme: Theme) -> None:
        """Switch to these colours."""
        self._dress(theme)

    def show_view(self, document: Document, view_id: str, ready: Prepared) -> None:
        """Show another view, as it was composed beside the window."""
        self._fit_wanted = False
        self._board.bind(document, view_id, ready)
        self._furniture.set_legend_visible(self._board.chart.reading.dresses)

    def shows(self, view_id: str) -> bool:
        """Whether that view is on show."""
        return self._board.view_id == view_id

    def show_finding(self, finding: Finding | None) -> None:
        """Let a finding stand out, or none."""
        self._board.show_finding(finding)
        self.update()

    def fly(
        self, ids: Iterable[str], beside: float = 0.0, below: float = 0.0, *, at_once: bool = False
    ) -> None:
        """Go where these systems fill the screen, but for pixels at its right and lower edge."""
        size = QSizeF(self.width() - beside, self.height() - below)
        self._flight.to(self._camera_for(set(ids), size), at_once=at_once)

    def is_flying(self) -> bool:
        """Whether the camera is on its way."""
        return self._flight.aim != self._stage.camera

    def _camera_for(self, ids: set[str], size: QSizeF) -> Camera:
        chart = self._board.chart
        rect = QRectF()
        for system in sorted(ids & chart.cards.keys()):
            rect = rect.united(rect_of(chart.cards[system].box))
        if rect.isEmpty():
            return Camera().fitted(rect_of(chart.bounds), size, _LARGEST_WHOLE)
        room = rect.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        return Camera().fitted(room, size, _LARGEST_NEAR)

    def leave(self) -> None:
        """Follow the document no longer."""
        self._flight.stop()
        self._board.unbind()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press may become a drag that pans, or a click."""
        self._flight.stop()
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            start = self._stage.pointer(event.position(), Qt.KeyboardModifier.NoModifier)
            self._hands.take_up(PanGesture(self._stage, start))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan; over what the pointer moves is of no interest."""
        if event.buttons():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes on."""
        super().mouseReleaseEvent(event)
        way = (event.position() - self._pressed).manhattanLength()
        left = event.button() is Qt.MouseButton.LeftButton
        if left and way < QApplication.startDragDistance():
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click of two goes on as the first one did."""
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the presentation's."""
        event.ignore()
