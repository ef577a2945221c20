"""The pill at the top left: by which lens the map is coloured, whose path is followed, badges."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from isthmus.drawing.lenses import DATA, lens_words
from isthmus.drawing.theme import Theme
from isthmus.model.viewing import View
from isthmus.ui.canvas import lensmenus
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.text import caption, set_tip

_SHEET = """
QFrame#lensPill {{ background: {panel}; border: 1px solid {line}; border-radius: 6px; }}
QFrame#pillRule {{ background: {line}; border: none; }}
QToolButton {{ background: transparent; color: {muted}; border: 1px solid transparent;
  border-radius: 4px; padding: 3px 6px; font-family: Inter; font-size: 12px; font-weight: 400; }}
QToolButton#lens {{ color: {text}; font-weight: 600; }}
QToolButton:hover {{ background: {hover}; color: {text}; }}
QToolButton:pressed {{ background: {accent_soft}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton::menu-indicator {{ image: none; }}
"""
_LONGEST = 180
"""Pixels that the name of a lens or a data object may take."""


class LensPill(QFrame):
    """Four buttons, each with a menu."""

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._stage = stage
        self.setObjectName("lensPill")
        self.setAccessibleName("Lens")
        self._menu: QMenu | None = None
        self._shrunk = False
        self.lens = self._button("lens", "Colour the systems by…")
        self.data = self._button("data", "Follow the path of a data object")
        self.cards = self._button("cards", "Badges and icons on the cards")
        self.ground = self._button("ground", "Show islands, or the territories of departments")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5, 2, 5, 2)
        layout.setSpacing(2)
        layout.addWidget(self.lens)
        self._spare = (_rule(self), self.data, self.cards)
        for part in self._spare:
            layout.addWidget(part)
        layout.addWidget(_rule(self))
        layout.addWidget(self.ground)
        stage.board.changed.connect(self.show_view)
        stage.board.refocused.connect(self.show_view)
        self.show_view()

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.setStyleSheet(_SHEET.format_map(theme.window))

    def show_view(self) -> None:
        """Say how the view on show is looked at."""
        board = self._stage.board
        view = board.snapshot.views.get(board.view_id) or View(name="")
        lens = board.reading.lens  # what the view asks for may be gone
        follows = lens.startswith(DATA)
        name = lens_words(board.snapshot, lens)
        self._say(self.lens, "Lens", "Path" if follows else name)
        self._say(self.data, "Data object", name if follows else "all")
        self._say(self.cards, "Badges", str(len(view.badges)) if view.badges else "none")
        self._say(self.ground, "Ground", view.ground.value)
        self.adjustSize()

    def open_menu(self, button: QToolButton) -> QMenu:
        """Open the menu of a button, under it."""
        self._menu = _MENUS[button.objectName()](self, self._stage)
        self._menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return self._menu

    def _say(self, button: QToolButton, what: str, value: str) -> None:
        metrics = button.fontMetrics()
        shown = metrics.elidedText(value, Qt.TextElideMode.ElideRight, _LONGEST)
        text = caption(f"{what} ▾" if self._shrunk else f"{what}: {shown} ▾")
        if button.text() != text:
            button.setText(text)
            button.setAccessibleName(f"{what}: {value}")

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        set_tip(button, tip)
        button.clicked.connect(lambda: self.open_menu(button))
        return button

    def fit(self, width: int) -> bool:
        """Say as much as there is room for; whether there is room for the buttons at all."""
        for shrunk, some in ((False, True), (True, True), (True, False)):
            self._shrunk = shrunk
            for part in self._spare:
                part.setVisible(some)
            self.show_view()
            if self.width() <= width:
                return True
        return False


_MENUS: dict[str, Callable[[QWidget, Stage], QMenu]] = {
    "lens": lensmenus.lens_menu,
    "data": lensmenus.data_menu,
    "cards": lensmenus.cards_menu,
    "ground": lensmenus.ground_menu,
}


def _rule(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setObjectName("pillRule")
    line.setFixedSize(1, 16)
    return line
