"""The zoom pill at the bottom left: out, how large, in, fit."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from isthmus.drawing.theme import Theme
from isthmus.ui.text import set_tip

_LEVELS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)

_SHEET = """
QFrame#zoomPill {{ background: {panel}; border: 1px solid {line}; border-radius: 6px; }}
QToolButton {{ background: transparent; color: {muted}; border: 1px solid transparent;
  border-radius: 4px; padding: 3px 6px; font-family: Inter; font-size: 12px; font-weight: 500; }}
QToolButton#zoomFactor {{ color: {text}; font-weight: 600; }}
QToolButton:hover {{ background: {hover}; color: {text}; }}
QToolButton:pressed {{ background: {accent_soft}; }}
QToolButton:focus {{ border-color: {accent}; }}
"""


class ZoomPill(QFrame):
    """Four small buttons."""

    zoom_out = Signal()
    zoom_in = Signal()
    whole = Signal()
    """Show it at 100%."""
    fit = Signal()
    selection = Signal()
    """Show what is selected."""
    level = Signal(float)
    """Show it at that zoom."""

    def __init__(self, parent: QWidget) -> None:
        """At 100%."""
        super().__init__(parent)
        self.setObjectName("zoomPill")
        self.setAccessibleName("Zoom")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5, 2, 5, 2)
        layout.setSpacing(1)
        self._factor = self._button("100%", "Choose how large the map is shown", self._choose)
        self._factor.setObjectName("zoomFactor")
        self._factor.setMinimumWidth(52)
        layout.addWidget(self._button("−", "Zoom out", self.zoom_out.emit))
        layout.addWidget(self._factor)
        layout.addWidget(self._button("+", "Zoom in", self.zoom_in.emit))
        layout.addWidget(self._button("Fit", "Show the whole map", self.fit.emit))

    def show_zoom(self, zoom: float) -> None:
        """Say how large the map is."""
        self._factor.setText(f"{zoom:.0%}")

    def _choose(self) -> None:
        """Offer levels over the figure."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Whole map\tCtrl+9", self.fit.emit)
        menu.addAction("Selection\tCtrl+8", self.selection.emit)
        menu.addSeparator()
        for level in _LEVELS:
            key = "\tCtrl+0" if level == 1.0 else ""
            menu.addAction(f"{level:.0%}{key}", partial(self.level.emit, level))
        at = self._factor.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4))
        menu.popup(at)

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.setStyleSheet(_SHEET.format_map(theme.window))

    def _button(self, text: str, tip: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        set_tip(button, tip)
        button.clicked.connect(lambda: action())  # noqa: PLW0108 - the signal brings a bool
        return button
