"""The streams of compound files, in which .xls workbooks lie. The layout is that of [MS-CFB]."""

import struct

_END = 0xFFFFFFF0  # sector numbers from here on are marks
_SMALLEST = 4096


class DamagedBookError(ValueError):
    """The bytes are not laid out as they have to be."""


def book_streams(data: bytes) -> list[bytes]:
    """The streams of a compound file that hold workbooks.

    Raises:
        DamagedBookError: no whole stream with a workbook is in it.
    """
    try:
        (shift,) = struct.unpack_from("<H", data, 30)
        (first,) = struct.unpack_from("<I", data, 48)
        size = 1 << shift
        table = _table(data, size)
        directory = _chain(data, size, table, first)
    except (struct.error, IndexError, OverflowError, MemoryError) as error:
        raise DamagedBookError from error
    found = []
    for place in range(0, len(directory) - 127, 128):
        name = directory[place : place + 64].decode("utf-16-le", "replace").partition("\0")[0]
        if name.casefold() in ("workbook", "book"):
            start, length = struct.unpack_from("<II", directory, place + 116)
            stream = _chain(data, size, table, start)[:length]
            if length < _SMALLEST or len(stream) < length:
                raise DamagedBookError
            found.append(stream)
    if not found:
        raise DamagedBookError
    return found


def _table(data: bytes, size: int) -> list[int]:
    """For each sector, the one that follows it."""
    if size not in (512, 4096):
        raise DamagedBookError
    sectors = [*struct.unpack_from("<109I", data, 76)]
    (more,) = struct.unpack_from("<I", data, 68)
    seen = 0
    while more < _END and seen <= len(data) // size:
        numbers = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += numbers[:-1]
        more, seen = numbers[-1], seen + 1
    table: list[int] = []
    for sector in sectors[: len(data) // size + 1]:
        if sector < _END:
            table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _chain(data: bytes, size: int, table: list[int], sector: int) -> bytes:
    """The sectors from one on, joined."""
    found = bytearray()
    while sector < _END:
        if len(found) > len(data) or sector >= len(table):
            raise DamagedBookError
        found += data[(sector + 1) * size : (sector + 2) * size]
        sector = table[sector]
    return bytes(found)
