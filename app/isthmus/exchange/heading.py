"""Finds the row of headers under titles and bands, and what stands over each column."""

import re
from collections.abc import Sequence

from isthmus.exchange.folding import fold, fold_header
from isthmus.exchange.grid import Cell, Grid, text_of
from isthmus.exchange.headers import candidates
from isthmus.exchange.recognition import Heading
from isthmus.exchange.vocabulary import FLOW_FIELDS, holding_words, words

_DEPTH = 60
"""Filled rows from the top among which the header is looked for."""
_LONGEST = 300
"""Characters of a cell that can still be a header."""
_LEAST = 0.55
_ALONE = 1.2
"""What a row scores at least to be a header though nothing stands below it: two fields' worth."""
_TECHNICAL = 4
"""Filled rows between the headers for machines and those for people, and one more."""
_LIKE = 0.7
"""What the headers for people score at least, of what those for machines do."""
_OFTEN = re.compile(r"\[?[01]\s*\.\.\s*[1nN*]\]?")
_LINES = 2
"""Lines of headers below the first one."""
_FLOW_ONLY = frozenset(FLOW_FIELDS)


def find_header(grid: Grid, filled: Sequence[int]) -> int | None:
    """The row (from 0) that holds the headers, None if none does."""
    scores = {row: _score(_labels(grid, row)) for row in filled[:_DEPTH]}
    best = max(scores, key=lambda row: (scores[row], -row))
    if best == filled[-1] != filled[0] and scores[best] < _ALONE:
        best = max(filled[:_DEPTH][:-1], key=lambda row: (scores[row], -row))
    if scores[best] < _LEAST or _is_prose(grid, best, filled):
        return None
    best = _under_technical(grid, best, filled, scores)
    more = _more_lines(scores, best)
    lines = range(best + 1, best + more + 1)
    return best + next((n for n, row in enumerate(lines) if _recurs(grid, row, filled)), more)


def _under_technical(grid: Grid, best: int, filled: Sequence[int], scores: dict[int, float]) -> int:
    """The headers for people, where those for machines stand above rows of types (iteraplan)."""
    start = filled.index(best)
    for row in filled[start + 1 : start + 1 + _TECHNICAL]:
        if not _is_technical(grid, row):
            between = row != filled[start + 1]
            return row if between and scores.get(row, 0.0) >= _LIKE * scores[best] else best
    return best


def _is_technical(grid: Grid, row: int) -> bool:
    """Whether a row says of which type each column is, or how often it may be filled."""
    texts = [text for cell in grid.rows[row] if (text := text_of(cell))]
    return all(fold(text) in words().instructions or _OFTEN.fullmatch(text) for text in texts)


def _more_lines(scores: dict[int, float], header: int) -> int:
    """How many rows right below the header are lines of headers too (names for machines).

    Where many rows in a row look like it, they are data: names of properties, say.
    """
    least, more = max(1.5, 0.6 * scores[header]), 0
    while scores.get(header + more + 1, 0.0) >= least:
        more += 1
    return more if more <= _LINES else 0


def _recurs(grid: Grid, row: int, filled: Sequence[int]) -> bool:
    """Whether a text of a row stands in its column again below: then it is no header, but data."""
    below = [grid.rows[other] for other in filled if other > row]
    for column, label in enumerate(_labels(grid, row)):
        again = (cells[column] for cells in below if column < len(cells))
        if label and any(text_of(cell) == label for cell in again):
            return True
    return False


def _is_prose(grid: Grid, row: int, filled: Sequence[int]) -> bool:
    """Whether a lone cell is a sentence or a title rather than the header of a single column."""
    labels = [label for label in _labels(grid, row) if label]
    if len(labels) > 1:
        return False
    below = [grid.rows[r] for r in filled if r > row]
    single = all(sum(bool(text_of(c)) for c in cells) <= 1 for cells in below)
    return not (single and max((c.score for c in candidates(labels[0])), default=0) >= 0.95)


def _labels(grid: Grid, row: int) -> list[str]:
    """The row's texts; where a cell is merged with those above it, what they say."""
    cells = grid.rows[row]
    labels = [_label(cell) for cell in cells]
    for top, left, bottom, right in grid.merged:
        if top < row <= bottom and left == right and left < len(cells) and not labels[left]:
            labels[left] = _label(grid.rows[top][left])
    return labels


def _label(cell: Cell) -> str:
    """A cell's text, if it can be a header at all."""
    return text_of(cell) if isinstance(cell, str) else "" if cell in ("", None) else f"\x00{cell}"


def _score(labels: list[str]) -> float:
    """How much like a row of headers: each field recognised counts once, numbers count against."""
    best: dict[str, float] = {}
    for label in labels:
        if not label or label.startswith("\x00") or len(label) > _LONGEST:
            continue
        for candidate in candidates(label)[:1]:
            best[candidate.field] = max(best.get(candidate.field, 0.0), candidate.score)
    best |= _held(labels)
    numbers = sum(label.startswith("\x00") for label in labels)
    filled = sum(bool(label) for label in labels)
    different = len({label for label in labels if label})
    penalty = 0.4 * numbers + 0.3 * (filled - different)
    return sum(best.values()) - penalty if best else 0.0


def _held(labels: list[str]) -> dict[str, float]:
    """The headers of a list of who holds what, if a system and a data object are among them."""
    known = (holding_words().columns.get(fold_header(label)) for label in labels if label)
    found = {phrase.field: 1.0 for phrase in known if phrase}
    return found if {"system", "data_object"} <= found.keys() else {}


def headings_of(grid: Grid, header: int, rows: Sequence[int]) -> list[Heading]:
    """What stands over each column of the table below `header`."""
    width = max((len(grid.rows[row]) for row in (header, *rows)), default=0)
    own = _padded(_texts(grid, header), width)
    bands = _padded(_band(grid, header), width)
    others = _padded(_other_line(grid, header), width)
    return [
        Heading(own[i] or others[i], bands[i] if bands[i] != own[i] else "", others[i])
        for i in range(width)
    ]


def _texts(grid: Grid, row: int) -> list[str]:
    return [label.lstrip("\x00") for label in _labels(grid, row)]


def _padded(texts: list[str], width: int) -> list[str]:
    return (texts + [""] * width)[:width]


def _band(grid: Grid, header: int) -> list[str]:
    """The headings over several columns in the row above, spread over what they span."""
    if header == 0:
        return []
    above = [text_of(cell) for cell in grid.rows[header - 1]]
    spread = list(above)
    for top, left, bottom, right in grid.merged:
        if top <= header - 1 <= bottom and right > left:
            spread[left : right + 1] = [text_of(grid.rows[top][left])] * (right - left + 1)
    if spread == above and sum(map(bool, above)) >= 2:
        spread = _carried(above)
    return spread if len({text for text in spread if text}) > 1 else []


def _carried(texts: list[str]) -> list[str]:
    """Each text carried on over the empty cells to its right, as a band without merging reads."""
    carried, last = [], ""
    for text in texts:
        last = text or last
        carried.append(last)
    return carried


def _other_line(grid: Grid, header: int) -> list[str]:
    """The row above, if it too is a line of headers (two lines: for people and for machines)."""
    if header == 0:
        return []
    labels = _labels(grid, header - 1)
    named = [label for label in labels if label]
    full = len(named) >= max(2, 0.6 * sum(bool(label) for label in _labels(grid, header)))
    return _texts(grid, header - 1) if full and _score(labels) >= 1.5 else []
