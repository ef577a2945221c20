"""Texts as the cells of our own sheets hold them, and what such cells say.

Three layers, each undone in turn: texts that an empty cell could not tell from nothing are marked,
characters that a program would lose are escaped, and what the file's format reads as its own
(an escape, a formula) is kept from it.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from isthmus.exchange.grid import ERRORS, Cell, text_of

CellValue = str | int | float | date | None
"""What our own sheets hold: a text before it is escaped, a number, a day, nothing."""

LONGEST = 32_767
"""UTF-16 units that a cell of Excel holds."""
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Illegal in XML 1.0, or lost by one of the programs that were tried: LibreOffice makes one line
break of CR LF, drops a leading tab in .ods, and stops reading at U+FFFE."""
_ESCAPE = re.compile(r"\\(?=u[0-9A-Fa-f]{4})|_(?=x[0-9A-Fa-f]{4}_)")
"""What would be read as an escape: ours, or that of .xlsx, which LibreOffice does not keep."""
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})")
_TOKEN = re.compile(r"\\u[0-9A-Fa-f]{4}|.", re.DOTALL)
_ESCAPE_ROOM = 6
"""Characters of an escape."""
_NOTHING_TO_SEE = re.compile('"{2,}')
_FORMULA = re.compile("'*[=+\\-@\t\r]")
_MARKED = re.compile("'+[=+\\-@\t\r]")


def guarded(text: str) -> str:
    r"""The text with what a program may lose as '\u000D'."""
    text = _UNSAFE.sub(_escaped, _ESCAPE.sub(_escaped, text))
    if text in ERRORS or (text and not text.strip()):  # read as a failed formula, as nothing
        text = _escape(text[0]) + text[1:]
    return text


def _escaped(found: re.Match[str]) -> str:
    return _escape(found[0])


def _escape(character: str) -> str:
    return f"\\u{ord(character):04X}"


def unguarded(text: str) -> str:
    """The text that was guarded; halves of surrogate pairs stay escapes, since no text has them."""
    return _ESCAPED.sub(_unescaped, text) if "\\u" in text else text


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)


def pieces(text: str) -> list[str]:
    """The guarded text in pieces that a cell has room for; mostly one."""
    whole = guarded(text)
    if 2 * len(whole) <= LONGEST:
        return [whole]
    return [guarded(unguarded(piece)) for piece in _cut(whole)]


def _cut(text: str) -> Iterator[str]:
    """Pieces of guarded text, none of which ends within an escape."""
    start = room = 0
    for token in _TOKEN.finditer(text):
        piece = token[0]
        size = _ESCAPE_ROOM if len(piece) > 1 else 2 if piece > "\uffff" else 1
        if room + size > LONGEST - _ESCAPE_ROOM:
            yield text[start : token.start()]
            start, room = token.start(), 0
        room += size
    yield text[start:]


def marked(text: str) -> str:
    """A text that may be empty and yet be there: '' as two quotation marks."""
    return f'{text}""' if not text or _NOTHING_TO_SEE.fullmatch(text) else text


def unmarked(text: str) -> str:
    """The text that was marked."""
    return text[:-2] if _NOTHING_TO_SEE.fullmatch(text) else text


def for_csv(text: str) -> str:
    """A guarded text that no program takes for a formula: OWASP's leading apostrophe."""
    return f"'{text}" if _FORMULA.match(text) else text


def from_csv(text: str) -> str:
    """The text without the apostrophe that was put before it."""
    return text[1:] if _MARKED.match(text) else text


def is_formula_like(text: str) -> bool:
    """Whether a program may take a text for a formula once somebody edits its cell."""
    return text[:1] in {"=", "+", "-", "@", "\t", "'"}


def plain_text(value: CellValue) -> str:
    """A value as CSV holds it."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else text_of(value)


def said(cells: list[Cell], *, is_csv: bool) -> CellValue:
    """What a cell, with those that its text goes on in, says; None for nothing."""
    first = cells[0] if cells else ""
    if not isinstance(first, str):
        return _number_or_day(first)
    texts = (cell if isinstance(cell, str) else text_of(cell) for cell in cells)
    text = "".join(unguarded(from_csv(each) if is_csv else each) for each in texts)
    return text if text.strip() or any(map(_is_escaped, cells)) else None


def _is_escaped(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(cell.strip())


def _number_or_day(cell: Cell) -> CellValue:
    if isinstance(cell, datetime):
        return cell.date() if text_of(cell) == cell.date().isoformat() else text_of(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float | date):
        return text_of(cell)
    return cell


def is_same(found: CellValue, written: CellValue) -> bool:
    """Whether a cell still says what the export wrote; a CSV says all in texts."""
    if isinstance(found, str) and not isinstance(written, str):
        return found == plain_text(written)
    return found == written
