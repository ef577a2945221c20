"""Looks a workbook over before it is parsed: bombs, lies and locks are refused by name.

The parser holds every sheet as a full rectangle in memory, so that one cell far out is as
dangerous as many: what matters is where the last cell with content stands.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.oldformats import DamagedBookError, xls_reaches, xlsb_reach

MAX_FILE = 200 * 2**20
"""Bytes of a file."""
MAX_OLD = 80 * 2**20
"""Bytes of an .xls: 65,536 rows a sheet do not need more."""
MAX_BINARY_SHEET = 100 * 2**20
"""Bytes of a sheet of an .xlsb, unpacked."""
MAX_UNZIPPED = 600 * 2**20
"""Bytes of all parts of a workbook together, unpacked."""
MAX_RATIO = 300
"""Unpacked to packed, of a part of more than `RATIO_FROM` bytes; tables reach about 50."""
RATIO_FROM = 8 * 2**20
MAX_ENTRIES = 5_000
MAX_ROWS = 300_000
MAX_COLUMNS = 2_000
MAX_CELLS = 8_000_000
"""Cells of the rectangle that a sheet spans."""

_CHUNK = 2**20
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")

_CELL = re.compile(rb'\sr="([A-Z]{2,3}\d{1,8}|[A-Z]\d{5,8})"[^>]*(?<!/)>\s*<(?!/)')
"""The place of a cell with content, beyond column Z or row 9,999: others are harmless."""
_NEAR = (9_999, 26)
_PLACE = re.compile(rb"([A-Z]+)(\d+)")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="(\d{1,8})"[^>]*(?<!/)>\s*<(?:\w+:)?c(?![^>]*\sr=)')
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d{4,9})"[^>]*>')
_CELLS_REPEATED = re.compile(rb'<[^<>]*number-columns-repeated="(\d{4,9})"[^>]*>')
_SAYS = re.compile(rb":p[ />]|-value=|:value=")
"""What a cell or a row of an OpenDocument sheet has that holds something."""

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a sheet's content reaches, in rows and columns."""

    rows: int = 0
    columns: int = 0

    def joined(self, rows: int, columns: int) -> "Extent":
        """The extent that holds both."""
        return Extent(max(self.rows, rows), max(self.columns, columns))


def check_file(path: Path) -> None:
    """Refuse what is not a file of a size that can be read.

    Raises:
        ImportFault: it is missing, empty or too large.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        reason = error.strerror or str(error)
        raise ImportFault(f"{path.name} cannot be opened: {reason}. Check the path.") from error
    if path.is_dir():
        raise ImportFault(f"{path.name} is a folder. Choose the workbooks in it.")
    if size == 0:
        raise ImportFault(f"{path.name} is empty: it holds no bytes at all. Export it again.")
    if size > MAX_FILE:
        limit = MAX_FILE // 2**20
        raise ImportFault(f"{path.name} is larger than {limit} MB. Split it, or save it as CSV.")


def check_workbook(path: Path, cancelled: Cancelled) -> None:
    """Refuse what is no workbook, is locked, or would fill the memory.

    Raises:
        ImportFault: the message names the file, the fault and what to do.
        ImportCancelled: `cancelled` said so.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_OLE):
        _check_ole(path)
    elif head.startswith(_ZIP):
        _check_zip(path, cancelled)
    else:
        raise ImportFault(f"{path.name} is not a workbook{_guess(head)}.")


def _guess(head: bytes) -> str:
    """What the file seems to be instead, and what to do."""
    start = head.lstrip()[:64].lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        return " but a web page or XML. Open it in Excel and save it as .xlsx"
    if start.startswith(b"%pdf"):
        return " but a PDF. Ask for the workbook it was printed from"
    if start and b"\x00" not in head:
        return " but text. If it is a table, give it the ending .csv"
    return ". Open it in Excel, if that can be done, and save it as .xlsx"


def _check_ole(path: Path) -> None:
    """Refuse an encrypted package, and an .xls that is none or reaches too far."""
    if path.stat().st_size > MAX_OLD:
        limit = MAX_OLD // 2**20
        told = f"{path.name} is larger than {limit} MB, which no .xls is."
        raise ImportFault(f"{told} Open it in Excel and save it as .xlsx.")
    data = path.read_bytes()
    if _LOCKED in data:
        raise locked(path.name)
    try:
        for number, reach in enumerate(xls_reaches(data)):
            check_extent(path.name, f"number {number - 1}", Extent(*reach))
    except DamagedBookError as error:
        raise ImportFault(
            f"{path.name} cannot be read as a workbook: it is damaged or another program's. "
            "Open it in Excel and save it again as .xlsx."
        ) from error


def locked(name: str) -> ImportFault:
    """The fault of a file that nobody can read without its password."""
    return ImportFault(
        f"{name} is protected by a password. Open it in Excel, take the password off "
        "(File, Info, Protect Workbook, Encrypt with Password) and save it."
    )


