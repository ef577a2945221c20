"""Naming a system: an editor on its card, what the name is taken for, and products to choose."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QWidget

from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Product
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas.editor import NameEditor
from isthmus.ui.canvas.suggestions import Offer, Suggestions
from isthmus.workspace.edits.resolving import recognised

_OFFERED = 6
_SEARCHED = 40
_SURE = 0.8
"""From this score (0 to 1) on, a word means a category."""


Offering = Callable[[str], list[Offer]]
"""Makes offers for a text."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a name is taken for."""

    product: Product | None = None
    category: str = ""
    """Key of the category that the name surely means, itself or by its product."""


@dataclass(frozen=True, slots=True)
class Known:
    """A system of the model that was chosen instead of a new one."""

    system: str


def guess(catalogue: Catalogue, text: str) -> Guess:
    """What a name surely means: a product, else a category that it is a word for."""
    if not text.strip():
        return Guess()
    if product := recognised(text, catalogue):
        return Guess(product, product.category)
    kind = catalogue.match_category(text)
    return Guess(None, kind.category.key if kind and kind.score >= _SURE else "")


def _begins(product: Product, text: str) -> bool:
    """Whether a name of the product begins with the text, and goes on within the same word."""
    names = (name.casefold() for name in (product.name, *product.synonyms))
    start = text.strip().casefold()
    return any(name.startswith(start) and name[len(start) :][:1].isalnum() for name in names)


class Naming(QObject):
    """The editor with its list; who opens it says what becomes of the name."""

    typed = Signal(str, str)
    """The name as it stands in the editor, and the key of the category that it means."""
    named = Signal(str, object)
    """The name to keep, and the Product or what is Known that was chosen from the list, if any."""
    closed = Signal()
    """The edit is over; comes before `named`."""

    def __init__(
        self, canvas: QWidget, catalogue: Catalogue, theme: Theme, middle: float, height: float
    ) -> None:
        """Closed; `middle` is where the editor stands on a card, from its top."""
        super().__init__(canvas)
        self._catalogue = catalogue
        self._category = ""
        self._chosen: Product | Known | None = None
        self._text = ""
        self._systems: set[str] = set()
        self.known: Offering = lambda _: []
        """Offers systems of the model for a text, before all products."""
        self.editor = NameEditor(canvas, middle=middle, height=height)
        self.suggestions = Suggestions(canvas, self.editor, theme)
        self.editor.textEdited.connect(self._search)
        self.editor.stepped.connect(self._step)
        self.editor.entered.connect(lambda name: self.named.emit(name, self._chosen))
        self.editor.closed.connect(self._put_away)
        self.suggestions.taken.connect(self._take)

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.editor.dress(theme)
        self.suggestions.dress(theme)

    def open(self, name: str, card: QRectF, zoom: float, category: str = "") -> None:
        """Edit a name on the card there; products of `category` are offered first."""
        self._category, self._chosen, self._text = category, None, name
        self.editor.open(name, card, zoom)
        self.suggestions.offer("", ())
        self.follow(card, zoom)

    def follow(self, card: QRectF, zoom: float) -> None:
        """Stay on the card while the camera moves."""
        self.editor.follow(card, zoom)
        self.suggestions.stand(card.united(QRectF(self.editor.geometry())).toAlignedRect())

    def _search(self, text: str) -> None:
        """Offer what the name could mean, and say what it is taken for."""
        self._text, self._chosen = text, None
        meant = guess(self._catalogue, text)
        first = self._category or meant.category
        found = self._catalogue.search_products(text, _SEARCHED)
        if not meant.product and meant.category:
            found += self._of(meant.category, found)
        found.sort(key=lambda one: self._comes_late(one, text, first))
        known = self.known(text)
        self._systems = {key for key, _, _ in known}
        offers = [*known, *(self._offer(one) for one in found[: _OFFERED - len(known)])]
        self.suggestions.offer("" if known else self._word(meant), offers)
        self.typed.emit(text, self._category or meant.category)

    def _comes_late(self, product: Product, text: str, category: str) -> bool:
        """Whether those of the category, and those that are called so, are offered before it.

        A word may mean a category and begin a name: 'Sales' is on the way to 'Salesforce'.
        """
        is_named = not self._category and _begins(product, text)
        return bool(category) and product.category != category and not is_named

    def _of(self, category: str, but: list[Product]) -> list[Product]:
        """The products of a category, by name, without those that were found already."""
        known = {one.key for one in but}
        rest = [p for p in self._catalogue.products.values() if p.category == category]
        rest.sort(key=lambda one: (one.name.casefold(), one.key))
        return [one for one in rest if one.key not in known]

    def _word(self, meant: Guess) -> str:
        if meant.product:
            return f"Recognised as {meant.product.name} · {self._kind(meant.product)}"
        category = self._catalogue.categories.get(meant.category)
        return f"Taken for the category {category.name}" if category else ""

    def _offer(self, product: Product) -> Offer:
        kind = self._kind(product)
        known = product.name.casefold().startswith(product.vendor.casefold())
        return product.key, product.name, kind if known else f"{kind} · {product.vendor}"

    def _kind(self, product: Product) -> str:
        category = self._catalogue.categories.get(product.category)
        return category.name if category else product.vendor

    def _step(self, by: int) -> None:
        """The offer chosen stands in the editor; before the first, what was typed does."""
        offer = self.suggestions.step(by) if self.suggestions.list.isVisible() else None
        if offer is None:
            self.editor.setText(self._text)
            self._search(self._text)
            return
        self._chosen = self._meant(offer[0])
        self.editor.setText(offer[1])
        chosen = self._chosen
        self.typed.emit(offer[1], chosen.category if isinstance(chosen, Product) else "")

    def _take(self, key: str, name: str) -> None:
        self._chosen = self._meant(key)
        self.editor.setText(name)
        self.editor.finish()

    def _meant(self, key: str) -> Product | Known:
        """What an offer stands for."""
        return Known(key) if key in self._systems else self._catalogue.products[key]

    def _put_away(self) -> None:
        self.suggestions.hide()
        self.closed.emit()
