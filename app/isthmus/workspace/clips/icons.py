"""Icons that come with a clip: kept as those from files are, or left out."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import replace

from isthmus.drawing.art import CATEGORY
from isthmus.drawing.pngread import check_png, stripped
from isthmus.drawing.svgread import IconError, read_svg, write_svg
from isthmus.model.records import Icon

_LONGEST_KEY = 80


def safe(icons: Iterable[Icon]) -> tuple[Icon, ...]:
    """The icons with nothing in them but what is seen; those that are none are left out."""
    return tuple(kept for icon in icons if (kept := _safe(icon)) is not None)


def _safe(icon: Icon) -> Icon | None:
    if icon.media == CATEGORY:
        return icon if len(icon.content) <= _LONGEST_KEY else None
    try:
        content = b64decode(icon.content, validate=True)
        kept = _drawn(content) if icon.media == "svg" else _pixels(content, icon.media)
    except (IconError, ValueError):
        return None
    return replace(icon, content=b64encode(kept).decode("ascii"))


def _drawn(content: bytes) -> bytes:
    return write_svg(read_svg(content))


def _pixels(content: bytes, media: str) -> bytes:
    if media != "png":
        raise IconError(f"{media} is no kind of icon")
    kept = stripped(content)
    check_png(kept)
    return kept
