"""Text from other programs: names, one a line, or a table of systems."""

import re
from dataclasses import dataclass

from isthmus.exchange.headers import candidates
from isthmus.workspace.clips.reading import ClipError

_MOST = 8 * 2**20
"""Characters of text."""
_MOST_NAMES = 5_000
_LONGEST = 120
"""Characters of a line that can still be a name."""
_SURE = 0.95
"""From this score (0 to 1) on, a lone line on top is taken for the header of names below it."""
_BULLET = re.compile(r"^[-*•‣▪–·]\s+")
_NUMBER = re.compile(r"^\d{1,4}[.)]\s+")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u00ad\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class PastedText:
    """What text on the clipboard is."""

    names: tuple[str, ...]
    """One a line, or what stands in the first column; each once, in the text's order."""
    is_table: bool = False
    """It has several columns, or a header: an import, if its columns are recognised."""
    left_out: int = 0
    """Lines that are too long for a name."""


def read_text(text: str) -> PastedText:
    """What the text holds.

    Raises:
        ClipError: it is too large, or nothing in it can be a name.
    """
    if len(text) > _MOST:
        raise ClipError("This is too much text to paste. Save it as a file and import that.")
    lines = [line for line in _UNSEEN.sub("", text).splitlines() if line.strip()]
    delimiter = _delimiter(lines)
    is_table = bool(delimiter)
    # A comma may be part of a name: 'Oracle, Inc.'
    first = delimiter if delimiter != "," else "\t"
    words = _words(lines, first) if delimiter else _words(_without_header(lines))
    names = tuple({name.casefold(): name for name in words if len(name) <= _LONGEST}.values())
    if not names:
        raise ClipError(_PROSE if words else _NOTHING)
    if len(names) > _MOST_NAMES and not is_table:
        raise ClipError(_TOO_MANY.format(len(names)))
    return PastedText(names, is_table, sum(len(name) > _LONGEST for name in words))


def _words(lines: list[str], delimiter: str = "\t") -> list[str]:
    """What stands first in each line, where that is a word at all."""
    firsts = [line.split(delimiter, 1)[0] for line in lines]
    cleaned = _unbulleted([" ".join(first.split()) for first in firsts])
    return [name for name in cleaned if any(char.isalnum() for char in name)]


def _delimiter(lines: list[str]) -> str:
    """What parts cells: tabs, or what every line has as many of; '' where nothing does."""
    if any("\t" in line.strip() for line in lines):
        return "\t"
    counts = {mark: {line.count(mark) for line in lines} for mark in ";,"}
    even = (mark for mark, found in counts.items() if found != {0} and len(found) == 1)
    return next(even, "") if len(lines) > 1 else ""


def _without_header(lines: list[str]) -> list[str]:
    """The lines without the header of a lone column: 'Name', 'Application name'."""
    found = candidates(lines[0].strip()) if len(lines) > 1 else ()
    is_header = any(one.field == "name" and one.score >= _SURE for one in found)
    return lines[1:] if is_header or (lines and lines[0].strip().casefold() == "name") else lines


def _unbulleted(lines: list[str]) -> list[str]:
    """The lines without the bullets or the numbers of a list."""
    bare = [_BULLET.sub("", line) for line in lines]
    if len(bare) > 1 and all(_NUMBER.match(line) for line in bare):
        return [_NUMBER.sub("", line) for line in bare]
    return bare


_NOTHING = "The clipboard holds no text that could name a system."
_PROSE = (
    f"The clipboard holds prose rather than names. Names of systems, one a line and at most "
    f"{_LONGEST} characters long, become systems."
)
_TOO_MANY = (
    "These are {:,} lines. Save them as a file and import that: it shows what would change first."
)
