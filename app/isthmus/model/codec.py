"""Records to and from plain values (text, numbers, lists), for files and for other programs.

Reading is strict: values come from files that anybody may have written.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from isthmus.model.records import CellRef, Record

R = TypeVar("R", bound=Record)

Plain = str | int | float | bool | list[Any] | None
Reader = Callable[[Any], Any]
UNREADABLE = (TypeError, ValueError, InvalidOperation)
"""What a reader raises of a value that does not fit."""


class CodecError(ValueError):
    """A plain value does not fit the field that it is meant for."""


def to_plain(record: Record) -> dict[str, Plain]:
    """The record's fields as values that JSON and SQLite know."""
    return {f.name: plain(getattr(record, f.name)) for f in fields(record)}


def from_plain(kind: type[R], values: Mapping[str, Any]) -> R:
    """The record that `to_plain` turned into `values`; fields that are missing get defaults.

    Raises:
        CodecError: a value does not fit its field, or a field is unknown or lacking.
    """
    readers = readers_of(kind)  # type: ignore[arg-type]  # a class is hashable
    if unknown := values.keys() - readers.keys():
        raise CodecError(f"{kind.__name__} has no field {min(unknown)!r}")
    read = {}
    for name, value in values.items():
        try:
            read[name] = readers[name](value)
        except UNREADABLE as error:
            raise CodecError(f"{kind.__name__}.{name}: {value!r:.80} does not fit") from error
    try:
        return kind(**read)
    except TypeError as error:
        raise CodecError(f"{kind.__name__}: {error}") from error


def plain(value: Any) -> Any:  # noqa: ANN401
    """A field's value as one that JSON and SQLite know."""
    if isinstance(value, StrEnum | Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, CellRef):
        return list(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


@cache
def readers_of(kind: type) -> Mapping[str, Reader]:
    """How to read each field's plain value; what does not fit raises one of UNREADABLE."""
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _reader(hint: Any) -> Reader:  # noqa: ANN401
    """How to read a value of the annotated type."""
    if get_origin(hint) is UnionType:
        inner = _reader(next(arg for arg in get_args(hint) if arg is not NoneType))
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        return _tuple_reader(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return _READERS[hint]


def _tuple_reader(args: tuple[Any, ...]) -> Reader:
    if args[-1] is Ellipsis:
        inner = _reader(args[0])
        return lambda value: tuple(inner(item) for item in _a(list, value))
    inners = [_reader(arg) for arg in args]
    return lambda value: tuple(
        inner(item) for inner, item in zip(inners, _a(list, value), strict=True)
    )


def _a(kind: type, value: Any) -> Any:  # noqa: ANN401
    """The value itself, if it is of exactly that type."""
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not a {kind.__name__}")
    return value


def _text(value: Any) -> str:  # noqa: ANN401
    """Text that UTF-8 can hold: no half of a surrogate pair."""
    text: str = _a(str, value)
    if not text.isascii():
        text.encode()
    return text


def _cell(value: Any) -> CellRef:  # noqa: ANN401
    """A cell; all its texts are looked at at once, since a map has hundreds of thousands."""
    parts: list[str] = _a(list, value)
    if len(parts) != len(CellRef._fields):
        raise ValueError(f"{value!r} is not a cell")
    text = "".join(parts)  # which refuses what is no text
    if not text.isascii():
        text.encode()
    return CellRef(*parts)


def _number(value: Any) -> float:  # noqa: ANN401
    number = float(value if type(value) is int else _a(float, value))
    if not isfinite(number):
        raise ValueError(f"{value!r} is not a finite number")
    return number


def _bool(value: Any) -> bool:  # noqa: ANN401
    """A truth value; SQLite gives it back as 0 or 1."""
    if value in (0, 1):
        return bool(value)
    raise TypeError(f"{value!r} is not a truth value")


def _decimal(value: Any) -> Decimal:  # noqa: ANN401
    number = Decimal(_a(str, value))
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a finite number")
    return number


_READERS: dict[Any, Reader] = {
    str: _text,
    int: lambda value: _a(int, value),
    float: _number,
    bool: _bool,
    Decimal: _decimal,
    date: lambda value: date.fromisoformat(_a(str, value)),
    datetime: lambda value: datetime.fromisoformat(_a(str, value)),
    CellRef: _cell,
}
