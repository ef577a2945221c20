"""Looks a workbook over before it is parsed: bombs, lies and locks are refused by name.

The parser holds every sheet as a full rectangle in memory, so that one cell far out is as
dangerous as many: what matters is where the last cell with content stands.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from isthmus.exchange.compound import DamagedBookError
from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.grid import column_number
from isthmus.exchange.oldformats import xls_sheets, xlsb_sheet
from isthmus.exchange.opendocument import repeats, sightings_by_sheet
from isthmus.exchange.parts import is_since_1904, sheets_by_part
from isthmus.exchange.sightings import Sightings

MAX_FILE = 200 * 2**20
"""Bytes of a file."""
MAX_OLD = 80 * 2**20
"""Bytes of an .xls: 65,536 rows a sheet do not need more."""
MAX_WHOLE = 100 * 2**20
"""Bytes, unpacked, of what is looked over as a whole: a sheet of an .xlsb, an .ods's content."""
MAX_UNZIPPED = 600 * 2**20
"""Bytes of all parts of a workbook together, unpacked."""
MAX_RATIO = 300
"""Unpacked to packed, of a part of more than `RATIO_FROM` bytes; tables reach about 50."""
RATIO_FROM = 8 * 2**20
LARGE = 100 * 2**20
"""Bytes, unpacked, from which on a workbook is read in a process of its own."""
MAX_ENTRIES = 5_000
MAX_ROWS = 300_000
MAX_COLUMNS = 2_000
MAX_CELLS = 3_000_000
"""Cells that a sheet holds, and of the rectangle that it spans."""

MAX_REPEATED = 500_000
"""Cells of an OpenDocument sheet made of repeated ones that hold something."""
MAX_TEXT = 200 * 2**20
"""Bytes of the texts of all cells; one long text that many cells share is written out for each."""

_CHUNK = 2**20
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")

_CELL = re.compile(rb'r="(?<=\sr=")([A-Z]{2,3}\d{1,8}|[A-Z]\d{5,8})"[^>]*(?<!/)>\s*<(?!/)')
"""The place of a cell with content, beyond column Z or row 9,999: others are harmless.

It begins with plain letters, since the search for them takes a third of the time.
"""
_NEAR = (9_999, 26)
_PLACE = re.compile(rb"([A-Z]+)(\d+)")
_DOCTYPE = b"<!DOCTYPE"
_TEXTS = "xl/sharedStrings.xml"
_SHARED = re.compile(
    rb't="s"[^>]*>(?:<(?:\w+:)?f\b[^>]*>(?:[^<]*</(?:\w+:)?f>)?)?<(?:\w+:)?v>(\d{1,8})<'
)
_ROW = re.compile(rb'row(?<=[<:]row)\b[^>]*?\sr="(\d{1,8})"[^>]*(?<!/)>\s*<(?:\w+:)?c(?![^>]*\sr=)')
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
        raise ImportFault(f"{path.name} is larger than {limit} MB. Split it.")


