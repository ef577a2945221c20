"""SVG's path data as steps: lines and cubic curves alone, in absolute coordinates.

The grammar is that of SVG 1.1, section 8.3; arcs become cubic curves by its appendix F.6.
"""

import re
from collections.abc import Iterator
from math import acos, ceil, cos, degrees, hypot, isfinite, pi, radians, sin, sqrt, tan

from isthmus.layout.geometry import Step, Verb

MOST_STEPS = 4000
_TOKEN = re.compile(
    r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([\s,]+)"
)
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_LARGEST = 1e7

Point = tuple[float, float]


class PathDataError(ValueError):
    """It is no path data, or more of it than an icon may have."""


def steps_of(data: str) -> tuple[Step, ...]:
    """The steps of path data; a path that is open stays so.

    Raises:
        PathDataError: it is not well formed, too long, or its numbers are too large.
    """
    pen = _Pen()
    for letter, numbers in _commands(data):
        pen.follow(letter, numbers)
        if len(pen.steps) > MOST_STEPS:
            raise PathDataError("the path has too many steps")
    return tuple(pen.steps)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with the numbers of one turn of it."""
    tokens = list(_tokens(data))
    place = 0
    while place < len(tokens):
        letter = tokens[place]
        if not isinstance(letter, str):
            raise PathDataError("a number stands where a letter must")
        place += 1
        count = _COUNTS[letter.upper()]
        first = True
        while first or (count and place < len(tokens) and not isinstance(tokens[place], str)):
            numbers = [each for each in tokens[place : place + count] if isinstance(each, float)]
            if len(numbers) != count:
                raise PathDataError(f"{letter} lacks a number")
            yield letter if first else _after(letter), numbers
            place, first = place + count, False


def _after(letter: str) -> str:
    """More numbers after a move mean lines."""
    return {"M": "L", "m": "l"}.get(letter, letter)


def _tokens(data: str) -> Iterator[str | float]:
    place, letter, count = 0, "", 0
    while place < len(data):
        if letter in {"A", "a"} and count % 7 in {3, 4} and data[place] in "01":
            yield float(data[place])  # a flag may stand with no blank before what follows it
            place, count = place + 1, count + 1
            continue
        found = _TOKEN.match(data, place)
        if found is None:
            raise PathDataError(f"{data[place]!r} is no part of a path")
        place = found.end()
        if found[1]:
            letter, count = found[1], 0
            yield letter
        elif found[2]:
            count += 1
            yield _number(found[2])


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number) or abs(number) > _LARGEST:
        raise PathDataError(f"{text} is too large")
    return number


class _Pen:
    """Where the path stands, and what it has drawn."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._control: Point | None = None
        """The last control point, which a smooth curve mirrors."""
        self._last = ""

    def follow(self, letter: str, numbers: list[float]) -> None:
        """Draw one command."""
        kind = letter.upper()
        if not self.steps and kind != "M":
            raise PathDataError("a path begins with a move")
        if letter != kind:
            numbers = self._absolute(kind, numbers)
        if self.steps and self.steps[-1][0] is Verb.CLOSE and kind not in "MZ":
            self.steps.append((Verb.MOVE, self._at))
        {
            "M": self._move, "L": self._line, "H": self._across, "V": self._down,
            "C": self._curve, "S": self._smooth, "Q": self._quadratic, "T": self._smooth_quadratic,
            "A": self._arc, "Z": self._close,
        }[kind](numbers)  # fmt: skip
        self._last = kind

    def _absolute(self, kind: str, numbers: list[float]) -> list[float]:
        x, y = self._at
        if kind == "H":
            return [numbers[0] + x]
        if kind == "V":
            return [numbers[0] + y]
        if kind == "A":
            return [*numbers[:5], numbers[5] + x, numbers[6] + y]
        return [number + (x, y)[place % 2] for place, number in enumerate(numbers)]

    def _move(self, to: list[float]) -> None:
        self._at = self._start = (to[0], to[1])
        self.steps.append((Verb.MOVE, self._at))

    def _line(self, to: list[float]) -> None:
        self._at = (to[0], to[1])
        self.steps.append((Verb.LINE, self._at))

    def _across(self, to: list[float]) -> None:
        self._line([to[0], self._at[1]])

    def _down(self, to: list[float]) -> None:
        self._line([self._at[0], to[0]])

    def _close(self, _to: list[float]) -> None:
        if self.steps[-1][0] is not Verb.CLOSE:
            self.steps.append((Verb.CLOSE, ()))
        self._at = self._start

    def _curve(self, to: list[float]) -> None:
        self._control, self._at = (to[2], to[3]), (to[4], to[5])
        self.steps.append((Verb.CUBIC, tuple(to)))

    def _smooth(self, to: list[float]) -> None:
        self._curve([*self._mirrored("CS"), *to])

    def _quadratic(self, to: list[float]) -> None:
        """A quadratic curve is the cubic whose control points lie two thirds of the way."""
        (x, y), (cx, cy, ex, ey) = self._at, to
        first = (x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y))
        second = (ex + 2 / 3 * (cx - ex), ey + 2 / 3 * (cy - ey))
        self.steps.append((Verb.CUBIC, (*first, *second, ex, ey)))
        self._control, self._at = (cx, cy), (ex, ey)

    def _smooth_quadratic(self, to: list[float]) -> None:
        self._quadratic([*self._mirrored("QT"), *to])

    def _mirrored(self, kinds: str) -> Point:
        """The control point that continues a curve of these kinds; else where the path stands."""
        if self._control is None or self._last not in kinds:
            return self._at
        return 2 * self._at[0] - self._control[0], 2 * self._at[1] - self._control[1]

    def _arc(self, to: list[float]) -> None:
        rx, ry, turn, large, sweep, x, y = to
        if (x, y) == self._at:
            return
        if not rx or not ry:
            self._line([x, y])
            return
        flags = bool(large), bool(sweep)
        for curve in arc_curves(self._at, (abs(rx), abs(ry)), turn, flags, (x, y)):
            self.steps.append((Verb.CUBIC, curve))
        self._at = (x, y)


