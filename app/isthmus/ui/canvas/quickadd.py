"""Quick-add: a card that is there on screen alone, named with the catalogue's help, then drawn."""

from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QWidget

from isthmus.catalogue.types import Product
from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import CARD_WIDTH
from isthmus.ui.canvas import commands
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.draft import Draft, free_spot
from isthmus.ui.canvas.editor import NameEditor
from isthmus.ui.canvas.gestures.move import around
from isthmus.ui.canvas.navigator import Navigator
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.suggestions import Offer, Suggestions
from isthmus.workspace.edits.resolving import recognised

_OFFERED = 6
_SEARCHED = 40
_BESIDE = 96.0
"""Scene units between the selection and what is added beside it."""


class QuickAdd(QObject):
    """Names a draft and draws it as one undo step; Esc and a blank name leave nothing."""

    changed = Signal()
    """A draft came or went."""

    def __init__(self, canvas: QWidget, stage: Stage, navigator: Navigator) -> None:
        """Wait for a draft that the stage wants."""
        super().__init__(canvas)
        self._stage, self._navigator = stage, navigator
        self._wanted: Draft | None = None
        self._product: Product | None = None
        self._typed = ""
        self.editor = NameEditor(canvas, middle=17, height=22)
        self.suggestions = Suggestions(canvas, self.editor, stage.theme)
        stage.draft_wanted.connect(self.open)
        stage.quick_add_wanted.connect(self.open_beside)
        stage.camera_changed.connect(self._follow)
        stage.board.changed.connect(self._check)
        self.editor.textEdited.connect(self._search)
        self.editor.stepped.connect(self._step)
        self.editor.entered.connect(self._draw)
        self.editor.closed.connect(self._put_away)
        self.suggestions.taken.connect(self._take)

    @property
    def is_open(self) -> bool:
        """Whether a system is being named that is not on the map yet."""
        return self.editor.is_open

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.editor.dress(theme)
        self.suggestions.dress(theme)

    def open(self, draft: Draft) -> None:
        """Show the card to be, to be named."""
        self.editor.finish()
        stage = self._stage
        self._wanted, self._product, self._typed = draft, None, draft.name
        stage.selection = ()
        stage.draft = draft
        self.editor.open(draft.name, self._card(draft), stage.camera.zoom)
        self._navigator.reveal_box(draft.box)
        self.changed.emit()

    def open_beside(self) -> None:
        """Add a system beside the selection, else in the middle, where there is room."""
        stage = self._stage
        x, y = stage.centre().x(), stage.centre().y()
        if chosen := stage.selected_systems():
            box = around(stage.chart, chosen)
            x, y = box.right + _BESIDE + CARD_WIDTH / 2, box.centre[1]
        taken = [card.box.centre for card in stage.chart.cards.values()]
        self.open(Draft(*free_spot((x, y), taken)))

    def _search(self, text: str) -> None:
        """Offer what the name could mean, and say what it is taken for."""
        self._typed, self._product = text, None
        catalogue = self._stage.board.catalogue
        product = recognised(text, catalogue) if text.strip() else None
        wanted = self._wanted.category if self._wanted else ""
        found = catalogue.search_products(text, _SEARCHED)
        found.sort(key=lambda one: bool(wanted) and one.category != wanted)
        word = f"Recognised as {product.name} · {self._kind(product)}" if product else ""
        self.suggestions.offer(word, [self._offer(one) for one in found[:_OFFERED]])
        self._show(text, wanted or (product.category if product else ""))
        self._follow()

    def _offer(self, product: Product) -> Offer:
        kind = self._kind(product)
        known = product.name.casefold().startswith(product.vendor.casefold())
        return product.key, product.name, kind if known else f"{kind} · {product.vendor}"

    def _kind(self, product: Product) -> str:
        category = self._stage.board.catalogue.categories.get(product.category)
        return category.name if category else product.vendor

    def _step(self, by: int) -> None:
        """The offer chosen stands in the editor; before the first, what was typed does."""
        offer = self.suggestions.step(by) if self.suggestions.isVisible() else None
        if offer is None:
            self.editor.setText(self._typed)
            self._search(self._typed)
            return
        self._product = self._stage.board.catalogue.products[offer[0]]
        self.editor.setText(offer[1])
        self._show(offer[1], self._product.category)

    def _take(self, key: str) -> None:
        self._product = self._stage.board.catalogue.products[key]
        self.editor.setText(self._product.name)
        self.editor.finish()

    def _show(self, name: str, category: str) -> None:
        """The card as it would be."""
        if self._stage.draft is not None:
            self._stage.draft = replace(self._stage.draft, name=name, category=category)

    def _draw(self, name: str) -> None:
        """Draw the system if it has a name; a product that was chosen brings its category."""
        wanted, product = self._wanted, self._product
        self._wanted = None
        if wanted is not None and name.strip():
            category = "" if product else wanted.category
            commands.draw_system(
                self._stage, replace(wanted, name=name, category=category), product
            )

    def _put_away(self) -> None:
        self.suggestions.hide()
        self._stage.draft = None
        self.changed.emit()

    def _check(self) -> None:
        """A flow cannot lead from a system that has gone."""
        source = self._wanted.source if self._wanted else ""
        if source and source not in self._stage.board.chart.cards:
            self.editor.give_up()

    def _follow(self) -> None:
        draft = self._stage.draft
        if draft is not None:
            card = self._card(draft)
            self.editor.follow(card, self._stage.camera.zoom)
            self.suggestions.stand(card.united(QRectF(self.editor.geometry())).toAlignedRect())

    def _card(self, draft: Draft) -> QRectF:
        return self._stage.camera.rect_to_screen(rect_of(draft.box))
