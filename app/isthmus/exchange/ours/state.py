"""How a row was exported, in a few letters a cell.

A change made in Excel is told by it from one that was made on the map since.
"""

import re
from collections.abc import Mapping
from hashlib import blake2b

from isthmus.exchange.ours.cells import CellValue, plain_text
from isthmus.exchange.ours.headers import FIELD, ID_KEY, Key

_STATE = re.compile(r"(?:[0-9a-f]{14}(?: |$))*")
_COLUMN = 6
"""Digits that stand for a column; those behind them stand for what its cell said."""

State = Mapping[str, str]
"""Digits of what cells said, by those of their columns; cells that said nothing are not there."""


def state_of(row: Mapping[Key, CellValue]) -> str:
    """The state of a row as it is written."""
    said = ((key, value) for key, value in row.items() if key != ID_KEY and value is not None)
    return " ".join(sorted(_digits_of(key) + _digits(plain_text(value), 4) for key, value in said))


def state_in(text: str) -> State | None:
    """The state that a cell holds; None if it is none, or somebody's own."""
    if not text or not _STATE.fullmatch(text):
        return None
    return {part[:_COLUMN]: part[_COLUMN:] for part in text.split()}


def is_as_exported(state: State, key: Key, value: CellValue) -> bool:
    """Whether a value is what a cell said when its row was exported."""
    now = None if value is None else _digits(plain_text(value), 4)
    return state.get(_digits_of(key)) == now


def _digits_of(key: Key) -> str:
    number = "" if key.kind == FIELD else f"\0{key.number}"
    return _digits(f"{key.kind}\0{key.name}{number}", _COLUMN // 2)


def _digits(text: str, size: int) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
