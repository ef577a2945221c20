"""How wide a text is in Inter, and how to shorten it: the fonts' own advances, no Qt."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from isthmus.paths import resources

ELLIPSIS = "…"
_FILES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
_JOINERS = "\u200c\u200d"


def font_path(weight: int) -> Path:
    """The file of Inter in that weight."""
    return resources() / "fonts" / f"Inter-{_FILES[weight]}.otf"


@cache
def advances(weight: int) -> Mapping[int, float]:
    """Advance of each character that Inter has at that weight, in ems, by code point."""
    with TTFont(font_path(weight), lazy=True) as font:
        em = float(font["head"].unitsPerEm)
        metrics = font["hmtx"].metrics
        return {code: metrics[name][0] / em for code, name in font.getBestCmap().items()}


def _guess(char: str) -> float:
    """Ems for a character that Inter lacks; another font will draw it."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return 0.62


@lru_cache(maxsize=65536)
def width(text: str, size: float, weight: int = 400) -> float:
    """Width of one line in scene units; kerning, which only narrows it, is left out."""
    table = advances(weight)
    total = 0.0
    for char in text:
        advance = table.get(ord(char))
        total += _guess(char) if advance is None else advance
    return total * size


def in_inter(text: str) -> bool:
    """Whether Inter can draw all of the text."""
    table = advances(400)
    return all(ord(char) in table for char in text)


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """The text as one line: no control characters, no overrides of direction, single spaces."""
    kept = (char if _shows(char) else " " for char in text)
    return " ".join("".join(kept).split())


def _shows(char: str) -> bool:
    code = ord(char)
    if code in {0xFFFE, 0xFFFF}:
        return False
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"} or char in _JOINERS


def isolated(name: str) -> str:
    """A name that leaves what is written after it in its place, though it be right to left."""
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in name):
        return f"\u2068{name}\u2069"
    return name


@lru_cache(maxsize=65536)
def shorten(text: str, room: float, size: float, weight: int = 400) -> str:
    """The cleaned text, cut and ended with an ellipsis where it is wider than `room`."""
    text = clean(text)
    if width(text, size, weight) <= room:
        return text
    room -= width(ELLIPSIS, size, weight)
    table = advances(weight)
    kept, used = 0, 0.0
    for char in text:
        advance = table.get(ord(char))
        used += (_guess(char) if advance is None else advance) * size
        if used > room:
            break
        kept += 1
    return text[:kept].rstrip(" ,;:·-" + _JOINERS) + ELLIPSIS
