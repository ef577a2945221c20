"""Draws and words areas, notes, headings and territories: each one undo step."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtWidgets import QMenu, QWidget

from isthmus.drawing.folding import BOX_TEXT, BOX_TITLE
from isthmus.drawing.jotting import LETTERS, NAME_SIZE
from isthmus.drawing.plots import AreaShape, NoteShape
from isthmus.drawing.shores import CAPTION_SIZE
from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import Box
from isthmus.model.records import Department
from isthmus.model.viewing import NoteKind
from isthmus.ui.canvas import plots
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.commands import refusals_said
from isthmus.ui.canvas.jotter import Jotter
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.tools import Tool
from isthmus.ui.text import caption
from isthmus.workspace import edits

_KINDS = {Tool.NOTE: NoteKind.NOTE, Tool.HEADING: NoteKind.HEADING}
_WORDED = {NoteKind.HEADING: ("Heading", False), NoteKind.NOTE: ("Note", True)}
"""What each is called, and whether Enter goes on to another line of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is being worded, and where."""

    what: str
    """Said to screen readers."""
    words: str
    box: Box
    size: float
    """Of the letters, in scene units."""
    weight: int
    keep: Callable[[str], object]
    has_lines: bool = False
    key: str = ""
    """Of a plot that is there already."""


class Scribe(QObject):
    """Opens the editor for what is drawn or to be worded, and writes what was typed."""

    def __init__(self, canvas: QWidget, stage: Stage) -> None:
        """Nothing is being worded."""
        super().__init__(canvas)
        self._canvas, self._stage = canvas, stage
        self.editor = Jotter(canvas)
        self._page: Page | None = None
        self._kept: Page | None = None
        stage.plot_wanted.connect(self._draw)
        stage.wording_wanted.connect(self.word)
        stage.camera_changed.connect(self._follow)
        stage.board.changed.connect(self._follow_plot)
        self.editor.closed.connect(self._closed)
        self.editor.entered.connect(self._entered)

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.editor.dress(theme)

    def word(self, key: str) -> None:
        """Edit the words of an area, a note or a heading, or the name of a department."""
        page = self._page_of(key)
        if page is not None:
            self._stage.selection = (key,)
            self._stage.reveal_wanted.emit(frozenset((key,)))
            self._open(page)

    def _page_of(self, key: str) -> Page | None:
        chart, snapshot = self._stage.board.chart, self._stage.board.snapshot
        plot = chart.grounds.get(key)
        if isinstance(plot, NoteShape):
            size, weight, _ = LETTERS[plot.kind]
            words = snapshot.notes[key].text
            keep = self._reworder(key, words)
            what, has_lines = _WORDED[plot.kind]
            return Page(what, words, plot.box, size, weight, keep, has_lines=has_lines, key=key)
        if isinstance(plot, AreaShape):
            words, box = snapshot.areas[key].name, _line(plot.box, 4, 2)
            keep = self._reworder(key, words)
            return Page("Name of the area", words, box, NAME_SIZE, 600, keep, key=key)
        return self._page_of_department(key)

    def _page_of_department(self, key: str) -> Page | None:
        """The name of the department is the model's: all views show the new one."""
        board = self._stage.board
        territory = board.snapshot.territories.get(key)
        box = plots.box_of(board.chart, key)
        if territory is None or box is None:
            return None
        owner = board.snapshot.departments[territory.department]
        size, place = CAPTION_SIZE + 2.5, _line(box, 6, 2)
        if key in board.chart.boxes:
            size, place = BOX_TITLE, _line(box, BOX_TEXT - 8, 4)

        def keep(words: str) -> None:
            self._rename(owner, words)

        return Page("Name of the department", owner.name, place, size, 600, keep, key=key)

    def _rename(self, owner: Department, words: str) -> None:
        stage, name = self._stage, " ".join(words.split())
        if name and name != owner.name:
            with refusals_said(stage):
                edits.rename(stage.board.document, Department, owner.id, name)
                stage.say(f"Renamed the department {owner.name} to {name}, on all views")

    def _reworder(self, key: str, before: str) -> Callable[[str], object]:
        def keep(words: str) -> None:
            if words.strip() != before.strip():
                with refusals_said(self._stage):
                    edits.reword(self._stage.board.document, key, words)

        return keep

    def _draw(self, tool: Tool, box: Box) -> None:
        """Word what a tool has drawn; it is written with its words."""
        if tool is Tool.TERRITORY:
            self._choose_department(box)
        elif tool is Tool.AREA:
            place = Box(box.x, box.y, box.width, box.height)
            page = Page("Name of the area", "", place, NAME_SIZE, 600, self._area_writer(box))
            self._open(page)
        else:
            kind = _KINDS[tool]
            size, weight, _ = LETTERS[kind]
            writer = self._note_writer(box, kind)
            what, has_lines = _WORDED[kind]
            self._open(Page(what, "", box, size, weight, writer, has_lines=has_lines))

    def _area_writer(self, box: Box) -> Callable[[str], object]:
        def keep(words: str) -> None:
            board = self._stage.board
            with refusals_said(self._stage):
                area = edits.draw_area(board.document, board.view_id, box, words)
                self._stage.selection = (area.id,)

        return keep

    def _note_writer(self, box: Box, kind: NoteKind) -> Callable[[str], object]:
        def keep(words: str) -> None:
            board = self._stage.board
            if words.strip():
                with refusals_said(self._stage):
                    note = edits.write_note(board.document, board.view_id, box, words, kind)
                    self._stage.selection = (note.id,)

        return keep

    def _choose_department(self, box: Box) -> None:
        """Ask whose territory it is: one of the map's departments, or a new one."""
        menu = self.departments_menu(box)
        menu.setAttribute(_DELETE_ON_CLOSE)
        at = self._stage.camera.to_screen(box.x, box.y).toPoint()
        menu.popup(self._canvas.mapToGlobal(at))

    def departments_menu(self, box: Box) -> QMenu:
        """The departments that have no territory on the view, and an offer to add one."""
        board, menu = self._stage.board, QMenu(self._canvas)
        menu.setAccessibleName("Territory of which department?")
        new = menu.addAction("New department…")
        new.triggered.connect(lambda: self._open(self._new_department(box)))
        menu.addSeparator()
        there = {
            one.department
            for one in board.snapshot.territories.values()
            if one.view == board.view_id
        }
        for owner in sorted(board.snapshot.departments.values(), key=_by_name):
            if owner.id not in there:
                action = menu.addAction(caption(owner.name))
                action.triggered.connect(lambda _=False, key=owner.id: self._settle(key, box))
        return menu

    def _settle(self, department: str, box: Box) -> None:
        board = self._stage.board
        with refusals_said(self._stage):
            one = edits.draw_territory(board.document, board.view_id, department, box)
            self._stage.selection = (one.id,)

    def _new_department(self, box: Box) -> Page:
        board = self._stage.board

        def keep(words: str) -> None:
            if words.strip():
                with refusals_said(self._stage):
                    parent = self._around(box)
                    one = edits.draw_department(board.document, board.view_id, words, box, parent)
                    self._stage.selection = (one.id,)

        return Page("Name of the new department", "", box, CAPTION_SIZE + 2.5, 600, keep)

    def _around(self, box: Box) -> str | None:
        """The department in whose territory the box lies: it belongs to it from the start."""
        lands = self._stage.board.chart.grounds.lands.values()
        found = [land for land in lands if land.box.contains(*box.centre)]
        return max(found, key=lambda land: land.depth).department if found else None

    def _open(self, page: Page) -> None:
        self.editor.finish()
        self._page = page
        self._stage.editing = page.key
        self._stage.pending = None if page.key else page.box
        self.editor.open(page.what, page.words, has_lines=page.has_lines)
        self._follow()
        self._stage.dirty.emit()

    def _follow(self) -> None:
        if self._page is not None:
            camera = self._stage.camera
            place: QRectF = camera.rect_to_screen(rect_of(self._page.box))
            self.editor.follow(place, self._page.size * camera.zoom, self._page.weight)

    def _follow_plot(self) -> None:
        """What is being worded may have gone, or lie elsewhere now."""
        if self._page is None or not self._page.key:
            return
        page = self._page_of(self._page.key)
        if page is None:
            self.editor.give_up()
        else:
            self._page = page
            self._follow()

    def _closed(self) -> None:
        self._kept, self._page = self._page, None
        self._stage.editing, self._stage.pending = "", None
        self._stage.dirty.emit()

    def _entered(self, words: str) -> None:
        page, self._kept = self._kept, None
        if page is not None:
            page.keep(words)


def _line(box: Box, dx: float, dy: float) -> Box:
    """A line at the top of a box."""
    return Box(box.x + dx, box.y + dy, min(box.width - 2 * dx, 320.0), 24.0)


def _by_name(owner: Department) -> tuple[str, str]:
    return owner.name.casefold(), owner.id


_DELETE_ON_CLOSE = Qt.WidgetAttribute.WA_DeleteOnClose
