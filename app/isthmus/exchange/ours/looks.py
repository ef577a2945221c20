"""How our own workbooks are written: the same bytes for the same content, no formula in them."""

import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.writer.excel import ExcelWriter

from isthmus.exchange.ours.cells import CellValue, guarded, is_formula_like
from isthmus.exchange.ours.readme import HEADING

_TEAL, _WHITE, _MUTED, _SOFT = "0B6E7F", "FFFFFF", "616D75", "E3F1F3"
FORMATS = {"text": "@", "long": "@", "money": "#,##0.00", "whole": "#,##0", "day": "yyyy-mm-dd"}
"""Number formats by look."""
_STILL = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of everything in the file, so that the same map is the same file."""


class Looks:
    """Cells by how they look, each of them used again for every cell of its look."""

    def __init__(self, book: Workbook) -> None:
        self._made: dict[tuple[str, bool], Any] = {}
        self._book = book
        top = Alignment(vertical="top")
        for name, code in FORMATS.items():
            wrapped = Alignment(vertical="top", wrap_text=name == "long")
            book.add_named_style(
                NamedStyle(f"isthmus {name}", number_format=code, alignment=wrapped)
            )
        faint = Font(color=_MUTED, size=9)
        book.add_named_style(NamedStyle("isthmus id", font=faint, number_format="@", alignment=top))
        heads = {
            "head": (Font(bold=True, color=_WHITE), _TEAL),
            HEADING: (Font(bold=True, color=_TEAL), _SOFT),
        }
        for name, (font, colour) in heads.items():
            fill = PatternFill("solid", fgColor=colour)
            style = NamedStyle(f"isthmus {name}", font=font, fill=fill, alignment=top)
            book.add_named_style(style)
        title = NamedStyle("isthmus title", font=Font(bold=True, size=16, color=_TEAL))
        book.add_named_style(title)

    def cell(self, sheet: Any, look: str, value: CellValue) -> Any:  # noqa: ANN401 - openpyxl's
        """The cell that holds a value, until the next one of that look is asked for."""
        is_risky = isinstance(value, str) and is_formula_like(value)
        if isinstance(value, str) and look in ("money", "whole", "day"):
            look = "text"
        cell = self._made.get((look, is_risky))
        if cell is None:
            cell = self._made[look, is_risky] = WriteOnlyCell(sheet)
            cell.style = f"isthmus {look}"
            if is_risky:
                cell.quotePrefix = True
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # whatever it begins with: it is no formula and no error
        return cell


def row_of(sheet: Any, looks: Looks, values: Any, styles: Sequence[str]) -> Iterator[Any]:  # noqa: ANN401
    """Cells one after the other, each written before the next is made."""
    for value, look in zip(values, styles, strict=True):
        yield None if value is None else looks.cell(sheet, look, value)


def save_still(book: Workbook, fill: Callable[[], None], path: Path) -> None:
    """Fill a write-only workbook and save it.

    Raises:
        OSError: the file cannot be written.
    """
    try:
        with _StillZip(path, "w", zipfile.ZIP_DEFLATED) as archive:
            fill()
            ExcelWriter(book, archive).save()
    except BaseException:
        for sheet in book.worksheets:  # each writes to a file of its own until it is closed
            with suppress(Exception):
                cast("Any", sheet).close()
        raise


def describe(book: Workbook, title: str) -> None:
    """Properties of the document, without whoever made it."""
    book.properties.creator = "Isthmus"
    book.properties.title = guarded(title)
    book.properties.created = book.properties.modified = _STILL.replace(tzinfo=None)


class _StillZip(zipfile.ZipFile):
    """A ZIP file whose parts all have one time."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *rest: Any, **named: Any) -> None:  # noqa: ANN401
        """Add a part that is given whole."""
        super().writestr(self._part(zinfo_or_arcname), data, *rest, **named)

    def write(self, filename: Any, arcname: Any = None, *_rest: Any, **_named: Any) -> None:  # noqa: ANN401
        """Add a part that lies in a file."""
        source: IO[bytes]
        with Path(filename).open("rb") as source, self.open(self._part(arcname), "w") as part:
            shutil.copyfileobj(source, part)

    def _part(self, name: Any) -> zipfile.ZipInfo:  # noqa: ANN401
        made = zipfile.ZipInfo(str(name), _STILL.timetuple()[:6])
        made.compress_type = zipfile.ZIP_DEFLATED
        return made
