"""Affine maps of the plane, as SVG's `transform` writes them."""

import re
from math import cos, isfinite, radians, sin, tan

from isthmus.layout.geometry import Step

Affine = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x becomes a·x + c·y + e, y becomes b·x + d·y + f."""

WHOLE: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST = 20
_CALL = re.compile(r"\s*([a-zA-Z]+)\s*\(([^()]*)\)\s*,?")


def affine_of(text: str, outer: Affine = WHOLE) -> Affine:
    """The map of a `transform`, inside another one. Raises ValueError where it is none."""
    place, found = 0, outer
    for _ in range(_MOST):
        if not text[place:].strip():
            return found
        call = _CALL.match(text, place)
        if call is None:
            break
        found = times(
            found, _one(call[1], [float(n) for n in re.split(r"[\s,]+", call[2].strip())])
        )
        place = call.end()
    raise ValueError("its transforms are not understood")


def _one(name: str, numbers: list[float]) -> Affine:
    if not all(isfinite(n) and abs(n) < 1e6 for n in numbers):
        raise ValueError("its transforms are too large")
    first, second = numbers[0], numbers[1] if len(numbers) > 1 else None
    if name == "matrix" and len(numbers) == 6:
        a, b, c, d, e, f = numbers
        return a, b, c, d, e, f
    if name == "translate":
        return 1.0, 0.0, 0.0, 1.0, first, second or 0.0
    if name == "scale":
        return first, 0.0, 0.0, first if second is None else second, 0.0, 0.0
    if name == "rotate":
        turned = (cos(radians(first)), sin(radians(first)))
        x, y = (numbers[1], numbers[2]) if len(numbers) == 3 else (0.0, 0.0)
        about = (turned[0], turned[1], -turned[1], turned[0], x, y)
        return times(about, (1.0, 0.0, 0.0, 1.0, -x, -y))
    if name == "skewX":
        return 1.0, 0.0, tan(radians(first)), 1.0, 0.0, 0.0
    if name == "skewY":
        return 1.0, tan(radians(first)), 0.0, 1.0, 0.0, 0.0
    raise ValueError("its transforms are not understood")


def times(outer: Affine, inner: Affine) -> Affine:
    """The map that does the inner one first."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j,
        a * k + c * m + e, b * k + d * m + f,
    )  # fmt: skip


def moved(steps: tuple[Step, ...], affine: Affine) -> tuple[Step, ...]:
    """The steps under a map."""
    a, b, c, d, e, f = affine
    found = []
    for verb, at in steps:
        points = zip(at[0::2], at[1::2], strict=True)
        pairs = ((a * x + c * y + e, b * x + d * y + f) for x, y in points)
        found.append((verb, tuple(number for pair in pairs for number in pair)))
    return tuple(found)
