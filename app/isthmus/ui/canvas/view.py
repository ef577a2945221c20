"""The canvas: the map of a view, painted and worked on by hand."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from isthmus.analysis.results import Analysis, Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.chart import Chart
from isthmus.drawing.theme import Theme
from isthmus.model.document import Document
from isthmus.ui.canvas import commands, neighbours, selecting
from isthmus.ui.canvas.access.news import News
from isthmus.ui.canvas.aside import Run
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.loading import Loading
from isthmus.ui.canvas.looking import Looking
from isthmus.ui.canvas.menu import MenuActions, context_menu
from isthmus.ui.canvas.part import Part, part_of
from isthmus.ui.canvas.prepared import Prepared
from isthmus.ui.canvas.quickadd import QuickAdd
from isthmus.ui.canvas.renaming import Renaming
from isthmus.ui.canvas.scribe import Scribe
from isthmus.ui.canvas.spots import middle_of, pick_at
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.steering import Steering
from isthmus.ui.canvas.surface import Surface
from isthmus.ui.canvas.tips import describe
from isthmus.ui.canvas.tools import Tool
from isthmus.workspace.neighbourhood import Direction


class MapCanvas(Surface):
    """Shows one view of a document; every edit goes to the document, as one undo step each."""

    selection_changed = Signal(object)
    """frozenset[str] of system and flow ids."""
    zoom_changed = Signal(float)
    message = Signal(str)
    """A word for the status bar."""
    tool_changed = Signal(object)
    activated = Signal(str)
    """A system or a flow was opened: show its properties."""
    arrange_requested = Signal()
    """Lay out the whole map, beside the window."""
    picture_requested = Signal()
    """Copy what is selected, or the view, as a picture."""
    finding_left = Signal()
    """Esc: the finding is shown no longer."""
    drafting_changed = Signal()
    """A system is being named that is not on the map yet, or is so no longer."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        """An empty sea until a document is bound."""
        super().__init__(catalogue, parent)
        self.setAccessibleName("Map")
        self._renaming = Renaming(self, self._stage, self._navigator)
        self._editor = self._renaming.editor
        self._menu: QMenu | None = None
        self._quick = QuickAdd(self, self._stage, self._navigator)
        self._scribe = Scribe(self, self._stage)
        self._loading = Loading(self, self._stage)
        parts = (self._renaming, self._quick, self._scribe, self._loading)
        self._editors = tuple(part.editor for part in parts)
        self._news = News(self)
        self.looking = Looking(self, self._stage, self._furniture)
        """How the view on show is looked at: lens, badges, icons."""
        self._pass_on()
        self.set_theme(self._stage.theme)

    def _pass_on(self) -> None:
        """Tell of the stage's changes, and follow its wishes."""
        stage = self._stage
        stage.selection_changed.connect(self.selection_changed)
        stage.selection_changed.connect(self._describe)
        stage.camera_changed.connect(self._follow_camera)
        stage.message.connect(self.message)
        stage.tool_changed.connect(self.tool_changed)
        stage.activated.connect(self.activated)
        stage.rename_wanted.connect(self.rename)
        stage.reveal_wanted.connect(self.reveal)
        stage.menu_wanted.connect(self.open_menu)
        stage.finding_left.connect(self._leave_finding)
        self._quick.changed.connect(self.drafting_changed)

    def bind(self, document: Document, view_id: str, ready: Prepared | None = None) -> None:
        """Follow this document and show that view of it; the earlier one is let go.

        `ready` is what was composed of it beside the window.
        """
        self._hands.cancel()
        self._give_up()
        self._stage.selection = ()
        self._fit_wanted = True
        self._navigator.forget()
        self._backing.forget()
        self._board.bind(document, view_id, ready)
        self._fit_if_wanted()

    def show_view(self, view_id: str, ready: Prepared | None = None) -> None:
        """Show another view of the same map, as large as this one is shown."""
        self._hands.cancel()
        self._give_up()
        self._navigator.stop()
        self._cards_glide.finish()
        self._navigator.forget()
        self._backing.forget()
        self._board.show_view(view_id, ready)

    def keeps(self, view_id: str) -> bool:
        """Whether that view can be shown without composing all of it."""
        return self._board.keeps(view_id)

    def camera(self) -> Camera:
        """Which part of the view is shown, and how large."""
        return self._stage.camera

    def look(self, camera: Camera | None) -> None:
        """Show that part of the view; the whole of it for None. At once, without a glide."""
        if camera is None:
            self._fit_wanted = True
            self._fit_if_wanted()
        else:
            self._stage.camera = camera

    def compose_beside(self, run: Run) -> None:
        """Let `run` compose in a thread what would hold up the window."""
        self._board.aside.run = run

    def expect(self, ready: Prepared) -> None:
        """Show this as soon as the document comes to the revision that it was composed of."""
        self._board.expect(ready)

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show these islands and flags."""
        self._board.set_analysis(analysis)

    def set_theme(self, theme: Theme) -> None:
        """Switch to these colours."""
        self._dress(theme)
        self._renaming.dress(theme)
        self._quick.dress(theme)
        self._scribe.dress(theme)
        self._loading.dress(theme)

    def selection(self) -> frozenset[str]:
        """Ids of the selected systems and flows."""
        return self._stage.selection

    def select(self, ids: Iterable[str]) -> None:
        """Select these systems and flows, and nothing else."""
        self._stage.selection = ids

    @property
    def stage(self) -> Stage:
        """What the commands act on: selection, board and camera."""
        return self._stage

    def select_all(self) -> None:
        """Select every system of the view."""
        selecting.everything(self._stage)

    def keep(self) -> None:
        """Keep what is selected while the keyboard walks on."""
        self._keys.walk.keep()

    def tool(self) -> Tool:
        """The tool in hand."""
        return self._stage.tool

    def set_tool(self, tool: Tool) -> None:
        """Take that tool in hand."""
        self._hands.cancel()
        self._stage.set_tool(tool)
        self._show_cursor()

    def show_finding(self, finding: Finding | None, *, go: bool = True) -> None:
        """Ring the finding's systems, draw what is missing, and `go` there; None ends that."""
        self._board.show_finding(finding)
        self.update()
        if finding is not None and go:
            ends = {end for flow in finding.closes_with for end in (flow.source, flow.target)}
            self._navigator.reveal({*finding.systems, *ends}, closer=True)

    def _leave_finding(self) -> None:
        self.show_finding(None)
        self.finding_left.emit()

    def reveal(self, ids: Iterable[str]) -> None:
        """Bring systems and flows into sight."""
        self._navigator.reveal(ids)

    def part(self, part: Part) -> Chart:
        """The view, or part of it, for a picture."""
        return part_of(self._stage, part)

    def fit(self) -> None:
        """Show the whole map."""
        self._navigator.fit()

    def fit_selection(self) -> None:
        """Show all that is selected."""
        self._navigator.fit_selection()

    def look_back(self) -> None:
        """Show what was shown before the last jump."""
        if not self._navigator.back():
            self.message.emit("This is where you began")

    def look_forward(self) -> None:
        """Show what was shown before the last step back."""
        if not self._navigator.forward():
            self.message.emit("There is nothing further on")

    def zoom(self) -> float:
        """Screen pixels per scene unit; 1.0 is 100%."""
        return self._stage.camera.zoom

    def centre(self) -> QPointF:
        """The scene point in the middle."""
        return self._stage.centre()

    def zoom_to(self, factor: float) -> None:
        """Show the map that large, about the middle."""
        self._navigator.zoom_to(factor)

    def zoom_in(self) -> None:
        """A step nearer."""
        self._navigator.zoom_by(1)

    def zoom_out(self) -> None:
        """A step back."""
        self._navigator.zoom_by(-1)

    def add_system(self) -> None:
        """Name and draw a system beside the selection."""
        self._quick.open_beside()

    def is_drafting(self) -> bool:
        """Whether a system is being named that is not on the map yet."""
        return self._quick.is_open

    def finish(self) -> None:
        """Keep the name that is being typed."""
        for editor in self._editors:
            editor.finish()

    def _give_up(self) -> None:
        """Forget what is being typed: it is of another map or view."""
        for editor in self._editors:
            editor.give_up()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press elsewhere ends what is being typed, then means what it means."""
        self.finish()
        super().mousePressEvent(event)

    def rename(self, system_id: str) -> None:
        """Open the editor over the system's name."""
        self.finish()
        self._renaming.open(system_id)

    def set_grid(self, visible: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show the grid and let drags keep to it, or neither."""
        self._stage.grid = self._scene.grid = visible
        self._backing.invalidate()
        self._live.reset()
        self.update()

    def on_view(self) -> frozenset[str]:
        """The systems that stand on the view, those too that its filter hides."""
        return self._board.on_view

    def passing(self) -> frozenset[str] | None:
        """The systems that pass the view's filter; None where nothing is filtered."""
        return self._board.passing

    def filter_by(self, values: dict[str, Any] | None, *, quietly: bool = False) -> None:
        """Try out a filter that is being typed, by fields of the view; None ends that.

        `quietly` says that the view is about to hold it.
        """
        if quietly:
            self._board.sieve.forget()
        else:
            self._board.filter_by(values)

    def filtered_out(self) -> frozenset[str]:
        """Those of them that the filter hides."""
        chart = self._board.chart
        folded = chart.fold.home.keys() if chart.fold else frozenset[str]()
        return self._board.on_view - chart.cards.keys() - folded

    def remove_selection(self) -> None:
        """Take what is selected off the view; the model keeps it."""
        neighbours.remove(self._stage)

    def show_neighbours(self, direction: Direction = Direction.BOTH) -> None:
        """Bring in what the model holds around the selected systems."""
        neighbours.show(self._stage, self._stage.selected_systems(), direction)

    def hide_neighbours(self) -> None:
        """Take back what was brought in around the selected systems."""
        neighbours.hide(self._stage, self._stage.selected_systems())

    def bring_in(self, systems: Iterable[str]) -> bool:
        """Put systems of the model on the view, near its middle; whether any came in."""
        done = neighbours.bring_near(self._stage, systems, self.centre())
        if done:
            self.reveal(self.selection())
        return done

    def delete_selection(self) -> None:
        """Delete the selected systems with their flows, and the selected flows."""
        commands.delete(self._stage)

    def duplicate_selection(self) -> None:
        """Copy the selected systems beside themselves."""
        commands.duplicate(self._stage)

    @property
    def steering(self) -> Steering:
        """What can be done with the selected flows."""
        return self._keys.steering

    def floating(self) -> list[QRectF]:
        """Where lens, legend, zoom and minimap lie on the canvas, those that are to be seen."""
        return self._furniture.frames()

    def keep_clear_of(self, widget: QWidget) -> None:
        """Fit the map beside a widget that floats over the canvas, while that is to be seen."""
        self._furniture.keep_clear_of(widget)

    def refit(self) -> None:
        """Show the whole map beside what floats over it now, if it was shown as a whole."""
        self._navigator.refit()

    def set_minimap_visible(self, visible: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show the minimap or hide it."""
        self._furniture.set_minimap_visible(visible)

    def _follow_camera(self) -> None:
        self.zoom_changed.emit(self.zoom())

    def _describe(self) -> None:
        """What a screen reader says of the selection."""
        self.setAccessibleDescription(describe(self._board, self._stage.selection))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu for what is pressed, or by the menu key for what is selected."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.open_menu()
        else:
            pick_at(self._stage, QPointF(event.pos()))
            self._open_menu_at(QPointF(event.pos()))

    def open_menu(self) -> None:
        """The menu for what is selected, where that stands."""
        self._open_menu_at(middle_of(self._stage))

    def _open_menu_at(self, at: QPointF) -> None:
        if self._hands.busy or (self._menu is not None and self._menu.isVisible()):
            return  # some desktops ask for it twice, by the key and by the event
        menu = context_menu(self, self._stage, self._menu_actions(at))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(self._forget_menu)
        self._menu = menu
        menu.popup(self.mapToGlobal(at.toPoint()))

    def _forget_menu(self) -> None:
        self._menu = None

    def _menu_actions(self, at: QPointF) -> MenuActions:
        scene = self._stage.camera.to_scene(at)

        def draw_system() -> None:
            self._stage.draft_wanted.emit(Draft(scene.x(), scene.y()))

        return MenuActions(
            rename=self.rename,
            draw_flow_from=self._draw_flow_from,
            draw_system=draw_system,
            arrange=self.arrange_requested.emit,
            fit=self.fit,
            picture=self.picture_requested.emit,
            steering=self.steering,
            looking=self.looking,
            at=scene,
        )

    def _draw_flow_from(self, system: str) -> None:
        """Lead a flow from there, until a click or a key says where to."""
        if self._stage.card_on_screen(system) is not None:
            self._keys.reach.start_from(system)
