"""Whether the values of a record fit its fields: what does not could not be stored or read again.

Records are plain dataclasses and take anything; this is where a wrong type, half a surrogate pair
or a number that is none is found before it gets into a map.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from math import isfinite
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from isthmus.model.records import CellRef, Record
from isthmus.model.tables import TABLES

_Fits = Callable[[Any], bool]

_MOST = 2**63


def unfit(table: str, record: Record) -> Iterator[str]:
    """The fields of a record whose values do not fit, each in words."""
    if type(record) is not TABLES[table] or record.id == "":
        yield f"{table}/{record.id}: is of another kind, or has no id"
        return
    texts_of, others = _quick(table)
    if _all_text(texts_of(record)) and all(fits(getattr(record, name)) for name, fits in others):
        return
    for name, fits in _checks(table):
        if not fits(getattr(record, name)):
            yield f"{table}/{record.id}: {name} cannot be {getattr(record, name)!r:.60}"


@cache
def _checks(table: str) -> tuple[tuple[str, _Fits], ...]:
    hints = get_type_hints(TABLES[table])
    return tuple((f.name, _fits(hints[f.name])) for f in fields(TABLES[table]))


@cache
def _quick(table: str) -> tuple[Callable[[Record], tuple[str, ...]], list[tuple[str, _Fits]]]:
    """What gets all the texts of a record at once, and the checks of its other fields."""
    texts = [name for name, fits in _checks(table) if fits is _text]
    others = [(name, fits) for name, fits in _checks(table) if fits is not _text]
    return attrgetter(*texts), others


def _all_text(values: tuple[Any, ...]) -> bool:
    try:
        return _text("".join(values))
    except TypeError:
        return False


def _fits(hint: Any) -> _Fits:  # noqa: ANN401
    """How to tell whether a value is of the annotated type."""
    if get_origin(hint) is UnionType:
        inner = _fits(next(arg for arg in get_args(hint) if arg is not NoneType))
        return lambda value: value is None or inner(value)
    if get_origin(hint) is tuple:
        return _tuple_fits(get_args(hint))
    if issubclass(hint, StrEnum):
        return lambda value: type(value) is hint
    return _PLAIN[hint]


def _tuple_fits(args: tuple[Any, ...]) -> _Fits:
    if args[-1] is Ellipsis:
        each = _fits(args[0])
        return lambda value: type(value) is tuple and (not value or all(map(each, value)))
    inners = [_fits(arg) for arg in args]
    return lambda value: (
        type(value) is tuple
        and len(value) == len(inners)
        and all(inner(item) for inner, item in zip(inners, value, strict=True))
    )


def _text(value: Any) -> bool:  # noqa: ANN401
    """Text that UTF-8 can hold: no half of a surrogate pair."""
    if not isinstance(value, str):
        return False
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _cell(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, CellRef) and all(
        map(_text, (value.file, value.sheet, value.cell, value.field))
    )


_PLAIN: dict[Any, _Fits] = {
    str: _text,
    bool: lambda value: type(value) is bool,
    int: lambda value: type(value) is int and -_MOST <= value < _MOST,
    float: lambda value: type(value) in (float, int) and isfinite(value),
    Decimal: lambda value: type(value) is Decimal and value.is_finite(),
    date: lambda value: type(value) is date,
    datetime: lambda value: isinstance(value, datetime),
    CellRef: _cell,
}
