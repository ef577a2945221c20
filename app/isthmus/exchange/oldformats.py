"""Looks over the records of .xls and .xlsb sheets: how far they reach, what is hidden or failed.

The layouts are those of [MS-XLS] and [MS-XLSB], as far as they are needed for that. All is read
before the parser fills a rectangle.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from isthmus.exchange.compound import book_streams
from isthmus.exchange.sightings import Sightings

Reach = tuple[int, int]
"""Rows and columns, counted from 1."""

_SHEET_STARTS = 0x809
_SHEET_NAMED = 0x85
_DIMENSIONS = 0x200
_ROW_8 = 0x208
_COLUMNS_8 = 0x7D
_ERROR_8 = 0x205
_FORMULAS_8 = frozenset((0x06, 0x206, 0x406))
_CELLS = frozenset(
    (0x02, 0x03, 0x04, 0x05, 0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E, 0x206, 0x406)
)
"""Records of a .xls that put something into a cell: row and column come first."""
_ROW = 0
_COLUMNS_12 = 60
_ERRORS_12 = (3, 11)
_CELLS_12 = range(2, 12)
"""Records of an .xlsb that put something into a cell of the row begun before: column first."""
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
           0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"}  # fmt: skip


@dataclass(slots=True)
class OldSheet:
    """A sheet as its records tell of it; it has no name where it is no listed sheet."""

    name: str = ""
    rows: int = 0
    columns: int = 0
    seen: Sightings = field(default_factory=Sightings)

    @property
    def reach(self) -> Reach:
        """How far it reaches, or says that it does."""
        return self.rows, self.columns

    def stretch(self, rows: int, columns: int) -> None:
        """It reaches at least so far."""
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)


def xls_sheets(data: bytes) -> Iterator[OldSheet]:
    """The sheets of an .xls, and the part of the file before them as one without a name.

    Raises:
        DamagedBookError: no whole stream with a workbook is in it.
    """
    for stream in book_streams(data):
        names: dict[int, str] = {}
        sheet = OldSheet()
        for kind, place, size in _records(stream):
            if kind == _SHEET_STARTS:
                yield sheet
                sheet = OldSheet(names.get(place - 4, ""))
            elif kind == _SHEET_NAMED and size >= 8:
                (start,) = struct.unpack_from("<I", stream, place)
                names[start] = _name(stream[place + 6 : place + size])
            else:
                _take(sheet, kind, stream, place, size)
        yield sheet


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of each record that is whole."""
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if place + 4 + size > len(stream):
            return
        yield kind, place + 4, size
        place += 4 + size


def _name(data: bytes) -> str:
    """A sheet's name: a length in letters, whether they are of two bytes, the letters."""
    length, wide = data[0], data[1] & 1
    return data[2 : 2 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _take(sheet: OldSheet, kind: int, stream: bytes, place: int, size: int) -> None:
    """What a record of an .xls tells of its sheet."""
    if kind in _CELLS and size >= 4:
        row, column = struct.unpack_from("<HH", stream, place)
        sheet.stretch(row + 1, column + 1)
        if error := _error(kind, stream[place : place + size]):
            sheet.seen.fault(row, column, error)
    elif kind == _DIMENSIONS and size >= 12:
        _, last, _, width = struct.unpack_from("<IIHH", stream, place)
        if last > 0x10000 or width > 0x100:
            sheet.stretch(last, width)
    elif kind == _ROW_8 and size >= 16:
        if stream[place + 12] & 0x20:
            sheet.seen.rows.add(struct.unpack_from("<H", stream, place)[0])
    elif kind == _COLUMNS_8 and size >= 10:
        first, last, _, _, flags = struct.unpack_from("<HHHHH", stream, place)
        if flags & 1:
            sheet.seen.hide_columns(first, last)


def _error(kind: int, record: bytes) -> str:
    """The error that a cell of an .xls says, '' for none."""
    if kind == _ERROR_8 and len(record) >= 8 and record[7]:
        return _ERRORS.get(record[6], "#UNKNOWN!")
    if kind in _FORMULAS_8 and len(record) >= 14 and record[12:14] == b"\xff\xff":
        return _ERRORS.get(record[8], "#UNKNOWN!") if record[6] == 2 else ""
    return ""


def xlsb_sheet(data: bytes) -> OldSheet:
    """A sheet of an .xlsb."""
    sheet, row = OldSheet(), 0
    for kind, place, size in records12(data):
        if size < 4:
            continue
        (number,) = struct.unpack_from("<I", data, place)
        if kind == _ROW:
            row = number + 1
            if size >= 12 and data[place + 11] & 0x10:
                sheet.seen.rows.add(number)
        elif kind in _CELLS_12:
            sheet.stretch(row, number + 1)
            if kind in _ERRORS_12 and size >= 9:
                error = _ERRORS.get(data[place + 8], "#UNKNOWN!")
                sheet.seen.fault(row - 1, number, error)
        elif kind == _COLUMNS_12 and size >= 18 and data[place + 16] & 1:
            sheet.seen.hide_columns(number, struct.unpack_from("<I", data, place + 4)[0])
    return sheet


def records12(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of each record of a part of an .xlsb that is whole.

    The second byte of a kind holds its high bits: 0x9C 0x01 is 156.
    """
    place = 0
    while place < len(data):
        kind, place = _number(data, place, 2)
        size, place = _number(data, place, 4)
        if place + size > len(data):
            return
        yield kind, place, size
        place += size


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
