"""Looks at a PNG file before anything decodes it."""

from struct import unpack
from zlib import crc32

from isthmus.drawing.svgread import IconError

MOST_BYTES = 500_000
MOST_PIXELS = 1024
"""Of a side."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""Chunks that make up the picture itself."""
_INSTEAD = "Save it smaller, or choose another file."
_KINDS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""By colour type, the bit depths that PNG knows (PNG 1.2, section 4.1.1)."""


def check_png(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG that may be an icon.

    Raises:
        IconError: it is no whole PNG, or too large.
    """
    if len(content) > MOST_BYTES:
        raise IconError(f"A PNG icon has at most {MOST_BYTES // 1000} kB. {_INSTEAD}")
    if not content.startswith(_SIGNATURE):
        raise IconError("This is no PNG. Choose an .svg or .png file.")
    kinds = [kind for kind, _ in _chunks(content)]
    if not _KEPT.issuperset(kinds):
        raise IconError("The PNG holds more than a picture. Choose another file.")
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise IconError("The PNG is damaged. Choose another file.")
    wide, high, depth, colour = unpack(">IIBB", content[16:26])
    if depth not in _KINDS.get(colour, ()):
        raise IconError("The PNG is damaged. Choose another file.")
    if not (0 < wide <= MOST_PIXELS and 0 < high <= MOST_PIXELS):
        raise IconError(f"A PNG icon is at most {MOST_PIXELS} pixels wide and high. {_INSTEAD}")
    return wide, high


def stripped(content: bytes) -> bytes:
    """The PNG with nothing in it but its picture: no texts, no profiles, no dates.

    Raises:
        IconError: it is no PNG, or a damaged one.
    """
    if not content.startswith(_SIGNATURE):
        raise IconError("This is no PNG. Choose an .svg or .png file.")
    return _SIGNATURE + b"".join(raw for kind, raw in _chunks(content) if kind in _KEPT)


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and bytes of each chunk of a PNG, in order; their lengths and sums must be right."""
    place, found = len(_SIGNATURE), []
    while place < len(content):
        head = content[place : place + 8]
        end = place + 12 + int.from_bytes(head[:4], "big")
        if len(head) < 8 or end > len(content):
            raise IconError("The PNG is cut short. Choose another file.")
        if crc32(content[place + 4 : end - 4]) != int.from_bytes(content[end - 4 : end], "big"):
            raise IconError("The PNG is damaged. Choose another file.")
        found.append((head[4:], content[place:end]))
        place = end
    return found
