"""The marks of lens values as primitives: small shapes that tell what a colour tells."""

from collections.abc import Iterator
from math import cos, pi, sin

from isthmus.drawing.primitives import Circle, Path, Pen, Primitive, Rect
from isthmus.drawing.reading import Mark
from isthmus.layout.geometry import Step, Verb

SIZE = 8.0
"""Width and height of a mark, in scene units."""
_BARS = 5

_CORNERS: dict[Mark, tuple[tuple[float, float], ...]] = {
    Mark.TRIANGLE: ((0.5, 0.04), (1.0, 0.94), (0.0, 0.94)),
    Mark.DOWN: ((0.0, 0.06), (1.0, 0.06), (0.5, 0.96)),
    Mark.DIAMOND: ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    Mark.HEXAGON: ((0.25, 0.07), (0.75, 0.07), (1.0, 0.5), (0.75, 0.93), (0.25, 0.93), (0.0, 0.5)),
    Mark.CROSS: (
        (0.34, 0.0), (0.66, 0.0), (0.66, 0.34), (1.0, 0.34), (1.0, 0.66), (0.66, 0.66),
        (0.66, 1.0), (0.34, 1.0), (0.34, 0.66), (0.0, 0.66), (0.0, 0.34), (0.34, 0.34),
    ),
}  # fmt: skip


def mark(shape: Mark, x: float, y: float, colour: str, size: float = SIZE) -> Iterator[Primitive]:
    """The mark in the square with its top left corner at (x, y)."""
    if shape in _BARS_OF:
        yield from _bars(_BARS_OF[shape], x, y, colour, size)
    elif shape is Mark.DISC:
        yield Circle(x + size / 2, y + size / 2, size / 2, colour)
    elif shape is Mark.RING:
        line = size * 0.2
        yield Circle(x + size / 2, y + size / 2, (size - line) / 2, pen=Pen(colour, line))
    elif shape is Mark.SQUARE:
        yield Rect(x + size * 0.06, y + size * 0.06, size * 0.88, size * 0.88, 1, colour)
    else:
        corners = _CORNERS.get(shape) or _star()
        yield Path(_closed([(x + a * size, y + b * size) for a, b in corners]), colour)


_BARS_OF = {Mark.bars(count): count for count in range(1, _BARS + 1)}


def _bars(count: int, x: float, y: float, colour: str, size: float) -> Iterator[Primitive]:
    """Rising bars, so many of them filled and the others mere feet."""
    step = size / _BARS
    for number in range(_BARS):
        height = size * (0.28 + 0.18 * number) if number < count else size * 0.12
        yield Rect(x + number * step, y + size - height, step * 0.7, height, 0, colour)


def _star() -> tuple[tuple[float, float], ...]:
    """Five points about the middle."""
    turns = [(number, 0.52 if number % 2 == 0 else 0.22) for number in range(10)]
    return tuple(
        (0.5 + reach * sin(number * pi / 5), 0.53 - reach * cos(number * pi / 5))
        for number, reach in turns
    )


def _closed(corners: list[tuple[float, float]]) -> tuple[Step, ...]:
    first, *rest = corners
    return ((Verb.MOVE, first), *((Verb.LINE, at) for at in rest), (Verb.CLOSE, ()))
