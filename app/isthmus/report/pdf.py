"""The report as PDF, set by Typst from `resources/report/report.typ`."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

import typst
from fontTools.ttLib import TTFont

from isthmus.paths import resources
from isthmus.report.parts import ReportContent

# Room for the map on the pages of the template, in points.
_WIDTH, _INLINE_HEIGHT = 471.0, 372.0
_ROOMS = {
    "upright": (538.0, 720.0),
    "landscape": (785.0, 473.0),
    "upright-a3": (785.0, 1069.0),
    "landscape-a3": (1134.0, 720.0),
}
_CARD_TEXT = 12.0
"""Size of the cards' titles in scene units."""
_READABLE = 4.4
"""Points below which the cards' titles are better given a page of their own."""
_EASY = 5.5
"""Points below which A4 is too small a page for them; A3 is what office printers have besides."""
_LONG_WORD = re.compile(r"[^\s\u200b]{15,}")
_HYPHENATED = 30
"""Letters of the longest word that hyphenation is left to."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_VIEW_BOX = re.compile(r"""viewBox\s*=\s*["']\s*([-\d.e+\s,]+?)\s*["']""")
_SIZE = re.compile(r"""<svg\b[^>]*?\swidth\s*=\s*["']([\d.]+)[^>]*?\sheight\s*=\s*["']([\d.]+)""")


def to_pdf(content: ReportContent, map_svg: str) -> bytes:
    """The report as tagged PDF; `map_svg` is '' where there is no map to show.

    PDF/UA-1 where every letter has a glyph in some font at hand, else tagged PDF 1.7.
    """
    text = json.dumps(_printable(asdict(content)), ensure_ascii=False, default=str)
    fonts = _fonts(system=not _bundled_suffice(text + map_svg))
    try:
        return _compile(content, text, map_svg, fonts, ["ua-1"])
    except typst.TypstError:
        return _compile(content, text, map_svg, fonts, [])


def _compile(
    content: ReportContent, text: str, map_svg: str, fonts: typst.Fonts, standards: list[Any]
) -> bytes:
    folder = resources() / "report"
    made = typst.compile(
        folder / "report.typ",
        root=folder,
        font_paths=fonts,
        sys_inputs={"content": text, "map": map_svg, "placing": placing(map_svg)},
        pdf_standards=standards,
        timestamp=datetime.combine(content.as_of, time(), UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no single PDF")
    return made


def _printable(value: Any) -> Any:  # noqa: ANN401 - any shape that JSON has
    """The same content, its texts without what no font has and with breaks in long words."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(each) for each in value]
    return value


def _text(text: str) -> str:
    """Lone surrogates and control characters replaced, long words given places to break."""
    clean = _CONTROL.sub(" ", text.encode("utf-8", "replace").decode("utf-8"))
    return _LONG_WORD.sub(_breakable, clean)


def _breakable(word: re.Match[str]) -> str:
    """A zero-width space after every sign that parts a name, and every 12 characters.

    A word of letters is left to the template, which hyphenates it.
    """
    if word[0].isalpha() and len(word[0]) <= _HYPHENATED:
        return word[0]
    parted = re.sub(r"([_\-/.,:;@\\|+&=])(?=\w)", "\\1\u200b", word[0])
    return re.sub(r"[^\u200b]{12}(?=[^\u200b]{4})", "\\g<0>\u200b", parted)


@cache
def _glyphs() -> frozenset[int]:
    """The characters that the bundled fonts have."""
    with TTFont(resources() / "fonts" / "Inter-Regular.otf", lazy=True) as font:
        return frozenset(font.getBestCmap()) | {0x0A, 0x200B}


def _bundled_suffice(text: str) -> bool:
    return all(ord(char) in _glyphs() for char in set(text))


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    """Inter alone, so that every machine sets the same pages.

    With `system`, the machine's own fonts are asked for the scripts that Inter lacks.
    """
    return typst.Fonts(
        include_system_fonts=system,
        include_embedded_fonts=False,
        font_paths=[str(resources() / "fonts")],
    )


def placing(map_svg: str) -> str:
    """Where the map reads best: 'inline' (on the first page), or 'none' where there is none.

    'upright', 'landscape', 'upright-a3', 'landscape-a3': also, larger, on a page of its own.
    """
    if not map_svg:
        return "none"
    size = _extent(map_svg)
    inline = _scale(size, (_WIDTH, _INLINE_HEIGHT))
    if inline * _CARD_TEXT >= _READABLE:
        return "inline"
    turn = max(("upright", "landscape"), key=lambda page: _scale(size, _ROOMS[page]))
    easy = _scale(size, _ROOMS[turn]) * _CARD_TEXT >= _EASY
    return turn if easy else f"{turn}-a3"


def _scale(size: tuple[float, float], room: tuple[float, float]) -> float:
    """How large a picture of that size is drawn in the room."""
    return min(room[0] / size[0], room[1] / size[1])


def _extent(map_svg: str) -> tuple[float, float]:
    """Width and height of an SVG in its own units."""
    head = map_svg[:4000]
    if found := _VIEW_BOX.search(head):
        numbers = [float(each) for each in found[1].replace(",", " ").split()]
        if len(numbers) == 4 and min(numbers[2:]) > 0:
            return numbers[2], numbers[3]
    if found := _SIZE.search(head):
        return max(1.0, float(found[1])), max(1.0, float(found[2]))
    return _WIDTH, _INLINE_HEIGHT
