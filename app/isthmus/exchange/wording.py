"""Values of fields in words, as an import shows them: what ids stand for, yes and no, lists."""

from collections.abc import Callable, Mapping
from typing import Any

from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import Capability, DataObject, Department, Record, System

Get = Callable[[type[Record], str], Record | None]
"""Finds a record by kind and id."""

_NAMED: dict[str, type[Record]] = {
    "department": Department, "funder": Department, "parent": Department,
    "capabilities": Capability, "data_objects": DataObject, "data_object": DataObject,
    "source": System, "target": System, "system": System,
    "part_of": System, "runs_on": System,
}  # fmt: skip
"""What the ids in a field are ids of."""
_ENDS = ("source", "target", "system", "data_object")


def value_words(name: str, value: object, get: Get, catalogue: Catalogue) -> str:
    """A field's value as it is shown; '' for nothing."""
    if value is None or value in ("", (), []):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return ", ".join(value_words(name, item, get, catalogue) for item in value)
    if kind := _NAMED.get(name):
        return str(getattr(get(kind, str(value)), "name", value))
    known: dict[str, Mapping[str, Any]] = {
        "category": catalogue.categories,
        "product": catalogue.products,
        "technology_area": catalogue.areas,
    }
    entry = known.get(name, {}).get(str(value))
    return str(entry.name) if entry else str(value)


def record_words(record: Record, get: Get, catalogue: Catalogue) -> str:
    """What a record is called: by its name, else by what it lies between."""
    if name := getattr(record, "name", "") or getattr(record, "finding_key", ""):
        return str(name)
    ends = ((end, getattr(record, end, None)) for end in _ENDS)
    named = (value_words(end, value, get, catalogue) for end, value in ends if value)
    return " → ".join(named) or "the map"
