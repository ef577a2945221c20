"""What gestures act on: the board, the camera, the selection, and what is shown in passing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, Signal

from isthmus.drawing.chart import Chart
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas.board import Board
from isthmus.ui.canvas.burst import Burst
from isthmus.ui.canvas.camera import Camera, rect_of
from isthmus.ui.canvas.captions import caption_seen
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.struck import Strikes
from isthmus.ui.canvas.tools import HINTS, Tool

if TYPE_CHECKING:
    from isthmus.layout.geometry import Box

FLOW_REACH = 6.0
"""Screen pixels from a flow's curve within which a click means the flow."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is, on screen and in the scene, and which keys are held."""

    screen: QPointF
    scene: QPointF
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    def holds(self, modifier: Qt.KeyboardModifier) -> bool:
        """Whether that key is held."""
        return bool(self.modifiers & modifier)


class Stage(QObject):
    """State of the canvas that is not in the document."""

    dirty = Signal()
    """What is drawn over the map changed."""
    camera_changed = Signal()
    preview_changed = Signal()
    selection_changed = Signal(object)
    tool_changed = Signal(object)
    message = Signal(str)
    rename_wanted = Signal(str)
    plot_wanted = Signal(object, object)
    """A Tool has drawn an area, a note, a heading or a territory: into this Box."""
    ground_wanted = Signal(object)
    """Show this Ground under the cards."""
    wording_wanted = Signal(str)
    """The words of an area, a note or a territory, by its id, are to be edited."""
    draft_wanted = Signal(object)
    """A system is to be named and drawn: a Draft."""
    menu_wanted = Signal()
    """The context menu for what is selected."""
    quick_add_wanted = Signal()
    """The same beside what is selected."""
    activated = Signal(str)
    finding_left = Signal()
    """The finding on show is to be shown no longer."""
    table_wanted = Signal(str, object)
    """A table was pasted, at a place of the scene: its columns are to be recognised."""
    files_wanted = Signal(object)
    """Files were pasted: a list of Path."""
    view_wanted = Signal(object, int)
    """A new view of these systems, and of what is so many steps around them."""
    test_wanted = Signal()
    """A stress test of what is selected."""
    fail_wanted = Signal(object)
    """In a stress test: let these systems and flows fail too, or stand again."""
    test_left = Signal()
    """The stress test is over."""
    reveal_wanted = Signal(object)
    """Bring these ids into sight."""

    def __init__(self, board: Board, theme: Theme, parent: QObject | None = None) -> None:
        """Nothing selected, all at 100%."""
        super().__init__(parent)
        self.board = board
        self.theme = theme
        self.size = QSizeF(800, 600)
        self.tool = Tool.SELECT
        self.hover: str | None = None
        self.hover_flow: str | None = None
        """The flow under the pointer, where no card is."""
        self.pointed: QPointF | None = None
        """Where the pointer is in the widget, None where it is not over it."""
        self.by_keyboard = False
        """The last selection was made by a key: show where the keyboard acts."""
        self.hand_moves = False
        """A hand is moving cards, which stand on screen where they will be."""
        self.snaps = True
        """What is dragged lines up with the cards at rest."""
        self.grid = False
        """It also keeps to the grid, which shows."""
        self.copied_from: dict[str, str] = {}
        """What the last copies, by their ids, were made of."""
        self.brought: dict[tuple[str, str], frozenset[str]] = {}
        """What was brought in from the halo of a system, by view and system."""
        self.editing = ""
        """The system whose name is being edited."""
        self.bend: int | None = None
        """The number of the bend, of the flow selected alone, that keys act on."""
        self.pending: Box | None = None
        """Where an area, a note or a territory that is being worded will lie."""
        self.testing = False
        """A stress test is on: clicks say what fails, and hands change nothing."""
        self.strikes = Strikes()
        """Where the marks of a stress test stand."""
        self.target: str | None = None
        """The system that a flow being drawn would lead to."""
        self.written_at: Callable[[QPointF], str | None] = lambda _: None
        """From far out: what the name at a place of the widget is of, by its id."""
        self.burst = Burst(self)
        """What ties small edits that follow each other closely into one step."""
        self._camera = Camera()
        self._selection: frozenset[str] = frozenset()
        self._preview: Chart | None = None
        self._draft: Draft | None = None
        board.changed.connect(self._forget_gone)

    @property
    def colours(self) -> Mapping[str, str]:
        """The theme's colours for what can be clicked or is selected."""
        return self.theme.window

    @property
    def camera(self) -> Camera:
        """The part of the scene on show."""
        return self._camera

    @camera.setter
    def camera(self, camera: Camera) -> None:
        if camera != self._camera:
            self._camera = camera
            self.camera_changed.emit()

    @property
    def chart(self) -> Chart:
        """What is on show: the preview of a drag, else the board's chart."""
        return self.board.chart if self._preview is None else self._preview

    @property
    def preview(self) -> Chart | None:
        """What a drag shows before anything is changed."""
        return self._preview

    @preview.setter
    def preview(self, chart: Chart | None) -> None:
        if chart is not self._preview:
            self._preview = chart
            self.preview_changed.emit()

    @property
    def draft(self) -> Draft | None:
        """The system that is being named before it is drawn."""
        return self._draft

    @draft.setter
    def draft(self, draft: Draft | None) -> None:
        self._draft = draft
        self.dirty.emit()

    @property
    def selection(self) -> frozenset[str]:
        """Ids of the selected systems and flows."""
        return self._selection

    @selection.setter
    def selection(self, ids: Iterable[str]) -> None:
        chosen = frozenset(self._known(ids))
        if chosen != self._selection:
            self._selection, self.bend = chosen, None
            self.selection_changed.emit(chosen)
            self.dirty.emit()

    def _known(self, ids: Iterable[str]) -> Iterator[str]:
        """Those of the ids that are there; in place of a line for several flows, those.

        In place of a system whose territory is collapsed, the box of that.
        """
        chart, flows = self.board.chart, self.board.snapshot.flows
        for key in ids:
            if key in chart.cards or key in flows or key in chart.boxes or chart.grounds.get(key):
                yield key
            elif chart.fold is not None and key in chart.fold.home:
                yield chart.fold.home[key]
            else:
                yield from chart.rolled(key)

    def begun_with(self) -> list[str]:
        """What a new view of the selection begins with: its systems, and the ends of its flows."""
        snapshot = self.board.snapshot
        flows = [snapshot.flows[key] for key in self._selection if key in snapshot.flows]
        ends = {end for flow in flows for end in (flow.source, flow.target)}
        return sorted(ends | (self._selection & snapshot.systems.keys()))

    def selected_systems(self) -> list[str]:
        """The selected systems, in the order of the chart (by name)."""
        cards = self.board.chart.cards
        chosen = [system for system in self._selection if system in cards]
        if len(chosen) < 2:  # as in most frames of a drag: not all cards are looked at
            return chosen
        return [system for system in cards if system in self._selection]

    def set_tool(self, tool: Tool) -> None:
        """Take another tool in hand."""
        if tool is not self.tool:
            self.tool = tool
            self.tool_changed.emit(tool)
            self.dirty.emit()
            if hint := HINTS.get(tool):
                self.say(hint)

    def pointer(self, screen: QPointF, modifiers: Qt.KeyboardModifier) -> Pointer:
        """A pointer at that place of the widget."""
        return Pointer(screen, self._camera.to_scene(screen), modifiers)

    def card_at(self, pointer: Pointer) -> str | None:
        """The system under the pointer, or whose name is written there from far out."""
        if named := self.written_at(pointer.screen):
            return named if named in self.board.chart.cards else None
        return self.board.hits.card_at(pointer.scene)

    def flow_at(self, pointer: Pointer) -> str | None:
        """The flow under the pointer, where no card is, nor a territory's caption that hides it."""
        x, y, zoom = pointer.scene.x(), pointer.scene.y(), self._camera.zoom
        lands = self.board.chart.grounds.lands.values()
        if any(caption_seen(land, zoom).contains(x, y) for land in lands):
            return None
        return self.board.hits.flow_at(pointer.scene, FLOW_REACH / self._camera.zoom)

    def card_on_screen(self, system: str) -> QRectF | None:
        """Where the card stands in the widget."""
        card = self.chart.standing.get(system)
        return None if card is None else self._camera.rect_to_screen(rect_of(card.box))

    def centre(self) -> QPointF:
        """The scene point in the middle of the widget."""
        return self._camera.to_scene(QPointF(self.size.width() / 2, self.size.height() / 2))

    def at_hand(self) -> QPointF:
        """The scene point under the pointer; the middle where it is elsewhere."""
        return self.centre() if self.pointed is None else self._camera.to_scene(self.pointed)

    def say(self, words: str) -> None:
        """A word for the status bar."""
        self.message.emit(words)

    def _forget_gone(self) -> None:
        """Let go of what is no longer on the map."""
        self.selection = self._selection
        cards = self.board.chart.cards
        self.hover = self.hover if self.hover in cards else None
        self.hover_flow = None
        self.target = self.target if self.target in cards else None
