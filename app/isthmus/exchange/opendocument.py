"""Looks over the content of an .ods: cells repeated beyond measure, what is hidden or failed."""

import re
from html import unescape

from isthmus.exchange.grid import ERRORS, UNWORKED
from isthmus.exchange.sightings import MOST_FAULTS, Sightings

_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d{4,9})"[^>]*>')
_CELLS_REPEATED = re.compile(rb'<[^<>]*number-columns-repeated="(\d{4,9})"[^>]*>')
_SAYS = re.compile(rb":p[ />]|-value=|:value=")
"""What a cell or a row that holds something has."""
_TAG = re.compile(
    rb"<table:(table|table-row|table-column|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>"
)
_NAME = re.compile(rb'table:name="([^"]*)"')
_TIMES = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,7})"')
_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_TEXT = re.compile(rb"\s*<text:p>([^<]{1,20})</text:p>")
_LAST_ROW = 1_048_576
_FAR = 16_384


def repeats(content: bytes) -> int:
    """How many cells are made of repeated rows and cells that hold something."""
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


def sightings_by_sheet(content: bytes) -> dict[str, Sightings]:
    """What was seen of each sheet, by its name."""
    found: dict[str, Sightings] = {}
    walk = _Walk(Sightings())
    for tag in _TAG.finditer(content):
        kind, attributes = tag[1], tag[2]
        if kind == b"table":
            walk = _Walk(found.setdefault(_name(attributes), Sightings()))
        elif kind == b"table-row":
            walk.row(attributes)
        elif kind == b"table-column":
            walk.over(attributes)
        else:
            walk.cell(attributes, content, tag.end())
    return found


def _name(attributes: bytes) -> str:
    found = _NAME.search(attributes)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def _times(attributes: bytes) -> int:
    found = _TIMES.search(attributes)
    return int(found[1]) if found else 1


class _Walk:
    """Where in a sheet the reading is."""

    def __init__(self, seen: Sightings) -> None:
        self._seen = seen
        self._row = -1
        self._rows = 1
        self._column = 0
        self._columns = 0

    def row(self, attributes: bytes) -> None:
        """A row begins; one repeated stands for as many."""
        self._row += self._rows
        self._rows, self._column = _times(attributes), 0
        if _HIDDEN.search(attributes) and self._rows < _LAST_ROW // 4:
            self._seen.rows.update(range(self._row, self._row + self._rows))

    def over(self, attributes: bytes) -> None:
        """Columns are described."""
        count = _times(attributes)
        if _HIDDEN.search(attributes):
            self._seen.hide_columns(self._columns, self._columns + count - 1)
        self._columns = min(_FAR, self._columns + count)

    def cell(self, attributes: bytes, content: bytes, end: int) -> None:
        """A cell, or as many as it is repeated."""
        if b":formula=" in attributes:
            self._formula(attributes, content, end)
        self._column += _times(attributes)

    def _formula(self, attributes: bytes, content: bytes, end: int) -> None:
        """A formula that failed, or that nobody worked out."""
        said = _TEXT.match(content, end)
        text = said[1].decode("utf-8", "replace") if said else ""
        if text in ERRORS or text.startswith("Err:"):
            self._fault(text, _times(attributes))
        elif not said and b"value" not in attributes:
            self._fault(UNWORKED, _times(attributes))

    def _fault(self, why: str, times: int) -> None:
        """A cell is at fault, in each row and column that it is repeated over."""
        for row in range(min(self._rows, MOST_FAULTS)):
            for column in range(min(times, _FAR)):
                self._seen.fault(self._row + row, self._column + column, why)
                if self._seen.more:
                    return