def check_workbook(path: Path, cancelled: Cancelled) -> dict[str, Sightings]:
    """Refuse what is no workbook, is locked, or would fill the memory.

    Gives what was seen of each sheet, by its name, as far as the format tells.

    Raises:
        ImportFault: the message names the file, the fault and what to do.
        ImportCancelled: `cancelled` said so.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_OLE):
        return _check_ole(path)
    if head.startswith(_ZIP):
        return _check_zip(path, cancelled)
    raise ImportFault(f"{path.name} is not a workbook{_guess(head)}.")


def is_workbook(path: Path) -> bool:
    """Whether a file begins as workbooks do, whatever its name says."""
    with path.open("rb") as file:
        return file.read(8).startswith((_OLE, _ZIP))


def is_large(path: Path) -> bool:
    """Whether a workbook is large, unpacked, or of a format whose reading nothing bounds."""
    with path.open("rb") as file:
        if file.read(8).startswith(_OLE):
            return True
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, OSError):
        return False  # it will be refused on being looked over
    names = {entry.filename for entry in entries}
    return "xl/workbook.xml" not in names or sum(e.file_size for e in entries) > LARGE


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


def _check_ole(path: Path) -> dict[str, Sightings]:
    """Refuse an encrypted package, and an .xls that is none or reaches too far."""
    if path.stat().st_size > MAX_OLD:
        limit = MAX_OLD // 2**20
        told = f"{path.name} is larger than {limit} MB, which no .xls is."
        raise ImportFault(f"{told} Open it in Excel and save it as .xlsx.")
    data = path.read_bytes()
    if _LOCKED in data:
        raise locked(path.name)
    seen = {}
    try:
        for sheet in xls_sheets(data):
            check_extent(path.name, sheet.name, Extent(*sheet.reach))
            seen[sheet.name] = sheet.seen
    except DamagedBookError as error:
        raise ImportFault(
            f"{path.name} cannot be read as a workbook: it is damaged or another program's. "
            "Open it in Excel and save it again as .xlsx."
        ) from error
    return seen


def locked(name: str) -> ImportFault:
    """The fault of a file that nobody can read without its password."""
    return ImportFault(
        f"{name} is protected by a password. Open it in Excel, take the password off "
        "(File, Info, Protect Workbook, Encrypt with Password) and save it."
    )


def _check_zip(path: Path, cancelled: Cancelled) -> dict[str, Sightings]:
    try:
        with zipfile.ZipFile(path) as package:
            _check_sizes(path.name, package.infolist())
            look = _Look(path.name, package, cancelled, sheets_by_part(package))
            for entry in package.infolist():
                look.check(entry)
            look.check_texts()
            if is_since_1904(package):
                for seen in look.seen.values():
                    seen.since_1904 = True
            return look.seen
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ImportFault(
            f"{path.name} is damaged: its packing is broken ({error}). Get or export it again."
        ) from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise ImportFault(f"{path.name} is damaged ({error}). Get or export it again.") from error


def _check_sizes(name: str, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse by what the package says of itself; that it may lie is seen on reading."""
    if len(entries) > MAX_ENTRIES:
        raise ImportFault(
            f"{name} is packed from {len(entries)} parts; no inventory is. Copy the table into a "
            "new workbook and try that."
        )
    part, times = Counter(entry.filename for entry in entries).most_common(1)[0]
    if times > 1:
        raise ImportFault(
            f"{name} is damaged: it holds {part} twice, so that programs may see another table "
            "each. Open it in Excel and save it again."
        )
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


