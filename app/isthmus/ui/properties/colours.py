"""A field for a colour of the themes' palette: its name, and how it looks."""

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from isthmus.drawing.theme import HUES, load_theme
from isthmus.ui.properties.fields import ChoiceField
from isthmus.ui.widgets.painting import filled

_SIDE = 12
_DARK = 128
"""The lightness, of 255, below which the window is dark."""


class ColourField(ChoiceField):
    """One of the palette's hues; the first choice is none of them."""

    def __init__(self, caption: str, none: str) -> None:
        super().__init__(caption, [("", none), *((hue, hue.capitalize()) for hue in HUES)])
        self.combo.setIconSize(QSize(_SIDE, _SIDE))

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - a hue, or MIXED
        """Show a hue, with swatches in the colours of the window's theme."""
        is_dark = self.palette().window().color().lightness() < _DARK
        for number, hue in enumerate(HUES, start=1):
            self.combo.setItemIcon(number, _swatch(hue, "dark" if is_dark else "light"))
        super().show_value(value)


@lru_cache(maxsize=64)
def _swatch(hue: str, theme: str) -> QIcon:
    shown = QPixmap(2 * _SIDE, 2 * _SIDE)
    shown.setDevicePixelRatio(2.0)
    shown.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled(painter, QRectF(0, 0, _SIDE, _SIDE), load_theme(theme).hue(hue).fill, 3)
    painter.end()
    return QIcon(shown)
