"""Systems from what their rows say: catalogue entries matched, departments found or made."""

from dataclasses import replace
from typing import Any

from isthmus.exchange.entries import Entry
from isthmus.exchange.folding import fold
from isthmus.exchange.registry import Registry
from isthmus.exchange.sheetkinds import type_word
from isthmus.exchange.values import lines_of
from isthmus.exchange.vocabulary import words
from isthmus.model.records import CellRef, HoldingRole, System

PRODUCT_SURE = 0.9
"""Least score at which a system is taken for a product of the catalogue."""
CATEGORY_SURE = 0.85
CATEGORY_OVER_PRODUCT = 0.95
"""Least score at which a cell's category counts more than that of the product."""

Note = tuple[str, str]
"""A field and what to tell of its cell."""


def match_product(entry: Entry, registry: Registry) -> list[Note]:
    """Put down the catalogue's product that a system is; a likely one is only told."""
    catalogue = registry.catalogue
    vendor = str(entry.values.get("vendor", ""))
    named = entry.raw.get("product", "")
    found = catalogue.match_product(named, vendor) if named else None
    found = found or catalogue.match_product(entry.name, vendor)
    if found and found.score >= PRODUCT_SURE:
        entry.raw["product key"] = found.product.key
        entry.raw["product category"] = found.product.category
        entry.raw["product vendor"] = found.product.vendor
        return []
    if not found:
        return []
    likely = f"'{entry.name}' may be {found.product.name} of {found.product.vendor}"
    return [("name", f"{likely} ({found.score:.0%}: {found.reason}); it was not taken for it.")]


def build(entry: Entry, registry: Registry) -> tuple[System, list[Note]]:
    """The system's record, new or the map's own with what the rows change, and what to tell."""
    changes = dict[str, Any](entry.values)
    notes = _put_catalogued(entry, registry, changes)
    notes += _put_departments(entry, registry, changes)
    _put_data(entry, registry, changes)
    if entry.base is not None:
        return _updated(entry.base, changes, entry), notes
    system = System(
        id=entry.id,
        name=entry.name,
        custom=tuple(entry.custom.items()),
        external_ids=tuple(entry.ids.items()),
        origin=tuple(entry.origin),
        **changes,
    )
    return system, notes


def _put_catalogued(entry: Entry, registry: Registry, changes: dict[str, Any]) -> list[Note]:
    """Product, category, vendor and technology area; texts that say more are kept."""
    raw, base = entry.raw, entry.base
    if key := raw.get("product key"):
        changes["product"] = key
        if not changes.get("vendor") and not (base and base.vendor):
            changes["vendor"] = raw["product vendor"]
    if text := raw.get("product"):
        entry.custom[raw["product header"]] = text
    category, notes = _category(entry, registry)
    if category and not (base and base.category and "category" not in raw):
        changes["category"] = category
    return notes + _put_area(entry, registry, changes)


def _category(entry: Entry, registry: Registry) -> tuple[str, list[Note]]:
    """The category's key, '' if unknown; what a cell says comes first where it is sure."""
    of_product = entry.raw.get("product category", "")
    text = entry.raw.get("category")
    if not text:
        return of_product, []
    found = registry.category(text)
    if not (found and fold(found.category.name) == fold(text)):
        entry.custom[entry.raw["category header"]] = text
    least = CATEGORY_OVER_PRODUCT if of_product else CATEGORY_SURE
    if found and found.score >= least:
        return found.category.key, []
    if type_word(text) in words().system_types:
        return of_product, []
    told = f"'{text[:60]}' is no category that the catalogue knows; its text is kept"
    return of_product, [] if of_product else [("category", f"{told} as a custom field.")]


def _put_area(entry: Entry, registry: Registry, changes: dict[str, Any]) -> list[Note]:
    text = entry.raw.get("technology_area")
    if not text:
        return []
    areas = registry.catalogue.areas.values()
    found = next((a for a in areas if fold(text) in (fold(a.name), fold(a.key))), None)
    if found:
        changes["technology_area"] = found.key
        return []
    entry.custom[entry.raw["technology_area header"]] = text
    told = f"'{text[:60]}' is no technology area that the catalogue knows; its text is kept"
    return [("technology_area", f"{told} as a custom field.")]


def _put_departments(entry: Entry, registry: Registry, changes: dict[str, Any]) -> list[Note]:
    """Owner and funder; where a cell names several departments, the first."""
    notes = []
    for field in ("department", "funder"):
        if text := entry.raw.get(field):
            several = lines_of(text) or [text]
            changes[field] = registry.department(several[0], _cited(entry, field))
            if len(several) > 1:
                entry.custom[entry.raw[f"{field} header"]] = text
                told = f"Several departments in one cell: the first, '{several[0][:60]}', was taken"
                notes.append((field, f"{told}; all are kept as a custom field."))
    return notes


def _put_data(entry: Entry, registry: Registry, changes: dict[str, Any]) -> None:
    """Data objects held, and capabilities."""
    for field, role in (("masters", HoldingRole.MASTER), ("holds", HoldingRole.REPLICA)):
        for name in changes.pop(field, ()):
            origin = _cited(entry, field)
            registry.hold(entry.id, registry.data_object(name, origin), role, origin)
    if names := changes.get("capabilities"):
        ids = (registry.capability(name) for name in names)
        changes["capabilities"] = tuple(dict.fromkeys(ids))


def _cited(entry: Entry, field: str) -> CellRef | None:
    return next((ref for ref in entry.origin if ref.field == field), None)


def _updated(system: System, changes: dict[str, Any], entry: Entry) -> System:
    """The map's system with what the rows say; where they say nothing it stays as it is."""
    custom = {**dict(system.custom), **entry.custom}
    ids = {**dict(system.external_ids), **entry.ids}
    fresh = {(ref.file, ref.field) for ref in entry.origin}
    kept = [ref for ref in system.origin if (ref.file, ref.field) not in fresh]
    return replace(
        system,
        name=entry.name,
        **changes,
        custom=tuple(custom.items()),
        external_ids=tuple(ids.items()),
        origin=(*kept, *entry.origin),
    )