@dataclass(slots=True)
class _Look:
    """Unpacks each part, piece by piece, to see that it is whole and how far its cells reach."""

    file: str
    package: zipfile.ZipFile
    cancelled: Cancelled
    sheets: dict[str, str]
    """The sheets' names by their parts."""
    seen: dict[str, Sightings] = field(default_factory=dict)
    cells: int = 0
    longest: int = 0
    """Bytes of the longest text that cells share."""

    def check(self, entry: zipfile.ZipInfo) -> None:
        """One part; pictures and the like are left alone."""
        part = entry.filename
        if not part.endswith((".xml", ".bin", ".rels")) or part.startswith("xl/media/"):
            return
        if part == "content.xml":
            self._open_document(self._whole(entry))
        elif "worksheets/" in part and part.endswith(".bin"):
            self._binary(part, self._whole(entry))
        elif "worksheets/" in part and part.endswith(".xml"):
            self._sheet(part, entry)
        else:
            self._other(entry)

    def _name(self, part: str) -> str:
        """The sheet that a part holds; where it is listed as none, the part's own name."""
        return self.sheets.get(part, part.rsplit("/", 1)[-1])

    def _sheet(self, part: str, entry: zipfile.ZipInfo) -> None:
        name, extent = self._name(part), Extent(*_NEAR)
        seen = self.seen.setdefault(name, Sightings())
        before = self.cells
        for piece in self._pieces(entry):
            extent = _reach(piece, extent)
            check_extent(self.file, name, extent)
            self.cells += piece.count(b"</c>") or piece.count(b":c>")
            if self.cells - before > MAX_CELLS:
                why = f"sheet '{name}' holds more than {MAX_CELLS:,} cells"
                raise ImportFault(_bomb(self.file, why))
            seen.look(piece)

    def _binary(self, part: str, content: bytes) -> None:
        """A sheet of an .xlsb."""
        name, sheet = self._name(part), xlsb_sheet(content)
        check_extent(self.file, name, Extent(*sheet.reach))
        self.seen[name] = sheet.seen

    def _open_document(self, content: bytes) -> None:
        self._refuse_doctype(content[:4096])
        if repeats(content) > MAX_REPEATED:
            raise ImportFault(_bomb(self.file, "more cells are repeated than an inventory holds"))
        self.seen |= sightings_by_sheet(content)

    def _other(self, entry: zipfile.ZipInfo) -> None:
        """A part that holds no cells of a sheet; it is unpacked to see that it is whole."""
        for piece in self._pieces(entry):
            if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in piece:
                raise locked(self.file)
            if entry.filename == _TEXTS:
                self.longest = max(self.longest, *map(len, piece.split(b"</si>")))

    def check_texts(self) -> None:
        """Refuse texts that fill the memory once they are written out for each of their cells."""
        if self.cells * self.longest <= MAX_TEXT:
            return
        lengths = [len(text) for text in self._whole(self.package.getinfo(_TEXTS)).split(b"</si>")]
        total = 0
        for part in self.sheets:
            for piece in self._pieces(self.package.getinfo(part)):
                numbers = map(int, _SHARED.findall(piece))
                total += sum(lengths[number] for number in numbers if number < len(lengths))
                if total > MAX_TEXT:
                    why = f"the texts of its cells take more than {MAX_TEXT // 2**20} MB"
                    raise ImportFault(_bomb(self.file, why))

    def _whole(self, entry: zipfile.ZipInfo) -> bytes:
        content = bytearray()
        with self.package.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                if self.cancelled():
                    raise ImportCancelled
                content += chunk
                if len(content) > MAX_WHOLE:
                    why = f"{entry.filename} is larger than any inventory"
                    raise ImportFault(_bomb(self.file, why))
        return bytes(content)

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """A part's bytes in pieces that end before a row, else a tag, so that none is torn."""
        rest, first = b"", True
        with self.package.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                if self.cancelled():
                    raise ImportCancelled
                whole = rest + chunk
                if first:
                    self._refuse_doctype(whole[:4096])
                first, cut = False, _cut(whole)
                rest = whole[cut:]
                yield whole[:cut]
                if len(rest) > 64 * _CHUNK:
                    raise ImportFault(_bomb(self.file, "a single cell is larger than 64 MB"))
        yield rest

    def _refuse_doctype(self, head: bytes) -> None:
        if _DOCTYPE in head:
            raise ImportFault(
                _bomb(self.file, "it defines entities of its own (a DTD), which no workbook does")
            )


def _cut(whole: bytes) -> int:
    """Where a piece can end: before a row, or where a row is very long, before a cell."""
    cut = max(whole.rfind(b"<row"), whole.rfind(b"</row"))
    if cut > 0 or len(whole) < 8 * _CHUNK:
        return max(0, cut)
    return max(0, whole.rfind(b"<c "), whole.rfind(b"</"))


def _reach(piece: bytes, extent: Extent) -> Extent:
    """The extent widened by the cells of a piece that hold something."""
    for letters, row in _PLACE.findall(b" ".join(set(_CELL.findall(piece)))):
        extent = extent.joined(int(row), column_number(letters.decode()))
    if rows := _ROW.findall(piece):  # cells without a place follow one another
        extent = extent.joined(max(map(int, rows)), 1)
    return extent


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
