"""SVG's shapes as paths."""

import re
from collections.abc import Callable, Mapping
from math import isfinite

from isthmus.drawing.pathdata import steps_of
from isthmus.layout.geometry import Step

Given = Mapping[str, str]
_NUMBER = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(px)?\s*")


def number_of(text: str) -> float:
    """A plain length or number. Raises ValueError for any other."""
    found = _NUMBER.fullmatch(text)
    number = float(found[1]) if found else float("nan")
    if not isfinite(number) or abs(number) > 1e7:
        raise ValueError(f"“{text[:20]}” is no length that it may have")
    return number


def outline(tag: str, given: Given) -> tuple[Step, ...]:
    """The outline of a shape, by its tag and attributes. Raises ValueError where it has none."""
    return steps_of(_DATA[tag](given))


def _get(given: Given, *names: str) -> list[float]:
    return [number_of(given.get(name, "0")) for name in names]


def _rect(given: Given) -> str:
    x, y, wide, high = _get(given, "x", "y", "width", "height")
    if wide <= 0 or high <= 0:
        return ""
    rx = number_of(given.get("rx") or given.get("ry") or "0")
    ry = number_of(given.get("ry") or given.get("rx") or "0")
    rx, ry = min(rx, wide / 2), min(ry, high / 2)
    if rx <= 0 or ry <= 0:
        return f"M{x} {y}h{wide}v{high}h{-wide}z"
    across, down = wide - 2 * rx, high - 2 * ry
    corner = f"a{rx} {ry} 0 0 1"
    return (
        f"M{x + rx} {y}h{across}{corner} {rx} {ry}v{down}{corner} {-rx} {ry}"
        f"h{-across}{corner} {-rx} {-ry}v{-down}{corner} {rx} {-ry}z"
    )


def _oval(cx: float, cy: float, rx: float, ry: float) -> str:
    if rx <= 0 or ry <= 0:
        return ""
    return f"M{cx - rx} {cy}a{rx} {ry} 0 1 1 {2 * rx} 0a{rx} {ry} 0 1 1 {-2 * rx} 0z"


def _circle(given: Given) -> str:
    cx, cy, r = _get(given, "cx", "cy", "r")
    return _oval(cx, cy, r, r)


def _ellipse(given: Given) -> str:
    cx, cy, rx, ry = _get(given, "cx", "cy", "rx", "ry")
    return _oval(cx, cy, rx, ry)


def _line(given: Given) -> str:
    x1, y1, x2, y2 = _get(given, "x1", "y1", "x2", "y2")
    return f"M{x1} {y1}L{x2} {y2}"


def _polyline(given: Given) -> str:
    points = given.get("points", "").strip()
    return f"M{points}" if points else ""


def _polygon(given: Given) -> str:
    open_line = _polyline(given)
    return f"{open_line}z" if open_line else ""


_DATA: dict[str, Callable[[Given], str]] = {
    "path": lambda given: given.get("d", ""),
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
}
SHAPES = frozenset(_DATA)
"""Tags of the shapes that are understood."""
