"""Reads .csv, .tsv and .txt in whatever encoding and with whatever delimiter they come."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from math import log
from pathlib import Path

from isthmus.exchange.encodings import Decoded, decode
from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.grid import Cell, Grid, is_blank, without_errors
from isthmus.exchange.guard import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cancelled

_DELIMITERS = ",;\t|^~¦\x1f"
_DECLARED = re.compile(r'\s*"?sep=(.)"?[ \t]*(?=\r\n?|\n)', re.IGNORECASE)
_SAMPLE = 64 * 1024
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
"""A line with its end; found one by one, since a StringIO holds four bytes a letter."""
MAX_TEXT_FILE = 50 * 2**20
"""Bytes of a text file: one sign beyond the common ones makes it take four times as much."""
_LONGEST_LINE = 4_000_000
"""Characters of a line."""
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_delimited(path: Path, cancelled: Cancelled) -> Iterator[Grid]:
    """The one table of a text file; the sheet is named after the file.

    Raises:
        ImportFault: it is no text, or no table can be made of it.
        ImportCancelled: `cancelled` said so.
    """
    if path.stat().st_size > MAX_TEXT_FILE:
        limit = MAX_TEXT_FILE // 2**20
        raise ImportFault(
            f"{path.name} is larger than {limit} MB, which no inventory is as text. Split it, or "
            "save it as .xlsx."
        )
    decoded = _decode(path.name, path.read_bytes())
    grid = grid_of(path, decoded.text, cancelled)
    yield replace(grid, notes=(decoded.note, *grid.notes)) if decoded.note else grid


def grid_of(path: Path, text: str, cancelled: Cancelled) -> Grid:
    """The table in a text that is called as a file is.

    Raises:
        ImportFault: no table can be made of it.
        ImportCancelled: `cancelled` said so.
    """
    text, delimiter = _declared(text.lstrip("\ufeff"))
    delimiter = delimiter or _sniff(path, text)
    notes: tuple[str, ...] = ()
    try:
        rows = _rows(path.name, text, delimiter, cancelled, strict=True)
    except csv.Error as error:
        notes = (f"A quotation mark is out of place ({error}); check the cells that hold quotes.",)
        rows = _read_loosely(path.name, text, delimiter, cancelled)
    grid = Grid(path.name, path.stem, rows, notes=(*notes, *_longer(rows)), stem=True)
    return without_errors(grid)


def _longer(rows: list[list[Cell]]) -> tuple[str, ...]:
    """Tell of a few rows with more cells than all others: a delimiter may stand in a value."""
    widths = Counter(len(row) for row in rows if not is_blank(row))
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    filled = {}
    for number, row in enumerate(rows, start=1):
        if len(row) > usual and any(row[usual:]):
            filled[number] = max(i for i, cell in enumerate(row, start=1) if cell)
    if not filled or usual < 2:
        return ()
    first = min(filled)
    more = f" (and {len(filled) - 1} more)" if len(filled) > 1 else ""
    told = f"Row {first} has {filled[first]} cells{more} where most rows have {usual}"
    return (f"{told}; all are kept. A delimiter may stand in a value without quotation marks.",)


def _decode(name: str, data: bytes) -> Decoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(name, data, encoding)
    if b"\x00" not in data:
        return decode(data)
    if encoding := _wide(data):
        return _decoded(name, data, encoding)
    line = data.count(b"\n", 0, data.index(b"\x00")) + 1
    raise ImportFault(
        f"{name} is not a text file, though its name says so: line {line} holds a byte of zero. "
        "Export it again."
    )


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: bytes of zero at even or at odd places alone. '' if it is none."""
    even, odd = data[::2].count(b"\x00"), data[1::2].count(b"\x00")
    if even + odd <= len(data) // 16:
        return ""
    return "utf-16-le" if even <= odd // 8 else "utf-16-be" if odd <= even // 8 else ""


def _decoded(name: str, data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise ImportFault(
            f"{name} is damaged: it is no whole {encoding} text ({error})."
        ) from error


def _declared(text: str) -> tuple[str, str]:
    """The text, and the delimiter that a line 'sep=;' at its top (Excel's own) declares."""
    found = _DECLARED.match(text)
    if found is None:
        return text, ""
    return text[found.end() :], found[1]  # the empty line that is left keeps the rows' numbers


def _sniff(path: Path, text: str) -> str:
    """The delimiter that cuts most lines into the same number of cells; more cells count more."""
    preferred = "\t" if path.suffix.lower() == ".tsv" else ","
    scores = {delimiter: _consistency(text[:_SAMPLE], delimiter) for delimiter in _DELIMITERS}
    best = max(scores.values())
    return preferred if scores[preferred] == best else max(scores, key=lambda d: scores[d])


def _consistency(sample: str, delimiter: str) -> float:
    try:
        widths = Counter(
            len(row) for row in csv.reader(StringIO(sample), delimiter=delimiter) if row
        )
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    return float((times / widths.total()) ** 3 * log(width))


def _read_loosely(name: str, text: str, delimiter: str, cancelled: Cancelled) -> list[list[Cell]]:
    try:
        return _rows(name, text, delimiter, cancelled, strict=False)
    except csv.Error as error:
        raise ImportFault(
            f"{name} cannot be cut into cells ({error}): probably a quotation mark is opened and "
            "never closed. Open it in Excel and save it again."
        ) from error


def _lines(name: str, text: str) -> Iterator[str]:
    """The lines of a text; one that no table has is refused before it is cut into cells."""
    for number, found in enumerate(_LINE.finditer(text), start=1):
        line = found[0]
        if not line:
            return
        if len(line) > _LONGEST_LINE:
            limit = _LONGEST_LINE // 10**6
            raise ImportFault(
                f"{name}, line {number:,}: it has more than {limit} million characters, which no "
                "row of a table has. Export the file again, with a line for each row."
            )
        yield line


def _rows(
    name: str, text: str, delimiter: str, cancelled: Cancelled, *, strict: bool
) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    cells = 0
    for row in csv.reader(_lines(name, text), delimiter=delimiter, strict=strict):
        rows.append([*row])
        cells += len(row)
        if len(rows) > MAX_ROWS or len(row) > MAX_COLUMNS or cells > MAX_CELLS:
            raise ImportFault(f"{name}, row {len(rows):,}: the table is too large. Split it.")
        if len(rows) % 1000 == 0 and cancelled():
            raise ImportCancelled
    return rows
