"""Quick-add: a card that is there on screen alone, named with the catalogue's help, then drawn."""

from collections.abc import Iterable
from dataclasses import replace
from heapq import nsmallest

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from isthmus.catalogue.types import Product
from isthmus.drawing.filtering import folded
from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import CARD_WIDTH, COLUMN
from isthmus.model.records import System
from isthmus.ui.canvas import clipboard, commands
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.editor import Way
from isthmus.ui.canvas.gestures.move import around
from isthmus.ui.canvas.naming import Known, Naming, guess
from isthmus.ui.canvas.navigator import Navigator
from isthmus.ui.canvas.room import APART, free_spot
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.suggestions import Offer

_BESIDE = 96.0
"""Scene units between the selection and what is added beside it."""
_IN_A_ROW = 4
"""Systems drawn one after the other before a new row begins."""
_HINT = "Enter draws · Tab goes on · Ctrl+Enter leads a flow on"


_HERE, _ELSEWHERE = "On this view", "In the model, not on this view"
_LIKELY = 3
"""So many systems of the model are offered before the products."""


def likely(systems: Iterable[System], text: str) -> list[System]:
    """The systems whose name is the text, begins so, or holds a word that does; the likeliest."""
    wanted = folded(text.strip())
    if not wanted:
        return []
    ranked = ((_fits(folded(one.name), wanted), one) for one in systems)
    found = [(rank, one.name.casefold(), one.id, one) for rank, one in ranked if rank is not None]
    return [one for *_, one in nsmallest(_LIKELY, found, key=lambda each: each[:3])]


def _fits(name: str, wanted: str) -> int | None:
    """0 for the very name, then what begins so, then what holds a word that does; else None."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else None


class QuickAdd(QObject):
    """Names a draft and draws it as one undo step; Esc and a blank name leave nothing."""

    changed = Signal()
    """A draft came or went."""

    def __init__(self, canvas: QWidget, stage: Stage, navigator: Navigator) -> None:
        """Wait for a draft that the stage wants."""
        super().__init__(canvas)
        self._stage, self._navigator = stage, navigator
        self._wanted: Draft | None = None
        self._run: list[str] = []
        """The systems drawn one after the other without letting go."""
        self._before: frozenset[str] = frozenset()
        """What was selected before."""
        self._naming = Naming(canvas, stage.board.catalogue, stage.theme, middle=17, height=22)
        self.editor, self.suggestions = self._naming.editor, self._naming.suggestions
        self.suggestions.hint(_HINT)
        self.editor.takes_lines = True
        self.editor.lines_pasted.connect(self._paste_lines)
        stage.draft_wanted.connect(self.open)
        stage.quick_add_wanted.connect(self.open_beside)
        stage.camera_changed.connect(self._follow)
        stage.board.changed.connect(self._check)
        self._naming.known = self._known
        self._naming.typed.connect(self._show)
        self._naming.named.connect(self._draw)
        self._naming.closed.connect(self._put_away)

    @property
    def is_open(self) -> bool:
        """Whether a system is being named that is not on the map yet."""
        return self.editor.is_open

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._naming.dress(theme)

    def open(self, draft: Draft) -> None:
        """Show the card to be, to be named."""
        self.editor.finish()
        self._run, self._before = [], self._stage.selection
        self._open(draft)

    def _open(self, draft: Draft) -> None:
        self.editor.finish()
        stage = self._stage
        self._wanted = draft
        stage.selection = ()
        stage.draft = draft
        zoom = stage.camera.zoom
        self._naming.open(draft.name, self._card(draft), zoom, draft.category)
        self._navigator.reveal_box(draft.box)
        self.changed.emit()

    def open_beside(self) -> None:
        """Add a system beside the selection, else in the middle, where there is room."""
        stage = self._stage
        x, y = stage.centre().x(), stage.centre().y()
        if chosen := stage.selected_systems():
            box = around(stage.chart, chosen)
            x, y = box.right + _BESIDE + CARD_WIDTH / 2, box.centre[1]
        self.open(self._draft_near(x, y))

    def _draft_near(self, x: float, y: float, source: str = "") -> Draft:
        """A draft at the free spot nearest to a place."""
        return Draft(*free_spot((x, y), self._stage.board.chart), source=source)

    def _show(self, name: str, category: str) -> None:
        """The card as it would be."""
        wanted = self._wanted.category if self._wanted else ""
        if self._stage.draft is not None:
            self._stage.draft = replace(self._stage.draft, name=name, category=category or wanted)
        self._follow()

    def _known(self, text: str) -> list[Offer]:
        """The systems of the model that are called so or nearly, and whether they are here."""
        board = self._stage.board
        found = likely(board.snapshot.systems.values(), text)
        here = board.on_view
        return [(one.id, one.name, _HERE if one.id in here else _ELSEWHERE) for one in found]

    def _draw(self, name: str, chosen: Product | Known | None) -> None:
        """Draw the system if it has a name; a product that was chosen brings its category.

        One that is in the model already is shown, not drawn a second time.
        """
        wanted, self._wanted = self._wanted, None
        if wanted is None or not name.strip():
            return
        same = chosen.system if isinstance(chosen, Known) else self._called(name)
        if same:
            if commands.show_known(self._stage, wanted, same) and self.editor.way is not Way.STAY:
                self._go_on(same)
            return
        product = chosen if isinstance(chosen, Product) else None
        meant = guess(self._stage.board.catalogue, name)
        category = "" if product else wanted.category or ("" if meant.product else meant.category)
        draft = replace(wanted, name=name, category=category)
        system = commands.draw_system(self._stage, draft, product)
        if system is not None and self.editor.way is not Way.STAY:
            self._go_on(system)

    def _called(self, name: str) -> str:
        """Id of the system of just that name, first of those on the view; '' for none."""
        board, wanted = self._stage.board, folded(name.strip())
        systems = board.snapshot.systems.values()
        same = [one.id for one in systems if folded(one.name) == wanted]
        return min(same, key=lambda key: (key not in board.on_view, key), default="")

    def _go_on(self, system: str) -> None:
        """The next one: beside the last, or after some in a new row; or where a flow leads to."""
        self._run.append(system)
        cards = self._stage.board.chart.cards
        x, y = cards[system].box.centre
        if self.editor.way is Way.LEAD_ON:
            self._open(self._draft_near(x + COLUMN, y, source=system))
            return
        if len(self._run) % _IN_A_ROW:
            x += COLUMN
        else:
            first = cards.get(self._run[-_IN_A_ROW])
            x, y = first.box.centre if first else (x, y)
            y += APART[1]
        self._open(self._draft_near(x, y))

    def _paste_lines(self) -> None:
        """Each line is a system: they are drawn where this one would have been."""
        draft = self._stage.draft
        if draft is not None:
            self.editor.give_up()
            clipboard.paste(self._stage, QPointF(draft.x, draft.y))

    def _put_away(self) -> None:
        """The last one drawn is at hand again, else what was before; a name draws another."""
        stage = self._stage
        stage.draft = None
        if not stage.selection:
            stage.selection = self._run[-1:] or self._before
        self.changed.emit()

    def _check(self) -> None:
        """A flow cannot lead from a system that has gone."""
        source = self._wanted.source if self._wanted else ""
        if source and source not in self._stage.board.chart.cards:
            self.editor.give_up()

    def _follow(self) -> None:
        draft = self._stage.draft
        if draft is not None:
            self._naming.follow(self._card(draft), self._stage.camera.zoom)

    def _card(self, draft: Draft) -> QRectF:
        return self._stage.camera.rect_to_screen(rect_of(draft.box))
