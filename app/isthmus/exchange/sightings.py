"""What the bytes of a sheet tell beyond its values: hidden rows and columns, failed formulas.

The parser gives failed formulas, and those never worked out, as empty cells, and does not tell
what is hidden.
"""

import re
from dataclasses import dataclass, field

from isthmus.exchange.grid import UNWORKED, Place, column_number

MOST_FAULTS = 20_000
"""Cells at fault that are kept of a sheet; one with more was never worked out at all."""
_LAST_COLUMN = 16_384

_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\shidden="(?:1|true)")[^>]*?\sr="(\d{1,7})"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\shidden="(?:1|true)")([^>]*)>')
_SPAN = re.compile(rb'\s(min|max)="(\d{1,5})"')
_TAG = rb"</?(?:\w+:)?"
_FAILED = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\st="e")[^>]*?\sr="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:" + _TAG + rb"f\b[^>]*>(?:[^<]*" + _TAG + rb"f>)?)?\s*" + _TAG + rb"v>([^<]{1,20})<"
)
_UNWORKED = re.compile(
    rb'<(?:\w+:)?c\b([^>]*?)\sr="([A-Z]{1,3})(\d{1,7})"([^>]*)>\s*'
    + _TAG + rb"f\b[^>]*>(?:[^<]*" + _TAG + rb"f>)?\s*(" + _TAG + rb"v\s*/?>)?(?:</(?:\w+:)?v>)?"
    rb"\s*</(?:\w+:)?c>"
)  # fmt: skip


@dataclass(slots=True)
class Sightings:
    """What was seen of one sheet; rows and columns counted from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    faults: dict[Place, str] = field(default_factory=dict)
    since_1904: bool = False
    more: bool = False
    """There are more faults than are kept."""

    def hide_columns(self, first: int, last: int) -> None:
        """The columns from one to another are hidden."""
        self.columns.update(range(first, min(last + 1, _LAST_COLUMN)))

    def fault(self, row: int, column: int, why: str) -> None:
        """A cell is at fault."""
        if len(self.faults) < MOST_FAULTS:
            self.faults[row, column] = why
        else:
            self.more = True

    def look(self, piece: bytes) -> None:
        """See what a piece of a sheet's XML tells; whole rows of it, as far as may be."""
        if b'hidden="' in piece:
            self.rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(piece))
            for attributes in _HIDDEN_COLUMN.findall(piece):
                span = {key: int(number) for key, number in _SPAN.findall(attributes)}
                self.hide_columns(span.get(b"min", 1) - 1, span.get(b"max", 0) - 1)
        if b't="e"' in piece:
            for letters, row, error in _FAILED.findall(piece):
                column = column_number(letters.decode()) - 1
                self.fault(int(row) - 1, column, error.decode("utf-8", "replace"))
        if b"<f" in piece or b":f" in piece:
            self._look_for_unworked(piece)

    def _look_for_unworked(self, piece: bytes) -> None:
        """A formula without a value; an empty text is a value."""
        for before, letters, row, after, value in _UNWORKED.findall(piece):
            if not (value and b't="str"' in before + after):
                self.fault(int(row) - 1, column_number(letters.decode()) - 1, UNWORKED)
