"""How a chart becomes a picture: colours, what comes with it, and how large it is."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

MOST_PIXELS = 48_000_000
"""Of a PNG: rendering takes some 17 bytes a pixel, and 800 MB is as much as it may."""
_POINT = 25.4 / 72
"""Millimetres."""
MARGIN = 10 / _POINT
"""Round a picture on a sheet of paper, in points."""
FOOT = 16.0
"""Points under the picture for the line that says what it is."""
_LARGEST = 1.25
"""A small picture is not blown up on its page beyond this."""


class Page(StrEnum):
    """What a PDF's page is as large as."""

    DRAWING = "drawing"
    A4 = "a4"
    A3 = "a3"


_SHEETS = {Page.A4: (210 / _POINT, 297 / _POINT), Page.A3: (297 / _POINT, 420 / _POINT)}


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows besides its chart, and its size."""

    theme: str = "light"
    background: bool = True
    """The sea; without it, a picture is transparent and a page white."""
    legend: bool | None = None
    """What colours and lines mean, under the map; None: where a lens colours the cards."""
    scale: float = 2.0
    """Pixels of a PNG per scene unit."""
    width: int = 0
    """Pixels across a PNG instead of the scale; 0 for the scale."""
    page: Page = Page.DRAWING


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of paper and the picture on it, in points."""

    width: float
    height: float
    scale: float
    """Points per scene unit."""


def sheet_for(width: float, height: float, page: Page) -> Sheet:
    """The page for a drawing of that size: turned so that the drawing is as large as can be."""
    if page is Page.DRAWING:
        return Sheet(width, height, 1.0)
    upright = _SHEETS[page]
    sheets = [_on_paper(width, height, size) for size in (upright, upright[::-1])]
    return max(sheets, key=lambda sheet: sheet.scale)


def _on_paper(width: float, height: float, paper: tuple[float, float]) -> Sheet:
    across = (paper[0] - 2 * MARGIN) / width
    down = (paper[1] - 2 * MARGIN - FOOT) / height
    return Sheet(*paper, min(_LARGEST, across, down))


def pixels_for(width: float, height: float, picture: Picture) -> tuple[int, int]:
    """How many pixels a PNG of a drawing of that size has across and down: no more than may be."""
    scale = pixel_scale(width, height, picture)
    return max(1, round(width * scale)), max(1, round(height * scale))


def pixel_scale(width: float, height: float, picture: Picture) -> float:
    """Pixels per scene unit: those asked for, or as many as keep the picture under the limit."""
    wanted = picture.width / width if picture.width else picture.scale
    return min(wanted, sqrt(MOST_PIXELS / (width * height)))


def is_cut_down(width: float, height: float, picture: Picture) -> bool:
    """Whether a PNG comes out smaller than was asked for."""
    wanted = picture.width / width if picture.width else picture.scale
    return wanted > pixel_scale(width, height, picture) * 1.001
