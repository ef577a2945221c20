"""The widget under the map's public face: paints the stage and passes on what Qt tells."""

from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.theme import Theme, load_theme
from isthmus.ui.canvas import clipboard, drop, neighbours
from isthmus.ui.canvas.backing import Backing
from isthmus.ui.canvas.board import Board
from isthmus.ui.canvas.captions import SHRINK
from isthmus.ui.canvas.furniture import Furniture
from isthmus.ui.canvas.gestures.zoom import WheelGesture
from isthmus.ui.canvas.glide import CardsGlide
from isthmus.ui.canvas.hands import Hands
from isthmus.ui.canvas.keys import Keys
from isthmus.ui.canvas.live import LiveBacking
from isthmus.ui.canvas.navigator import Navigator
from isthmus.ui.canvas.overlay import paint_overlay
from isthmus.ui.canvas.scene import Scene
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.takeover import take_over
from isthmus.ui.canvas.tips import tip_at
from isthmus.ui.text import tip_markup

_REST = 90
"""Milliseconds without a move after which the map is painted sharp."""


_BY_TAB = Qt.FocusReason.TabFocusReason
_BY_BACKTAB = Qt.FocusReason.BacktabFocusReason


class Surface(QWidget):
    """Paints a stage; presses, keys, wheels and drops go to the gestures."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        """An empty sea."""
        super().__init__(parent)
        self._board = Board(catalogue, self)
        self._stage = Stage(self._board, load_theme("light"), self)
        self._scene = Scene(self._stage.theme)
        self._stage.written_at = self._written_at
        self._backing = Backing(self._scene)
        self._live = LiveBacking(self._scene, self._backing)
        self._hands = Hands(self._stage)
        self._keys = Keys(self._stage, self._hands)
        self._wheel = WheelGesture(self._stage)
        self._navigator = Navigator(self._stage)
        self._cards_glide = CardsGlide(self._stage)
        self._furniture = Furniture(self, self._stage, self._navigator)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._sharpening = QTimer(self, interval=0)
        self._fit_wanted = True
        self._set_up()
        self._follow_stage()

    @property
    def stage(self) -> Stage:
        """What gestures act on, for those who follow the canvas."""
        return self._stage

    def _set_up(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(240, 160)

    def _follow_stage(self) -> None:
        self._board.changed.connect(self._chart_changed)
        self._board.refocused.connect(self._refocus)
        self._stage.dirty.connect(self.update)
        self._stage.preview_changed.connect(self._preview_changed)
        self._stage.camera_changed.connect(self._camera_moved)
        self._rest.timeout.connect(self.update)
        self._sharpening.timeout.connect(self._sharpen)

    def _dress(self, theme: Theme) -> None:
        """Paint in these colours."""
        self._stage.theme = theme
        self._scene.set_theme(theme, self._board.chart)
        self._backing.invalidate()
        self._live.reset()
        self._furniture.dress(theme)
        self.update()

    def _chart_changed(self) -> None:
        quiet = self._scene.quiet
        take_over(self._scene, self._backing, self._board.chart, self._stage.camera.zoom)
        if self._scene.quiet != quiet:
            self._backing.invalidate()
        self._refocus()

    def _refocus(self) -> None:
        focus = self._board.focus()
        filtered = self._board.is_filtered(focus)
        if (focus, filtered) != (self._scene.focus, self._scene.filtered):
            self._scene.focus, self._scene.filtered = focus, filtered
            self._backing.invalidate()
        self._live.reset()
        self.update()

    def _preview_changed(self) -> None:
        if self._stage.preview is None:
            self._live.reset()
        self.update()

    def _camera_moved(self) -> None:
        self._rest.start()
        self.update()

    def _fit_if_wanted(self) -> None:
        """Show the whole of a newly bound map, once the canvas has its size."""
        if self._fit_wanted and self.isVisible():
            self._fit_wanted = False
            self._navigator.fit(at_once=True)

    def _show_cursor(self) -> None:
        self.setCursor(self._hands.cursor())

    def _written_at(self, point: QPointF) -> str | None:
        camera = self._stage.camera
        if camera.zoom >= SHRINK:
            return None
        at = point - camera.to_screen(0.0, 0.0)
        return self._scene.names(camera.zoom).at(at.x(), at.y())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The map, then what lies over it."""
        stage, ratio = self._stage, self.devicePixelRatioF()
        with QPainter(self) as painter:  # ended even if it fails: else Qt crashes
            moving = stage.preview is not None or self._rest.isActive()
            if stage.preview is not None:
                self._live.draw(painter, stage.preview, stage.camera, self.size(), ratio)
            else:
                self._backing.draw(painter, stage.camera, self.size(), ratio, moving=moving)
            self._sharpen_later(moving=moving)
            paint_overlay(painter, stage, focused=self.hasFocus())
            self._hands.paint(painter)

    def _sharpen_later(self, *, moving: bool) -> None:
        """Go on painting when nothing else is to be done."""
        if self._live.is_at_work or (self._backing.is_at_work and not moving):
            self._sharpening.start()
        else:
            self._sharpening.stop()

    def _sharpen(self) -> None:
        at_work = self._live if self._live.is_at_work else self._backing
        if at_work.work():
            self.update()
        elif not at_work.is_at_work:
            self._sharpening.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Keep the furniture in its corners."""
        self._stage.size = QSizeF(self.size())
        self._furniture.lay_out()
        self._furniture.show_camera()
        self._fit_if_wanted()
        self._navigator.refit(at_once=True)

    def showEvent(self, event: QEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The size is known now."""
        self._fit_if_wanted()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Follow the document no longer."""
        self._board.unbind()
        super().closeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self._navigator.stop()
        self._cards_glide.finish()
        self._stage.by_keyboard = False
        self._hands.press(event)
        self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture."""
        self._hands.move(event)
        self._show_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        self._hands.release(event)
        self._show_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename, open or draw."""
        self._hands.cancel()
        self._hands.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Nothing is under the pointer any more."""
        self._hands.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor."""
        self._navigator.stop()
        self._wheel.wheel(event)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinches and tooltips, which have no handler of their own."""
        if isinstance(event, QNativeGestureEvent) and self._wheel.pinch(event):
            return True
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            at = self._stage.pointer(QPointF(event.pos()), Qt.KeyboardModifier.NoModifier)
            QToolTip.showText(event.globalPos(), tip_markup(tip_at(self._stage, at)), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the canvas; others go on to the window."""
        if event.key() == Qt.Key.Key_Space:
            self._hands.space_held = True
        elif self._hands.busy and event.key() != Qt.Key.Key_Escape:
            self._hands.key(event)
        elif self._keys.press(event):
            self._stage.by_keyboard = True
            self.update()
        else:
            super().keyPressEvent(event)
        self._show_cursor()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The space bar was let go, or a key that says how to drag."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hands.space_held = False
        self._hands.key_up(event.modifiers())
        self._show_cursor()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Tab walks the systems; past the last one it leaves the canvas."""
        self._stage.by_keyboard = True
        return self._keys.walk.step(back=not forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard acts."""
        super().focusInEvent(event)
        if event.reason() in {_BY_TAB, _BY_BACKTAB}:
            self._stage.by_keyboard = True
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The space bar may be let go elsewhere."""
        super().focusOutEvent(event)
        self._hands.space_held = False
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Systems from the catalogue may come in, and parts of maps, names and tables."""
        data = event.mimeData()
        is_new = drop.read(data) is not None or clipboard.can_put(data)
        if is_new or drop.known(self._stage, data):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """They may be dropped anywhere."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Draw the system there."""
        data, dropped = event.mimeData(), drop.read(event.mimeData())
        at = self._stage.camera.to_scene(event.position())
        if known := drop.known(self._stage, data):
            event.acceptProposedAction()
            neighbours.bring_near(self._stage, known, at)
            return
        if dropped is None and not clipboard.can_put(data):
            return
        event.acceptProposedAction()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if dropped is not None:
            drop.place(self._stage, dropped, at)
        else:
            clipboard.put(self._stage, data, at)
