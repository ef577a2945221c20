"""What a flow carries, edited in place on its line: data objects, with those known offered."""

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from isthmus.drawing.filtering import folded
from isthmus.drawing.theme import Theme
from isthmus.layout.paths import along, flattened
from isthmus.model.records import Flow
from isthmus.ui.canvas import commands
from isthmus.ui.canvas.editor import NameEditor
from isthmus.ui.canvas.lettering import inter
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.suggestions import Offer, Suggestions

_HINT = "Commas between data objects · Enter keeps them"
_OFFERED = 6
_SIZE = 12
_HIGH, _LEAST, _WIDEST = 26, 150, 420
"""Pixels of the editor."""


class LoadEditor(NameEditor):
    """Edits a few words over the middle of a line."""

    def __init__(self, parent: QWidget) -> None:
        """Hidden until it is opened."""
        super().__init__(parent, middle=0, height=_HIGH)
        self.setAccessibleName("What the flow carries")
        self.setPlaceholderText("What it carries")
        self._spot = QPointF()

    def follow(self, card: QRectF, zoom: float) -> None:  # noqa: ARG002 - it keeps its size
        """Stay over the middle of the rectangle, at a size that can be read."""
        font = QFont(inter(_SIZE, 500))
        font.setPixelSize(_SIZE)
        self.setFont(font)
        self.setFixedHeight(_HIGH)
        self._spot = card.center()
        self._grow()

    def _grow(self) -> None:
        words = self.fontMetrics().horizontalAdvance(self.text()) + 24
        self.setFixedWidth(max(_LEAST, min(words, _WIDEST)))
        self.move(round(self._spot.x() - self.width() / 2), round(self._spot.y() - _HIGH / 2))


class Loading(QObject):
    """Opens the editor on a flow's line; Enter keeps the data objects as one step."""

    def __init__(self, canvas: QWidget, stage: Stage) -> None:
        """Wait for a flow whose words are wanted."""
        super().__init__(canvas)
        self._stage = stage
        self._flow = ""
        self._before = ""
        self.editor = LoadEditor(canvas)
        self.suggestions = Suggestions(canvas, self.editor, stage.theme)
        self.suggestions.hint(_HINT)
        self.suggestions.hide()
        self.editor.textEdited.connect(self._search)
        self.editor.stepped.connect(self._step)
        self.editor.closed.connect(self._put_away)
        self.editor.entered.connect(self._keep)
        self.suggestions.taken.connect(lambda _, name: self._take(name))
        stage.wording_wanted.connect(self.open)
        stage.camera_changed.connect(self._follow)
        stage.board.changed.connect(self._follow)

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.editor.dress(theme)
        self.suggestions.dress(theme)

    def open(self, key: str) -> None:
        """Edit what the flow of that id carries, if there is one."""
        flow = self._stage.board.snapshot.flows.get(key)
        spot = self._place(key)
        if flow is None or spot is None:
            return
        self._stage.selection = (key,)
        self._flow, self._before = key, self._words(flow)
        self.editor.open(self._before, spot, 1.0)
        self._search(self._before)

    def _words(self, flow: Flow) -> str:
        objects = self._stage.board.snapshot.data_objects
        return ", ".join(objects[key].name for key in flow.data_objects)

    def _place(self, key: str) -> QRectF | None:
        """Where its label is, else the middle of its line, in the widget; None for no line."""
        shape = self._stage.chart.flows.get(key)
        if shape is None:
            return None
        if shape.label_box is not None:
            x, y = shape.label_box.centre
        else:
            x, y = along(flattened(shape.steps), (0.5,))[0]
        at = self._stage.camera.to_screen(x, y)
        return QRectF(at.x(), at.y(), 0.0, 0.0)

    def _follow(self) -> None:
        """Stay on the line; a flow that has gone is edited no longer."""
        if not self.editor.is_open:
            return
        spot = self._place(self._flow)
        if spot is None:
            self.editor.give_up()
        else:
            self.editor.follow(spot, 1.0)
            self._stand()

    def _stand(self) -> None:
        self.suggestions.stand(self.editor.geometry())

    # Offers

    def _search(self, text: str) -> None:
        """Offer the data objects that the words after the last comma may mean."""
        _, last = _parted(text)
        wanted = folded(last)
        taken = {folded(one) for one in _names(text)} - {wanted}
        offers = [one for one in self._known() if folded(one[1]) not in taken]
        found = [one for one in offers if folded(one[1]).startswith(wanted)]
        found += [one for one in offers if f" {wanted}" in folded(one[1]) and one not in found]
        self.suggestions.offer("", found[:_OFFERED] if wanted else ())
        self._stand()

    def _known(self) -> list[Offer]:
        """The data objects of the map, then those of the catalogue that it has not."""
        board = self._stage.board
        own = sorted(board.snapshot.data_objects.values(), key=lambda one: one.name.casefold())
        found: dict[str, Offer] = {}
        for one in own:
            found.setdefault(folded(one.name), (one.name, one.name, "On the map"))
        for kind in board.catalogue.data_objects.values():
            found.setdefault(folded(kind.name), (kind.name, kind.name, "Data object"))
        return list(found.values())

    def _step(self, by: int) -> None:
        offer = self.suggestions.step(by) if self.suggestions.list.isVisible() else None
        if offer is not None:
            before, _ = _parted(self.editor.text())
            self.editor.setText(before + offer[1])

    def _take(self, name: str) -> None:
        before, _ = _parted(self.editor.text())
        self.editor.setText(f"{before}{name}, ")
        self._search(self.editor.text())

    # The end

    def _put_away(self) -> None:
        self.suggestions.hide()

    def _keep(self, text: str) -> None:
        names = _names(text)
        if names != _names(self._before):
            commands.load(self._stage, self._flow, names)


def _parted(text: str) -> tuple[str, str]:
    """What stands up to the last comma with a space after it, and the words after that."""
    before, comma, last = text.replace(";", ",").rpartition(",")
    return (f"{before}, " if comma else ""), last.strip()


def _names(text: str) -> list[str]:
    """The data objects that are named, each once."""
    parts = (" ".join(part.split()) for part in text.replace(";", ",").split(","))
    return list(dict.fromkeys(part for part in parts if part))
