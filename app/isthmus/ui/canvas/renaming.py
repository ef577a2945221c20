"""Renaming in place: the editor over a card's name, with the catalogue's help."""

from PySide6.QtCore import QObject, QRectF
from PySide6.QtWidgets import QWidget

from isthmus.catalogue.types import Product
from isthmus.drawing.cardpaint import name_middle
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import commands
from isthmus.ui.canvas.editor import Way
from isthmus.ui.canvas.hits import reading_order
from isthmus.ui.canvas.naming import Naming
from isthmus.ui.canvas.navigator import Navigator
from isthmus.ui.canvas.stage import Stage

_MIDDLE = 25.0


class Renaming(QObject):
    """Edits the name of a system on its card; Tab goes on to the next in reading order."""

    def __init__(self, canvas: QWidget, stage: Stage, navigator: Navigator) -> None:
        """Wait for a system that is to be renamed."""
        super().__init__(canvas)
        self._stage, self._navigator = stage, navigator
        self._system = ""
        self._naming = Naming(canvas, stage.board.catalogue, stage.theme, middle=_MIDDLE, height=26)
        self.editor, self.suggestions = self._naming.editor, self._naming.suggestions
        self._naming.named.connect(self._rename)
        self._naming.closed.connect(self._close)
        self._naming.typed.connect(self.follow)
        stage.camera_changed.connect(self.follow)
        stage.board.changed.connect(self.follow)

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._naming.dress(theme)

    def open(self, system_id: str) -> None:
        """Open the editor over the system's name."""
        stage = self._stage
        system = stage.board.snapshot.systems.get(system_id)
        card = stage.card_on_screen(system_id)
        if system is not None and card is not None:
            stage.selection = (system_id,)
            stage.editing = system_id
            self._naming.open(system.name, self._lowered(card), stage.camera.zoom, system.category)
            self._navigator.reveal((system_id,))

    def follow(self) -> None:
        """Stay on the card; a system that has gone is renamed no longer."""
        card = self._stage.card_on_screen(self._stage.editing)
        if card is None:
            self.editor.give_up()
        elif self.editor.is_open:
            self._naming.follow(self._lowered(card), self._stage.camera.zoom)

    def _lowered(self, card: QRectF) -> QRectF:
        """The card's frame so moved that the editor covers the name, wherever that stands on it."""
        shape, zoom = self._stage.chart.cards.get(self._stage.editing), self._stage.camera.zoom
        if shape is None:
            return card
        return card.translated(0.0, (name_middle(shape) - _MIDDLE) * zoom)

    def _close(self) -> None:
        self._system, self._stage.editing = self._stage.editing, ""
        self._stage.dirty.emit()

    def _rename(self, name: str, product: Product | None) -> None:
        """Write the name, and what the chosen product says; then on to the next, by Tab."""
        commands.rename(self._stage, self._system, name, product)
        order = reading_order(self._stage.board.chart)
        if self.editor.way in {Way.NEXT, Way.BACK} and self._system in order:
            step = 1 if self.editor.way is Way.NEXT else -1
            self.open(order[(order.index(self._system) + step) % len(order)])
