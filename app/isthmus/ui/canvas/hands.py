"""From pointer events to gestures: which press begins which, and who goes on with it."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from isthmus.ui.canvas import commands, neighbours, plots
from isthmus.ui.canvas.corners import corner_at
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.edgepan import EdgePan
from isthmus.ui.canvas.gestures.band import BandGesture
from isthmus.ui.canvas.gestures.bend import BendGesture
from isthmus.ui.canvas.gestures.connect import ConnectGesture
from isthmus.ui.canvas.gestures.drawout import DrawOutGesture
from isthmus.ui.canvas.gestures.fold import FoldGesture
from isthmus.ui.canvas.gestures.gesture import Gesture
from isthmus.ui.canvas.gestures.pan import PanGesture
from isthmus.ui.canvas.gestures.pick import PickGesture
from isthmus.ui.canvas.gestures.place import PlaceGesture, paint_outline
from isthmus.ui.canvas.gestures.reconnect import ReconnectGesture
from isthmus.ui.canvas.gestures.resize import ResizeGesture
from isthmus.ui.canvas.gestures.shape import ShapeGesture
from isthmus.ui.canvas.gestures.strike import StrikeGesture
from isthmus.ui.canvas.overlay import CURSOR_AT_REST, handle_at, handle_near
from isthmus.ui.canvas.plotmarks import grip_at
from isthmus.ui.canvas.reins import Rein, rein_at
from isthmus.ui.canvas.stage import Pointer, Stage
from isthmus.ui.canvas.tools import Tool


class Hands:
    """The gesture under way, if any."""

    def __init__(self, stage: Stage) -> None:
        """Nothing is pressed."""
        self._stage = stage
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self._last = Pointer(QPointF(), QPointF())
        self.space_held = False
        self._edge = EdgePan(stage, self._again)

    @property
    def last(self) -> Pointer:
        """Where the pointer was last."""
        return self._last

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    def take_up(self, gesture: Gesture) -> None:
        """Go on with a gesture that a menu began; the next click of the left button ends it."""
        self.cancel()
        self._gesture, self._button = gesture, _LEFT

    def press(self, event: QMouseEvent) -> None:
        """Begin the gesture that this press means, unless one is under way."""
        pointer = self._pointer(event)
        if self._gesture is None:
            self._gesture = self._begin(event.button(), pointer)
            self._button = event.button()

    def move(self, event: QMouseEvent) -> None:
        """Go on with the gesture, else look what is under the pointer."""
        pointer = self._pointer(event)
        if self._gesture is None:
            self._hover(pointer)
            return
        self._gesture = self._gesture.move(pointer)
        if self._gesture.pans_at_edge and event.buttons():
            self._edge.look(pointer.screen)

    def release(self, event: QMouseEvent) -> None:
        """End the gesture that this button began."""
        pointer = self._pointer(event)
        gesture = self._gesture
        self._edge.stop()
        if gesture is not None and event.button() is self._button:
            self._gesture = None
            self._gesture = gesture.release(pointer)
            self._hover(pointer)

    def double_click(self, event: QMouseEvent) -> None:
        """Rename the system, say what the flow carries, or draw a system on empty sea."""
        pointer, stage = self._pointer(event), self._stage
        if event.button() is not _LEFT or stage.tool is not Tool.SELECT or stage.testing:
            return
        rein = self._rein_at(pointer.screen)
        if rein is not None and rein.bend >= 0:
            stage.bend = rein.bend
            commands.drop_bend(stage)
            return
        if plot := plots.over_at(stage, pointer):
            stage.wording_wanted.emit(plot)
        elif halo := neighbours.halo_at(stage, pointer.screen):
            neighbours.toggle(stage, halo)
        elif system := stage.card_at(pointer):
            stage.rename_wanted.emit(system)
        elif flow := stage.flow_at(pointer):
            is_own = flow in stage.board.snapshot.flows
            (stage.wording_wanted if is_own else stage.activated).emit(flow)
        elif box := plots.box_at(stage, pointer):
            plots.toggle(stage, box)
        elif plot := plots.under_at(stage, pointer):
            stage.wording_wanted.emit(plot)
        else:
            stage.draft_wanted.emit(Draft(pointer.scene.x(), pointer.scene.y()))

    def cancel(self) -> bool:
        """Esc: give up the gesture; whether there was one."""
        gesture, self._gesture = self._gesture, None
        self._edge.stop()
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def modifiers(self, held: Qt.KeyboardModifier) -> None:
        """A key like Alt or Shift went down or up in the middle of a gesture."""
        self._last = Pointer(self._last.screen, self._last.scene, held)
        self._again()

    def key_up(self, held: Qt.KeyboardModifier) -> None:
        """A key was let go; these are held still."""
        self.modifiers(held)
        if self._gesture is not None:
            self._gesture.key_up(held)
        self._forget_done()

    def key(self, event: QKeyEvent) -> None:
        """A key went down in the middle of a gesture."""
        if self._gesture is not None and self._gesture.key(Qt.Key(event.key())):
            self._forget_done()
        else:
            self.modifiers(event.modifiers())

    def _forget_done(self) -> None:
        if self._gesture is not None and self._gesture.done:
            self._gesture = None

    def _again(self) -> None:
        """Go on with the gesture where the pointer rests: the keys or the scene under it moved."""
        if self._gesture is not None:
            self._last = self._stage.pointer(self._last.screen, self._last.modifiers)
            self._gesture = self._gesture.move(self._last)

    def leave(self) -> None:
        """The pointer left the canvas."""
        self._stage.pointed = None
        stage = self._stage
        if (stage.hover or stage.hover_flow) and self._gesture is None:
            stage.hover = stage.hover_flow = None
            stage.dirty.emit()

    def paint(self, painter: QPainter) -> None:
        """Draw what the gesture shows."""
        if self._gesture is not None:
            self._gesture.paint(painter)
        elif self._stage.tool is Tool.SYSTEM:
            paint_outline(self._stage, painter, self._last)

    def cursor(self) -> Qt.CursorShape:
        """What the pointer looks like now."""
        if self._gesture is not None:
            return self._gesture.cursor
        if self.space_held:
            return Qt.CursorShape.OpenHandCursor
        stage, at = self._stage, self._last.screen
        if stage.testing:
            return StrikeGesture.cursor if stage.hover or stage.hover_flow else _AT_REST
        return self._cursor_at(at)

    def _cursor_at(self, at: QPointF) -> Qt.CursorShape:
        """What it looks like over what can be taken hold of there."""
        stage = self._stage
        if rein := self._rein_at(at):
            return rein.cursor
        if handle_at(stage, at) is not None:
            return Qt.CursorShape.CrossCursor
        if hold := corner_at(stage, at) or grip_at(stage, at):
            return hold.cursor
        return CURSOR_AT_REST.get(self._stage.tool, Qt.CursorShape.CrossCursor)

    def _pointer(self, event: QMouseEvent) -> Pointer:
        self._last = self._stage.pointer(event.position(), event.modifiers())
        self._stage.pointed = self._last.screen
        return self._last

    def _begin(self, button: Qt.MouseButton, pointer: Pointer) -> Gesture | None:
        if button is Qt.MouseButton.MiddleButton or (self.space_held and button is _LEFT):
            return PanGesture(self._stage, pointer)
        if button is not _LEFT:
            return None
        if self._stage.testing:
            return self._strike(pointer)
        by_tool = {
            Tool.SELECT: self._select,
            Tool.SYSTEM: self._place,
            Tool.FLOW: self._connect,
            Tool.AREA: self._draw_out,
            Tool.NOTE: self._draw_out,
            Tool.HEADING: self._draw_out,
            Tool.TERRITORY: self._draw_out,
        }
        return by_tool[self._stage.tool](pointer)

    def _select(self, pointer: Pointer) -> Gesture:
        stage = self._stage
        if rein := self._rein_at(pointer.screen):
            return self._rein(pointer, rein)
        if plot := self._plot(pointer):
            return plot
        if source := handle_at(stage, pointer.screen):
            return ConnectGesture(stage, pointer, source)
        if corner := corner_at(stage, pointer.screen):
            return ResizeGesture(stage, pointer, corner)
        picked = stage.card_at(pointer) or stage.flow_at(pointer) or plots.under_at(stage, pointer)
        if picked:
            return PickGesture(stage, pointer, picked)
        return BandGesture(stage, pointer)

    def _strike(self, pointer: Pointer) -> Gesture:
        stage = self._stage
        return StrikeGesture(stage, pointer, stage.card_at(pointer) or stage.flow_at(pointer))

    def _plot(self, pointer: Pointer) -> Gesture | None:
        """What a press on a handle, a button or a note means; None where there is none."""
        stage = self._stage
        if grip := grip_at(stage, pointer.screen):
            return ShapeGesture(stage, pointer, grip)
        if note := plots.over_at(stage, pointer):
            return PickGesture(stage, pointer, note)
        if stage.card_at(pointer) is None and (key := plots.button_at(stage, pointer)):
            return FoldGesture(stage, pointer, key)
        return None

    def _draw_out(self, pointer: Pointer) -> Gesture:
        return DrawOutGesture(self._stage, pointer, self._stage.tool)

    def _rein_at(self, at: QPointF) -> Rein | None:
        """The handle of the selected flow there, unless one of a card is nearer."""
        return rein_at(self._stage, at, handle_near(self._stage, at)[1])

    def _rein(self, pointer: Pointer, rein: Rein) -> Gesture:
        """What a press on a handle of the selected flow means."""
        flow = self._stage.chart.flows[rein.flow]
        if rein.bend >= 0:
            return BendGesture(self._stage, pointer, flow, rein.bend)
        return ReconnectGesture(self._stage, pointer, flow, last=rein.last)

    def _place(self, pointer: Pointer) -> Gesture:
        return PlaceGesture(self._stage, pointer)

    def _connect(self, pointer: Pointer) -> Gesture:
        stage = self._stage
        source = stage.card_at(pointer) or handle_at(stage, pointer.screen)
        if source is None:
            return BandGesture(stage, pointer)
        return ConnectGesture(stage, pointer, source, by_clicks=True)

    def _hover(self, pointer: Pointer) -> None:
        """Light up the card under the pointer; its handles reach a little over its edge."""
        stage = self._stage
        margin = 8.0 / stage.camera.zoom
        found = stage.card_at(pointer) or stage.board.hits.card_at(pointer.scene, margin)
        flow = self._flow_under(pointer) if found is None else None
        if (found, flow) != (stage.hover, stage.hover_flow):
            stage.hover, stage.hover_flow = found, flow
            stage.dirty.emit()
        elif stage.tool is Tool.SYSTEM:
            stage.dirty.emit()

    def _flow_under(self, pointer: Pointer) -> str | None:
        """The flow to light up; in maps of very many, looking for it would hold the pointer up."""
        stage = self._stage
        few = len(stage.board.chart.flows) <= _MANY_FLOWS
        return stage.flow_at(pointer) if few and stage.tool is Tool.SELECT else None


_MANY_FLOWS = 4_000
_LEFT = Qt.MouseButton.LeftButton
_AT_REST = Qt.CursorShape.ArrowCursor
