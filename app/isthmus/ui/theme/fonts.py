"""Inter, bundled: the same letters on every desktop."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from isthmus.paths import resources

FAMILY = "Inter"
SIZE = 12
"""Pixels."""


@cache
def _loaded() -> bool:
    for path in sorted((resources() / "fonts").glob("Inter-*.otf")):
        QFontDatabase.addApplicationFont(str(path))
    return True


def load_fonts() -> None:
    """Make Inter known to Qt; needs an application."""
    _loaded()


def font(size: float = SIZE, weight: int = 400) -> QFont:
    """Inter at a size in pixels; the weights 400, 500, 600 and 700 are bundled."""
    load_fonts()
    made = QFont(FAMILY)
    made.setPixelSize(round(size))
    made.setWeight(QFont.Weight(weight))
    return made
