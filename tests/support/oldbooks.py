"""Workbooks of the old binary formats, made byte by byte: nothing that we have writes them."""

import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Placed = tuple[int, int, str]
"""Row and column counted from 0, and a text."""


def xls(path: Path, cells: Iterable[Placed], more: bytes = b"") -> Path:
    """Write an .xls with one sheet: BIFF8 records, `more` at the end, in a compound file."""
    stream = _book((*(record(0x204, _label(*cell)) for cell in cells), more))
    size = max(8, -(-len(stream) // _SECTOR))
    table = [_TABLE, _END, *range(3, size + 2), _END]
    fat = struct.pack("<128I", *(table + [_FREE] * (128 - len(table))))
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, size * _SECTOR)
    directory = entries + _entry("", 0, _FREE, 0, 0) * 2
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0, 0,
    )  # fmt: skip
    header += struct.pack("<108I", *[_FREE] * 108)
    path.write_bytes(header + fat + directory + stream.ljust(size * _SECTOR, b"\0"))
    return path


def _book(cells: Iterable[bytes]) -> bytes:
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6)) + b"".join(cells)
    name = b"Apps"
    offset = len(begin) + 4 + 8 + len(name) + 4
    bound = record(0x85, struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name)
    return begin + bound + record(0x0A, b"") + sheet + record(0x0A, b"")


def record(kind: int, data: bytes) -> bytes:
    """A record of an .xls."""
    return struct.pack("<HH", kind, len(data)) + data


def _label(row: int, column: int, text: str) -> bytes:
    return struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    head = struct.pack("<64sHBB3I", text, len(text), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def xlsb(path: Path, cells: Iterable[Placed], more: bytes = b"") -> Path:
    """Write an .xlsb with one sheet: BIFF12 records, `more` at the end, in a package."""
    rows = b"".join(
        record12(0, struct.pack("<I", row) + bytes(13))
        + record12(6, struct.pack("<III", column, 0, len(text)) + text.encode("utf-16-le"))
        for row, column, text in cells
    )
    begin = record12(0x81, b"") + record12(0x94, bytes(16)) + record12(0x91, b"")
    sheet = begin + rows + more + record12(0x92, b"")
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Apps")
    book = record12(0x83, b"") + record12(0x8F, b"") + record12(0x9C, bundle)
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/_rels/workbook.bin.rels", relation)
        package.writestr("xl/workbook.bin", book + record12(0x90, b"") + record12(0x84, b""))
        package.writestr("xl/worksheets/sheet1.bin", sheet + record12(0x82, b""))
    return path


def record12(kind: int, data: bytes) -> bytes:
    """A record of an .xlsb."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind, 0x01])
    size, rest = b"", len(data)
    while rest >= 0x80:
        size, rest = size + bytes([rest & 0x7F | 0x80]), rest >> 7
    return head + size + bytes([rest]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
