"""How far the cells of .xls and .xlsb sheets reach: read before the parser fills a rectangle.

The layouts are those of [MS-CFB], [MS-XLS] and [MS-XLSB], as far as they are needed for that.
"""

import struct
from collections.abc import Iterator

Reach = tuple[int, int]
"""Rows and columns, counted from 1."""

_END = 0xFFFFFFF0  # sector numbers from here on are marks
_SMALLEST = 4096
_SHEET_STARTS = 0x809
_DIMENSIONS = 0x200
_CELLS = frozenset(
    (0x02, 0x03, 0x04, 0x05, 0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E, 0x406)
)
"""Records of a .xls that put something into a cell: row and column come first."""
_ROW = 0
_CELLS_12 = range(2, 12)
"""Records of an .xlsb that put something into a cell of the row begun before: column first."""


class DamagedBookError(ValueError):
    """The bytes are not laid out as they have to be."""


def xls_reaches(data: bytes) -> Iterator[Reach]:
    """How far each sheet of an .xls reaches, and how far it says that it does.

    Raises:
        DamagedBookError: no whole stream with a workbook is in it.
    """
    for stream in _streams(data):
        rows = columns = place = 0
        while place + 4 <= len(stream):
            kind, size = struct.unpack_from("<HH", stream, place)
            if kind == _SHEET_STARTS:
                yield rows, columns
                rows = columns = 0
            elif kind in _CELLS and size >= 4:
                row, column = struct.unpack_from("<HH", stream, place + 4)
                rows, columns = max(rows, row + 1), max(columns, column + 1)
            elif kind == _DIMENSIONS and size >= 12:
                _, last, _, width = struct.unpack_from("<IIHH", stream, place + 4)
                yield (last, width) if last > 0x10000 or width > 0x100 else (0, 0)
            place += 4 + size
        yield rows, columns


def _streams(data: bytes) -> list[bytes]:
    """The streams of a compound file that hold workbooks."""
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
            if length < _SMALLEST:
                raise DamagedBookError
            found.append(_chain(data, size, table, start)[:length])
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


def xlsb_reach(data: bytes) -> Reach:
    """How far the cells of a sheet of an .xlsb reach."""
    rows = columns = row = place = 0
    while place < len(data):
        kind, place = _number(data, place, 2)
        size, place = _number(data, place, 4)
        if place + 4 <= len(data) and size >= 4:
            (number,) = struct.unpack_from("<I", data, place)
            if kind == _ROW:
                row = number + 1
            elif kind in _CELLS_12:
                rows, columns = max(rows, row), max(columns, number + 1)
        place += size
    return rows, columns


def _number(data: bytes, place: int, longest: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    value = 0
    for count in range(longest):
        if place >= len(data):
            break
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << (7 * count)
        if not byte & 0x80:
            break
    return value, place