def _check_zip(path: Path, cancelled: Cancelled) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            _check_sizes(path.name, entries)
            for entry in entries:
                _check_part(path.name, package, entry, cancelled)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ImportFault(
            f"{path.name} is damaged: its packing is broken ({error}). Get or export it again."
        ) from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise ImportFault(f"{path.name} is damaged ({error}). Get or export it again.") from error


def _check_sizes(name: str, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse by what the package says of itself; that it may lie is seen on reading."""
    if len(entries) > MAX_ENTRIES:
        raise ImportFault(f"{name} is packed from {len(entries)} parts; no inventory is.")
    for entry in entries:
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > RATIO_FROM and ratio > MAX_RATIO:
            raise ImportFault(
                _bomb(name, f"{entry.filename} unpacks to {ratio:.0f} times its size")
            )
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNZIPPED:
        raise ImportFault(_bomb(name, f"it unpacks to {total // 2**20} MB"))


def _bomb(name: str, why: str) -> str:
    return f"{name} is refused: {why}. Copy the table into a new workbook, as values, and try that."


def _check_part(
    name: str, package: zipfile.ZipFile, entry: zipfile.ZipInfo, cancelled: Cancelled
) -> None:
    """Unpack a part, piece by piece, to see that it is whole and how far its cells reach."""
    part = entry.filename
    if not part.endswith((".xml", ".bin", ".rels")) or part.startswith("xl/media/"):
        return
    sheet = "worksheets/" in part and part.endswith(".xml")
    if "worksheets/" in part and part.endswith(".bin"):
        _check_binary(name, package, entry, cancelled)
        return
    extent, content = Extent(*_NEAR), bytearray()
    for piece in _pieces(package, entry, cancelled):
        if sheet:
            extent = _reach(piece, extent)
            check_extent(name, part.rsplit("/", 1)[-1], extent)
        content += piece if part == "content.xml" else b""
        if part == "META-INF/manifest.xml" and b"encryption-data" in piece:
            raise locked(name)
    if _repeats(content) > MAX_CELLS:
        raise ImportFault(_bomb(name, "cells are repeated millions of times"))


def _check_binary(
    name: str, package: zipfile.ZipFile, entry: zipfile.ZipInfo, cancelled: Cancelled
) -> None:
    """Unpack a sheet of an .xlsb, and see how far its cells reach."""
    content = bytearray()
    with package.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            if cancelled():
                raise ImportCancelled
            content += chunk
            if len(content) > MAX_BINARY_SHEET:
                raise ImportFault(_bomb(name, f"{entry.filename} is larger than any inventory"))
    sheet = entry.filename.rsplit("/", 1)[-1]
    check_extent(name, sheet, Extent(*xlsb_reach(bytes(content))))


def _pieces(
    package: zipfile.ZipFile, entry: zipfile.ZipInfo, cancelled: Cancelled
) -> Iterator[bytes]:
    """A part's bytes in pieces that end with a '>', so that no tag is torn."""
    rest = b""
    with package.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            if cancelled():
                raise ImportCancelled
            whole, end, rest = (rest + chunk).rpartition(b"</")
            if end:
                yield whole
                rest = end + rest
            if len(rest) > 64 * _CHUNK:
                raise ImportFault(_bomb(entry.filename, "a single cell is larger than 64 MB"))
    yield rest


def _reach(piece: bytes, extent: Extent) -> Extent:
    """The extent widened by the cells of a piece that hold something."""
    for letters, row in _PLACE.findall(b" ".join(set(_CELL.findall(piece)))):
        extent = extent.joined(int(row), column_number(letters.decode()))
    if rows := _ROW.findall(piece):  # cells without a place follow one another
        extent = extent.joined(max(map(int, rows)), 1)
    return extent


def column_number(letters: str) -> int:
    """Counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _repeats(content: bytearray) -> int:
    """How many cells an OpenDocument file makes of repeated rows and cells that hold something."""
    rows = columns = 1
    for found in _ROWS_REPEATED.finditer(content):
        end = content.find(b"row>", found.end())
        if _SAYS.search(content, found.end(), end if end > 0 else len(content)):
            rows = max(rows, int(found[1]))
    for found in _CELLS_REPEATED.finditer(content):
        closed = found[0].endswith(b"/>")
        if _SAYS.search(found[0]) or not closed:
            columns = max(columns, int(found[1]))
    return rows * columns


def check_extent(name: str, sheet: str, extent: Extent) -> None:
    """Refuse a sheet whose content spans more than can be held.

    Raises:
        ImportFault: it names the sheet and what to do.
    """
    if extent.rows > MAX_ROWS:
        reach = f"row {extent.rows:,}"
    elif extent.columns > MAX_COLUMNS:
        reach = f"column {extent.columns:,}"
    elif extent.rows * extent.columns > MAX_CELLS:
        reach = f"row {extent.rows:,} and column {extent.columns:,}"
    else:
        return
    raise ImportFault(
        f"{name}, sheet '{sheet}': there is something in {reach}, farther out than any inventory. "
        "Delete what stands there, or copy the table into a new workbook."
    )
