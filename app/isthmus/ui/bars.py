"""Menu bar and toolbar, made of the table of commands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionMenuItem,
    QToolBar,
    QWidget,
)

from isthmus.ui.actions import APPEARANCE, LINE, MENUS, RECENT, TOOLBAR, Actions, keys_of
from isthmus.ui.text import caption, label, set_tip
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import ThemeKeeper


class MenuBar(QMenuBar):
    """The menus; the first one carries the program's name in bold."""

    def __init__(
        self,
        actions: Actions,
        keeper: ThemeKeeper,
        recent: Callable[[], list[Path]],
        open_recent: Callable[[Path], Any],
    ) -> None:
        super().__init__()
        self._keeper = keeper
        self._recent = recent
        self._open_recent = open_recent
        self._commands = actions
        for title, keys in MENUS:
            self._fill(self.addMenu(title), keys)

    def _fill(self, menu: QMenu, keys: tuple[str, ...]) -> None:
        for key in keys:
            if key == LINE:
                menu.addSeparator()
            elif key == RECENT:
                self._add_recent(menu)
            elif key == APPEARANCE:
                self._add_appearance(menu)
            else:
                menu.addAction(self._commands[key])

    def _add_recent(self, menu: QMenu) -> None:
        sub = menu.addMenu("Open &recent")
        menu.aboutToShow.connect(lambda: sub.setEnabled(bool(self._recent())))
        sub.aboutToShow.connect(lambda: self._show_recent(sub))

    def _show_recent(self, sub: QMenu) -> None:
        sub.clear()
        for path in self._recent():
            action = sub.addAction(caption(path.name))
            set_tip(action, str(path))
            action.triggered.connect(lambda _=False, path=path: self._open_recent(path))

    def _add_appearance(self, menu: QMenu) -> None:
        sub = menu.addMenu("&Appearance")
        group = QActionGroup(self)
        for key in ("desktop", "light", "dark"):
            group.addAction(self._commands[key])
            sub.addAction(self._commands[key])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the first title once more, in bold."""
        super().paintEvent(event)
        first = self.actions()[0]
        option = QStyleOptionMenuItem()
        self.initStyleOption(option, first)
        box = self.actionGeometry(first)
        painter = QPainter(self)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = self._keeper.colour("hover" if is_on else "panel")
        painter.fillRect(box.adjusted(4, 4, -2, -4), ground)
        painter.setFont(font(12, 700))
        painter.setPen(self._keeper.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, first.text().replace("&", ""))


def tool_bar(actions: Actions) -> QToolBar:
    """The few words of the toolbar, and at its right end the way to all the rest."""
    bar = QToolBar("Tools")
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    tools = QActionGroup(bar)
    for key in TOOLBAR:
        if key == LINE:
            bar.addSeparator()
            continue
        bar.addAction(actions[key])
        if actions[key].isCheckable():
            tools.addAction(actions[key])
        button = bar.widgetForAction(actions[key])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(actions[key].iconText())
    room = QWidget()
    room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(room)
    bar.addWidget(FindButton(actions))
    return bar


class FindButton(QPushButton):
    """Looks like a search field; opens the command palette."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        action = actions["find"]
        self.setProperty("look", "search")
        self.setObjectName("find")
        self.setAccessibleName("Find or run a command")
        self.setFixedWidth(250)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(11, 0, 11, 0)
        inside.addWidget(label("Find or run a command"))
        inside.addStretch(1)
        inside.addWidget(label(keys_of(action)))
        self.clicked.connect(action.trigger)

    def sizeHint(self) -> QSize:
        """As high as an input field."""
        return QSize(250, 28)
