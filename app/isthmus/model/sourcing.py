"""Values that came from cells, and what becomes of them when a hand changes the field.

A later edition of the file is compared with what the earlier one said, not with what the map says
now: only so a change made here and a change made there can be told apart.
"""

import json
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar

from isthmus.model.codec import plain
from isthmus.model.records import Holding, Record, Sourced

R = TypeVar("R", bound=Record)

CUSTOM = "custom:"
"""What stands before the name of a custom field."""
_OURS = frozenset({"id", "external_ids", "custom", "origin", "imported"})


@cache
def told_fields(kind: type[Sourced]) -> tuple[str, ...]:
    """The fields of a kind of record that cells can give, custom ones apart."""
    return tuple(f.name for f in fields(kind) if f.name not in _OURS)


def value_text(value: Any) -> str:  # noqa: ANN401
    """The one text of a field's value, as it is kept."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def values_of(record: Sourced) -> dict[str, Any]:
    """Every field that a cell can give, with custom ones as 'custom:Colour'."""
    kind: Any = type(record)  # a class is hashable, which mypy does not see
    found = {name: getattr(record, name) for name in told_fields(kind)}
    return found | {CUSTOM + name: value for name, value in record.custom}


def cited_fields(record: Sourced) -> frozenset[str]:
    """The fields that cells gave; what a record made of a cell is called came from there too."""
    if not record.origin:
        return frozenset()
    whole = {"role"} if isinstance(record, Holding) else {"name"}
    return frozenset({cell.field for cell in record.origin} | whole)


def told_before(record: Sourced, name: str) -> Any:  # noqa: ANN401
    """What a cell gave of a field that a hand has changed since; None if none did.

    The value is a plain one. Files come from anybody: what cannot be read is none.
    """
    text = dict(record.imported).get(name)
    try:
        return None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        return None


def name_before(record: Sourced, name: str = "name") -> str:
    """The same of a field that holds a text, '' if none was told."""
    found = told_before(record, name)
    return found if isinstance(found, str) else ""


def keeping(before: Record | None, after: R) -> R:
    """The record after a change by hand, with what the cells gave of the fields that it changes.

    A field that has its cell's value again is forgotten. What comes with other cells is an import,
    which keeps account itself.
    """
    if not (isinstance(before, Sourced) and isinstance(after, Sourced)):
        return after
    if not before.origin or after.origin != before.origin:
        return after
    was, is_now = values_of(before), values_of(after)
    kept = dict(before.imported)
    for name in _changed(before, was, is_now):
        kept.setdefault(name, value_text(was.get(name)))
        if kept[name] == value_text(is_now.get(name)):
            del kept[name]
    same = kept == dict(before.imported)
    return after if same else replace(after, imported=tuple(kept.items()))


def _changed(before: Sourced, was: dict[str, Any], is_now: dict[str, Any]) -> list[str]:
    """The fields that cells gave and that have another value now."""
    cited = cited_fields(before) & (was.keys() | is_now.keys())
    return [name for name in sorted(cited) if was.get(name) != is_now.get(name)]
