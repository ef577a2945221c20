"""SVG as PNG and PDF, by Typst and with the bundled fonts; nothing is fetched."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from isthmus.drawing.text import in_inter
from isthmus.paths import resources

_MOST_PIXELS = 64_000_000
_SIZE = re.compile(r'<svg [^>]*? width="([\d.]+)" height="([\d.]+)"')


def write_png(svg: str, path: Path, scale: float = 2.0) -> None:
    """Write the picture at `scale` pixels a unit, or as many as keep it under 64 megapixels.

    Raises:
        OSError: the file cannot be written.
    """
    width, height = _size(svg)
    scale = min(scale, (_MOST_PIXELS / (width * height)) ** 0.5)
    path.write_bytes(_compile(svg, "png", ppi=72 * scale))


def write_pdf(svg: str, path: Path) -> None:
    """Write the picture as one page of vectors and text, a point a unit.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_bytes(_compile(svg, "pdf"))


def _size(svg: str) -> tuple[float, float]:
    found = _SIZE.search(svg)
    if not found:
        raise ValueError("the SVG does not say how large it is")
    return float(found[1]), float(found[2])


def _compile(svg: str, form: Literal["png", "pdf"], ppi: float | None = None) -> bytes:
    width, height = _size(svg)
    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        f'#set document(title: "Map", date: none)\n'
        f'#image("map.svg", width: {width}pt, height: {height}pt, alt: "Map")'
    )
    # One page: Typst returns its bytes, not a list of pages.
    with TemporaryDirectory(prefix="isthmus-") as folder:
        Path(folder, "map.svg").write_text(svg, "utf-8")
        main = Path(folder, "main.typ")
        main.write_text(page, "utf-8")
        return typst.compile(
            main,
            root=Path(folder),
            font_paths=[resources() / "fonts"],
            # Names in scripts that Inter lacks would be boxes: those alone may look further.
            ignore_system_fonts=in_inter(svg.replace("\n", "")),
            format=form,
            ppi=ppi,
        )
