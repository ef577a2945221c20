"""SVG as PNG and PDF, by Typst and with the bundled fonts; nothing is fetched."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from isthmus.drawing.picture import FOOT, Page, Picture, pixel_scale, pixels_for, sheet_for
from isthmus.drawing.text import in_inter
from isthmus.paths import resources

_SIZE = re.compile(r'(<svg [^>]*?) width="([\d.]+)" height="([\d.]+)"')
_VIEW = re.compile(r'(<svg [^>]*?viewBox="[-\d.]+ [-\d.]+) [\d.]+ [\d.]+"')

_WHOLE = """
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: {fill})
#set document(title: sys.inputs.title, date: none)
#image("map.svg", width: {width}pt, height: {height}pt, alt: sys.inputs.title)
"""
_PAPER = """
#set page(width: {page_width}pt, height: {page_height}pt, margin: 10mm, fill: white)
#set document(title: sys.inputs.title, date: none)
#set text(font: "Inter", size: 8pt, fill: rgb("#5a6b76"))
#grid(
  rows: (1fr, {foot}pt),
  align(center + horizon,
    image("map.svg", width: {width}pt, height: {height}pt, alt: sys.inputs.title)),
  align(bottom, grid(columns: (1fr, auto), column-gutter: 12pt,
    sys.inputs.title, sys.inputs.note)),
)
"""


def write_png(svg: str, path: Path, picture: Picture | None = None) -> None:
    """Write the picture in pixels: as many as asked for, or as keep it under the limit.

    Raises:
        OSError: the file cannot be written.
    """
    width, height = size_of(svg)
    picture = picture or Picture()
    scale = pixel_scale(width, height, picture)
    across, down = pixels_for(width, height, picture)
    page = _WHOLE.format(width=across, height=down, fill="none")
    whole = _in_whole_pixels(svg, (across, down), scale)
    path.write_bytes(_compile(whole, page, "png", ppi=72))


def _in_whole_pixels(svg: str, pixels: tuple[int, int], scale: float) -> str:
    """The picture so large, with a little more or less of its right and lower edge.

    Typst makes pixels of it in the proportions that it says it has. Where these are not those of
    the page, all rows of pixels are drawn together from two: letters fade (measured).
    """
    across, down = pixels
    wide, high = across / scale, down / scale
    seen = _VIEW.sub(rf'\g<1> {wide:.6f} {high:.6f}"', svg, count=1)
    return _SIZE.sub(rf'\g<1> width="{across}" height="{down}"', seen, count=1)


def write_pdf(
    svg: str, path: Path, page: Page = Page.DRAWING, title: str = "Map", note: str = ""
) -> None:
    """Write the picture as one page of vectors and text: a point a unit, or fitted to paper.

    On paper, the title and the note stand below it.

    Raises:
        OSError: the file cannot be written.
    """
    width, height = size_of(svg)
    sheet = sheet_for(width, height, page)
    layout = _WHOLE if page is Page.DRAWING else _PAPER
    source = layout.format(
        width=width * sheet.scale,
        height=height * sheet.scale,
        page_width=sheet.width,
        page_height=sheet.height,
        foot=FOOT,
        fill="none",
    )
    path.write_bytes(_compile(svg, source, "pdf", title=title, note=note))


def size_of(svg: str) -> tuple[float, float]:
    """Width and height in scene units. Raises ValueError for what is no SVG of ours."""
    found = _SIZE.search(svg)
    if not found:
        raise ValueError("the SVG does not say how large it is")
    return float(found[2]), float(found[3])


def _compile(
    svg: str,
    page: str,
    form: Literal["png", "pdf"],
    *,
    ppi: float | None = None,
    title: str = "Map",
    note: str = "",
) -> bytes:
    # One page: Typst returns its bytes, not a list of pages. Texts go in as values, never as code.
    with TemporaryDirectory(prefix="isthmus-") as folder:
        Path(folder, "map.svg").write_text(svg, "utf-8")
        main = Path(folder, "main.typ")
        main.write_text(page, "utf-8")
        return typst.compile(
            main,
            root=Path(folder),
            font_paths=[resources() / "fonts"],
            # Names in scripts that Inter lacks would be boxes: those alone may look further.
            ignore_system_fonts=in_inter((svg + title + note).replace("\n", "")),
            format=form,
            ppi=ppi,
            sys_inputs={"title": title, "note": note},
        )
