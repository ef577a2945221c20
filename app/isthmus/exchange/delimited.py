"""Reads .csv, .tsv and .txt in whatever encoding and with whatever delimiter they come."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from math import log
from pathlib import Path

from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.grid import Cell, Grid
from isthmus.exchange.guard import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cancelled

_DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024
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
    yield grid_of(path, _decode(path.name, path.read_bytes()), cancelled)


def grid_of(path: Path, text: str, cancelled: Cancelled) -> Grid:
    """The table in a text that is called as a file is.

    Raises:
        ImportFault: no table can be made of it.
        ImportCancelled: `cancelled` said so.
    """
    text, delimiter = _declared(text)
    delimiter = delimiter or _sniff(path, text)
    notes: tuple[str, ...] = ()
    try:
        rows = _rows(path.name, text, delimiter, cancelled, strict=True)
    except csv.Error as error:
        notes = (f"A quotation mark is out of place ({error}); check the cells that hold quotes.",)
        rows = _read_loosely(path.name, text, delimiter, cancelled)
    return Grid(path.name, path.stem, rows, notes=notes, stem=True)


def _decode(name: str, data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(name, data, encoding)
    if data.count(b"\x00") > len(data) // 8:
        even = data[::2].count(b"\x00") > data[1::2].count(b"\x00")
        return _decoded(name, data, "utf-16-be" if even else "utf-16-le")
    if b"\x00" in data:
        raise ImportFault(f"{name} is not a text file, though its name says so. Export it again.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _decoded(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportFault(
            f"{name} is damaged: it is no whole {encoding} text ({error})."
        ) from error


def _declared(text: str) -> tuple[str, str]:
    """The text, and the delimiter that a line 'sep=;' at its top (Excel's own) declares."""
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"')
    if declared[:4].lower() == "sep=" and len(declared) == 5:
        return "\n" + rest, declared[4]  # the empty line keeps the rows' numbers
    return text, ""


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
    for number, line in enumerate(StringIO(text, newline=""), start=1):
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
