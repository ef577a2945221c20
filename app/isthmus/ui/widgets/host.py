"""The canvas with what floats over it: what to do where nothing is yet, and passing words."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.stress.bar import StressBar
from isthmus.ui.widgets.bring_panel import BringPanel
from isthmus.ui.widgets.filter_bar import FilterBar
from isthmus.ui.widgets.teaching import EmptyMap, EmptyView
from isthmus.ui.widgets.toast import Toast
from isthmus.ui.widgets.view_tabs import ViewTabs

_EDGE = 16
_UNDER_PILL = 56
"""Pixels from the canvas's top: the lens stands above."""


class CanvasHost(QWidget):
    """Holds the canvas; keeps what floats over it in its place."""

    def __init__(self, canvas: MapCanvas, *, has_sample: bool) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.views = ViewTabs()
        box.addWidget(canvas, 1)
        box.addWidget(self.views)
        self._canvas = canvas
        self._bar: FilterBar | None = None
        self._panel: BringPanel | None = None
        self._test: StressBar | None = None
        self._is_bare = False
        self.empty = EmptyMap(self, has_sample=has_sample)
        self.empty_view = EmptyView(self)
        self.toast = Toast(self)
        self.toast.installEventFilter(self)
        self.toast.left.connect(canvas.setFocus)
        self.setMinimumSize(320, 240)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def add_bar(self, bar: FilterBar, panel: BringPanel) -> None:
        """Keep a bar under what stands at the top of the canvas, and a panel at its right."""
        self._bar, self._panel = bar, panel
        panel.installEventFilter(self)
        bar.installEventFilter(self)
        self._canvas.keep_clear_of(bar)

    def add_test(self, bar: StressBar) -> None:
        """Keep the bar of a stress test under the others."""
        self._test = bar
        bar.installEventFilter(self)
        bar.resized.connect(self._make_room)
        self._canvas.keep_clear_of(bar)

    def _make_room(self) -> None:
        """The words of the test are others: where they take more room, the map makes way."""
        before = self._test.height() if self._test is not None else 0
        self._place()
        if self._test is not None and self._test.isVisible() and self._test.height() > before:
            self._canvas.refit()

    def place(self) -> None:
        """Put everything where it belongs: something is of another size."""
        self._place()

    def show_empty(self, *, on: bool) -> None:
        """Offer what to do first, or not."""
        self.empty.setVisible(on)
        self.empty.raise_()
        self._place()

    def show_bare(self, view: str) -> None:
        """Offer what to do first on the view of that name; on none, if it is blank."""
        self._is_bare = bool(view)
        if view:
            self.empty_view.show_name(view)
            self.empty_view.raise_()
        self._offer_on_view()
        self._place()

    def _offer_on_view(self) -> None:
        """The offer makes way for the panel that it opens."""
        is_adding = self._panel is not None and self._panel.isVisible()
        self.empty_view.setVisible(self._is_bare and not is_adding)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The passing word is placed when it shows."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            self._place()
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            if watched is self._panel:
                self._offer_on_view()
            elif watched in (self._bar, self._test):
                self._canvas.refit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QEvent) -> None:  # noqa: ARG002 - Qt calls it so
        """What floats stays in its place."""
        self._place()

    def _place(self) -> None:
        for offer in (self.empty, self.empty_view):
            offer.place(self._canvas)
        room, under = self._canvas.width() - 2 * _EDGE, _UNDER_PILL
        if self._bar is not None:
            self._bar.place(_EDGE, under, room)
            under = _below(self._bar, under)
        if self._test is not None:
            self._test.place(_EDGE, under, room)
            under = _below(self._test, under)
        if self._panel is not None:
            self._panel.place(self._canvas, under)
        self._place_toast()

    def _place_toast(self) -> None:
        """Low in the middle, over what stands at the canvas's foot."""
        toast, area = self.toast, self._canvas.geometry()
        left = area.center().x() - toast.width() // 2
        top = area.height() - toast.height() - 64
        frames = [one.toRect() for one in self._canvas.floating()]
        for frame in sorted(frames, key=lambda one: -one.top()):
            mine = QRect(left, top, toast.width(), toast.height())
            if frame.top() > area.height() // 3 and mine.intersects(frame.adjusted(-8, -8, 8, 8)):
                top = frame.top() - toast.height() - 8
        toast.move(left, top)


def _below(bar: QWidget, top: int) -> int:
    """Where there is room under a bar that began there."""
    return bar.geometry().bottom() + 8 if bar.isVisible() else top
