"""What stands in the tile of a card: a category's icon, or one of the user's own."""

import re
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.affine import moved
from isthmus.drawing.paints import INK
from isthmus.drawing.pngread import check_png
from isthmus.drawing.primitives import Image, Path, Pen, Primitive
from isthmus.drawing.svgread import IconError, Shape, read_svg
from isthmus.model.records import Icon
from isthmus.model.snapshot import Snapshot
from isthmus.paths import resources

CATEGORY = "category"
"""Media of an icon that is a category's: its content is the key."""


@dataclass(frozen=True, slots=True)
class Art:
    """A picture for a tile, ready to paint."""

    key: str
    shapes: tuple[Shape, ...] = field(default=(), compare=False, repr=False)
    png: str = field(default="", compare=False, repr=False)
    """The picture in Base64, for one of pixels."""
    size: tuple[int, int] = (1, 1)
    """Width and height of one of pixels."""


def paint_art(art: Art, x: float, y: float, size: float, ink: str) -> Iterator[Primitive]:
    """The picture in a square with its top left corner at (x, y)."""
    if art.png:
        scale = size / max(art.size)
        wide, high = art.size[0] * scale, art.size[1] * scale
        yield Image(x + (size - wide) / 2, y + (size - high) / 2, wide, high, art.png)
    for shape in art.shapes:
        steps = moved(shape.steps, (size, 0.0, 0.0, size, x, y))
        line = ink if shape.line == INK else shape.line
        pen = Pen(line, shape.width * size, round=True) if line else None
        yield Path(steps, ink if shape.fill == INK else shape.fill, pen, shape.even_odd)


def category_art(category: str, catalogue: Catalogue) -> Art | None:
    """The icon of a category, else that of its head; None where neither has one."""
    return _bundled(category) or _bundled(catalogue.head_of(category))


_KEY = re.compile(r"[a-z0-9-]{1,60}")


@cache
def _bundled(key: str) -> Art | None:
    """An icon of `resources/icons/categories`, by its name."""
    path = resources() / "icons" / "categories" / f"{key}.svg"
    if not _KEY.fullmatch(key) or not path.is_file():
        return None
    return Art(key, read_svg(path.read_bytes()))


def own_art(icon: Icon, catalogue: Catalogue) -> Art | None:
    """The user's own icon; None where a map brought one that cannot be drawn."""
    if icon.media == CATEGORY:
        return category_art(icon.content, catalogue)
    return _read(icon.media, icon.content)


@lru_cache(maxsize=256)
def _read(media: str, content: str) -> Art | None:
    """Read again what came with the map, which anybody may have written."""
    try:
        raw = b64decode(content, validate=True)
        if media == "svg":
            return Art(f"svg:{content}", read_svg(raw))
        if media == "png":
            return Art(f"png:{content}", png=content, size=check_png(raw))
    except (IconError, NoBase64, ValueError):
        return None
    return None


def icons_by_name(snapshot: Snapshot) -> list[Icon]:
    """The map's own icons, by name."""
    return sorted(snapshot.icons.values(), key=lambda icon: (icon.name.casefold(), icon.id))
