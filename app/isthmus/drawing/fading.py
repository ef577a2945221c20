"""Primitives made faint: what a filter lets fade, in pictures as on screen."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from isthmus.drawing.primitives import Circle, Path, Pen, Primitive, Rect, Text

OPACITY = 0.35
"""How opaque what has faded is."""


def faded(parts: Iterable[Primitive]) -> Iterator[Primitive]:
    """The primitives in colours that let through what is under them; pictures stay as they are."""
    for part in parts:
        match part:
            case Text():
                yield replace(part, colour=_thin(part.colour), halo=_thin(part.halo))
            case Path() | Rect() | Circle():
                yield replace(part, fill=_thin(part.fill), pen=_thin_pen(part.pen))
            case _:
                yield part


def _thin_pen(pen: Pen | None) -> Pen | None:
    return pen and replace(pen, colour=_thin(pen.colour))


def _thin(colour: str) -> str:
    """'#rrggbb', or '#rrggbbaa', with so much less of it; '' stays none."""
    if not colour:
        return ""
    alpha = int(colour[7:9], 16) if len(colour) == 9 else 255
    return f"{colour[:7]}{round(alpha * OPACITY):02x}"
