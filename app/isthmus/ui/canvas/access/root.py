"""The canvas as a screen reader meets it: its children are what stands on the map."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QContextMenuEvent
from PySide6.QtWidgets import QAccessibleWidget, QApplication

from isthmus.ui.canvas import inks
from isthmus.ui.canvas.access.items import Item
from isthmus.ui.canvas.access.words import Words
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.hits import reading_order

if TYPE_CHECKING:
    from isthmus.drawing.chart import Chart
    from isthmus.ui.canvas.surface import Surface


class MapInterface(QAccessibleWidget):
    """Cards in reading order, then flows, then areas and notes, then the canvas's own buttons.

    Nothing is made before a reader asks for it.
    """

    def __init__(self, canvas: "Surface") -> None:
        super().__init__(canvas, QAccessible.Role.Canvas)
        self.canvas = canvas
        self.stage, self.board = canvas.stage, canvas.stage.board
        self.words = Words(self.board)
        self._items: dict[str, Item] = {}
        self._chart: Chart | None = None
        self._keys: list[str] = []
        self._numbers: dict[str, int] = {}

    def keys(self) -> list[str]:
        """The keys of what stands on the map, in order."""
        chart = self.board.chart
        if chart is not self._chart:
            self._chart = chart
            plots = [plot.key for plot in chart.grounds]
            self._keys = [*reading_order(chart), *chart.boxes, *chart.flows, *plots]
            self._numbers = {key: number for number, key in enumerate(self._keys)}
        return self._keys

    def has(self, key: str) -> bool:
        """Whether something of that key stands on the map."""
        self.keys()
        return key in self._numbers

    def item(self, key: str) -> Item:
        """What has that key, for a reader: always the same one."""
        if key not in self._items:
            self._items[key] = Item(self, key)
        return self._items[key]

    def items(self) -> list[Item]:
        """All that a reader has met."""
        return list(self._items.values())

    # What Qt asks

    def childCount(self) -> int:
        """How much stands on the map, and the buttons on it."""
        return len(self.keys()) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        """The one of that number."""
        keys = self.keys()
        return self.item(keys[index]) if index < len(keys) else super().child(index - len(keys))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Its number, -1 for what is not there."""
        keys = self.keys()
        if isinstance(child, Item):
            return self._numbers.get(child.key, -1)
        number = super().indexOfChild(child)
        return number + len(keys) if number >= 0 else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """What is at that place of the screen: a button, a card or a flow, an area."""
        over = super().childAt(x, y)
        if over is not None:
            return over
        at = self.canvas.mapFromGlobal(QPointF(x, y))
        if not self.canvas.rect().contains(at.toPoint()):
            return None
        pointer = self.stage.pointer(at, Qt.KeyboardModifier.NoModifier)
        key = self.stage.card_at(pointer) or self.stage.flow_at(pointer)
        return self.item(key) if key and self.has(key) else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The selected one, where it is alone and the keyboard acts on the map."""
        key = self.focused()
        return self.item(key) if key else None

    def focused(self) -> str:
        """The key of what the keyboard acts on, '' for the map itself."""
        chosen = self.stage.selection
        alone = next(iter(chosen)) if len(chosen) == 1 else ""
        return alone if alone and self.canvas.hasFocus() and self.has(alone) else ""

    # What items ask

    def place(self, key: str) -> QRectF | None:
        """Where something stands in the widget."""
        chart, camera = self.board.chart, self.stage.camera
        if (card := chart.standing.get(key)) is not None:
            return camera.rect_to_screen(rect_of(card.box))
        if (flow := chart.flows.get(key)) is not None:
            return camera.rect_to_screen(inks.path(flow.steps).boundingRect())
        plot = chart.grounds.get(key)
        return camera.rect_to_screen(rect_of(plot.box)) if plot is not None else None

    def select(self, key: str) -> None:
        """Select it and bring it into sight, with the keyboard on it."""
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stage.by_keyboard = True
        self.stage.selection = (key,)
        self.stage.reveal_wanted.emit((key,))

    def show_menu(self, key: str) -> None:
        """Open its context menu, as the menu key does."""
        place = self.place(key)
        at = (place.center() if place else QPointF(self.canvas.rect().center())).toPoint()
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, at, self.canvas.mapToGlobal(at))
        QApplication.sendEvent(self.canvas, event)


_MADE: dict[int, MapInterface] = {}
"""Python must hold what Qt knows by its address alone."""


def interface_of(canvas: "Surface") -> MapInterface:
    """The canvas's interface, made when it is first asked for."""
    made = _MADE.get(id(canvas))
    if made is None or made.canvas is not canvas:
        number = id(canvas)
        made = _MADE[number] = MapInterface(canvas)
        canvas.destroyed.connect(lambda: _let_go(number))
    return made


def _let_go(key: int) -> None:
    """The canvas is gone: Qt has deleted its interface, and is to forget its items."""
    made = _MADE.pop(key, None)
    for item in made.items() if made else ():
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))


def _factory(name: str, thing: QObject) -> QAccessibleInterface | None:  # noqa: ARG001
    """What Qt calls for each object that a reader asks about."""
    from isthmus.ui.canvas.surface import Surface  # noqa: PLC0415 - it imports this

    return interface_of(thing) if isinstance(thing, Surface) else None


_installed: list[bool] = []


def install() -> None:
    """Let Qt ask here for the interface of canvases; once is enough."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_factory)
