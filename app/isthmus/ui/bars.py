"""Menu bar and toolbar, made of the table of commands."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionMenuItem,
    QToolBar,
    QToolButton,
    QWidget,
)

from isthmus.ui.actions import Actions, keys_of
from isthmus.ui.commands.menus import (
    LINE,
    MENUS,
    ON_TOOLBAR,
    OTHER_TOOLS,
    RECENT,
    TOOLBAR,
    Menu,
)
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
        for menu in MENUS:
            self._fill(self.addMenu(menu.title), menu)

    def _fill(self, shown: QMenu, menu: Menu) -> None:
        group = QActionGroup(self) if menu.exclusive else None
        for item in menu.items:
            if isinstance(item, Menu):
                self._fill(shown.addMenu(item.title), item)
            elif item == LINE:
                shown.addSeparator()
            elif item == RECENT:
                self._add_recent(shown)
            else:
                shown.addAction(self._commands[item])
                if group is not None:
                    group.addAction(self._commands[item])

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

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the titles: the first one bold, letters underlined only while Alt is held."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bottom = self.height() - 1
        painter.fillRect(0, bottom, self.width(), 1, self._keeper.colour("line"))
        for number, action in enumerate(self.actions()):
            box = self.actionGeometry(action)
            option = QStyleOptionMenuItem()
            self.initStyleOption(option, action)
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._keeper.colour("hover"))
                painter.drawRoundedRect(box.adjusted(0, 3, 0, -3), 5, 5)
            painter.setFont(font(12, 400 if number else 700))
            painter.setPen(self._keeper.colour("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | self._mnemonics, action.text())

    @property
    def _mnemonics(self) -> Qt.TextFlag:
        held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier
        has_focus = self.activeAction() is not None and self.hasFocus()
        shown = bool(held) or has_focus
        return Qt.TextFlag.TextShowMnemonic if shown else Qt.TextFlag.TextHideMnemonic


def tool_bar(actions: Actions) -> QToolBar:
    """The few words of the toolbar, and at its right end the way to all the rest."""
    bar = QToolBar("Tools")
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.addWidget(_gap())
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
        if key in ON_TOOLBAR and isinstance(button, QToolButton):
            _add_menu(button, [None if k == LINE else actions[k] for k in ON_TOOLBAR[key]])
    for key in OTHER_TOOLS:
        tools.addAction(actions[key])
    room = QWidget()
    room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(room)
    bar.addWidget(FindButton(actions))
    bar.addWidget(_gap())
    return bar


def _add_menu(button: QToolButton, actions: Iterable[QAction | None]) -> None:
    """Let the arrow beside a button open what else can be done of its kind."""
    menu = QMenu(button)
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)


def _gap() -> QWidget:
    """The style sheet gives a toolbar one margin for all sides; at its ends there is more."""
    made = QWidget()
    made.setFixedWidth(3)
    return made


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
