"""One element of the map as a screen reader meets it."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QWindow
from shiboken6 import VoidPtr

from isthmus.ui.canvas.tips import about_flow, about_system

if TYPE_CHECKING:
    from isthmus.ui.canvas.access.root import MapInterface

_PRESS = QAccessibleActionInterface.pressAction()
_MENU = QAccessibleActionInterface.showMenuAction()
_FOCUS = QAccessibleActionInterface.setFocusAction()
_NOTHING = VoidPtr(0)
"""What Qt takes for no interface of that kind; None would crash it."""


class Item(QAccessibleInterface):
    """A card, a flow, a territory, an area or a note: whatever has that key now."""

    def __init__(self, root: "MapInterface", key: str) -> None:
        super().__init__()
        self.key = key
        self._root = root
        self._actions = ItemActions(self)

    def isValid(self) -> bool:
        """Whether it is still on the map."""
        return self._root.has(self.key)

    def object(self) -> QObject | None:  # type: ignore[override]
        """It is no object of Qt's."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window that the map is in."""
        return self._root.canvas.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """The map."""
        return self._root

    def child(self, index: int) -> None:  # type: ignore[override]
        """It has no parts."""

    def childCount(self) -> int:
        """It has no parts."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002 - Qt's signature
        """It has no parts."""
        return -1

    def childAt(self, x: int, y: int) -> None:  # type: ignore[override]
        """It has no parts."""

    def rect(self) -> QRect:
        """Where it stands on the screen."""
        place = self._root.place(self.key)
        if place is None:
            return QRect()
        corner = self._root.canvas.mapToGlobal(place.topLeft())
        return QRectF(corner, place.size()).toRect()

    def role(self) -> QAccessible.Role:
        """What it is."""
        chart = self._root.board.chart
        if self.key in chart.standing:
            return QAccessible.Role.ListItem
        if self.key in chart.flows:
            return QAccessible.Role.Graphic
        is_note = self.key in chart.grounds.notes
        return QAccessible.Role.Note if is_note else QAccessible.Role.Grouping

    def state(self) -> QAccessible.State:
        """Whether it is selected, has the focus, is in sight."""
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        chosen = self._root.stage.selection
        is_selected = self.key in chosen
        state.selectable = state.focusable = True
        state.multiSelectable = True
        state.selected = is_selected
        has_focus = is_selected and len(chosen) == 1 and self._root.canvas.hasFocus()
        state.focused = has_focus
        place = self._root.place(self.key)
        in_sight = place is not None and place.intersects(QRectF(self._root.canvas.rect()))
        state.offscreen = not in_sight
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Its name; what a tooltip says of it; how many findings name it."""
        if kind is QAccessible.Text.Name:
            return self._root.words.name(self.key)
        if kind is QAccessible.Text.Description:
            return self._about()
        if kind is QAccessible.Text.Value:
            count = self._root.words.findings().get(self.key, 0)
            return f"{count} finding{'' if count == 1 else 's'}" if count else ""
        if kind is QAccessible.Text.Help:
            return "Enter opens its properties, the menu key what can be done with it"
        return ""

    def _about(self) -> str:
        board = self._root.board
        if (system := board.snapshot.systems.get(self.key)) is not None:
            return about_system(board, system)
        flow = board.snapshot.flows.get(self.key)
        return about_flow(board, flow) if flow is not None else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """A reader changes nothing."""

    def interface_cast(self, kind: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        """What it can do besides."""
        if kind is QAccessible.InterfaceType.ActionInterface:
            return VoidPtr(shiboken6.getCppPointer(self._actions)[0])
        return _NOTHING

    def do(self, action: str) -> None:
        """Do what a reader asks for."""
        if self.isValid():
            self._root.select(self.key)
            if action == _PRESS:
                self._root.stage.activated.emit(self.key)
            elif action == _MENU:
                self._root.show_menu(self.key)


class ItemActions(QAccessibleActionInterface):
    """Press, show the menu, take the focus."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self._item = item

    def actionNames(self) -> list[str]:
        """What can be done with it."""
        return [_PRESS, _MENU, _FOCUS]

    def doAction(self, name: str) -> None:
        """Do it."""
        self._item.do(name)

    def keyBindingsForAction(self, name: str) -> list[str]:
        """The keys that do it on the map."""
        return {_PRESS: ["Return"], _MENU: ["Menu"]}.get(name, [])
