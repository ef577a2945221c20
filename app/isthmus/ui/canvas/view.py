"""The canvas: the map of a view, painted and worked on by hand."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
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

from isthmus.analysis.results import Analysis, Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.theme import Theme, load_theme
from isthmus.layout.arrange import arrange
from isthmus.model.document import Document
from isthmus.ui.canvas import commands, drop
from isthmus.ui.canvas.backing import Backing, LiveBacking
from isthmus.ui.canvas.board import Board
from isthmus.ui.canvas.editor import RenameEditor
from isthmus.ui.canvas.furniture import Furniture
from isthmus.ui.canvas.gestures.connect import ConnectGesture
from isthmus.ui.canvas.gestures.zoom import WheelGesture
from isthmus.ui.canvas.glide import CardsGlide
from isthmus.ui.canvas.hands import Hands
from isthmus.ui.canvas.keys import Keys
from isthmus.ui.canvas.menu import MenuActions, context_menu
from isthmus.ui.canvas.navigator import Navigator
from isthmus.ui.canvas.overlay import paint_overlay
from isthmus.ui.canvas.scene import Scene
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.tips import describe, tip_at
from isthmus.ui.canvas.tools import Tool
from isthmus.ui.text import tip_markup
from isthmus.workspace import edits

_REST = 90
"""Milliseconds without a move after which the map is painted sharp."""


class MapCanvas(QWidget):
    """Shows one view of a document; every edit goes to the document, as one undo step each."""

    selection_changed = Signal(object)
    """frozenset[str] of system and flow ids."""
    zoom_changed = Signal(float)
    message = Signal(str)
    """A word for the status bar."""
    tool_changed = Signal(object)
    activated = Signal(str)
    """A system or a flow was opened: show its properties."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = Board(catalogue, self)
        self._stage = Stage(self._board, load_theme("light"), self)
        self._scene = Scene(self._stage.theme)
        self._backing, self._live = Backing(self._scene), LiveBacking(self._scene)
        self._hands = Hands(self._stage)
        self._keys = Keys(self._stage, self._hands)
        self._wheel = WheelGesture(self._stage)
        self._navigator = Navigator(self._stage)
        self._cards_glide = CardsGlide(self._stage)
        self._furniture = Furniture(self, self._stage, self._navigator)
        self._editor = RenameEditor(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._fit_wanted = True
        self._set_up()
        self._connect()
        self.set_theme(self._stage.theme)

    def _set_up(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(240, 160)
        self.setAccessibleName("Map")

    def _connect(self) -> None:
        stage = self._stage
        self._board.changed.connect(self._chart_changed)
        stage.dirty.connect(self.update)
        stage.preview_changed.connect(self._preview_changed)
        stage.camera_changed.connect(self._camera_changed)
        stage.selection_changed.connect(self.selection_changed)
        stage.selection_changed.connect(self._describe)
        stage.message.connect(self.message)
        stage.tool_changed.connect(self.tool_changed)
        stage.activated.connect(self.activated)
        stage.rename_wanted.connect(self.rename)
        stage.reveal_wanted.connect(self.reveal)
        self._editor.done.connect(self._renamed)
        self._editor.closed.connect(self.setFocus)
        self._cards_glide.arrived.connect(self._arranged)
        self._rest.timeout.connect(self.update)

    # What the window asks for

    def bind(self, document: Document, view_id: str) -> None:
        """Follow this document and show that view of it; the earlier one is let go."""
        self._hands.cancel()
        self._stage.selection = ()
        self._fit_wanted = True
        self._board.bind(document, view_id)
        self._fit_if_wanted()

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show these islands and flags."""
        self._board.set_analysis(analysis)

    def set_theme(self, theme: Theme) -> None:
        """Switch to these colours."""
        self._stage.theme = theme
        self._scene.set_theme(theme, self._board.chart)
        self._backing.invalidate()
        self._live.reset()
        self._furniture.dress(theme)
        self._editor.dress(theme)
        self.update()

    def selection(self) -> frozenset[str]:
        """Ids of the selected systems and flows."""
        return self._stage.selection

    def select(self, ids: Iterable[str]) -> None:
        """Select these systems and flows, and nothing else."""
        self._stage.selection = ids

    def select_all(self) -> None:
        """Select every system of the view."""
        self._stage.selection = self._board.chart.cards

    def tool(self) -> Tool:
        """The tool in hand."""
        return self._stage.tool

    def set_tool(self, tool: Tool) -> None:
        """Take that tool in hand."""
        self._hands.cancel()
        self._stage.set_tool(tool)
        self._show_cursor()

    def show_finding(self, finding: Finding | None) -> None:
        """Ring the finding's systems, draw what is missing, and go there; None ends that."""
        self._board.show_finding(finding)
        self.update()
        if finding is not None:
            ends = {end for flow in finding.closes_with for end in (flow.source, flow.target)}
            self._navigator.reveal({*finding.systems, *ends}, closer=True)

    def reveal(self, ids: Iterable[str]) -> None:
        """Bring systems and flows into sight."""
        self._navigator.reveal(ids)

    def fit(self) -> None:
        """Show the whole map."""
        self._navigator.fit()

    def zoom(self) -> float:
        """Screen pixels per scene unit; 1.0 is 100%."""
        return self._stage.camera.zoom

    def zoom_to(self, factor: float) -> None:
        """Show the map that large, about the middle."""
        self._navigator.zoom_to(factor)

    def zoom_in(self) -> None:
        """A step nearer."""
        self._navigator.zoom_by(1)

    def zoom_out(self) -> None:
        """A step back."""
        self._navigator.zoom_by(-1)

    def rename(self, system_id: str) -> None:
        """Open the editor over the system's name."""
        system = self._board.snapshot.systems.get(system_id)
        card = self._stage.card_on_screen(system_id)
        if system is not None and card is not None:
            self._stage.selection = (system_id,)
            self._editor.open(system_id, system.name, card, self.zoom())
            self._navigator.reveal((system_id,))

    def delete_selection(self) -> None:
        """Delete the selected systems with their flows, and the selected flows."""
        commands.delete(self._stage)

    def duplicate_selection(self) -> None:
        """Copy the selected systems beside themselves."""
        commands.duplicate(self._stage)

    def arrange(self) -> None:
        """Lay out the whole map, islands beside the mainland; one undo step."""
        if self._board.positions:
            places = arrange(self._board.snapshot, self._board.analysis)
            here = self._board.positions.keys()
            self._cards_glide.to({system: at for system, at in places.items() if system in here})

    def set_minimap_visible(self, visible: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show the minimap or hide it."""
        self._furniture.set_minimap_visible(visible)

    # What follows from changes

    def _chart_changed(self) -> None:
        self._scene.update(self._board.chart)
        self._backing.invalidate()
        self._live.reset()
        self._follow_editor()
        self.update()

    def _preview_changed(self) -> None:
        if self._stage.preview is None:
            self._live.reset()
        self.update()

    def _camera_changed(self) -> None:
        self._rest.start()
        self._follow_editor()
        self.zoom_changed.emit(self.zoom())
        self.update()

    def _follow_editor(self) -> None:
        card = self._stage.card_on_screen(self._editor.system)
        if card is not None:
            self._editor.follow(card, self.zoom())

    def _renamed(self, system: str, name: str) -> None:
        commands.rename(self._stage, system, name)

    def _arranged(self, places: dict[str, tuple[float, float]]) -> None:
        board = self._board
        edits.place(board.document, board.view_id, places, "Arrange the map")
        self._navigator.fit()

    def _fit_if_wanted(self) -> None:
        """Show the whole of a newly bound map, once the canvas has its size."""
        if self._fit_wanted and self.isVisible():
            self._fit_wanted = False
            self._navigator.fit(at_once=True)

    def _describe(self) -> None:
        """What a screen reader says of the selection."""
        self.setAccessibleDescription(describe(self._board, self._stage.selection))

    def _show_cursor(self) -> None:
        self.setCursor(self._hands.cursor())

    # What Qt tells

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The map, then what lies over it."""
        painter = QPainter(self)
        stage, ratio = self._stage, self.devicePixelRatioF()
        if stage.preview is not None:
            self._live.draw(painter, stage.preview, stage.camera, self.size(), ratio)
        else:
            moving = self._rest.isActive()
            self._backing.draw(painter, stage.camera, self.size(), ratio, moving=moving)
        paint_overlay(painter, stage, focused=self.hasFocus())
        self._hands.paint(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Keep the furniture in its corners."""
        self._stage.size = QSizeF(self.size())
        self._furniture.lay_out()
        self._furniture.show_camera()
        self._fit_if_wanted()

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
            self._hands.modifiers(event.modifiers())
        elif not self._keys.press(event):
            super().keyPressEvent(event)
        self._show_cursor()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The space bar was let go, or a key that says how to drag."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hands.space_held = False
        self._hands.modifiers(event.modifiers())
        self._show_cursor()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Tab walks the systems; past the last one it leaves the canvas."""
        return self._keys.walk.step(back=not forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard acts."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The space bar may be let go elsewhere."""
        super().focusOutEvent(event)
        self._hands.space_held = False
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu for what is pressed, or by the menu key for what is selected."""
        if self._hands.busy:
            return
        at = QPointF(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            chosen = self._stage.selected_systems()
            card = self._stage.card_on_screen(chosen[0]) if chosen else None
            at = card.center() if card is not None else QPointF(self.rect().center())
        else:
            self._pick_for_menu(at)
        menu = context_menu(self, self._stage, self._menu_actions(at))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(at.toPoint()))

    def _pick_for_menu(self, at: QPointF) -> None:
        pointer = self._stage.pointer(at, Qt.KeyboardModifier.NoModifier)
        found = self._stage.card_at(pointer) or self._stage.flow_at(pointer)
        if found not in self._stage.selection:
            self._stage.selection = (found,) if found else ()

    def _menu_actions(self, at: QPointF) -> MenuActions:
        scene = self._stage.camera.to_scene(at)

        def draw_system() -> None:
            if new := commands.draw_system(self._stage, scene.x(), scene.y()):
                self.rename(new)

        return MenuActions(self.rename, self._draw_flow_from, draw_system, self.arrange, self.fit)

    def _draw_flow_from(self, system: str) -> None:
        """Lead a flow from there with the pointer, until a click says where to."""
        card = self._stage.card_on_screen(system)
        if card is not None:
            start = self._stage.pointer(card.center(), Qt.KeyboardModifier.NoModifier)
            self._hands.take_up(ConnectGesture(self._stage, start, system))
            self.message.emit("Click the system that the flow leads to")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Systems from the catalogue may come in."""
        if drop.read(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """They may be dropped anywhere."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Draw the system there."""
        dropped = drop.read(event.mimeData())
        if dropped is not None:
            event.acceptProposedAction()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            drop.place(self._stage, dropped, self._stage.camera.to_scene(event.position()))