def arc_curves(
    start: Point, radii: Point, turn: float, flags: tuple[bool, bool], end: Point
) -> Iterator[tuple[float, ...]]:
    """An elliptical arc as cubic curves, each of at most a quarter of a turn (SVG 1.1, F.6.5)."""
    (rx, ry), (large, sweep), phi = radii, flags, radians(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    px, py = cos(phi) * dx + sin(phi) * dy, -sin(phi) * dx + cos(phi) * dy
    grow = hypot(px / rx, py / ry)
    if grow > 1:
        rx, ry = rx * grow, ry * grow
    rest = (rx * py) ** 2 + (ry * px) ** 2
    factor = sqrt(max(0.0, (rx * ry) ** 2 / rest - 1)) * (-1 if large == sweep else 1)
    qx, qy = factor * rx * py / ry, -factor * ry * px / rx
    cx = cos(phi) * qx - sin(phi) * qy + (start[0] + end[0]) / 2
    cy = sin(phi) * qx + cos(phi) * qy + (start[1] + end[1]) / 2
    first = _angle((px - qx) / rx, (py - qy) / ry)
    span = (_angle((-px - qx) / rx, (-py - qy) / ry) - first) % (2 * pi)
    span -= 0 if sweep else 2 * pi
    pieces = max(1, ceil(abs(degrees(span)) / 90 - 1e-9))
    for number in range(pieces):
        begin = first + span * number / pieces
        yield _quarter((cx, cy), (rx, ry), phi, begin, span / pieces)


def _angle(x: float, y: float) -> float:
    size = hypot(x, y)
    return (1 if y >= 0 else -1) * acos(max(-1.0, min(1.0, x / size))) if size else 0.0


def _quarter(
    centre: Point, radii: Point, phi: float, begin: float, span: float
) -> tuple[float, ...]:
    """One cubic curve along an ellipse from an angle on."""
    reach = 4 / 3 * tan(span / 4)
    end = begin + span
    points = (
        (cos(begin) - reach * sin(begin), sin(begin) + reach * cos(begin)),
        (cos(end) + reach * sin(end), sin(end) - reach * cos(end)),
        (cos(end), sin(end)),
    )
    found: list[float] = []
    for a, b in points:
        x, y = a * radii[0], b * radii[1]
        found += (
            centre[0] + cos(phi) * x - sin(phi) * y,
            centre[1] + sin(phi) * x + cos(phi) * y,
        )
    return tuple(found)
