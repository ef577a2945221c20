"""The display list's colours, pens and paths as Qt's."""

from base64 import b64decode
from collections.abc import Iterable
from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainterPath, QPen

from isthmus.drawing.primitives import Pen
from isthmus.layout.geometry import Step, Verb

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


@cache
def colour(text: str) -> QColor:
    """A colour from '#rrggbb' or '#rrggbbaa' (Qt itself reads alpha first). Shared: copy it."""
    found = QColor(text[:7])
    if len(text) == 9:
        found.setAlpha(int(text[7:], 16))
    return found


@cache
def brush(fill: str) -> QBrush:
    """A flat fill; no fill for ''."""
    return QBrush(colour(fill)) if fill else NO_BRUSH


@cache
def pen(ink: Pen | None) -> QPen:
    """A pen with round joins; Qt counts dashes in pen widths, the display list in scene units."""
    if ink is None:
        return NO_PEN
    made = QPen(colour(ink.colour), ink.width)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    made.setCapStyle(Qt.PenCapStyle.RoundCap if ink.round else Qt.PenCapStyle.FlatCap)
    if ink.dash:
        made.setDashPattern([length / ink.width for length in ink.dash])
    return made


@cache
def piece_pen(ink: Pen) -> QPen:
    """The pen for straight pieces of a line: square ends close the gaps between them."""
    made = QPen(colour(ink.colour), ink.width)
    square, flat = Qt.PenCapStyle.SquareCap, Qt.PenCapStyle.FlatCap
    made.setCapStyle(flat if ink.dash else square)
    return made


def line(name: str, width: float, *, dash: tuple[float, ...] = ()) -> QPen:
    """A pen for what is drawn over the map, of the same width at every zoom."""
    made = QPen(pen(Pen(name, width, dash)))
    made.setCosmetic(True)
    return made


@lru_cache(maxsize=256)
def picture(png: str) -> QImage:
    """A picture of pixels from Base64; drawing has looked at it before."""
    return QImage.fromData(b64decode(png))


def path(steps: Iterable[Step]) -> QPainterPath:
    """The steps as a painter path."""
    made = QPainterPath()
    made.setFillRule(Qt.FillRule.WindingFill)
    for verb, at in steps:
        if verb is Verb.MOVE:
            made.moveTo(*at)
        elif verb is Verb.LINE:
            made.lineTo(*at)
        elif verb is Verb.CUBIC:
            made.cubicTo(*at)
        else:
            made.closeSubpath()
    return made
