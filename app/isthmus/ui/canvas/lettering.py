"""Inter as the map needs it: any size, unhinted, so that widths hold at every zoom."""

from functools import cache

from PySide6.QtGui import QFont

from isthmus.ui.theme.fonts import FAMILY, load_fonts

_DOTS_PER_INCH = 96.0
_POINTS_PER_INCH = 72.0


@cache
def inter(size: float, weight: int = 400, spacing: float = 0.0) -> QFont:
    """Inter at `size` pixels. Shared: copy it before changing it."""
    load_fonts()
    font = QFont(FAMILY)
    if float(size).is_integer():
        font.setPixelSize(int(size))
    else:  # pixel sizes are whole numbers in Qt; points need not be
        font.setPointSizeF(size * _POINTS_PER_INCH / _DOTS_PER_INCH)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return font
